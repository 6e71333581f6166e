import {
  applyPatch,
  isObject,
  type JsonObject,
  memberChanges,
  type Profile,
  readResource,
  ScimError,
  sameJson,
  scimError,
  statusError,
  type Tolerance,
} from '#scim';
import { etagOf } from '../http/conditions.ts';
import type { Entry, IndexKey, Transaction } from '../store/store.ts';
import { type Scene, withDerived } from './derived.ts';
import { instantText } from './instant.ts';
import { type Kind, keysOf } from './kind.ts';
import { keptFrom, memberIds, type Parts, partsOf } from './parts.ts';
import { requireMembers, requireUnique } from './rules.ts';
import { withTrueManager } from './true-manager.ts';

/** What a write needs beside the body. */
export interface WriteScene extends Scene {
  readonly view: Transaction;
  readonly profile: Profile;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly randomId: () => string;
  /** Hashes of the passwords that this request sets, by password. */
  readonly hashes: ReadonlyMap<string, string>;
  /** Ids that a bulk job has promised and will have created when its transaction ends. */
  readonly promised: ReadonlySet<string>;
  /** Throws 412 when the request is conditional and the condition does not hold. */
  readonly condition: (version: number) => void;
  /** What the product behind the protocol makes of a resource before it is kept. */
  readonly settled: (resource: JsonObject, kind: Kind) => JsonObject;
}

export interface Written {
  readonly outcome: 'created' | 'changed' | 'unchanged' | 'deleted';
  readonly kind: Kind;
  readonly before: Entry | undefined;
  readonly entry: Entry;
  /** What the entry holds: asking the entry itself would read it from its text. */
  readonly resource: JsonObject;
  readonly tolerances: readonly Tolerance[];
  /** How the list of members changed, by id; undefined where there is none or nothing changed in it. */
  readonly members?: { readonly added: readonly string[]; readonly removed: readonly string[] };
}

/** Thrown out of a transaction: hashing needs a pause and a transaction has none, so it is done outside and tried again. */
export class UnhashedPassword extends Error {
  readonly password: string;

  constructor(password: string) {
    super('a password is to be hashed before the transaction');
    this.password = password;
  }
}

/** Stands for the password that is kept, which nobody knows; nor can anybody guess this. */
const keptPassword = crypto.randomUUID();
const longestPassword = 1024;

export function create(scene: WriteScene, kind: Kind, body: unknown, id: string): Written {
  const { resource, tolerances } = readResource(kind.schema, body, { mode: 'create', profile: scene.profile });
  const parts = partsOf(kind, settled(scene, kind, resource, undefined));
  const at = instantText(scene.now);
  const meta = { resourceType: kind.name, created: at, lastModified: at, version: etagOf(1) };
  const kept = keptFrom(kind, id, parts, meta);
  const keys = keysOf(kind, kept);
  requireUnique(scene.view, kind, keys, id);
  requireMembers(scene, id, parts.members);
  const entry = scene.view.insert(
    { type: kind.name, id, version: 1, resource: kept, secret: secretOf(scene, parts.password, undefined) },
    keys,
  );
  for (const member of parts.members) scene.view.addMember(id, member);
  const members = membersChanged(parts.members, []);
  return { outcome: 'created', kind, before: undefined, entry, resource: kept, tolerances, ...members };
}

export function replace(scene: WriteScene, kind: Kind, id: string, body: unknown): Written {
  const entry = existing(scene, kind, id);
  const before = writable(scene, kind, entry, new Set());
  const { resource, tolerances } = readResource(kind.schema, body, { mode: 'replace', before, profile: scene.profile });
  return keep(
    scene,
    kind,
    entry,
    partsOf(kind, settled(scene, kind, resource, before)),
    [...scene.view.membersOf(id)],
    tolerances,
  );
}

export function patch(scene: WriteScene, kind: Kind, id: string, body: unknown): Written {
  const entry = existing(scene, kind, id);
  const touched = kind.hasMembers ? touchedBy(scene, kind, body) : new Set<string>();
  const before = writable(scene, kind, entry, touched === 'all' ? true : touched);
  const { resource, tolerances, traced } = applyPatch(kind.schema, before, body, { profile: scene.profile });
  const loaded =
    touched === 'all'
      ? [...scene.view.membersOf(id)]
      : [...touched].filter((member) => scene.view.hasMember(id, member));
  try {
    return keep(scene, kind, entry, partsOf(kind, settled(scene, kind, resource, before)), loaded, tolerances);
  } catch (error) {
    throw error instanceof ScimError ? traced(error) : error;
  }
}

/**
 * The members that a PATCH can change: the ids that it names, or 'all' when that cannot be told without the whole list.
 * Only these are loaded, so that adding one member costs the same in a group of one and of 50,000.
 */
function touchedBy(scene: WriteScene, kind: Kind, body: unknown): 'all' | ReadonlySet<string> {
  const changes = memberChanges(kind.schema, body, { profile: scene.profile })?.changes;
  if (changes === undefined) return 'all';
  const ids = new Set<string>();
  for (const change of changes) {
    if (change.op === 'replace') return 'all';
    const values = change.op === 'remove' ? change.values : memberIds(change.members);
    for (const id of values) ids.add(id);
  }
  return ids;
}

/** @see RFC 7644 §3.6; the lists of members that hold the resource lose it, and with that change. */
export function remove(scene: WriteScene, kind: Kind, id: string): Written {
  const entry = existing(scene, kind, id);
  const leaving = kind.hasMembers ? [...scene.view.membersOf(id)] : [];
  for (const groupId of [...scene.view.groupsOf(id)]) {
    const group = scene.view.entry(groupId);
    scene.view.removeMember(groupId, id);
    if (group !== undefined && groupId !== id)
      scene.view.update(group, nextVersion(scene, group, group.resource, group.secret), [], []);
  }
  scene.view.remove(entry, keysOf(kind, entry.resource));
  const { resource } = entry;
  return { outcome: 'deleted', kind, before: entry, entry, resource, tolerances: [], ...membersChanged([], leaving) };
}

function existing(scene: WriteScene, kind: Kind, id: string): Entry {
  const entry = scene.view.entry(id);
  if (entry === undefined || entry.type !== kind.name) throw statusError(404, `there is no ${kind.name} "${id}"`);
  scene.condition(entry.version);
  return entry;
}

/** What is to be kept, after all who have a say in it. */
function settled(scene: WriteScene, kind: Kind, resource: JsonObject, before: JsonObject | undefined): JsonObject {
  return withTrueManager(scene, kind, scene.settled(resource, kind), before);
}

/** The resource as a write sees it: everything readable, and a stand-in for the password. */
function writable(scene: WriteScene, kind: Kind, entry: Entry, members: true | ReadonlySet<string>): JsonObject {
  const whole = withDerived(scene, kind, entry, { members, groups: true });
  return entry.secret === undefined ? whole : { ...whole, password: keptPassword };
}

/** Writes what is different; if nothing is, the entry stays as it was, version and time stamps included. */
function keep(
  scene: WriteScene,
  kind: Kind,
  before: Entry,
  parts: Parts,
  loadedMembers: readonly string[],
  tolerances: readonly Tolerance[],
): Written {
  const wanted = new Set(parts.members);
  const present = new Set(loadedMembers);
  const joining = parts.members.filter((member) => !present.has(member));
  const leaving = loadedMembers.filter((member) => !wanted.has(member));
  const secret = secretOf(scene, parts.password, before.secret);
  const { id, meta, ...attributes } = before.resource;
  const isSame =
    joining.length === 0 && leaving.length === 0 && secret === before.secret && sameJson(attributes, parts.attributes);
  if (isSame) return { outcome: 'unchanged', kind, before, entry: before, resource: before.resource, tolerances };

  requireMembers(scene, before.id, joining);
  const kept = keptFrom(kind, before.id, parts, isObject(meta) ? meta : {});
  const keysBefore = keysOf(kind, before.resource);
  const keysAfter = keysOf(kind, kept);
  const added = without(keysAfter, keysBefore);
  requireUnique(scene.view, kind, added, before.id);
  const draft = nextVersion(scene, before, kept, secret);
  const entry = scene.view.update(before, draft, without(keysBefore, keysAfter), added);
  for (const member of leaving) scene.view.removeMember(before.id, member);
  for (const member of joining) scene.view.addMember(before.id, member);
  const members = membersChanged(joining, leaving);
  return { outcome: 'changed', kind, before, entry, resource: draft.resource, tolerances, ...members };
}

function membersChanged(added: readonly string[], removed: readonly string[]): Pick<Written, 'members'> {
  return added.length + removed.length === 0 ? {} : { members: { added, removed } };
}

function nextVersion(scene: WriteScene, before: Entry, resource: JsonObject, secret: string | undefined) {
  const { meta, ...rest } = resource;
  const old = isObject(meta) ? meta : {};
  // A clock that was set back must not let the time of the last change go back.
  const last = typeof old.lastModified === 'string' ? Date.parse(old.lastModified) : 0;
  const lastModified = instantText(Math.max(scene.now, last));
  const version = before.version + 1;
  return {
    type: before.type,
    id: before.id,
    version,
    resource: { ...rest, meta: { ...old, lastModified, version: etagOf(version) } },
    secret,
  };
}

function secretOf(scene: WriteScene, password: string | undefined, before: string | undefined): string | undefined {
  if (password === undefined) return undefined;
  if (password === keptPassword) return before;
  if (password === '' || password.length > longestPassword) {
    throw scimError('invalidValue', `a password has 1 to ${longestPassword} characters`, {
      attribute: 'password',
    });
  }
  const hash = scene.hashes.get(password);
  if (hash === undefined) throw new UnhashedPassword(password);
  return hash;
}

function without(keys: readonly IndexKey[], others: readonly IndexKey[]): readonly IndexKey[] {
  return keys.filter((key) => !others.some((other) => other.index === key.index && other.value === key.value));
}
