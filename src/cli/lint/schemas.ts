import {
  coreDefinitions,
  coreResourceTypes,
  definitionFrom,
  isList,
  isObject,
  type Json,
  type ResourceTypeDefinition,
  type Schema,
  type SchemaDefinition,
  ScimError,
  schemaFrom,
} from '#scim';
import { notThere } from '../nearest.ts';
import { UsageError } from '../usage-error.ts';

/** The schemas that documents are read against. */
export interface Schemas {
  /** @throws UsageError with the nearest name */
  readonly named: (name: string) => Schema;
  /** By the path of a request, such as `/Users/1`. */
  readonly at: (path: string) => Schema | undefined;
  /** By the URNs that a body names. */
  readonly of: (urns: readonly string[]) => Schema | undefined;
}

/**
 * The core resource types, with what the definitions of a server add: an extension to a User, or to what it is named for.
 * @param extra answers of /Schemas, or single definitions
 * @throws UsageError
 */
export function schemasWith(extra: Json, place: string): Schemas {
  const definitions = [
    ...new Map([...coreDefinitions, ...definitionsIn(extra, place)].map((each) => [each.id, each])).values(),
  ];
  const types = coreResourceTypes.map((type) => withExtensions(type, definitions));
  const all = types.map((type) => schemaFrom(type, definitions));
  return {
    named: (name) => {
      const found = all.find(({ resourceType }) => resourceType.name.toLowerCase() === name.toLowerCase());
      if (found !== undefined) return found;
      throw new UsageError(
        notThere(
          'resource type',
          name,
          types.map((type) => type.name),
        ),
      );
    },
    at: (path) => all.find(({ resourceType: { endpoint } }) => path === endpoint || path.startsWith(`${endpoint}/`)),
    of: (urns) => all.find(({ base }) => urns.includes(base.urn)),
  };
}

/** Any definition beyond the core may extend a User or a Group: which, only /ResourceTypes knows. */
function withExtensions(
  type: ResourceTypeDefinition,
  definitions: readonly SchemaDefinition[],
): ResourceTypeDefinition {
  const core = new Set(coreDefinitions.map(({ id }) => id));
  const more = definitions.filter(({ id }) => !core.has(id)).map(({ id }) => ({ schema: id, required: false }));
  return { ...type, schemaExtensions: [...(type.schemaExtensions ?? []), ...more] };
}

function definitionsIn(extra: Json, place: string): SchemaDefinition[] {
  const items = isObject(extra) && isList(extra.Resources) ? extra.Resources : isList(extra) ? extra : [extra];
  try {
    return items.map((item) => definitionFrom(item));
  } catch (error) {
    if (error instanceof ScimError) throw new UsageError(`${place} holds no schema definitions: ${error.message}.`);
    throw error;
  }
}
