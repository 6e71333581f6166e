import type { AttributeName, Filter } from '#scim';
import type { Derived } from '../resources/derived.ts';

/**
 * Which derived parts a filter looks at. Where `members` is only compared with certain ids, those alone decide the
 * outcome, so a filter for one member does not load all 50,000.
 */
export function mentionedBy(filter: Filter): Derived {
  const members = new Set<string>();
  let whole = false;
  let groups = false;

  function visit(part: Filter): void {
    if ('terms' in part) for (const term of part.terms) visit(term);
    else if ('term' in part) visit(part.term);
    else if (isCalled(part.attribute, 'groups')) groups = true;
    else if (isCalled(part.attribute, 'members')) {
      const id = comparedId(part);
      if (id === undefined) whole = true;
      else members.add(id);
    }
  }

  visit(filter);
  return { members: whole || members, groups };
}

/** The id in `members eq "id"`, `members.value eq "id"` and `members[value eq "id"]`; undefined for anything else. */
export function comparedId(part: Filter): string | undefined {
  if (part.kind === 'value-path') {
    if (part.after !== undefined || part.filter.kind !== 'compare') return undefined;
    return part.filter.attribute.name.toLowerCase() === 'value' ? equalText(part.filter) : undefined;
  }
  if (part.kind !== 'compare') return undefined;
  const sub = part.attribute.sub?.toLowerCase() ?? 'value';
  return sub === 'value' ? equalText(part) : undefined;
}

function equalText(part: Extract<Filter, { kind: 'compare' }>): string | undefined {
  return (part.operator === 'eq' || part.operator === 'ne') && typeof part.value === 'string' ? part.value : undefined;
}

export function isCalled(attribute: AttributeName, lowerName: string): boolean {
  return attribute.name.toLowerCase() === lowerName;
}
