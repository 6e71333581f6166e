import { coreDefinitions, coreResourceTypes, type ResourceTypeDefinition, type SchemaDefinition } from '#scim';
import { type Kind, kindFrom } from './kind.ts';

/** All resource types of a server, and the schemas that they and the discovery resources are made of. */
export interface Kinds {
  readonly all: readonly Kind[];
  readonly byName: ReadonlyMap<string, Kind>;
  readonly bySegment: ReadonlyMap<string, Kind>;
  readonly definitions: readonly SchemaDefinition[];
}

/** The definitions with one attribute of one schema made unique. */
export function withUnique(
  definitions: readonly SchemaDefinition[],
  urn: string,
  name: string,
): readonly SchemaDefinition[] {
  return definitions.map((definition) =>
    definition.id === urn
      ? {
          ...definition,
          attributes: definition.attributes.map((attribute) =>
            attribute.name === name ? { ...attribute, uniqueness: 'server' as const } : attribute,
          ),
        }
      : definition,
  );
}

/** The types given, or User and Group; `extra` definitions are added to SCIM's own, or stand in for those of the same id. */
export function kindsFrom(
  types: readonly ResourceTypeDefinition[] = coreResourceTypes,
  extra: readonly SchemaDefinition[] = [],
): Kinds {
  const byId = new Map([...coreDefinitions, ...extra].map((definition) => [definition.id, definition]));
  const definitions = [...byId.values()];
  const all = types.map((type) => kindFrom(type, definitions));
  return {
    all,
    byName: new Map(all.map((kind) => [kind.name, kind])),
    bySegment: new Map(all.map((kind) => [kind.segment, kind])),
    definitions,
  };
}
