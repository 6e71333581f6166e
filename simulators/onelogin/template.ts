import { ScenarioError } from '#idp';
import { isObject, type JsonObject, urns } from '#scim';
import { isLegacy, type OneLoginOptions } from './options.ts';

const enterpriseUrn = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

/** The URNs of a user and of the enterprise extension. [onelogin-create-02] */
const urnsOf = {
  v1: { user: 'urn:scim:schemas:core:1.0', enterprise: 'urn:scim:schemas:extension:enterprise:1.0' },
  captured: { user: 'urn:scim:schemas:core:2.0', enterprise: 'urn:scim:schemas:extension:enterprise:2.0' },
  rfc7643: { user: urns.user, enterprise: enterpriseUrn },
} as const;

/** The template in force: that of the administrator, or that of the connector. [onelogin-create-01 … -05, onelogin-attr-02] */
export function templateOf(options: OneLoginOptions): string {
  const known = made.get(options);
  if (known !== undefined) return known;
  const text = options.jsonTemplate ?? JSON.stringify(stock(options));
  made.set(options, text);
  return text;
}

const made = new WeakMap<OneLoginOptions, string>();

function stock(options: OneLoginOptions): JsonObject {
  const { user, enterprise } = urnsOf[isLegacy(options) ? 'v1' : options.schemaUrns];
  const hasEnterprise = options.connector === 'v1-enterprise' || options.connector === 'v2-enterprise';
  const email = { value: '{$user.email}', type: 'work', primary: true };
  const isObjectForm = options.emailsAsObject === 'connector' ? isLegacy(options) : options.emailsAsObject === 'true';
  const manager = {
    managerId: '{$parameters.external_manager_id}',
    displayName: '{$user.manager_firstname} {$user.manager_lastname}',
  };
  return {
    schemas: hasEnterprise ? [user, enterprise] : [user],
    userName: '{$parameters.scimusername}',
    name: {
      familyName: '{$user.lastname}',
      givenName: '{$user.firstname}',
      formatted: '{$user.display_name}',
    },
    emails: isObjectForm ? email : [email],
    title: '{$parameters.title}',
    ...(hasEnterprise ? { [enterprise]: { department: '{$parameters.department}', manager } } : {}),
  };
}

/** The value of one macro, such as `user.firstname`; undefined when it has none. */
export type MacroValue = (name: string) => string | undefined;

const macro = /\{\$([\w.]+)\}/g;
const jsonString = /"(?:[^"\\]|\\.)*"/g;

/**
 * Puts values in the place of macros, as text: keys stay though their value is empty, nothing is trimmed, and a macro
 * without quotes is what its value is. [onelogin-update-03, onelogin-attr-03]
 * @returns undefined when that is no JSON object
 */
export function expanded(template: string, read: MacroValue): JsonObject | undefined {
  const quoted = template.replace(jsonString, (text) => {
    const values = [...text.matchAll(macro)].map(([, name = '']) => read(name) ?? '');
    // A text of nothing but empty macros is empty, even if there is a space between them.
    if (values.length > 0 && values.every((value) => value === '')) return '""';
    return text.replace(macro, (_, name: string) => JSON.stringify(read(name) ?? '').slice(1, -1));
  });
  try {
    const body: unknown = JSON.parse(quoted.replace(macro, (_, name: string) => read(name) ?? ''));
    return isObject(body) ? body : undefined;
  } catch {
    return undefined;
  }
}

/** @throws ScenarioError when the template is no JSON object, whatever its macros stand for */
export function checkTemplate(options: OneLoginOptions): void {
  if (expanded(templateOf(options), () => '0') === undefined) {
    throw new ScenarioError('The option "jsonTemplate" of onelogin is no JSON object once its macros have values.');
  }
}
