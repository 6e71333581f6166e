/** `scimulate/simulators`: the four identity providers, and the scenarios that are shipped. */
export { scenarios, simulators } from '#simulators';
export {
  entra,
  google,
  okta,
  onelogin,
  type Provider,
  type ProviderSettings,
  type ProviderTarget,
} from './provider.ts';
