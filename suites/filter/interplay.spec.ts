import { brief, check, idsOf, isUnassigned, test } from '#check';

test(
  'filters and sorts by what the projection leaves out',
  check('filter-beside-projection', {
    judges: ['7644-3.4.2.2-04', '7644-3.4.2.3-03', '7644-3.9-04'],
    needs: ['filter', 'filter-prefix', 'User.displayName'],
    after: ['filter-co', 'projection-list'],
  }),
  async ({ users, population, discovery, judge }) => {
    const [ada] = population.users;
    if (ada === undefined || isUnassigned(ada.displayName)) return;
    const filter = `displayName eq "${ada.displayName}" and userName eq "${ada.userName}"`;
    for (const query of [{ attributes: 'userName' }, { excludedAttributes: 'displayName' }]) {
      const answer = await users.list({ filter, ...query });

      judge.that('7644-3.4.2.2-04', answer.status !== 200 || brief(idsOf(answer)) === brief([ada.id]), {
        expected: `the User ${ada.userName} beside ${brief(query)}`,
        observed: brief(idsOf(answer)),
        answer,
      });
    }
    if (discovery.capabilities.get('sort') !== true) return;
    const sorted = { filter: population.filter, sortBy: 'displayName' };
    const [whole, some] = [await users.list(sorted), await users.list({ ...sorted, attributes: 'userName' })];
    if (whole.status !== 200 || some.status !== 200) return;
    judge.that('7644-3.4.2.3-03', brief(idsOf(some)) === brief(idsOf(whole)), {
      expected: 'the same order with attributes=userName',
      observed: brief(idsOf(some)),
      answer: [whole, some],
    });
  },
);

test(
  'takes words and brackets within quotes for text',
  check('filter-words-in-strings', {
    judges: ['7644-3.4.2.2-33', '7644-3.4.2.2-12'],
    needs: ['filter', 'User.displayName'],
    after: ['filter-co', 'filter-string-escapes'],
  }),
  async ({ users, population, fresh, judge }) => {
    // Whether displayName can be asked for at all is another question (D62).
    const plain = await users.list({ filter: `displayName eq "${population.users[0]?.displayName ?? 'x'}"` });
    if (plain.status !== 200) return;
    for (const words of [
      'this or that',
      'salt and pepper',
      'not (so)',
      'a [b] c',
      'x eq "y"',
      'back\\slash',
      'a)b(c',
    ]) {
      const displayName = `${fresh.word()} ${words}`;
      const made = await users.post(users.body({ displayName }));
      if (made.status !== 201 || made.json.displayName !== displayName) continue;
      for (const [requirement, filter] of [
        ['7644-3.4.2.2-33', `displayName eq ${JSON.stringify(displayName)}`],
        [
          '7644-3.4.2.2-12',
          `displayName co ${JSON.stringify(displayName.slice(2))} and userName eq "${made.json.userName}"`,
        ],
      ] as const) {
        const answer = await users.list({ filter });
        if (requirement === '7644-3.4.2.2-12' && [400, 501].includes(answer.status)) continue;
        judge.that(requirement, answer.status === 200 && brief(idsOf(answer)) === brief([made.json.id]), {
          expected: `one User by ${filter}`,
          observed: `status ${answer.status}, ${idsOf(answer).length} found`,
          answer,
        });
      }
    }
  },
);

test(
  'finds text in any script',
  check('filter-any-script', {
    judges: ['7644-3.4.2.2-10', '7644-3.4.2.2-13', '7644-3.8-01'],
    needs: ['filter', 'User.displayName'],
    after: ['filter-sw', 'text-any-script', 'search-users'],
  }),
  async ({ users, fresh, judge }) => {
    for (const word of ['Ågot', '山田', 'עדה', '👩🏽‍💻', '𝔸da']) {
      const displayName = `${word} ${fresh.word()}`;
      const made = await users.post(users.body({ displayName }));
      if (made.status !== 201 || made.json.displayName !== displayName) continue;
      const answers = [
        ['7644-3.4.2.2-10', await users.list({ filter: `displayName eq "${displayName}"` })],
        ['7644-3.4.2.2-13', await users.list({ filter: `displayName sw "${displayName}"` })],
        ['7644-3.8-01', await users.search({ filter: `displayName eq "${displayName}"` })],
      ] as const;
      for (const [requirement, answer] of answers) {
        if (answer.status !== 200) continue;
        judge.that(requirement, idsOf(answer).includes(String(made.json.id)), {
          expected: `the User ${displayName}`,
          observed: `${idsOf(answer).length} others`,
          answer,
        });
      }
    }
  },
);

test(
  'finds a User by what it is now, and no more by what it was',
  check('filter-follows-changes', {
    judges: ['7644-3.4.2.2-10', '7644-3.4.2.2-37', '7644-3.4.2.2-15'],
    needs: ['filter', 'patch', 'User.displayName', 'User.userName', 'optional:User.emails', 'User.emails.value'],
    after: ['filter-user-name-eq', 'filter-multi-valued', 'patch-replace', 'patch-remove-multi-valued'],
  }),
  async ({ users, fresh, mail, judge }) => {
    const before = { userName: fresh.userName('before'), displayName: fresh.word('before') };
    const now = { userName: fresh.userName('after'), displayName: fresh.word('after') };
    const ada = await users.create({ ...before, emails: [{ value: mail('a'), type: 'work' }] });
    const answer = await users.patch(ada, [
      { op: 'replace', path: 'userName', value: now.userName },
      { op: 'replace', path: 'displayName', value: now.displayName },
      { op: 'remove', path: 'emails' },
    ]);
    if (answer.status >= 300) return;

    for (const [requirement, filter, isHers] of [
      ['7644-3.4.2.2-10', `userName eq "${now.userName}"`, true],
      ['7644-3.4.2.2-10', `userName eq "${before.userName}"`, false],
      ['7644-3.4.2.2-10', `displayName eq "${now.displayName}"`, true],
      ['7644-3.4.2.2-10', `displayName eq "${before.displayName}"`, false],
      ['7644-3.4.2.2-37', `emails.value eq "${mail('a')}"`, false],
      ['7644-3.4.2.2-15', `emails pr and userName eq "${now.userName}"`, false],
    ] as const) {
      const found = await users.list({ filter });
      if (found.status !== 200) continue;
      judge.that(requirement, idsOf(found).includes(ada.id) === isHers, {
        expected: `${isHers ? 'the User' : 'nobody'} by ${filter}`,
        observed: isHers ? 'nobody' : 'the User',
        answer: found,
      });
    }
  },
);

test(
  'shows Users who are not active as it shows the others',
  check('user-inactive-shown', {
    judges: ['7644-3.4.1-02', '7644-3.4.2-07'],
    needs: ['filter', 'User.active', 'patch'],
    after: ['user-active', 'filter-user-name-eq'],
  }),
  async ({ users, judge }) => {
    const ada = await users.create({ active: true });
    const answer = await users.patch(ada, [{ op: 'replace', path: 'active', value: false }]);
    if (answer.status >= 300) return;

    const read = await users.get(ada);
    judge.status('7644-3.4.1-02', read, 200);
    const listed = await users.list({ filter: `userName eq "${ada.userName}"` });
    judge.that('7644-3.4.2-07', listed.status !== 200 || idsOf(listed).includes(ada.id), {
      expected: 'the User in the list',
      observed: 'not listed',
      answer: listed,
    });
  },
);
