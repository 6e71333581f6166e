import { brief, check } from '#check';
import { google } from '#simulators';
import { testAs } from '../provider-test.ts';
import { userBody } from './forms.ts';

const test = testAs(google);

test(
  'takes an update by PUT, plain JSON and both URNs, and keeps the id when userName changes',
  check('google-update-put', {
    judges: ['google-need-01', 'google-need-05', 'google-need-07'],
    after: ['google-create'],
  }),
  async ({ client, fresh, judge }) => {
    const ada = await client.make('/Users', userBody(fresh));
    const userName = fresh.userName('king');

    const answer = await client.put(
      `/Users/${ada.id}`,
      userBody(fresh, { id: ada.id, userName, displayName: 'Ada King' }),
    );

    judge.that('google-need-01', answer.status !== 415, {
      expected: 'application/json to be read',
      observed: `status ${answer.status}`,
      answer,
    });
    if (!judge.status('google-need-07', answer, [200, 204])) return;
    const read = await client.read(`/Users/${ada.id}`);
    judge.that('google-need-05', read.id === ada.id && read.userName === userName, {
      expected: 'the new userName under the old id',
      observed: brief({ id: read.id, userName: read.userName }),
      answer,
    });
  },
);

for (const [id, form, operation] of [
  ['google-update-patch-path', 'with a path', (active: boolean) => ({ op: 'replace', path: 'active', value: active })],
  ['google-update-patch', 'without a path', (active: boolean) => ({ op: 'replace', value: { active } })],
] as const) {
  test(
    `takes active by PATCH ${form}`,
    check(id, { judges: ['google-need-01', 'google-need-07'], needs: ['patch'], after: ['google-create'] }),
    async ({ client, fresh, judge }) => {
      const ada = await client.make('/Users', userBody(fresh));

      for (const active of [false, true]) {
        const answer = await client.patch(`/Users/${ada.id}`, [operation(active)]);
        judge.that('google-need-01', answer.status !== 415, {
          expected: 'application/json to be read',
          observed: `status ${answer.status}`,
          answer,
        });
        const read = await client.read(`/Users/${ada.id}`);
        judge.that('google-need-07', answer.status < 300 && read.active === active, {
          expected: `active ${active}`,
          observed: `status ${answer.status}, active ${brief(read.active)}`,
          answer,
        });
      }
    },
  );
}
