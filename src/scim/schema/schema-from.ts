import { quoted } from '../json.ts';
import { scimError } from '../scim-error.ts';
import type { Folding } from '../text/fold.ts';
import { commonAttributes } from './common-attributes.ts';
import type { AttributeDefinition, ResourceTypeDefinition, SchemaDefinition } from './definition.ts';
import type { Attribute, AttributeSet, Schema } from './schema.ts';

/**
 * Puts a resource type together from the definitions that it names; the common attributes are added.
 * @throws ScimError invalidValue when it names a schema that is not among the definitions
 */
export function schemaFrom(type: ResourceTypeDefinition, definitions: readonly SchemaDefinition[]): Schema {
  const base = definitionOf(type.schema, definitions);
  const extensions = new Map<string, AttributeSet>();
  for (const { schema, required } of type.schemaExtensions ?? []) {
    const definition = definitionOf(schema, definitions);
    extensions.set(definition.id.toLowerCase(), {
      urn: definition.id,
      required,
      attributes: attributesOf(definition.attributes, definition.id, `${definition.id}:`),
    });
  }
  const attributes = attributesOf([...commonAttributes, ...base.attributes], base.id, '');
  return { resourceType: type, base: { urn: base.id, required: true, attributes }, extensions };
}

function definitionOf(urn: string, definitions: readonly SchemaDefinition[]): SchemaDefinition {
  const found = definitions.find((definition) => definition.id.toLowerCase() === urn.toLowerCase());
  if (found === undefined) throw scimError('invalidValue', `there is no definition of the schema ${quoted(urn)}`);
  return found;
}

function attributesOf(
  definitions: readonly AttributeDefinition[],
  urn: string,
  prefix: string,
  parent?: Attribute,
): Map<string, Attribute> {
  const attributes = new Map<string, Attribute>();
  for (const definition of definitions) {
    attributes.set(definition.name.toLowerCase(), attributeFrom(definition, urn, prefix + definition.name, parent));
  }
  return attributes;
}

function attributeFrom(
  definition: AttributeDefinition,
  urn: string,
  path: string,
  parent: Attribute | undefined,
): Attribute {
  const type = definition.type ?? 'string';
  const caseExact = definition.caseExact ?? false;
  const uniqueness = definition.uniqueness ?? 'none';
  const subAttributes = new Map<string, Attribute>();
  const requiredParts: Attribute[] = [];
  const attribute: Attribute = {
    name: definition.name,
    urn,
    path,
    type,
    multiValued: definition.multiValued ?? false,
    required: definition.required ?? false,
    caseExact,
    mutability: definition.mutability ?? 'readWrite',
    returned: definition.returned ?? 'default',
    uniqueness,
    canonicalValues: definition.canonicalValues ?? [],
    referenceTypes: definition.referenceTypes ?? [],
    folding: foldingOf(definition.name, caseExact, uniqueness !== 'none' && type === 'string'),
    parent,
    subAttributes,
    requiredParts,
  };
  for (const [name, sub] of attributesOf(definition.subAttributes ?? [], urn, `${path}.`, attribute)) {
    subAttributes.set(name, sub);
    if (sub.required && sub.mutability !== 'readOnly') requiredParts.push(sub);
  }
  return attribute;
}

/** Names that must be unique fold as user names do, so that a filter and the test for uniqueness never disagree. */
function foldingOf(name: string, caseExact: boolean, isUnique: boolean): Folding {
  if (caseExact) return 'exact';
  return isUnique || name.toLowerCase() === 'username' ? 'name' : 'case';
}
