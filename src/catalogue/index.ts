export { type ChoiceKey, type ChoiceValue, choices } from './disputes/choices.ts';
export type { Dispute } from './disputes/dispute.ts';
export { type DisputeId, disputes } from './disputes/disputes.ts';
export { linkOf } from './link-of.ts';
export type { Level, Requirement } from './requirement.ts';
export { isRequirementId, requirementText } from './requirement-text.ts';
export { type RequirementId, requirements } from './requirements/requirements.ts';
export { verdictOf } from './verdict-of.ts';
