import { coreResourceTypes, definitionFrom, type ResourceTypeDefinition, type SchemaDefinition, urns } from '#scim';
import user from './scaidrive-user.json' with { type: 'json' };

const extension: SchemaDefinition = definitionFrom(user);

/** `urn:scaidrive:scim:User` */
export const extensionUrn = extension.id;

export const scaiDriveDefinitions: readonly SchemaDefinition[] = [extension];

/** SCIM's own types; a User may carry ScaiDrive's extension. */
export const scaiDriveResourceTypes: readonly ResourceTypeDefinition[] = coreResourceTypes.map((type) =>
  type.schema === urns.user
    ? { ...type, schemaExtensions: [...(type.schemaExtensions ?? []), { schema: extensionUrn, required: false }] }
    : type,
);
