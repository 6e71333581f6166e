export { CheckFailure, type ChecksOptions, checks, type RunnableCheck } from './checks.ts';
export { type Control, type ControlOptions, startControl } from './control.ts';
export {
  entra,
  google,
  okta,
  onelogin,
  type Provider,
  type ProviderSettings,
  type ProviderTarget,
} from './provider.ts';
export { type Seed, seeded } from './seed.ts';
export { startServer, type TestServer, type TestServerOptions } from './start-server.ts';
export type { TestClock } from './test-clock.ts';
