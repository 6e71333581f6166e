import { check } from '#check';
import { urns } from '#scim';
import { entra } from '#simulators';
import { testAs } from '../provider-test.ts';
import { isListOf, listSeen, onlyId } from '../seen.ts';
import { groupBody, groupNamed, userBody, userNamed, usersWith } from './forms.ts';

const test = testAs(entra);

test(
  'finds a User by userName, in form encoding of either hex case',
  check('entra-match-user-name', { judges: ['entra-need-04'], after: ['entra-create'] }),
  async ({ client, fresh, judge }) => {
    const ada = await client.make('/Users', userBody(fresh));
    const lower = userNamed(String(ada.userName));
    const upper = lower.replace(/%[0-9a-f]{2}/g, (octet) => octet.toUpperCase());

    for (const answer of [await client.get(lower), await client.get(upper)]) {
      judge.that('entra-need-04', onlyId(answer) === ada.id, {
        expected: 'exactly the User of that userName',
        observed: listSeen(answer),
        answer,
      });
    }
  },
);

test(
  'finds a User by userName in another letter case',
  check('entra-match-letter-case', { judges: ['entra-need-08'], after: ['entra-match-user-name'] }),
  async ({ client, fresh, judge }) => {
    const ada = await client.make('/Users', userBody(fresh));

    const answer = await client.get(userNamed(String(ada.userName).toUpperCase()));

    judge.that('entra-need-08', onlyId(answer) === ada.id, {
      expected: 'the User, whatever the letter case',
      observed: listSeen(answer),
      answer,
    });
  },
);

test(
  'finds a User by externalId, and nobody by one that is not there',
  check('entra-match-external-id', { judges: ['entra-need-03'], after: ['entra-create'] }),
  async ({ client, fresh, judge }) => {
    const body = userBody(fresh);
    const ada = await client.make('/Users', body);

    const found = await client.get(usersWith(`externalId eq "${body.externalId}"`));
    const none = await client.get(usersWith(`externalId eq "${fresh.word()}"`));

    judge.that('entra-need-03', onlyId(found) === ada.id, {
      expected: 'exactly the User of that externalId',
      observed: listSeen(found),
      answer: found,
    });
    judge.that('entra-need-03', isListOf(none, 0), {
      expected: 'status 200 with an empty list',
      observed: listSeen(none),
      answer: none,
    });
  },
);

test(
  'finds a User by work e-mail with a value path',
  check('entra-match-work-email', {
    judges: ['entra-need-03'],
    needs: ['User.emails.value', 'User.emails.type'],
    after: ['entra-create'],
  }),
  async ({ client, fresh, mail, judge }) => {
    const emails = [{ primary: true, type: 'work', value: mail('ada') }];
    const ada = await client.make('/Users', userBody(fresh, { emails }));

    const found = await client.get(usersWith(`emails[type eq "work"].value eq "${mail('ada')}"`));
    const none = await client.get(usersWith(`emails[type eq "work"].value eq "${mail('nobody')}"`));

    judge.that('entra-need-03', onlyId(found) === ada.id, {
      expected: 'exactly the User of that address',
      observed: listSeen(found),
      answer: found,
    });
    judge.that('entra-need-03', isListOf(none, 0), {
      expected: 'status 200 with an empty list',
      observed: listSeen(none),
      answer: none,
    });
  },
);

test(
  'finds a Group by a displayName with signs that mean something in a query',
  check('entra-match-group-signs', { judges: ['entra-need-32'], needs: ['groups'], after: ['entra-group-create'] }),
  async ({ client, fresh, judge }) => {
    for (const signs of ["O'Hara", 'R&D', 'C++', 'Übung 数学']) {
      const name = `${fresh.word()} ${signs}`;
      const group = await client.make('/Groups', groupBody(name));

      const answer = await client.get(groupNamed(name));

      judge.that('entra-need-32', onlyId(answer) === group.id, {
        expected: `exactly the Group with ${signs} in its name`,
        observed: listSeen(answer),
        answer,
      });
    }
  },
);

test(
  'lets an account that sign-in made be found and given an externalId',
  check('entra-adopt', { judges: ['entra-need-44'], after: ['entra-match-user-name'] }),
  async ({ client, fresh, judge, users }) => {
    const userName = fresh.userName();
    const ada = await users.create({ userName });
    const externalId = fresh.word();

    const found = await client.get(userNamed(userName));
    const answer = await client.patch(`/Users/${ada.id}`, [{ op: 'Add', path: 'externalId', value: externalId }]);

    judge.that('entra-need-44', onlyId(found) === ada.id, {
      expected: 'the account that was there before',
      observed: listSeen(found),
      answer: found,
    });
    if (!judge.status('entra-need-44', answer, [200, 204])) return;
    const after = await client.read(`/Users/${ada.id}`);
    judge.that('entra-need-44', after.externalId === externalId, {
      expected: `externalId "${externalId}"`,
      observed: `externalId ${JSON.stringify(after.externalId)}`,
      answer,
    });
  },
);

test(
  'answers whether a reference is set',
  check('entra-reference-check', {
    judges: ['entra-need-39'],
    needs: ['groups', 'Enterprise.manager.value'],
    after: ['entra-member-add', 'entra-manager-set'],
  }),
  async ({ client, fresh, judge }) => {
    const grace = await client.make('/Users', userBody(fresh));
    const ada = await client.make(
      '/Users',
      userBody(fresh, { [urns.enterpriseUser]: { manager: { value: grace.id } } }),
    );
    const group = await client.make('/Groups', groupBody(fresh.word()));
    await client.patch(`/Groups/${group.id}`, [{ op: 'Add', path: 'members', value: [{ value: ada.id }] }]);
    const asks = [
      [`${usersWith(`id eq "${ada.id}" and manager eq "${grace.id}"`)}&attributes=id`, ada.id],
      [`${usersWith(`id eq "${grace.id}" and manager eq "${grace.id}"`)}&attributes=id`, undefined],
      [`/Groups${usersWith(`id eq "${group.id}" and members eq "${ada.id}"`).slice(6)}&attributes=id`, group.id],
      [`/Groups${usersWith(`id eq "${group.id}" and members eq "${grace.id}"`).slice(6)}&attributes=id`, undefined],
    ] as const;

    for (const [path, id] of asks) {
      const answer = await client.get(path);
      const isRight = id === undefined ? isListOf(answer, 0) : onlyId(answer) === id;
      judge.that('entra-need-39', isRight, {
        expected: id === undefined ? 'an empty list, for the reference is not set' : 'the one that has the reference',
        observed: listSeen(answer),
        answer,
      });
    }
  },
);
