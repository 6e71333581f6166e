import { linkOfSection } from './link-of.ts';
import { providers } from './needs/need.ts';
import { type NeedId, needs } from './needs/needs.ts';
import type { Level, Requirement } from './requirement.ts';
import { type RequirementId, requirements } from './requirements/requirements.ts';

/** Stands for every row of a mapping file, which only a run knows. */
export const mappingRows = 'mapping-rows';

/** What a check can judge by: a requirement of an RFC, a need of an identity provider, or the rows of a mapping file. */
export type RuleId = RequirementId | NeedId | typeof mappingRows;

/**
 * What a report says of a rule that it cites. A need has no public link: its section is `idp/entra`, its link empty. Its text
 * names the provider and what that does, so that nobody takes it for a rule of the RFCs.
 */
export function requirementText(id: RuleId): { level: Level; section: string; link: string; text: string } {
  if (id === mappingRows) {
    return {
      level: 'MUST',
      section: 'mapping',
      link: '',
      text: 'Every row of the mapping file holds, in its direction.',
    };
  }
  if (isNeedId(id)) {
    const { level, idp, text, restsOn } = needs[id];
    return { level, section: `idp/${idp}`, link: '', text: `For ${providers[idp]} (${restsOn.join(', ')}): ${text}` };
  }
  const { level, section, text }: Requirement = requirements[id];
  return { level, section, link: linkOfSection(section), text };
}

/** Whether a string from outside is a requirement of an RFC. */
export function isRequirementId(id: string): id is RequirementId {
  return Object.hasOwn(requirements, id);
}

/** Whether a string from outside is a need of an identity provider. */
export function isNeedId(id: string): id is NeedId {
  return Object.hasOwn(needs, id);
}

/** Whether a string from outside is any of these. */
export function isRuleId(id: string): id is RuleId {
  return isRequirementId(id) || isNeedId(id) || id === mappingRows;
}
