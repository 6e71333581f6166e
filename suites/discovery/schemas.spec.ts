import { brief, check, differences, resourcesOf, test } from '#check';
import { isObject, type JsonObject, urns } from '#scim';
import { judgeWholeList } from './whole-list.ts';

/** Every attribute definition of a Schema resource with its path, sub-attributes after their parent. */
function* attributesOf(
  schema: JsonObject,
): Generator<{ path: string; attribute: JsonObject; parent: JsonObject | undefined }> {
  const list = (json: JsonObject, member: string) => {
    const value = json[member];
    return Array.isArray(value) ? value.filter(isObject) : [];
  };
  for (const attribute of list(schema, 'attributes')) {
    yield { path: String(attribute.name), attribute, parent: undefined };
    for (const sub of list(attribute, 'subAttributes')) {
      yield { path: `${attribute.name}.${sub.name}`, attribute: sub, parent: attribute };
    }
  }
}

test(
  'lists its schemas',
  check('discovery-schemas-list', { judges: ['7644-3.2-14', '7644-4-08'] }),
  async ({ http, judge }) => {
    const answer = await http.get('/Schemas');

    if (!judge.status('7644-3.2-14', answer, 200)) return;
    judgeWholeList(judge, answer);
  },
);

test(
  'publishes every schema that its resource types name',
  check('discovery-schemas-complete', {
    judges: ['7643-6-10', '7643-6-12'],
    after: ['discovery-schemas-list', 'discovery-types-list'],
  }),
  async ({ http, judge }) => {
    const [types, schemas] = await Promise.all([http.get('/ResourceTypes'), http.get('/Schemas')]);

    const published = new Set(resourcesOf(schemas).map(({ id }) => String(id).toLowerCase()));
    for (const type of resourcesOf(types)) {
      if (typeof type.schema === 'string') {
        judge.that('7643-6-10', published.has(type.schema.toLowerCase()), {
          expected: `${type.schema} among the schemas`,
          observed: 'it is not listed',
          answer: schemas,
        });
      }
      for (const extension of Array.isArray(type.schemaExtensions) ? type.schemaExtensions.filter(isObject) : []) {
        judge.that('7643-6-12', published.has(String(extension.schema).toLowerCase()), {
          expected: `${brief(extension.schema)} among the schemas`,
          observed: 'it is not listed',
          answer: schemas,
        });
      }
    }
  },
);

test(
  'opens each schema by its URN, and no other',
  check('discovery-schemas-by-urn', { judges: ['7644-4-05', '7644-3.1-04'], after: ['discovery-schemas-list'] }),
  async ({ http, judge }) => {
    for (const schema of resourcesOf(await http.get('/Schemas'))) {
      const answer = await http.get(`/Schemas/${encodeURIComponent(String(schema.id))}`);

      if (!judge.status('7644-4-05', answer, 200)) continue;
      const found = differences(schema, answer.json, ['meta', 'schemas']);
      judge.that('7644-4-05', found.length === 0, {
        expected: 'the same definition as in the list',
        observed: found.slice(0, 3).join('; '),
        answer,
      });
    }
    const message = await http.get(`/Schemas/${urns.listResponse}`);
    judge.that('7644-3.1-04', message.status !== 200, {
      expected: 'no schema under the URN of a message',
      observed: `status ${message.status}`,
      answer: message,
    });
    const unknown = await http.get('/Schemas/urn:example:scimulate:no-such-schema');
    judge.status('7644-4-05', unknown, 404);
  },
);

test(
  'gives every schema a URN, once, and marks it as a Schema resource',
  check('discovery-schemas-identity', {
    judges: ['7643-7-06', '7643-7-07', '7643-7-03', '7643-7-08', '7643-7-10'],
    after: ['discovery-schemas-list'],
  }),
  async ({ http, judge }) => {
    const answer = await http.get('/Schemas');

    const schemas = resourcesOf(answer);
    for (const schema of schemas) {
      const { id } = schema;
      judge.that('7643-7-06', typeof id === 'string' && /^[a-z][a-z0-9+.-]*:\S+$/i.test(id), {
        expected: 'an absolute URI as id',
        observed: brief(id),
        answer,
      });
      const marks = schema.schemas;
      judge.warn('7643-7-03', Array.isArray(marks) && marks.includes(urns.schema), {
        expected: `schemas with ${urns.schema}`,
        observed: brief(marks),
        answer,
      });
      judge.warn('7643-7-08', typeof schema.name === 'string', {
        expected: 'a name',
        observed: brief(schema.name),
        answer,
      });
      judge.warn('7643-7-10', typeof schema.description === 'string', {
        expected: 'a description',
        observed: brief(schema.description),
        answer,
      });
    }
    const ids = schemas.map(({ id }) => id);
    judge.that('7643-7-07', new Set(ids).size === ids.length, {
      expected: 'every id once',
      observed: brief(ids),
      answer,
    });
  },
);

const words = {
  type: ['string', 'boolean', 'decimal', 'integer', 'datetime', 'reference', 'binary', 'complex'],
  mutability: ['readonly', 'readwrite', 'immutable', 'writeonly'],
  returned: ['always', 'never', 'default', 'request'],
  uniqueness: ['none', 'server', 'global'],
} as const;

test(
  'defines every attribute with a name and a type',
  check('discovery-schemas-attributes', {
    judges: ['7643-7-05', '7643-2.1-03', '7643-7-12', '7643-7-14', '7643-7-16', '7643-7-19'],
    after: ['discovery-schemas-list'],
  }),
  async ({ http, judge }) => {
    const answer = await http.get('/Schemas');

    for (const schema of resourcesOf(answer)) {
      for (const { path, attribute } of attributesOf(schema)) {
        const seen = { observed: `${schema.id} ${path}: ${brief({ ...attribute, subAttributes: undefined })}`, answer };
        judge.that('7643-7-05', typeof attribute.name === 'string' && attribute.name !== '', {
          expected: 'a name',
          ...seen,
        });
        judge.that('7643-2.1-03', /^\$?[A-Za-z][A-Za-z0-9$_-]*$/.test(String(attribute.name)), {
          expected: 'a name of letters, digits, hyphen, underscore or dollar sign that begins with a letter',
          ...seen,
        });
        judge.that('7643-7-05', typeof attribute.type === 'string', { expected: 'a type', ...seen });
        judge.that(
          '7643-7-12',
          typeof attribute.type !== 'string' ||
            words.type.some((word) => word === String(attribute.type).toLowerCase()),
          {
            expected: 'one of the types of the RFC',
            ...seen,
          },
        );
        for (const [requirement, flag] of [
          ['7643-7-14', 'multiValued'],
          ['7643-7-16', 'required'],
        ] as const) {
          const value = attribute[flag];
          judge.that(requirement, value === undefined || typeof value === 'boolean', {
            expected: `${flag} as a boolean`,
            ...seen,
          });
        }
        const { canonicalValues } = attribute;
        judge.that(
          '7643-7-19',
          canonicalValues === undefined || canonicalValues === null || Array.isArray(canonicalValues),
          {
            expected: 'canonicalValues as an array',
            ...seen,
          },
        );
      }
    }
  },
);

test(
  'states every characteristic of an attribute in the words of the RFC',
  check('discovery-schemas-characteristics', {
    judges: ['7643-7-05', '7643-2.3.7-05', '7643-7-15'],
    after: ['discovery-schemas-attributes'],
  }),
  async ({ http, judge }) => {
    const answer = await http.get('/Schemas');

    const missing = new Set<string>();
    for (const schema of resourcesOf(answer)) {
      for (const { path, attribute } of attributesOf(schema)) {
        const where = `${schema.id} ${path}`;
        for (const characteristic of ['mutability', 'returned', 'uniqueness'] as const) {
          const value = attribute[characteristic];
          if (value === undefined) continue;
          judge.that(
            '7643-7-05',
            words[characteristic].some((word) => word === String(value).toLowerCase()),
            {
              expected: `${characteristic} as one of ${words[characteristic].join(', ')}`,
              observed: `${where}: ${brief(value)}`,
              answer,
            },
          );
        }
        for (const characteristic of ['multiValued', 'required', 'mutability', 'returned']) {
          if (attribute[characteristic] === undefined) missing.add(characteristic);
        }
        if (attribute.description === undefined) missing.add('description');
        if (String(attribute.type).toLowerCase() !== 'reference') continue;
        const { referenceTypes } = attribute;
        judge.that('7643-2.3.7-05', Array.isArray(referenceTypes) && referenceTypes.length > 0, {
          expected: 'referenceTypes on a reference',
          observed: `${where}: ${brief(referenceTypes)}`,
          answer,
        });
      }
    }
    judge.warn(
      '7643-7-05',
      [...missing].every((name) => name === 'description'),
      {
        expected: 'every characteristic stated',
        observed: `left to its default somewhere: ${[...missing].join(', ')}`,
        answer,
      },
    );
    judge.warn('7643-7-15', !missing.has('description'), {
      expected: 'a description for every attribute',
      observed: 'some have none',
      answer,
    });
  },
);

test(
  'nests attributes no deeper than once',
  check('discovery-schemas-depth', {
    judges: ['7643-2.3.8-04', '7643-1.2-04', '7643-1.2-05', '7643-7-13'],
    after: ['discovery-schemas-attributes'],
  }),
  async ({ http, judge }) => {
    const answer = await http.get('/Schemas');

    for (const schema of resourcesOf(answer)) {
      // The Schema schema describes itself, which needs one level more.
      if (String(schema.id).toLowerCase() === urns.schema.toLowerCase()) continue;
      for (const { path, attribute, parent } of attributesOf(schema)) {
        const isComplex = String(attribute.type).toLowerCase() === 'complex';
        const { subAttributes } = attribute;
        const hasParts = Array.isArray(subAttributes) && subAttributes.length > 0;
        const seen = { observed: `${schema.id} ${path}`, answer };
        for (const requirement of ['7643-2.3.8-04', '7643-1.2-05'] as const) {
          judge.that(requirement, parent === undefined || !isComplex, {
            expected: 'no complex sub-attribute',
            ...seen,
          });
        }
        judge.that('7643-1.2-04', isComplex || !hasParts, {
          expected: 'sub-attributes on complex attributes only',
          ...seen,
        });
        judge.warn('7643-7-13', !isComplex || hasParts, {
          expected: 'sub-attributes on every complex attribute',
          ...seen,
        });
      }
    }
  },
);

test(
  'publishes the characteristics that the User schema cannot do without',
  check('discovery-schemas-user', {
    judges: ['7643-4.1.1-03', '7643-4.1.1-23', '7643-4.1.2-26'],
    after: ['discovery-schemas-attributes'],
  }),
  async ({ http, judge }) => {
    const answer = await http.get('/Schemas');

    const user = resourcesOf(answer).find(({ id }) => String(id).toLowerCase() === urns.user.toLowerCase());
    if (user === undefined) return;
    const named = new Map([...attributesOf(user)].map(({ path, attribute }) => [path.toLowerCase(), attribute]));
    const lower = (value: unknown) => String(value).toLowerCase();
    judge.that('7643-4.1.1-03', named.get('username')?.required === true, {
      expected: 'userName required',
      observed: brief(named.get('username')),
      answer,
    });
    judge.warn('7643-4.1.1-03', named.get('username')?.caseExact !== true, {
      expected: 'userName not caseExact',
      observed: brief(named.get('username')),
      answer,
    });
    const password = named.get('password');
    if (password !== undefined) {
      judge.that('7643-4.1.1-23', lower(password.mutability) === 'writeonly' && lower(password.returned) === 'never', {
        expected: 'password writeOnly and never returned',
        observed: brief(password),
        answer,
      });
    }
    const groups = named.get('groups');
    if (groups !== undefined) {
      judge.that('7643-4.1.2-26', lower(groups.mutability) === 'readonly', {
        expected: 'groups readOnly',
        observed: brief({ mutability: groups.mutability }),
        answer,
      });
    }
  },
);
