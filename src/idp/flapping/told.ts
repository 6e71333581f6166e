import { isObject, type Json, type JsonObject } from '#scim';
import type { Exchange } from '#wire';
import { bodyOf } from '../reaction.ts';

/** What a request said of the members of a Group. */
export interface Told {
  readonly added: ReadonlySet<string>;
  readonly removed: ReadonlySet<string>;
  /** The request gave the whole list: whoever is not among `added` is out. */
  readonly isWhole: boolean;
}

/** What one write says of members; undefined when it says nothing of them. */
export function membersTold({ request }: Exchange): Told | undefined {
  const body = parsed(request.body);
  if (body === undefined) return undefined;
  if (request.method === 'POST' || request.method === 'PUT') {
    return { added: new Set(valuesOf(body.members)), removed: new Set(), isWhole: true };
  }
  if (request.method !== 'PATCH') return undefined;
  const told = { added: new Set<string>(), removed: new Set<string>(), isWhole: false, isAny: false };
  if (Array.isArray(body.Operations)) for (const operation of body.Operations) note(told, operation);
  // SCIM 1.1 patches with a list in which those who leave are marked.
  else for (const member of listOf(body.members)) noteLegacy(told, member);
  return told.isAny ? told : undefined;
}

interface Draft {
  readonly added: Set<string>;
  readonly removed: Set<string>;
  isWhole: boolean;
  isAny: boolean;
}

const filtered = /^members\[value eq "([^"]*)"\]$/i;

function note(told: Draft, operation: Json | undefined): void {
  if (!isObject(operation) || typeof operation.op !== 'string') return;
  const op = operation.op.toLowerCase();
  const { path, value } = operation;
  const [, one] = typeof path === 'string' ? (filtered.exec(path) ?? []) : [];
  const isMembers = path === undefined ? isObject(value) && value.members !== undefined : path === 'members';
  if (one === undefined && !isMembers) return;
  told.isAny = true;
  const ids = one === undefined ? valuesOf(isObject(value) && path === undefined ? value.members : value) : [one];
  if (op === 'replace' && one === undefined) {
    told.isWhole = true;
    told.added.clear();
  }
  for (const id of ids) (op === 'remove' ? told.removed : told.added).add(id);
}

function noteLegacy(told: Draft, member: JsonObject): void {
  if (typeof member.value !== 'string') return;
  told.isAny = true;
  (member.operation === 'delete' ? told.removed : told.added).add(member.value);
}

/** The ids in a list of members. */
export function valuesOf(members: Json | undefined): readonly string[] {
  return listOf(members).flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
}

function listOf(value: Json | undefined): readonly JsonObject[] {
  if (isObject(value)) return [value];
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** The Groups that an answer to a GET shows with their members, by id. */
export function membersSeen(exchange: Exchange): ReadonlyMap<string, readonly string[]> {
  const seen = new Map<string, readonly string[]>();
  if (exchange.request.method !== 'GET' || exchange.response?.status !== 200) return seen;
  // What was left out by request is not gone.
  if (/[?&](excludedAttributes|attributes)=/.test(exchange.request.url)) return seen;
  const body = bodyOf(exchange);
  const groups = Array.isArray(body?.Resources) ? body.Resources.filter(isObject) : body === undefined ? [] : [body];
  for (const { id, members, displayName } of groups) {
    if (typeof id === 'string' && displayName !== undefined) seen.set(id, valuesOf(members));
  }
  return seen;
}

/** What one write says of attributes of a User, by path; empty when it says nothing. */
export function attributesTold({ request }: Exchange): ReadonlyMap<string, string> {
  const told = new Map<string, string>();
  const body = parsed(request.body);
  if (body === undefined) return told;
  if (request.method === 'POST' || request.method === 'PUT') flatten(told, '', body);
  else if (Array.isArray(body.Operations)) {
    for (const operation of body.Operations) {
      if (!isObject(operation)) continue;
      const { op, path, value } = operation;
      if (typeof path === 'string') flatten(told, path, value ?? null);
      else if (isObject(value) && String(op).toLowerCase() !== 'remove') flatten(told, '', value);
    }
  }
  return told;
}

/** What servers make themselves, what is a secret, and what only says what the body is. */
const unsaid: readonly string[] = ['schemas', 'id', 'meta', 'groups', 'password'];

function flatten(told: Map<string, string>, path: string, value: Json): void {
  if (Array.isArray(value)) {
    for (const item of value.filter(isObject)) {
      const type = typeof item.type === 'string' ? `[type eq "${item.type}"]` : '';
      if (item.value !== undefined) told.set(`${path}${type}.value`, JSON.stringify(item.value));
    }
  } else if (isObject(value)) {
    for (const [name, part] of Object.entries(value)) {
      if (path === '' && unsaid.includes(name)) continue;
      flatten(told, path === '' ? name : `${path}${path.startsWith('urn:') ? ':' : '.'}${name}`, part ?? null);
    }
  } else told.set(path, JSON.stringify(textOf(value)));
}

/** Some clients write a boolean as a text. */
function textOf(value: Json): Json {
  return typeof value === 'string' && /^(true|false)$/i.test(value) ? value.toLowerCase() === 'true' : value;
}

function parsed(body: string | undefined): JsonObject | undefined {
  if (body === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(body);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
