import { attributeOf, type DirectoryUser, ScenarioError } from '#idp';
import { isObject } from '#scim';
import type { OktaContext } from './memory.ts';
import type { OktaOptions } from './options.ts';
import { type Place, placeOf } from './place.ts';

/** One attribute of the app's profile: which one of the directory, and where it goes. */
export interface MappingRow {
  readonly attribute: string;
  readonly place: Place;
}

/** The mapped values of a person, in the order of the rows; what is empty is absent. */
export type Profile = ReadonlyMap<MappingRow, string>;

export const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

/** The default profile of an app, in its order. [okta-attr-01, okta-attr-02] */
const defaultRows = [
  ['userName', 'userName'],
  ['givenName', 'name.givenName'],
  ['familyName', 'name.familyName'],
  ['middleName', 'name.middleName'],
  ['honorificPrefix', 'name.honorificPrefix'],
  ['honorificSuffix', 'name.honorificSuffix'],
  ['email', 'emails.^[primary==true].value'],
  ['emailType', 'emails.^[primary==true].type'],
  ['title', 'title'],
  ['displayName', 'displayName'],
  ['nickname', 'nickName'],
  ['profileUrl', 'profileUrl'],
  ['phone', 'phoneNumbers.^[primary==true].value'],
  ['streetAddress', "addresses.^[type=='work'].streetAddress"],
  ['city', "addresses.^[type=='work'].locality"],
  ['state', "addresses.^[type=='work'].region"],
  ['postalCode', "addresses.^[type=='work'].postalCode"],
  ['country', "addresses.^[type=='work'].country"],
  ['preferredLanguage', 'preferredLanguage'],
  ['locale', 'locale'],
  ['timezone', 'timezone'],
  ['userType', 'userType'],
  ['employeeNumber', 'employeeNumber', enterprise],
  ['costCenter', 'costCenter', enterprise],
  ['organization', 'organization', enterprise],
  ['division', 'division', enterprise],
  ['department', 'department', enterprise],
  ['managerId', 'manager.value', enterprise],
  ['managerDisplayName', 'manager.displayName', enterprise],
] as const;

/** The rows in force. Made once per set of options. */
export function mappingOf(options: OktaOptions): readonly MappingRow[] {
  const known = made.get(options);
  if (known !== undefined) return known;
  const rows = rowsOf(options);
  made.set(options, rows);
  return rows;
}

const made = new WeakMap<OktaOptions, readonly MappingRow[]>();

function rowsOf(options: OktaOptions): readonly MappingRow[] {
  const removed = new Set<string>();
  if (isNone(options.locale)) removed.add('locale');
  if (options.displayName === 'none') removed.add('displayName');
  if (isNone(options.emailType)) removed.add('emailType');
  const ofProfile: readonly MappingRow[] =
    options.attributeMap === undefined
      ? defaultRows.map(([attribute, name, urn]) => ({ attribute, place: placeOf(name, urn) }))
      : rowsFrom(options.attributeMap, 'attributeMap');
  // A custom attribute without a namespace is not sent. [okta-attr-03]
  const beside = options.extensions === undefined ? [] : rowsFrom(options.extensions, 'extensions');
  const rows = [
    ...ofProfile.filter(({ attribute }) => !removed.has(attribute)),
    ...beside.filter(({ place }) => place.urn !== undefined),
  ];
  const hasUserName = rows.some(({ place }) => place.path === 'userName');
  return hasUserName ? rows : [{ attribute: 'userName', place: placeOf('userName', undefined) }, ...rows];
}

function rowsFrom(given: unknown, option: string): readonly MappingRow[] {
  if (!Array.isArray(given)) throw new ScenarioError(`The option "${option}" of okta must be a list of rows.`);
  return given.map((row: unknown, index) => {
    if (!isObject(row) || typeof row.attribute !== 'string' || typeof row.externalName !== 'string') {
      throw new ScenarioError(`${option}[${index}] needs the texts "attribute" and "externalName".`);
    }
    const { attribute, externalName, externalNamespace: urn } = row;
    const isCore = urn === coreUser || typeof urn !== 'string' || urn === '';
    return { attribute, place: placeOf(externalName, isCore ? undefined : urn) };
  });
}

const coreUser = 'urn:ietf:params:scim:schemas:core:2.0:User';

/** A text option that is switched off reads as nothing. */
function isNone(value: string | undefined): boolean {
  return value === undefined || value === 'none';
}

/** What Okta would push for a person now. */
export function profileOf(context: OktaContext, user: DirectoryUser): Profile {
  const profile = new Map<MappingRow, string>();
  for (const row of mappingOf(context.options)) {
    const value = mapped(context, user, row.attribute);
    if (value !== undefined && value !== '') profile.set(row, value);
  }
  return profile;
}

function mapped(context: OktaContext, user: DirectoryUser, attribute: string): string | undefined {
  const { options } = context;
  switch (attribute) {
    case 'userName':
      return appUserName(context, user);
    case 'emailType':
      return attributeOf(user, 'email') === undefined ? undefined : options.emailType;
    case 'locale':
      return attributeOf(user, 'locale') ?? options.locale;
    case 'managerId':
      return managerOf(context, user);
    default:
      return attributeOf(user, attribute);
  }
}

/** The application user name: set at assignment, and only with the option following the login. [okta-update-07] */
export function appUserName({ memory, options }: OktaContext, user: DirectoryUser): string {
  const fixed = options.usernameUpdate === 'create' ? memory.users.get(user.id)?.userName : undefined;
  return fixed ?? user.userName;
}

/** The manager's login, as it was when the manager was set: a text of Okta's, which follows nobody. [okta-attr-02] */
function managerOf({ directory, memory }: OktaContext, user: DirectoryUser): string | undefined {
  if (user.manager === undefined) return undefined;
  const known = memory.managers.get(user.id);
  if (known?.manager === user.manager) return known.value;
  const value = directory.user(user.manager)?.userName;
  if (value !== undefined) memory.managers.set(user.id, { manager: user.manager, value });
  return value;
}

/** Whether a push would say something new. */
export function isProfileNew(context: OktaContext, user: DirectoryUser): boolean {
  const now = profileOf(context, user);
  const { pushed } = context.memory.users.get(user.id) ?? {};
  return pushed === undefined || now.size !== pushed.size || [...now].some(([row, value]) => pushed.get(row) !== value);
}
