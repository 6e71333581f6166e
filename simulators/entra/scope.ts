import type { Directory, DirectoryUser } from '#idp';
import { passes } from './clause.ts';
import type { EntraContext } from './memory.ts';
import type { EntraOptions } from './options.ts';

/** Where a user stands. Four things make IsSoftDeleted true, and each leads to the same PATCH. [entra-active-01] */
export interface Standing {
  readonly isInScope: boolean;
  readonly isDeleted: boolean;
  readonly isSoftDeleted: boolean;
}

export function standingOf({ directory, options }: EntraContext, user: DirectoryUser): Standing {
  const isDeleted = user.deletedAt !== undefined;
  const isInScope = isUserInScope(directory, options, user);
  // Leaving the scope may be told to send nothing; being disabled or deleted still does. [entra-off-06]
  const isOut = !isInScope && !options.skipOutOfScopeDeletions;
  return { isInScope, isDeleted, isSoftDeleted: isOut || isDeleted || !user.enabled };
}

/** Assigned, or everybody; then the scoping filter. */
export function isUserInScope(directory: Directory, options: EntraOptions, user: DirectoryUser): boolean {
  if (options.scope === 'assigned' && !directory.isAssigned(user.id)) return false;
  return passes(user, options.scopingFilter);
}

export function isGroupInScope({ directory, options }: EntraContext, id: string): boolean {
  if (!options.groups || directory.group(id) === undefined) return false;
  return options.scope === 'all' || directory.isGroupPushed(id) || directory.isGroupAssigned(id);
}
