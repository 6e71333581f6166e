import { isList, isObject, type Json, kindOf, quoted } from '../json.ts';
import { scimError } from '../scim-error.ts';

/**
 * The members of a message by the names that the RFC spells, whatever their letter case is (dispute D83).
 * Members of other names are not looked at.
 * @throws ScimError invalidSyntax when the message is no object or has one member in two spellings
 */
export function messageMembers<Name extends string>(
  json: unknown,
  names: readonly Name[],
  what: string,
): { readonly [name in Name]?: Json } {
  if (!isObject(json)) throw scimError('invalidSyntax', `${what} must be a JSON object, not ${kindOf(json)}`);
  const members: { [name in Name]?: Json } = {};
  for (const key of Object.keys(json)) {
    const name = sameName(names, key) ?? inOtherCase(names, key);
    if (name === undefined) continue;
    if (members[name] !== undefined) {
      throw scimError('invalidSyntax', `${what} has ${quoted(name)} twice, in different spellings`);
    }
    members[name] = json[key] ?? null;
  }
  return members;
}

function sameName<Name extends string>(names: readonly Name[], key: string): Name | undefined {
  for (const name of names) if (name === key) return name;
  return undefined;
}

function inOtherCase<Name extends string>(names: readonly Name[], key: string): Name | undefined {
  const wanted = key.toLowerCase();
  return names.find((name) => name.toLowerCase() === wanted);
}

/** @throws ScimError invalidSyntax when the list of schemas does not name the message (dispute D58) */
export function requireMessageUrn(schemas: Json | undefined, urn: string, what: string): void {
  const names = isList(schemas) ? schemas : [];
  if (names.includes(urn)) return;
  const wanted = urn.toLowerCase();
  if (names.some((name) => typeof name === 'string' && name.toLowerCase() === wanted)) return;
  throw scimError('invalidSyntax', `the "schemas" of ${what} must have ${quoted(urn)}`);
}

/** True when the message has nothing under that name, or null. */
export function isMissing(value: Json | undefined): value is null | undefined {
  return value === undefined || value === null;
}
