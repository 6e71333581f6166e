export type { AttributeName, CompareOperator, Filter, Literal, Range } from './filter/filter.ts';
export { isObject, type Json, type JsonObject } from './json.ts';
export type { Path } from './patch/path.ts';
export type {
  AttributeDefinition,
  AttributeType,
  Mutability,
  ResourceTypeDefinition,
  Returned,
  SchemaDefinition,
  Uniqueness,
} from './schema/definition.ts';
export type { Attribute, AttributeSet, Schema } from './schema/schema.ts';
export { type FaultPosition, ScimError, type ScimType, scimError, scimTypes, statusError } from './scim-error.ts';
