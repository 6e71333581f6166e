import { simulatorFrom } from '#idp';
import { actions } from './actions.ts';
import { behaviours } from './behaviours.ts';
import { connect } from './connect.ts';
import { credential } from './credential.ts';
import { desired } from './desired.ts';
import { headers } from './headers.ts';
import { memory } from './memory.ts';
import { options } from './options.ts';
import { plan } from './plan.ts';
import { policy } from './policy.ts';
import { sources } from './sources.ts';

export const okta = simulatorFrom({
  id: 'okta',
  name: 'Okta',
  options,
  behaviours,
  sources,
  policy,
  memory,
  headers,
  credential,
  connect,
  plan,
  wakeAt: ({ memory: { nextImportAt } }) => nextImportAt,
  desired,
  actions,
});
