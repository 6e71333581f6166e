import { simulatorFrom } from '#idp';
import { actions } from './actions.ts';
import { address } from './address.ts';
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

export const entra = simulatorFrom({
  id: 'entra',
  name: 'Microsoft Entra ID',
  options,
  behaviours,
  sources,
  address,
  policy,
  memory,
  headers,
  credential,
  connect,
  plan: cycle,
  desired,
  actions,
});
