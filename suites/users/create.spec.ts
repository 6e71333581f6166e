import { brief, check, isUnassigned, test } from '#check';
import { isObject } from '#scim';

test('creates a User with 201', check('user-create', { judges: ['7644-3.3-07'] }), async ({ users, judge }) => {
  const answer = await users.post(users.body());

  judge.status('7644-3.3-07', answer, 201);
});

test(
  'creates a User from nothing but what its schema requires',
  check('user-create-minimal', { judges: ['7643-1.1-01'], after: ['user-create'] }),
  async ({ users, judge }) => {
    const answer = await users.post(users.body());

    judge.status('7643-1.1-01', answer, 201);
  },
);

test(
  'gives a new User an id and a filled meta',
  check('user-create-common-attributes', {
    judges: ['7643-3.1-02', '7643-3.1-06', '7643-3.1-10'],
    after: ['user-create'],
  }),
  async ({ users, judge }) => {
    const answer = await users.post(users.body());

    const { id, meta } = answer.json;
    judge.that('7643-3.1-06', typeof id === 'string' && id !== '', {
      expected: 'a non-empty string id',
      observed: brief(id),
      answer,
    });
    judge.that('7643-3.1-10', !/bulkid/i.test(String(id)), {
      expected: 'an id without "bulkId"',
      observed: brief(id),
      answer,
    });
    for (const member of ['resourceType', 'created', 'lastModified', 'location']) {
      const value = isObject(meta) ? meta[member] : undefined;
      judge.that('7643-3.1-02', typeof value === 'string' && value !== '', {
        expected: `meta.${member} as a non-empty string`,
        observed: brief(value),
        answer,
      });
    }
  },
);

test(
  'says in Location where a new User is, as meta.location does',
  check('user-create-location', { judges: ['7644-3.3-09', '7643-3.1-24'], after: ['user-create'] }),
  async ({ users, http, target, judge }) => {
    const answer = await users.post(users.body());

    const header = answer.header('location');
    const { id, meta } = answer.json;
    const location = isObject(meta) && typeof meta.location === 'string' ? meta.location : undefined;
    judge.that('7644-3.3-09', header !== undefined && header !== '', {
      expected: 'a Location header',
      observed: brief(header),
      answer,
    });
    if (location === undefined) return;
    // A relative one is taken against the base, and if that leads nowhere, against the request (D46).
    const [fromBase, fromRequest] = [`${target.url}/`, answer.exchange.request.url].map(
      (base) => new URL(location, base).href,
    );
    if (header !== undefined) {
      const bases = [`${target.url}/`, answer.exchange.request.url];
      judge.that(
        '7644-3.3-09',
        bases.some((base) => [fromBase, fromRequest].includes(new URL(header, base).href)),
        {
          expected: `Location ${location}`,
          observed: `Location ${header}`,
          answer,
        },
      );
    }
    if (header !== undefined) {
      const [told, asked] = [new URL(header, `${target.url}/`).origin, new URL(target.url).origin];
      judge.warn('7644-3.3-09', told === asked, {
        expected: `a Location at ${asked}, as the client knows the server`,
        observed: told,
        answer,
      });
    }
    const followed = await Promise.all(
      [...new Set([fromBase, fromRequest])]
        .filter((url): url is string => url !== undefined && new URL(url).origin === new URL(target.url).origin)
        .map((url) => http.get(url)),
    );
    if (followed.length === 0) return;
    judge.that(
      '7643-3.1-24',
      followed.some(({ status, json }) => status === 200 && json.id === id),
      {
        expected: `the User with id ${brief(id)} at ${location}`,
        observed: followed.map(({ status, json }) => `status ${status}, id ${brief(json.id)}`).join('; '),
        answer: followed,
      },
    );
  },
);

test(
  'writes meta.location and Location as absolute URIs',
  check('user-location-absolute', { judges: ['7643-3.1-24', '7644-3.3-09'], after: ['user-create-location'] }),
  async ({ users, judge }) => {
    const answer = await users.post(users.body());

    const { meta } = answer.json;
    const isAbsolute = (value: unknown) => value === undefined || /^https?:\/\//i.test(String(value));
    const location = isObject(meta) ? meta.location : undefined;
    judge.warn('7643-3.1-24', isAbsolute(location), {
      expected: 'an absolute meta.location',
      observed: brief(location),
      answer,
    });
    judge.warn('7644-3.3-09', isAbsolute(answer.header('location')), {
      expected: 'an absolute Location',
      observed: brief(answer.header('location')),
      answer,
    });
  },
);

test(
  'shows in the answer to a create what a read shows right after it',
  check('user-create-answer-equals-read', { judges: ['7644-3.1-07', '7644-3.3-08'], after: ['user-create'] }),
  async ({ users, http, judge }) => {
    const created = await http.post(
      users.endpoint,

      users.fitting({ displayName: 'Ada Quill', 'name.givenName': 'Ada', 'name.familyName': 'Quill' }),
    );

    const { id } = created.json;
    judge.warn('7644-3.3-08', typeof id === 'string', {
      expected: 'the whole resource in the answer',
      observed: brief(created.body),
      answer: created,
    });
    if (typeof id !== 'string') return;
    const read = await users.get(id);
    judge.same('7644-3.1-07', read.json, created.json, {
      what: 'the resource that the create showed',
      answer: [created, read],
    });
  },
);

test(
  'names the resource type of a new User as /ResourceTypes does',
  check('user-create-resource-type', {
    judges: ['7644-3.3.1-01', '7643-3.1-20'],
    needs: ['discovery'],
    after: ['user-create'],
  }),
  async ({ users, judge }) => {
    const answer = await users.post(users.body({ meta: { resourceType: 'Nonsense' } }));

    const { meta } = answer.json;
    const { name } = users.schema.resourceType;
    const given = isObject(meta) ? meta.resourceType : undefined;
    for (const requirement of ['7644-3.3.1-01', '7643-3.1-20'] as const) {
      judge.that(requirement, given === name, {
        expected: `meta.resourceType ${name}`,
        observed: brief(given),
        answer,
      });
    }
  },
);

test(
  'lists in schemas the base schema of a User and only those of its type',
  check('user-schemas', { judges: ['7643-3-10', '7643-3-06', '7643-3-07', '7643-2.1-02'], after: ['user-create'] }),
  async ({ users, judge }) => {
    const user = await users.create();
    const answer = await users.get(user);

    const { schemas } = answer.json;
    const given = Array.isArray(schemas) ? schemas.map((urn) => String(urn).toLowerCase()) : [];
    const base = users.schema.base.urn.toLowerCase();
    const known = [base, ...[...users.schema.extensions.values()].map(({ urn }) => urn.toLowerCase())];
    judge.that('7643-2.1-02', given.length > 0, {
      expected: 'schemas as a non-empty array',
      observed: brief(schemas),
      answer,
    });
    if (given.length === 0) return;
    judge.that('7643-3-10', given.includes(base), {
      expected: `schemas with ${users.schema.base.urn}`,
      observed: brief(schemas),
      answer,
    });
    judge.that(
      '7643-3-06',
      given.every((urn) => known.includes(urn)),
      {
        expected: `only ${known.join(', ')}`,
        observed: brief(schemas),
        answer,
      },
    );
    judge.that('7643-3-07', new Set(given).size === given.length, {
      expected: 'every URN once',
      observed: brief(schemas),
      answer,
    });
  },
);

test(
  'keeps the externalId that the client gives, and invents none',
  check('user-external-id', {
    judges: ['7643-3.1-13', '7643-3.1-01', '7643-7-21'],
    after: ['user-create'],
  }),
  async ({ users, fresh, judge }) => {
    const externalId = `${fresh.word()}-aBcD`;
    const [named, nameless] = [await users.createLoosely({ externalId }), await users.createLoosely({})];

    judge.warn('7643-3.1-01', named?.externalId !== undefined, {
      expected: `externalId ${externalId}`,
      observed: 'none',
    });
    judge.that('7643-7-21', named?.externalId === undefined || named.externalId === externalId, {
      expected: `externalId ${externalId}`,
      observed: brief(named?.externalId),
    });
    judge.that('7643-3.1-13', isUnassigned(nameless?.externalId) || nameless?.externalId === '', {
      expected: 'no externalId where the client gave none',
      observed: brief(nameless?.externalId),
    });
  },
);

test(
  'takes two Users with the same externalId',
  check('user-external-id-shared', { judges: ['7643-3.1-15'], after: ['user-external-id'] }),
  async ({ users, fresh, judge }) => {
    const externalId = fresh.word();
    await users.create({ externalId });

    const answer = await users.post(users.body({ externalId }));

    judge.choice('externalId.unique', answer.status === 409 ? 'yes' : 'no');
    judge.warn('7643-3.1-15', answer.status === 201, {
      expected: 'status 201',
      observed: `status ${answer.status}`,
      answer,
    });
  },
);

test(
  'gives no two resources the same id',
  check('user-ids-differ', { judges: ['7643-3.1-07'], after: ['user-create'] }),
  async ({ users, judge }) => {
    const made = await users.createAll([{}, {}, {}]);

    const ids = made.map(({ id }) => id);
    judge.that('7643-3.1-07', new Set(ids).size === ids.length, { expected: 'three ids', observed: brief(ids) });
  },
);

test(
  'passes over what a client says of id, meta and groups in a create',
  check('user-create-read-only-ignored', {
    judges: ['7644-3.3-02', '7643-3.1-19', '7643-3.1-09'],
    after: ['user-create-common-attributes'],
  }),
  async ({ users, judge }) => {
    const meta = {
      resourceType: 'Nonsense',
      created: '1990-01-01T00:00:00Z',
      lastModified: '1990-01-01T00:00:00Z',
      location: 'http://example.com/x',
    };
    const answer = await users.post(users.body({ meta, groups: [{ value: 'chosen-by-the-client' }] }));

    if (judge.status('7644-3.3-02', answer, 201)) {
      judge.that('7644-3.3-02', !brief(answer.json.groups).includes('chosen-by-the-client'), {
        expected: 'no group that only the client names',
        observed: brief(answer.json.groups),
        answer,
      });
      const given = isObject(answer.json.meta) ? answer.json.meta : {};
      judge.that('7643-3.1-19', given.created !== meta.created && given.location !== meta.location, {
        expected: 'the meta of the server',
        observed: brief(given),
        answer,
      });
    }
    const chosen = await users.post(users.body({ id: 'chosen-by-the-client' }));
    judge.warn('7643-3.1-09', chosen.status === 201, {
      expected: 'status 201',
      observed: `status ${chosen.status}`,
      answer: chosen,
    });
    judge.that('7643-3.1-09', chosen.json.id !== 'chosen-by-the-client', {
      expected: 'an id that the server chose',
      observed: brief(chosen.json.id),
      answer: chosen,
    });
  },
);

test(
  'counts the order of schemas and of members for nothing',
  check('user-create-member-order', { judges: ['7643-2.3.8-02', '7643-2.3.8-01'], after: ['user-create'] }),
  async ({ users, judge }) => {
    const body = users.fitting({ displayName: 'Ada Quill', 'name.givenName': 'Ada', 'name.familyName': 'Quill' });
    const reversed = Object.fromEntries(
      Object.entries(body)
        .reverse()
        .map(([name, value]) => [
          name,
          name === 'name' && isObject(value) ? Object.fromEntries(Object.entries(value).reverse()) : value,
        ]),
    );
    const answer = await users.post(reversed);

    if (!judge.status('7643-2.3.8-02', answer, 201)) return;
    const { name } = answer.json;
    if (name === undefined) return;
    judge.that('7643-2.3.8-01', isObject(name) && (name.givenName === undefined || name.givenName === 'Ada'), {
      expected: 'name.givenName Ada',
      observed: brief(name),
      answer,
    });
  },
);
