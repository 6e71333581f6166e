import { urns } from '#scim';
import type { AfterWrite, ServerOptions } from '../settings.ts';
import { scaiDriveDefinitions, scaiDriveResourceTypes } from './definitions.ts';
import { extensionOf } from './extension.ts';

/** What makes a SCIM server the provisioning endpoint of ScaiDrive. */
export function scaiDrive(): Pick<ServerOptions, 'resourceTypes' | 'definitions' | 'afterWrite'> {
  const afterWrite: AfterWrite = ({ kind, entry, outcome }) => {
    if (kind.definition.schema === urns.user && outcome !== 'deleted') extensionOf(entry.resource);
  };
  return { resourceTypes: scaiDriveResourceTypes, definitions: scaiDriveDefinitions, afterWrite };
}
