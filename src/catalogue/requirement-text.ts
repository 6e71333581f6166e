import { linkOfSection } from './link-of.ts';
import type { Level, Requirement } from './requirement.ts';
import { type RequirementId, requirements } from './requirements/requirements.ts';

/** What a report says of a requirement that it cites. */
export function requirementText(id: RequirementId): { level: Level; section: string; link: string; text: string } {
  const { level, section, text }: Requirement = requirements[id];
  return { level, section, link: linkOfSection(section), text };
}

/** Whether a string from outside is an id of the catalogue. */
export function isRequirementId(id: string): id is RequirementId {
  return Object.hasOwn(requirements, id);
}
