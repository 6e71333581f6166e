import { isObject, type JsonObject, scimError } from '#scim';
import { extensionUrn } from './definitions.ts';

export const roles = ['user', 'admin', 'superadmin'] as const;
export type Role = (typeof roles)[number];

/** What the extension says of an account; undefined where it says nothing. */
export interface Extension {
  readonly role: Role | undefined;
  readonly quotaBytes: number | undefined;
}

const longestShown = 60;

/**
 * Reads ScaiDrive's part of a User.
 * @throws ScimError invalidValue for a role that ScaiDrive does not have, or a quota that is no number of bytes
 */
export function extensionOf(user: JsonObject): Extension {
  const extension = user[extensionUrn];
  if (!isObject(extension)) return { role: undefined, quotaBytes: undefined };
  return { role: roleOf(extension), quotaBytes: quotaOf(extension) };
}

function roleOf({ role }: JsonObject): Role | undefined {
  if (role === undefined || role === null) return undefined;
  const word = typeof role === 'string' ? role.toLowerCase() : '';
  const found = roles.find((known) => known === word);
  if (found !== undefined) return found;
  const given = JSON.stringify(role).slice(0, longestShown);
  throw refused('role', `must be one of ${roles.join(', ')}, not ${given}`);
}

function quotaOf({ quota_bytes: quota }: JsonObject): number | undefined {
  if (quota === undefined || quota === null) return undefined;
  if (typeof quota === 'number' && Number.isSafeInteger(quota) && quota >= 0) return quota;
  throw refused('quota_bytes', `must be a whole number of bytes from 0 to ${Number.MAX_SAFE_INTEGER}`);
}

function refused(name: string, what: string) {
  const path = `${extensionUrn}:${name}`;
  return scimError('invalidValue', `${path} ${what}`, { attribute: path });
}
