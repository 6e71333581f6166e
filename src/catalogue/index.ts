export { type ChoiceKey, type ChoiceValue, choices } from './disputes/choices.ts';
export type { Dispute } from './disputes/dispute.ts';
export { type DisputeId, disputes } from './disputes/disputes.ts';
export { type Erratum, errata } from './errata/errata.ts';
export {
  type ExplainedDispute,
  type ExplainedErratum,
  type ExplainedNeed,
  type ExplainedRequirement,
  explainNeed,
  explainRequirement,
  isDisputeId,
} from './explain.ts';
export { linkOf } from './link-of.ts';
export type { Need } from './needs/need.ts';
export { type NeedId, needs } from './needs/needs.ts';
export type { Level, Requirement } from './requirement.ts';
export { isNeedId, isRequirementId, isRuleId, type RuleId, requirementText } from './requirement-text.ts';
export { type RequirementId, requirements } from './requirements/requirements.ts';
export { verdictOf } from './verdict-of.ts';
