import type { Context } from '#idp';
import type { JsonObject } from '#scim';
import { clausesOf } from './clause.ts';
import { mappingOf } from './mapping.ts';
import type { EntraOptions } from './options.ts';

/** What Entra remembers of one linked user. */
export interface UserMemory {
  /** False once the user was disabled for being out of scope: later changes send nothing. [entra-off-02] */
  readonly isManaged: boolean;
  readonly isActive: boolean;
  /** Created inactive by the option createInactive, and not enabled since. */
  readonly isWaiting?: boolean;
  /** The server id that was last sent as manager. */
  readonly manager?: string | undefined;
  /** What was last sent; kept only where nothing is read back (option getBeforePatch). */
  readonly copy?: JsonObject | undefined;
}

export interface EntraMemory {
  readonly users: Map<string, UserMemory>;
  /** By group: directory id of a member → the server id that was sent. Members are never read. [entra-group-01] */
  readonly members: Map<string, Map<string, string>>;
  /** Groups that were found, not made: who was in them before is not known. */
  readonly adoptedGroups: Set<string>;
  /** References that are still to be sent, because something they need came, went or failed. */
  readonly dirtyManagers: Set<string>;
  readonly dirtyMembers: Set<string>;
  /** Groups that were read in the running batch, so that their members follow without a second GET. */
  readonly readGroups: Set<string>;
  /** References go out even if they were sent before. [entra-cycle-04] */
  isForced: boolean;
  /** On-demand runs speak the old dialect, flag or not. [entra-demand-03] */
  isOnDemand: boolean;
  /** The members that an on-demand run was told to add; absent in a cycle. [entra-demand-01] */
  chosenMembers: ReadonlySet<string> | undefined;
  /** An administrator let the held-back deletions pass. [entra-off-07] */
  areDeletionsAllowed: boolean;
}

export type EntraContext = Context<EntraOptions, EntraMemory>;

/** @throws ScenarioError when the mapping or the scoping filter of the options cannot be read */
export function memory(options: EntraOptions): EntraMemory {
  mappingOf(options);
  clausesOf(options.scopingFilter);
  return {
    users: new Map(),
    members: new Map(),
    adoptedGroups: new Set(),
    dirtyManagers: new Set(),
    dirtyMembers: new Set(),
    readGroups: new Set(),
    isForced: false,
    isOnDemand: false,
    chosenMembers: undefined,
    areDeletionsAllowed: false,
  };
}
