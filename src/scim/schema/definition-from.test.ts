import { expect, test } from '@playwright/test';
import { coreDefinitions, coreResourceTypes } from './core-definitions.ts';
import { definitionFrom, resourceTypeFrom } from './definition-from.ts';

const attribute = { name: 'a', type: 'string' };

test('reads each characteristic, words in any letter case, and leaves out what has a default', () => {
  const definition = definitionFrom({
    id: 'urn:x',
    name: 'X',
    description: 'An x.',
    meta: {},
    attributes: [
      {
        name: '$ref',
        type: 'REFERENCE',
        multiValued: true,
        description: 'A reference.',
        required: true,
        caseExact: true,
        mutability: 'readonly',
        returned: 'Request',
        uniqueness: 'server',
        canonicalValues: ['a'],
        referenceTypes: ['User'],
        other: 1,
      },
      { name: 'plain', type: null, description: null },
      { name: 'whole', type: 'complex', subAttributes: [{ name: 'part' }] },
      { name: 'empty', type: 'complex' },
    ],
  });
  expect(definition).toEqual({
    id: 'urn:x',
    name: 'X',
    description: 'An x.',
    attributes: [
      {
        name: '$ref',
        type: 'reference',
        multiValued: true,
        description: 'A reference.',
        required: true,
        caseExact: true,
        mutability: 'readOnly',
        returned: 'request',
        uniqueness: 'server',
        canonicalValues: ['a'],
        referenceTypes: ['User'],
      },
      { name: 'plain' },
      { name: 'whole', type: 'complex', subAttributes: [{ name: 'part' }] },
      { name: 'empty', type: 'complex', subAttributes: [] },
    ],
  });
});

const deep = {
  name: 'a',
  type: 'complex',
  subAttributes: [
    { name: 'b', type: 'complex', subAttributes: [{ name: 'c', type: 'complex', subAttributes: [{ name: 'd' }] }] },
  ],
};

for (const [json, message] of [
  ['x', 'a schema definition must be an object, not "x"'],
  [{}, 'the "id" of the schema must be a string, not nothing'],
  [{ id: '' }, 'the "id" of the schema must be a string, not ""'],
  [{ id: 'urn:x' }, 'the "attributes" of "urn:x" must be a list, not nothing'],
  [{ id: 'urn:x', attributes: [], name: 5 }, 'the "name" of "urn:x" must be a string, not a number'],
  [{ id: 'urn:x', attributes: [1] }, 'an attribute of "urn:x" must be an object, not a number'],
  [{ id: 'urn:x', attributes: [{}] }, 'the "name" of "urn:x" must be a string, not nothing'],
  [{ id: 'urn:x', attributes: [{ name: '__proto__' }] }, '"__proto__" in "urn:x" is no name for an attribute'],
  [{ id: 'urn:x', attributes: [{ name: 'a.b' }] }, '"a.b" in "urn:x" is no name for an attribute'],
  [{ id: 'urn:x', attributes: [attribute, { name: 'A' }] }, '"urn:x" defines the attribute "A" twice'],
  [
    { id: 'urn:x', attributes: [{ name: 'a', type: 'text' }] },
    'the "type" of "urn:x:a" must be one of string, boolean, decimal, integer, dateTime, reference, binary, complex, not "text"',
  ],
  [
    { id: 'urn:x', attributes: [{ name: 'a', required: 'yes' }] },
    'the "required" of "urn:x:a" must be a boolean, not "yes"',
  ],
  [
    { id: 'urn:x', attributes: [{ name: 'a', mutability: true }] },
    'the "mutability" of "urn:x:a" must be one of readOnly, readWrite, immutable, writeOnly, not a boolean',
  ],
  [
    { id: 'urn:x', attributes: [{ name: 'a', canonicalValues: 'a' }] },
    'the "canonicalValues" of "urn:x:a" must be a list of strings, not "a"',
  ],
  [
    { id: 'urn:x', attributes: [{ name: 'a', referenceTypes: [null] }] },
    'the "referenceTypes" of "urn:x:a" must be a list of strings, not null',
  ],
  [
    { id: 'urn:x', attributes: [{ name: 'a', subAttributes: {} }] },
    'the "subAttributes" of "urn:x:a" must be a list, not an object',
  ],
  [{ id: 'urn:x', attributes: [deep] }, 'the attributes of "urn:x:a:b:c" are nested too deeply'],
] as const) {
  test(`says what is wrong: ${message}`, () => expect(() => definitionFrom(json)).toThrow(message));
}

test('reads a resource type', () => {
  const type = {
    id: 'T',
    name: 'T',
    description: 'A t.',
    endpoint: '/Ts',
    schema: 'urn:x',
    schemaExtensions: [{ schema: 'urn:y', required: true }, { schema: 'urn:z' }],
  };
  expect(resourceTypeFrom(type)).toEqual({
    ...type,
    schemaExtensions: [
      { schema: 'urn:y', required: true },
      { schema: 'urn:z', required: false },
    ],
  });
});

for (const [json, message] of [
  [null, 'a resource type must be an object, not null'],
  [{ name: 'T' }, 'the "endpoint" of "T" must be a string, not nothing'],
  [{ name: 'T', schemaExtensions: 'x' }, 'the "schemaExtensions" of "T" must be a list, not "x"'],
  [
    { name: 'T', endpoint: '/', schema: 'urn:x', schemaExtensions: ['urn:y'] },
    'an extension of "T" must be an object, not "urn:y"',
  ],
] as const) {
  test(`says what is wrong: ${message}`, () => expect(() => resourceTypeFrom(json)).toThrow(message));
}

test('the core schemas say all there is to say of each attribute', () => {
  for (const { id, attributes } of coreDefinitions) {
    for (const { name, ...attribute } of [
      ...attributes,
      ...attributes.flatMap(({ subAttributes }) => subAttributes ?? []),
    ]) {
      const required = ['type', 'multiValued', 'description', 'required', 'mutability', 'returned'];
      if (attribute.type === 'complex') expect(attribute, `${id}:${name}`).not.toHaveProperty('uniqueness');
      else required.push('caseExact', 'uniqueness');
      for (const characteristic of required) expect(attribute, `${id}:${name}`).toHaveProperty(characteristic);
      if (attribute.type === 'reference') expect(attribute.referenceTypes?.length, `${id}:${name}`).toBeGreaterThan(0);
      if (attribute.type === 'reference' || attribute.type === 'binary')
        expect(attribute.caseExact, `${id}:${name}`).toBe(true);
    }
  }
  expect(coreResourceTypes.map(({ name, endpoint }) => [name, endpoint])).toEqual([
    ['User', '/Users'],
    ['Group', '/Groups'],
  ]);
});
