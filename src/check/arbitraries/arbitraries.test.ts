import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import {
  applyPatch,
  compileFilter,
  coreDefinitions,
  coreResourceTypes,
  type JsonObject,
  parseFilter,
  profiles,
  readResource,
  type Schema,
  schemaFrom,
  urns,
} from '#scim';
import { filtersOver } from './filters-over.ts';
import { jsonTexts } from './json-texts.ts';
import { nearValidFrom } from './near-valid-from.ts';
import { type Patchable, patchesFrom } from './patches-from.ts';
import { resourcesFrom } from './resources-from.ts';

const user = schemaOf('User');
const group = schemaOf('Group');
const population: readonly JsonObject[] = [
  { userName: 'ada', displayName: 'Ada "Q" Quill', active: true, name: { familyName: 'Quill' } },
  { userName: 'bob', displayName: 'Bob', active: false },
];

/** A body must be what our own reader takes in its strict profile. */
const isResource = (schema: Schema) => (members: JsonObject) => {
  const extensions = [...schema.extensions.values()].map(({ urn }) => urn).filter((urn) => members[urn] !== undefined);
  const name = schema === user ? { userName: 'ada' } : { displayName: 'Crew' };
  const body = { schemas: [schema.base.urn, ...extensions], ...name, ...members };
  readResource(schema, body, { mode: 'create', profile: profiles.strict });
};

/** Every arbitrary of the house with what makes its values valid: it throws on one that is not. */
const battery: Readonly<Record<string, { arbitrary: fc.Arbitrary<unknown>; isValid: (value: never) => void }>> = {
  'Users from a schema': { arbitrary: resourcesFrom(user), isValid: isResource(user) },
  'Groups from a schema': { arbitrary: resourcesFrom(group), isValid: isResource(group) },
  'near-valid Users': {
    arbitrary: nearValidFrom(user),
    isValid: ({ members }: { members: JsonObject }) => expect(() => isResource(user)(members)).toThrow(),
  },
  'filters over a population': {
    arbitrary: filtersOver(user, population),
    isValid: (filter: string) => void compileFilter(user, parseFilter(filter)),
  },
  'attributes to patch': {
    arbitrary: patchesFrom(user),
    isValid: ({ attribute, value }: Patchable) => {
      const body = { schemas: [urns.patchOp], Operations: [{ op: 'replace', path: attribute.path, value }] };
      applyPatch(user, { schemas: [urns.user], userName: 'ada' }, body, { profile: profiles.strict });
    },
  },
  'texts near JSON': { arbitrary: jsonTexts(), isValid: (text: string) => expect(typeof text).toBe('string') },
};

for (const [name, { arbitrary, isValid }] of Object.entries(battery)) {
  test(`${name}: the same seed gives the same values`, () => {
    const draw = () => fc.sample(arbitrary, { seed: 42, numRuns: 30 }).map((value) => fc.stringify(value));
    expect(draw()).toEqual(draw());
  });

  test(`${name}: every value is valid`, () => {
    fc.assert(
      fc.property(arbitrary, (value) => isValid(value as never)),
      { seed: 7, numRuns: 200 },
    );
  });

  test(`${name}: every smaller value is valid too`, () => {
    const random = fc.sample(fc.nat(), { seed: 3, numRuns: 5 });
    for (const seed of random) {
      const tried: unknown[] = [];
      fc.check(
        fc.property(arbitrary, (value) => {
          tried.push(value);
          return tried.length < 3 || tried.length > 120;
        }),
        { seed, numRuns: 3 },
      );
      for (const value of tried) isValid(value as never);
    }
  });
}

test('resources use what the schema offers, extensions included', () => {
  const drawn = fc.sample(resourcesFrom(user), { seed: 1, numRuns: 100 });
  const names = new Set(drawn.flatMap((members) => Object.keys(members)));
  for (const name of ['displayName', 'name', 'emails', 'addresses', urns.enterpriseUser]) expect(names).toContain(name);
  for (const name of ['userName', 'password', 'groups', 'id', 'meta']) expect(names).not.toContain(name);
});

function schemaOf(name: string): Schema {
  const type = coreResourceTypes.find((each) => each.name === name);
  if (type === undefined) throw new Error(`no resource type ${name}`);
  return schemaFrom(type, coreDefinitions);
}
