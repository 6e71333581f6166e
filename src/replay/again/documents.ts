import {
  applyPatch,
  coreDefinitions,
  coreResourceTypes,
  isList,
  isObject,
  type Json,
  type JsonObject,
  profiles,
  readResource,
  type Schema,
  ScimError,
  schemaFrom,
} from '#scim';
import type { Exchange } from '#wire';
import { endpointOf } from '../bind/dependencies.ts';
import { givenBy, lastSegment } from '../bind/given.ts';
import { bodyOf } from '../recording/body-of.ts';

/** What a client's writes make of the resources of a target, if the target does as it says. */
export interface Documents {
  /** Takes a write that was accepted into account. */
  readonly learn: (exchange: Exchange) => void;
  /** What an answer to a read lacks or has otherwise, as JSON pointers with a sentence each. */
  readonly lacks: (exchange: Exchange) => readonly Lack[];
  /** Paths of the resources that should be there. */
  readonly paths: () => readonly string[];
  /** What is known of them now by path; undefined for what was deleted. */
  readonly known: () => ReadonlyMap<string, JsonObject | undefined>;
}

export interface Lack {
  readonly path: string;
  /** JSON pointer into the resource. */
  readonly at: string;
  readonly says: string;
}

const schemas: ReadonlyMap<string, Schema> = new Map(
  coreResourceTypes.map((type) => [type.endpoint.replace(/^\//, ''), schemaFrom(type, coreDefinitions)]),
);

/** Documents of a target at this base URL, none yet. */
export function documents(baseUrl: string): Documents {
  const known = new Map<string, JsonObject>();
  const deleted = new Set<string>();

  return {
    learn: (exchange) => {
      const { request, response } = exchange;
      if (request.method === 'GET' || response === null || response.status >= 300) return;
      const endpoint = endpointOf(baseUrl, request.url);
      const schema = schemas.get(endpoint ?? '');
      if (endpoint === undefined || schema === undefined) return;
      const [id] = request.method === 'POST' ? givenBy(exchange).created : [lastSegment(request.url)];
      if (id === undefined) return;
      const path = `/${endpoint}/${id}`;
      if (request.method === 'DELETE') {
        known.delete(path);
        deleted.add(path);
        return;
      }
      const after = written(request.method, schema, known.get(path), bodyOf(request));
      if (after === undefined) known.delete(path);
      else known.set(path, after);
    },
    lacks: ({ request, response }) => {
      const path = request.url.slice(baseUrl.length).split(/[?#]/, 1).join('');
      if (request.method === 'GET' && deleted.has(path) && (response?.status ?? 404) < 400) {
        return [{ path, at: '', says: `${path} was deleted, and is still there` }];
      }
      const expected = request.method === 'GET' ? known.get(path) : undefined;
      if (expected === undefined || response === null) return [];
      if (response.status >= 400)
        return [{ path, at: '', says: `${path} should be there, and is answered ${response.status}` }];
      const actual = bodyOf(response);
      if (!isObject(actual)) return [{ path, at: '', says: `${path} is answered without a resource` }];
      const isPart = /[?&](?:attributes|excludedAttributes)=/.test(request.url);
      return isPart ? [] : differing(path, '', expected, actual);
    },
    paths: () => [...known.keys(), ...deleted],
    known: () => new Map([...known, ...[...deleted].map((path) => [path, undefined] as const)]),
  };
}

/** Undefined when it cannot be known what the resource is now. */
function written(
  method: string,
  schema: Schema,
  before: JsonObject | undefined,
  body: Json | undefined,
): JsonObject | undefined {
  const profile = profiles.lenient;
  try {
    if (method === 'POST' || method === 'PUT') return isObject(body) ? asSent(schema, body) : undefined;
    if (method !== 'PATCH' || before === undefined) return undefined;
    const { resource } = applyPatch(schema, before, body, { profile });
    return resource;
  } catch (error) {
    if (error instanceof ScimError) return undefined;
    throw error;
  }
}

/** In the spelling of the schema; what only a default says is left out, and what no schema knows is kept as it is. */
function asSent(schema: Schema, body: JsonObject): JsonObject {
  const { resource } = readResource(schema, body, { mode: 'create', profile: profiles.lenient });
  const names = Object.keys(body).map((name) => name.toLowerCase());
  const extra = Object.entries(body).filter(([name]) => /^urn:/i.test(name) && resource[name] === undefined);
  const { active, ...rest } = resource;
  const sent = names.includes('active') && active !== undefined ? { ...rest, active } : rest;
  return { ...sent, ...Object.fromEntries(extra) };
}

/** Members that a target fills, hides or need not repeat. */
const notCompared: ReadonlySet<string> = new Set([
  'id',
  'meta',
  'schemas',
  'groups',
  'password',
  '$ref',
  'display',
  'type',
  'primary',
]);

function differing(path: string, at: string, expected: JsonObject, actual: JsonObject): readonly Lack[] {
  return Object.entries(expected).flatMap(([name, value]) => {
    if (notCompared.has(name)) return [];
    return valueDiffers(
      path,
      `${at}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`,
      value,
      memberOf(actual, name),
    );
  });
}

function valueDiffers(path: string, at: string, expected: Json, actual: Json | undefined): readonly Lack[] {
  if (isEmpty(expected))
    return isEmpty(actual) || isObject(expected) ? [] : [{ path, at, says: `${at} of ${path} should be empty` }];
  if (isList(expected)) return listDiffers(path, at, expected, isList(actual) ? actual : []);
  if (isObject(expected)) return differing(path, at, expected, isObject(actual) ? actual : {});
  return String(expected) === String(actual) && typeof expected === typeof actual
    ? []
    : [
        {
          path,
          at,
          says: `${at} of ${path} should be ${JSON.stringify(expected)}, and is ${actual === undefined ? 'not there' : JSON.stringify(actual)}`,
        },
      ];
}

function listDiffers(path: string, at: string, expected: readonly Json[], actual: readonly Json[]): readonly Lack[] {
  const wanted = expected.map(textOf);
  const there = actual.map(textOf);
  const lost = wanted.filter((value) => !there.includes(value));
  const more = there.filter((value) => !wanted.includes(value));
  return [
    ...lost.map((value) => ({ path, at, says: `${at} of ${path} lacks ${value}` })),
    ...more.map((value) => ({ path, at, says: `${at} of ${path} has ${value}, which nobody put there` })),
  ];
}

function textOf(element: Json): string {
  return isObject(element) && element.value !== undefined ? String(element.value) : JSON.stringify(element);
}

function isEmpty(value: Json | undefined): boolean {
  return (
    value === undefined ||
    value === null ||
    (isList(value) && value.length === 0) ||
    (isObject(value) && Object.keys(value).length === 0)
  );
}

function memberOf(object: JsonObject, name: string): Json | undefined {
  if (object[name] !== undefined) return object[name];
  const found = Object.keys(object).find((key) => key.toLowerCase() === name.toLowerCase());
  return found === undefined ? undefined : object[found];
}
