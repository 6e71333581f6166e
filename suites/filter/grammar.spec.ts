import fc from 'fast-check';
import { brief, check, property, resourcesOf, test } from '#check';
import { isObject } from '#scim';

test(
  'refuses a filter that breaks off or is no filter',
  check('filter-malformed', {
    judges: ['7644-3.4.2.2-32', '7644-3.4.2.2-07', '7644-3.12-19'],
    needs: ['filter'],
    after: ['filter-user-name-eq'],
  }),
  async ({ users, judge }) => {
    for (const filter of [
      'userName',
      'userName eq',
      'eq "x"',
      '(userName eq "x"',
      'userName eq "x")',
      'userName eq "x" and',
      'or userName eq "x"',
      'userName eq "x',
      'userName eq "x" "y"',
      'not userName',
      '()',
    ]) {
      const answer = await users.list({ filter });

      const isWord = filter.length < 14 && !filter.includes('(');
      if (
        !judge.that(
          isWord ? '7644-3.4.2.2-07' : '7644-3.4.2.2-32',
          (answer.status >= 400 && answer.status < 500) || answer.status === 501,
          {
            expected: `${filter} refused with 400`,
            observed: `status ${answer.status}`,
            answer,
          },
        )
      ) {
        continue;
      }
      if (answer.status !== 501) judge.error('7644-3.12-19', answer, 400, 'invalidFilter');
    }
  },
);

test(
  'declines an operator that it does not know',
  check('filter-unknown-operator', {
    judges: ['7644-3.4.2.2-41'],
    needs: ['filter'],
    after: ['filter-user-name-eq'],
  }),
  async ({ users, judge }) => {
    const answer = await users.list({ filter: 'userName regex "a"' });

    if (!judge.status('7644-3.4.2.2-41', answer, 400)) return;
    judge.that('7644-3.4.2.2-41', answer.json.scimType === 'invalidFilter', {
      expected: 'scimType invalidFilter',
      observed: `scimType ${brief(answer.json.scimType)}`,
      answer,
    });
  },
);

test(
  'does not take an empty filter for a wish to see everything',
  check('filter-empty', { judges: ['7644-3.4.2.2-06'], needs: ['filter'], after: ['filter-user-name-eq'] }),
  async ({ users, judge }) => {
    for (const filter of ['', ' ']) {
      const answer = await users.list({ filter, count: 1 });

      judge.choice('filter.empty', answer.status === 200 ? 'ignored' : 'refused');
      judge.warn('7644-3.4.2.2-06', answer.status === 400, {
        expected: 'status 400',
        observed: `status ${answer.status}`,
        answer,
      });
    }
  },
);

test(
  'answers a filter on an attribute that no schema has with invalidFilter, or with nobody',
  check('filter-unknown-attribute', {
    judges: ['7644-3.4.2.1-07', '7644-3.12-19'],
    needs: ['filter'],
    after: ['filter-user-name-eq'],
  }),
  async ({ users, population, judge }) => {
    const answer = await users.list({ filter: 'noSuchAttribute eq "x"' });

    judge.choice('unknown.filter', answer.status === 200 ? 'no-match' : 'refused');
    if (answer.status === 200) {
      judge.that('7644-3.4.2.1-07', resourcesOf(answer).length === 0, {
        expected: 'no resources, or 400',
        observed: `${resourcesOf(answer).length} resources of at least ${population.users.length}`,
        answer,
      });
    } else {
      judge.error('7644-3.12-19', answer, 400, 'invalidFilter');
    }
  },
);

test(
  'reads escapes in a string as JSON writes them',
  check('filter-string-escapes', {
    judges: ['7644-3.4.2.2-33'],
    needs: ['filter', 'User.displayName'],
    after: ['filter-co'],
  }),
  async ({ population, selects }) => {
    const eve = population.users.filter(({ displayName }) => displayName === 'Ember "Flint" Vale');
    if (eve.length === 0) return;

    await selects('7644-3.4.2.2-33', 'displayName eq "Ember \\"Flint\\" Vale"', eve);
    await selects('7644-3.4.2.2-33', 'displayName eq "\\u0045mber \\"Flint\\" Vale"', eve);
  },
);

test(
  'understands percent-encoding in a query, in either letter case',
  check('filter-percent-encoding', { judges: ['7644-1.2-01'], needs: ['filter'], after: ['filter-user-name-eq'] }),
  async ({ users, http, fresh, judge }) => {
    const ada = await users.create({ userName: fresh.userName('a+b') });
    const encoded = encodeURIComponent(`userName eq "${ada.userName}"`);

    for (const query of [encoded, encoded.replace(/%../g, (hex) => hex.toLowerCase())]) {
      const answer = await http.get(`${users.endpoint}?filter=${query}`);

      judge.that('7644-1.2-01', answer.status === 200 && answer.text.includes(ada.id), {
        expected: `the User ${ada.userName}`,
        observed: `status ${answer.status}, not found`,
        answer,
      });
    }
    // An escape within the name, which is one only to who decodes twice (D76).
    const literal = await users.post(users.body({ userName: fresh.userName('a%41b') }));
    if (literal.status !== 201) return;
    const found = await users.list({ filter: `userName eq "${literal.json.userName}"` });
    judge.that('7644-1.2-01', found.status === 200 && found.text.includes(String(literal.json.id)), {
      expected: `the User ${literal.json.userName}`,
      observed: `status ${found.status}, not found`,
      answer: found,
    });
  },
);

test(
  'says sensitive where it takes no filter in an address, and answers the same search',
  check('filter-sensitive', {
    judges: ['7644-3.12-28', '7644-7.5.2-04'],
    needs: ['filter'],
    after: ['filter-user-name-eq'],
  }),
  async ({ users, population, judge }) => {
    const [ada] = population.users;
    if (ada === undefined) return;
    const emails = Array.isArray(ada.emails) ? ada.emails.filter(isObject) : [];
    for (const [path, value] of [
      ['userName', ada.userName],
      ['externalId', ada.externalId],
      ['emails.value', emails[0]?.value],
    ] as const) {
      if (typeof value !== 'string') continue;
      const filter = `${path} eq "${value}"`;
      const refused = await users.list({ filter });
      if (refused.status !== 403 && refused.json.scimType !== 'sensitive') continue;
      judge.error('7644-3.12-28', refused, [403, 400], 'sensitive');
      const searched = await users.search({ filter });
      judge.that('7644-7.5.2-04', searched.status === 200 && searched.text.includes(ada.id), {
        expected: `the User by the same filter in a search`,
        observed: `status ${searched.status}`,
        answer: [refused, searched],
      });
    }
  },
);

/** Texts near the grammar: its own words in a wrong order, and signs that it does not know. */
const scrawls = fc
  .array(
    fc.constantFrom(
      'userName',
      'emails',
      'eq',
      'pr',
      'and',
      'or',
      'not',
      '(',
      ')',
      '[',
      ']',
      '"a"',
      '"',
      '.',
      ':',
      'true',
      '1',
      '-',
      '\\',
      "'a'",
      '$',
      '%',
      '\u0000',
      'é',
    ),
    { minLength: 1, maxLength: 8 },
  )
  .map((words) => words.join(' '));

test(
  'never breaks on a filter, however badly it is written',
  check('filter-never-breaks', { judges: ['7644-3.4.2.2-32'], needs: ['filter'], after: ['filter-malformed'] }),
  async ({ users, judge }) => {
    await property(
      scrawls,
      async (filter) => {
        const answer = await users.list({ filter, count: 1 });

        judge.that(
          '7644-3.4.2.2-32',
          answer.status === 200 || (answer.status >= 400 && answer.status < 500) || answer.status === 501,
          {
            expected: 'a list, or a refusal',
            observed: `status ${answer.status}`,
            answer,
          },
        );
      },
      { runs: 40 },
    );
  },
);
