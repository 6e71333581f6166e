import { type Difference, targetPath, valuesAt } from '#idp';
import { findAttributeByPath, isList, isObject, type Json, type JsonObject, type Schema } from '#scim';
import type { Life } from './lifecycle.ts';

type Row = Life['simulation']['steps'][number]['provisioning'][number];

/** What the log of the provider calls failed. */
export function refusalsIn({ steps }: Life['simulation']): readonly Row[] {
  return steps
    .flatMap(({ provisioning }) => provisioning)
    .filter(({ status }) => status === 'Failure' || status === 'Escrowed' || status === 'Quarantined');
}

/**
 * Whether the provider copes with a difference. It sends again what it has to, and does not look whether an attribute was
 * kept, or in which form (D73). An update that was answered with success and is not there is no such thing.
 */
export function isBorne(difference: Difference, life: Life): boolean {
  if (difference.kind === 'silent') return true;
  return namesUnknown(life) || isOnePage(life) || (difference.kind === 'value' && !isStale(difference, life));
}

/**
 * What was found at the end of a life. Whoever was refused to the last is missing an account, though one bears the name: the
 * provider has none to write to.
 */
export function foundIn({ found, exchanges }: Life): readonly Difference[] {
  if (found.length === 0) return found;
  const last = new Map<string, number>();
  for (const { request, response } of exchanges) {
    if (request.method !== 'POST' || response === null || !/\/Users\??$/.test(request.url)) continue;
    last.set(String(bodyOf(request.body).userName), response.status);
  }
  const shutOut = [...last].filter(([, status]) => status >= 400 && status < 500 && status !== 429);
  return [
    ...found,
    ...shutOut.map(
      ([name, status]) => ({ kind: 'account', text: `${name}: the create was answered ${status}.` }) as const,
    ),
  ];
}

/** Whether the target shows what the provider said there at first, and took back later. */
function isStale({ path: text = '', held }: Difference, { exchanges }: Life): boolean {
  const path = targetPath(text);
  if (path === undefined || held === undefined) return false;
  return exchanges.some(
    ({ request: { method, body } }) =>
      (method === 'POST' || method === 'PUT') && valuesAt(bodyOf(body), path).some((value) => value === held),
  );
}

/**
 * Whether a request was refused that names an attribute of Users that the target does not have. It may refuse that (D16,
 * D49), and an administrator takes such attributes out of the mapping.
 */
export function namesUnknown({ exchanges, schema }: Life): boolean {
  return exchanges.some(({ request, response }) => {
    if (response?.status !== 400 || !/\/Users(\/|\?|$)/.test(request.url)) return false;
    return namesIn(bodyOf(request.body)).some((name) => isUnknown(name, schema));
  });
}

/**
 * Whether Groups were listed and the list was one page of several. Nobody knows whether OneLogin, which asks for no page,
 * reads the others. [onelogin-import-03]
 */
function isOnePage({ exchanges }: Life): boolean {
  return exchanges.some(({ request, response }) => {
    if (request.method !== 'GET' || !/\/Groups\??$/.test(request.url) || response?.status !== 200) return false;
    const { totalResults, Resources } = bodyOf(response.body);
    return typeof totalResults === 'number' && totalResults > (isList(Resources) ? Resources.length : 0);
  });
}

/** The attributes that a body names, at its top or in the operations of a PATCH. */
function namesIn(body: JsonObject): readonly string[] {
  if (!isList(body.Operations)) return Object.keys(body);
  return body.Operations.filter(isObject).flatMap(({ path, value }) => {
    if (typeof path === 'string') return [path.replace(/\[.*?\]/, '')];
    return isObject(value) ? Object.keys(value) : [];
  });
}

function isUnknown(name: string, schema: Schema): boolean {
  const isNoAttribute = name === 'schemas' || name.startsWith('urn:scim:') || schema.extensions.has(name.toLowerCase());
  return !isNoAttribute && findAttributeByPath(schema, name) === undefined;
}

function bodyOf(text: Json | undefined): JsonObject {
  try {
    const value: unknown = JSON.parse(String(text ?? '{}'));
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}
