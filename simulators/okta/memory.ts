import type { Context } from '#idp';
import type { Profile } from './mapping.ts';
import type { OktaOptions } from './options.ts';

/** One person's assignment to the app. */
export interface AppUser {
  isAssigned: boolean;
  /** What Okta last set `active` to; undefined before it has. */
  isActive?: boolean;
  /** The application user name, as of the last assignment or push. */
  userName: string;
  /** The profile that was pushed last. */
  pushed?: Profile;
  /** The roles that were told last. */
  roles?: readonly string[];
}

/** One pushed group. */
export interface GroupPush {
  /** The name that the server was last told. */
  name: string;
  /** Directory id → server id of those whom the server was told of. */
  readonly members: Map<string, string>;
  /** Members who left the group while inactive in Okta: their removal is not sent yet. [okta-group-16] */
  readonly held: Set<string>;
  /** Members who could not be sent with the last push, and wait for another. [okta-group-14] */
  readonly missed: Set<string>;
  /** The follow-ups of the first push are through. */
  isSetUp: boolean;
  /** Members were sent, but not what has to follow them. */
  isHalfTold: boolean;
  /** The mapping is in error: changes are not sent until somebody retries. */
  isInError: boolean;
  isPaused: boolean;
  /** There may be members whom Okta does not know of: the group was there before, or an answer was lost. [okta-group-13] */
  hasForeignMembers: boolean;
}

export interface OktaMemory {
  readonly users: Map<string, AppUser>;
  readonly groups: Map<string, GroupPush>;
  /** Assigned before provisioning was on: nothing is sent for them. [okta-create-13] */
  readonly unprovisioned: Set<string>;
  /** Once seen active: who is disabled after that is suspended, who never was is staged. */
  readonly activated: Set<string>;
  /** Individual assignments that a deactivation removed. [okta-active-08] */
  readonly lostAssignments: Set<string>;
  /** Assignments that an import removed. [okta-import-06] */
  readonly droppedByImport: Set<string>;
  readonly managers: Map<string, { readonly manager: string; readonly value: string }>;
  /** Name → server id, from the last import. [okta-import-08] */
  readonly importedGroups: Map<string, string>;
  /** Name of a role or entitlement → its id. [okta-discovery-02] */
  readonly entitlements: Map<string, string>;
  /** Keys of tasks that were tried again, by the reason. */
  readonly retriedByAdmin: Set<string>;
  readonly retriedFor5xx: Set<string>;
  nextImportAt: number | undefined;
}

export type OktaContext = Context<OktaOptions, OktaMemory>;

export function memory(options: OktaOptions): OktaMemory {
  const before: unknown = options.assignedBeforeProvisioning;
  return {
    users: new Map(),
    groups: new Map(),
    unprovisioned: new Set(Array.isArray(before) ? before.filter((id) => typeof id === 'string') : []),
    activated: new Set(),
    lostAssignments: new Set(),
    droppedByImport: new Set(),
    managers: new Map(),
    importedGroups: new Map(),
    entitlements: new Map(),
    retriedByAdmin: new Set(),
    retriedFor5xx: new Set(),
    nextImportAt: undefined,
  };
}

/** The push of a group, begun if need be. */
export function pushOf({ directory, memory }: OktaContext, id: string): GroupPush {
  const known = memory.groups.get(id);
  if (known !== undefined) return known;
  const made: GroupPush = {
    name: directory.group(id)?.displayName ?? '',
    members: new Map(),
    held: new Set(),
    missed: new Set(),
    isSetUp: false,
    isHalfTold: false,
    isInError: false,
    isPaused: false,
    hasForeignMembers: false,
  };
  memory.groups.set(id, made);
  return made;
}
