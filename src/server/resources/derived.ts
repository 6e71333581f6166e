import { isObject, type JsonObject } from '#scim';
import type { Entry, View } from '../store/store.ts';
import type { Kind } from './kind.ts';
import type { Kinds } from './kinds.ts';

/** What is needed to show a resource: the moment, the types, and `https://host/scim/v2`, under which all URLs lie. */
export interface Scene {
  readonly view: View;
  readonly kinds: Kinds;
  readonly base: string;
}

/** Which derived parts to add: all, none, or only the members with these ids. */
export interface Derived {
  readonly members: boolean | ReadonlySet<string>;
  readonly groups: boolean;
}

export function locationOf({ base }: { readonly base: string }, kind: Kind, id: string): string {
  return `${base}/${kind.segment}/${encodeURIComponent(id)}`;
}

/** The whole resource: as kept, with its URL and what other resources say about it. */
export function withDerived(scene: Scene, kind: Kind, entry: Entry, derived: Derived): JsonObject {
  const { meta: kept, ...rest } = entry.resource;
  const meta = { ...(isObject(kept) ? kept : {}), location: locationOf(scene, kind, entry.id) };
  return { ...rest, ...derivedOf(scene, kind, entry, derived), meta };
}

/** What other resources say about this one; undefined if they say nothing. */
export function derivedOf(scene: Scene, kind: Kind, entry: Entry, derived: Derived): JsonObject | undefined {
  const members = kind.hasMembers && derived.members !== false ? membersOf(scene, entry, derived.members) : none;
  const groups = kind.hasGroups && derived.groups ? groupsOf(scene, entry) : none;
  if (members.length === 0 && groups.length === 0) return undefined;
  return { ...(members.length > 0 ? { members } : {}), ...(groups.length > 0 ? { groups } : {}) };
}

function membersOf(scene: Scene, group: Entry, only: true | ReadonlySet<string>): JsonObject[] {
  const { view } = scene;
  const entries =
    only === true
      ? view.memberEntries(group.id)
      : [...only].filter((id) => view.hasMember(group.id, id)).map((id) => view.entry(id));
  return Array.from(entries, (entry) => reference(scene, entry)).filter((member) => member !== undefined);
}

/**
 * The groups that hold a user, directly or through other groups. Each is named once, so that circles end;
 * one that holds the user both ways is direct.
 * @see RFC 7643 §4.1.2
 */
function groupsOf(scene: Scene, user: Entry): readonly JsonObject[] {
  if (isEmpty(scene.view.groupsOf(user.id))) return none;
  const found = new Map<string, 'direct' | 'indirect'>();
  let from: string[] = [user.id];
  for (let type: 'direct' | 'indirect' = 'direct'; from.length > 0; type = 'indirect') {
    const next: string[] = [];
    for (const id of from.flatMap((member) => [...scene.view.groupsOf(member)])) {
      if (found.has(id)) continue;
      found.set(id, type);
      next.push(id);
    }
    from = next;
  }
  return [...found].flatMap(([id, type]) => {
    const group = reference(scene, scene.view.entry(id));
    return group === undefined ? [] : [{ ...group, type }];
  });
}

const none: readonly JsonObject[] = [];

function isEmpty(items: Iterable<unknown>): boolean {
  for (const _ of items) return false;
  return true;
}

/** How one resource names another: id, URL, name to show and type. */
function reference(scene: Scene, entry: Entry | undefined): JsonObject | undefined {
  const kind = entry === undefined ? undefined : scene.kinds.byName.get(entry.type);
  if (entry === undefined || kind === undefined) return undefined;
  const { displayName, userName } = entry.resource;
  const display = typeof displayName === 'string' ? displayName : userName;
  return {
    value: entry.id,
    $ref: locationOf(scene, kind, entry.id),
    ...(typeof display === 'string' ? { display } : {}),
    type: entry.type,
  };
}
