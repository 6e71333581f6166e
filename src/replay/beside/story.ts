import { isList, isObject, type Json, type JsonObject, sameJson } from '#scim';
import { endpointOf } from '../bind/dependencies.ts';
import { givenBy, idOf, lastSegment } from '../bind/given.ts';
import { bodyOf } from '../recording/body-of.ts';
import { resourcesIn } from '../recording/names.ts';
import type { Recording } from '../recording/recording.ts';

/** What must have happened in the directory behind a recording, as a scenario that a simulator can play. */
export interface Story {
  readonly directory: { readonly users: readonly JsonObject[]; readonly groups: readonly JsonObject[] };
  /** What the target held before, as bodies of POST. */
  readonly target: { readonly users: readonly JsonObject[]; readonly groups: readonly JsonObject[] };
  readonly steps: readonly JsonObject[];
  readonly expect: { readonly converged: false; readonly silent: false };
}

const enterprise = /extension:enterprise:2\.0/i;
const sync = { do: 'sync' } as const;

/** Attributes of a directory by where their values stand in a resource. */
const attributes: Readonly<Record<string, (resource: JsonObject) => Json | undefined>> = {
  givenName: (resource) => memberOf(resource.name, 'givenName'),
  familyName: (resource) => memberOf(resource.name, 'familyName'),
  displayName: (resource) => resource.displayName,
  email: (resource) => workValue(resource.emails),
  phone: (resource) => workValue(resource.phoneNumbers),
  title: (resource) => resource.title,
  userType: (resource) => resource.userType,
  preferredLanguage: (resource) => resource.preferredLanguage,
  locale: (resource) => resource.locale,
  externalId: (resource) => resource.externalId,
  department: (resource) => memberOf(extensionOf(resource), 'department'),
  division: (resource) => memberOf(extensionOf(resource), 'division'),
  organization: (resource) => memberOf(extensionOf(resource), 'organization'),
  costCenter: (resource) => memberOf(extensionOf(resource), 'costCenter'),
  employeeNumber: (resource) => memberOf(extensionOf(resource), 'employeeNumber'),
};

interface Known {
  readonly key: string;
  readonly kind: 'Users' | 'Groups';
  /** As a directory holds it. */
  readonly seed: JsonObject;
  /** The server's id. */
  readonly id: string;
}

/**
 * Reads a directory and its changes back from what a provider sent: what was created before anything changed was there
 * from the start, what the target showed first was on the target already. What the requests do not tell is left out.
 */
export function storyOf({ exchanges, base }: Recording): Story {
  const known = new Map<string, Known>();
  const users: JsonObject[] = [];
  const groups: JsonObject[] = [];
  const target: { users: JsonObject[]; groups: JsonObject[] } = { users: [], groups: [] };
  const steps: JsonObject[] = [sync];
  let isBeginning = true;

  const happens = (...changes: readonly JsonObject[]): void => {
    if (changes.length === 0) return;
    isBeginning = false;
    steps.push(...changes, sync);
  };
  const keep = (kind: Known['kind'], id: string, resource: JsonObject): Known => {
    const number = [...known.values()].filter((each) => each.kind === kind).length + 1;
    const key = `${kind === 'Users' ? 'u' : 'g'}${number}`;
    const one = {
      key,
      kind,
      id,
      seed:
        kind === 'Users'
          ? personFrom(key, resource)
          : { id: key, displayName: resource.displayName ?? key, members: [] },
    };
    known.set(id, one);
    return one;
  };
  const membersOf = (ids: readonly string[]): string[] => ids.flatMap((id) => known.get(id)?.key ?? []);

  for (const exchange of exchanges) {
    const { request, response } = exchange;
    const kind = endpointOf(base, request.url);
    if ((kind !== 'Users' && kind !== 'Groups') || response === null || response.status >= 400) continue;
    const body = bodyOf(request);
    const [created] = givenBy(exchange).created;
    if (request.method === 'POST' && created !== undefined && isObject(body)) {
      const one = keep(kind, created, body);
      if (kind === 'Groups') {
        const group = { ...one.seed, members: membersOf(memberIds(body.members)) };
        if (isBeginning) groups.push(group);
        else happens({ do: 'groupCreated', group });
      } else if (isBeginning) users.push(one.seed);
      else happens({ do: 'hired', user: one.seed });
    } else if (request.method === 'GET') {
      for (const resource of resourcesIn(bodyOf(response))) {
        const id = idOf(resource);
        // An import lists everybody; who was looked for by name or id is in the directory too.
        if (
          id === undefined ||
          known.has(id) ||
          !/[?&]filter=|\/[^/?]+$/.test(request.url.slice(base.length + kind.length + 1))
        )
          continue;
        const { id: _id, meta: _meta, groups: _groups, members: _members, ...bare } = resource;
        target[kind === 'Users' ? 'users' : 'groups'].push(bare);
        const one = keep(kind, id, resource);
        (kind === 'Users' ? users : groups).push(one.seed);
      }
    } else {
      const one = known.get(lastSegment(request.url) ?? '');
      if (one === undefined) continue;
      if (kind === 'Groups') happens(...groupChanges(one, request.method, body, isBeginning, groups, membersOf));
      else happens(...userChanges(one, request.method, body, known));
    }
  }
  return { directory: { users, groups }, target, steps, expect: { converged: false, silent: false } };
}

function personFrom(id: string, resource: JsonObject): JsonObject {
  const found = Object.entries(attributes).flatMap(([name, read]) => {
    const value = read(resource);
    return typeof value === 'string' && value !== '' ? [[name, value] as const] : [];
  });
  return { id, userName: String(resource.userName ?? id), ...Object.fromEntries(found) };
}

function userChanges(one: Known, method: string, body: Json | undefined, known: Map<string, Known>): JsonObject[] {
  if (method === 'DELETE') return [{ do: 'terminated', user: one.key }];
  if (!isObject(body)) return [];
  const after = method === 'PUT' ? body : patched(body);
  const active = after.active === undefined ? undefined : String(after.active).toLowerCase() === 'true';
  const changes: JsonObject[] = [];
  const told = personFrom('', { ...after, userName: after.userName ?? '' });
  const set = Object.fromEntries(
    Object.entries(told).filter(([name, value]) => name !== 'id' && value !== '' && !sameJson(one.seed[name], value)),
  );
  const wasEnabled = one.seed.enabled !== false;
  if (Object.keys(set).length > 0) changes.push({ do: 'updated', user: one.key, set });
  if (active !== undefined && active !== wasEnabled)
    changes.push({ do: active ? 'enabled' : 'disabled', user: one.key });
  known.set(one.id, { ...one, seed: { ...one.seed, ...set, ...(active === undefined ? {} : { enabled: active }) } });
  return changes;
}

function groupChanges(
  one: Known,
  method: string,
  body: Json | undefined,
  isBeginning: boolean,
  groups: JsonObject[],
  membersOf: (ids: readonly string[]) => string[],
): JsonObject[] {
  if (method === 'DELETE') return [{ do: 'groupDeleted', group: one.key }];
  if (!isObject(body)) return [];
  const changes: JsonObject[] = [];
  const name = method === 'PUT' ? body.displayName : patched(body).displayName;
  if (typeof name === 'string' && name !== one.seed.displayName)
    changes.push({ do: 'groupRenamed', group: one.key, displayName: name });
  const add = membersOf(
    method === 'PUT'
      ? memberIds(body.members)
      : operationsOf(body)
          .filter(({ op }) => /^(?:add|replace)$/i.test(String(op)))
          .flatMap(memberIdsOf),
  );
  const remove = membersOf(
    method === 'PUT'
      ? []
      : operationsOf(body)
          .filter(({ op }) => /^remove$/i.test(String(op)))
          .flatMap(memberIdsOf),
  );
  const at = groups.findIndex(({ id }) => id === one.key);
  const group = groups[at];
  if (isBeginning && group !== undefined && changes.length === 0 && remove.length === 0) {
    const members = isList(group.members) ? group.members : [];
    groups[at] = { ...group, members: [...new Set([...members.map(String), ...add])] };
    return [];
  }
  return [
    ...changes,
    ...add.map((member) => ({ do: 'memberAdded', group: one.key, member })),
    ...remove.map((member) => ({ do: 'memberRemoved', group: one.key, member })),
  ];
}

/** The values that a PATCH sets, as a resource; paths with a filter are read as the value of that type. */
function patched(body: JsonObject): JsonObject {
  const after: { [name: string]: Json } = {};
  const put = (path: string, value: Json): void => {
    const [, list] = /^(emails|phoneNumbers)\[.*\]\.value$/i.exec(path) ?? [];
    const [, urn, name] = /^(urn:.*):([^:]+)$/i.exec(path) ?? [];
    const [outer = '', inner] = path.split('.');
    if (list !== undefined) after[list] = [{ type: 'work', value }];
    else if (urn !== undefined && name !== undefined) after[urn] = { ...objectAt(after, urn), [name]: value };
    else if (inner !== undefined) after[outer] = { ...objectAt(after, outer), [inner]: value };
    else after[path] = value;
  };
  for (const { op, path, value } of operationsOf(body)) {
    if (/^remove$/i.test(String(op)) || value === undefined) continue;
    if (typeof path === 'string') put(path, value);
    else if (isObject(value)) for (const [name, each] of Object.entries(value)) put(name, each);
  }
  return after;
}

function objectAt(object: JsonObject, name: string): JsonObject {
  const value = object[name];
  return isObject(value) ? value : {};
}

function operationsOf(body: JsonObject): readonly JsonObject[] {
  const operations = body.Operations ?? body.operations;
  return isList(operations) ? operations.filter(isObject) : [];
}

function memberIdsOf({ path, value }: JsonObject): readonly string[] {
  const one = /^members\[\s*value\s+eq\s+"([^"]+)"/i.exec(String(path ?? ''))?.[1];
  if (one !== undefined) return [one];
  if (path === 'members') return memberIds(value);
  return path === undefined && isObject(value) ? memberIds(value.members) : [];
}

function memberIds(members: Json | undefined): readonly string[] {
  const list = isList(members) ? members : members === undefined ? [] : [members];
  return list.flatMap((member) => (isObject(member) && typeof member.value === 'string' ? [member.value] : []));
}

function memberOf(value: Json | undefined, name: string): Json | undefined {
  return isObject(value) ? value[name] : undefined;
}

function extensionOf(resource: JsonObject): Json | undefined {
  return Object.entries(resource).find(([name]) => enterprise.test(name))?.[1];
}

function workValue(list: Json | undefined): Json | undefined {
  const values = isList(list) ? list.filter(isObject) : [];
  return (values.find(({ primary }) => primary === true) ?? values.find(({ type }) => type === 'work') ?? values[0])
    ?.value;
}
