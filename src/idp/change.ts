/** What can happen to a user or a group in a directory. `purged` is the end of a soft delete, by time or by an administrator. */
export type ChangeKind =
  | 'hired'
  | 'updated'
  | 'disabled'
  | 'enabled'
  | 'terminated'
  | 'purged'
  | 'assigned'
  | 'unassigned'
  | 'passwordSet'
  | 'groupCreated'
  | 'groupRenamed'
  | 'memberAdded'
  | 'memberRemoved'
  | 'groupDeleted';

/** A user as a scenario file writes one; every attribute but these four is a text. */
export interface UserSeed {
  readonly id: string;
  readonly userName: string;
  readonly enabled?: boolean;
  /** The directory id of the manager. */
  readonly manager?: string;
  readonly roles?: readonly string[];
  /** Attributes that the directory's schema does not know, by name. */
  readonly custom?: Readonly<Record<string, string>>;
  readonly [attribute: string]: unknown;
}

export interface GroupSeed {
  readonly id: string;
  readonly displayName: string;
  /** Directory ids of users, or of groups (nesting). */
  readonly members?: readonly string[];
}

/** One event, as it is asked of a directory. */
export type Change =
  | { readonly do: 'hired'; readonly user: UserSeed | string }
  | { readonly do: 'updated'; readonly user: string; readonly set: Readonly<Record<string, unknown>> }
  | { readonly do: 'disabled' | 'enabled' | 'terminated' | 'purged' | 'passwordSet'; readonly user: string }
  | { readonly do: 'assigned' | 'unassigned'; readonly user?: string; readonly group?: string }
  | { readonly do: 'groupCreated'; readonly group: GroupSeed }
  | { readonly do: 'groupRenamed'; readonly group: string; readonly displayName: string }
  | { readonly do: 'memberAdded' | 'memberRemoved'; readonly group: string; readonly member: string }
  | { readonly do: 'groupDeleted'; readonly group: string };

/** One event as the change log keeps it: whom it touched, and when. */
export interface LoggedChange {
  /** Counts from 0 and never repeats; a watermark is the next one to read. */
  readonly sequence: number;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly kind: ChangeKind;
  readonly user?: string;
  readonly group?: string;
  /** The attributes that an `updated` touched. */
  readonly attributes?: readonly string[];
  /** The name before a `groupRenamed`, or the userName before an `updated`. */
  readonly before?: string;
}
