import enterpriseUser from '../schemas/enterprise-user.json' with { type: 'json' };
import group from '../schemas/group.json' with { type: 'json' };
import resourceType from '../schemas/resource-type.json' with { type: 'json' };
import groupType from '../schemas/resource-types/group.json' with { type: 'json' };
import userType from '../schemas/resource-types/user.json' with { type: 'json' };
import schema from '../schemas/schema.json' with { type: 'json' };
import serviceProviderConfig from '../schemas/service-provider-config.json' with { type: 'json' };
import user from '../schemas/user.json' with { type: 'json' };
import type { ResourceTypeDefinition, SchemaDefinition } from './definition.ts';
import { definitionFrom, resourceTypeFrom } from './definition-from.ts';

/** The schemas of RFC 7643 with its errata, and the paging attributes of RFC 9865. */
export const coreDefinitions: readonly SchemaDefinition[] = [
  user,
  enterpriseUser,
  group,
  serviceProviderConfig,
  resourceType,
  schema,
].map(definitionFrom);

export const coreResourceTypes: readonly ResourceTypeDefinition[] = [userType, groupType].map(resourceTypeFrom);
