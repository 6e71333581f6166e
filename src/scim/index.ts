export { printAttributeName } from './filter/attribute-name.ts';
export { type CompileOptions, compileFilter, type ResourceTest } from './filter/compile-filter.ts';
export { type Equality, equalities } from './filter/equalities.ts';
export type { AttributeName, CompareOperator, Filter, Literal, Range } from './filter/filter.ts';
export { type FilterOptions, filterLimits, parseFilter } from './filter/parse-filter.ts';
export type { FilterLimits } from './filter/parse-state.ts';
export { printFilter } from './filter/print-filter.ts';
export { isList, isObject, type Json, type JsonObject, own, sameJson } from './json.ts';
export { deeperThan, deepestJson, type Place, placeAt } from './json-text.ts';
export { errorBody } from './messages/error-body.ts';
export { listResponse, type Page } from './messages/list-response.ts';
export { messageMembers, requireMessageUrn } from './messages/message-members.ts';
export { applyPatch, type Patched } from './patch/apply-patch.ts';
export { type MemberChange, type MemberChanges, memberChanges } from './patch/member-changes.ts';
export { parsePath, printPath } from './patch/parse-path.ts';
export type { Path } from './patch/path.ts';
export { type Profile, profiles } from './profile/profile.ts';
export { type Tolerance, type ToleranceId, tolerances } from './profile/tolerances.ts';
export { sameValue, valueKey } from './resource/identity.ts';
export { type Projection, parseProjection, project, projector } from './resource/projection.ts';
export { type ReadOptions, type ReadResource, readResource } from './resource/read-resource.ts';
export { schemasOf } from './resource/schemas-of.ts';
export { sortResources, sortStub } from './resource/sort-resources.ts';
export { coreDefinitions, coreResourceTypes } from './schema/core-definitions.ts';
export type {
  AttributeDefinition,
  AttributeType,
  Mutability,
  ResourceTypeDefinition,
  Returned,
  SchemaDefinition,
  Uniqueness,
} from './schema/definition.ts';
export { definitionFrom, resourceTypeFrom } from './schema/definition-from.ts';
export { attributeSetOf, findAttribute, findAttributeByPath, type NameQuery } from './schema/find-attribute.ts';
export type { Attribute, AttributeSet, Schema } from './schema/schema.ts';
export { schemaFrom } from './schema/schema-from.ts';
export { type FaultPosition, ScimError, type ScimType, scimError, scimTypes, statusError } from './scim-error.ts';
export { compareText } from './text/compare.ts';
export { fold, foldUserName } from './text/fold.ts';
export { instantOf } from './text/instant.ts';
export { urns } from './urns.ts';
