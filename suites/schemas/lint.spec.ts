import { brief, check, type RuleId, resourcesOf, test } from '#check';
import { isList, isObject, type JsonObject } from '#scim';

const list = (json: JsonObject, member: string): readonly JsonObject[] => {
  const value = json[member];
  return isList(value) ? value.filter(isObject) : [];
};

/** Every definition with the path by which one finds it. */
function definitionsIn(schema: JsonObject): readonly { readonly path: string; readonly definition: JsonObject }[] {
  return list(schema, 'attributes').flatMap((definition) => [
    { path: `${schema.id} ${definition.name}`, definition },
    ...list(definition, 'subAttributes').map((part) => ({
      path: `${schema.id} ${definition.name}.${part.name}`,
      definition: part,
    })),
  ]);
}

const typeOf = (definition: JsonObject) => String(definition.type).toLowerCase();
const isOdd = (type: string) => (definition: JsonObject) =>
  typeOf(definition) === type && !(isNone(definition.uniqueness) && definition.caseExact !== true);
const isNone = (value: unknown) => value === undefined || String(value).toLowerCase() === 'none';

test(
  'gives booleans, complex and binary attributes no characteristics that mean nothing for them',
  check('schema-lint-characteristics', {
    judges: ['7643-2.3.2-02', '7643-2.3.8-03', '7643-2.3.6-04', '7643-2.3.7-04', '7643-7-44'],
    needs: ['discovery'],
    after: ['discovery-schemas-attributes'],
  }),
  async ({ http, judge }) => {
    const answer = await http.get('/Schemas');

    const rules: readonly (readonly [RuleId, string, (definition: JsonObject) => boolean])[] = [
      ['7643-2.3.2-02', 'no uniqueness and no caseExact on a boolean', isOdd('boolean')],
      ['7643-2.3.8-03', 'no uniqueness and no caseExact on a complex attribute', isOdd('complex')],
      ['7643-2.3.6-04', 'caseExact on a binary', (each) => typeOf(each) === 'binary' && each.caseExact === false],
      ['7643-2.3.7-04', 'caseExact on a reference', (each) => typeOf(each) === 'reference' && each.caseExact === false],
      [
        '7643-7-44',
        'referenceTypes on references only',
        ({ referenceTypes, ...each }) =>
          typeOf(each) !== 'reference' && isList(referenceTypes) && referenceTypes.length > 0,
      ],
    ];
    const definitions = resourcesOf(answer).flatMap(definitionsIn);
    for (const [rule, expected, isWrong] of rules) {
      const odd = definitions.filter(({ definition }) => isWrong(definition)).map(({ path }) => path);
      judge.warn(rule, odd.length === 0, { expected, observed: odd.join(', '), answer });
    }
  },
);

test(
  'refers to resource types that there are',
  check('schema-lint-references', {
    judges: ['7643-7-43'],
    needs: ['discovery'],
    after: ['discovery-schemas-attributes', 'discovery-types-list'],
  }),
  async ({ http, discovery, judge }) => {
    const answer = await http.get('/Schemas');

    const names = new Set(['external', 'uri', ...discovery.resourceTypes.map(({ name }) => name.toLowerCase())]);
    for (const { path, definition } of resourcesOf(answer).flatMap(definitionsIn)) {
      const { referenceTypes } = definition;
      if (!isList(referenceTypes)) continue;
      judge.that(
        '7643-7-43',
        referenceTypes.every((each) => typeof each === 'string'),
        {
          expected: 'referenceTypes as strings',
          observed: `${path}: ${brief(referenceTypes)}`,
          answer,
        },
      );
      judge.warn(
        '7643-7-43',
        referenceTypes.every((each) => names.has(String(each).toLowerCase())),
        {
          expected: 'names of resource types, external or uri',
          observed: `${path}: ${brief(referenceTypes)}`,
          answer,
        },
      );
    }
  },
);

test(
  'writes the types of attributes in the letter case of the RFC',
  check('schema-lint-type-case', {
    judges: ['7643-2.3-01'],
    needs: ['discovery'],
    after: ['discovery-schemas-attributes'],
  }),
  async ({ http, judge }) => {
    const answer = await http.get('/Schemas');

    const types = ['string', 'boolean', 'decimal', 'integer', 'dateTime', 'reference', 'binary', 'complex'];
    for (const { path, definition } of resourcesOf(answer).flatMap(definitionsIn)) {
      judge.warn('7643-2.3-01', types.includes(String(definition.type)), {
        expected: `one of ${types.join(', ')}`,
        observed: `${path}: ${brief(definition.type)}`,
        answer,
      });
    }
  },
);

test(
  'publishes the schema of everything that its resources bear',
  check('schemas-of-resources', {
    judges: ['7643-7-01', '7644-4-04', '7644-4-06'],
    needs: ['discovery'],
    after: ['discovery-schemas-list', 'user-create'],
  }),
  async ({ http, population, judge }) => {
    const answer = await http.get('/Schemas');
    const types = await http.get('/ResourceTypes');

    const published = new Set(resourcesOf(answer).map(({ id }) => String(id).toLowerCase()));
    const used = [...population.users, ...population.groups].flatMap(({ schemas }) =>
      isList(schemas) ? schemas.map(String) : [],
    );
    for (const urn of new Set(used)) {
      judge.that('7643-7-01', published.has(urn.toLowerCase()), {
        expected: `${urn} among the schemas`,
        observed: 'not listed',
        answer,
      });
    }
    for (const type of resourcesOf(types)) {
      const named = [type.schema, ...list(type, 'schemaExtensions').map(({ schema }) => schema)];
      judge.that('7644-4-06', typeof type.endpoint === 'string' && typeof type.schema === 'string', {
        expected: 'one endpoint and one schema',
        observed: brief(type),
        answer: types,
      });
      for (const urn of named) {
        judge.that('7644-4-04', published.has(String(urn).toLowerCase()), {
          expected: `${urn} among the schemas`,
          observed: 'not listed',
          answer,
        });
      }
    }
  },
);

test(
  'describes its resource types in words',
  check('resource-types-described', { judges: ['7643-6-07'], needs: ['discovery'], after: ['discovery-types-list'] }),
  async ({ http, judge }) => {
    const answer = await http.get('/ResourceTypes');

    for (const { name, description } of resourcesOf(answer)) {
      judge.warn('7643-6-07', typeof description === 'string', {
        expected: `a description of ${name}`,
        observed: brief(description),
        answer,
      });
    }
  },
);

test(
  'does not name extension attributes as core ones',
  check('schema-extension-names', {
    judges: ['7643-3.3-04'],
    needs: ['discovery'],
    after: ['discovery-schemas-attributes'],
  }),
  async ({ users, judge }) => {
    for (const { urn, attributes } of users.schema.extensions.values()) {
      const doubled = [...attributes.keys()].filter((name) => users.schema.base.attributes.has(name));
      judge.warn('7643-3.3-04', doubled.length === 0, {
        expected: `names of its own in ${urn}`,
        observed: doubled.join(', '),
      });
    }
  },
);
