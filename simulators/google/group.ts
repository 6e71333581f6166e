import type { LoggedChange } from '#idp';
import type { GoogleContext } from './memory.ts';

/**
 * Whether a user is let through by the scope groups. Groups are never sent; this is all that they are for. Members of
 * another domain are left out. [google-group-01, google-scope-01, google-scope-02]
 */
export function isInScopeGroups({ directory, memory, options }: GoogleContext, id: string): boolean {
  if (memory.scopeGroups.size === 0) return true;
  const user = directory.user(id);
  const { primaryDomain } = options;
  if (user === undefined) return false;
  if (primaryDomain !== undefined && !user.userName.toLowerCase().endsWith(`@${primaryDomain.toLowerCase()}`)) {
    return false;
  }
  for (const group of directory.groupsOf(id)) if (memory.scopeGroups.has(group.id)) return true;
  return false;
}

/** Whose place in the scope a change may have moved: the user, or the members of a group that was assigned or not. */
export function usersBehind({ directory }: GoogleContext, { kind, user, group }: LoggedChange): Iterable<string> {
  if (user !== undefined) return [user];
  const isAssignment = kind === 'assigned' || kind === 'unassigned';
  return isAssignment && group !== undefined ? (directory.group(group)?.members ?? []) : [];
}
