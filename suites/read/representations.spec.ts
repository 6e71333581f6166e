import { type Answer, brief, check, type Discovery, isUnassigned, type Resources, resourcesOf, test } from '#check';
import { isList, isObject, type JsonObject, urns } from '#scim';

interface Shown {
  readonly by: string;
  readonly resource: JsonObject;
  readonly answer: Answer;
}

/** One User as every kind of answer shows it. */
async function everyAnswer(users: Resources, discovery: Discovery): Promise<readonly Shown[]> {
  const body = users.fitting({
    displayName: 'Ada Quill',
    'name.givenName': 'Ada',
  });
  const posted = await users.post(body);
  const id = String(posted.json.id);
  const put = await users.put(id, body);
  const can = (capability: string) => discovery.capabilities.get(capability) === true;
  const patched = can('patch')
    ? await users.patch(id, [{ op: 'replace', path: 'userName', value: body.userName }])
    : undefined;
  const got = await users.get(id);
  const filter = `userName eq "${body.userName}"`;
  const listed = can('filter') ? await users.list({ filter }) : undefined;
  const searched = can('filter') ? await users.search({ filter }) : undefined;
  const single = [
    ['POST', posted],
    ['PUT', put],
    ['PATCH', patched],
    ['GET', got],
  ] as const;
  const many = [
    ['a list', listed],
    ['a search', searched],
  ] as const;
  return [
    ...single.flatMap(([by, answer]) =>
      answer !== undefined && answer.status < 300 && answer.text !== '' ? [{ by, resource: answer.json, answer }] : [],
    ),
    ...many.flatMap(([by, answer]) =>
      answer?.status === 200
        ? resourcesOf(answer)
            .slice(0, 1)
            .map((resource) => ({ by, resource, answer }))
        : [],
    ),
  ];
}

test(
  'shows in every kind of answer an id, schemas and meta',
  check('representation-common', {
    judges: ['7643-3.1-06', '7643-2.1-02', '7643-3-04', '7643-3-01', '7643-3.1-18', '7643-3.1-08'],
    after: ['user-create', 'put-replaces'],
  }),
  async ({ users, discovery, judge }) => {
    const shown = await everyAnswer(users, discovery);
    const types = discovery.resourceTypes.map(({ name }) => name);
    for (const { by, resource, answer } of shown) {
      const { id, schemas, meta } = resource;
      judge.that('7643-3.1-06', typeof id === 'string' && id !== '', {
        expected: `an id in the answer to ${by}`,
        observed: brief(id),
        answer,
      });
      judge.that('7643-2.1-02', isList(schemas) && schemas.length > 0, {
        expected: `schemas in the answer to ${by}`,
        observed: brief(schemas),
        answer,
      });
      const uris = isList(schemas) ? schemas.map(String) : [];
      judge.that(
        '7643-3-04',
        uris.every((uri) => /^[a-z][a-z0-9+.-]*:\S+$/i.test(uri)) && new Set(uris).size === uris.length,
        {
          expected: 'absolute URIs in schemas',
          observed: brief(schemas),
          answer,
        },
      );
      judge.that('7643-3.1-18', isObject(meta), {
        expected: `meta in the answer to ${by}`,
        observed: brief(meta),
        answer,
      });
      const type = isObject(meta) ? meta.resourceType : undefined;
      judge.that('7643-3-01', !isObject(meta) || types.includes(String(type)), {
        expected: `meta.resourceType as one of ${types.join(', ')}`,
        observed: brief(type),
        answer,
      });
    }
    const ids = new Set(shown.map(({ resource }) => resource.id));
    judge.that('7643-3.1-08', ids.size <= 1, { expected: 'one id all along', observed: brief([...ids]) });
  },
);

test(
  'shows the same attributes in every kind of answer',
  check('representation-same-attributes', { judges: ['7644-3.9-01', '7644-3.4-02'], after: ['representation-common'] }),
  async ({ users, discovery, judge }) => {
    const shown = await everyAnswer(users, discovery);
    const got = shown.find(({ by }) => by === 'GET');
    if (got === undefined) return;
    // null and [] say the same as leaving an attribute out (D82).
    const names = (resource: JsonObject) =>
      Object.keys(resource)
        .filter((name) => !isUnassigned(resource[name]))
        .sort();
    const known = users.schema.base.attributes;
    for (const { by, resource, answer } of shown) {
      // What is returned on request may show in the answer to the write that set it (D67).
      const usual = names(resource).filter((name) => known.get(name.toLowerCase())?.returned !== 'request');
      judge.that('7644-3.9-01', brief(usual) === brief(names(got.resource)), {
        expected: `${names(got.resource).join(', ')} in the answer to ${by}`,
        observed: usual.join(', '),
        answer: [got.answer, answer],
      });
    }
    const hidden = names(got.resource).filter((name) =>
      ['never', 'request'].includes(known.get(name.toLowerCase())?.returned ?? ''),
    );
    judge.that('7644-3.4-02', hidden.length === 0, {
      expected: 'no attribute that is returned never, or on request',
      observed: hidden.join(', '),
      answer: got.answer,
    });
  },
);

test(
  'names its messages by the registered URNs, letter for letter',
  check('representation-message-urns', { judges: ['7644-8.2-01', '7644-3.1-03'], after: ['list-shape'] }),
  async ({ users, http, fresh, discovery, judge }) => {
    const answers = [
      [urns.listResponse, await users.list({ count: 1 })],
      [urns.error, await users.get(fresh.word('nobody'))],
      ...(discovery.capabilities.get('bulk') === true
        ? ([
            [
              urns.bulkResponse,
              await http.post('/Bulk', {
                schemas: [urns.bulkRequest],
                Operations: [{ method: 'DELETE', path: '/Users/scimulate-none' }],
              }),
            ],
          ] as const)
        : []),
    ] as const;
    for (const [urn, answer] of answers) {
      const { schemas } = answer.json;
      if (!isList(schemas)) continue;
      judge.that(
        '7644-3.1-03',
        schemas.every((each) => String(each).toLowerCase().startsWith('urn:ietf:params:scim:api:')),
        {
          expected: urn,
          observed: brief(schemas),
          answer,
        },
      );
      judge.that('7644-8.2-01', schemas.includes(urn), { expected: urn, observed: brief(schemas), answer });
    }
  },
);

test(
  'writes integers without a point and words without extra quotes',
  check('representation-literals', { judges: ['7643-2.3.4-01', '7643-1.1-02'], after: ['list-shape'] }),
  async ({ users, http, judge }) => {
    const list = await users.list({ count: 1 });
    const config = await http.get('/ServiceProviderConfig');
    for (const answer of [list, config]) {
      const odd =
        /"(totalResults|startIndex|itemsPerPage|maxResults|maxOperations|maxPayloadSize)"\s*:\s*-?\d+[.eE]\d*/.exec(
          answer.text,
        );
      judge.that('7643-2.3.4-01', odd === null, {
        expected: 'integers as digits alone',
        observed: odd?.[0] ?? '',
        answer,
      });
    }
    const schemas = await http.get('/Schemas');
    const quoted = /"(type|mutability|returned|uniqueness)"\s*:\s*"\\"/.exec(schemas.text);
    judge.that('7643-1.1-02', quoted === null, {
      expected: 'keywords without quotes in them',
      observed: quoted?.[0] ?? '',
      answer: schemas,
    });
  },
);

test(
  'says in Content-Location, if at all, what meta.location says',
  check('representation-content-location', { judges: ['7643-3.1-25'], after: ['user-read'] }),
  async ({ users, target, judge }) => {
    const ada = await users.create();
    const answer = await users.get(ada);

    const header = answer.header('content-location');
    const location = isObject(answer.json.meta) ? answer.json.meta.location : undefined;
    if (header === undefined || typeof location !== 'string') return;
    const absolute = (text: string) => new URL(text, `${target.url}/`).href;
    judge.that('7643-3.1-25', absolute(header) === absolute(location), {
      expected: location,
      observed: header,
      answer,
    });
  },
);

test(
  'takes attributes or excludedAttributes, and both only as it pleases',
  check('projection-both', {
    judges: ['7644-3.9-03'],
    needs: ['User.displayName'],
    after: ['projection-attributes', 'projection-excluded'],
  }),
  async ({ users, judge }) => {
    const ada = await users.create({ displayName: 'Ada Quill' });

    const answer = await users.get(ada, { attributes: 'userName', excludedAttributes: 'displayName' });

    const { displayName, userName } = answer.json;
    judge.choice(
      'proj.both',
      answer.status !== 200 ? 'refused' : answer.json.meta === undefined ? 'attributes' : 'excludedAttributes',
    );
    judge.that(
      '7644-3.9-03',
      answer.status === 400 || (answer.status === 200 && userName !== undefined && displayName === undefined),
      {
        expected: 'status 400, or one of the two obeyed',
        observed: `status ${answer.status}, ${brief(answer.json)}`,
        answer,
      },
    );
  },
);

test(
  'understands the common attributes with the URN of a base schema',
  check('common-attributes-urn', {
    judges: ['7643-3.1-03'],
    needs: ['filter'],
    after: ['projection-names', 'filter-common-attributes'],
  }),
  async ({ users, population, judge }) => {
    const [ada] = population.users;
    if (ada === undefined) return;
    const { urn } = users.schema.base;

    const answer = await users.get(ada, { attributes: `${urn}:meta.created` });

    const meta = isObject(answer.json.meta) ? answer.json.meta : {};
    judge.that('7643-3.1-03', meta.created !== undefined, {
      expected: 'meta.created',
      observed: brief(answer.json),
      answer,
    });
  },
);
