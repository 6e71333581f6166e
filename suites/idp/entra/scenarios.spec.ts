import { check } from '#check';
import { entra } from '#simulators';
import { judgeScenario } from '../judge-scenario.ts';
import { judgedIn, lifeRules } from '../life-rules.ts';
import { testAs } from '../provider-test.ts';

const test = testAs(entra);

/**
 * Every scenario that is shipped, at a smaller size where it is large; save those that ask for what a server may refuse:
 * two accounts of one e-mail, and Groups in Groups.
 */
const rows: readonly (readonly [id: string, scenario: string])[] = [
  ['entra-scenario-account-exists', 'account-exists'],
  ['entra-scenario-active-default-false', 'active-default-false'],
  ['entra-scenario-bulk-hire', 'bulk-hire'],
  ['entra-scenario-disable-then-delete', 'disable-then-delete'],
  ['entra-scenario-group-flapping', 'group-flapping'],
  ['entra-scenario-group-reorganisation', 'group-reorganisation'],
  ['entra-scenario-jit-then-scim', 'jit-then-scim'],
  ['entra-scenario-joiner-mover-leaver', 'joiner-mover-leaver'],
  ['entra-scenario-large-group', 'large-group'],
  ['entra-scenario-manager-chain', 'manager-chain'],
  ['entra-scenario-outage-mid-cycle', 'outage-mid-cycle'],
  ['entra-scenario-rate-limit-mid-cycle', 'rate-limit-mid-cycle'],
  ['entra-scenario-rehire', 'rehire'],
  ['entra-scenario-rename', 'rename'],
  ['entra-scenario-response-lost', 'response-lost'],
  ['entra-scenario-scim-then-jit', 'scim-then-jit'],
  ['entra-scenario-selective-scope', 'selective-scope'],
  ['entra-scenario-slow-target', 'slow-target'],
  ['entra-scenario-token-rotated-mid-cycle', 'token-rotated-mid-cycle'],
  ['entra-scenario-two-idps', 'two-idps'],
  ['entra-scenario-unicode-names', 'unicode-names'],
];

for (const [id, scenario] of rows) {
  test(
    `ends as Entra ID expects after ${scenario}`,
    check(id, {
      judges: judgedIn(lifeRules.entra),
      after: ['entra-joiner-mover-leaver'],
      tags: ['@row:scenarios'],
    }),
    async ({ discovery, fresh, http, judge, target }) => {
      const unlike = entra.unsupported[scenario];
      test.skip(unlike !== undefined, `Entra ID does not do it: ${unlike}`);
      test.skip(
        scenario.includes('jit'),
        'people sign in here, which SCIM has no part in: simulate plays it at ScaiDrive',
      );

      await judgeScenario({
        simulator: entra,
        scenario,
        rules: lifeRules.entra,
        discovery,
        fresh,
        http,
        judge,
        target,
      });
    },
  );
}
