import { brief, check, idsOf, resourcesOf, test, totalOf } from '#check';
import { urns } from '#scim';

test(
  'answers a search as it answers the same list',
  check('search-users', {
    judges: ['7644-3.4.3-18', '7644-3.4.2-04', '7644-3.2-16'],
    needs: ['filter', 'filter-prefix'],
    after: ['filter-user-name-sw'],
  }),
  async ({ users, population, judge }) => {
    const answer = await users.search({ filter: population.filter, count: 10 });
    const most = resourcesOf(answer).length;

    const isThere = ![404, 405, 501, 400].includes(answer.status);
    judge.choice('search.users', isThere ? 'yes' : 'no');
    judge.warn('7644-3.2-16', isThere, { expected: 'status 200', observed: `status ${answer.status}`, answer });
    if (!isThere) return;
    if (!judge.status('7644-3.4.3-18', answer, 200)) return;
    const { schemas } = answer.json;
    judge.that('7644-3.4.2-04', Array.isArray(schemas) && schemas.includes(urns.listResponse), {
      expected: `schemas ${urns.listResponse}`,
      observed: brief(schemas),
      answer,
    });
    // A target may make its pages as short as it likes.
    const wanted = population.users.map(({ id }) => id);
    const isRight = idsOf(answer).every((id) => wanted.includes(id)) && new Set(idsOf(answer)).size === most;
    judge.that('7644-3.4.3-18', isRight && most > 0 && totalOf(answer) === wanted.length, {
      expected: `the ${wanted.length} of the population`,
      observed: `${idsOf(answer).length}, totalResults ${brief(answer.json.totalResults)}`,
      answer,
    });
  },
);

test(
  'creates nothing by a search',
  check('search-creates-nothing', { judges: ['7644-3.4.3-02'], needs: ['filter'], after: ['filter-user-name-eq'] }),
  async ({ users, http, fresh, judge }) => {
    const userName = fresh.userName('not-made');
    const answer = await http.post(`${users.endpoint}/.search`, {
      ...users.body({ userName }),
      schemas: [urns.searchRequest],
      filter: 'userName eq "x"',
    });

    const found = await users.list({ filter: `userName eq "${userName}"` });
    judge.that('7644-3.4.3-02', resourcesOf(found).length === 0 && answer.status !== 201, {
      expected: 'no new User',
      observed: `status ${answer.status}, ${resourcesOf(found).length} found`,
      answer: [answer, found],
    });
  },
);

test(
  'projects the answer to a search',
  check('search-projection', {
    judges: ['7644-3.4.3-05', '7644-3.4.3-07', '7644-3.4.3-08'],
    needs: ['filter', 'filter-prefix', 'User.displayName'],
    after: ['search-users', 'projection-attributes'],
  }),
  async ({ users, population, judge }) => {
    const some = await users.search({ filter: population.filter, attributes: ['userName'] });
    if (some.status !== 200) return;
    for (const user of resourcesOf(some)) {
      judge.that('7644-3.4.3-05', user.userName !== undefined && user.displayName === undefined, {
        expected: 'userName without displayName',
        observed: brief(user),
        answer: some,
      });
    }
    const others = await users.search({ filter: population.filter, excludedAttributes: ['id', 'displayName'] });
    for (const user of resourcesOf(others)) {
      judge.that('7644-3.4.3-07', typeof user.id === 'string', {
        expected: 'id all the same',
        observed: brief(user),
        answer: others,
      });
      judge.that('7644-3.4.3-08', user.displayName === undefined, {
        expected: 'no displayName',
        observed: brief(user),
        answer: others,
      });
    }
  },
);

test(
  'pages and sorts a search',
  check('search-pages', {
    judges: ['7644-3.4.3-16', '7644-3.4.2.4-06'],
    needs: ['filter', 'filter-prefix', 'index'],
    after: ['search-users', 'page-count'],
  }),
  async ({ users, population, judge }) => {
    const answer = await users.search({ filter: population.filter, startIndex: 2, count: 2 });
    if (answer.status !== 200) return;

    judge.that('7644-3.4.2.4-06', resourcesOf(answer).length <= 2, {
      expected: 'at most 2 resources',
      observed: `${resourcesOf(answer).length} resources`,
      answer,
    });
    judge.that('7644-3.4.3-16', answer.json.startIndex === 2, {
      expected: 'startIndex 2',
      observed: brief(answer.json.startIndex),
      answer,
    });
    const none = await users.search({ filter: population.filter, count: 0 });
    judge.that('7644-3.4.2.4-06', none.status !== 200 || resourcesOf(none).length === 0, {
      expected: 'no resources for a count of 0',
      observed: `${resourcesOf(none).length} resources`,
      answer: none,
    });
    const past = await users.search({ filter: population.filter, startIndex: 1000, count: 2 });
    judge.that('7644-3.4.3-16', past.status !== 200 || resourcesOf(past).length === 0, {
      expected: 'no resources past the end',
      observed: `${resourcesOf(past).length} resources`,
      answer: past,
    });
  },
);

test(
  'sorts the answer to a search',
  check('search-sort', {
    judges: ['7644-3.4.3-12', '7644-3.4.3-13'],
    needs: ['filter', 'filter-prefix', 'sort'],
    after: ['search-users', 'sort-descending'],
  }),
  async ({ users, population, judge }) => {
    const wanted = population.users
      .map(({ userName }) => String(userName).toLowerCase())
      .sort()
      .reverse();
    for (const [requirement, sortBy] of [
      ['7644-3.4.3-12', 'userName'],
      ['7644-3.4.3-13', `${users.schema.base.urn}:userName`],
    ] as const) {
      const answer = await users.search({ filter: population.filter, sortBy, sortOrder: 'descending' });
      if (answer.status !== 200) continue;

      const got = resourcesOf(answer).map(({ userName }) => String(userName).toLowerCase());
      judge.that(requirement, got.length > 0 && brief(got) === brief(wanted.slice(0, got.length)), {
        expected: brief(wanted),
        observed: brief(got),
        answer,
      });
    }
  },
);

test(
  'refuses a search with a broken filter',
  check('search-malformed-filter', {
    judges: ['7644-3.4.3-10', '7644-3.12-19'],
    needs: ['filter'],
    after: ['search-users', 'filter-malformed'],
  }),
  async ({ users, judge }) => {
    const answer = await users.search({ filter: 'userName eqq x' });

    if ([404, 405, 501].includes(answer.status)) return;
    if (judge.status('7644-3.4.3-10', answer, 400)) judge.error('7644-3.12-19', answer, 400, 'invalidFilter');
  },
);

test(
  'wants the URN of a search request',
  check('search-message-urn', { judges: ['7644-3.4.3-04'], needs: ['filter'], after: ['search-users'] }),
  async ({ users, http, judge }) => {
    for (const schemas of [undefined, [urns.patchOp]]) {
      const answer = await http.post(`${users.endpoint}/.search`, { schemas, filter: 'userName eq "x"' });

      judge.warn('7644-3.4.3-04', answer.status >= 400, {
        expected: 'status 400',
        observed: `status ${answer.status}`,
        answer,
      });
    }
  },
);

test(
  'takes a search that leaves out what may be left out',
  check('search-left-out', {
    judges: [
      '7644-3.4.3-06',
      '7644-3.4.3-09',
      '7644-3.4.3-11',
      '7644-3.4.3-14',
      '7644-3.4.3-15',
      '7644-3.4.3-17',
      '7644-3.4.3-18',
    ],
    needs: ['filter', 'filter-prefix'],
    after: ['search-users', 'search-sort'],
  }),
  async ({ users, population, discovery, judge }) => {
    const { filter } = population;
    const sorts = discovery.capabilities.get('sort') === true;
    const requests = [
      [['7644-3.4.3-11'], { count: 1 }],
      [['7644-3.4.3-17', '7644-3.4.3-14', '7644-3.4.3-06', '7644-3.4.3-09'], { filter }],
      ...(sorts ? [[['7644-3.4.3-15'], { filter, sortBy: 'userName' }] as const] : []),
    ] as const;
    for (const [rows, request] of requests) {
      const answer = await users.search(request);
      // Whether there are searches at all is judged by search-users.
      if ([404, 405, 501].includes(answer.status)) return;
      for (const requirement of rows) judge.status(requirement, answer, 200);
      if (!judge.status('7644-3.4.3-18', answer, 200) || !('filter' in request)) continue;
      const wanted = population.users.length;
      judge.that('7644-3.4.3-18', totalOf(answer) === wanted, {
        expected: `totalResults ${wanted}`,
        observed: brief(answer.json.totalResults),
        answer,
      });
      const [first] = resourcesOf(answer);
      const plain = population.users.find(({ id }) => id === first?.id);
      const lacks = Object.keys(plain ?? {}).filter((name) => first?.[name] === undefined);
      judge.that('7644-3.4.3-18', lacks.length === 0, {
        expected: 'what a read shows, where no projection is asked for',
        observed: `no ${lacks.join(', ')}`,
        answer,
      });
    }
  },
);

test(
  'finds at the root whatever type fits, or refuses to look there',
  check('search-root', {
    judges: ['7644-3.4.2.1-02', '7644-3.4.2.1-05', '7644-3.4.2.1-06'],
    needs: ['filter', 'filter-prefix', 'groups'],
    after: ['search-users'],
  }),
  async ({ http, population, judge }) => {
    const [crew] = population.groups;
    const [ada] = population.users;
    if (crew === undefined || ada === undefined) return;
    const filter = `id eq "${ada.id}" or id eq "${crew.id}"`;
    let isAnswered = false;
    for (const [answer, key] of [
      [await http.get('/', { filter }), 'query.root'],
      [await http.post('/.search', { schemas: [urns.searchRequest], filter }), 'search.root'],
    ] as const) {
      if (key === 'query.root') judge.choice(key, answer.status === 200 ? 'yes' : 'refused');
      else judge.choice(key, answer.status === 200 ? 'yes' : 'no');
      if (answer.status !== 200 || !Array.isArray(answer.json.Resources)) continue;

      isAnswered ||= key === 'query.root';
      const ids = idsOf(answer);
      judge.that('7644-3.4.2.1-02', ids.includes(ada.id) && ids.includes(crew.id) && ids.length === 2, {
        expected: 'the User and the Group',
        observed: brief(ids),
        answer,
      });
    }
    const [all, none] = [
      await http.get('/', { filter: `(${filter}) and not (id eq "${crew.id}")` }),
      await http.get('/', { filter: `(${filter}) and meta.resourceType eq "scimulate-none"` }),
    ];
    for (const [answer, wanted] of [
      [all, [ada.id]],
      [none, []],
    ] as const) {
      if (answer.status !== 200 || !Array.isArray(answer.json.Resources)) continue;
      judge.that('7644-3.4.2.1-05', brief(idsOf(answer)) === brief(wanted), {
        expected: `${wanted.length} by a filter that joins and negates, as elsewhere`,
        observed: brief(idsOf(answer)),
        answer,
      });
    }
    const users = await http.get('/', { filter: population.filter });
    // What only Users have is no reason to refuse there, where questions are answered at all (D16).
    judge.that('7644-3.4.2.1-06', !isAnswered || users.status === 200, {
      expected: 'status 200',
      observed: `status ${users.status}`,
      answer: users,
    });
    if (users.status !== 200 || !Array.isArray(users.json.Resources)) return;
    const isUser = (id: string) => population.users.some((user) => user.id === id);
    const isWhole = totalOf(users) === population.users.length && idsOf(users).every(isUser);
    judge.that('7644-3.4.2.1-06', isWhole, {
      expected: `the ${population.users.length} Users and no Group`,
      observed: `totalResults ${brief(users.json.totalResults)}`,
      answer: users,
    });
  },
);
