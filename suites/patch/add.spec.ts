import { brief, check, elementsOf, test } from '#check';
import { isObject, type JsonObject } from '#scim';

test(
  'adds an attribute that had no value',
  check('patch-add', {
    judges: ['7644-3.5.2.1-04', '7644-3.5.2.1-02'],
    needs: ['optional:User.title', 'patch', 'User.title'],
    after: ['user-create'],
  }),
  async ({ users, judge }) => {
    const ada = await users.create();

    const answer = await users.patch(ada, [{ op: 'add', path: 'title', value: 'Engineer' }]);

    judge.status('7644-3.5.2.1-02', answer, [200, 204]);
    const { title } = await users.read(ada);
    judge.that('7644-3.5.2.1-04', title === 'Engineer', {
      expected: 'title "Engineer"',
      observed: brief(title),
      answer,
    });
  },
);

test(
  'puts a new value in place of the old one when told to add to a single-valued attribute',
  check('patch-add-replaces', { judges: ['7644-3.5.2.1-07'], needs: ['patch', 'User.title'], after: ['patch-add'] }),
  async ({ users, judge }) => {
    const ada = await users.create({ title: 'Engineer' });

    const answer = await users.patch(ada, [{ op: 'add', path: 'title', value: 'Manager' }]);

    const { title } = await users.read(ada);
    judge.that('7644-3.5.2.1-07', title === 'Manager', { expected: 'title "Manager"', observed: brief(title), answer });
  },
);

test(
  'adds to a multi-valued attribute and keeps what it had',
  check('patch-add-multi-valued', {
    judges: ['7644-3.5.2.1-06'],
    needs: ['patch', 'User.emails.value'],
    after: ['patch-add'],
  }),
  async ({ mail, users, judge }) => {
    const ada = await users.create({ emails: [{ value: mail('a'), type: 'work' }] });

    const answer = await users.patch(ada, [{ op: 'add', path: 'emails', value: [{ value: mail('b'), type: 'home' }] }]);

    if (!judge.status('7644-3.5.2.1-06', answer, [200, 204])) return;
    const values = elementsOf(await users.read(ada), 'emails').map(({ value }) => value);
    judge.that('7644-3.5.2.1-06', values.includes(mail('a')) && values.includes(mail('b')) && values.length === 2, {
      expected: 'a and b',
      observed: brief(values),
      answer,
    });
  },
);

test(
  'takes a single object for a multi-valued attribute, or refuses it',
  check('patch-add-single-object', {
    judges: ['7644-3.5.2.1-06'],
    needs: ['patch', 'User.emails.value'],
    after: ['patch-add-multi-valued'],
  }),
  async ({ mail, users, judge }) => {
    const ada = await users.create({ emails: [{ value: mail('a'), type: 'work' }] });

    const answer = await users.patch(ada, [{ op: 'add', path: 'emails', value: { value: mail('b'), type: 'home' } }]);

    const isTaken = answer.status < 300;
    judge.choice('patch.value.single', isTaken ? 'taken' : 'refused');
    judge.warn('7644-3.5.2.1-06', isTaken, {
      expected: 'status 200 or 204',
      observed: `status ${answer.status}`,
      answer,
    });
    const emails = elementsOf(await users.read(ada), 'emails');
    const wanted = isTaken ? [mail('a'), mail('b')] : [mail('a')];
    judge.that('7644-3.5.2.1-06', brief(emails.map(({ value }) => value).sort()) === brief(wanted), {
      expected: brief(wanted),
      observed: brief(emails),
      answer,
    });
  },
);

test(
  'adds a sub-attribute and keeps its siblings',
  check('patch-add-sub-attribute', {
    judges: ['7644-3.5.2.1-09', '7644-3.5.2.1-05'],
    needs: ['patch', 'User.name.givenName', 'User.name.familyName'],
    after: ['patch-add'],
  }),
  async ({ users, judge }) => {
    const ada = await users.create({ name: { givenName: 'Ada' } });

    const answer = await users.patch(ada, [{ op: 'add', path: 'name.familyName', value: 'Quill' }]);
    const first = (await users.read(ada)).name;
    judge.that('7644-3.5.2.1-09', isObject(first) && first.familyName === 'Quill' && first.givenName === 'Ada', {
      expected: 'name.familyName beside name.givenName',
      observed: brief(first),
      answer,
    });

    const second = await users.patch(ada, [{ op: 'add', path: 'name', value: { familyName: 'Reed' } }]);
    const name = (await users.read(ada)).name;
    judge.that('7644-3.5.2.1-05', isObject(name) && name.familyName === 'Reed' && name.givenName === 'Ada', {
      expected: 'name.familyName "Reed" beside name.givenName "Ada"',
      observed: brief(name),
      answer: second,
    });
  },
);

test(
  'refuses a string for a complex attribute',
  check('patch-add-string-for-complex', {
    judges: ['7644-3.5.2.1-05', '7643-2.3-09'],
    needs: ['patch', 'User.name.givenName'],
    after: ['patch-add'],
  }),
  async ({ users, judge }) => {
    const ada = await users.create({ name: { givenName: 'Ada' } });

    const answer = await users.patch(ada, [{ op: 'add', path: 'name', value: 'Ada Quill' }]);

    judge.error('7644-3.5.2.1-05', answer, 400, 'invalidValue');
    const { name } = await users.read(ada);
    judge.that('7643-2.3-09', isObject(name) && name.givenName === 'Ada', {
      expected: 'name as before',
      observed: brief(name),
      answer,
    });
  },
);

test(
  'refuses an add without a value',
  check('patch-add-without-value', {
    judges: ['7644-3.5.2.1-01'],
    needs: ['patch', 'User.title'],
    after: ['patch-add'],
  }),
  async ({ users, judge }) => {
    const ada = await users.create({ title: 'Engineer' });

    const answer = await users.patch(ada, [{ op: 'add', path: 'title' }]);

    judge.error('7644-3.5.2.1-01', answer, 400, ['invalidValue', 'invalidSyntax']);
    const { title } = await users.read(ada);
    judge.that('7644-3.5.2.1-01', title === 'Engineer', {
      expected: 'title as before',
      observed: brief(title),
      answer,
    });
  },
);

test(
  'applies the members of an add without a path, each to its attribute',
  check('patch-add-without-path', {
    judges: ['7644-3.5.2.1-03'],
    needs: ['patch', 'User.title', 'User.emails.value'],
    after: ['patch-add-multi-valued'],
  }),
  async ({ mail, users, judge }) => {
    const ada = await users.create({ emails: [{ value: mail('a'), type: 'work' }] });

    const answer = await users.patch(ada, [
      { op: 'add', value: { title: 'Engineer', emails: [{ value: mail('b'), type: 'home' }] } },
    ]);

    if (!judge.status('7644-3.5.2.1-03', answer, [200, 204])) return;
    const after = await users.read(ada);
    judge.that('7644-3.5.2.1-03', after.title === 'Engineer', {
      expected: 'title "Engineer"',
      observed: brief(after.title),
      answer,
    });
    const values = elementsOf(after, 'emails').map(({ value }) => value);
    judge.that('7644-3.5.2.1-03', values.includes(mail('a')) && values.includes(mail('b')), {
      expected: 'b beside a',
      observed: brief(values),
      answer,
    });
  },
);

test(
  'adds nothing when the value is there already',
  check('patch-add-present', {
    judges: ['7644-3.5.2.1-10', '7644-3.5.2.1-11'],
    needs: ['patch', 'User.emails.value', 'User.emails.type'],
    after: ['patch-add-multi-valued'],
  }),
  async ({ mail, users, judge }) => {
    const ada = await users.create({ emails: [{ value: mail('a'), type: 'work' }] });
    const [email] = elementsOf(ada, 'emails');

    const answer = await users.patch(ada, [{ op: 'add', path: 'emails', value: [email ?? {}] }]);

    judge.that('7644-3.5.2.1-11', answer.status === 200 || answer.status === 204, {
      expected: 'status 200 or 204',
      observed: `status ${answer.status}`,
      answer,
    });
    const after = await users.read(ada);
    const emails = elementsOf(after, 'emails');
    judge.warn('7644-3.5.2.1-10', emails.length === 1, { expected: 'the value once', observed: brief(emails), answer });
    if (emails.length !== 1) return;
    const modified = (user: JsonObject) => (isObject(user.meta) ? user.meta.lastModified : undefined);
    judge.that('7644-3.5.2.1-11', modified(after) === modified(ada), {
      expected: `lastModified ${brief(modified(ada))} as before`,
      observed: brief(modified(after)),
      answer,
    });
  },
);

test(
  'leaves one primary value when another is made primary',
  check('patch-primary', {
    judges: ['7644-3.5.2-23', '7643-2.4-03'],
    needs: ['patch', 'User.emails.value', 'User.emails.primary'],
    after: ['patch-add-multi-valued'],
  }),
  async ({ mail, users, judge }) => {
    const ada = await users.create({ emails: [{ value: mail('a'), type: 'work', primary: true }] });

    const answer = await users.patch(ada, [
      { op: 'add', path: 'emails', value: [{ value: mail('b'), type: 'home', primary: true }] },
    ]);

    if (!judge.status('7644-3.5.2-23', answer, [200, 204])) return;
    const primaries = elementsOf(await users.read(ada), 'emails').filter(({ primary }) => primary === true);
    judge.that('7643-2.4-03', primaries.length <= 1, { expected: 'one primary', observed: brief(primaries), answer });
    judge.that('7644-3.5.2-23', primaries.length !== 1 || primaries[0]?.value === mail('b'), {
      expected: 'b as the primary one',
      observed: brief(primaries),
      answer,
    });
  },
);

test(
  'creates the value that an add with a filter describes, or finds no target',
  check('patch-add-no-target', {
    judges: ['7644-3.5.2.1-04'],
    needs: ['patch', 'User.emails.type', 'User.emails.value'],
    after: ['patch-add-multi-valued'],
  }),
  async ({ mail, users, judge }) => {
    const ada = await users.create({ emails: [{ value: mail('a'), type: 'work' }] });

    const answer = await users.patch(ada, [{ op: 'add', path: 'emails[type eq "home"].value', value: mail('b') }]);

    const emails = elementsOf(await users.read(ada), 'emails');
    judge.that(
      '7644-3.5.2.1-04',
      emails.some(({ value, type }) => value === mail('a') && type === 'work'),
      {
        expected: 'the work address as before',
        observed: brief(emails),
        answer,
      },
    );
    if (answer.status >= 300) {
      judge.choice('patch.valuepath.nomatch.add', 'noTarget');
      judge.error('7644-3.5.2.1-04', answer, 400, ['noTarget', 'invalidPath']);
      return;
    }
    judge.choice('patch.valuepath.nomatch.add', 'create');
    judge.that(
      '7644-3.5.2.1-04',
      emails.some(({ value, type }) => value === mail('b') && type === 'home'),
      {
        expected: 'b of type home, or 400',
        observed: brief(emails),
        answer,
      },
    );
  },
);
