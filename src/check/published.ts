import {
  type AttributeDefinition,
  isObject,
  type JsonObject,
  type ResourceTypeDefinition,
  type SchemaDefinition,
} from '#scim';

const types = ['string', 'boolean', 'decimal', 'integer', 'dateTime', 'reference', 'binary', 'complex'] as const;
const mutabilities = ['readOnly', 'readWrite', 'immutable', 'writeOnly'] as const;
const returns = ['always', 'never', 'default', 'request'] as const;
const uniquenesses = ['none', 'server', 'global'] as const;

/** A Schema resource as published. What is malformed gets its default: checks of /Schemas judge it, others get by. */
export function schemaDefinitionFrom(json: JsonObject): SchemaDefinition | undefined {
  if (typeof json.id !== 'string') return undefined;
  return { id: json.id, ...textsOf(json), attributes: attributesFrom(json.attributes) };
}

/** A ResourceType resource as published; undefined without name, endpoint and schema. */
export function resourceTypeFrom(json: JsonObject): ResourceTypeDefinition | undefined {
  const { id, name, endpoint, schema, schemaExtensions } = json;
  if (typeof name !== 'string' || typeof endpoint !== 'string' || typeof schema !== 'string') return undefined;
  const extensions = Array.isArray(schemaExtensions) ? schemaExtensions.filter(isObject) : [];
  return {
    ...(typeof id === 'string' ? { id } : {}),
    name,
    endpoint,
    schema,
    schemaExtensions: extensions.flatMap((each) =>
      typeof each.schema === 'string' ? [{ schema: each.schema, required: each.required === true }] : [],
    ),
  };
}

function attributesFrom(json: unknown): readonly AttributeDefinition[] {
  if (!Array.isArray(json)) return [];
  return json.filter(isObject).flatMap((each: JsonObject) => attributeFrom(each) ?? []);
}

function attributeFrom(json: JsonObject): AttributeDefinition | undefined {
  if (typeof json.name !== 'string') return undefined;
  const type = oneOf(types, json.type);
  const mutability = oneOf(mutabilities, json.mutability);
  const returned = oneOf(returns, json.returned);
  const uniqueness = oneOf(uniquenesses, json.uniqueness);
  return {
    name: json.name,
    ...(type === undefined ? {} : { type }),
    ...(mutability === undefined ? {} : { mutability }),
    ...(returned === undefined ? {} : { returned }),
    ...(uniqueness === undefined ? {} : { uniqueness }),
    multiValued: json.multiValued === true,
    required: json.required === true,
    caseExact: json.caseExact === true,
    canonicalValues: stringsOf(json.canonicalValues),
    referenceTypes: stringsOf(json.referenceTypes),
    subAttributes: attributesFrom(json.subAttributes),
  };
}

/** The word of the list that is meant, in whatever letter case it was published. */
function oneOf<const Word extends string>(words: readonly Word[], given: unknown): Word | undefined {
  return typeof given === 'string' ? words.find((word) => word.toLowerCase() === given.toLowerCase()) : undefined;
}

function stringsOf(json: unknown): readonly string[] {
  return Array.isArray(json) ? json.filter((each) => typeof each === 'string') : [];
}

function textsOf(json: JsonObject): { name?: string } {
  return typeof json.name === 'string' ? { name: json.name } : {};
}
