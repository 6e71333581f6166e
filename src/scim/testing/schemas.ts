import { coreDefinitions, coreResourceTypes } from '../schema/core-definitions.ts';
import { definitionFrom, resourceTypeFrom } from '../schema/definition-from.ts';
import type { Schema } from '../schema/schema.ts';
import { schemaFrom } from '../schema/schema-from.ts';

/** Schemas for tests: the two core types, and one that has every characteristic that the core types lack. */
export const userSchema = coreSchema('User');
export const groupSchema = coreSchema('Group');

export const deviceUrn = 'urn:example:params:scim:schemas:2.0:Device';
/** Ends in a version, so that its last segment is no attribute name. */
export const warrantyUrn = 'urn:example:params:scim:schemas:warranty:2.0';

export const deviceSchema: Schema = schemaFrom(
  resourceTypeFrom({
    name: 'Device',
    endpoint: '/Devices',
    schema: deviceUrn,
    schemaExtensions: [{ schema: warrantyUrn, required: true }],
  }),
  [
    definitionFrom({
      id: deviceUrn,
      attributes: [
        { name: 'serial', required: true, mutability: 'immutable', caseExact: true },
        { name: 'tags', multiValued: true },
        { name: 'weight', type: 'decimal' },
        { name: 'ports', type: 'integer' },
        { name: 'bought', type: 'dateTime' },
        { name: 'firmware', type: 'binary' },
        { name: 'home', type: 'reference', referenceTypes: ['uri'] },
        { name: 'secret', returned: 'never', mutability: 'writeOnly' },
        { name: 'notes', returned: 'request' },
        { name: 'keys', multiValued: true, mutability: 'immutable' },
        { name: 'constructor' },
        {
          name: 'maker',
          type: 'complex',
          subAttributes: [
            { name: 'name', required: true },
            { name: 'plant', mutability: 'immutable' },
            { name: 'codes', multiValued: true },
            { name: 'seal', returned: 'always', mutability: 'readOnly' },
          ],
        },
        {
          name: 'parts',
          type: 'complex',
          multiValued: true,
          required: true,
          subAttributes: [
            { name: 'value', required: true },
            { name: 'lot', type: 'integer' },
            { name: 'tested', type: 'dateTime' },
            { name: 'labels', multiValued: true },
          ],
        },
      ],
    }),
    definitionFrom({
      id: warrantyUrn,
      attributes: [
        { name: 'until', type: 'dateTime', required: true },
        { name: 'terms' },
        { name: 'ticket', mutability: 'readOnly' },
      ],
    }),
  ],
);

function coreSchema(name: string): Schema {
  const type = coreResourceTypes.find((each) => each.name === name);
  if (type === undefined) throw new Error(`there is no core resource type ${name}`);
  return schemaFrom(type, coreDefinitions);
}
