import { brief, check, resourcesOf } from '#check';
import { okta } from '#simulators';
import { testAs } from '../provider-test.ts';
import { isListOf, isScimError, itemsOf, listSeen, onlyId, partOf } from '../seen.ts';
import { groupBody, groupNamed, userBody, userNamed } from './forms.ts';

const test = testAs(okta);

test(
  'finds exactly the User of a userName, with blanks as %20 and as plus',
  check('okta-match', { judges: ['okta-need-05', 'okta-need-06'], after: ['okta-create'] }),
  async ({ client, fresh, judge }) => {
    const ada = await client.make('/Users', userBody(fresh));
    const path = userNamed(String(ada.userName));
    const [endpoint, query = ''] = path.split('?');

    const answer = await client.get(path);
    const others = [userNamed(String(ada.userName), '+'), `${endpoint}?${query.split('&').reverse().join('&')}`];

    judge.that('okta-need-06', onlyId(answer) === ada.id, {
      expected: 'exactly the User of that userName',
      observed: listSeen(answer),
      answer,
    });
    for (const other of others) {
      const same = await client.get(other);
      judge.that('okta-need-05', onlyId(same) === ada.id, {
        expected: 'the same User in the other encoding and order',
        observed: listSeen(same),
        answer: same,
      });
    }
  },
);

test(
  'finds nobody by a userName that nobody has',
  check('okta-match-nobody', { judges: ['okta-need-06'] }),
  async ({ client, fresh, judge }) => {
    const answer = await client.get(userNamed(fresh.word()));

    judge.that('okta-need-06', isListOf(answer, 0) || (answer.status === 404 && isScimError(answer)), {
      expected: 'an empty list, or 404 with a SCIM error',
      observed: listSeen(answer),
      answer,
    });
  },
);

test(
  'takes a userName for the same in any letter case',
  check('okta-match-letter-case', {
    judges: ['okta-need-08', 'okta-need-45'],
    after: ['okta-match', 'okta-create-twice'],
  }),
  async ({ client, fresh, judge }) => {
    const ada = await client.make('/Users', userBody(fresh));
    const userName = String(ada.userName).toUpperCase();

    const found = await client.get(userNamed(userName));
    const second = await client.post('/Users', userBody(fresh, { userName }));

    judge.that('okta-need-45', onlyId(found) === ada.id, {
      expected: 'the User, whatever the letter case',
      observed: listSeen(found),
      answer: found,
    });
    judge.status('okta-need-08', second, 409);
  },
);

test(
  'finds an inactive User by filter and by id',
  check('okta-match-inactive', { judges: ['okta-need-09'], after: ['okta-create'] }),
  async ({ client, fresh, judge }) => {
    const ada = await client.make('/Users', userBody(fresh, { active: false }));

    const byName = await client.get(userNamed(String(ada.userName)));
    const byId = await client.get(`/Users/${ada.id}`);

    judge.that('okta-need-09', onlyId(byName) === ada.id, {
      expected: 'the inactive User',
      observed: listSeen(byName),
      answer: byName,
    });
    judge.that('okta-need-09', byId.status === 200 && byId.json.active === false, {
      expected: 'status 200 with active false',
      observed: `status ${byId.status}, active ${brief(byId.json.active)}`,
      answer: byId,
    });
  },
);

test(
  'finds a Group by its displayName, blanks included',
  check('okta-match-group', { judges: ['okta-need-30'], needs: ['groups'], after: ['okta-group-create'] }),
  async ({ client, fresh, judge }) => {
    const name = `${fresh.word()} Platform Team`;
    const group = await client.make('/Groups', groupBody(name));

    const answer = await client.get(groupNamed(name));

    judge.that('okta-need-30', onlyId(answer) === group.id, {
      expected: 'exactly the Group of that name',
      observed: listSeen(answer),
      answer,
    });
  },
);

test(
  'shows in a list what Okta imports of a User',
  check('okta-import-attributes', { judges: ['okta-need-43'], after: ['okta-match'] }),
  async ({ client, fresh, judge }) => {
    const ada = await client.make('/Users', userBody(fresh));

    const answer = await client.get(userNamed(String(ada.userName)));

    const { schemas, userName, name, emails, active, meta } = resourcesOf(answer)[0] ?? {};
    const lacks = Object.entries({
      schemas: Array.isArray(schemas),
      userName: typeof userName === 'string',
      givenName: partOf(name).givenName === 'Ada',
      familyName: partOf(name).familyName === 'Lovelace',
      'a primary e-mail': itemsOf(emails).some(({ primary, value }) => primary === true && typeof value === 'string'),
      active: typeof active === 'boolean',
      meta: partOf(meta).resourceType !== undefined,
    }).flatMap(([what, isThere]) => (isThere ? [] : [what]));
    judge.that('okta-need-43', lacks.length === 0, {
      expected: 'schemas, userName, both names, a primary e-mail, active and meta',
      observed: `without ${lacks.join(', ')}`,
      answer,
    });
  },
);

test(
  'lets the PUT after a link set userName, externalId and emails of an account that was there',
  check('okta-link', { judges: ['okta-need-47'], after: ['okta-update'] }),
  async ({ client, fresh, mail, judge, users }) => {
    const ada = await users.create({ userName: fresh.userName() });
    const body = await client.read(`/Users/${ada.id}`);
    const [userName, externalId] = [fresh.userName('linked'), fresh.word('okta')];
    const emails = [{ primary: true, value: mail('linked'), type: 'work' }];

    const answer = await client.put(`/Users/${ada.id}`, { ...body, userName, externalId, emails });

    judge.status('okta-need-47', answer, [200, 204]);
    const read = await client.read(`/Users/${ada.id}`);
    const isSet =
      read.userName === userName && read.externalId === externalId && itemsOf(read.emails)[0]?.value === mail('linked');
    judge.that('okta-need-47', isSet, {
      expected: 'the userName, externalId and e-mail that were sent',
      observed: brief({ userName: read.userName, externalId: read.externalId, emails: read.emails }),
      answer,
    });
  },
);
