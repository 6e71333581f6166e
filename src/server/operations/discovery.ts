import { type AttributeDefinition, isObject, type JsonObject, type SchemaDefinition, statusError, urns } from '#scim';
import type { Answer } from '../http/answer.ts';
import type { Context } from '../http/context.ts';
import { listText } from './list.ts';

/** What this server can do. @see RFC 7643 §5, RFC 9865 §4 */
export function serviceProviderConfig(context: Context): Answer {
  const { settings, base } = context;
  return discovered(context, {
    schemas: [urns.serviceProviderConfig],
    patch: { supported: true },
    bulk: { supported: true, maxOperations: settings.maxBulkOperations, maxPayloadSize: settings.maxBodyBytes },
    filter: { supported: true, maxResults: settings.maxPageSize },
    changePassword: { supported: true },
    sort: { supported: true },
    etag: { supported: true },
    pagination: {
      cursor: true,
      index: true,
      defaultPaginationMethod: 'index',
      defaultPageSize: settings.defaultPageSize,
      maxPageSize: settings.maxPageSize,
      cursorTimeout: settings.cursorTimeoutS,
    },
    authenticationSchemes: [
      {
        type: 'oauthbearertoken',
        name: 'Bearer token',
        description: 'A secret in the Authorization header, issued by the administrator of this service.',
        specUri: 'https://www.rfc-editor.org/rfc/rfc6750',
        primary: true,
      },
    ],
    meta: { resourceType: 'ServiceProviderConfig', location: `${base}/ServiceProviderConfig` },
  });
}

export function resourceTypes(context: Context): Answer {
  return discoveredList(
    context,
    context.settings.kinds.all.map(({ definition }) => resourceTypeResource(context, definition)),
  );
}

export function resourceType(context: Context, name: string): Answer {
  const kind = context.settings.kinds.byName.get(name);
  if (kind === undefined) throw statusError(404, `there is no resource type "${name}"`);
  return discovered(context, resourceTypeResource(context, kind.definition));
}

export function schemas(context: Context): Answer {
  return discoveredList(
    context,
    context.settings.kinds.definitions.map((definition) => schemaResource(context, definition)),
  );
}

export function schema(context: Context, urn: string): Answer {
  const found = context.settings.kinds.definitions.find(({ id }) => id.toLowerCase() === urn.toLowerCase());
  if (found === undefined) throw statusError(404, `there is no schema "${urn}"`);
  return discovered(context, schemaResource(context, found));
}

/** A filter must not be answered as if it had been applied. @see RFC 7644 §4 */
function refuseFilter(context: Context): void {
  if (context.parameters.has('filter')) throw statusError(403, 'discovery resources cannot be filtered');
}

function discovered(context: Context, resource: JsonObject): Answer {
  refuseFilter(context);
  const { meta } = resource;
  const location = isObject(meta) && typeof meta.location === 'string' ? { location: meta.location } : {};
  return { status: 200, headers: { 'content-type': context.media, ...location }, body: JSON.stringify(resource) };
}

function discoveredList(context: Context, resources: readonly JsonObject[]): Answer {
  refuseFilter(context);
  const texts = resources.map((resource) => JSON.stringify(resource));
  return { status: 200, headers: { 'content-type': context.media }, body: listText(texts.length, texts, 1, undefined) };
}

function resourceTypeResource(
  { base, settings }: Context,
  definition: Context['settings']['kinds']['all'][number]['definition'],
): JsonObject {
  const { name, description, endpoint, schemaExtensions } = definition;
  const urnOf = (urn: string) =>
    settings.kinds.definitions.find(({ id }) => id.toLowerCase() === urn.toLowerCase())?.id ?? urn;
  return {
    schemas: [urns.resourceType],
    id: name,
    name,
    ...(description === undefined ? {} : { description }),
    endpoint: endpoint.startsWith('/') ? endpoint : `/${endpoint}`,
    schema: urnOf(definition.schema),
    ...(schemaExtensions === undefined || schemaExtensions.length === 0
      ? {}
      : { schemaExtensions: schemaExtensions.map(({ schema, required }) => ({ schema: urnOf(schema), required })) }),
    meta: { resourceType: 'ResourceType', location: `${base}/ResourceTypes/${encodeURIComponent(name)}` },
  };
}

function schemaResource({ base }: Context, definition: SchemaDefinition): JsonObject {
  const { id, name, description, attributes } = definition;
  return {
    schemas: [urns.schema],
    id,
    ...(name === undefined ? {} : { name }),
    ...(description === undefined ? {} : { description }),
    attributes: attributes.map(published),
    meta: { resourceType: 'Schema', location: `${base}/Schemas/${id}` },
  };
}

/** An attribute with every characteristic spelled out, so that no reader has to know the defaults. */
function published(attribute: AttributeDefinition): JsonObject {
  const { subAttributes, canonicalValues, referenceTypes, description, ...given } = attribute;
  const type = given.type ?? 'string';
  return {
    name: given.name,
    type,
    multiValued: given.multiValued ?? false,
    ...(description === undefined ? {} : { description }),
    required: given.required ?? false,
    ...(type === 'complex' || type === 'boolean' ? {} : { caseExact: given.caseExact ?? false }),
    mutability: given.mutability ?? 'readWrite',
    returned: given.returned ?? 'default',
    ...(type === 'complex' || type === 'boolean' ? {} : { uniqueness: given.uniqueness ?? 'none' }),
    ...(canonicalValues === undefined ? {} : { canonicalValues }),
    ...(referenceTypes === undefined ? {} : { referenceTypes }),
    ...(subAttributes === undefined ? {} : { subAttributes: subAttributes.map(published) }),
  };
}
