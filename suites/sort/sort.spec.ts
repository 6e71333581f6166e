import { type Answer, brief, check, resourcesOf, test, totalOf } from '#check';
import { isObject, type JsonObject } from '#scim';

function orderOf(answer: Answer, keyOf: (resource: JsonObject) => unknown): readonly unknown[] {
  return resourcesOf(answer).map((resource) => keyOf(resource));
}

/** Whether a page holds what the list begins with: a target may make its pages as short as it likes. */
function beginsAs(page: readonly unknown[], whole: readonly unknown[]): boolean {
  return page.length > 0 && brief(page) === brief(whole.slice(0, page.length));
}

const userName = (resource: JsonObject) => String(resource.userName).toLowerCase();

test(
  'sorts by userName, ascending unless told otherwise',
  check('sort-ascending', {
    judges: ['7644-3.4.2.3-03', '7644-3.4.2.3-08'],
    needs: ['sort', 'filter', 'filter-prefix'],
    after: ['filter-user-name-sw'],
  }),
  async ({ users, population, judge }) => {
    const wanted = population.users.map(userName).sort();

    for (const sortOrder of [undefined, 'ascending']) {
      const answer = await users.list({ filter: population.filter, sortBy: 'userName', sortOrder });

      judge.that(
        sortOrder === undefined ? '7644-3.4.2.3-08' : '7644-3.4.2.3-03',
        beginsAs(orderOf(answer, userName), wanted),
        {
          expected: brief(wanted),
          observed: brief(orderOf(answer, userName)),
          answer,
        },
      );
    }
    // The order is that of the list, and not only of what happens to be on the page.
    const page = await users.list({ filter: population.filter, sortBy: 'userName', count: 2 });
    const shown = orderOf(page, userName);
    judge.that('7644-3.4.2.3-03', beginsAs(shown, wanted), {
      expected: `a page that begins ${brief(wanted.slice(0, 2))}`,
      observed: brief(shown),
      answer: page,
    });
  },
);

test(
  'sorts descending in the opposite order',
  check('sort-descending', {
    judges: ['7644-3.4.2.3-08'],
    needs: ['sort', 'filter', 'filter-prefix'],
    after: ['sort-ascending'],
  }),
  async ({ users, population, judge }) => {
    const answer = await users.list({ filter: population.filter, sortBy: 'userName', sortOrder: 'descending' });

    const wanted = population.users.map(userName).sort().reverse();
    judge.that('7644-3.4.2.3-08', beginsAs(orderOf(answer, userName), wanted), {
      expected: brief(wanted),
      observed: brief(orderOf(answer, userName)),
      answer,
    });
  },
);

test(
  'sorts by a sub-attribute',
  check('sort-sub-attribute', {
    judges: ['7644-3.4.2.3-05'],
    needs: ['sort', 'filter', 'filter-prefix', 'User.name.familyName'],
    after: ['sort-ascending'],
  }),
  async ({ users, population, judge }) => {
    const family = (resource: JsonObject) =>
      isObject(resource.name) ? String(resource.name.familyName).toLowerCase() : '';
    const answer = await users.list({ filter: population.filter, sortBy: 'name.familyName' });

    if (answer.status === 400 || answer.status === 501) {
      // A target may sort by less than every attribute, as it may filter by less (D62).
      judge.warn('7644-3.4.2.3-05', false, { expected: 'a sorted list', observed: `status ${answer.status}`, answer });
      return;
    }
    const got = orderOf(answer, family);
    judge.that('7644-3.4.2.3-05', beginsAs(got, population.users.map(family).sort()), {
      expected: 'ascending family names',
      observed: brief(got),
      answer,
    });
  },
);

test(
  'puts resources without a value last when ascending, and first when descending',
  check('sort-missing-values', {
    judges: ['7644-3.4.2.3-06'],
    needs: ['sort', 'filter', 'filter-prefix', 'User.title'],
    after: ['sort-ascending'],
  }),
  async ({ users, population, judge }) => {
    const has = (resource: JsonObject) => typeof resource.title === 'string' && resource.title !== '';
    const known = population.users.filter(has).length;
    if (known === 0 || known === population.users.length) return;

    const upwards = await users.list({ filter: population.filter, sortBy: 'title' });
    const ascending = orderOf(upwards, has);
    const answer = await users.list({ filter: population.filter, sortBy: 'title', sortOrder: 'descending' });
    const descending = orderOf(answer, has);
    if (upwards.status !== 200 || answer.status !== 200) return;
    judge.that('7644-3.4.2.3-06', ascending.slice(0, known).every(Boolean) && !ascending.slice(known).some(Boolean), {
      expected: `the ${known} with a title before the others`,
      observed: ascending.map((each) => (each ? 'title' : 'none')).join(', '),
      answer: upwards,
    });
    const missing = population.users.length - known;
    judge.that(
      '7644-3.4.2.3-06',
      !descending.slice(0, missing).some(Boolean) && descending.slice(missing).every(Boolean),
      {
        expected: `the ${missing} without a title before the others`,
        observed: descending.map((each) => (each ? 'title' : 'none')).join(', '),
        answer,
      },
    );
  },
);

test(
  'sorts a caseExact string by its letters, any other without regard to case',
  check('sort-letter-case', {
    judges: ['7644-3.4.2.3-09'],
    needs: ['sort', 'filter', 'filter-prefix', 'User.displayName'],
    after: ['sort-ascending'],
  }),
  async ({ users, population, judge }) => {
    if (users.schema.base.attributes.get('displayname')?.caseExact !== false) return;
    const names = (resource: JsonObject) => String(resource.displayName).toLowerCase();
    const answer = await users.list({ filter: population.filter, sortBy: 'displayName' });

    const wanted = population.users.map(names).sort();
    if (answer.status !== 200) return;
    judge.that('7644-3.4.2.3-09', beginsAs(orderOf(answer, names), wanted), {
      expected: brief(wanted),
      observed: brief(orderOf(answer, names)),
      answer,
    });
  },
);

test(
  'sorts by the primary of several values, or else by the first',
  check('sort-primary', {
    judges: ['7644-3.4.2.3-04'],
    needs: ['sort', 'filter', 'filter-prefix', 'User.emails.value', 'User.emails.primary'],
    after: ['sort-ascending', 'sort-keeps-all'],
  }),
  async ({ users, fresh, mail, judge }) => {
    const family = fresh.family('primary');
    const three = [
      [
        ['m', 'home', false],
        ['z', 'work', true],
      ],
      [
        ['y', 'home', false],
        ['a', 'work', true],
      ],
      [
        ['c', 'work', false],
        ['zz', 'home', false],
      ],
    ] as const;
    for (const [at, emails] of three.entries()) {
      await users.create({
        userName: family.userName(`${at}`),
        emails: emails.map(([box, type, primary]) => ({ value: mail(box), type, primary })),
      });
    }
    const answer = await users.list({ filter: `userName sw "${family.prefix}"`, sortBy: 'emails.value' });
    if (answer.status !== 200) return;

    const key = (resource: JsonObject) => {
      const emails = Array.isArray(resource.emails) ? resource.emails.filter(isObject) : [];
      const chosen = emails.find(({ primary }) => primary === true) ?? emails[0];
      return chosen === undefined ? undefined : String(chosen.value).toLowerCase();
    };
    const got = orderOf(answer, key).filter((each) => each !== undefined);
    judge.warn('7644-3.4.2.3-04', brief(got) === brief([...got].sort()), {
      expected: 'the order of the primary addresses, or else of the first',
      observed: brief(got),
      answer,
    });
  },
);

test(
  'knows the words ascending and descending, and takes no other for one of them',
  check('sort-order-words', {
    judges: ['7644-3.4.2.3-07'],
    needs: ['sort', 'filter', 'filter-prefix'],
    after: ['sort-ascending', 'sort-descending'],
  }),
  async ({ users, population, judge }) => {
    const up = population.users.map(userName).sort();
    for (const [sortOrder, wanted] of [
      ['Descending', [...up].reverse()],
      ['sideways', up],
    ] as const) {
      const answer = await users.list({ filter: population.filter, sortBy: 'userName', sortOrder });

      judge.status('7644-3.4.2.3-07', answer, [200, 400]);
      if (answer.status !== 200) {
        judge.warn('7644-3.4.2.3-07', sortOrder === 'sideways', {
          expected: 'the word in any letter case',
          observed: `status ${answer.status}`,
          answer,
        });
        continue;
      }
      const got = orderOf(answer, userName);
      judge.warn('7644-3.4.2.3-07', brief(got) === brief(wanted.slice(0, got.length)), {
        expected: `${brief(wanted)} for sortOrder=${sortOrder}`,
        observed: brief(got),
        answer,
      });
    }
  },
);

test(
  'loses no resource by sorting',
  check('sort-keeps-all', {
    judges: ['7644-3.4.2.3-03'],
    needs: ['sort', 'filter', 'filter-prefix'],
    after: ['sort-ascending'],
  }),
  async ({ users, population, judge }) => {
    for (const sortBy of ['userName', 'meta.created', 'externalId', 'title', 'emails.value']) {
      const answer = await users.list({ filter: population.filter, sortBy });
      if (answer.status !== 200) continue;

      const shown = resourcesOf(answer).length;
      const total = totalOf(answer);
      const unsorted = resourcesOf(await users.list({ filter: population.filter })).length;
      judge.that('7644-3.4.2.3-03', total === population.users.length && shown === unsorted, {
        expected: `${unsorted} of ${population.users.length} resources with sortBy=${sortBy}, as without it`,
        observed: `${shown} of ${brief(total)} resources`,
        answer,
      });
    }
  },
);

test(
  'ignores an unknown sortBy, or refuses it',
  check('sort-unknown-attribute', { judges: ['7644-3.4.2.3-05'], needs: ['sort'], after: ['sort-ascending'] }),
  async ({ users, judge }) => {
    const answer = await users.list({ sortBy: 'noSuchAttribute', count: 1 });

    judge.choice('unknown.sortBy', answer.status === 200 ? 'ignored' : 'refused');
    judge.status('7644-3.4.2.3-05', answer, [200, 400, 501]);
  },
);

test(
  'refuses or ignores sorting where it does not offer it',
  check('sort-unsupported', { judges: ['7644-3.4.2.3-01'], needs: ['discovery'], after: ['list-shape'] }),
  async ({ users, discovery, judge }) => {
    if (discovery.capabilities.get('sort') === true) return;
    const answer = await users.list({ sortBy: 'userName', count: 1 });

    judge.choice('sort.unsupported', answer.status === 200 ? 'ignored' : 'refused');
    judge.status('7644-3.4.2.3-01', answer, [200, 400, 501]);
  },
);
