export { linkOf } from './link-of.ts';
export type { Level, Requirement } from './requirement.ts';
export { isRequirementId, requirementText } from './requirement-text.ts';
export { type RequirementId, requirements } from './requirements/requirements.ts';
export { verdictOf } from './verdict-of.ts';
