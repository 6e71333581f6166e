import { brief, check, test } from '#check';
import { isList, isObject, type JsonObject, type Schema, urns } from '#scim';

const urnOf = (schema: Schema): string =>
  schema.extensions.get(urns.enterpriseUser.toLowerCase())?.urn ?? urns.enterpriseUser;
const partOf = (user: JsonObject, urn: string): JsonObject => {
  const value = user[urn];
  return isObject(value) ? value : {};
};

test(
  'keeps the attributes of the enterprise extension in its container',
  check('enterprise-container', {
    judges: ['7643-3-11', '7643-3.3-05', '7643-3.3-03', '7643-4.3-01'],
    needs: ['Enterprise.department'],
    after: ['user-create'],
  }),
  async ({ users, judge }) => {
    const urn = urnOf(users.schema);
    const parts = users.fitting({
      [`${urn}:employeeNumber`]: '701984',
      [`${urn}:costCenter`]: '4130',
      [`${urn}:organization`]: 'Example',
      [`${urn}:division`]: 'Paper',
      [`${urn}:department`]: 'Research',
    });
    const answer = await users.post(parts);

    if (!judge.status('7643-3.3-03', answer, 201)) return;
    const read = await users.get(String(answer.json.id));
    const [sent, kept] = [partOf(parts, urn), partOf(read.json, urn)];
    judge.that('7643-3-11', kept.department === 'Research', {
      expected: 'department in the container',
      observed: brief(read.json),
      answer: [answer, read],
    });
    const listed = Array.isArray(read.json.schemas) ? read.json.schemas.map((each) => String(each).toLowerCase()) : [];
    judge.that('7643-3-11', kept.department === undefined || listed.includes(urn.toLowerCase()), {
      expected: `${urn} among schemas, as its data are there`,
      observed: brief(read.json.schemas),
      answer: read,
    });
    judge.that('7643-3.3-05', read.json.department === undefined && read.json.employeeNumber === undefined, {
      expected: 'none of it at top level',
      observed: brief(read.json),
      answer: read,
    });
    for (const [name, value] of Object.entries(sent)) {
      judge.warn('7643-4.3-01', kept[name] === value, {
        expected: `${name} ${brief(value)}`,
        observed: brief(kept[name]),
        answer: read,
        kind: name,
      });
    }
    const { schemas } = read.json;
    judge.that(
      '7643-3.3-03',
      isList(schemas) && schemas.some((each) => String(each).toLowerCase() === urn.toLowerCase()),
      {
        expected: `${urn} in schemas`,
        observed: brief(schemas),
        answer: read,
      },
    );
  },
);

test(
  'takes an extension without its data, in any order of schemas',
  check('enterprise-schemas-order', {
    judges: ['7643-3.3-01', '7643-3-08'],
    needs: ['Enterprise.department'],
    after: ['enterprise-container'],
  }),
  async ({ users, judge }) => {
    const urn = urnOf(users.schema);
    const base = users.schema.base.urn;

    judge.status('7643-3.3-01', await users.post(users.body({ schemas: [base, urn] })), 201);
    const answer = await users.post(users.body({ schemas: [urn, base], [urn]: { department: 'Research' } }));
    if (!judge.status('7643-3-08', answer, 201)) return;
    judge.that('7643-3-08', partOf(answer.json, urn).department === 'Research', {
      expected: 'department "Research"',
      observed: brief(answer.json),
      answer,
    });
  },
);

test(
  'does not need the enterprise extension where it is optional',
  check('enterprise-optional', { judges: ['7643-6-14'], needs: ['enterprise'], after: ['user-create'] }),
  async ({ users, judge }) => {
    if (users.schema.extensions.get(urns.enterpriseUser.toLowerCase())?.required !== false) return;

    judge.status('7643-6-14', await users.post(users.body()), 201);
  },
);

test(
  'finds and projects extension attributes by their URN',
  check('enterprise-projection', {
    judges: ['7644-3.10-01', '7644-3.4.2.5-07'],
    needs: ['Enterprise.department'],
    after: ['enterprise-container', 'projection-attributes'],
  }),
  async ({ users, judge }) => {
    const urn = urnOf(users.schema);
    const ada = await users.create({ [urn]: { department: 'Research' } });

    const some = await users.get(ada, { attributes: `${urn}:department` });
    judge.that('7644-3.10-01', partOf(some.json, urn).department === 'Research', {
      expected: 'department',
      observed: brief(some.json),
      answer: some,
    });
    const others = await users.get(ada, { excludedAttributes: `${urn}:department` });
    judge.that(
      '7644-3.4.2.5-07',
      partOf(others.json, urn).department === undefined && others.json.userName === ada.userName,
      {
        expected: 'everything but department',
        observed: brief(others.json),
        answer: others,
      },
    );
    const whole = await users.get(ada, { attributes: urn });
    judge.choice('ext.bare-urn', partOf(whole.json, urn).department === 'Research' ? 'understood' : 'refused');
  },
);

test(
  'keeps the manager of a User by id',
  check('enterprise-manager', {
    judges: ['7643-4.3-02', '7643-4.3-03', '7643-4.3-04'],
    needs: ['Enterprise.manager.value'],
    after: ['enterprise-container'],
  }),
  async ({ users, http, target, judge }) => {
    const urn = urnOf(users.schema);
    const boss = await users.create();
    const answer = await users.post(
      users.body({ [urn]: { manager: { value: boss.id, displayName: 'Somebody Else' } } }),
    );

    // Both are recommended only, so a refusal is a caution (D28).
    judge.warn('7643-4.3-02', answer.status === 201, {
      expected: 'status 201',
      observed: `status ${answer.status}`,
      answer,
    });
    if (answer.status !== 201) return;
    const read = await users.get(String(answer.json.id));
    const manager = partOf(partOf(read.json, urn), 'manager');
    judge.warn('7643-4.3-02', manager.value === boss.id, {
      expected: `manager.value ${boss.id}`,
      observed: brief(manager),
      answer: read,
    });
    judge.warn('7643-4.3-04', manager.displayName !== 'Somebody Else', {
      expected: 'displayName as the server knows it',
      observed: brief(manager.displayName),
      answer: read,
    });
    if (typeof manager.$ref !== 'string') return;
    const url = new URL(manager.$ref, `${target.url}/`);
    if (url.origin !== new URL(target.url).origin) return;
    const followed = await http.get(url.href);
    judge.warn('7643-4.3-03', followed.json.id === boss.id, {
      expected: `the User ${boss.id} at ${manager.$ref}`,
      observed: `status ${followed.status}`,
      answer: followed,
    });
  },
);

test(
  'refuses a string for a manager, or takes it for the id',
  check('enterprise-manager-string', {
    judges: ['7643-2.3-09'],
    needs: ['Enterprise.manager.value'],
    after: ['enterprise-manager'],
  }),
  async ({ users, judge }) => {
    const urn = urnOf(users.schema);
    const boss = await users.create();
    const answer = await users.post(users.body({ [urn]: { manager: boss.id } }));

    judge.choice('manager.string', answer.status === 201 ? 'value' : 'refused');
    if (answer.status !== 201) {
      judge.refused('7643-2.3-09', answer, 'invalidValue');
      return;
    }
    const read = await users.get(String(answer.json.id));
    judge.that('7643-2.3-09', typeof partOf(read.json, urn).manager !== 'string', {
      expected: 'manager as an object',
      observed: brief(partOf(read.json, urn)),
      answer: read,
    });
  },
);

test(
  'keeps the same text as department of an extension and elsewhere apart',
  check('enterprise-top-level', {
    judges: ['7643-3.3-05'],
    needs: ['Enterprise.department'],
    after: ['enterprise-container'],
  }),
  async ({ users, judge }) => {
    const urn = urnOf(users.schema);
    const answer = await users.post(users.body({ department: 'Stray' }));

    judge.warn('7643-3.3-05', partOf(answer.json, urn).department !== 'Stray', {
      expected: 'a top-level department passed over or refused',
      observed: 'taken for that of the extension',
      answer,
    });
    judge.that(
      '7643-3.3-05',
      answer.status !== 201 || answer.json.department === undefined || users.schema.base.attributes.has('department'),
      {
        expected: 'no department at top level',
        observed: brief(answer.json.department),
        answer,
      },
    );
  },
);
