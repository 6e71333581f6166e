import type { DisputeId } from '../disputes/disputes.ts';

/** What one identity provider needs of a server, whatever the RFCs leave open. */
export interface Need {
  /** MUST where provisioning breaks otherwise, SHOULD where a known deployment suffered. */
  readonly level: 'MUST' | 'SHOULD';
  readonly idp: 'entra' | 'okta' | 'google' | 'onelogin';
  /** One short sentence in our own words. */
  readonly text: string;
  /** The behaviours of that identity provider from which the need follows. */
  readonly restsOn: readonly string[];
  /** Disputed points on which this need leaves fewer readings than the RFCs do. */
  readonly narrows?: readonly DisputeId[];
}
