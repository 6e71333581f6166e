import { brief, check } from '#check';
import { onelogin } from '#simulators';
import { testAs } from '../provider-test.ts';
import { itemsOf, listSeen, onlyId, partOf } from '../seen.ts';
import { marked, userBody, userNamed } from './forms.ts';

const test = testAs(onelogin);

test(
  'creates the User of the stock template, whatever URNs it lists, and shows id and names',
  check('onelogin-create', { judges: ['onelogin-need-03', 'onelogin-need-06', 'onelogin-need-11'] }),
  async ({ client, fresh, judge }) => {
    const body = userBody(fresh);

    const answer = await client.post(marked('/Users'), body);

    judge.that('onelogin-need-03', answer.status !== 415, {
      expected: 'application/json to be read',
      observed: `status ${answer.status}`,
      answer,
    });
    if (!judge.status('onelogin-need-06', answer, 201)) return;
    const read = await client.get(marked(`/Users/${answer.json.id}`));
    for (const each of [answer, read]) {
      const { id, userName, name } = each.json;
      const isShown =
        typeof id === 'string' &&
        userName === body.userName &&
        partOf(name).givenName === 'Ada' &&
        partOf(name).familyName === 'Byron';
      judge.that('onelogin-need-11', isShown, {
        expected: 'id, userName, givenName and familyName',
        observed: brief({ id, userName, name }),
        answer: each,
      });
    }
  },
);

test(
  'reads a body of type application/scim+json as well',
  check('onelogin-create-scim-json', { judges: ['onelogin-need-03'], after: ['onelogin-create'] }),
  async ({ clientWith, fresh, judge }) => {
    const client = clientWith({ contentType: 'application/scim+json' });

    judge.status('onelogin-need-03', await client.post(marked('/Users'), userBody(fresh)), 201);
  },
);

for (const [id, what, more] of [
  ['onelogin-create-email-object', 'its e-mail as one object', { emails: { value: '', type: 'work', primary: true } }],
  ['onelogin-create-empty-texts', 'empty texts and nulls', { title: '', nickName: null }],
] as const) {
  test(
    `creates a User with ${what}`,
    check(id, { judges: ['onelogin-need-07'], after: ['onelogin-create'] }),
    async ({ client, fresh, mail, judge }) => {
      const email = 'emails' in more ? { emails: { ...more.emails, value: mail('ada') } } : {};

      const answer = await client.post(marked('/Users'), userBody(fresh, { ...more, ...email }));

      if (!judge.status('onelogin-need-07', answer, 201) || !('emails' in more)) return;
      const { emails } = await client.read(`/Users/${answer.json.id}`);
      judge.that('onelogin-need-07', itemsOf(emails)[0]?.value === mail('ada'), {
        expected: 'the e-mail to be kept',
        observed: `emails ${brief(emails)}`,
        answer,
      });
    },
  );
}

test(
  'creates a User with members that no schema knows',
  check('onelogin-create-unknown-members', { judges: ['onelogin-need-07'], after: ['onelogin-create'] }),
  async ({ client, fresh, judge }) => {
    const body = userBody(fresh, { department: 'R&D', costCentre: { code: 7 } });

    const answer = await client.post(marked('/Users'), body);

    // Such members are in a template because an administrator put them there [onelogin-attr-01]; to refuse them is right (D49).
    if (answer.status !== 400) judge.status('onelogin-need-07', answer, 201);
    else judge.warn('onelogin-need-07', false, { expected: 'status 201', observed: 'status 400', answer });
  },
);

test(
  'takes active as a word',
  check('onelogin-create-active-word', { judges: ['onelogin-need-08'], after: ['onelogin-create'] }),
  async ({ client, fresh, judge }) => {
    for (const [word, active] of [
      ['true', true],
      ['false', false],
    ] as const) {
      const answer = await client.post(marked('/Users'), userBody(fresh, { active: word }));
      if (!judge.status('onelogin-need-08', answer, 201)) continue;
      const read = await client.read(`/Users/${answer.json.id}`);
      judge.that('onelogin-need-08', read.active === active, {
        expected: `active ${active}`,
        observed: `active ${brief(read.active)}`,
        answer,
      });
    }
  },
);

test(
  'finds an inactive account by userName, so that a return is no failing create',
  check('onelogin-match-inactive', { judges: ['onelogin-need-05'], after: ['onelogin-create'] }),
  async ({ client, fresh, judge }) => {
    const ada = await client.make(marked('/Users'), userBody(fresh, { active: false }));

    const answer = await client.get(userNamed(String(ada.userName)));

    judge.that('onelogin-need-05', onlyId(answer) === ada.id, {
      expected: 'the inactive account',
      observed: listSeen(answer),
      answer,
    });
  },
);
