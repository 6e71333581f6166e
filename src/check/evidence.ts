import type { Finding, RequirementText } from '#run';
import { isObject } from '#scim';
import type { Exchange } from '#wire';

/** The name of the attachment with which a check tells the reporter what it found. */
export const evidenceName = 'scimulate';

/** What a check leaves behind, whichever process or machine it ran in. */
export interface Evidence {
  readonly version: 1;
  readonly findings: readonly Finding[];
  readonly choices: Readonly<Record<string, string>>;
  /** Masked. All that the findings cite, or all. */
  readonly exchanges: readonly Exchange[];
  /** Rows of a mapping file, which the check judged by. */
  readonly rules?: Readonly<Record<string, RequirementText>>;
  /** What the target lacks. */
  readonly unsupported?: string;
  /** Why the check was not put, or not to its end. */
  readonly notRun?: string;
  /** A property that ended early for want of time, and how far it came. */
  readonly cutShort?: string;
  /** What broke on our side. */
  readonly error?: string;
  /** The target gave no answer, so what broke is not ours. */
  readonly isUnanswered?: boolean;
}

/** Reads an attachment back. @throws Error when it is not one of ours */
export function readEvidence(text: string): Evidence {
  const value: unknown = JSON.parse(text);
  if (!isEvidence(value)) throw new Error('The attachment "scimulate" does not hold the evidence of a check.');
  return value;
}

function isEvidence(value: unknown): value is Evidence {
  return isObject(value) && value.version === 1 && Array.isArray(value.findings) && Array.isArray(value.exchanges);
}
