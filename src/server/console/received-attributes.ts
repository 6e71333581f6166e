import { isList, isObject, type Json } from '#scim';
import type { Exchange } from '#wire';
import { mapping } from '../scaidrive/mapping.ts';
import type { Entry } from '../store/store.ts';

/** An attribute that somebody sent. */
export interface Received {
  /** Sub-attributes by a dot, those of an extension after its URN; values of a list are not told apart. */
  readonly path: string;
  readonly value: Json;
  /** The SCIM resource has it: a schema knows it. */
  readonly isKept: boolean;
}

/** What is consulted besides the mapping, or says nothing of a person. */
const known = /^(?:schemas|id|meta|groups|password)\b|^emails(?:\.(?:value|type|primary|display))?$/i;

/** What users came with of late, as requests had it and as it was kept, and the mapping has no use for. Newest value first. */
export function unmapped(exchanges: readonly Exchange[], users: readonly Entry[]): readonly Received[] {
  const kept = new Map(users.flatMap(({ resource }) => leaves(resource)).toReversed());
  const names = new Set([...kept.keys()].map((path) => path.toLowerCase()));
  const sent = new Map<string, Json>(kept);
  for (const { request } of exchanges) {
    for (const [path, value] of sentIn(request.body)) sent.set(path, value);
  }
  return [...sent]
    .filter(([path]) => !known.test(path) && !mapped.has(path.toLowerCase()))
    .map(([path, value]) => ({ path, value, isKept: names.has(path.toLowerCase()) }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** The exchanges that carried a user, or a part of one. */
export function sentUser(basePath: string): (exchange: Exchange) => boolean {
  return ({ request }) =>
    request.body !== undefined &&
    new URL(request.url).pathname.startsWith(`${basePath}/Users`) &&
    request.method !== 'GET';
}

const mapped = new Set(
  mapping.flatMap(({ sources }) => sources.flatMap(({ path }) => path.split(' + ').map((one) => one.toLowerCase()))),
);

function sentIn(body: string | undefined): readonly (readonly [string, Json])[] {
  const message = body === undefined ? undefined : parsed(body);
  if (!isObject(message)) return [];
  const { Operations } = message;
  if (!isList(Operations)) return leaves(message);
  return Operations.flatMap((operation) => {
    if (!isObject(operation) || operation.value === undefined) return [];
    const path = typeof operation.path === 'string' ? operation.path.replace(/\[[^\]]*\]/g, '') : '';
    return leaves(operation.value, path, /^urn:.*:User$/i.test(path) ? ':' : '.');
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** An attribute stands after the URN of its schema with a colon, after another attribute with a dot. */
function leaves(value: Json, path = '', mark: '.' | ':' = '.'): readonly (readonly [string, Json])[] {
  if (isList(value)) return value.flatMap((one) => leaves(one, path, mark));
  if (!isObject(value)) return path === '' || value === null ? [] : [[path, value]];
  return Object.entries(value).flatMap(([name, part]) =>
    leaves(part, path === '' ? name : path + mark + name, name.includes(':') ? ':' : '.'),
  );
}
