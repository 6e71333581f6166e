import { brief, check, errorOf } from '#check';
import { urns } from '#scim';
import { okta } from '#simulators';
import { testAs } from '../provider-test.ts';
import { partOf } from '../seen.ts';
import { enterprise, userBody } from './forms.ts';

const test = testAs(okta);

test(
  'creates the User that Okta sends, with groups, password and all',
  check('okta-create', { judges: ['okta-need-10', 'okta-need-11', 'okta-need-04'] }),
  async ({ client, fresh, judge }) => {
    const body = userBody(fresh);

    const answer = await client.post('/Users', body);

    judge.that('okta-need-04', answer.status !== 415 && answer.status !== 406, {
      expected: 'application/scim+json; charset=utf-8 to be read, beside an Accept-Charset',
      observed: `status ${answer.status}`,
      answer,
    });
    if (!judge.status('okta-need-10', answer, 201)) return;
    const { id, userName, active, name } = answer.json;
    judge.that(
      'okta-need-11',
      typeof id === 'string' && userName === body.userName && active === true && partOf(name).givenName === 'Ada',
      {
        expected: 'the whole User with its id',
        observed: brief({ id, userName, active, name }),
        answer,
      },
    );
  },
);

test(
  'keeps the id when userName changes',
  check('okta-rename', { judges: ['okta-need-11'], after: ['okta-create'] }),
  async ({ client, fresh, judge }) => {
    const ada = await client.make('/Users', userBody(fresh));
    const body = await client.read(`/Users/${ada.id}`);
    const userName = fresh.userName('renamed');

    const answer = await client.put(`/Users/${ada.id}`, { ...body, userName });

    const read = await client.read(`/Users/${ada.id}`);
    judge.that('okta-need-11', read.id === ada.id && read.userName === userName, {
      expected: 'the new userName under the old id',
      observed: `status ${answer.status}, ${brief({ id: read.id, userName: read.userName })}`,
      answer,
    });
  },
);

test(
  'keeps the externalId and gives it back',
  check('okta-external-id', { judges: ['okta-need-12'], after: ['okta-create'] }),
  async ({ client, fresh, judge }) => {
    const externalId = fresh.word('00u1abcd');
    const ada = await client.make('/Users', userBody(fresh, { externalId }));

    const answer = await client.get(`/Users/${ada.id}`);

    judge.that('okta-need-12', answer.json.externalId === externalId, {
      expected: `externalId "${externalId}"`,
      observed: `externalId ${brief(answer.json.externalId)}`,
      answer,
    });
  },
);

test(
  'refuses a userName that is taken with 409 and a detail, and leaves the account alone',
  check('okta-create-twice', { judges: ['okta-need-13', 'okta-need-45'], after: ['okta-create'] }),
  async ({ client, fresh, judge }) => {
    const body = userBody(fresh);
    const ada = await client.make('/Users', body);
    const before = await client.read(`/Users/${ada.id}`);

    const answer = await client.post('/Users', {
      ...userBody(fresh),
      userName: body.userName ?? '',
      displayName: 'Another',
    });

    judge.status('okta-need-13', answer, 409);
    const { detail } = errorOf(answer);
    judge.that('okta-need-45', typeof detail === 'string' && detail !== '', {
      expected: 'a detail that says why',
      observed: brief(answer.text),
      answer,
    });
    judge.same('okta-need-13', await client.read(`/Users/${ada.id}`), before, { what: 'the first account', answer });
  },
);

test(
  'keeps an enterprise extension over create, GET and PUT',
  check('okta-create-extension', {
    judges: ['okta-need-40'],
    needs: ['Enterprise.department', 'Enterprise.manager.value'],
    after: ['okta-create'],
  }),
  async ({ client, fresh, judge }) => {
    const schemas = [urns.user, enterprise];
    const ada = await client.make(
      '/Users',
      userBody(fresh, { schemas, [enterprise]: { department: 'R&D', manager: { value: 'grace@example.com' } } }),
    );
    const body = await client.read(`/Users/${ada.id}`);

    const answer = await client.put(`/Users/${ada.id}`, { ...body, title: 'Countess' });

    const read = await client.read(`/Users/${ada.id}`);
    for (const [when, user] of [
      ['created', body],
      ['put', read],
    ] as const) {
      const { department, manager } = partOf(user[enterprise]);
      judge.that('okta-need-40', department === 'R&D' && partOf(manager).value === 'grace@example.com', {
        expected: `department and manager after it was ${when}`,
        observed: brief({ department, manager }),
        answer,
      });
    }
  },
);

test(
  'takes empty texts for optional attributes, and shows them empty or not at all',
  check('okta-empty-texts', {
    judges: ['okta-need-39'],
    needs: ['optional:User.title', 'User.title'],
    after: ['okta-update'],
  }),
  async ({ client, fresh, judge }) => {
    const ada = await client.make('/Users', userBody(fresh, { title: 'Analyst' }));
    const body = await client.read(`/Users/${ada.id}`);

    const answer = await client.put(`/Users/${ada.id}`, { ...body, title: '' });

    judge.status('okta-need-39', answer, [200, 204]);
    const { title } = await client.read(`/Users/${ada.id}`);
    judge.that('okta-need-39', title === undefined || title === null || title === '', {
      expected: 'no title, or an empty one',
      observed: `title ${brief(title)}`,
      answer,
    });
  },
);
