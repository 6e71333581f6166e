import { brief, check, elementsOf, isUnassigned, test } from '#check';
import { isList, isObject } from '#scim';

test(
  'never shows two primary values',
  check('user-two-primaries', {
    judges: ['7643-2.4-03'],
    needs: ['User.emails.value', 'User.emails.primary'],
    after: ['user-create'],
  }),
  async ({ mail, users, judge }) => {
    const emails = [
      { value: mail('a'), type: 'work', primary: true },
      { value: mail('b'), type: 'home', primary: true },
    ];
    const answer = await users.post(users.body({ emails }));

    if (answer.status !== 201) {
      judge.choice('primary.conflict', 'refused');
      judge.refused('7643-2.4-03', answer, 'invalidValue');
      return;
    }
    const read = await users.get(String(answer.json.id));
    const primaries = elementsOf(read.json, 'emails').filter(({ primary }) => primary === true);
    if (primaries.length === 1) judge.choice('primary.conflict', primaries[0]?.value === mail('a') ? 'first' : 'last');
    judge.that('7643-2.4-03', primaries.length <= 1, {
      expected: 'at most one primary address',
      observed: brief(primaries),
      answer: [answer, read],
    });
  },
);

test(
  'keeps several values of one attribute',
  check('user-multi-valued', {
    judges: ['7643-2.4-06', '7643-1.2-03'],
    needs: ['User.emails.value', 'User.emails.type'],
    after: ['user-create'],
  }),
  async ({ mail, users, judge }) => {
    const answer = await users.post(
      users.body({
        emails: [
          { value: mail('a'), type: 'work' },
          { value: mail('b'), type: 'home' },
        ],
      }),
    );

    if (answer.status !== 201) return;
    const read = await users.get(String(answer.json.id));
    const values = elementsOf(read.json, 'emails').map(({ value }) => value);
    judge.that('7643-1.2-03', isList(read.json.emails), {
      expected: 'emails as an array',
      observed: brief(read.json.emails),
      answer: read,
    });
    judge.warn('7643-2.4-06', values.includes(mail('a')) && values.includes(mail('b')), {
      expected: 'both addresses',
      observed: brief(values),
      answer: [answer, read],
    });
  },
);

test(
  'keeps a value that is there twice once, twice, or not at all, but loses no other',
  check('user-duplicate-values', {
    judges: ['7643-2.4-11', '7643-2.4-10'],
    needs: ['User.emails.value', 'User.emails.type'],
    after: ['user-multi-valued'],
  }),
  async ({ mail, users, judge }) => {
    const answer = await users.post(
      users.body({
        emails: [
          { value: mail('a'), type: 'work' },
          { value: mail('a'), type: 'work' },
          { value: mail('b'), type: 'home' },
        ],
      }),
    );

    if (answer.status !== 201) {
      judge.refused('7643-2.4-11', answer, 'invalidValue');
      return;
    }
    const read = await users.get(String(answer.json.id));
    const values = elementsOf(read.json, 'emails').map(({ value }) => value);
    judge.warn('7643-2.4-11', values.filter((value) => value === mail('a')).length <= 1, {
      expected: 'a once',
      observed: brief(values),
      answer: [answer, read],
    });
    judge.that('7643-2.4-10', values.length === 0 || values.includes(mail('b')) || values.includes(mail('a')), {
      expected: 'the other address kept',
      observed: brief(values),
      answer: [answer, read],
    });
  },
);

test(
  'takes every value that its schema calls canonical',
  check('user-canonical-values', {
    judges: ['7643-7-17', '7643-7-18'],
    needs: ['User.emails.type', 'User.emails.value'],
    after: ['user-multi-valued'],
  }),
  async ({ mail, users, judge }) => {
    const type = users.schema.base.attributes.get('emails')?.subAttributes.get('type');
    for (const word of type?.canonicalValues ?? []) {
      const answer = await users.post(users.body({ emails: [{ value: mail(word), type: word }] }));

      judge.status('7643-7-17', answer, 201);
    }
    const other = await users.post(users.body({ emails: [{ value: mail('scimulated'), type: 'scimulated' }] }));
    const kept = other.status === 201 && other.text.includes('scimulated');
    judge.choice('canonical.input', kept ? 'open' : other.status === 201 ? 'dropped' : 'closed');
    judge.that('7643-7-18', other.status === 201 || other.status === 400, {
      expected: 'status 201 or 400',
      observed: `status ${other.status}`,
      answer: other,
    });
  },
);

test(
  'reads attribute names in a body in any letter case',
  check('user-body-letter-case', { judges: ['7643-2.1-01'], needs: ['User.displayName'], after: ['user-create'] }),
  async ({ users, judge }) => {
    const { userName, displayName: _respelled, ...rest } = users.body();
    const answer = await users.post({ ...rest, USERNAME: userName ?? '', DisplayName: 'Ada Quill' });

    if (!judge.status('7643-2.1-01', answer, 201)) return;
    const read = await users.get(String(answer.json.id));
    const named = new Map(Object.entries(read.json).map(([name, value]) => [name.toLowerCase(), value]));
    judge.that('7643-2.1-01', named.get('username') === userName && named.get('displayname') === 'Ada Quill', {
      expected: 'userName and displayName as sent',
      observed: brief(read.json),
      answer: [answer, read],
    });
    judge.warn('7643-2.1-01', read.json.userName !== undefined && read.json.displayName !== undefined, {
      expected: 'names in the letter case of the schema',
      observed: Object.keys(read.json).join(', '),
      answer: read,
    });
  },
);

test(
  'passes over attributes that no schema has, or refuses them',
  check('user-unknown-attribute', { judges: ['7644-3.3-01', '7644-3.3-10'], after: ['user-create'] }),
  async ({ users, judge }) => {
    const answer = await users.post(users.body({ scimulateUnknown: 'kept?', scimulateUnknownToo: [{ value: 1 }] }));

    const isKept = answer.text.includes('scimulateUnknown"');
    judge.choice('input.unknown', answer.status !== 201 ? 'refused' : isKept ? 'stored' : 'ignored');
    if (answer.status === 201) {
      judge.warn('7644-3.3-10', !isKept, { expected: 'the attribute left out', observed: 'stored and shown', answer });
      judge.that('7644-3.3-01', answer.json.userName !== undefined, {
        expected: 'the known attributes',
        observed: brief(answer.json),
        answer,
      });
      return;
    }
    judge.refused('7644-3.3-01', answer, ['invalidSyntax', 'invalidValue']);
  },
);

test(
  'clears by null and by an empty array on create',
  check('user-create-null', {
    judges: ['7643-2.5-01', '7643-2.5-02', '7644-3.3-06'],
    needs: ['optional:User.title', 'optional:User.emails', 'User.title', 'User.emails.value'],
    after: ['user-create'],
  }),
  async ({ users, judge }) => {
    const answer = await users.post(users.body({ title: null, emails: [] }));

    if (
      !judge.that('7643-2.5-02', answer.status === 201, {
        expected: 'status 201',
        observed: `status ${answer.status}`,
        answer,
      })
    )
      return;
    const read = await users.get(String(answer.json.id));
    judge.that('7643-2.5-01', !/"title"\s*:\s*"(null|None|undefined)?"/.test(read.text), {
      expected: 'no title',
      observed: brief(read.json.title),
      answer: read,
    });
    const isClear = isUnassigned(read.json.title) && isUnassigned(read.json.emails);
    const seen = {
      expected: 'neither title nor emails',
      observed: brief({ title: read.json.title, emails: read.json.emails }),
      answer: read,
    };
    judge.warn('7643-2.5-01', isClear, seen);
    judge.that('7644-3.3-06', isClear, seen);
  },
);

test(
  'writes active as a boolean, and shows everywhere what it showed first',
  check('user-active', {
    judges: ['7643-4.1.1-15', '7644-3.4.2.2-39'],
    needs: ['User.active', 'filter'],
    after: ['user-create', 'filter-boolean'],
  }),
  async ({ users, judge }) => {
    const created = await users.post(users.body());
    const { active, id, userName } = created.json;
    judge.choice('default.active', active === true ? 'true' : active === false ? 'false' : 'none');
    const read = await users.get(String(id));
    judge.warn('7643-4.1.1-15', isUnassigned(active) === isUnassigned(read.json.active), {
      expected: `active ${brief(active)}`,
      observed: brief(read.json.active),
      answer: [created, read],
    });
    if (typeof read.json.active === 'boolean') {
      const listed = await users.list({ filter: `userName eq "${userName}" and active eq ${read.json.active}` });
      judge.that('7644-3.4.2.2-39', listed.status !== 200 || listed.text.includes(String(id)), {
        expected: `the User found by active eq ${read.json.active}`,
        observed: 'not found',
        answer: [read, listed],
      });
    }
    for (const value of [false, true]) {
      const made = await users.post(users.body({ active: value }));
      // Not to take anybody who is inactive is a rule of the house, if it is told.
      judge[made.status >= 400 ? 'warn' : 'that']('7643-4.1.1-15', made.json.active === value, {
        expected: `active ${value}`,
        observed: made.status >= 400 ? `status ${made.status}` : brief(made.json.active),
        answer: made,
      });
    }
  },
);

test(
  'refuses a string for a boolean, or reads it as the boolean that it spells',
  check('user-boolean-string', {
    judges: ['7643-2.3.2-01', '7643-2.3-03'],
    needs: ['User.active'],
    after: ['user-active'],
  }),
  async ({ users, judge }) => {
    for (const [text, value] of [
      ['true', true],
      ['False', false],
    ] as const) {
      const answer = await users.post(users.body({ active: text }));

      judge.choice('coerce.boolean', answer.status === 201 ? 'coerced' : 'refused');
      if (answer.status !== 201) {
        judge.refused('7643-2.3.2-01', answer, 'invalidValue');
        continue;
      }
      judge.warn('7643-2.3.2-01', false, { expected: 'status 400', observed: 'status 201', answer, kind: 'coerced' });
      const read = await users.get(String(answer.json.id));
      judge.that('7643-2.3-03', read.json.active === value, {
        expected: `active ${value}`,
        observed: brief(read.json.active),
        answer: [answer, read],
      });
    }
  },
);

test(
  'takes the names of languages, places and time zones as the RFC has them',
  check('user-locale-values', {
    judges: ['7643-4.1.1-11', '7643-4.1.1-12', '7643-4.1.1-14'],
    needs: ['User.preferredLanguage', 'User.locale', 'User.timezone'],
    after: ['user-create'],
  }),
  async ({ users, judge }) => {
    const sent = { preferredLanguage: 'da, en-gb;q=0.8, en;q=0.7', locale: 'en-US', timezone: 'America/Los_Angeles' };
    const answer = await users.post(users.body(sent));

    // A valid value that is refused, or rewritten, is worth a warning (D72, D73).
    judge.warn('7643-4.1.1-12', answer.status === 201, {
      expected: 'status 201',
      observed: `status ${answer.status}`,
      answer,
    });
    if (answer.status !== 201) return;
    for (const [requirement, name] of [
      ['7643-4.1.1-11', 'preferredLanguage'],
      ['7643-4.1.1-12', 'locale'],
      ['7643-4.1.1-14', 'timezone'],
    ] as const) {
      judge.warn(requirement, answer.json[name] === sent[name], {
        expected: `${name} ${sent[name]}`,
        observed: brief(answer.json[name]),
        answer,
      });
    }
  },
);

test(
  'keeps the bytes of a certificate',
  check('user-certificate', {
    judges: ['7643-2.3.6-01', '7643-4.1.2-27'],
    needs: ['User.x509Certificates.value'],
    after: ['user-create'],
  }),
  async ({ users, judge }) => {
    // One DER SEQUENCE of a self-signed certificate, not valid for anything.
    const value =
      'MIIBWzCCAQKgAwIBAgIBATAKBggqhkjOPQQDAjAUMRIwEAYDVQQDDAlzY2ltdWxhdGUwHhcNMjQwMTAxMDAwMDAwWhcNMzQwMTAxMDAwMDAwWjAUMRIwEAYDVQQDDAlzY2ltdWxhdGU=';
    const answer = await users.post(users.body({ x509Certificates: [{ value }] }));

    if (answer.status !== 201) return;
    const read = await users.get(String(answer.json.id));
    const [first] = isList(read.json.x509Certificates) ? read.json.x509Certificates.filter(isObject) : [];
    if (typeof first?.value !== 'string') return;
    for (const requirement of ['7643-2.3.6-01', '7643-4.1.2-27'] as const) {
      judge.that(requirement, Buffer.from(first.value, 'base64').equals(Buffer.from(value, 'base64')), {
        expected: 'the same bytes',
        observed: brief(first.value),
        answer: read,
      });
    }
  },
);
