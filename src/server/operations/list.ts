import { findAttributeByPath, type JsonObject, scimError, sortResources, sortStub, urns } from '#scim';
import type { Answer } from '../http/answer.ts';
import { jsonBody } from '../http/body.ts';
import { type Context, sceneOf } from '../http/context.ts';
import { cursorTo, type Place, placeOf } from '../query/cursor.ts';
import { type Listing, listingFrom, listingFromMessage } from '../query/listing.ts';
import { type Matcher, matcherFor, matching } from '../query/matching.ts';
import { type Scene, withDerived } from '../resources/derived.ts';
import type { Kind } from '../resources/kind.ts';
import { renderer } from '../resources/rendering.ts';
import type { Entry } from '../store/store.ts';

/** `GET /Users`, and `GET /` over all types. @see RFC 7644 §3.4.2 */
export function list(context: Context, kinds: readonly Kind[]): Promise<Answer> {
  return answerTo(context, kinds, listingFrom(context.parameters));
}

/** `POST /Users/.search` and `POST /.search`. @see RFC 7644 §3.4.3 */
export async function search(context: Context, kinds: readonly Kind[]): Promise<Answer> {
  const body = await jsonBody(context.call, context.settings.maxBodyBytes);
  return answerTo(context, kinds, listingFromMessage(body, context.parameters));
}

async function answerTo(context: Context, kinds: readonly Kind[], listing: Listing): Promise<Answer> {
  const { settings } = context;
  const matcher = listing.filter === undefined ? undefined : matcherFor(settings, kinds, listing.filter);
  const count = Math.min(listing.count ?? settings.defaultPageSize, settings.maxPageSize);
  const { cursor } = listing;
  const query = cursor === undefined ? '' : `${kinds.map((kind) => kind.name).join()} ${listing.identity()}`;
  const place = cursor === undefined || cursor === '' ? undefined : await placeOf(settings, query, count, cursor);
  const page = await settings.store.read((view) => {
    const scene = sceneOf(context, view);
    const part = pageOf(scene, kinds, listing, matcher, { count, place });
    return { ...part, resources: part.entries.map(textsOf(scene, listing)) };
  });
  const next =
    cursor !== undefined && page.next !== undefined ? await cursorTo(settings, query, count, page.next) : undefined;
  return {
    status: 200,
    headers: { 'content-type': context.media },
    body: listText(page.total, page.resources, cursor === undefined ? (listing.startIndex ?? 1) : undefined, next),
  };
}

interface Page {
  readonly total: number;
  readonly entries: readonly Entry[];
  /** Where the next page begins; undefined on the last one. */
  readonly next: Place | undefined;
}

interface Span {
  readonly count: number;
  readonly place: Place | undefined;
}

function pageOf(
  scene: Scene,
  kinds: readonly Kind[],
  listing: Listing,
  matcher: Matcher | undefined,
  span: Span,
): Page {
  if (listing.sortBy !== undefined) return sortedPage(scene, kinds, listing, listing.sortBy, matcher, span);
  if (matcher !== undefined) return cut(matching(scene, kinds, matcher), listing, span);

  const { view } = scene;
  const type = kinds.length === 1 ? kinds[0]?.name : undefined;
  const total = view.count(type);
  const more = span.count + 1;
  const entries =
    span.place === undefined
      ? view.page(type, (listing.startIndex ?? 1) - 1, more)
      : view.after(type, span.place.seq, more);
  return { total, ...upTo(entries, span.count) };
}

function cut(matches: readonly Entry[], listing: Listing, { count, place }: Span): Page {
  const from =
    place === undefined ? (listing.startIndex ?? 1) - 1 : matches.findIndex((entry) => entry.seq > place.seq);
  const entries = from < 0 ? [] : matches.slice(from, from + count + 1);
  return { total: matches.length, ...upTo(entries, count) };
}

/** One entry more than a page holds was looked for, so that the last page is known to be the last. */
function upTo(entries: readonly Entry[], count: number): Pick<Page, 'entries' | 'next'> {
  const last = entries[count - 1];
  return {
    entries: entries.slice(0, count),
    next: entries.length > count && last !== undefined ? { seq: last.seq } : undefined,
  };
}

/**
 * A page of a sorted list. A cursor carries what the last resource shown was sorted by, so the next page begins at
 * the right place even if that resource is gone by then.
 */
function sortedPage(
  scene: Scene,
  kinds: readonly Kind[],
  listing: Listing,
  sortBy: string,
  matcher: Matcher | undefined,
  { count, place }: Span,
): Page {
  const having = kinds.filter(({ schema }) => findAttributeByPath(schema, sortBy) !== undefined);
  const schema = (having[0] ?? kinds[0])?.schema;
  if (schema === undefined) throw scimError('invalidPath', 'there is nothing to sort');
  const entries = matcher === undefined ? everything(scene, kinds) : matching(scene, kinds, matcher);
  const byResource = new Map<JsonObject, Entry>();
  const seen = sortedAs(scene, having, sortBy);
  for (const entry of entries) byResource.set(seen(entry), entry);

  const stub = place?.last;
  const resources = [...byResource.keys(), ...(stub === undefined ? [] : [stub])];
  const sorted = sortResources(schema, resources, sortBy, listing.sortOrder);
  const from = stub === undefined ? (place?.seq ?? (listing.startIndex ?? 1) - 1) : sorted.indexOf(stub) + 1;
  const rest = sorted.slice(from).filter((resource) => stub === undefined || resource.id !== stub.id);
  const shown = rest.slice(0, count);
  const last = shown.at(-1);
  return {
    total: entries.length,
    entries: shown.flatMap((resource) => byResource.get(resource) ?? []),
    next: rest.length > count && last !== undefined ? after(sortStub(schema, last, sortBy), from + count) : undefined,
  };
}

/** A longer cursor would not fit into a URL together with everything else that a request line and its headers hold. */
const longestStub = 1000;

function after(stub: JsonObject, shown: number): Place {
  return JSON.stringify(stub).length > longestStub ? { seq: shown } : { seq: 0, last: stub };
}

/**
 * Each resource with what it is sorted by; mostly that is what is kept, and nothing is built. One of a type that does
 * not have the attribute has no value.
 */
function sortedAs(scene: Scene, having: readonly Kind[], sortBy: string): (entry: Entry) => JsonObject {
  const [top = ''] = sortBy.slice(sortBy.lastIndexOf(':') + 1).split('.');
  const derived = top.toLowerCase();
  return (entry) => {
    const kind = having.find(({ name }) => name === entry.type);
    if (kind === undefined) return { id: entry.id };
    if (derived === 'members' && kind.hasMembers) {
      // The first of them decides, so nobody builds a list of 50,000.
      const [first] = scene.view.membersOf(entry.id);
      return withDerived(scene, kind, entry, { members: new Set(first === undefined ? [] : [first]), groups: false });
    }
    const needsMore = derived === 'meta' || (derived === 'groups' && kind.hasGroups);
    return needsMore
      ? withDerived(scene, kind, entry, { members: false, groups: derived === 'groups' })
      : entry.resource;
  };
}

function everything(scene: Scene, kinds: readonly Kind[]): readonly Entry[] {
  const type = kinds.length === 1 ? kinds[0]?.name : undefined;
  return scene.view.page(type, 0, scene.view.count(type));
}

/** The text of resources of any kind; what a kind needs for it is made once. */
function textsOf(scene: Scene, { projection }: Listing): (entry: Entry) => string {
  const renderers = new Map<string, (entry: Entry) => string>();
  return (entry) => {
    const kind = scene.kinds.byName.get(entry.type);
    const text = renderers.get(entry.type) ?? (kind && renderer(scene, kind, { projection }));
    if (text === undefined) return '{}';
    renderers.set(entry.type, text);
    return text(entry);
  };
}

/** A ListResponse from resources that are text already. */
export function listText(
  total: number,
  resources: readonly string[],
  startIndex: number | undefined,
  nextCursor: string | undefined,
): string {
  const start = startIndex === undefined ? '' : `,"startIndex":${startIndex}`;
  const next = nextCursor === undefined ? '' : `,"nextCursor":"${nextCursor}"`;
  const head = `{"schemas":["${urns.listResponse}"],"totalResults":${total},"itemsPerPage":${resources.length}${start}${next}`;
  return `${head},"Resources":[${resources.join(',')}]}`;
}
