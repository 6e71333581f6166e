import { check } from '#check';
import { google } from '#simulators';
import { judgeScenario } from '../judge-scenario.ts';
import { judgedIn, lifeRules } from '../life-rules.ts';
import { testAs } from '../provider-test.ts';

const test = testAs(google);

/**
 * Every scenario that is shipped, at a smaller size where it is large; save those that ask for what a server may refuse:
 * two accounts of one e-mail, and Groups in Groups.
 */
const rows: readonly (readonly [id: string, scenario: string])[] = [
  ['google-scenario-account-exists', 'account-exists'],
  ['google-scenario-active-default-false', 'active-default-false'],
  ['google-scenario-bulk-hire', 'bulk-hire'],
  ['google-scenario-disable-then-delete', 'disable-then-delete'],
  ['google-scenario-group-flapping', 'group-flapping'],
  ['google-scenario-group-reorganisation', 'group-reorganisation'],
  ['google-scenario-jit-then-scim', 'jit-then-scim'],
  ['google-scenario-joiner-mover-leaver', 'joiner-mover-leaver'],
  ['google-scenario-large-group', 'large-group'],
  ['google-scenario-manager-chain', 'manager-chain'],
  ['google-scenario-nested-groups', 'nested-groups'],
  ['google-scenario-outage-mid-cycle', 'outage-mid-cycle'],
  ['google-scenario-rate-limit-mid-cycle', 'rate-limit-mid-cycle'],
  ['google-scenario-rehire', 'rehire'],
  ['google-scenario-rename', 'rename'],
  ['google-scenario-response-lost', 'response-lost'],
  ['google-scenario-scim-then-jit', 'scim-then-jit'],
  ['google-scenario-selective-scope', 'selective-scope'],
  ['google-scenario-slow-target', 'slow-target'],
  ['google-scenario-token-rotated-mid-cycle', 'token-rotated-mid-cycle'],
  ['google-scenario-two-idps', 'two-idps'],
  ['google-scenario-unicode-names', 'unicode-names'],
];

for (const [id, scenario] of rows) {
  test(
    `ends as Google expects after ${scenario}`,
    check(id, {
      judges: judgedIn(lifeRules.google),
      after: ['google-joiner-mover-leaver'],
      tags: ['@row:scenarios'],
    }),
    async ({ discovery, fresh, http, judge, target }) => {
      const unlike = google.unsupported[scenario];
      test.skip(unlike !== undefined, `Google does not do it: ${unlike}`);
      test.skip(
        scenario.includes('jit'),
        'people sign in here, which SCIM has no part in: simulate plays it at ScaiDrive',
      );

      await judgeScenario({
        simulator: google,
        scenario,
        rules: lifeRules.google,
        discovery,
        fresh,
        http,
        judge,
        target,
      });
    },
  );
}
