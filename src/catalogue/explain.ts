import type { Dispute } from './disputes/dispute.ts';
import { type DisputeId, disputes } from './disputes/disputes.ts';
import { type Erratum, errata } from './errata/errata.ts';
import { linkOf, linkOfErratum } from './link-of.ts';
import type { Need } from './needs/need.ts';
import { type NeedId, needs } from './needs/needs.ts';
import { reasons } from './reasons/reasons.ts';
import type { Requirement } from './requirement.ts';
import { type RequirementId, requirements } from './requirements/requirements.ts';
import { verdictOf } from './verdict-of.ts';

interface ExplainedDispute extends Dispute {
  readonly id: DisputeId;
}

interface ExplainedErratum extends Erratum {
  readonly id: string;
  readonly link: string;
}

/** All that the catalogue holds on one requirement, for whoever comes from a failing report. */
interface ExplainedRequirement extends Requirement {
  readonly id: RequirementId;
  readonly link: string;
  /** What breaking it comes to, where no dispute allows more. */
  readonly verdict: 'violation' | 'warning' | 'info';
  readonly disputes: readonly ExplainedDispute[];
  readonly errata: readonly ExplainedErratum[];
  /** Why no check judges it; undefined where some do. */
  readonly unjudged?: string;
}

interface ExplainedNeed extends Need {
  readonly id: NeedId;
  readonly verdict: 'violation' | 'warning' | 'info';
  readonly disputes: readonly ExplainedDispute[];
}

export function explainRequirement(id: RequirementId): ExplainedRequirement {
  const requirement: Requirement = requirements[id];
  const unjudged = reasons[id];
  return {
    id,
    ...requirement,
    link: linkOf(id),
    verdict: verdictOf(requirement.level),
    disputes: explainedDisputes(requirement.disputed ?? []),
    errata: erratumRows
      .filter(([, erratum]) => erratum.rows.includes(id))
      .map(([number, erratum]) => ({ id: number, ...erratum, link: linkOfErratum(number) })),
    ...(unjudged === undefined ? {} : { unjudged }),
  };
}

export function explainNeed(id: NeedId): ExplainedNeed {
  const need: Need = needs[id];
  return { id, ...need, verdict: verdictOf(need.level), disputes: explainedDisputes(need.narrows ?? []) };
}

const erratumRows: readonly (readonly [string, Erratum])[] = Object.entries(errata);

function explainedDisputes(ids: readonly string[]): ExplainedDispute[] {
  return ids.filter(isDisputeId).map((id) => ({ id, ...disputes[id] }));
}

/** Whether a string from outside is an entry of the disputes register. */
export function isDisputeId(id: string): id is DisputeId {
  return Object.hasOwn(disputes, id);
}
