import { check } from '#check';
import { google } from '#simulators';
import { judgeLife } from '../judge-life.ts';
import { live } from '../lifecycle.ts';
import { testAs } from '../provider-test.ts';

const test = testAs(google);

for (const [id, method, options] of [
  ['google-joiner-mover-leaver', 'PUT', {}],
  ['google-joiner-mover-leaver-patch', 'PATCH', { updateMethod: 'patch' }],
] as const) {
  test(
    `follows two people from hire to leave as Google tells of them by ${method}`,
    check(id, { judges: ['google-need-05', 'google-need-07', 'google-need-10'], after: ['google-create'] }),
    async ({ fresh, http, judge, target }) => {
      const life = await live({ simulator: google, http, target, fresh, options, withGroups: false });

      judgeLife(judge, life, { agrees: 'google-need-07', single: 'google-need-10', silent: 'google-need-05' });
    },
  );
}
