import { brief, check, resourcesOf, test } from '#check';
import { isObject, urns } from '#scim';
import { judgeWholeList } from './whole-list.ts';

test(
  'lists its resource types',
  check('discovery-types-list', { judges: ['7644-3.2-13', '7644-4-08'] }),
  async ({ http, judge }) => {
    const answer = await http.get('/ResourceTypes');

    if (!judge.status('7644-3.2-13', answer, 200)) return;
    judgeWholeList(judge, answer);
  },
);

test(
  'gives each resource type a name, an endpoint and a schema',
  check('discovery-types-members', {
    judges: ['7643-6-02', '7643-6-05', '7643-6-09', '7643-6-10', '7643-6-11', '7643-6-15'],
    after: ['discovery-types-list'],
  }),
  async ({ http, judge }) => {
    const answer = await http.get('/ResourceTypes');

    for (const type of resourcesOf(answer)) {
      const has = (name: string) => typeof type[name] === 'string' && type[name] !== '';
      const seen = { observed: brief(type), answer };
      judge.that('7643-6-05', has('name'), { expected: 'a resource type with name', ...seen });
      judge.that('7643-6-09', has('endpoint'), { expected: 'a resource type with endpoint', ...seen });
      judge.that('7643-6-10', has('schema'), { expected: 'a resource type with schema', ...seen });
      const { schemaExtensions } = type;
      judge.that(
        '7643-6-11',
        schemaExtensions === undefined || schemaExtensions === null || Array.isArray(schemaExtensions),
        {
          expected: 'schemaExtensions as an array',
          ...seen,
        },
      );
      for (const extension of Array.isArray(schemaExtensions) ? schemaExtensions : []) {
        const part = isObject(extension) ? extension : {};
        judge.that('7643-6-02', typeof part.schema === 'string', { expected: 'an extension with schema', ...seen });
        judge.that('7643-6-15', typeof part.required === 'boolean', {
          expected: 'an extension with required as a boolean',
          ...seen,
        });
      }
    }
  },
);

test(
  'gives no two resource types the same name or endpoint',
  check('discovery-types-unique', { judges: ['7643-6-06', '7643-6-09'], after: ['discovery-types-list'] }),
  async ({ http, judge }) => {
    const answer = await http.get('/ResourceTypes');

    const types = resourcesOf(answer);
    for (const [requirement, member] of [
      ['7643-6-06', 'name'],
      ['7643-6-09', 'endpoint'],
    ] as const) {
      const values = types.map((type) => type[member]);
      judge.that(requirement, new Set(values).size === values.length, {
        expected: `every ${member} once`,
        observed: brief(values),
        answer,
      });
    }
  },
);

test(
  'has the core types at their endpoints',
  check('discovery-types-core', { judges: ['7643-4.1-01', '7644-3.2-01'], after: ['discovery-types-list'] }),
  async ({ http, judge }) => {
    const answer = await http.get('/ResourceTypes');

    const types = resourcesOf(answer);
    const user = types.find(({ schema }) => schema === urns.user);
    judge.that('7643-4.1-01', user !== undefined, {
      expected: `a type with schema ${urns.user}`,
      observed: 'none',
      answer,
    });
    for (const [name, endpoint] of [
      ['User', '/Users'],
      ['Group', '/Groups'],
    ] as const) {
      const named = types.find((type) => type.name === name);
      const place = typeof named?.endpoint === 'string' ? `/${named.endpoint.replace(/^\//, '')}` : undefined;
      if (place === undefined) continue;
      judge.that('7644-3.2-01', place === endpoint || place.endsWith(endpoint), {
        expected: `${name} at ${endpoint}`,
        observed: place,
        answer,
      });
    }
  },
);

test(
  'opens each resource type by its id or its name',
  check('discovery-types-by-key', { judges: ['7644-4-07', '7643-6-04'], after: ['discovery-types-list'] }),
  async ({ http, judge }) => {
    for (const type of resourcesOf(await http.get('/ResourceTypes'))) {
      const keys = [...new Set([type.id, type.name].filter((key) => typeof key === 'string'))];
      const answers = await Promise.all(keys.map((key) => http.get(`/ResourceTypes/${encodeURIComponent(key)}`)));

      judge.that(
        '7644-4-07',
        answers.some(({ status, json }) => status === 200 && json.name === type.name),
        {
          expected: `status 200 with the resource type ${brief(type.name)}`,
          observed: answers.map(({ status }) => `status ${status}`).join(', '),
          answer: answers,
        },
      );
      const byName = answers[keys.indexOf(String(type.name))];
      judge.warn('7643-6-04', byName === undefined || byName.status === 200, {
        expected: 'the resource type under its name as well',
        observed: `status ${byName?.status}`,
        answer: byName,
      });
    }
  },
);

test(
  'answers a list at the endpoint of each resource type',
  check('discovery-types-endpoints', {
    judges: ['7643-6-09', '7643-3.2-01'],
    after: ['discovery-types-list', 'discovery-schemas-complete'],
  }),
  async ({ http, judge }) => {
    for (const type of resourcesOf(await http.get('/ResourceTypes'))) {
      if (typeof type.endpoint !== 'string' || /^https?:/i.test(type.endpoint)) continue;
      const answer = await http.get(`/${type.endpoint.replace(/^\//, '')}`, { count: 1 });

      judge.that('7643-6-09', answer.status !== 404, {
        expected: `a list at ${type.endpoint}`,
        observed: `status ${answer.status}`,
        answer,
      });
      // Whoever may not list a kind of resource is told so; a list that is answered is one of SCIM.
      const { schemas } = answer.json;
      const isList = Array.isArray(schemas) && schemas.includes(urns.listResponse);
      judge.that('7643-3.2-01', answer.status !== 200 || isList, {
        expected: `a list at ${type.endpoint}, where ${brief(type.name)} says that its resources are`,
        observed: `status ${answer.status} with schemas ${brief(schemas)}`,
        answer,
      });
    }
  },
);
