import { entraNeeds } from './entra.ts';
import { googleNeeds } from './google.ts';
import { oktaNeeds } from './okta.ts';
import { oneloginNeeds } from './onelogin.ts';

/** What the four identity providers need of a server. */
export const needs = {
  ...oktaNeeds,
  ...entraNeeds,
  ...googleNeeds,
  ...oneloginNeeds,
} as const;

/** An id that the table does not hold does not compile. */
export type NeedId = keyof typeof needs;
