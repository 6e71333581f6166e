import {
  type AttributeDefinition,
  coreDefinitions,
  coreResourceTypes,
  definitionFrom,
  type ResourceTypeDefinition,
  type SchemaDefinition,
  urns,
} from '#scim';
import user from './scaidrive-user.json' with { type: 'json' };

const extension: SchemaDefinition = definitionFrom(user);

/** `urn:scaidrive:scim:User` */
export const extensionUrn = extension.id;

/**
 * ScaiDrive takes the name of a manager as free text (S10), where RFC 7643 has the server find it: the person may have
 * no account here. Of one who has, what a client says is dropped, so that nobody is shown a name that is not theirs.
 */
function withFreeManager(attribute: AttributeDefinition): AttributeDefinition {
  const { name, subAttributes } = attribute;
  if (name !== 'manager' || subAttributes === undefined) return attribute;
  return {
    ...attribute,
    subAttributes: subAttributes.map((sub) => (sub.name === 'displayName' ? { ...sub, mutability: 'readWrite' } : sub)),
  };
}

const enterprise: readonly SchemaDefinition[] = coreDefinitions
  .filter(({ id }) => id === urns.enterpriseUser)
  .map((definition) => ({ ...definition, attributes: definition.attributes.map(withFreeManager) }));

/** ScaiDrive's own schemas, and those of SCIM that it reads in its own way. */
export const scaiDriveDefinitions: readonly SchemaDefinition[] = [...enterprise, extension];

/** SCIM's own types; a User may carry ScaiDrive's extension. */
export const scaiDriveResourceTypes: readonly ResourceTypeDefinition[] = coreResourceTypes.map((type) =>
  type.schema === urns.user
    ? { ...type, schemaExtensions: [...(type.schemaExtensions ?? []), { schema: extensionUrn, required: false }] }
    : type,
);
