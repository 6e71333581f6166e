import { brief, check, idsOf, resourcesOf, select, test, totalOf } from '#check';
import { isObject, type JsonObject } from '#scim';

/** The text of an attribute, folded, or undefined where there is none. */
function textOf(resource: JsonObject, name: string): string | undefined {
  const value = resource[name];
  return typeof value === 'string' && value !== '' ? value.toLowerCase() : undefined;
}

test(
  'finds a User by userName',
  check('filter-user-name-eq', {
    judges: ['7644-3.4.2.2-10', '7643-5-11'],
    needs: ['filter'],
    after: ['user-create', 'list-shape'],
  }),
  async ({ users, population, judge }) => {
    const [ada] = population.users;
    if (ada === undefined) return;

    const answer = await users.list({ filter: `userName eq "${ada.userName}"` });

    judge.status('7643-5-11', answer, 200);
    judge.that('7644-3.4.2.2-10', idsOf(answer).length === 1 && idsOf(answer)[0] === ada.id, {
      expected: `exactly the User ${ada.userName}`,
      observed:
        resourcesOf(answer)
          .map(({ userName }) => String(userName))
          .join(', ') || 'none',
      answer,
    });
    const cut = String(ada.userName).slice(0, -1);
    const shorter = await users.list({ filter: `userName eq "${cut}"` });
    judge.that('7644-3.4.2.2-10', shorter.status !== 200 || !idsOf(shorter).includes(ada.id), {
      expected: `not ${ada.userName} for "${cut}"`,
      observed: 'found',
      answer: shorter,
    });
  },
);

test(
  'finds a User by userName in any letter case',
  check('filter-user-name-case', {
    judges: ['7643-4.1.1-03', '7644-3.4.2.2-42'],
    needs: ['filter'],
    after: ['filter-user-name-eq'],
  }),
  async ({ users, population, judge }) => {
    const [ada] = population.users;
    if (ada === undefined) return;

    const answer = await users.list({ filter: `userName eq "${String(ada.userName).toUpperCase()}"` });

    for (const requirement of ['7643-4.1.1-03', '7644-3.4.2.2-42'] as const) {
      judge.that(requirement, idsOf(answer).includes(ada.id), {
        expected: `the User ${ada.userName}`,
        observed: 'not found',
        answer,
      });
    }
  },
);

test(
  'finds a User by externalId in its own letter case only',
  check('filter-external-id-case', {
    judges: ['7643-3.1-16', '7644-3.4.2.2-42', '7643-3-09'],
    needs: ['filter'],
    after: ['user-external-id', 'filter-user-name-eq'],
  }),
  async ({ users, population, judge }) => {
    const [ada] = population.users;
    if (ada === undefined || typeof ada.externalId !== 'string') return;
    const { externalId } = ada;

    const exact = await users.list({ filter: `externalId eq "${externalId}"` });
    const isFound = judge.that('7643-3-09', exact.status === 200 && idsOf(exact).includes(ada.id), {
      expected: `the User with externalId ${externalId}`,
      observed: `status ${exact.status}, ${idsOf(exact).length} found`,
      answer: exact,
    });
    if (!isFound) return;
    const other = await users.list({ filter: `externalId eq "${externalId.toUpperCase()}"` });
    for (const requirement of ['7643-3.1-16', '7644-3.4.2.2-42'] as const) {
      judge.that(requirement, !idsOf(other).includes(ada.id), {
        expected: 'nobody in another letter case',
        observed: `the User with externalId ${externalId}`,
        answer: other,
      });
    }
  },
);

test(
  'finds a resource by id, and by meta.created',
  check('filter-common-attributes', {
    judges: ['7643-3-09', '7644-3.4.2.2-16'],
    needs: ['filter'],
    after: ['filter-user-name-eq'],
  }),
  async ({ population, selects }) => {
    const [ada] = population.users;
    if (ada === undefined) return;

    await selects('7643-3-09', `id eq "${ada.id}"`, [ada]);
    const created = isObject(ada.meta) ? String(ada.meta.created) : '';
    if (Number.isNaN(Date.parse(created))) return;
    const instant = (user: JsonObject) => Date.parse(String(isObject(user.meta) ? user.meta.created : ''));
    const long = new Date(Date.parse(created) - 60_000).toISOString();
    await selects(
      '7644-3.4.2.2-16',
      `meta.created gt "${long}"`,
      population.users.filter((user) => instant(user) > Date.parse(long)),
    );
  },
);

test(
  'selects userNames by their beginning',
  check('filter-user-name-sw', {
    judges: ['7644-3.4.2.2-13', '7644-3.4.2.2-04'],
    needs: ['filter'],
    after: ['filter-user-name-eq'],
  }),
  async ({ users, population, judge, selects }) => {
    await users.create();
    if (!(await selects('7644-3.4.2.2-13', population.filter, population.users))) return;

    const answer = await users.list({ filter: population.filter });

    judge.that('7644-3.4.2.2-04', totalOf(answer) === population.users.length, {
      expected: `totalResults ${population.users.length}`,
      observed: String(answer.json.totalResults),
      answer,
    });
  },
);

test(
  'selects by a part of the value',
  check('filter-co', {
    judges: ['7644-3.4.2.2-12'],
    needs: ['filter', 'User.displayName'],
    after: ['filter-user-name-eq'],
  }),
  async ({ population, selects }) => {
    for (const part of ['quill', 'Reed', 'n', ' ', 'zzz']) {
      const wanted = population.users.filter((user) => textOf(user, 'displayName')?.includes(part.toLowerCase()));
      await selects('7644-3.4.2.2-12', `displayName co "${part}"`, wanted);
    }
  },
);

test(
  'takes signs that databases make patterns of for what they are',
  check('filter-co-literal', { judges: ['7644-3.4.2.2-12'], needs: ['filter', 'User.title'], after: ['filter-co'] }),
  async ({ population, selects }) => {
    for (const part of ['%', '_', '*', '100%_', 'E%r']) {
      const wanted = population.users.filter((user) => textOf(user, 'title')?.includes(part.toLowerCase()));
      await selects('7644-3.4.2.2-12', `title co "${part}"`, wanted);
    }
  },
);

test(
  'selects by the beginning of the value',
  check('filter-sw', {
    judges: ['7644-3.4.2.2-13'],
    needs: ['filter', 'User.displayName'],
    after: ['filter-user-name-sw'],
  }),
  async ({ population, selects }) => {
    for (const part of ['Amber', 'b', 'Cobalt Quill', 'Quill']) {
      const wanted = population.users.filter((user) => textOf(user, 'displayName')?.startsWith(part.toLowerCase()));
      await selects('7644-3.4.2.2-13', `displayName sw "${part}"`, wanted);
    }
  },
);

test(
  'selects by the end of the value',
  check('filter-ew', {
    judges: ['7644-3.4.2.2-14'],
    needs: ['filter', 'User.displayName'],
    after: ['filter-user-name-eq'],
  }),
  async ({ population, selects }) => {
    for (const part of ['Reed', 'l', 'Fen Reed', 'Fen']) {
      const wanted = population.users.filter((user) => textOf(user, 'displayName')?.endsWith(part.toLowerCase()));
      await selects('7644-3.4.2.2-14', `displayName ew "${part}"`, wanted);
    }
  },
);

test(
  'selects by inequality those with another value',
  check('filter-ne', {
    judges: ['7644-3.4.2.2-11'],
    needs: ['filter', 'filter-prefix'],
    after: ['filter-user-name-eq'],
  }),
  async ({ population, selects }) => {
    const [ada, ...others] = population.users;
    if (ada === undefined) return;

    await selects('7644-3.4.2.2-11', `userName ne "${ada.userName}" and ${population.filter}`, others);
  },
);

test(
  'selects those that have a value at all',
  check('filter-pr', { judges: ['7644-3.4.2.2-15'], needs: ['filter'], after: ['filter-user-name-eq'] }),
  async ({ population, users, selects }) => {
    for (const name of ['title', 'nickName', 'name', 'emails', 'userName', 'active']) {
      // Whether an empty value is present is open (D12), so nobody has one.
      const wanted = population.users.filter(
        ({ [name]: value }) => value !== undefined && value !== null && JSON.stringify(value) !== '[]',
      );
      if (!users.schema.base.attributes.has(name.toLowerCase())) continue;
      await selects('7644-3.4.2.2-15', `${name} pr`, wanted);
    }
  },
);

test(
  'compares booleans as booleans',
  check('filter-boolean', {
    judges: ['7644-3.4.2.2-10'],
    needs: ['filter', 'User.active'],
    after: ['filter-user-name-eq'],
  }),
  async ({ population, selects }) => {
    for (const value of [true, false]) {
      const wanted = population.users.filter(({ active }) => active === value);
      await selects('7644-3.4.2.2-10', `active eq ${value}`, wanted);
    }
  },
);

const orders = {
  gt: ['7644-3.4.2.2-16', (value: string, limit: string) => value > limit],
  ge: ['7644-3.4.2.2-18', (value: string, limit: string) => value >= limit],
  lt: ['7644-3.4.2.2-20', (value: string, limit: string) => value < limit],
  le: ['7644-3.4.2.2-22', (value: string, limit: string) => value <= limit],
} as const;

test(
  'compares strings by their order',
  check('filter-string-order', {
    judges: ['7644-3.4.2.2-16', '7644-3.4.2.2-18', '7644-3.4.2.2-20', '7644-3.4.2.2-22'],
    needs: ['filter', 'User.displayName'],
    after: ['filter-user-name-eq'],
  }),
  async ({ population, users, judge }) => {
    const limit = 'cobalt quill';
    for (const [operator, [requirement, holds]] of Object.entries(orders)) {
      const filter = `displayName ${operator} "${limit}"`;
      const { answer, ids } = await select(users, population, filter);
      if (ids === undefined) {
        judge.warn(requirement, false, {
          expected: 'an answer to the filter',
          observed: `status ${answer.status}`,
          answer,
        });
        continue;
      }
      const selected = (fold: (text: string) => string) =>
        population.users
          .filter(({ displayName }) => typeof displayName === 'string' && holds(fold(displayName), limit))
          .map(({ id }) => id);
      const [folded, exact] = [selected((text) => text.toLowerCase()), selected((text) => text)];
      const isOneOf = (wanted: readonly string[]) => brief([...wanted].sort()) === brief([...ids].sort());
      // Whether letter case counts in an order, and not in equality alone, can be read either way (D11).
      judge.that(requirement, isOneOf(folded) || isOneOf(exact), {
        expected: `${filter} to select ${folded.length} of the population`,
        observed: `${ids.length}`,
        answer,
      });
      const ignoresCase = users.schema.base.attributes.get('displayname')?.caseExact === false;
      judge.warn(requirement, !ignoresCase || isOneOf(folded) || !isOneOf(exact), {
        expected: `${filter} without regard to letter case`,
        observed: 'the order of an exact comparison',
        answer,
      });
    }
  },
);

test(
  'compares instants by their order, whatever zone they are written in',
  check('filter-instant-order', {
    judges: ['7644-3.4.2.2-18', '7644-3.4.2.2-20'],
    needs: ['filter', 'filter-prefix'],
    after: ['filter-user-name-eq', 'user-time-stamp-form'],
  }),
  async ({ population, selects }) => {
    const instant = (user: JsonObject) => Date.parse(String(isObject(user.meta) ? user.meta.created : ''));
    const first = Math.min(...population.users.map(instant));
    if (Number.isNaN(first)) return;
    // A minute before the first of them, once in UTC and once two hours to the east.
    const limit = first - 60_000;
    const east = `${new Date(limit + 7_200_000).toISOString().slice(0, 19)}+02:00`;
    for (const text of [`${new Date(limit).toISOString().slice(0, 19)}Z`, east]) {
      await selects('7644-3.4.2.2-18', `meta.created ge "${text}" and ${population.filter}`, population.users);
      await selects('7644-3.4.2.2-20', `meta.created lt "${text}" and ${population.filter}`, []);
    }
  },
);

test(
  'refuses to order booleans',
  check('filter-boolean-order', {
    judges: ['7644-3.4.2.2-17', '7644-3.4.2.2-19', '7644-3.4.2.2-21', '7644-3.4.2.2-23', '7644-3.12-19'],
    needs: ['filter', 'User.active'],
    after: ['filter-boolean'],
  }),
  async ({ users, judge }) => {
    for (const [operator, requirement] of [
      ['gt', '7644-3.4.2.2-17'],
      ['ge', '7644-3.4.2.2-19'],
      ['lt', '7644-3.4.2.2-21'],
      ['le', '7644-3.4.2.2-23'],
    ] as const) {
      const answer = await users.list({ filter: `active ${operator} true` });

      // A target that has no such operator at all may say so with 501 (D62).
      judge.warn(requirement, answer.status !== 501, { expected: 'status 400', observed: 'status 501', answer });
      if (answer.status === 501) continue;
      if (judge.status(requirement, answer, 400)) judge.error('7644-3.12-19', answer, 400, 'invalidFilter');
    }
  },
);

test(
  'finds a User by any of several values',
  check('filter-multi-valued', {
    judges: ['7644-3.4.2.2-37'],
    needs: ['filter', 'User.emails.value'],
    after: ['filter-user-name-eq'],
  }),
  async ({ population, selects }) => {
    const valuesOf = (user: JsonObject) =>
      Array.isArray(user.emails) ? user.emails.filter(isObject).map(({ value }) => value) : [];
    for (const value of valuesOf(population.users[0] ?? {})) {
      const wanted = population.users.filter((user) => valuesOf(user).includes(value));
      await selects('7644-3.4.2.2-37', `emails.value eq "${value}"`, wanted);
    }
  },
);

test(
  'filters by a sub-attribute',
  check('filter-sub-attribute', {
    judges: ['7644-3.4.2.2-38'],
    needs: ['filter', 'User.name.familyName'],
    after: ['filter-user-name-eq'],
  }),
  async ({ population, selects }) => {
    const wanted = population.users.filter(({ name }) => isObject(name) && name.familyName === 'Quill');
    await selects('7644-3.4.2.2-38', 'name.familyName eq "Quill"', wanted);
  },
);

test(
  'answers a filter that nothing matches with an empty list',
  check('filter-no-match', { judges: ['7644-3.4.2-10'], needs: ['filter'], after: ['filter-user-name-eq'] }),
  async ({ users, fresh, judge }) => {
    const answer = await users.list({ filter: `userName eq "${fresh.userName('nobody')}"` });

    if (!judge.status('7644-3.4.2-10', answer, 200)) return;
    judge.that('7644-3.4.2-10', resourcesOf(answer).length === 0 && answer.json.totalResults === 0, {
      expected: 'totalResults 0 and no resources',
      observed: `totalResults ${String(answer.json.totalResults)}, ${resourcesOf(answer).length} resources`,
      answer,
    });
  },
);

test(
  'filters by an extension attribute with its URN',
  check('filter-extension', {
    judges: ['7644-3.4.2.2-34', '7644-3.10-01'],
    needs: ['filter', 'Enterprise.department'],
    after: ['filter-user-name-eq'],
  }),
  async ({ population, users, selects }) => {
    const urn = [...users.schema.extensions.values()].find((each) => /enterprise/i.test(each.urn))?.urn ?? '';
    const wanted = population.users.filter(
      ({ [urn]: extension }) => isObject(extension) && extension.department === 'Research',
    );
    await selects('7644-3.4.2.2-34', `${urn}:department eq "Research"`, wanted);
    const [ada] = population.users;
    if (ada === undefined) return;
    await selects('7644-3.10-01', `${users.schema.base.urn}:userName eq "${ada.userName}"`, [ada]);
  },
);
