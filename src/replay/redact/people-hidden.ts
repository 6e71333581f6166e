import { isList, isObject, type Json } from '#scim';
import { type Exchange, type Header, mediaTypeOf, type RequestMessage } from '#wire';
import { bodyOf } from '../recording/body-of.ts';
import { mapJsonStrings } from '../text/json-strings.ts';
import { mapQuery, mapSegments, urlOf, urlText } from '../text/query-text.ts';
import { attributesIn, isDiscovery, type Sort, sortOf } from './personal-places.ts';
import type { Pseudonyms } from './pseudonyms.ts';

/** The exchange with pseudonyms in place of the names and addresses of people. Its form stays, to the letter. */
export function peopleHidden(exchange: Exchange, names: Pseudonyms): Exchange {
  // What is said of a person anywhere in it must be known before texts are searched for mentions.
  hidden(exchange, names);
  return hidden(exchange, names);
}

function hidden(exchange: Exchange, names: Pseudonyms): Exchange {
  const { request, response, failure } = exchange;
  const isGroup = concernsGroups(exchange);
  return {
    ...exchange,
    request: {
      ...request,
      url: hiddenUrl(request.url, names, isGroup),
      headers: hiddenHeaders(request.headers, names, isGroup),
      ...(request.body === undefined ? {} : { body: hiddenBody(request, request.url, names, isGroup) }),
    },
    response:
      response === null
        ? null
        : {
            ...response,
            headers: hiddenHeaders(response.headers, names, isGroup),
            body: hiddenBody(response, request.url, names, isGroup),
          },
    ...(failure === undefined ? {} : { failure: { ...failure, message: names.mentioning(failure.message) } }),
  };
}

function concernsGroups({ request }: Exchange): boolean {
  if (/\/Groups(?=[/?]|$)/.test(request.url)) return true;
  const isOfGroup = /:core:2\.0:Group"/.test(request.body ?? '');
  return isOfGroup && !/:core:2\.0:User"/.test(request.body ?? '');
}

function bySort(sort: Sort, text: string, names: Pseudonyms, isGroup: boolean): string {
  switch (sort) {
    case 'plain':
      return text;
    case 'personal':
      return names.personal(text);
    case 'mention':
      return mentions(text, names);
    case 'filter':
      return hiddenFilter(text, names, isGroup);
  }
}

/** A URL keeps its host: that is the target's name and no person's. */
function mentions(text: string, names: Pseudonyms): string {
  const { origin, path, query } = urlText(text);
  if (origin === '') return names.mentioning(text);
  return urlOf({
    origin,
    path: mapSegments(path, names.mentioning),
    query: query === undefined ? undefined : mapQuery(query, names.mentioning),
  });
}

function hiddenUrl(url: string, names: Pseudonyms, isGroup: boolean): string {
  const { origin, path, query } = urlText(url);
  return urlOf({
    origin,
    path: mapSegments(path, names.mentioning),
    query:
      query === undefined
        ? undefined
        : mapQuery(query, (value, name) => {
            if (name.toLowerCase() === 'filter') return hiddenFilter(value, names, isGroup);
            return bySort(sortOf([name], true), value, names, isGroup);
          }),
  });
}

/** The quoted values of a filter or path, each by the attribute that it is compared with. */
function hiddenFilter(text: string, names: Pseudonyms, isGroup: boolean): string {
  return text.replace(/"((?:[^"\\]|\\.)*)"/g, (whole, inner: string, at: number) => {
    const before = text.slice(0, at);
    const attribute = /([\w:.$-]+)\s+\w\w\s+$/.exec(before)?.[1] ?? '';
    const around = /([\w:.$-]+)\[[^\]]*$/.exec(before)?.[1];
    const attributes = [...(around === undefined ? [] : attributesIn(around)), ...attributesIn(attribute)];
    const value = unescaped(inner);
    const changed = bySort(sortOf(attributes, isGroup), value, names, isGroup);
    return changed === value ? whole : JSON.stringify(changed);
  });
}

function unescaped(inner: string): string {
  try {
    const parsed: unknown = JSON.parse(`"${inner}"`);
    return typeof parsed === 'string' ? parsed : inner;
  } catch {
    return inner;
  }
}

/** Of the protocol: nothing of a person is said here. */
const plainHeaders =
  /^(?:accept.*|content-(?:type|length|encoding)|user-agent|host|connection|date|server|etag|if-.*|authorization|cache-control|vary|transfer-encoding|www-authenticate|retry-after|adscimversion|keep-alive)$/i;

function hiddenHeaders(headers: readonly Header[], names: Pseudonyms, isGroup: boolean): readonly Header[] {
  return headers.map(([name, value]) => {
    if (plainHeaders.test(name)) return [name, value];
    return [
      name,
      /^(?:content-)?location$|^referer$/i.test(name) ? hiddenUrl(value, names, isGroup) : mentions(value, names),
    ];
  });
}

function hiddenBody(
  message: Pick<RequestMessage, 'headers' | 'body'>,
  url: string,
  names: Pseudonyms,
  isGroup: boolean,
): string {
  const { body = '' } = message;
  if (isDiscovery(url)) return body;
  if (!/^\uFEFF?\s*[[{]/.test(body)) {
    return mediaTypeOf(message) === 'application/x-www-form-urlencoded'
      ? mapQuery(body, names.mentioning)
      : names.mentioning(body);
  }
  const paths = operationPaths(bodyOf(message));
  return mapJsonStrings(body, (value, { path }, kind) => {
    const attributes = attributesAt(path, paths);
    // Most numbers are counts and sizes; those of people are text.
    return kind === 'number' ? value : bySort(sortOf(attributes, isGroup), value, names, isGroup);
  });
}

/** The attributes that lead to a string: without indexes and messages, and with the path of its PATCH operation. */
function attributesAt(path: readonly string[], operations: ReadonlyMap<string, string>): readonly string[] {
  const names = path.flatMap((name) =>
    /^\d+$/.test(name) ? [] : name.includes(':') ? attributesIn(name) : name.split('.'),
  );
  const at = path.findIndex((name) => /^operations$/i.test(name));
  if (at < 0) return names.filter((name) => !/^resources$/i.test(name));
  const operation = operations.get(path.slice(0, at + 2).join('/')) ?? '';
  const inside = path.slice(at + 2);
  if (inside[0] !== 'value' && inside[0] !== 'data') return inside;
  return [
    ...attributesIn(operation),
    ...inside.slice(1).flatMap((name) => (/^\d+$/.test(name) ? [] : attributesIn(name))),
  ];
}

/** The paths of PATCH operations, by where these stand in the body; also of those within a bulk job. */
function operationPaths(body: Json | undefined, at: readonly string[] = []): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  if (!isObject(body)) return found;
  for (const [name, value] of Object.entries(body)) {
    if (!/^operations$/i.test(name) || !isList(value)) continue;
    value.forEach((operation, index) => {
      const place = [...at, name, String(index)];
      if (isObject(operation) && typeof operation.path === 'string' && operation.op !== undefined)
        found.set(place.join('/'), operation.path);
    });
  }
  return found;
}
