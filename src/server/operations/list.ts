import { findAttributeByPath, type JsonObject, scimError, sortResources, urns } from '#scim';
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
  return answerTo(context, kinds, listingFromMessage(body));
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
 * A page of a sorted list. A cursor carries the sort attribute of the last resource shown, so the next page begins at
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
  const kind = kinds.find(({ schema }) => findAttributeByPath(schema, sortBy) !== undefined) ?? kinds[0];
  if (kind === undefined) throw scimError('invalidPath', 'there is nothing to sort');
  const entries = matcher === undefined ? everything(scene, kinds) : matching(scene, kinds, matcher);
  const byResource = new Map<JsonObject, Entry>();
  const isDerived = /^(meta|groups)\b/i.test(sortBy.slice(sortBy.lastIndexOf(':') + 1));
  for (const entry of entries) byResource.set(isDerived ? resourceOf(scene, entry) : entry.resource, entry);

  const stub = place?.last;
  const resources = [...byResource.keys(), ...(stub === undefined ? [] : [stub])];
  const sorted = sortResources(kind.schema, resources, sortBy, listing.sortOrder);
  const from = stub === undefined ? (listing.startIndex ?? 1) - 1 : sorted.indexOf(stub) + 1;
  const rest = sorted.slice(from).filter((resource) => stub === undefined || resource.id !== stub.id);
  const shown = rest.slice(0, count);
  const last = shown.at(-1);
  return {
    total: entries.length,
    entries: shown.flatMap((resource) => byResource.get(resource) ?? []),
    next: rest.length > count && last !== undefined ? { seq: 0, last: stubOf(kind, last, sortBy) } : undefined,
  };
}

/** Enough of a resource to find its place again: the attribute that the list is sorted by, whole, and the id. */
function stubOf(kind: Kind, resource: JsonObject, sortBy: string): JsonObject {
  const attribute = findAttributeByPath(kind.schema, sortBy);
  const top = attribute?.parent ?? attribute;
  const isExtension = top !== undefined && kind.schema.extensions.has(top.urn.toLowerCase());
  const name = isExtension ? top.urn : top?.name;
  const value = name === undefined ? undefined : resource[name];
  return { id: resource.id ?? '', ...(name === undefined || value === undefined ? {} : { [name]: value }) };
}

function everything(scene: Scene, kinds: readonly Kind[]): readonly Entry[] {
  const type = kinds.length === 1 ? kinds[0]?.name : undefined;
  return scene.view.page(type, 0, scene.view.count(type));
}

function resourceOf(scene: Scene, entry: Entry): JsonObject {
  const kind = scene.kinds.byName.get(entry.type);
  return kind === undefined
    ? entry.resource
    : withDerived(scene, kind, entry, { members: false, groups: kind.hasGroups });
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
