import { isList, isObject, type JsonObject } from '#scim';
import { type Exchange, headerOf } from '#wire';
import { bodyOf } from '../recording/body-of.ts';
import { resourcesIn } from '../recording/names.ts';

/** What an exchange brings into the world, for later ones to name. */
export interface Given {
  /** Ids of what it created. */
  readonly created: readonly string[];
  /** Resources that its answer shows, whole. */
  readonly shown: readonly JsonObject[];
  /** Entity tags, with the id of what they are of; undefined for an answer that names none. */
  readonly versions: readonly { readonly of: string | undefined; readonly version: string }[];
  readonly cursors: readonly string[];
}

/** Reads an answer for what later requests may refer to. */
export function givenBy({ request, response }: Exchange): Given {
  if (response === null || response.status >= 400) return { created: [], shown: [], versions: [], cursors: [] };
  const body = bodyOf(response);
  const shown = resourcesIn(body);
  const location = headerOf(response, 'location');
  const isCreate =
    request.method === 'POST' && (response.status === 201 || (location !== undefined && response.status < 300));
  const isSearch = /\/\.search(?:[?#]|$)/.test(request.url);
  const [only] = shown;
  const own = isCreate && !isSearch ? [idOf(only) ?? lastSegment(location)] : [];
  const tag = headerOf(response, 'etag');
  const versions = shown.flatMap((resource) => {
    const version = isObject(resource.meta) ? resource.meta.version : undefined;
    return typeof version === 'string' ? [{ of: idOf(resource), version }] : [];
  });
  return {
    created: [...own, ...createdInBulk(body)].filter((id) => id !== undefined),
    shown,
    versions: tag === undefined ? versions : [...versions, { of: idOf(only) ?? pathId(request.url), version: tag }],
    cursors: isObject(body)
      ? [body.nextCursor, body.previousCursor].filter((cursor) => typeof cursor === 'string')
      : [],
  };
}

export function idOf(resource: JsonObject | undefined): string | undefined {
  const id = resource?.id;
  return typeof id === 'string' || typeof id === 'number' ? String(id) : undefined;
}

function createdInBulk(body: unknown): (string | undefined)[] {
  const operations = isObject(body) && isList(body.Operations) ? body.Operations.filter(isObject) : [];
  return operations
    .filter(
      ({ method, status }) =>
        String(method).toUpperCase() === 'POST' && String(isObject(status) ? status.code : status) === '201',
    )
    .map(({ location }) => (typeof location === 'string' ? lastSegment(location) : undefined));
}

/** The id at the end of a URL. */
export function lastSegment(url: string | undefined): string | undefined {
  const raw = url?.split(/[?#]/, 1).join('').replace(/\/+$/, '').split('/').at(-1);
  if (raw === undefined || raw === '') return undefined;
  try {
    return decodeURIComponent(raw);
  } catch {
    return raw;
  }
}

function pathId(url: string): string | undefined {
  return /\/[A-Z]\w+\/[^/?#]+(?:[?#]|$)/.test(url) ? lastSegment(url) : undefined;
}
