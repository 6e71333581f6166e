import type { Scenario, Simulator } from '#idp';
import { entra } from './entra/index.ts';
import { google } from './google/index.ts';
import { okta } from './okta/index.ts';
import { onelogin } from './onelogin/index.ts';
import accountExists from './scenarios/account-exists.json' with { type: 'json' };
import activeDefaultFalse from './scenarios/active-default-false.json' with { type: 'json' };
import bulkHire from './scenarios/bulk-hire.json' with { type: 'json' };
import disableThenDelete from './scenarios/disable-then-delete.json' with { type: 'json' };
import duplicateEmail from './scenarios/duplicate-email.json' with { type: 'json' };
import groupFlapping from './scenarios/group-flapping.json' with { type: 'json' };
import groupReorganisation from './scenarios/group-reorganisation.json' with { type: 'json' };
import jitThenScim from './scenarios/jit-then-scim.json' with { type: 'json' };
import joinerMoverLeaver from './scenarios/joiner-mover-leaver.json' with { type: 'json' };
import largeGroup from './scenarios/large-group.json' with { type: 'json' };
import managerChain from './scenarios/manager-chain.json' with { type: 'json' };
import nestedGroups from './scenarios/nested-groups.json' with { type: 'json' };
import outageMidCycle from './scenarios/outage-mid-cycle.json' with { type: 'json' };
import rateLimitMidCycle from './scenarios/rate-limit-mid-cycle.json' with { type: 'json' };
import rehire from './scenarios/rehire.json' with { type: 'json' };
import rename from './scenarios/rename.json' with { type: 'json' };
import responseLost from './scenarios/response-lost.json' with { type: 'json' };
import scimThenJit from './scenarios/scim-then-jit.json' with { type: 'json' };
import selectiveScope from './scenarios/selective-scope.json' with { type: 'json' };
import slowTarget from './scenarios/slow-target.json' with { type: 'json' };
import tokenRotatedMidCycle from './scenarios/token-rotated-mid-cycle.json' with { type: 'json' };
import twoIdps from './scenarios/two-idps.json' with { type: 'json' };
import unicodeNames from './scenarios/unicode-names.json' with { type: 'json' };

/** Every simulator, in the order in which it is listed. */
export const simulators: readonly Simulator[] = [okta, entra, google, onelogin];

/** The scenarios that are shipped, by name, as `readScenario` of #idp takes them. */
export const scenarios = {
  'joiner-mover-leaver': joinerMoverLeaver,
  'account-exists': accountExists,
  'active-default-false': activeDefaultFalse,
  'bulk-hire': bulkHire,
  'disable-then-delete': disableThenDelete,
  'duplicate-email': duplicateEmail,
  'group-flapping': groupFlapping,
  'group-reorganisation': groupReorganisation,
  'jit-then-scim': jitThenScim,
  'large-group': largeGroup,
  'manager-chain': managerChain,
  'nested-groups': nestedGroups,
  'outage-mid-cycle': outageMidCycle,
  'rate-limit-mid-cycle': rateLimitMidCycle,
  rehire: rehire,
  rename: rename,
  'response-lost': responseLost,
  'scim-then-jit': scimThenJit,
  'selective-scope': selectiveScope,
  'slow-target': slowTarget,
  'token-rotated-mid-cycle': tokenRotatedMidCycle,
  'two-idps': twoIdps,
  'unicode-names': unicodeNames,
} as const satisfies Readonly<Record<string, object>>;

/** The provider that works beside another in a scenario; undefined where there is none. */
export function besideOf(scenario: Scenario, simulator: Simulator): Simulator | undefined {
  const id = scenario.beside?.idps.find((each) => each !== simulator.id);
  return simulators.find((each) => each.id === id);
}

export { entra, google, okta, onelogin };
