import { type Answer, brief, check, type Judge, type Resource, type Resources, test } from '#check';

/** Judges that nobody got the name of another. */
async function judgeTaken(judge: Judge, users: Resources, holder: Resource, answer: Answer): Promise<void> {
  const isRefused = judge.that('7643-4.1.1-02', answer.status === 409 || answer.status === 400, {
    expected: 'status 409, or 400',
    observed: `status ${answer.status}`,
    answer,
  });
  if (isRefused) judge.error('7644-3.12-21', answer, [409, 400], 'uniqueness');
  judge.that('7643-4.1.1-02', (await users.read(holder)).userName === holder.userName, {
    expected: `userName ${brief(holder.userName)} as before`,
    observed: 'another userName',
    answer,
  });
}

test(
  'refuses to rename a User to a userName that is taken',
  check('user-rename-to-taken', {
    judges: ['7643-4.1.1-02', '7644-3.12-21'],
    needs: ['User.userName'],
    after: ['user-create-duplicate'],
  }),
  async ({ users, judge }) => {
    const [ada, bob] = await users.createAll([{}, {}]);
    if (ada === undefined || bob === undefined) return;

    const answer = await users.put(bob, { ...users.body(), userName: ada.userName ?? '' });

    await judgeTaken(judge, users, bob, answer);
  },
);

test(
  'refuses to patch a userName that is taken',
  check('user-patch-to-taken', {
    judges: ['7643-4.1.1-02', '7644-3.12-21'],
    needs: ['patch', 'User.userName'],
    after: ['user-create-duplicate'],
  }),
  async ({ users, judge }) => {
    const [ada, bob] = await users.createAll([{}, {}]);
    if (ada === undefined || bob === undefined) return;

    const answer = await users.patch(bob, [{ op: 'replace', path: 'userName', value: ada.userName }]);

    await judgeTaken(judge, users, bob, answer);
  },
);

test(
  'lets a User keep its own userName, in another letter case too',
  check('user-put-own-name', {
    judges: ['7643-4.1.1-02'],
    needs: ['User.userName'],
    after: ['user-create', 'put-replaces'],
  }),
  async ({ users, fresh, judge }) => {
    const ada = await users.create({ userName: fresh.userName('Own') });

    const answer = await users.put(ada, { ...users.body(), userName: String(ada.userName).toUpperCase() });

    judge.status('7643-4.1.1-02', answer, [200, 204]);
  },
);

test(
  'takes two Users with the same displayName',
  check('user-display-name-shared', { judges: ['7643-7-37'], needs: ['User.displayName'], after: ['user-create'] }),
  async ({ users, judge }) => {
    if (users.schema.base.attributes.get('displayname')?.uniqueness !== 'none') return;
    await users.create({ displayName: 'Scimulate Twin' });

    const answer = await users.post(users.body({ displayName: 'Scimulate Twin' }));

    judge.warn('7643-7-37', answer.status === 201, {
      expected: 'status 201',
      observed: `status ${answer.status}`,
      answer,
    });
  },
);

test(
  'gives a re-created User another id',
  check('user-recreate', { judges: ['7643-3.1-08', '7644-3.6-04', '7644-3.6-05'], after: ['user-delete'] }),
  async ({ users, judge }) => {
    const ada = await users.create();
    await users.delete(ada);

    const answer = await users.post(users.body({ userName: ada.userName ?? '' }));

    const isFree = answer.status === 201;
    judge.choice('delete.reuse', isFree ? (answer.json.id === ada.id ? 'revived' : 'free') : 'blocked');
    judge.warn('7644-3.6-04', answer.status !== 409, {
      expected: 'status 201',
      observed: `status ${answer.status}`,
      answer,
    });
    judge.warn('7644-3.6-05', isFree, { expected: 'status 201', observed: `status ${answer.status}`, answer });
    judge.warn('7643-3.1-08', !isFree || answer.json.id !== ada.id, {
      expected: 'a new id',
      observed: `id ${ada.id} again`,
      answer,
    });
  },
);
