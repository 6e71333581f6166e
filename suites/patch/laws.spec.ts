import {
  brief,
  canonical,
  check,
  differences,
  isUnassigned,
  type Patchable,
  patchesFrom,
  property,
  type Resource,
  says,
  test,
} from '#check';
import { isObject, type JsonObject, type Schema } from '#scim';

const unmoved = ['meta.lastModified', 'meta.version'];

/** The value at an attribute path of a resource. */
function valueAt(resource: Resource, schema: Schema, { attribute }: Patchable): unknown {
  const container = attribute.urn === schema.base.urn ? resource : resource[attribute.urn];
  const top = isObject(container) ? container : {};
  if (attribute.parent === undefined) return top[attribute.name];
  const parent = top[attribute.parent.name];
  return isObject(parent) ? parent[attribute.name] : undefined;
}

/** The members of a path-less operation that say the same as a path and a value. */
function membersOf(schema: Schema, { attribute, value }: Patchable): JsonObject {
  const own: JsonObject =
    attribute.parent === undefined
      ? { [attribute.name]: value }
      : { [attribute.parent.name]: { [attribute.name]: value } };
  return attribute.urn === schema.base.urn ? own : { [attribute.urn]: own };
}

test(
  'sets by PATCH what it is told to set',
  check('patch-set-any', {
    judges: ['7644-3.5.2.3-04'],
    needs: ['patch'],
    after: ['patch-replace-absent', 'round-trip'],
  }),
  async ({ users, judge }) => {
    await property(
      patchesFrom(users.schema),
      async (patch) => {
        const ada = await users.create();
        const answer = await users.patch(ada, [{ op: 'replace', path: patch.attribute.path, value: patch.value }]);

        if (answer.status === 400) {
          judge.warn('7644-3.5.2.3-04', false, {
            expected: `replace ${patch.attribute.path} taken`,
            observed: `status 400 for ${brief(patch.value)}`,
            answer,
            kind: patch.attribute.path,
          });
          return;
        }
        if (answer.status === 409) return;
        if (!judge.status('7644-3.5.2.3-04', answer, [200, 204])) return;
        const kept = valueAt(await users.read(ada), users.schema, patch);
        judge.that('7644-3.5.2.3-04', kept !== undefined && kept !== null, {
          expected: `${patch.attribute.path} ${brief(patch.value)}`,
          observed: brief(kept),
          answer,
        });
        judge.warn('7644-3.5.2.3-04', says(kept, patch.value), {
          expected: `${patch.attribute.path} ${brief(patch.value)}`,
          observed: brief(kept),
          answer,
          kind: patch.attribute.path,
        });
      },
      { runs: 20 },
    );
  },
);

test(
  'is as before when what was added is removed again',
  check('patch-add-then-remove', {
    judges: ['7644-3.5.2.2-02', '7644-3.2-07'],
    needs: ['patch'],
    after: ['patch-add', 'patch-remove', 'patch-set-any'],
  }),
  async ({ users, judge }) => {
    await property(
      // These two are made from other attributes where they are missing.
      patchesFrom(users.schema).filter(({ attribute }) => !['displayName', 'name.formatted'].includes(attribute.path)),
      async ({ attribute, value }) => {
        const ada = await users.create();
        const added = await users.patch(ada, [{ op: 'add', path: attribute.path, value }]);
        if (added.status >= 300) return;

        const removed = await users.patch(ada, [{ op: 'remove', path: attribute.path }]);

        if (!judge.status('7644-3.5.2.2-02', removed, [200, 204])) return;
        const after = await users.read(ada);
        const left = valueAt(after, users.schema, { attribute, value });
        judge.that('7644-3.5.2.2-02', isUnassigned(left) || canonical(left) !== canonical(value), {
          expected: `no ${attribute.path}`,
          observed: brief(left),
          answer: [added, removed],
        });
        // A server may derive one attribute from another, so what else has changed is a caution only.
        const others = differences(withoutEmpty(ada), withoutEmpty(after), [...unmoved, 'schemas']);
        judge.warn('7644-3.2-07', others.length === 0, {
          expected: `the User as it was before ${attribute.path} was added`,
          observed: others.join('; '),
          answer: [added, removed],
          kind: attribute.path,
        });
      },
      { runs: 15 },
    );
  },
);

test(
  'does the same with a path and without one',
  check('patch-path-or-none', {
    judges: ['7644-3.5.2.3-01'],
    needs: ['patch'],
    after: ['patch-replace-without-path', 'patch-set-any'],
  }),
  async ({ users, judge }) => {
    await property(
      patchesFrom(users.schema),
      async (patch) => {
        const [one, other] = await users.createAll([{}, {}]);
        if (one === undefined || other === undefined) return;
        const byPath = await users.patch(one, [{ op: 'replace', path: patch.attribute.path, value: patch.value }]);
        if (byPath.status >= 300) return;

        const without = await users.patch(other, [{ op: 'replace', value: membersOf(users.schema, patch) }]);

        if (without.status === 409) return;
        if (!judge.status('7644-3.5.2.3-01', without, [200, 204])) return;
        const [usual, same] = [await users.read(one), await users.read(other)].map((user) =>
          valueAt(user, users.schema, patch),
        );
        judge.same('7644-3.5.2.3-01', same, usual, {
          what: `the same as with the path ${patch.attribute.path}`,
          answer: [byPath, without],
        });
      },
      { runs: 15 },
    );
  },
);

test(
  'reads a path in any letter case, and with its URN',
  check('patch-path-spellings', {
    judges: ['7644-3.10-05', '7644-3.10-01'],
    needs: ['patch'],
    after: ['patch-path-names', 'patch-set-any'],
  }),
  async ({ users, judge }) => {
    await property(
      patchesFrom(users.schema),
      async (patch) => {
        const { path, urn } = patch.attribute;
        const qualified = path.startsWith(urn) ? path : `${urn}:${path}`;
        const made = await users.createAll([{}, {}, {}]);
        const spellings = [path, path.toUpperCase(), qualified];
        const answers = [];
        for (const [at, spelling] of spellings.entries()) {
          answers.push(await users.patch(made[at] ?? '', [{ op: 'replace', path: spelling, value: patch.value }]));
        }
        // Three Users with one mail address are more than some servers take (D77).
        if ((answers[0]?.status ?? 400) >= 300 || answers.some(({ status }) => status === 409)) return;
        const after = await Promise.all(made.map((user) => users.read(user)));
        const [usual, ...others] = after.map((user) => valueAt(user, users.schema, patch));
        for (const [at, other] of others.entries()) {
          const answer = answers[at + 1];
          judge.same(at === 0 ? '7644-3.10-05' : '7644-3.10-01', other, usual, {
            what: `the same as with the path ${path}`,
            answer,
          });
        }
      },
      { runs: 10 },
    );
  },
);

test(
  'undoes every operation when the last one fails',
  check('patch-atomic-generated', {
    judges: ['7644-3.5.2-24'],
    needs: ['patch'],
    after: ['patch-atomic', 'patch-set-any'],
  }),
  async ({ users, judge }) => {
    await property(
      patchesFrom(users.schema),
      async ({ attribute, value }) => {
        const ada = await users.create();

        const answer = await users.patch(ada, [{ op: 'add', path: attribute.path, value }, { op: 'remove' }]);

        if (answer.status < 400) return;
        judge.same('7644-3.5.2-24', await users.read(ada), ada, { what: 'the User as before', answer });
      },
      { runs: 10 },
    );
  },
);

test(
  'does not move lastModified when a PATCH adds what is there',
  check('patch-no-op', {
    judges: ['7644-3.5.2.1-11'],
    needs: ['patch'],
    after: ['patch-add-present', 'patch-set-any'],
  }),
  async ({ users, judge }) => {
    await property(
      patchesFrom(users.schema),
      async (patch) => {
        const made = await users.create();
        const first = await users.patch(made, [{ op: 'add', path: patch.attribute.path, value: patch.value }]);
        if (first.status >= 300) return;
        const before = await users.read(made);
        const stored = valueAt(before, users.schema, patch);
        if (stored === undefined) return;

        const answer = await users.patch(made, [{ op: 'add', path: patch.attribute.path, value: stored }]);

        if (answer.status >= 300) return;
        const after = await users.read(made);
        // Where a second copy was kept there was a change, and that is judged elsewhere (D56).
        if (canonical(valueAt(after, users.schema, patch)) !== canonical(stored)) return;
        judge.same('7644-3.5.2.1-11', modified(after), modified(before), { what: 'lastModified', answer });
      },
      { runs: 10 },
    );
  },
);

function modified(resource: Resource): unknown {
  return isObject(resource.meta) ? resource.meta.lastModified : undefined;
}

/** A complex attribute or container that has lost its last part may stay as an empty object (D82). */
function withoutEmpty(resource: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(resource).filter(([, value]) => canonical(value) !== '{}'));
}
