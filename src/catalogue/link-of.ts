import { type RequirementId, requirements } from './requirements/requirements.ts';

/** Where the RFC section behind a requirement can be read. */
export function linkOf(id: RequirementId): string {
  return linkOfSection(requirements[id].section);
}

/** `rfc7644#section-3.5.2` as an https address. */
export function linkOfSection(section: string): string {
  return `https://www.rfc-editor.org/rfc/${section.replace('#', '.html#')}`;
}

/** Where the RFC Editor keeps an erratum, by its number. */
export function linkOfErratum(id: string): string {
  return `https://www.rfc-editor.org/errata/eid${id}`;
}
