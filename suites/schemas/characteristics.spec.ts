import fc from 'fast-check';
import { brief, check, property, test, valuesOf } from '#check';
import type { Attribute, Json, JsonObject } from '#scim';

/** Draws values that differ, from the seed of the run. */
async function drawTwo(attribute: Attribute, use: (first: Json, second: Json) => Promise<void>): Promise<void> {
  const values = valuesOf(attribute);
  if (values === undefined) return;
  await property(
    fc.tuple(values, values).filter(([a, b]) => JSON.stringify(a) !== JSON.stringify(b)),
    async ([first, second]) => use(first, second),
    { runs: 1 },
  );
}

test(
  'refuses a User without an attribute that its schema requires',
  check('schema-required', {
    judges: ['7643-7-16', '7644-3.12-26'],
    needs: ['discovery'],
    after: ['user-create', 'user-create-without-user-name'],
  }),
  async ({ users, judge }) => {
    const body = users.body();
    const required = [...users.schema.base.attributes.values()].filter(
      ({ name, required: is, mutability }) => is && mutability !== 'readOnly' && name in body,
    );
    for (const { name } of required) {
      if (name.toLowerCase() === 'schemas' || name.toLowerCase() === 'username') continue;
      const answer = await users.post({ ...users.body(), [name]: null });

      judge.that('7643-7-16', answer.status >= 400, {
        expected: `status 400 without ${name}`,
        observed: `status ${answer.status}`,
        answer,
      });
      if (answer.status >= 400) judge.refused('7644-3.12-26', answer, 'invalidValue');
    }
  },
);

test(
  'leaves every read-only attribute alone, whatever a client sends',
  check('schema-read-only', {
    judges: ['7643-7-24', '7644-3.3-02'],
    after: ['user-create', 'user-create-read-only-ignored'],
  }),
  async ({ users, judge }) => {
    const readOnly = [...users.schema.base.attributes.values()].filter(
      ({ name, mutability, type }) => mutability === 'readOnly' && type === 'string' && name.toLowerCase() !== 'id',
    );
    for (const { name, multiValued } of readOnly) {
      const value = multiValued ? ['scimulate-sent'] : 'scimulate-sent';
      const answer = await users.post(users.body({ [name]: value }));

      if (!judge.status('7644-3.3-02', answer, 201)) continue;
      judge.that('7643-7-24', !answer.text.includes('scimulate-sent'), {
        expected: `${name} as the server has it`,
        observed: brief(answer.json[name]),
        answer,
      });
    }
  },
);

test(
  'keeps an immutable attribute as it was first set',
  check('schema-immutable', { judges: ['7643-7-27', '7644-3.5.1-10', '7644-3.5.1-11'], after: ['put-replaces'] }),
  async ({ users, judge }) => {
    const immutable = [...users.schema.base.attributes.values()].filter(
      ({ name, mutability, uniqueness }) =>
        mutability === 'immutable' && uniqueness === 'none' && name.toLowerCase() !== 'externalid',
    );
    for (const attribute of immutable) {
      await drawTwo(attribute, async (first, second) => {
        const ada = await users.create({ [attribute.name]: first });
        const same = await users.put(ada, ada);
        judge.status('7644-3.5.1-10', same, [200, 204]);

        const answer = await users.put(ada, { ...ada, [attribute.name]: second });

        judge.warn('7644-3.5.1-11', answer.status === 400, {
          expected: 'status 400',
          observed: `status ${answer.status}`,
          answer,
        });
        const after = await users.read(ada);
        judge.that('7643-7-27', brief(after[attribute.name]) === brief(ada[attribute.name]), {
          expected: `${attribute.name} ${brief(first)} as before`,
          observed: brief(after[attribute.name]),
          answer,
        });
      });
    }
  },
);

test(
  'lets no two resources share a value that its schema calls unique',
  check('schema-unique', {
    judges: ['7643-7-38', '7643-7-40'],
    needs: ['discovery'],
    after: ['user-create', 'user-create-duplicate'],
  }),
  async ({ users, judge }) => {
    const unique = [...users.schema.base.attributes.values()].filter(
      ({ name, uniqueness, mutability, type }) =>
        uniqueness !== 'none' &&
        mutability === 'readWrite' &&
        type === 'string' &&
        !['username', 'externalid'].includes(name.toLowerCase()),
    );
    for (const { name } of unique) {
      const shared: JsonObject = { [name]: `scimulate shared ${users.body().userName}` };
      const first = await users.post(users.body(shared));
      if (first.status !== 201 || first.json[name] === undefined) continue;
      const answer = await users.post(users.body(shared));

      for (const requirement of ['7643-7-38', '7643-7-40'] as const) {
        judge.warn(requirement, answer.status === 409, {
          expected: 'status 409',
          observed: `status ${answer.status}`,
          answer,
        });
      }
    }
  },
);

test(
  'takes and keeps every attribute that its schema lets clients write',
  check('schema-writable', { judges: ['7643-7-25', '7644-3.3-07'], after: ['user-create', 'round-trip'] }),
  async ({ users, judge }) => {
    const writable = [...users.schema.base.attributes.values()].filter(
      ({ mutability, returned, uniqueness, name }) =>
        mutability === 'readWrite' &&
        returned === 'default' &&
        uniqueness === 'none' &&
        name.toLowerCase() !== 'active',
    );
    const members = writable.flatMap((attribute) => {
      const values = valuesOf(attribute);
      return values === undefined ? [] : [values.map((value): JsonObject => ({ [attribute.name]: value }))];
    });
    await property(
      fc.tuple(...members).map((all): JsonObject => Object.assign({}, ...all)),
      async (body) => {
        const answer = await users.post(users.body(body));

        // Closed lists and formats are the server's right (D71, D72); to keep nothing of an attribute is a caution (D73).
        judge.warn('7644-3.3-07', answer.status === 201, {
          expected: 'status 201',
          observed: `status ${answer.status}`,
          answer,
          kind: `status ${answer.status}`,
        });
        if (answer.status !== 201) return;
        for (const name of Object.keys(body)) {
          judge.warn('7643-7-25', answer.json[name] !== undefined, {
            expected: `${name} kept`,
            observed: 'missing',
            answer,
            kind: name,
          });
        }
      },
      { runs: 3 },
    );
  },
);
