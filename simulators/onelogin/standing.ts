import type { OneLoginContext } from './memory.ts';

/**
 * Where a user stands: with the app and active, with it and suspended, or without it, deleted users among them.
 * Unassigning and deleting are one and the same. [onelogin-scope-01, onelogin-delete-01]
 */
export type Standing = 'here' | 'suspended' | 'gone';

export function standingOf({ directory }: OneLoginContext, id: string): Standing {
  const user = directory.user(id);
  if (user === undefined || user.deletedAt !== undefined || !directory.isAssigned(id)) return 'gone';
  return user.enabled ? 'here' : 'suspended';
}
