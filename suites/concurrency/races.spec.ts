import { brief, check, memberIdsOf, test } from '#check';
import { isList, isObject, urns } from '#scim';
import { counted } from '#wire';

test(
  'gives one userName to one of many that ask for it at once',
  check('race-user-name', { judges: ['7643-4.1.1-02', '7644-3.3-11'], after: ['user-create-duplicate'] }),
  async ({ users, fresh, judge }) => {
    const userName = fresh.userName('race');
    const answers = await Promise.all(Array.from({ length: 6 }, () => users.post(users.body({ userName }))));

    const made = answers.filter(({ status }) => status === 201);
    judge.that('7643-4.1.1-02', made.length <= 1, {
      expected: 'one User at most',
      observed: `${made.length} with the userName ${userName}`,
      answer: made,
    });
    judge.that('7644-3.3-11', made.length >= 1, {
      expected: 'one User at least',
      observed: answers.map(({ status }) => status).join(', '),
      answer: answers,
    });
  },
);

test(
  'loses no member of those that are added to one Group at once',
  check('race-group-members', {
    judges: ['7644-3.5.2.1-06'],
    needs: ['groups', 'patch', 'Group.members'],
    after: ['group-add-member'],
  }),
  async ({ groups, users, judge }) => {
    const made = await users.createAll([{}, {}, {}, {}, {}, {}]);
    const group = await groups.create();

    const answers = await Promise.all(
      made.map(({ id }) => groups.patch(group, [{ op: 'add', path: 'members', value: [{ value: id }] }])),
    );

    // Whoever was told of a conflict knows that his member is not in.
    const done = made
      .filter((_, at) => (answers[at]?.status ?? 500) < 300)
      .map(({ id }) => id)
      .sort();
    const ids = memberIdsOf(await groups.read(group));
    judge.that('7644-3.5.2.1-06', brief(ids) === brief(done), {
      expected: `the ${counted(done.length, 'member')} whose adding succeeded`,
      observed: `${ids.length}`,
      answer: answers,
    });
  },
);

test(
  'loses no attribute of those that are patched at once',
  check('race-user-attributes', {
    judges: ['7644-3.2-07'],
    needs: ['patch', 'User.title', 'User.displayName', 'User.name.givenName'],
    after: ['patch-replace'],
  }),
  async ({ users, judge }) => {
    const ada = await users.create();
    const answers = await Promise.all([
      users.patch(ada, [{ op: 'replace', path: 'title', value: 'Engineer' }]),
      users.patch(ada, [{ op: 'replace', path: 'displayName', value: 'Ada Quill' }]),
      users.patch(ada, [{ op: 'replace', path: 'name.givenName', value: 'Ada' }]),
    ]);

    const after = await users.read(ada);
    const given = isObject(after.name) ? after.name.givenName : undefined;
    const wanted = [after.title === 'Engineer', after.displayName === 'Ada Quill', given === 'Ada'];
    const lost = answers.filter(({ status }, at) => status < 300 && wanted[at] === false);
    judge.that('7644-3.2-07', lost.length === 0, {
      expected: 'every PATCH that succeeded to be seen',
      observed: `${lost.length} lost`,
      answer: answers,
    });
  },
);

test(
  'lets one of two writers win who hold the same version',
  check('race-etag', {
    judges: ['7644-3.12-15'],
    needs: ['etag', 'User.displayName'],
    after: ['etag-stale', 'etag-if-match'],
  }),
  async ({ users, http, judge }) => {
    const ada = await users.create({ displayName: 'Ada before' });
    const place = `${users.endpoint}/${encodeURIComponent(ada.id)}`;
    const tag = { 'If-Match': (await http.get(place)).header('etag') };

    const answers = await Promise.all(
      ['one', 'two', 'three'].map((displayName) => http.put(place, { ...ada, displayName }, {}, tag)),
    );

    const won = answers.filter(({ status }) => status < 300);
    judge.that('7644-3.12-15', won.length <= 1, {
      expected: 'one writer at most',
      observed: `${won.length} of ${answers.length} with ${brief(tag)}`,
      answer: answers,
    });
  },
);

test(
  'deletes once what many delete at once',
  check('race-delete', { judges: ['7644-3.6-02'], after: ['user-delete'] }),
  async ({ users, judge }) => {
    const ada = await users.create();
    const answers = await Promise.all(Array.from({ length: 4 }, () => users.delete(ada)));

    judge.that(
      '7644-3.6-02',
      answers.every(({ status }) => status === 204 || status === 404 || status === 409),
      {
        expected: '204 or 404',
        observed: answers.map(({ status }) => status).join(', '),
        answer: answers,
      },
    );
    judge.status('7644-3.6-02', await users.get(ada), 404);
  },
);

test(
  'answers a list while others write',
  check('race-list', { judges: ['7644-3.4.2-04'], after: ['list-shape', 'user-delete'] }),
  async ({ users, judge }) => {
    const [, ...lists] = await Promise.all([
      (async () => {
        for (const user of await users.createAll([{}, {}, {}])) await users.delete(user);
      })(),
      ...Array.from({ length: 6 }, () => users.list({ count: 5 })),
    ]);

    for (const answer of lists) {
      const { schemas } = answer.json;
      judge.that('7644-3.4.2-04', answer.status === 200 && isList(schemas) && schemas.includes(urns.listResponse), {
        expected: 'a list',
        observed: `status ${answer.status}`,
        answer,
      });
    }
  },
);
