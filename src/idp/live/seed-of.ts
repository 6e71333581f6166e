import type { GroupSeed, UserSeed } from '../change.ts';
import type { Directory, DirectorySeed } from '../directory.ts';
import { type DirectoryUser, userAttributes } from '../directory-user.ts';

/** A directory as a file would write it: whoever is there, and nobody in the bin. */
export function seedOf(directory: Directory): DirectorySeed {
  const users = [...directory.users()].filter(({ deletedAt }) => deletedAt === undefined).map(userSeed);
  const groups = [...directory.groups()].map(
    ({ id, displayName, members }): GroupSeed => ({ id, displayName, members: [...members] }),
  );
  return { users, groups };
}

const known = new Set<string>(userAttributes);

function userSeed({ id, userName, enabled, manager, roles, attributes }: DirectoryUser): UserSeed {
  const entries = Object.entries(attributes);
  return {
    ...Object.fromEntries(entries.filter(([name]) => known.has(name))),
    id,
    userName,
    enabled,
    ...(manager === undefined ? {} : { manager }),
    roles,
    custom: Object.fromEntries(entries.filter(([name]) => !known.has(name))),
  };
}
