import { isList, isObject, type Json, type JsonObject, kindOf, own, quoted } from '../json.ts';
import { scimError } from '../scim-error.ts';
import type {
  AttributeDefinition,
  AttributeType,
  Mutability,
  ResourceTypeDefinition,
  Returned,
  SchemaDefinition,
  Uniqueness,
} from './definition.ts';

const types: readonly AttributeType[] = [
  'string',
  'boolean',
  'decimal',
  'integer',
  'dateTime',
  'reference',
  'binary',
  'complex',
];
const mutabilities: readonly Mutability[] = ['readOnly', 'readWrite', 'immutable', 'writeOnly'];
const returns: readonly Returned[] = ['always', 'never', 'default', 'request'];
const uniquenesses: readonly Uniqueness[] = ['none', 'server', 'global'];

/**
 * Reads a Schema resource, as a JSON file or an answer of /Schemas holds it.
 * @throws ScimError invalidValue that names the member at fault
 * @see RFC 7643 §7
 */
export function definitionFrom(json: unknown): SchemaDefinition {
  const schema = objectOf(json, 'a schema definition');
  const id = textOf(schema, 'id', 'the schema');
  const attributes = own(schema, 'attributes');
  if (!isList(attributes)) throw wrong(`the "attributes" of ${quoted(id)}`, 'a list', attributes);
  return {
    id,
    ...optionalTexts(schema, ['name', 'description'], quoted(id)),
    attributes: attributesFrom(attributes, id, 1),
  };
}

/**
 * Reads a ResourceType resource.
 * @throws ScimError invalidValue that names the member at fault
 * @see RFC 7643 §6
 */
export function resourceTypeFrom(json: unknown): ResourceTypeDefinition {
  const type = objectOf(json, 'a resource type');
  const name = textOf(type, 'name', 'the resource type');
  const extensions = own(type, 'schemaExtensions') ?? [];
  if (!isList(extensions)) throw wrong(`the "schemaExtensions" of ${quoted(name)}`, 'a list', extensions);
  return {
    name,
    endpoint: textOf(type, 'endpoint', quoted(name)),
    schema: textOf(type, 'schema', quoted(name)),
    ...optionalTexts(type, ['id', 'description'], quoted(name)),
    schemaExtensions: extensions.map((json) => {
      const extension = objectOf(json, `an extension of ${quoted(name)}`);
      return { schema: textOf(extension, 'schema', quoted(name)), required: own(extension, 'required') === true };
    }),
  };
}

/** The Schema schema itself has attributes three levels deep; nothing has more. */
const maxDepth = 3;

function attributesFrom(list: readonly Json[], where: string, depth: number): readonly AttributeDefinition[] {
  if (depth > maxDepth) throw scimError('invalidValue', `the attributes of ${quoted(where)} are nested too deeply`);
  const seen = new Set<string>();
  return list.map((json) => {
    const attribute = attributeFrom(objectOf(json, `an attribute of ${quoted(where)}`), where, depth);
    const key = attribute.name.toLowerCase();
    if (seen.has(key)) {
      throw scimError('invalidValue', `${quoted(where)} defines the attribute ${quoted(attribute.name)} twice`);
    }
    seen.add(key);
    return attribute;
  });
}

function attributeFrom(json: JsonObject, where: string, depth: number): AttributeDefinition {
  const name = textOf(json, 'name', quoted(where));
  // `$ref` is the one name that begins with a dollar; RFC 7643 §2.1 and erratum 8924.
  if (!/^[A-Za-z$][-$\w]*$/.test(name)) {
    throw scimError('invalidValue', `${quoted(name)} in ${quoted(where)} is no name for an attribute`);
  }
  const path = `${where}:${name}`;
  const type = wordOf(json, 'type', types, path);
  const subAttributes = own(json, 'subAttributes') ?? [];
  if (!isList(subAttributes)) throw wrong(`the "subAttributes" of ${quoted(path)}`, 'a list', subAttributes);
  return {
    name,
    ...(type && { type }),
    ...optionalTexts(json, ['description'], quoted(path)),
    ...flags(json, path),
    ...words(json, path),
    ...optionalLists(json, path),
    ...(type === 'complex' && { subAttributes: attributesFrom(subAttributes, path, depth + 1) }),
  };
}

function flags(json: JsonObject, path: string) {
  const multiValued = flagOf(json, 'multiValued', path);
  const required = flagOf(json, 'required', path);
  const caseExact = flagOf(json, 'caseExact', path);
  return {
    ...(multiValued !== undefined && { multiValued }),
    ...(required !== undefined && { required }),
    ...(caseExact !== undefined && { caseExact }),
  };
}

function words(json: JsonObject, path: string) {
  const mutability = wordOf(json, 'mutability', mutabilities, path);
  const returned = wordOf(json, 'returned', returns, path);
  const uniqueness = wordOf(json, 'uniqueness', uniquenesses, path);
  return { ...(mutability && { mutability }), ...(returned && { returned }), ...(uniqueness && { uniqueness }) };
}

function optionalLists(json: JsonObject, path: string) {
  const canonicalValues = textsOf(json, 'canonicalValues', path);
  const referenceTypes = textsOf(json, 'referenceTypes', path);
  return { ...(canonicalValues && { canonicalValues }), ...(referenceTypes && { referenceTypes }) };
}

function optionalTexts<Name extends string>(json: JsonObject, names: readonly Name[], where: string) {
  const texts: { [name in Name]?: string } = {};
  for (const name of names) if ((own(json, name) ?? null) !== null) texts[name] = textOf(json, name, where);
  return texts;
}

function objectOf(json: unknown, what: string): JsonObject {
  if (!isObject(json)) throw wrong(what, 'an object', json);
  return json;
}

function textOf(json: JsonObject, name: string, where: string): string {
  const value = own(json, name);
  if (typeof value !== 'string' || value === '') throw wrong(`the "${name}" of ${where}`, 'a string', value);
  return value;
}

function textsOf(json: JsonObject, name: string, path: string): readonly string[] | undefined {
  const value = own(json, name) ?? undefined;
  if (value === undefined) return undefined;
  if (!isList(value)) throw wrong(`the "${name}" of ${quoted(path)}`, 'a list of strings', value);
  return value.map((element) => {
    if (typeof element !== 'string') throw wrong(`the "${name}" of ${quoted(path)}`, 'a list of strings', element);
    return element;
  });
}

function flagOf(json: JsonObject, name: string, path: string): boolean | undefined {
  const value = own(json, name) ?? undefined;
  if (value !== undefined && typeof value !== 'boolean') {
    throw wrong(`the "${name}" of ${quoted(path)}`, 'a boolean', value);
  }
  return value;
}

/** Words of a closed list; servers differ in their letter case, so it does not count. */
function wordOf<Word extends string>(
  json: JsonObject,
  name: string,
  allowed: readonly Word[],
  path: string,
): Word | undefined {
  const value = own(json, name) ?? undefined;
  if (value === undefined) return undefined;
  const word =
    typeof value === 'string' ? allowed.find((word) => word.toLowerCase() === value.toLowerCase()) : undefined;
  if (word === undefined) throw wrong(`the "${name}" of ${quoted(path)}`, `one of ${allowed.join(', ')}`, value);
  return word;
}

function wrong(what: string, expected: string, given: unknown) {
  const shown = typeof given === 'string' ? quoted(given) : kindOf(given);
  return scimError('invalidValue', `${what} must be ${expected}, not ${shown}`);
}
