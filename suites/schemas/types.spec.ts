import {
  brief,
  check,
  isUnassigned,
  jsonTexts,
  nearValidFrom,
  property,
  resourcesFrom,
  says,
  test,
  typeRules,
  wrongTypes,
} from '#check';
import { isObject, type JsonObject } from '#scim';

test(
  'gives every value the type that its schema publishes',
  check('schema-types', { judges: [...typeRules, '7643-2.4-01'], after: ['user-create'] }),
  async ({ users, population, judge }) => {
    for (const user of population.users) {
      const answer = await users.get(user);
      for (const { rule, expected, observed } of wrongTypes(users.schema, answer.json)) {
        judge.that(rule, false, { expected, observed, answer });
      }
      for (const [name, value] of Object.entries(answer.json)) {
        const type = users.schema.base.attributes.get(name.toLowerCase())?.type;
        const holdsObjects = Array.isArray(value) && value.some(isObject);
        judge.that('7643-2.4-01', !holdsObjects || type === undefined || type === 'complex', {
          expected: `${name} published as complex`,
          observed: `type ${type}`,
          answer,
        });
      }
    }
  },
);

test(
  'shows no attribute that its schemas do not define',
  check('schema-known-attributes', { judges: ['7644-3.1-02'], needs: ['discovery'], after: ['user-create'] }),
  async ({ users, population, judge }) => {
    const known = new Set([
      ...[...users.schema.base.attributes.keys()],
      ...[...users.schema.extensions.values()].map(({ urn }) => urn.toLowerCase()),
      'schemas',
      'id',
      'meta',
      'externalid',
    ]);
    const names = new Set(population.users.flatMap((user) => Object.keys(user)));
    const unknown = [...names].filter((name) => !known.has(name.toLowerCase()));
    judge.that('7644-3.1-02', unknown.length === 0, {
      expected: 'only attributes of its schemas',
      observed: unknown.join(', '),
    });
  },
);

test(
  'gives back what it was given',
  check('round-trip', {
    judges: ['7644-3.1-07', '7644-3.3-07', '7643-2.4-06', ...typeRules],
    after: ['user-create', 'user-create-answer-equals-read'],
  }),
  async ({ users, judge }) => {
    await property(
      resourcesFrom(users.schema),
      async (members) => {
        const body = users.body(members);
        const created = await users.post(body);
        // A server may restrict the values that it takes (D71, D72), but must then say so with 400.
        if (created.status === 400 || created.status === 409) {
          judge.warn('7644-3.3-07', false, {
            expected: 'status 201 for a body that fits the published schema',
            observed: `status ${created.status} for ${brief(members)}`,
            answer: created,
            kind: `status ${created.status}`,
          });
          return;
        }
        if (!judge.status('7644-3.3-07', created, 201)) return;
        const read = await users.get(String(created.json.id));

        judge.same('7644-3.1-07', read.json, created.json, { what: 'what the create showed', answer: [created, read] });
        for (const { rule, expected, observed } of wrongTypes(users.schema, read.json)) {
          judge.that(rule, false, { expected, observed, answer: read });
        }
        for (const { path, sent, kept } of changed(members, read.json)) {
          judge.warn('7643-2.4-06', false, {
            expected: `${path} as it was sent: ${brief(sent)}`,
            observed: brief(kept),
            answer: [created, read],
            kind: path,
          });
        }
      },
      { runs: 25 },
    );
  },
);

test(
  'changes nothing when a PUT says what a read said',
  check('put-round-trip', {
    judges: ['7644-3.5.1-13', '7643-2-01'],
    after: ['put-replaces', 'put-what-get-gave', 'round-trip'],
  }),
  async ({ users, judge }) => {
    await property(
      resourcesFrom(users.schema),
      async (members) => {
        const sent = await users.post(users.body(members));
        if (sent.status !== 201) return;
        const made = await users.read({ id: String(sent.json.id) });
        const answer = await users.put(made, made);

        if (!judge.status('7643-2-01', answer, [200, 204])) return;
        judge.same('7644-3.5.1-13', await users.read(made), made, {
          ignore: ['meta.lastModified', 'meta.version'],
          what: 'the User as before',
          answer,
        });
      },
      { runs: 12 },
    );
  },
);

test(
  'replaces one User by what another was made of',
  check('put-generated', { judges: ['7644-3.5.1-04'], after: ['put-replaces', 'put-multi-valued', 'round-trip'] }),
  async ({ users, judge }) => {
    await property(
      resourcesFrom(users.schema),
      async (members) => {
        const sent = await users.post(users.body(members));
        if (sent.status !== 201) return;
        const model = await users.read({ id: String(sent.json.id) });
        const other = await users.create();

        const answer = await users.put(other, { ...users.body(members), userName: other.userName ?? '' });

        // Both have the same values now, and a server may have rules of its own against that (D77).
        if (answer.status === 409) return;
        if (!judge.status('7644-3.5.1-04', answer, [200, 204])) return;
        const after = await users.read(other);
        for (const name of Object.keys(members)) {
          judge.same('7644-3.5.1-04', after[name], model[name], { what: `${name} as in the model`, answer });
        }
      },
      { runs: 10 },
    );
  },
);

test(
  'refuses a value of the wrong type, and stores none',
  check('near-valid-refused', { judges: ['7644-3.12-26', ...typeRules], after: ['user-create', 'round-trip'] }),
  async ({ users, judge }) => {
    await property(
      nearValidFrom(users.schema),
      async ({ members, fault, attribute }) => {
        const answer = await users.post(users.body(members));

        if (answer.status >= 400) {
          judge.warn('7644-3.12-26', answer.status === 400, {
            expected: `status 400 for ${fault}`,
            observed: `status ${answer.status}`,
            answer,
            kind: `status ${answer.status}`,
          });
          return;
        }
        const read = await users.get(String(answer.json.id));
        for (const { rule, expected, observed } of wrongTypes(users.schema, read.json)) {
          judge.that(rule, false, { expected: `${expected} after ${fault}`, observed, answer: [answer, read] });
        }
        const isBoolean = attribute.type === 'boolean' && typeof read.json[attribute.name] === 'boolean';
        const accepted = {
          expected: `status 400 for ${fault}`,
          observed: `status ${answer.status}`,
          answer,
          kind: 'accepted',
        };
        if (isBoolean && members[attribute.name] === 'notabool') judge.that('7644-3.12-26', false, accepted);
        else judge.warn('7644-3.12-26', false, accepted);
      },
      { runs: 30 },
    );
  },
);

test(
  'never breaks on a body, however badly it is written',
  check('bodies-never-break', { judges: ['7644-3.12-10'], after: ['error-malformed-json'] }),
  async ({ users, http, judge }) => {
    const ada = await users.create();
    const one = `${users.endpoint}/${encodeURIComponent(ada.id)}`;

    await property(
      jsonTexts(),
      async (text) => {
        for (const [method, path] of [
          ['POST', users.endpoint],
          ['PUT', one],
          ['PATCH', one],
        ] as const) {
          const answer = await http.send({ method, path, text, headers: { 'Content-Type': 'application/scim+json' } });

          judge.that('7644-3.12-10', answer.status >= 400 || method !== 'PATCH', {
            expected: 'a refusal',
            observed: `status ${answer.status}`,
            answer,
          });
        }
      },
      { runs: 30 },
    );
    judge.same('7644-3.12-10', await users.read(ada), ada, { what: 'the User as before' });
  },
);

interface Change {
  readonly path: string;
  readonly sent: unknown;
  readonly kept: unknown;
}

/** What came back otherwise than it was sent. The domain of an address may change its case (RFC 7643 §4.1.2). */
function changed(members: JsonObject, read: JsonObject): readonly Change[] {
  return Object.entries(members).flatMap(([path, sent]) => {
    if (isUnassigned(sent) || says(read[path], sent)) return [];
    return [{ path, sent, kept: read[path] }];
  });
}
