import { type Equality, equalities, type Filter } from '#scim';
import type { Kind } from '../resources/kind.ts';
import type { Entry, View } from '../store/store.ts';

/** How few entries a term may leave before looking for a better one is not worth it. */
const fewEnough = 8;

export interface Candidates {
  /** All matches are among them. */
  readonly entries: readonly Entry[];
  /** All of them match: nobody has to look into them. */
  readonly areMatches: boolean;
}

/**
 * The entries among which all matches are, by the best index that a top-level `and` term allows;
 * undefined when no term has one and all entries must be looked at.
 */
export function candidates(view: View, kind: Kind, filter: Filter): Candidates | undefined {
  let best: readonly Entry[] | undefined;
  for (const equality of equalities(kind.schema, filter)) {
    const found = entriesBy(view, kind, equality);
    if (found !== undefined && (best === undefined || found.length < best.length)) best = found;
    if (best !== undefined && best.length <= fewEnough) break;
  }
  // An index holds values as its attribute compares them, so where `eq` is the whole filter it has the last word.
  return best && { entries: best, areMatches: filter.kind === 'compare' && filter.operator === 'eq' };
}

function entriesBy(view: View, kind: Kind, { path, operator, folded }: Equality): readonly Entry[] | undefined {
  if (typeof folded !== 'string') return undefined;
  if (operator === 'eq' && path === 'id') return ofKind(view.entry(folded), kind);
  if (operator === 'eq' && path === 'members.value' && kind.hasMembers) {
    return [...view.groupsOf(folded)].flatMap((group) => ofKind(view.entry(group), kind));
  }
  // Half a pair begins whole ones in a text, though not in what a store keeps of it.
  if (operator === 'sw' && !folded.isWellFormed()) return undefined;
  const isIndexed = kind.indexes.some((index) => index.path === path);
  return isIndexed ? view.find(kind.name, path, operator, folded) : undefined;
}

function ofKind(entry: Entry | undefined, kind: Kind): readonly Entry[] {
  return entry?.type === kind.name ? [entry] : [];
}
