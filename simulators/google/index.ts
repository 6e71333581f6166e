import { simulatorFrom } from '#idp';
import { actions } from './actions.ts';
import { behaviours } from './behaviours.ts';
import { connect } from './connect.ts';
import { credential } from './credential.ts';
import { cycle } from './cycle.ts';
import { desired } from './desired.ts';
import { headers } from './headers.ts';
import { memory } from './memory.ts';
import { options } from './options.ts';
import { policy } from './policy.ts';
import { sources } from './sources.ts';
import { nextTimer } from './standing.ts';

export const google = simulatorFrom({
  id: 'google',
  name: 'Google Workspace',
  options,
  behaviours,
  sources,
  policy,
  memory,
  headers,
  credential,
  connect,
  plan: cycle,
  wakeAt: nextTimer,
  desired,
  actions,
  unsupported: {
    'group-flapping': 'google-group-01',
    'group-reorganisation': 'google-group-01',
    'large-group': 'google-group-01',
    'nested-groups': 'google-group-01',
    // No attribute list that is known has a manager in it.
    'manager-chain': 'google-attr-01',
  },
});
