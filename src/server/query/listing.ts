import { messageMembers, type Projection, parseProjection, requireMessageUrn, scimError, urns } from '#scim';

/** What a list request asks for, from a query string or a search message alike. */
export interface Listing {
  readonly filter: string | undefined;
  readonly sortBy: string | undefined;
  readonly sortOrder: 'ascending' | 'descending';
  /** 1 or more; undefined if the client did not say. */
  readonly startIndex: number | undefined;
  /** 0 or more; undefined if the client did not say. */
  readonly count: number | undefined;
  /** Empty for the first page; undefined for paging by index. */
  readonly cursor: string | undefined;
  readonly projection: Projection | undefined;
  /** What stays the same from page to page, in one text. */
  readonly identity: () => string;
}

const names = [
  'filter',
  'sortBy',
  'sortOrder',
  'startIndex',
  'count',
  'cursor',
  'attributes',
  'excludedAttributes',
] as const;
type Name = (typeof names)[number];

/** One value of either origin: a query has texts, a message has JSON of the right type. */
type Given = (name: Name) => unknown;

/** @throws ScimError invalidValue, invalidCount or invalidCursor */
export function listingFrom(parameters: ReadonlyMap<string, string>): Listing {
  const number = (name: Name) => {
    const text = parameters.get(name);
    if (text === undefined) return undefined;
    return /^[+-]?\d+$/.test(text.trim()) ? Number(text) : Number.NaN;
  };
  return listing((name) => (name === 'startIndex' || name === 'count' ? number(name) : parameters.get(name)));
}

/**
 * Reads a SearchRequest message; its member names may be in any letter case. Which attributes to show may also stand
 * in the URL, as with every request that is answered with resources.
 * @throws ScimError invalidSyntax, invalidValue, invalidCount or invalidCursor
 * @see RFC 7644 §3.4.3, §3.9
 */
export function listingFromMessage(body: unknown, parameters: ReadonlyMap<string, string>): Listing {
  const members = messageMembers(body, ['schemas', ...names], 'a search request');
  requireMessageUrn(members.schemas, urns.searchRequest, 'a search request');
  return listing((name) => {
    const inUrl = name === 'attributes' || name === 'excludedAttributes' ? parameters.get(name) : undefined;
    return members[name] ?? inUrl;
  });
}

function listing(given: Given): Listing {
  const cursor = text(given, 'cursor');
  const startIndex = integer(given, 'startIndex', 'invalidValue');
  if (cursor !== undefined && startIndex !== undefined) {
    throw scimError('invalidCursor', 'a page is asked for by "cursor" or by "startIndex", not by both');
  }
  const count = integer(given, 'count', cursor === undefined ? 'invalidValue' : 'invalidCount');
  const filter = text(given, 'filter');
  const sortBy = text(given, 'sortBy');
  const sortOrder = orderFrom(text(given, 'sortOrder'));
  const attributes = list(given, 'attributes');
  const excluded = list(given, 'excludedAttributes');
  return {
    filter,
    sortBy,
    sortOrder,
    // A larger number would not be written as an integer.
    startIndex: startIndex === undefined ? undefined : Math.min(Math.max(startIndex, 1), Number.MAX_SAFE_INTEGER),
    count: count === undefined ? undefined : Math.max(count, 0),
    cursor,
    projection: parseProjection(attributes, excluded),
    identity: () => JSON.stringify([filter, sortBy, sortOrder, attributes, excluded].map((value) => value ?? null)),
  };
}

function text(given: Given, name: Name): string | undefined {
  const value = given(name);
  if (value === undefined || typeof value === 'string') return value;
  throw scimError('invalidValue', `"${name}" must be a string`);
}

function integer(given: Given, name: Name, keyword: 'invalidValue' | 'invalidCount'): number | undefined {
  const value = given(name);
  if (value === undefined) return undefined;
  if (typeof value === 'number' && Number.isInteger(value)) return value;
  throw scimError(keyword, `"${name}" must be an integer`);
}

function list(given: Given, name: Name): string | readonly string[] | undefined {
  const value = given(name);
  if (value === undefined || typeof value === 'string') return value;
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value;
  throw scimError('invalidValue', `"${name}" must be a list of attribute names`);
}

function orderFrom(order: string | undefined): 'ascending' | 'descending' {
  const lower = order?.toLowerCase() ?? 'ascending';
  if (lower === 'ascending' || lower === 'descending') return lower;
  throw scimError('invalidValue', '"sortOrder" must be "ascending" or "descending"');
}
