import { brief, check, elementsOf, isUnassigned, test } from '#check';
import { isObject } from '#scim';

test(
  'replaces the value of an attribute',
  check('patch-replace', {
    judges: ['7644-3.5.2.3-02', '7644-3.2-07', '7644-3.5.2-27'],
    needs: ['patch', 'User.displayName'],
    after: ['user-create'],
  }),
  async ({ users, judge }) => {
    // More than a name, so that "everything else" is something that can be lost.
    const ada = await users.create(
      users.fitting({ displayName: 'Ada before', title: 'Engineer', 'name.familyName': 'Quill', userType: 'Employee' }),
    );

    const answer = await users.patch(ada, [{ op: 'replace', path: 'displayName', value: 'Ada after' }]);

    judge.status('7644-3.5.2-27', answer, [200, 204]);
    const after = await users.read(ada);
    judge.that('7644-3.5.2.3-02', after.displayName === 'Ada after', {
      expected: 'displayName "Ada after"',
      observed: brief(after.displayName),
      answer,
    });
    judge.same('7644-3.2-07', after, ada, {
      ignore: ['displayName', 'meta.lastModified', 'meta.version'],
      what: 'everything else',
      answer,
    });
  },
);

test(
  'sets an attribute that had no value, when told to replace it',
  check('patch-replace-absent', {
    judges: ['7644-3.5.2.3-04'],
    needs: ['optional:User.title', 'patch', 'User.title'],
    after: ['patch-replace'],
  }),
  async ({ users, judge }) => {
    const ada = await users.create();

    const answer = await users.patch(ada, [{ op: 'replace', path: 'title', value: 'Engineer' }]);

    judge.status('7644-3.5.2.3-04', answer, [200, 204]);
    const { title } = await users.read(ada);
    judge.that('7644-3.5.2.3-04', title === 'Engineer', {
      expected: 'title "Engineer"',
      observed: brief(title),
      answer,
    });
  },
);

test(
  'replaces a boolean by false',
  check('patch-replace-boolean', {
    judges: ['7644-3.5.2.3-02', '7643-4.1.1-15'],
    needs: ['patch', 'User.active'],
    after: ['patch-replace'],
  }),
  async ({ users, judge }) => {
    const ada = await users.create({ active: true });

    for (const value of [false, true]) {
      const answer = await users.patch(ada, [{ op: 'replace', path: 'active', value }]);

      const { active } = await users.read(ada);
      judge.that(value ? '7643-4.1.1-15' : '7644-3.5.2.3-02', active === value, {
        expected: `active ${value}`,
        observed: brief(active),
        answer,
      });
    }
  },
);

test(
  'replaces a sub-attribute and keeps its siblings',
  check('patch-replace-sub-attribute', {
    judges: ['7644-3.5.2.3-02', '7644-3.10-04'],
    needs: ['patch', 'User.name.givenName', 'User.name.familyName'],
    after: ['patch-replace'],
  }),
  async ({ users, judge }) => {
    const ada = await users.create({ name: { givenName: 'Ada', familyName: 'Quill' } });

    const answer = await users.patch(ada, [{ op: 'replace', path: 'name.familyName', value: 'Reed' }]);

    const { name } = await users.read(ada);
    judge.that('7644-3.10-04', isObject(name) && name.familyName === 'Reed', {
      expected: 'name.familyName "Reed"',
      observed: brief(name),
      answer,
    });
    judge.that('7644-3.5.2.3-02', isObject(name) && name.givenName === 'Ada', {
      expected: 'name.givenName "Ada"',
      observed: brief(name),
      answer,
    });
  },
);

test(
  'replaces the named parts of a complex attribute and leaves the others',
  check('patch-replace-complex', {
    judges: ['7644-3.5.2.3-05', '7644-3.5.2.3-06'],
    needs: ['patch', 'User.name.givenName', 'User.name.familyName'],
    after: ['patch-replace'],
  }),
  async ({ users, judge }) => {
    const ada = await users.create({ name: { givenName: 'Ada', familyName: 'Quill' } });

    const answer = await users.patch(ada, [{ op: 'replace', path: 'name', value: { familyName: 'Reed' } }]);

    const { name } = await users.read(ada);
    judge.that('7644-3.5.2.3-05', isObject(name) && name.familyName === 'Reed', {
      expected: 'name.familyName "Reed"',
      observed: brief(name),
      answer,
    });
    judge.that('7644-3.5.2.3-06', isObject(name) && name.givenName === 'Ada', {
      expected: 'name.givenName "Ada" as before',
      observed: brief(name),
      answer,
    });
  },
);

test(
  'replaces all values of a multi-valued attribute',
  check('patch-replace-multi-valued', {
    judges: ['7644-3.5.2.3-03'],
    needs: ['patch', 'User.emails.value'],
    after: ['patch-replace'],
  }),
  async ({ mail, users, judge }) => {
    const ada = await users.create({
      emails: [
        { value: mail('a'), type: 'work' },
        { value: mail('b'), type: 'home' },
      ],
    });

    const answer = await users.patch(ada, [
      { op: 'replace', path: 'emails', value: [{ value: mail('c'), type: 'work' }] },
    ]);

    const values = elementsOf(await users.read(ada), 'emails').map(({ value }) => value);
    judge.that('7644-3.5.2.3-03', brief(values) === brief([mail('c')]), {
      expected: 'exactly c',
      observed: brief(values),
      answer,
    });
  },
);

test(
  'replaces in every value that a filter in the path selects, and in no other',
  check('patch-replace-value-path', {
    judges: ['7644-3.5.2.3-08', '7644-3.5.2-11'],
    needs: ['patch', 'User.addresses.type', 'User.addresses.locality'],
    after: ['patch-replace'],
  }),
  async ({ users, judge }) => {
    const ada = await users.create({
      addresses: [
        { type: 'work', locality: 'Lund', streetAddress: '1 North Street' },
        { type: 'home', locality: 'Oslo', streetAddress: '2 South Street' },
      ],
    });

    const answer = await users.patch(ada, [
      { op: 'replace', path: 'addresses[type eq "work"].locality', value: 'Bergen' },
    ]);

    if (!judge.status('7644-3.5.2-11', answer, [200, 204])) return;
    const addresses = elementsOf(await users.read(ada), 'addresses');
    const [work, home] = ['work', 'home'].map((type) => addresses.find((each) => each.type === type));
    judge.that(
      '7644-3.5.2.3-08',
      work?.locality === 'Bergen' && (isUnassigned(work.streetAddress) || work.streetAddress === '1 North Street'),
      {
        expected: 'locality "Bergen" in the work address and the rest of it kept',
        observed: brief(work),
        answer,
      },
    );
    judge.that('7644-3.5.2.3-08', home?.locality === 'Oslo', {
      expected: 'the home address as before',
      observed: brief(home),
      answer,
    });
  },
);

test(
  'replaces a selected value as a whole, and no other',
  check('patch-replace-element', {
    judges: ['7644-3.5.2.3-07'],
    needs: ['patch', 'User.addresses.type', 'User.addresses.locality', 'User.addresses.postalCode'],
    after: ['patch-replace-value-path'],
  }),
  async ({ users, judge }) => {
    const ada = await users.create({
      addresses: [
        { type: 'work', locality: 'Lund', postalCode: '11111' },
        { type: 'home', locality: 'Oslo', postalCode: '22222' },
      ],
    });

    const answer = await users.patch(ada, [
      { op: 'replace', path: 'addresses[type eq "work"]', value: { type: 'work', locality: 'Bergen' } },
    ]);

    if (!judge.status('7644-3.5.2.3-07', answer, [200, 204])) return;
    const addresses = elementsOf(await users.read(ada), 'addresses');
    const work = addresses.filter(({ type }) => type === 'work');
    judge.that('7644-3.5.2.3-07', work.length === 1 && work[0]?.locality === 'Bergen', {
      expected: 'one work address, in Bergen',
      observed: brief(work),
      answer,
    });
    judge.that(
      '7644-3.5.2.3-07',
      addresses.some(({ type, locality }) => type === 'home' && locality === 'Oslo'),
      {
        expected: 'the home address as before',
        observed: brief(addresses),
        answer,
      },
    );
    judge.choice('patch.element.replace', work[0]?.postalCode === undefined ? 'swap' : 'merge');
  },
);

test(
  'answers noTarget to a replace whose filter selects nothing',
  check('patch-replace-no-target', {
    judges: ['7644-3.5.2.3-09', '7644-3.12-25'],
    needs: ['patch', 'User.emails.type', 'User.emails.value'],
    after: ['patch-replace-value-path'],
  }),
  async ({ mail, users, judge }) => {
    const ada = await users.create({ emails: [{ value: mail('a'), type: 'work' }] });

    const answer = await users.patch(ada, [{ op: 'replace', path: 'emails[type eq "other"].value', value: mail('x') }]);

    const emails = elementsOf(await users.read(ada), 'emails');
    judge.that(
      '7644-3.5.2.3-09',
      emails.some(({ value }) => value === mail('a')),
      {
        expected: 'the other address as before',
        observed: brief(emails),
        answer,
      },
    );
    if (answer.status < 300) {
      const isCreated = emails.some(({ value }) => value === mail('x'));
      if (isCreated) judge.choice('patch.valuepath.nomatch.replace', 'create');
      judge.that('7644-3.5.2.3-09', isCreated, {
        expected: 'status 400 with noTarget',
        observed: `status ${answer.status}, nothing changed`,
        answer,
      });
      judge.warn('7644-3.5.2.3-09', false, {
        expected: 'status 400 with noTarget',
        observed: `status ${answer.status}`,
        answer,
      });
      return;
    }
    judge.choice('patch.valuepath.nomatch.replace', 'noTarget');
    judge.error('7644-3.12-25', answer, 400, 'noTarget');
  },
);

test(
  'merges the members of a replace without a path',
  check('patch-replace-without-path', {
    judges: ['7644-3.5.2.3-01', '7644-3.5.2.3-11'],
    needs: ['patch', 'User.displayName', 'User.title'],
    after: ['patch-replace'],
  }),
  async ({ users, judge }) => {
    const ada = await users.create({ displayName: 'Ada before', title: 'Engineer' });

    const answer = await users.patch(ada, [{ op: 'replace', value: { displayName: 'Ada after' } }]);

    if (!judge.status('7644-3.5.2.3-01', answer, [200, 204])) return;
    const after = await users.read(ada);
    judge.that('7644-3.5.2.3-01', after.displayName === 'Ada after', {
      expected: 'displayName "Ada after"',
      observed: brief(after.displayName),
      answer,
    });
    judge.same('7644-3.5.2.3-11', after, ada, {
      ignore: ['displayName', 'meta.lastModified', 'meta.version'],
      what: 'everything that was not named',
      answer,
    });
  },
);

test(
  'refuses a replace without a path whose value is no object',
  check('patch-replace-without-path-or-object', {
    judges: ['7644-3.5.2.3-01'],
    needs: ['patch'],
    after: ['patch-replace-without-path'],
  }),
  async ({ users, judge }) => {
    const ada = await users.create();

    for (const operation of [{ op: 'replace', value: 'text' }, { op: 'replace', value: ['text'] }, { op: 'replace' }]) {
      const answer = await users.patch(ada, [operation]);

      judge.error('7644-3.5.2.3-01', answer, 400, ['invalidValue', 'invalidSyntax']);
    }
    judge.same('7644-3.5.2.3-01', await users.read(ada), ada, { what: 'the User as before' });
  },
);
