import { check } from '#check';
import { okta } from '#simulators';
import { judgeScenario } from '../judge-scenario.ts';
import { judgedIn, lifeRules } from '../life-rules.ts';
import { testAs } from '../provider-test.ts';

const test = testAs(okta);

/**
 * Every scenario that is shipped, at a smaller size where it is large; save those that ask for what a server may refuse:
 * two accounts of one e-mail, and Groups in Groups.
 */
const rows: readonly (readonly [id: string, scenario: string, ...after: string[]])[] = [
  ['okta-scenario-account-exists', 'account-exists', 'okta-match-letter-case'],
  ['okta-scenario-active-default-false', 'active-default-false'],
  ['okta-scenario-bulk-hire', 'bulk-hire'],
  ['okta-scenario-disable-then-delete', 'disable-then-delete'],
  ['okta-scenario-group-flapping', 'group-flapping'],
  ['okta-scenario-group-reorganisation', 'group-reorganisation'],
  ['okta-scenario-jit-then-scim', 'jit-then-scim'],
  ['okta-scenario-joiner-mover-leaver', 'joiner-mover-leaver'],
  ['okta-scenario-large-group', 'large-group'],
  ['okta-scenario-manager-chain', 'manager-chain'],
  ['okta-scenario-nested-groups', 'nested-groups'],
  ['okta-scenario-outage-mid-cycle', 'outage-mid-cycle'],
  ['okta-scenario-rate-limit-mid-cycle', 'rate-limit-mid-cycle'],
  ['okta-scenario-rehire', 'rehire'],
  ['okta-scenario-rename', 'rename'],
  ['okta-scenario-response-lost', 'response-lost'],
  ['okta-scenario-scim-then-jit', 'scim-then-jit'],
  ['okta-scenario-selective-scope', 'selective-scope'],
  ['okta-scenario-slow-target', 'slow-target'],
  ['okta-scenario-token-rotated-mid-cycle', 'token-rotated-mid-cycle'],
  ['okta-scenario-two-idps', 'two-idps'],
  ['okta-scenario-unicode-names', 'unicode-names'],
];

for (const [id, scenario, ...after] of rows) {
  test(
    `ends as Okta expects after ${scenario}`,
    check(id, {
      judges: judgedIn(lifeRules.okta),
      after: ['okta-joiner-mover-leaver', ...after],
      tags: ['@row:scenarios'],
    }),
    async ({ discovery, fresh, http, judge, target }) => {
      const unlike = okta.unsupported[scenario];
      test.skip(unlike !== undefined, `Okta does not do it: ${unlike}`);
      test.skip(
        scenario.includes('jit'),
        'people sign in here, which SCIM has no part in: simulate plays it at ScaiDrive',
      );

      await judgeScenario({ simulator: okta, scenario, rules: lifeRules.okta, discovery, fresh, http, judge, target });
    },
  );
}
