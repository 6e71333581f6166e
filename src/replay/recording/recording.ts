import type { Exchange } from '#wire';

/** What was recorded between a client and one SCIM target. */
export interface Recording {
  /** The SCIM exchanges with that target, in the order in which they were sent. */
  readonly exchanges: readonly Exchange[];
  /** The base URL that all of them begin with: `https://example.com/scim/v2`. */
  readonly base: string;
  /** The tool that wrote the file, with its version; empty when it does not say. */
  readonly creator: string;
  /** Ids of exchanges whose answer had a body that the file does not hold. */
  readonly bodiless: ReadonlySet<string>;
  /** The exchange that somebody marked as the one that shows the fault. */
  readonly marked?: string;
  /** What the fault is, as `readOracle` reads it, where the file says so. */
  readonly oracle?: string;
  readonly setAside: SetAside;
}

/** How many entries of the file are not in the recording, and why. */
export interface SetAside {
  /** Not SCIM: pages, scripts, other APIs. */
  readonly notScim: number;
  /** SCIM, but of another base URL. */
  readonly elsewhere: number;
}
