import { brief, check, idsOf, isUnassigned, test, totalOf } from '#check';
import { isObject, urns } from '#scim';

test(
  'selects without regard to letter case by every operator, where the schema says so',
  check('filter-operators-case', {
    judges: ['7644-3.4.2.2-42'],
    needs: ['filter', 'User.userName'],
    after: ['filter-user-name-case', 'filter-co', 'filter-sw', 'filter-ew'],
  }),
  async ({ users, fresh, judge }) => {
    const ada = await users.create({ displayName: `Quill ${fresh.word()}` });
    const userName = String(ada.userName);
    for (const [name, text] of [
      ['userName', userName],
      ['displayName', String(ada.displayName)],
    ] as const) {
      if (users.schema.base.attributes.get(name.toLowerCase())?.caseExact !== false || isUnassigned(ada[name]))
        continue;
      for (const operator of ['co', 'sw', 'ew', 'eq']) {
        for (const shouted of [text.toUpperCase(), text.toLowerCase()]) {
          const also = `userName eq ${JSON.stringify(userName)}`;
          const plain = await users.list({ filter: `${name} ${operator} ${JSON.stringify(text)} and ${also}` });
          if (!idsOf(plain).includes(ada.id)) continue;
          const answer = await users.list({ filter: `${name} ${operator} ${JSON.stringify(shouted)} and ${also}` });
          judge.that('7644-3.4.2.2-42', idsOf(answer).includes(ada.id), {
            expected: `the User by ${name} ${operator} in another letter case`,
            observed: 'nobody',
            answer: [plain, answer],
            kind: `${name} ${operator}`,
          });
        }
      }
      const filter = `userName eq ${JSON.stringify(userName)} and ${name} ne ${JSON.stringify(text.toUpperCase())}`;
      const others = await users.list({ filter });
      judge.that('7644-3.4.2.2-42', others.status !== 200 || !idsOf(others).includes(ada.id), {
        expected: `nobody by ${name} ne the same name in capitals`,
        observed: 'the User',
        answer: others,
        kind: `${name} ne`,
      });
    }
  },
);

test(
  'compares values of any length as a whole',
  check('filter-long-values', {
    judges: ['7644-3.4.2.2-10', '7644-3.4.2.2-25'],
    needs: ['filter', 'User.displayName', 'User.userName'],
    after: ['filter-user-name-eq', 'filter-co', 'filter-or', 'text-long'],
  }),
  async ({ users, fresh, judge }) => {
    const long = `${fresh.word()} ${'very '.repeat(20)}`;
    const made = await users.createAll(['a', 'b', 'c'].map((letter) => ({ displayName: `${long}${letter}` })));
    const [ada] = made;
    if (ada === undefined) return;
    const found = await users.list({ filter: `displayName eq "${long}a"` });
    judge.that('7644-3.4.2.2-10', found.status !== 200 || brief(idsOf(found)) === brief([ada.id]), {
      expected: 'the User of that name, and not those whose names begin alike',
      observed: brief(idsOf(found)),
      answer: found,
    });
    const one = await users.list({ filter: `id eq "${ada.id}" and userName eq "${fresh.userName('nobody')}"` });
    judge.that('7644-3.4.2.2-10', one.status !== 200 || idsOf(one).length === 0, {
      expected: 'nobody by an id and the name of somebody else',
      observed: brief(idsOf(one)),
      answer: one,
    });
    const any = await users.list({ filter: made.map(({ userName }) => `userName eq "${userName}"`).join(' or ') });
    judge.that('7644-3.4.2.2-25', any.status !== 200 || totalOf(any) === made.length, {
      expected: `${made.length} Users by ${made.length} names`,
      observed: `totalResults ${brief(any.json.totalResults)}`,
      answer: any,
    });
  },
);

test(
  'tells by a filter when a User changed last',
  check('filter-last-modified', {
    judges: ['7644-3.4.2.2-16', '7644-3.4.2.2-18', '7644-3.4.2.2-20'],
    needs: ['filter', 'User.displayName', 'User.userName'],
    after: ['filter-instant-order', 'user-time-stamps'],
  }),
  async ({ users, judge }) => {
    const ada = await users.create({ displayName: 'Ada before' });
    const timeOf = (value: unknown) => (isObject(value) ? Date.parse(String(value.lastModified)) : Number.NaN);
    const created = timeOf(ada.meta);
    let now = ada;
    for (let more = 0; more < 8 && !(timeOf(now.meta) > created); more += 1) {
      await users.put(ada, users.body({ userName: ada.userName ?? '', displayName: `Ada ${more}` }));
      now = await users.read(ada);
    }
    // Where time is told in whole seconds, both may be of the same one.
    if (!(timeOf(now.meta) > created)) return;
    const instant = isObject(now.meta) ? now.meta.lastModified : '';
    const made = isObject(ada.meta) ? ada.meta.lastModified : '';
    for (const [rule, comparison, isHers] of [
      ['7644-3.4.2.2-16', `gt "${made}"`, true],
      ['7644-3.4.2.2-18', `ge "${instant}"`, true],
      ['7644-3.4.2.2-20', `lt "${instant}"`, false],
    ] as const) {
      const answer = await users.list({ filter: `userName eq "${ada.userName}" and meta.lastModified ${comparison}` });
      judge.that(rule, answer.status !== 200 || idsOf(answer).includes(ada.id) === isHers, {
        expected: `${isHers ? 'the User' : 'nobody'} by meta.lastModified ${comparison}`,
        observed: isHers ? 'nobody' : 'the User',
        answer,
      });
    }
  },
);

test(
  'compares in an extension by every operator',
  check('filter-extension-operators', {
    judges: ['7644-3.4.2.2-34', '7644-3.4.2.2-15'],
    needs: ['filter', 'User.userName', 'Enterprise.department'],
    after: ['filter-extension', 'filter-pr'],
  }),
  async ({ users, fresh, judge }) => {
    const word = fresh.word('mills');
    const [ada, bob] = await users.createAll([{ [urns.enterpriseUser]: { department: `Old ${word} Hall` } }, {}]);
    if (ada === undefined || bob === undefined) return;
    const path = `${urns.enterpriseUser}:department`;
    for (const [rule, comparison, isHers] of [
      ['7644-3.4.2.2-34', `co "${word}"`, true],
      ['7644-3.4.2.2-34', `sw "Old ${word}"`, true],
      ['7644-3.4.2.2-34', `ew "${word} Hall"`, true],
      ['7644-3.4.2.2-34', `sw "${word}"`, false],
      ['7644-3.4.2.2-15', 'pr', true],
    ] as const) {
      const names = `(userName eq "${ada.userName}" or userName eq "${bob.userName}")`;
      const answer = await users.list({ filter: `${path} ${comparison} and ${names}` });
      // Which filters are answered at all is another question (D62).
      judge.that(rule, answer.status !== 200 || brief(idsOf(answer)) === brief(isHers ? [ada.id] : []), {
        expected: `${isHers ? 'one User' : 'nobody'} by department ${comparison}`,
        observed: brief(idsOf(answer)),
        answer,
      });
    }
  },
);

test(
  'tells in brackets the primary value from the others',
  check('filter-primary', {
    judges: ['7644-3.4.2.2-29'],
    needs: ['filter', 'User.userName', 'User.emails.type', 'User.emails.primary'],
    after: ['filter-value-path', 'user-multi-valued'],
  }),
  async ({ mail, users, judge }) => {
    const ada = await users.create({
      emails: [
        { value: mail('a'), type: 'work', primary: true },
        { value: mail('b'), type: 'home', primary: false },
      ],
    });
    for (const [brackets, isHers] of [
      ['type eq "work" and primary eq true', true],
      ['type eq "home" and primary eq true', false],
    ] as const) {
      const answer = await users.list({ filter: `userName eq "${ada.userName}" and emails[${brackets}]` });
      judge.that('7644-3.4.2.2-29', answer.status !== 200 || idsOf(answer).includes(ada.id) === isHers, {
        expected: `${isHers ? 'the User' : 'nobody'} by emails[${brackets}]`,
        observed: isHers ? 'nobody' : 'the User',
        answer,
      });
    }
  },
);
