import { check } from '#check';
import { google } from '#simulators';
import { testAs } from '../provider-test.ts';
import { isListOf, listSeen, onlyId } from '../seen.ts';
import { userBody, userNamed } from './forms.ts';

const test = testAs(google);

test(
  'answers the look-up of a new person with an empty list, with no discovery before it',
  check('google-match-nobody', { judges: ['google-need-03', 'google-need-12'] }),
  async ({ client, fresh, judge }) => {
    const answer = await client.get(userNamed(fresh.word()));

    judge.status('google-need-12', answer, 200);
    judge.that('google-need-03', isListOf(answer, 0), {
      expected: 'status 200 with an empty list',
      observed: listSeen(answer),
      answer,
    });
  },
);

for (const [id, title, active] of [
  ['google-match', 'an active', true],
  ['google-match-inactive', 'an inactive', false],
] as const) {
  test(
    `finds ${title} account by userName`,
    check(id, { judges: ['google-need-03', 'google-need-04'], after: ['google-create'] }),
    async ({ client, fresh, judge }) => {
      const ada = await client.make('/Users', userBody(fresh, { active }));

      const answer = await client.get(userNamed(String(ada.userName)));

      judge.that(active ? 'google-need-03' : 'google-need-04', onlyId(answer) === ada.id, {
        expected: 'exactly that account',
        observed: listSeen(answer),
        answer,
      });
    },
  );
}

test(
  'lets an account that sign-in made be found and overwritten',
  check('google-adopt', { judges: ['google-need-10'], after: ['google-match', 'google-update-put'] }),
  async ({ client, fresh, judge, users }) => {
    const userName = fresh.userName();
    const ada = await users.create({ userName });

    const found = await client.get(userNamed(userName));
    const answer = await client.put(
      `/Users/${ada.id}`,
      userBody(fresh, { id: ada.id, userName, displayName: 'Ada King' }),
    );
    const again = await client.get(userNamed(userName));

    judge.that('google-need-10', onlyId(found) === ada.id, {
      expected: 'the account that was there before',
      observed: listSeen(found),
      answer: found,
    });
    judge.status('google-need-10', answer, [200, 204]);
    judge.that('google-need-10', onlyId(again) === ada.id, {
      expected: 'still one account, with the old id',
      observed: listSeen(again),
      answer: again,
    });
  },
);
