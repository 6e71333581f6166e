import {
  coreDefinitions,
  coreResourceTypes,
  isObject,
  type JsonObject,
  type ResourceTypeDefinition,
  type Schema,
  type SchemaDefinition,
  schemaFrom,
  urns,
} from '#scim';
import { capabilitiesFrom, type Offer } from './capability.ts';
import type { Answer, Http } from './http.ts';
import { resourcesOf } from './list-of.ts';
import { resourceTypeFrom, schemaDefinitionFrom } from './published.ts';
import { quirkySchema } from './quirky-schema.ts';
import type { Target } from './target.ts';

/** What the target says of itself, read once for each worker. */
export interface Discovery extends Offer {
  /** ServiceProviderConfig, if there is one. */
  readonly config: JsonObject | undefined;
  readonly resourceTypes: readonly ResourceTypeDefinition[];
  readonly definitions: readonly SchemaDefinition[];
  /** Which documents were not to be had, so that the RFC's own definitions stand in for them. */
  readonly assumed: readonly string[];
  /** `filter.maxResults`, if it is announced. */
  readonly maxResults: number | undefined;
  schemaOf(type: ResourceTypeDefinition): Schema;
}

/**
 * Reads ServiceProviderConfig, ResourceTypes and Schemas.
 * @throws Error in one sentence when nothing can be judged: the credential is refused, or /Users is no SCIM endpoint
 */
export async function discover(http: Http, target: Target): Promise<Discovery> {
  const [config, types, schemas, users, prefixed, deleting, grouping] = await Promise.all([
    http.get('/ServiceProviderConfig'),
    http.get('/ResourceTypes'),
    http.get('/Schemas'),
    http.get('/Users', { count: 1 }),
    http.get('/Users', { filter: 'userName sw "scimulate-"', count: 1 }),
    http.delete('/Users/scimulate-nobody'),
    // Nothing that could be created: a target that lets clients make Groups says that it lacks a name.
    http.post('/Groups', { schemas: [urns.group] }),
  ]);
  mustSpeakScim(users, target);

  const publishedTypes = resourcesOf(types).flatMap((json) => resourceTypeFrom(json) ?? []);
  const publishedSchemas = resourcesOf(schemas).flatMap((json) => schemaDefinitionFrom(json) ?? []);
  const published = config.status === 200 && isObject(config.body) ? config.json : undefined;
  const resourceTypes = publishedTypes.length > 0 ? publishedTypes : coreResourceTypes;
  const definitions = publishedSchemas.length > 0 ? publishedSchemas : coreDefinitions;
  const schemaOf = (type: ResourceTypeDefinition) => {
    const schema = schemaFrom(type, definitionsFor(type, definitions));
    return quirkySchema(schema, endpointOf(type) === '/Groups' ? 'Group' : 'User', target.quirks);
  };
  const typeAt = (endpoint: string) => resourceTypes.find((type) => endpointOf(type) === endpoint);
  const userType = typeAt('/Users') ?? coreResourceTypes.find(({ schema }) => schema === urns.user);
  if (userType === undefined) throw new Error(`${target.name} has no resource type for Users.`);
  const groupType = typeAt('/Groups');
  const user = schemaOf(userType);
  const areGroupsClosed = groupType !== undefined && closed.has(grouping.status);

  return {
    config: published,
    resourceTypes,
    definitions,
    assumed: [
      ...(published === undefined ? ['ServiceProviderConfig'] : []),
      ...(publishedTypes.length > 0 ? [] : ['ResourceTypes']),
      ...(publishedSchemas.length > 0 ? [] : ['Schemas']),
    ],
    maxResults:
      isObject(published?.filter) && typeof published.filter.maxResults === 'number'
        ? published.filter.maxResults
        : undefined,
    capabilities: capabilitiesFrom(
      published,
      {
        groups: groupType !== undefined && !areGroupsClosed,
        delete: !notOffered.has(deleting.status),
        enterprise: user.extensions.has(urns.enterpriseUser.toLowerCase()),
        credential: target.hasCredential,
        mapping: target.mappingFile !== undefined,
        'filter-prefix': prefixed.status === 200,
      },
      target.quirks.capabilities ?? {},
    ),
    reasons: new Map(
      areGroupsClosed ? [['groups', `the target lets nobody make Groups: POST answers ${grouping.status}`]] : [],
    ),
    quirks: target.quirks,
    user,
    group: groupType === undefined ? undefined : schemaOf(groupType),
    schemaOf,
  };
}

/** What says that a method is not there at all (RFC 7644 §3.12), and that it is not there for us. */
const notOffered: ReadonlySet<number> = new Set([405, 501]);
const closed: ReadonlySet<number> = new Set([403, 404, ...notOffered]);

/** The endpoint with a slash in front, whichever way it was published (D65). */
export function endpointOf(type: ResourceTypeDefinition): string {
  return type.endpoint.startsWith('/') ? type.endpoint : `/${type.endpoint}`;
}

/** A schema that the target names but does not publish is taken from the RFC, else it is empty. */
function definitionsFor(
  type: ResourceTypeDefinition,
  published: readonly SchemaDefinition[],
): readonly SchemaDefinition[] {
  const wanted = [type.schema, ...(type.schemaExtensions ?? []).map(({ schema }) => schema)];
  return wanted.map((urn) => {
    const same = (definition: SchemaDefinition) => definition.id.toLowerCase() === urn.toLowerCase();
    return published.find(same) ?? coreDefinitions.find(same) ?? { id: urn, attributes: [] };
  });
}

function mustSpeakScim(users: Answer, target: Target): void {
  if (users.status === 401 || users.status === 403) {
    throw new Error(`${target.name} refuses the credential: GET /Users answered ${users.status}.`);
  }
  if (users.status >= 500) {
    throw new Error(`${target.name} cannot be judged: GET /Users answered ${users.status}.`);
  }
  if (users.body === undefined) {
    throw new Error(
      `${target.name} does not look like a SCIM server: GET /Users answered ${users.status} with ${users.header('content-type') ?? 'no'} content instead of JSON.`,
    );
  }
}
