import { isList, isObject, type Json, type JsonObject, urns } from '#scim';
import { extensionUrn } from './definitions.ts';
import { extensionOf, type Role } from './extension.ts';

/** What SCIM decides of an account. */
export interface Mapped {
  readonly sub: string;
  readonly displayName: string;
  readonly email: string | undefined;
  readonly state: 'active' | 'suspended';
  readonly externalId: string | undefined;
  readonly department: string | undefined;
  readonly manager: string | undefined;
  readonly role: Role;
  readonly quotaBytes: number | undefined;
}

/** One way to find a value in a User. */
interface Source {
  /** As documentation writes it; also the place to look at in a SCIM client. */
  readonly path: string;
  readonly read: (user: JsonObject) => Json | undefined;
}

/** One row of the documented mapping: the first source that has a value wins. */
export interface MappingRow {
  readonly id: 'S4' | 'S5' | 'S6' | 'S7' | 'S8' | 'S9' | 'S10' | 'S11';
  readonly field: keyof Mapped;
  readonly label: string;
  readonly sources: readonly Source[];
  /** What the account has when no source has a value. */
  readonly otherwise: string;
}

/** SCIM ⇄ ScaiDrive for users. Groups are less: `displayName` is the name, `members` the memberships, `externalId` kept. */
export const mapping: readonly MappingRow[] = [
  { id: 'S4', field: 'sub', label: 'SSO subject', sources: [at('userName')], otherwise: 'refused' },
  {
    id: 'S5',
    field: 'displayName',
    label: 'Display name',
    sources: [
      at('name.formatted'),
      at('displayName'),
      {
        path: 'name.givenName + name.familyName',
        read: ({ name }) => (isObject(name) ? joined([name.givenName, name.familyName]) : undefined),
      },
      at('userName'),
    ],
    otherwise: 'refused',
  },
  {
    id: 'S6',
    field: 'email',
    label: 'Email',
    sources: [
      email('emails[primary eq true].value', ({ primary }) => primary === true),
      email('emails[type eq "work"].value', ({ type }) => typeof type === 'string' && type.toLowerCase() === 'work'),
      email('emails.value', () => true),
    ],
    otherwise: 'none',
  },
  { id: 'S7', field: 'state', label: 'State', sources: [at('active')], otherwise: 'as the deployment is set' },
  { id: 'S8', field: 'externalId', label: 'Id at the IdP', sources: [at('externalId')], otherwise: 'none' },
  {
    id: 'S9',
    field: 'department',
    label: 'Department',
    sources: [within(urns.enterpriseUser, 'department')],
    otherwise: 'none',
  },
  {
    id: 'S10',
    field: 'manager',
    label: 'Manager',
    sources: [within(urns.enterpriseUser, 'manager.displayName'), within(urns.enterpriseUser, 'manager.value')],
    otherwise: 'none',
  },
  { id: 'S11', field: 'role', label: 'Role', sources: [within(extensionUrn, 'role')], otherwise: 'user' },
  {
    id: 'S11',
    field: 'quotaBytes',
    label: 'Quota in bytes',
    sources: [within(extensionUrn, 'quota_bytes')],
    otherwise: 'the quota of the deployment',
  },
];

const rows = new Map(mapping.map((row) => [row.field, row]));

/** The source that a field of this user comes from, and its value. */
export function sourceOf(field: keyof Mapped, user: JsonObject): { path: string; value: Json } | undefined {
  for (const { path, read } of rows.get(field)?.sources ?? []) {
    const value = read(user);
    if (value !== undefined && value !== null && !isBlank(value)) return { path, value };
  }
  return undefined;
}

/** What a template of names leaves behind where there was nothing to put in. */
function isBlank(value: Json): boolean {
  return typeof value === 'string' && value.trim() === '';
}

/**
 * `activeDefault` says what somebody is of whom SCIM says neither, such as after `active` was set to null.
 * @throws ScimError invalidValue for a role or quota that ScaiDrive does not know
 */
export function mappedFrom(user: JsonObject, activeDefault = true): Mapped {
  const { role = 'user', quotaBytes } = extensionOf(user);
  const text = (field: keyof Mapped) => {
    const value = sourceOf(field, user)?.value;
    return value === undefined ? undefined : String(value);
  };
  return {
    sub: text('sub') ?? '',
    displayName: text('displayName') ?? '',
    email: text('email'),
    state: (sourceOf('state', user)?.value ?? activeDefault) === false ? 'suspended' : 'active',
    externalId: text('externalId'),
    department: text('department'),
    manager: text('manager'),
    role,
    quotaBytes,
  };
}

function at(path: string): Source {
  const [name = '', sub] = path.split('.');
  return {
    path,
    read: (user) => {
      const value = user[name];
      return sub === undefined ? value : isObject(value) ? value[sub] : undefined;
    },
  };
}

function within(urn: string, path: string): Source {
  const { read } = at(path);
  return {
    path: `${urn}:${path}`,
    read: (user) => {
      const extension = user[urn];
      return isObject(extension) ? read(extension) : undefined;
    },
  };
}

function email(path: string, fits: (value: JsonObject) => boolean): Source {
  return {
    path,
    read: ({ emails }) => {
      for (const one of isList(emails) ? emails : [])
        if (isObject(one) && fits(one) && one.value && !isBlank(one.value)) return one.value;
      return undefined;
    },
  };
}

function joined(parts: readonly (Json | undefined)[]): string | undefined {
  const words = parts.filter((part) => typeof part === 'string' && part.trim() !== '');
  return words.length === 0 ? undefined : words.join(' ');
}
