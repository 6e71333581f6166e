import { brief, check, idsOf, select, test } from '#check';
import { isObject, type JsonObject } from '#scim';

/** Whether one element of emails fits both. */
function hasEmail(user: JsonObject, type: string, value: string): boolean {
  const { emails } = user;
  return Array.isArray(emails) && emails.some((each) => isObject(each) && each.type === type && each.value === value);
}

/** The address of a type, if the User has one. */
function emailOf(user: JsonObject | undefined, type: string): string | undefined {
  const emails = user?.emails;
  const found = Array.isArray(emails) ? emails.filter(isObject).find((each) => each.type === type) : undefined;
  return typeof found?.value === 'string' ? found.value : undefined;
}

test(
  'lets a filter in brackets fit one and the same value',
  check('filter-value-path', {
    judges: ['7644-3.4.2.2-29'],
    needs: ['filter', 'User.emails.type', 'User.emails.value'],
    after: ['filter-multi-valued'],
  }),
  async ({ users, population, judge }) => {
    const [ada, , , dan] = population.users;
    const pairs = [
      ['work', emailOf(ada, 'work')],
      ['work', emailOf(ada, 'home')],
      ['home', emailOf(dan, 'home')],
    ] as const;
    for (const [type, value] of pairs) {
      if (value === undefined) continue;
      const { answer, ids } = await select(users, population, `emails[type eq "${type}" and value eq "${value}"]`);

      if (ids === undefined) {
        judge.choice('filter.valuepath', 'refused');
        judge.that('7644-3.4.2.2-29', answer.status === 400 || answer.status === 501, {
          expected: 'a list, or a refusal',
          observed: `status ${answer.status}`,
          answer,
        });
        continue;
      }
      judge.choice('filter.valuepath', 'yes');
      const wanted = population.users.filter((user) => hasEmail(user, type, value)).map(({ id }) => id);
      judge.that('7644-3.4.2.2-29', brief([...ids].sort()) === brief([...wanted].sort()), {
        expected: `${wanted.length} of the population`,
        observed: `${ids.length}`,
        answer,
      });
    }
  },
);

test(
  'reads brackets within a filter in brackets',
  check('filter-value-path-logic', {
    judges: ['7644-3.4.2.2-29', '7644-3.4.2.2-31'],
    needs: ['filter', 'User.emails.type', 'User.emails.value'],
    after: ['filter-value-path'],
  }),
  async ({ users, population, judge }) => {
    const [ada, bob] = population.users;
    const [work, home, other] = [emailOf(ada, 'work'), emailOf(ada, 'home'), emailOf(bob, 'home')];
    if (work === undefined || home === undefined || other === undefined) return;
    for (const [filter, holds] of [
      [
        `emails[type eq "home" and (value eq "${work}" or value eq "${other}")]`,
        (user: JsonObject) => hasEmail(user, 'home', work) || hasEmail(user, 'home', other),
      ],
      [
        `emails[(type eq "work" or type eq "home") and not (value ne "${home}")]`,
        (user: JsonObject) => hasEmail(user, 'home', home),
      ],
    ] as const) {
      const { answer, ids } = await select(users, population, filter);
      const isRefused = answer.status === 400 || answer.status === 501;
      judge.that('7644-3.4.2.2-31', !isRefused, {
        expected: 'brackets and operators understood',
        observed: `status ${answer.status}`,
        answer,
      });
      if (ids === undefined) continue;
      const wanted = population.users.filter(holds).map(({ id }) => id);
      judge.that('7644-3.4.2.2-29', brief([...ids].sort()) === brief([...wanted].sort()), {
        expected: `${filter} selects ${wanted.length} of the population`,
        observed: `${ids.length}`,
        answer,
      });
    }
  },
);

test(
  'lets two comparisons outside brackets fit different values',
  check('filter-value-path-outside', {
    judges: ['7644-3.4.2.2-37'],
    needs: ['filter', 'User.emails.type', 'User.emails.value'],
    after: ['filter-multi-valued', 'filter-and'],
  }),
  async ({ population, selects }) => {
    const [ada] = population.users;
    const home = emailOf(ada, 'home');
    if (ada === undefined || home === undefined) return;

    await selects('7644-3.4.2.2-37', `emails.type eq "work" and emails.value eq "${home}"`, [ada]);
  },
);

test(
  'refuses a filter in brackets that is none',
  check('filter-value-path-malformed', {
    judges: ['7644-3.4.2.2-30'],
    needs: ['filter', 'User.emails.type'],
    after: ['filter-malformed'],
  }),
  async ({ users, judge }) => {
    for (const filter of [
      'emails[foo bar]',
      'emails[]',
      'emails[type eq "work"',
      'emails[type eq "work"]]',
      'emails[type eq]',
    ]) {
      const answer = await users.list({ filter });

      judge.that('7644-3.4.2.2-30', answer.status === 400 || answer.status === 501, {
        expected: `${filter} refused with 400`,
        observed: `status ${answer.status}, ${idsOf(answer).length} found`,
        answer,
      });
    }
  },
);

test(
  'implies the value of a complex attribute, or refuses the filter',
  check('filter-implied-value', {
    judges: ['7644-3.4.2.2-44', '7644-3.4.2.2-38'],
    needs: ['filter', 'User.emails.value'],
    after: ['filter-multi-valued'],
  }),
  async ({ users, population, judge }) => {
    const { answer, ids } = await select(users, population, 'emails co "example.org"');

    judge.choice('filter.implied-value', ids === undefined ? 'refused' : ids.length === 0 ? 'empty' : 'yes');
    if (ids === undefined) {
      judge.error('7644-3.4.2.2-38', answer, 400, 'invalidFilter');
      return;
    }
    const holds = (user: JsonObject) => JSON.stringify(user.emails ?? []).includes('example.org');
    const wanted = population.users.filter(holds).map(({ id }) => id);
    judge.warn('7644-3.4.2.2-44', ids.length > 0, {
      expected: `${wanted.length} of the population`,
      observed: 'none',
      answer,
    });
    judge.that(
      '7644-3.4.2.2-44',
      ids.every((id) => wanted.includes(id)),
      {
        expected: 'only Users with such an address',
        observed: `${ids.filter((id) => !wanted.includes(id)).length} others`,
        answer,
      },
    );
  },
);
