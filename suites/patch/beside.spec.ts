import { brief, check, isUnassigned, patchesFrom, property, type Resource, test } from '#check';
import { isList, isObject, type Json, urns } from '#scim';

/** What a User is given; each is to stay as it is unless an operation names it. */
const values: Readonly<Record<string, Json>> = {
  title: 'Engineer',
  userType: 'Employee',
  'name.givenName': 'Ada',
  'name.familyName': 'Quill',
  'name.middleName': 'Beth',
  [`${urns.enterpriseUser}:department`]: 'Mills',
  [`${urns.enterpriseUser}:costCenter`]: '4130',
};
const paths = Object.keys(values);
const department = `${urns.enterpriseUser}:department`;

/** Operations, each with the paths that it names. A replace of an object without a path may put all of it away (D01). */
const operations = [
  { op: 'replace', path: 'title', value: 'Boss', names: ['title'] },
  { op: 'remove', path: 'title', names: ['title'] },
  { op: 'add', path: 'userType', value: 'Guest', names: ['userType'] },
  { op: 'replace', path: 'name.givenName', value: 'Eve', names: ['name.givenName'] },
  { op: 'remove', path: 'name.middleName', names: ['name.middleName'] },
  { op: 'replace', value: { title: 'Boss' }, names: ['title'] },
  { op: 'replace', path: department, value: 'Sales', names: [department] },
  { op: 'remove', path: department, names: [department] },
  { op: 'add', value: { [urns.enterpriseUser]: { department: 'Sales' } }, names: [department] },
  {
    op: 'replace',
    path: 'name',
    value: { givenName: 'Eve', familyName: 'King' },
    names: ['name.givenName', 'name.familyName'],
  },
] as const;

function valueAt(user: Resource, path: string): Json | undefined {
  const isFar = path.startsWith(urns.enterpriseUser);
  const holder = isFar ? user[urns.enterpriseUser] : user;
  const [name = '', part] = (isFar ? path.slice(urns.enterpriseUser.length + 1) : path).split('.');
  const value = isObject(holder) ? holder[name] : undefined;
  return part === undefined ? value : isObject(value) ? value[part] : undefined;
}

test(
  'leaves by PATCH whatever is not named, in the name and in the extension too',
  check('patch-leaves-the-rest', {
    judges: ['7644-3.2-07', '7644-3.5.2.3-05', '7644-3.14-01'],
    needs: ['patch'],
    after: ['patch-replace', 'patch-remove', 'patch-replace-complex', 'patch-replace-without-path'],
  }),
  async ({ users, discovery, judge }) => {
    for (const { names, ...operation } of operations) {
      const answered = await users.post(users.fitting(values));
      if (answered.status !== 201) continue;
      const before = await users.read({ id: String(answered.json.id) });
      // What the target does not hold cannot be changed there.
      if (names.some((path) => isUnassigned(valueAt(before, path)))) continue;
      const answer = await users.patch(before, [operation]);

      if (answer.status >= 300) continue;
      const after = await users.read(before);
      const lost = paths
        .filter((path) => !names.some((name) => name === path))
        .filter((path) => brief(valueAt(after, path)) !== brief(valueAt(before, path)));
      judge.that('7644-3.2-07', lost.length === 0, {
        expected: `nothing changed but ${names.join(' and ')}`,
        observed: lost.map((path) => `${path} ${brief(valueAt(after, path))}`).join('; '),
        answer,
        kind: `${operation.op} ${names.join(' ')}`,
      });
      const [then, now] = [before, after].map(({ meta }) => (isObject(meta) ? meta.version : undefined));
      const isChanged = names.some((path) => brief(valueAt(after, path)) !== brief(valueAt(before, path)));
      judge.that(
        '7644-3.14-01',
        !(isChanged && discovery.capabilities.get('etag') === true) || now === undefined || now !== then,
        {
          expected: `another version than ${brief(then)}`,
          observed: brief(now),
          answer,
          kind: names.join(' '),
        },
      );
      if (!names.some((path) => path === 'name.familyName')) continue;
      const name = isObject(after.name) ? after.name : {};
      judge.that('7644-3.5.2.3-05', name.givenName === 'Eve' && name.familyName === 'King', {
        expected: 'Eve King, as the operation says',
        observed: brief(after.name),
        answer,
      });
    }
  },
);

test(
  'answers several operations with what all of them have made',
  check('patch-answer-several', {
    judges: ['7644-3.1-07'],
    needs: ['patch', 'User.userName'],
    after: ['patch-answer', 'patch-set-any'],
  }),
  async ({ users, fresh, judge }) => {
    await property(
      patchesFrom(users.schema),
      async ({ attribute, value }) => {
        const ada = await users.create();
        const answer = await users.patch(ada, [
          { op: 'replace', path: 'userName', value: fresh.userName() },
          { op: 'add', path: attribute.path, value },
        ]);

        if (answer.status !== 200 || answer.text === '') return;
        judge.same('7644-3.1-07', answer.json, await users.read(ada), { what: 'what a read shows', answer });
      },
      { runs: 6 },
    );
  },
);

test(
  'removes each of several values that a PATCH names one by one',
  check('patch-remove-several', {
    judges: ['7644-3.5.2.2-05', '7644-3.5.2-21'],
    needs: ['patch', 'optional:User.emails', 'User.emails.value'],
    after: ['patch-remove-value-path', 'user-multi-valued'],
  }),
  async ({ mail, users, judge }) => {
    const emails = ['a', 'b', 'c', 'd'].map((name, at) => ({
      value: mail(name),
      type: at % 2 === 0 ? 'work' : 'home',
    }));
    const ada = await users.create({ emails });

    const answer = await users.patch(
      ada,
      emails.slice(0, 2).map(({ value }) => ({ op: 'remove', path: `emails[value eq "${value}"]` })),
    );

    if (answer.status >= 300) return;
    const left = (await users.read(ada)).emails;
    const values = isList(left) ? left.map((each) => (isObject(each) ? each.value : each)) : [];
    judge.that('7644-3.5.2.2-05', brief([...values].sort()) === brief([mail('c'), mail('d')].sort()), {
      expected: 'the other two',
      observed: brief(values),
      answer,
    });
  },
);

test(
  'clears by an empty list and by null in a PATCH',
  check('patch-empty-values', {
    judges: ['7643-2.5-01', '7644-3.5.2.3-03'],
    needs: ['patch', 'User.title'],
    after: ['patch-replace', 'patch-replace-multi-valued', 'put-null'],
  }),
  async ({ mail, users, judge }) => {
    const made = await users.post(users.fitting({ title: 'Engineer', emails: [{ value: mail('a'), type: 'work' }] }));
    if (made.status !== 201) return;
    const ada = await users.read({ id: String(made.json.id) });

    const none = await users.patch(ada, [{ op: 'replace', path: 'title', value: null }]);

    // A server may refuse null as a wrong type (D34); taken, it is no text, and the old value is gone.
    if (none.status < 300) {
      const { title } = await users.read(ada);
      judge.that('7643-2.5-01', title !== 'null' && title !== 'None' && title !== 'Engineer', {
        expected: 'no title',
        observed: brief(title),
        answer: none,
      });
    }
    if (isUnassigned(ada.emails)) return;
    const empty = await users.patch(ada, [{ op: 'replace', path: 'emails', value: [] }]);
    if (empty.status >= 300) return;
    const { emails } = await users.read(ada);
    judge.that('7644-3.5.2.3-03', isUnassigned(emails), {
      expected: 'no emails',
      observed: brief(emails),
      answer: empty,
    });
  },
);
