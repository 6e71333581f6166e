export { type Auth, type AuthKind, authFrom, authHeaders, credentialOf, secretsOf } from './auth.ts';
export { deleteLeftovers, type Leftover, type Leftovers, leftoversOf } from './leftovers.ts';
export { type Diagnosis, diagnose } from './probe/diagnose.ts';
export { type DiscoveryEndpoint, type Probe, probeTarget } from './probe/probe-target.ts';
export {
  type Answer,
  type AnyRequest,
  type Query,
  type RequestOptions,
  type ScimClient,
  type ScimClientOptions,
  scimClient,
  scimMediaType,
} from './scim-client.ts';
export { TargetError, targetError } from './target-error.ts';
export { type AuthorizedOptions, authorized } from './transport/authorized.ts';
export { fetchTransport } from './transport/fetch-transport.ts';
export { type GivingUpOptions, givingUp } from './transport/giving-up.ts';
export { type Clock, paced } from './transport/paced.ts';
export { type PoolTransport, type PoolTransportOptions, poolTransport } from './transport/pool-transport.ts';
export { exchangeBehind, type Recording, recorded } from './transport/recorded.ts';
export { type RetryOptions, retryAfterMs, retryingWhenBusy } from './transport/retrying-when-busy.ts';
export { transportError } from './transport/transport-error.ts';
