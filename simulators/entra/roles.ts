import type { DirectoryUser } from '#idp';
import { targetPath, uuidFrom, valueAt } from '#idp';
import { isObject, type Json, type JsonObject } from '#scim';
import type { EntraOptions } from './options.ts';

const roleType = 'WindowsAzureActiveDirectoryRole';

/** The roles of a POST; undefined when none are mapped or held. [entra-role-01, entra-role-02, entra-role-03] */
export function createdRoles(options: EntraOptions, user: DirectoryUser): readonly Json[] | undefined {
  const [first] = user.roles;
  if (first === undefined || options.roles === 'none') return undefined;
  if (options.roles === 'single') return [{ primary: true, type: roleType, value: first }];
  if (options.roles === 'complex') return user.roles.map(complexRole);
  return user.roles.map(assertiveRole);
}

/** What a role function adds to an update, by its form. */
export type RoleUpdate =
  | { readonly form: 'single'; readonly path: string; readonly value: string; readonly isNew: boolean }
  | { readonly form: 'complex' | 'assertive'; readonly value: readonly Json[] };

/** The difference in roles; undefined when there is none that this form would send. */
export function roleUpdate(
  options: EntraOptions,
  user: DirectoryUser,
  copy: JsonObject,
  isFlagged: boolean,
): RoleUpdate | undefined {
  const held = heldRoles(copy);
  switch (options.roles) {
    case 'none':
      return undefined;
    case 'single': {
      const [value] = user.roles;
      const path = 'roles[primary eq "True"].value';
      const parsed = targetPath(path);
      const before = parsed === undefined ? undefined : valueAt(copy, parsed);
      return value === undefined || before === value
        ? undefined
        : { form: 'single', path, value, isNew: before === undefined };
    }
    case 'complex': {
      // Only ever added: roles that were taken away stay. [entra-role-02]
      if (user.roles.every((role) => held.includes(role))) return undefined;
      return { form: 'complex', value: user.roles.map(isFlagged ? complexRole : quotedRole) };
    }
    case 'assertive': {
      if (user.roles.length === held.length && user.roles.every((role) => held.includes(role))) return undefined;
      return { form: 'assertive', value: user.roles.map(assertiveRole) };
    }
  }
}

function complexRole(role: string): JsonObject {
  return { value: role, displayName: role, primary: false, type: roleType };
}

function assertiveRole(role: string): JsonObject {
  return { primary: false, type: roleType, display: role, value: role };
}

/** Without the flag an item is JSON inside a string. */
function quotedRole(role: string): JsonObject {
  return { value: JSON.stringify({ id: uuidFrom(role), value: role, displayName: role }) };
}

function heldRoles(copy: JsonObject): readonly string[] {
  if (!Array.isArray(copy.roles)) return [];
  return copy.roles.flatMap((item) => (isObject(item) && typeof item.value === 'string' ? [roleIn(item.value)] : []));
}

function roleIn(value: string): string {
  if (!value.startsWith('{')) return value;
  try {
    const quoted: unknown = JSON.parse(value);
    return isObject(quoted) && typeof quoted.value === 'string' ? quoted.value : value;
  } catch {
    return value;
  }
}
