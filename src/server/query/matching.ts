import { compileFilter, type Filter, type JsonObject, parseFilter } from '#scim';
import { type Derived, type Scene, withDerived } from '../resources/derived.ts';
import type { Kind } from '../resources/kind.ts';
import type { Settings } from '../settings.ts';
import type { Entry } from '../store/store.ts';
import { type Candidates, candidates } from './candidates.ts';
import { isCalled, mentionedBy } from './mentions.ts';

/** A filter made ready for every kind that it is put to. */
export interface Matcher {
  readonly filter: Filter;
  readonly tests: ReadonlyMap<Kind, (resource: JsonObject) => boolean>;
  readonly derived: Derived;
  readonly looksAtMeta: boolean;
}

/** What a filter may ask for here: with more terms, looking at every resource would take seconds. */
const filterLimits = { maxLength: 100_000, maxTerms: 1000 } as const;

/**
 * @throws ScimError invalidFilter, or tooMany for too many terms
 * A name that no schema defines is refused where one type is asked, and matches nothing where several are (D16).
 */
export function matcherFor(settings: Settings, kinds: readonly Kind[], text: string): Matcher {
  const filter = parseFilter(text, { profile: settings.profile, limits: filterLimits });
  const options = { profile: settings.profile, unknownAttributes: kinds.length > 1 ? 'no-value' : 'refuse' } as const;
  return {
    filter,
    tests: new Map(kinds.map((kind) => [kind, compileFilter(kind.schema, filter, options)])),
    derived: mentionedBy(filter),
    looksAtMeta: looksAtMeta(filter),
  };
}

/** All entries of these kinds that match, in order of creation. */
export function matching(scene: Scene, kinds: readonly Kind[], matcher: Matcher): Entry[] {
  const found: Entry[] = [];
  for (const kind of kinds) {
    const test = matcher.tests.get(kind);
    if (test === undefined) continue;
    const { entries, areMatches } = candidates(scene.view, kind, matcher.filter) ?? everything(scene, kind);
    for (const entry of entries) if (areMatches || test(seenBy(scene, kind, entry, matcher))) found.push(entry);
  }
  return found.sort((a, b) => a.seq - b.seq);
}

function everything({ view }: Scene, { name }: Kind): Candidates {
  return { entries: view.page(name, 0, view.count(name)), areMatches: false };
}

/** The resource with what the filter looks at; usually that is what is kept, and nothing is built. */
function seenBy(scene: Scene, kind: Kind, entry: Entry, { derived, looksAtMeta: meta }: Matcher): JsonObject {
  const members =
    kind.hasMembers && (derived.members === true || (derived.members !== false && derived.members.size > 0));
  const needsMore = meta || members || (kind.hasGroups && derived.groups);
  return needsMore ? withDerived(scene, kind, entry, derived) : entry.resource;
}

/** The URL of a resource is not kept with it. */
function looksAtMeta(filter: Filter): boolean {
  if ('terms' in filter) return filter.terms.some(looksAtMeta);
  return 'term' in filter ? looksAtMeta(filter.term) : isCalled(filter.attribute, 'meta');
}
