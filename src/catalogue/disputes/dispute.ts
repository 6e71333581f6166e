import type { RequirementId } from '../requirements/requirements.ts';
import type { ChoiceKey } from './choices.ts';

/** A point on which careful readers of the RFCs disagree, and what a suite may therefore say of a target. */
export interface Dispute {
  readonly question: string;
  /** What the reference server does. */
  readonly choice: string;
  readonly rows: readonly RequirementId[];
  /**
   * Observations by verdict; where several apply, the worst one is reported.
   * A 5xx other than 501, 503 and those of a gateway is a violation everywhere, so no entry repeats it.
   */
  readonly allows: { readonly pass: string; readonly warning?: string; readonly violation: string };
  /** What is recorded and judged nowhere. */
  readonly infoKeys: readonly ChoiceKey[];
  /** Where an identity provider needs more, or less, than the RFC. */
  readonly idp?: string;
  /** Numbers of the RFC Editor's errata that bear on it, of any status. */
  readonly errata?: readonly number[];
}
