import fc from 'fast-check';
import { type Answer, brief, check, idsOf, property, resourcesOf, test, totalOf } from '#check';
import { urns } from '#scim';
import { counted } from '#wire';

test(
  'answers a list as a ListResponse with an integer totalResults',
  check('list-shape', {
    judges: ['7644-3.4.2-04', '7644-3.4.2-05', '7644-3.4.2-07', '7643-2.3-05'],
    after: ['user-create'],
  }),
  async ({ users, population, judge }) => {
    const answer = await users.list({ count: 2 });

    const { schemas, totalResults, Resources } = answer.json;
    judge.that('7644-3.4.2-04', Array.isArray(schemas) && schemas.includes(urns.listResponse), {
      expected: `schemas ${urns.listResponse}`,
      observed: brief(schemas),
      answer,
    });
    judge.that('7644-3.4.2-05', typeof totalResults === 'number' && Number.isInteger(totalResults), {
      expected: 'totalResults as an integer',
      observed: brief(totalResults),
      answer,
    });
    judge.that('7644-3.4.2-07', Array.isArray(Resources) && Resources.length > 0, {
      expected: `some of ${population.users.length} Users or more in Resources`,
      observed: brief(Resources),
      answer,
    });
    for (const name of ['startIndex', 'itemsPerPage']) {
      const value = answer.json[name];
      judge.that('7643-2.3-05', value === undefined || value === null || Number.isInteger(value), {
        expected: `${name} as an integer`,
        observed: brief(value),
        answer,
      });
    }
  },
);

test(
  'gives no more resources than count asks for',
  check('page-count', { judges: ['7644-3.4.2.4-06', '7644-3.4.2.4-10'], needs: ['index'], after: ['list-shape'] }),
  async ({ users, population, judge }) => {
    for (const count of [1, 2, Math.min(4, population.users.length)]) {
      const answer = await users.list({ count });

      const given = resourcesOf(answer).length;
      judge.that('7644-3.4.2.4-06', given <= count, {
        expected: `at most ${counted(count, 'resource')}`,
        observed: counted(given, 'resource'),
        answer,
      });
      judge.that('7644-3.4.2.4-10', (totalOf(answer) ?? 0) >= population.users.length, {
        expected: `totalResults of at least ${population.users.length}, whatever the page holds`,
        observed: brief(answer.json.totalResults),
        answer,
      });
    }
  },
);

test(
  'says on a partial page where it begins and how much it holds',
  check('page-members', {
    judges: ['7644-3.4.2-08', '7644-3.4.2-09', '7644-3.4.2.4-09', '7644-3.4.2.4-11'],
    needs: ['index'],
    after: ['page-count'],
  }),
  async ({ users, population, judge }) => {
    const answer = await users.list({ startIndex: 2, count: 1 });
    if (population.users.length < 3) return;

    const { startIndex, itemsPerPage } = answer.json;
    judge.that('7644-3.4.2-08', startIndex !== undefined && startIndex !== null, {
      expected: 'startIndex',
      observed: 'none',
      answer,
    });
    judge.that('7644-3.4.2-09', itemsPerPage !== undefined && itemsPerPage !== null, {
      expected: 'itemsPerPage',
      observed: 'none',
      answer,
    });
    judge.warn('7644-3.4.2.4-11', startIndex === 2, { expected: 'startIndex 2', observed: brief(startIndex), answer });
    const given = resourcesOf(answer).length;
    judge.warn('7644-3.4.2.4-09', itemsPerPage === given, {
      expected: `itemsPerPage ${given}`,
      observed: brief(itemsPerPage),
      answer,
    });
    judge.choice('page.itemsPerPage', itemsPerPage === given ? 'page' : 'count');
  },
);

test(
  'gives the number of matches but no resources for a count of 0',
  check('page-count-zero', { judges: ['7644-3.4.2.4-05'], needs: ['index'], after: ['list-shape'] }),
  async ({ users, population, judge }) => {
    const answer = await users.list({ count: 0 });

    if (!judge.status('7644-3.4.2.4-05', answer, 200)) return;
    const given = resourcesOf(answer).length;
    judge.that('7644-3.4.2.4-05', given === 0, {
      expected: 'no resources',
      observed: counted(given, 'resource'),
      answer,
    });
    judge.that('7644-3.4.2.4-05', (totalOf(answer) ?? 0) >= population.users.length, {
      expected: `totalResults of at least ${population.users.length}`,
      observed: brief(answer.json.totalResults),
      answer,
    });
  },
);

test(
  'takes a negative count for 0',
  check('page-count-negative', { judges: ['7644-3.4.2.4-04'], needs: ['index'], after: ['page-count-zero'] }),
  async ({ users, judge }) => {
    const answer = await users.list({ count: -1 });

    if (!judge.status('7644-3.4.2.4-04', answer, 200)) return;
    const given = resourcesOf(answer).length;
    judge.that('7644-3.4.2.4-04', given === 0, {
      expected: 'no resources',
      observed: counted(given, 'resource'),
      answer,
    });
  },
);

test(
  'takes a startIndex below 1 for 1',
  check('page-start-below-one', { judges: ['7644-3.4.2.4-03'], needs: ['index'], after: ['page-members'] }),
  async ({ users, population, judge }) => {
    const first = await users.list({ startIndex: 1, count: 2 });

    for (const startIndex of [0, -5]) {
      const answer = await users.list({ startIndex, count: 2 });

      if (!judge.status('7644-3.4.2.4-03', answer, 200)) continue;
      const given = answer.json.startIndex;
      judge.that('7644-3.4.2.4-03', given === undefined || given === 1, {
        expected: 'startIndex 1',
        observed: brief(given),
        answer,
      });
      judge.that(
        '7644-3.4.2.4-03',
        resourcesOf(answer).length === resourcesOf(first).length || population.users.length < 2,
        {
          expected: 'as many resources as on the first page',
          observed: `${resourcesOf(answer).length} resources`,
          answer: [first, answer],
        },
      );
    }
  },
);

test(
  'gives an empty page when startIndex lies past the end',
  check('page-past-the-end', {
    judges: ['7644-3.4.2.4-11', '7644-3.4.2.4-10'],
    needs: ['index', 'filter', 'filter-prefix'],
    after: ['page-members', 'filter-user-name-sw'],
  }),
  async ({ users, population, discovery, judge }) => {
    const answer = await users.list({ filter: population.filter, startIndex: 1000, count: 5 });

    if (!judge.status('7644-3.4.2.4-11', answer, 200)) return;
    const given = resourcesOf(answer).length;
    // Whoever knows no index paging, cannot say so before RFC 9865 and owns up to page 1, is warned only (D81).
    const ownsUp = answer.json.startIndex === 1 && discovery.config?.pagination === undefined;
    judge[ownsUp ? 'warn' : 'that']('7644-3.4.2.4-11', given === 0, {
      expected: 'no resources',
      observed: counted(given, 'resource'),
      answer,
    });
    judge.that('7644-3.4.2.4-10', totalOf(answer) === population.users.length, {
      expected: `totalResults ${population.users.length}`,
      observed: brief(answer.json.totalResults),
      answer,
    });
  },
);

test(
  'answers startIndex and count that are no integers with 400, or with its defaults',
  check('page-not-integers', {
    judges: ['7644-3.4.2.4-03', '7644-3.4.2.4-04'],
    needs: ['index'],
    after: ['list-shape'],
  }),
  async ({ users, judge }) => {
    for (const [requirement, query] of [
      ['7644-3.4.2.4-04', { count: 'abc' }],
      ['7644-3.4.2.4-04', { count: '1.5' }],
      ['7644-3.4.2.4-04', { count: '' }],
      ['7644-3.4.2.4-03', { startIndex: 'abc' }],
      ['7644-3.4.2.4-03', { startIndex: '99999999999' }],
    ] as const) {
      const answer = await users.list(query);

      judge.choice('page.noninteger', answer.status === 200 ? 'default' : 'refused');
      judge.status(requirement, answer, [200, 400]);
    }
  },
);

test(
  'gives every resource once when its pages are joined',
  check('pages-join', {
    judges: ['7644-3.4.2.4-12', '7644-3.4.2.4-06', '7644-3.4.2.4-10'],
    needs: ['index', 'filter', 'filter-prefix'],
    after: ['page-members', 'filter-user-name-sw'],
  }),
  async ({ users, population, judge }) => {
    const everybody = population.users.map(({ id }) => id);

    await property(
      fc.record({
        count: fc.integer({ min: 1, max: everybody.length + 1 }),
        startIndex: fc.integer({ min: 1, max: 3 }),
      }),
      async ({ count, startIndex }) => {
        const seen: string[] = [];
        const answers: Answer[] = [];
        for (let next = startIndex; next <= everybody.length; ) {
          const answer = await users.list({ filter: population.filter, startIndex: next, count });
          answers.push(answer);
          const ids = idsOf(answer);
          judge.that('7644-3.4.2.4-06', ids.length <= count, {
            expected: `at most ${count}`,
            observed: `${ids.length}`,
            answer,
          });
          judge.that('7644-3.4.2.4-10', totalOf(answer) === everybody.length, {
            expected: `totalResults ${everybody.length}`,
            observed: brief(answer.json.totalResults),
            answer,
          });
          seen.push(...ids);
          if (ids.length === 0) break;
          next += ids.length;
        }
        // Without sortBy no order is promised, so a gap is a caution and no more (D81).
        judge.warn(
          '7644-3.4.2.4-12',
          new Set(seen).size === seen.length && seen.length === everybody.length - startIndex + 1,
          {
            expected: `${everybody.length - startIndex + 1} different resources from startIndex ${startIndex} in pages of ${count}`,
            observed: `${seen.length}, of which ${new Set(seen).size} are different`,
            answer: answers,
          },
        );
      },
      { runs: 6 },
    );
  },
);

test(
  'gives every resource once when its sorted pages are joined',
  check('pages-join-sorted', {
    judges: ['7644-3.4.2.4-12', '7644-3.4.2.3-03'],
    needs: ['index', 'filter', 'filter-prefix', 'sort'],
    after: ['page-members', 'filter-user-name-sw', 'sort-ascending'],
  }),
  async ({ users, population, judge }) => {
    const everybody = population.users.map(({ id }) => id);
    const seen: string[] = [];
    const names: string[] = [];
    for (let next = 1; next <= everybody.length; next += 2) {
      const answer = await users.list({ filter: population.filter, sortBy: 'userName', startIndex: next, count: 2 });
      seen.push(...idsOf(answer));
      names.push(...resourcesOf(answer).map(({ userName }) => String(userName).toLowerCase()));
    }
    judge.that('7644-3.4.2.3-03', brief(names) === brief([...names].sort()), {
      expected: 'one order over all pages',
      observed: brief(names),
    });

    judge.that('7644-3.4.2.4-12', new Set(seen).size === everybody.length && seen.length === everybody.length, {
      expected: `${everybody.length} different resources`,
      observed: `${seen.length}, of which ${new Set(seen).size} are different`,
    });
  },
);

test(
  'shows on a later page what it shows on the first',
  check('pages-alike', {
    judges: ['7644-3.4.2.5-01', '7644-3.9-06', '7644-3.4.2-04'],
    needs: ['index', 'filter', 'filter-prefix', 'User.displayName'],
    after: ['page-members', 'projection-list'],
  }),
  async ({ users, population, judge }) => {
    for (const startIndex of [1, 3]) {
      const page = { filter: population.filter, startIndex, count: 2 };
      const some = await users.list({ ...page, attributes: 'userName' });
      const others = await users.list({ ...page, excludedAttributes: 'displayName' });
      for (const user of resourcesOf(some)) {
        judge.that('7644-3.4.2.5-01', user.userName !== undefined && user.displayName === undefined, {
          expected: `userName without displayName from startIndex ${startIndex}`,
          observed: brief(user),
          answer: some,
        });
      }
      for (const user of resourcesOf(others)) {
        judge.that('7644-3.9-06', user.userName !== undefined && user.displayName === undefined, {
          expected: `all but displayName from startIndex ${startIndex}`,
          observed: brief(user),
          answer: others,
        });
      }
      const { schemas } = some.json;
      judge.that('7644-3.4.2-04', Array.isArray(schemas) && schemas.includes(urns.listResponse), {
        expected: `schemas ${urns.listResponse} from startIndex ${startIndex}`,
        observed: brief(schemas),
        answer: some,
      });
    }
  },
);

test(
  'holds no more resources in a page than it announces',
  check('page-max-results', {
    judges: ['7643-5-12', '7644-3.4.2.4-08', '7644-3.4.2.1-04'],
    needs: ['discovery'],
    after: ['list-shape'],
  }),
  async ({ users, discovery, judge }) => {
    const answer = await users.list(
      discovery.maxResults === undefined || discovery.maxResults === 0 ? {} : { count: discovery.maxResults + 1 },
    );

    const given = resourcesOf(answer).length;
    judge.choice('page.over-max', answer.status === 200 ? 'capped' : 'refused');
    if (answer.status !== 200) {
      judge.error('7644-3.4.2.1-04', answer, 400, 'tooMany');
      return;
    }
    const { maxResults } = discovery;
    judge.that('7643-5-12', maxResults === undefined || maxResults === 0 || given <= maxResults, {
      expected: `at most ${counted(maxResults ?? 0, 'resource')}`,
      observed: counted(given, 'resource'),
      answer,
    });
    const isPartial = given < (totalOf(answer) ?? 0);
    const { startIndex, itemsPerPage, nextCursor } = answer.json;
    judge.that(
      '7644-3.4.2.4-08',
      !isPartial || nextCursor !== undefined || (startIndex !== undefined && itemsPerPage !== undefined),
      {
        expected: 'startIndex and itemsPerPage, or nextCursor, on a partial page',
        observed: brief({ startIndex, itemsPerPage, nextCursor }),
        answer,
      },
    );
  },
);

test(
  'passes over query parameters that nobody defined',
  check('query-unknown-parameter', { judges: ['7644-3.4.2-03'], after: ['list-shape'] }),
  async ({ users, judge }) => {
    const answer = await users.list({ count: 1, 'x-scimulate': 'unknown' });

    judge.choice('query.unknown', answer.status === 200 ? 'ignored' : 'refused');
    judge.warn('7644-3.4.2-03', answer.status === 200, {
      expected: 'status 200',
      observed: `status ${answer.status}`,
      answer,
    });
  },
);
