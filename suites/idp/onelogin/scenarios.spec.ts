import { check } from '#check';
import { onelogin } from '#simulators';
import { judgeScenario } from '../judge-scenario.ts';
import { judgedIn, lifeRules } from '../life-rules.ts';
import { testAs } from '../provider-test.ts';

const test = testAs(onelogin);

/**
 * Every scenario that is shipped, at a smaller size where it is large; save those that ask for what a server may refuse:
 * two accounts of one e-mail, and Groups in Groups.
 */
const rows: readonly (readonly [id: string, scenario: string])[] = [
  ['onelogin-scenario-account-exists', 'account-exists'],
  ['onelogin-scenario-active-default-false', 'active-default-false'],
  ['onelogin-scenario-bulk-hire', 'bulk-hire'],
  ['onelogin-scenario-disable-then-delete', 'disable-then-delete'],
  ['onelogin-scenario-group-flapping', 'group-flapping'],
  ['onelogin-scenario-group-reorganisation', 'group-reorganisation'],
  ['onelogin-scenario-jit-then-scim', 'jit-then-scim'],
  ['onelogin-scenario-joiner-mover-leaver', 'joiner-mover-leaver'],
  ['onelogin-scenario-large-group', 'large-group'],
  ['onelogin-scenario-manager-chain', 'manager-chain'],
  ['onelogin-scenario-nested-groups', 'nested-groups'],
  ['onelogin-scenario-outage-mid-cycle', 'outage-mid-cycle'],
  ['onelogin-scenario-rate-limit-mid-cycle', 'rate-limit-mid-cycle'],
  ['onelogin-scenario-rehire', 'rehire'],
  ['onelogin-scenario-rename', 'rename'],
  ['onelogin-scenario-response-lost', 'response-lost'],
  ['onelogin-scenario-scim-then-jit', 'scim-then-jit'],
  ['onelogin-scenario-selective-scope', 'selective-scope'],
  ['onelogin-scenario-slow-target', 'slow-target'],
  ['onelogin-scenario-token-rotated-mid-cycle', 'token-rotated-mid-cycle'],
  ['onelogin-scenario-two-idps', 'two-idps'],
  ['onelogin-scenario-unicode-names', 'unicode-names'],
];

for (const [id, scenario] of rows) {
  test(
    `ends as OneLogin expects after ${scenario}`,
    check(id, {
      judges: judgedIn(lifeRules.onelogin),
      after: ['onelogin-joiner-mover-leaver'],
      tags: ['@row:scenarios'],
    }),
    async ({ discovery, fresh, http, judge, target }) => {
      const unlike = onelogin.unsupported[scenario];
      test.skip(unlike !== undefined, `OneLogin does not do it: ${unlike}`);
      test.skip(
        scenario.includes('jit'),
        'people sign in here, which SCIM has no part in: simulate plays it at ScaiDrive',
      );

      await judgeScenario({
        simulator: onelogin,
        scenario,
        rules: lifeRules.onelogin,
        discovery,
        fresh,
        http,
        judge,
        target,
      });
    },
  );
}
