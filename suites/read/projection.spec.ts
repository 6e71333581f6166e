import fc from 'fast-check';
import { type Answer, brief, check, isUnassigned, property, resourcesOf, test } from '#check';
import { type Attribute, isObject, type Schema } from '#scim';

/** What no projection takes away. */
function alwaysThere(schema: Schema): ReadonlySet<string> {
  const always = [...schema.base.attributes.values()].filter(({ returned }) => returned === 'always');
  return new Set(['id', 'schemas', ...always.map(({ name }) => name.toLowerCase())]);
}

/** The attributes that hold something: null and [] say the same as leaving them out (D82). */
function namesIn({ json }: Answer): readonly string[] {
  return Object.keys(json).filter((name) => !isUnassigned(json[name]));
}

test(
  'shows the attributes asked for, and id, and no other',
  check('projection-attributes', {
    judges: ['7644-3.4.2.5-03', '7644-3.9-04', '7643-3.1-11', '7643-3-05'],
    needs: ['User.displayName'],
    after: ['user-read'],
  }),
  async ({ users, judge }) => {
    const ada = await users.create({ displayName: 'Ada Quill' });

    const answer = await users.get(ada, { attributes: 'userName' });

    const names = namesIn(answer);
    judge.that('7644-3.4.2.5-03', answer.json.userName === ada.userName, {
      expected: 'userName',
      observed: brief(names),
      answer,
    });
    judge.that('7643-3.1-11', answer.json.id === ada.id, { expected: 'id', observed: brief(names), answer });
    judge.warn('7643-3-05', names.includes('schemas'), { expected: 'schemas', observed: brief(names), answer });
    const always = alwaysThere(users.schema);
    const extra = names.filter((name) => !always.has(name.toLowerCase()) && name !== 'userName' && name !== 'meta');
    judge.that('7644-3.9-04', extra.length === 0, { expected: 'no other attribute', observed: brief(extra), answer });
    judge.warn('7644-3.9-04', !names.includes('meta'), { expected: 'meta left out', observed: brief(names), answer });
  },
);

test(
  'leaves out the attributes that are excluded, and keeps the rest',
  check('projection-excluded', {
    judges: ['7644-3.4.2.5-03', '7644-3.9-07', '7644-3.4.2.5-06'],
    needs: ['User.displayName'],
    after: ['user-read'],
  }),
  async ({ users, judge }) => {
    const ada = await users.create({ displayName: 'Ada Quill' });

    const answer = await users.get(ada, { excludedAttributes: 'displayName,id' });

    judge.that('7644-3.4.2.5-06', answer.json.id === ada.id, {
      expected: 'id all the same',
      observed: brief(namesIn(answer)),
      answer,
    });
    const canGo = !alwaysThere(users.schema).has('displayname');
    judge.that('7644-3.4.2.5-03', !canGo || answer.json.displayName === undefined, {
      expected: 'no displayName',
      observed: brief(answer.json.displayName),
      answer,
    });
    judge.that('7644-3.9-07', answer.json.userName === ada.userName, {
      expected: 'userName all the same',
      observed: brief(namesIn(answer)),
      answer,
    });
  },
);

test(
  'projects to a sub-attribute',
  check('projection-sub-attribute', {
    judges: ['7644-3.4.2.5-04', '7644-3.4.2.5-05', '7644-3.10-04'],
    needs: ['User.name.givenName', 'User.name.familyName'],
    after: ['projection-attributes'],
  }),
  async ({ users, judge }) => {
    const ada = await users.create({ name: { givenName: 'Ada', familyName: 'Quill' } });

    const answer = await users.get(ada, { attributes: 'name.givenName' });

    const name = isObject(answer.json.name) ? answer.json.name : {};
    for (const requirement of ['7644-3.10-04', '7644-3.4.2.5-05'] as const) {
      judge.that(requirement, name.givenName === 'Ada', {
        expected: 'name.givenName',
        observed: brief(answer.json),
        answer,
      });
    }
    judge.that('7644-3.4.2.5-04', name.familyName === undefined && answer.json.userName === undefined, {
      expected: 'neither name.familyName nor userName',
      observed: brief(answer.json),
      answer,
    });
  },
);

test(
  'understands attribute names with their URN and in any letter case',
  check('projection-names', {
    judges: ['7644-3.10-01', '7644-3.10-05'],
    needs: ['User.displayName'],
    after: ['projection-attributes'],
  }),
  async ({ users, judge }) => {
    const ada = await users.create({ displayName: 'Ada Quill' });
    const urn = users.schema.base.urn;

    for (const [requirement, attributes] of [
      ['7644-3.10-01', `${urn}:displayName`],
      ['7644-3.10-05', 'DISPLAYNAME'],
      ['7644-3.10-05', `${urn.toUpperCase()}:DisplayName`],
    ] as const) {
      const answer = await users.get(ada, { attributes });

      judge.that(
        requirement,
        answer.json.displayName === 'Ada Quill' &&
          (answer.json.userName === undefined || alwaysThere(users.schema).has('username')),
        {
          expected: `displayName and no userName for attributes=${attributes}`,
          observed: brief(answer.json),
          answer,
        },
      );
    }
  },
);

test(
  'reads a list of names with spaces after the commas',
  check('projection-spaces', {
    judges: ['7644-3.9-05'],
    needs: ['User.displayName'],
    after: ['projection-attributes'],
  }),
  async ({ users, judge }) => {
    const ada = await users.create({ displayName: 'Ada Quill' });

    const answer = await users.get(ada, { attributes: 'userName, displayName' });

    judge.warn('7644-3.9-05', answer.json.displayName === 'Ada Quill', {
      expected: 'both attributes',
      observed: brief(answer.json),
      answer,
    });
  },
);

test(
  'ignores unknown names in a projection, or refuses them',
  check('projection-unknown-names', { judges: ['7644-3.9-05'], after: ['projection-attributes'] }),
  async ({ users, judge }) => {
    const ada = await users.create();

    const answer = await users.get(ada, { attributes: 'userName,noSuchAttribute' });

    judge.choice('unknown.attributes', answer.status === 200 ? 'ignored' : 'refused');
    judge.that('7644-3.9-05', answer.status === 400 || answer.json.userName === ada.userName, {
      expected: 'userName, or 400',
      observed: `status ${answer.status}, ${brief(answer.json)}`,
      answer,
    });
  },
);

test(
  'projects the resources of a list',
  check('projection-list', {
    judges: ['7644-3.4.2.5-01', '7644-3.4.2-11', '7643-3-05'],
    needs: ['filter', 'User.displayName'],
    after: ['projection-attributes', 'filter-user-name-eq'],
  }),
  async ({ users, population, judge }) => {
    const [ada] = population.users;
    if (ada === undefined) return;
    const answer = await users.list({ filter: `userName eq "${ada.userName}"`, attributes: 'userName' });

    const listed = resourcesOf(answer).find(({ userName }) => userName === ada.userName);
    judge.that('7644-3.4.2.5-01', listed !== undefined && listed.displayName === undefined, {
      expected: 'userName without displayName',
      observed: brief(listed),
      answer,
    });
    if (listed === undefined) return;
    judge.that('7644-3.4.2-11', listed.id === ada.id, { expected: `id ${ada.id}`, observed: brief(listed.id), answer });
    judge.warn('7643-3-05', Array.isArray(listed.schemas), {
      expected: 'schemas',
      observed: brief(listed.schemas),
      answer,
    });
  },
);

test(
  'projects the answer to a create and to a PUT',
  check('projection-writes', {
    judges: ['7644-3.4.2.5-01', '7644-3.1-07'],
    needs: ['User.displayName'],
    after: ['projection-attributes'],
  }),
  async ({ users, judge }) => {
    const created = await users.post(users.body({ displayName: 'Ada Quill' }), { attributes: 'userName' });

    judge.warn('7644-3.4.2.5-01', created.json.displayName === undefined, {
      expected: 'no displayName in the answer to a create with attributes=userName',
      observed: brief(created.json),
      answer: created,
    });
    if (typeof created.json.id !== 'string') return;
    const put = await users.put(created.json.id, users.body({ displayName: 'Ada Quill' }), {
      excludedAttributes: 'displayName',
    });
    judge.warn('7644-3.4.2.5-01', put.json.displayName === undefined, {
      expected: 'no displayName in the answer to a PUT with excludedAttributes=displayName',
      observed: brief(put.json),
      answer: put,
    });
    const read = await users.get(created.json.id);
    judge.that('7644-3.1-07', put.status >= 300 || read.json.displayName === 'Ada Quill', {
      expected: 'displayName kept, though it is not shown',
      observed: brief(read.json.displayName),
      answer: [put, read],
    });
  },
);

test(
  'shows with one half of the attributes and with the other what it shows with all',
  check('projection-partitions', {
    judges: ['7644-3.4.2.5-01', '7644-3.9-06'],
    after: ['projection-attributes', 'projection-excluded'],
  }),
  async ({ users, population, judge }) => {
    const [ada] = population.users;
    if (ada === undefined) return;
    const always = alwaysThere(users.schema);
    const shown = (name: string): Attribute | undefined => users.schema.base.attributes.get(name.toLowerCase());
    const names = Object.keys(ada).filter(
      (name) => !isUnassigned(ada[name]) && !always.has(name.toLowerCase()) && shown(name)?.returned === 'default',
    );

    await property(
      fc.subarray(names),
      async (chosen) => {
        if (chosen.length === 0) return;
        const list = chosen.join(',');
        const [some, others] = [
          await users.get(ada, { attributes: list }),
          await users.get(ada, { excludedAttributes: list }),
        ];

        const got = namesIn(some).filter((name) => names.includes(name));
        judge.that(
          '7644-3.4.2.5-01',
          chosen.every((name) => got.includes(name)) && got.every((name) => chosen.includes(name) || name === 'meta'),
          {
            expected: `with attributes=${list}: ${list}`,
            observed: got.join(', '),
            answer: some,
          },
        );
        const left = namesIn(others).filter((name) => names.includes(name));
        const rest = names.filter((name) => !chosen.includes(name));
        judge.that(
          '7644-3.9-06',
          rest.every((name) => left.includes(name)) && left.every((name) => rest.includes(name) || name === 'meta'),
          {
            expected: `with excludedAttributes=${list}: ${rest.join(', ')}`,
            observed: left.join(', '),
            answer: others,
          },
        );
      },
      { runs: 8 },
    );
  },
);
