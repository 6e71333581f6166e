import type { DisputeId } from '../disputes/disputes.ts';

/** The identity providers, as their administrators call them. */
export const providers = {
  entra: 'Microsoft Entra ID',
  okta: 'Okta',
  google: 'Google Workspace',
  onelogin: 'OneLogin',
} as const;

/** What one identity provider needs of a server, whatever the RFCs leave open. */
export interface Need {
  /** MUST where provisioning breaks otherwise, SHOULD where a known deployment suffered. */
  readonly level: 'MUST' | 'SHOULD';
  readonly idp: keyof typeof providers;
  /** One short sentence in our own words. */
  readonly text: string;
  /** The behaviours of that identity provider from which the need follows. */
  readonly restsOn: readonly string[];
  /** Disputed points on which this need leaves fewer readings than the RFCs do. */
  readonly narrows?: readonly DisputeId[];
}
