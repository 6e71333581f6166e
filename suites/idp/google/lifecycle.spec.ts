import { check } from '#check';
import { google } from '#simulators';
import { judgeLife } from '../judge-life.ts';
import { judgedIn, lifeRules } from '../life-rules.ts';
import { live } from '../lifecycle.ts';
import { testAs } from '../provider-test.ts';

const test = testAs(google);

for (const [id, method, options] of [
  ['google-joiner-mover-leaver', 'PUT', {}],
  ['google-joiner-mover-leaver-patch', 'PATCH', { updateMethod: 'patch' }],
] as const) {
  test(
    `follows two people from hire to leave as Google tells of them by ${method}`,
    check(id, {
      judges: judgedIn(lifeRules.google),
      // Which method Google uses is not published [google-update-02]: a target without PATCH is not blamed for it.
      needs: method === 'PATCH' ? ['patch'] : [],
      after: ['google-create'],
    }),
    async ({ discovery, fresh, http, judge, target }) => {
      const life = await live({ simulator: google, http, target, discovery, fresh, options, withGroups: false });

      judgeLife(judge, life, lifeRules.google);
    },
  );
}
