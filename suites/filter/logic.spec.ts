import { check, type Resource, test } from '#check';

interface Names {
  readonly filters: readonly string[];
  readonly users: readonly Resource[];
}

/** The filters `userName eq` for the first users, which every server that filters understands. */
function byName(users: readonly Resource[]): Names {
  return { users, filters: users.map(({ userName }) => `userName eq "${userName}"`) };
}

test(
  'joins filters with and',
  check('filter-and', {
    judges: ['7644-3.4.2.2-24'],
    needs: ['filter', 'filter-prefix'],
    after: ['filter-user-name-sw'],
  }),
  async ({ population, selects }) => {
    const { filters, users } = byName(population.users);
    const [a, b] = filters;
    const whole = population.filter;

    await selects('7644-3.4.2.2-24', `${a} and ${whole}`, users.slice(0, 1));
    await selects('7644-3.4.2.2-24', `${a} and ${b}`, []);
  },
);

test(
  'joins filters with or',
  check('filter-or', { judges: ['7644-3.4.2.2-25'], needs: ['filter'], after: ['filter-user-name-eq'] }),
  async ({ population, selects }) => {
    const { filters, users } = byName(population.users);
    const [a, b] = filters;

    await selects('7644-3.4.2.2-25', `${a} or ${b}`, users.slice(0, 2));
    await selects('7644-3.4.2.2-25', `${a} or ${a}`, users.slice(0, 1));
  },
);

test(
  'negates a filter, in one spelling of not at least',
  check('filter-not', { judges: ['7644-3.4.2.2-26'], needs: ['filter', 'filter-prefix'], after: ['filter-and'] }),
  async ({ judge, population, users, selects }) => {
    const { filters, users: everybody } = byName(population.users);
    const plain = [`not (${filters[0]})`, `not(${filters[0]})`];
    const answers = [];
    for (const filter of plain) answers.push(await users.list({ filter, count: 1 }));

    const works = answers.map(({ status }) => status === 200);
    judge.choice(
      'filter.grammar',
      works.every(Boolean) ? 'not( and not (' : works[0] ? 'not (' : works[1] ? 'not(' : 'no not',
    );
    judge.that('7644-3.4.2.2-26', works.some(Boolean), {
      expected: 'not ( or not( understood',
      observed: answers.map(({ status }) => `status ${status}`).join(', '),
      answer: answers,
    });
    judge.warn('7644-3.4.2.2-26', works.every(Boolean) || !works.some(Boolean), {
      expected: 'both spellings of not understood',
      observed: answers.map(({ status }) => `status ${status}`).join(', '),
      answer: answers,
    });
    for (const [at, filter] of plain.entries()) {
      if (works[at]) await selects('7644-3.4.2.2-26', `${filter} and ${population.filter}`, everybody.slice(1));
    }
  },
);

test(
  'binds and closer than or',
  check('filter-precedence', {
    judges: ['7644-3.4.2.2-35', '7644-3.4.2.2-36', '7644-3.4.2.2-09'],
    needs: ['filter'],
    after: ['filter-and', 'filter-or'],
  }),
  async ({ population, selects }) => {
    const { filters, users } = byName(population.users);
    const [a, b, c] = filters;

    await selects('7644-3.4.2.2-35', `${a} or ${b} and ${c}`, users.slice(0, 1));
    await selects('7644-3.4.2.2-36', `${b} and ${c} or ${a}`, users.slice(0, 1));
    await selects('7644-3.4.2.2-09', `(${a} or ${b}) and ${c}`, []);
    await selects('7644-3.4.2.2-09', `(${a} or ${b}) and ${b}`, users.slice(1, 2));
  },
);

test(
  'negates only what stands in the brackets after not',
  check('filter-not-precedence', { judges: ['7644-3.4.2.2-36'], needs: ['filter'], after: ['filter-not'] }),
  async ({ population, selects }) => {
    const { filters, users } = byName(population.users);
    const [a, b] = filters;

    await selects('7644-3.4.2.2-36', `not (${a}) and ${b}`, users.slice(1, 2));
    await selects('7644-3.4.2.2-36', `${b} and not (${a})`, users.slice(1, 2));
  },
);

test(
  'reads operators and attribute names in any letter case',
  check('filter-letter-case', {
    judges: ['7644-3.4.2.2-05', '7644-3.10-05'],
    needs: ['filter'],
    after: ['filter-user-name-eq'],
  }),
  async ({ judge, population, users }) => {
    const [ada] = population.users;
    if (ada === undefined) return;

    const name = `"${ada.userName}"`;
    const urn = users.schema.base.urn;
    for (const [requirement, filter] of [
      ['7644-3.4.2.2-05', `userName EQ ${name}`],
      ['7644-3.4.2.2-05', `userName Eq ${name}`],
      ['7644-3.10-05', `USERNAME eq ${name}`],
      ['7644-3.10-05', `${urn.toUpperCase()}:USERNAME eq ${name}`],
    ] as const) {
      const answer = await users.list({ filter });

      judge.that(requirement, answer.status === 200 && answer.text.includes(ada.id), {
        expected: `${filter} to find the User`,
        observed: `status ${answer.status}, ${answer.text.includes(ada.id) ? 'found' : 'not found'}`,
        answer,
      });
    }
  },
);

test(
  'reads and, or and not in capitals',
  check('filter-logic-letter-case', {
    judges: ['7644-3.4.2.2-05'],
    needs: ['filter'],
    after: ['filter-and', 'filter-or'],
  }),
  async ({ population, selects }) => {
    const { filters, users } = byName(population.users);
    const [a, b] = filters;

    await selects('7644-3.4.2.2-05', `${a} OR ${b}`, users.slice(0, 2));
    await selects('7644-3.4.2.2-05', `${a} AND ${b}`, []);
  },
);
