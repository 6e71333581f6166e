import { brief, check, elementsOf, isUnassigned, test } from '#check';

test(
  'removes the value of an attribute',
  check('patch-remove', {
    judges: ['7644-3.5.2.2-02'],
    needs: ['optional:User.title', 'patch', 'User.title'],
    after: ['user-create'],
  }),
  async ({ users, judge }) => {
    const ada = await users.create({ title: 'Engineer' });

    const answer = await users.patch(ada, [{ op: 'remove', path: 'title' }]);

    judge.status('7644-3.5.2.2-02', answer, [200, 204]);
    const { title } = await users.read(ada);
    judge.that('7644-3.5.2.2-02', isUnassigned(title), { expected: 'no title', observed: brief(title), answer });
  },
);

test(
  'refuses a remove that names no path',
  check('patch-remove-without-path', {
    judges: ['7644-3.5.2.2-01', '7644-3.5.2-09'],
    needs: ['patch'],
    after: ['user-create'],
  }),
  async ({ users, judge }) => {
    const ada = await users.create();

    for (const operation of [{ op: 'remove' }, { op: 'remove', value: { displayName: 'x' } }]) {
      const answer = await users.patch(ada, [operation]);

      judge.error('7644-3.5.2.2-01', answer, 400, 'noTarget');
    }
    judge.same('7644-3.5.2-09', await users.read(ada), ada, { what: 'the User as before' });
  },
);

test(
  'removes all values of a multi-valued attribute',
  check('patch-remove-multi-valued', {
    judges: ['7644-3.5.2.2-03'],
    needs: ['optional:User.emails', 'patch', 'User.emails.value'],
    after: ['patch-remove'],
  }),
  async ({ mail, users, judge }) => {
    const ada = await users.create({
      emails: [
        { value: mail('a'), type: 'work' },
        { value: mail('b'), type: 'home' },
      ],
    });

    const answer = await users.patch(ada, [{ op: 'remove', path: 'emails' }]);

    const { emails } = await users.read(ada);
    judge.that('7644-3.5.2.2-03', isUnassigned(emails), { expected: 'no emails', observed: brief(emails), answer });
  },
);

test(
  'removes the values that a filter selects, and no other',
  check('patch-remove-value-path', {
    judges: ['7644-3.5.2.2-05', '7644-3.5.2-11'],
    needs: ['patch', 'User.emails.value', 'User.emails.type'],
    after: ['patch-remove'],
  }),
  async ({ mail, users, judge }) => {
    const ada = await users.create({
      emails: [
        { value: mail('a'), type: 'work' },
        { value: mail('b'), type: 'home' },
        { value: mail('c'), type: 'work' },
      ],
    });

    const answer = await users.patch(ada, [{ op: 'remove', path: 'emails[type eq "work"]' }]);

    if (!judge.status('7644-3.5.2-11', answer, [200, 204])) return;
    const values = elementsOf(await users.read(ada), 'emails').map(({ value }) => value);
    judge.that('7644-3.5.2.2-05', brief(values) === brief([mail('b')]), {
      expected: 'b alone',
      observed: brief(values),
      answer,
    });
  },
);

test(
  'leaves an attribute without values unassigned when a filter selects them all',
  check('patch-remove-last-value', {
    judges: ['7644-3.5.2.2-07'],
    needs: ['optional:User.emails', 'patch', 'User.emails.value', 'User.emails.type'],
    after: ['patch-remove-value-path'],
  }),
  async ({ mail, users, judge }) => {
    const ada = await users.create({ emails: [{ value: mail('a'), type: 'work' }] });

    const answer = await users.patch(ada, [{ op: 'remove', path: 'emails[type eq "work"]' }]);

    const { emails } = await users.read(ada);
    judge.that('7644-3.5.2.2-07', isUnassigned(emails), { expected: 'no emails', observed: brief(emails), answer });
  },
);

test(
  'removes a sub-attribute of a selected value and keeps the value',
  check('patch-remove-sub-attribute', {
    judges: ['7644-3.5.2.2-06'],
    needs: ['patch', 'User.emails.value', 'User.emails.type', 'User.emails.display'],
    after: ['patch-remove-value-path'],
  }),
  async ({ mail, users, judge }) => {
    const ada = await users.create({ emails: [{ value: mail('a'), type: 'work', display: 'Ada at work' }] });
    if (elementsOf(ada, 'emails')[0]?.display !== 'Ada at work') return;

    const answer = await users.patch(ada, [{ op: 'remove', path: 'emails[type eq "work"].display' }]);

    const [email] = elementsOf(await users.read(ada), 'emails');
    judge.that('7644-3.5.2.2-06', email?.value === mail('a') && email.display !== 'Ada at work', {
      expected: 'the address without its display',
      observed: brief(email),
      answer,
    });
  },
);

test(
  'takes the removal of what is not there for done, or finds no target',
  check('patch-remove-no-match', {
    judges: ['7644-3.5.2.2-05', '7644-3.5.2.2-02'],
    needs: [
      'optional:User.title',
      'optional:User.emails',
      'patch',
      'User.emails.value',
      'User.emails.type',
      'User.title',
    ],
    after: ['patch-remove-value-path'],
  }),
  async ({ mail, users, judge }) => {
    const ada = await users.create({ emails: [{ value: mail('a'), type: 'work' }] });

    for (const [requirement, path] of [
      ['7644-3.5.2.2-05', 'emails[type eq "home"]'],
      ['7644-3.5.2.2-02', 'title'],
    ] as const) {
      const answer = await users.patch(ada, [{ op: 'remove', path }]);

      judge.choice('patch.remove.nomatch', answer.status < 300 ? 'success' : 'noTarget');
      if (answer.status >= 300) judge.error(requirement, answer, 400, 'noTarget');
      judge.same(requirement, await users.read(ada), ada, {
        ignore: ['meta.lastModified', 'meta.version'],
        what: 'the User as before',
        answer,
      });
    }
  },
);

test(
  'refuses to remove a required or a read-only attribute',
  check('patch-remove-required', {
    judges: ['7644-3.5.2.2-08', '7644-3.12-22'],
    needs: ['patch'],
    after: ['patch-remove'],
  }),
  async ({ users, judge }) => {
    const ada = await users.create();

    for (const path of ['userName', 'id', 'meta']) {
      const answer = await users.patch(ada, [{ op: 'remove', path }]);

      judge.that('7644-3.5.2.2-08', answer.status >= 400, {
        expected: `the removal of ${path} refused with 400`,
        observed: `status ${answer.status}`,
        answer,
      });
      if (answer.status >= 400)
        judge.warn('7644-3.12-22', answer.status === 400 && answer.json.scimType === 'mutability', {
          expected: 'status 400 with scimType mutability',
          observed: `status ${answer.status}, scimType ${brief(answer.json.scimType)}`,
          answer,
        });
    }
    judge.same('7644-3.5.2.2-08', await users.read(ada), ada, { what: 'the User as before' });
  },
);

test(
  'removes by a value beside the path no more than the value says',
  check('patch-remove-with-value', {
    judges: ['7644-3.5.2.2-03'],
    needs: ['optional:User.emails', 'patch', 'User.emails.value', 'User.emails.type', 'User.title'],
    after: ['patch-remove-multi-valued'],
  }),
  async ({ mail, users, judge }) => {
    const ada = await users.create({
      title: 'Engineer',
      emails: [
        { value: mail('a'), type: 'work' },
        { value: mail('b'), type: 'home' },
      ],
    });

    const answer = await users.patch(ada, [
      { op: 'remove', path: 'emails', value: [{ value: mail('a'), type: 'work' }] },
    ]);

    const after = await users.read(ada);
    const values = elementsOf(after, 'emails').map(({ value }) => value);
    judge.choice('patch.remove.value', answer.status >= 300 ? 'refused' : values.length === 0 ? 'ignored' : 'selects');
    judge.that('7644-3.5.2.2-03', answer.status >= 300 || !values.includes(mail('a')), {
      expected: 'a gone, or a refusal',
      observed: brief(values),
      answer,
    });
    judge.that('7644-3.5.2.2-03', after.title === 'Engineer', {
      expected: 'no other attribute touched',
      observed: brief(after.title),
      answer,
    });
  },
);
