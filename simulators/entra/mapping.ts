import { attributeOf, type DirectoryUser, ScenarioError, targetPath, uuidFrom } from '#idp';
import { isObject } from '#scim';
import { type Expression, evaluate, parseExpression } from './expression.ts';
import type { EntraOptions } from './options.ts';

/** One row of the attribute mapping. */
export interface MappingRow {
  readonly source: Expression;
  readonly target: string;
  readonly onlyOnCreate: boolean;
  /** Used on create only, where the source is empty. */
  readonly defaultIfNull?: string;
}

export const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

/** The user mapping of a new custom application, in its order. Manager is a reference and goes its own way. [entra-map-01] */
const customRows = [
  ['[userPrincipalName]', 'userName'],
  ['ACTIVE', 'active'],
  ['[displayName]', 'displayName'],
  ['[jobTitle]', 'title'],
  ['[mail]', 'emails[type eq "work"].value'],
  ['[preferredLanguage]', 'preferredLanguage'],
  ['[givenName]', 'name.givenName'],
  ['[surname]', 'name.familyName'],
  ['Join(" ", [givenName], [surname])', 'name.formatted'],
  ['[physicalDeliveryOfficeName]', 'addresses[type eq "work"].formatted'],
  ['[streetAddress]', 'addresses[type eq "work"].streetAddress'],
  ['[city]', 'addresses[type eq "work"].locality'],
  ['[state]', 'addresses[type eq "work"].region'],
  ['[postalCode]', 'addresses[type eq "work"].postalCode'],
  ['[country]', 'addresses[type eq "work"].country'],
  ['[telephoneNumber]', 'phoneNumbers[type eq "work"].value'],
  ['[mobile]', 'phoneNumbers[type eq "mobile"].value'],
  ['[facsimileTelephoneNumber]', 'phoneNumbers[type eq "fax"].value'],
  ['[mailNickname]', 'externalId'],
  ['[employeeId]', `${enterprise}:employeeNumber`],
  ['[department]', `${enterprise}:department`],
] as const;

/** What feeds active, by the option activeMapping. [entra-active-03] */
const activeSources = {
  switch: 'Switch([IsSoftDeleted], , "False", "True", "True", "False")',
  not: 'Not([IsSoftDeleted])',
  accountEnabled: '[accountEnabled]',
} as const;

/** Entra's names of attributes, and ours. */
const sources: Readonly<Record<string, string>> = {
  jobTitle: 'title',
  mail: 'email',
  surname: 'familyName',
  physicalDeliveryOfficeName: 'office',
  telephoneNumber: 'phone',
  facsimileTelephoneNumber: 'fax',
  employeeId: 'employeeNumber',
};

/** The rows in force. Rows are made once per set of options. */
export function mappingOf(options: EntraOptions): readonly MappingRow[] {
  const known = made.get(options);
  if (known !== undefined) return known;
  const rows = rowsOf(options);
  made.set(options, rows);
  return rows;
}

const made = new WeakMap<EntraOptions, readonly MappingRow[]>();

function rowsOf(options: EntraOptions): readonly MappingRow[] {
  const { mapping } = options;
  if (Array.isArray(mapping)) return mapping.map((row, index) => rowFrom(row, index));
  if (mapping !== undefined && mapping !== 'custom' && mapping !== 'objectId-external') {
    throw new ScenarioError('The option "mapping" of entra is "custom", "objectId-external" or a list of rows.');
  }
  return customRows.flatMap(([source, target]): MappingRow[] => {
    if (target === 'active') {
      if (options.activeMapping === 'none') return [];
      return [{ source: parseExpression(activeSources[options.activeMapping]), target, onlyOnCreate: false }];
    }
    const isObjectId = target === 'externalId' && mapping === 'objectId-external';
    return [{ source: parseExpression(isObjectId ? '[objectId]' : source), target, onlyOnCreate: false }];
  });
}

function rowFrom(row: unknown, index: number): MappingRow {
  const at = `mapping[${index}]`;
  if (!isObject(row) || typeof row.source !== 'string' || typeof row.target !== 'string') {
    throw new ScenarioError(`${at} needs the texts "source" and "target".`);
  }
  if (targetPath(row.target) === undefined) throw new ScenarioError(`${at} has the unreadable target "${row.target}".`);
  return {
    source: parseExpression(row.source),
    target: row.target,
    onlyOnCreate: row.onlyOnCreate === true,
    ...(typeof row.defaultIfNull === 'string' ? { defaultIfNull: row.defaultIfNull } : {}),
  };
}

/** The value of one row for a user: text, a boolean for active, or undefined when there is nothing to send. */
export function mapped(row: MappingRow, user: DirectoryUser, isSoftDeleted: boolean): string | boolean | undefined {
  const value = evaluate(row.source, (name) => entraAttribute(user, name, isSoftDeleted));
  if (value === undefined || value === '') return undefined;
  return row.target === 'active' ? value.toLowerCase() === 'true' : value;
}

/** An attribute by Entra's name. */
export function entraAttribute(user: DirectoryUser, name: string, isSoftDeleted: boolean): string | undefined {
  switch (name) {
    case 'IsSoftDeleted':
      return isSoftDeleted ? 'True' : 'False';
    case 'accountEnabled':
      return user.enabled ? 'True' : 'False';
    case 'objectId':
      return uuidFrom(user.id);
    // Guests carry a mark inside the name, which the service takes out. [entra-map-05]
    case 'userPrincipalName':
      return user.userName.replace('#EXT#', '');
    case 'mailNickname':
      return user.attributes.nickname ?? user.userName.split('@')[0];
    default:
      return attributeOf(user, sources[name] ?? name);
  }
}
