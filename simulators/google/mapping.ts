import { attributeOf, type DirectoryUser, ScenarioError, type TargetPath, targetPath } from '#idp';
import { isObject, type Json } from '#scim';
import type { GoogleOptions } from './options.ts';

/** One attribute of an app's list: which one of the directory, and where it goes. */
export interface MappingRow {
  readonly attribute: string;
  readonly target: TargetPath;
}

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

/** What each list begins with, in the order on the wire; `active` follows it. [google-create-01] */
const common = [
  ['userName', 'userName'],
  ['emails', 'emails'],
  ['displayName', 'displayName'],
  ['givenName', 'name.givenName'],
  ['familyName', 'name.familyName'],
] as const;

/** Attribute lists by app. That of AWS is longer; which rows it has is ours. [google-product-03, google-attr-01] */
const lists = {
  keeper: common,
  aws: [
    ...common,
    ['title', 'title'],
    ['phones', 'phoneNumbers'],
    ['streetAddress', 'addresses[type eq "work"].streetAddress'],
    ['city', 'addresses[type eq "work"].locality'],
    ['state', 'addresses[type eq "work"].region'],
    ['postalCode', 'addresses[type eq "work"].postalCode'],
    ['country', 'addresses[type eq "work"].country'],
    ['employeeNumber', `${enterprise}:employeeNumber`],
    ['costCenter', `${enterprise}:costCenter`],
    ['department', `${enterprise}:department`],
  ],
} as const satisfies Record<GoogleOptions['app'], readonly (readonly [string, string])[]>;

/** The rows in force. Made once per set of options. */
export function rowsOf(options: GoogleOptions): readonly MappingRow[] {
  const known = made.get(options);
  if (known !== undefined) return known;
  const { app, attributes } = options;
  const rows =
    attributes === undefined ? lists[app].map(([attribute, target]) => rowOf(attribute, target)) : rowsFrom(attributes);
  made.set(options, rows);
  return rows;
}

const made = new WeakMap<GoogleOptions, readonly MappingRow[]>();

/** Rows of an administrator's; user name, which every app demands, is put first where it is missing. */
function rowsFrom(given: unknown): readonly MappingRow[] {
  if (!Array.isArray(given)) throw new ScenarioError('The option "attributes" of google must be a list of rows.');
  const rows = given.map((row: unknown, index) => {
    if (!isObject(row) || typeof row.attribute !== 'string' || typeof row.target !== 'string') {
      throw new ScenarioError(`attributes[${index}] needs the texts "attribute" and "target".`);
    }
    return rowOf(row.attribute, row.target);
  });
  return rows.some(({ target }) => target.text === 'userName') ? rows : [rowOf('userName', 'userName'), ...rows];
}

function rowOf(attribute: string, text: string): MappingRow {
  const target = targetPath(text);
  if (target === undefined) throw new ScenarioError(`The target "${text}" of a row of google cannot be read.`);
  return { attribute, target };
}

/** The value of a row; undefined when there is none. `emails` and `phones` are whole lists. */
export function mapped({ attribute }: MappingRow, user: DirectoryUser, options: GoogleOptions): Json | undefined {
  if (attribute !== 'emails' && attribute !== 'phones') return attributeOf(user, attribute);
  const all = attribute === 'emails' ? emailsOf(user) : phonesOf(user);
  const list = options.multiValue === 'all' ? all : all.slice(0, 1);
  return list.length === 0 ? undefined : list;
}

/** The primary address is the user name; another address comes after it. [google-create-03, google-create-06] */
function emailsOf(user: DirectoryUser): readonly Json[] {
  const { email } = user.attributes;
  const primary = user.userName.includes('@') || email === undefined ? user.userName : email;
  const isSame = email === undefined || email.toLowerCase() === primary.toLowerCase();
  const others = isSame ? [] : [{ primary: false, value: email, type: 'work' }];
  return [{ primary: true, value: primary, type: 'work' }, ...others];
}

/** The work phone first. [google-create-06] */
function phonesOf(user: DirectoryUser): readonly Json[] {
  const numbers = [
    ['work', user.attributes.phone],
    ['mobile', user.attributes.mobile],
  ] as const;
  return numbers
    .flatMap(([type, value]) => (value === undefined ? [] : [{ value, type }]))
    .map(({ value, type }, index) => ({ primary: index === 0, value, type }));
}
