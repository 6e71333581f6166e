/** A person in the directory. Never changed in place: an event replaces the whole. */
export interface DirectoryUser {
  readonly id: string;
  readonly userName: string;
  readonly enabled: boolean;
  /** Epoch milliseconds of the soft delete; absent while the person is there. */
  readonly deletedAt?: number;
  /** The directory id of the manager. */
  readonly manager?: string;
  readonly roles: readonly string[];
  /** Every other attribute by its directory name; what is empty is absent. */
  readonly attributes: Readonly<Record<string, string>>;
}

export interface DirectoryGroup {
  readonly id: string;
  readonly displayName: string;
  /** Directory ids of users and of nested groups, in the order in which they joined. */
  readonly members: ReadonlySet<string>;
}

/** The attributes that a directory knows besides userName, enabled, manager, roles and custom ones. */
export const userAttributes = [
  'givenName',
  'familyName',
  'middleName',
  'displayName',
  'nickname',
  'email',
  'title',
  'userType',
  'department',
  'division',
  'organization',
  'costCenter',
  'employeeNumber',
  'preferredLanguage',
  'locale',
  'timezone',
  'phone',
  'mobile',
  'fax',
  'office',
  'streetAddress',
  'city',
  'state',
  'postalCode',
  'country',
  'externalId',
] as const;

export type UserAttribute = (typeof userAttributes)[number];

/** An attribute's value, or undefined when it is empty; a missing displayName is made of the two names. */
export function attributeOf(user: DirectoryUser, name: string): string | undefined {
  if (name === 'userName') return user.userName;
  const value = user.attributes[name];
  if (value !== undefined || name !== 'displayName') return value;
  const names = [user.attributes.givenName, user.attributes.familyName].filter((part) => part !== undefined);
  return names.length > 0 ? names.join(' ') : undefined;
}
