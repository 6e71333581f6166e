import { type Answer, brief, check, idsOf, resourcesOf, test, totalOf } from '#check';
import { isObject } from '#scim';

const cursorOf = ({ json }: Answer) => (typeof json.nextCursor === 'string' ? json.nextCursor : undefined);

test(
  'tells the true number of matches on every cursor page, if it tells any',
  check('cursor-totals', {
    judges: ['9865-2-17', '9865-2-18', '9865-2-14'],
    needs: ['cursor', 'filter', 'filter-prefix'],
    after: ['cursor-walk'],
  }),
  async ({ users, population, judge }) => {
    const first = await users.list({ filter: population.filter, count: 2, cursor: '' });
    const next = cursorOf(first);
    if (next === undefined) return;
    const second = await users.list({ filter: population.filter, count: 2, cursor: next });

    judge.choice('cursor.totals', totalOf(first) === undefined ? 'absent' : 'given');
    for (const answer of [first, second]) {
      const total = totalOf(answer);
      judge.warn('9865-2-17', total === undefined || total === population.users.length, {
        expected: `totalResults ${population.users.length}`,
        observed: brief(total),
        answer,
      });
    }
    judge.that('9865-2-14', encodeURIComponent(next) === next, {
      expected: 'a cursor that needs no encoding',
      observed: next,
      answer: first,
    });
  },
);

test(
  'gives the sorted order over all cursor pages',
  check('cursor-sort', {
    judges: ['9865-2.2-01'],
    needs: ['cursor', 'sort', 'filter', 'filter-prefix'],
    after: ['cursor-walk', 'sort-ascending'],
  }),
  async ({ users, population, judge }) => {
    const names: string[] = [];
    for (let cursor: string | undefined = '', page = 0; cursor !== undefined && page < 10; page += 1) {
      const answer: Answer = await users.list({ filter: population.filter, sortBy: 'userName', count: 2, cursor });
      names.push(...resourcesOf(answer).map(({ userName }) => String(userName).toLowerCase()));
      cursor = cursorOf(answer);
    }
    judge.warn('9865-2.2-01', brief(names) === brief([...names].sort()) && names.length === population.users.length, {
      expected: 'ascending userNames over all pages',
      observed: brief(names),
    });
  },
);

test(
  'refuses a count that is no number, or that changes on the way',
  check('cursor-count', { judges: ['9865-2.1-05', '9865-2.1-01'], needs: ['cursor'], after: ['cursor-walk'] }),
  async ({ users, judge }) => {
    const odd = await users.list({ cursor: '', count: 'abc' });
    judge.that('9865-2.1-01', odd.status === 400 || odd.status === 200, {
      expected: 'status 400',
      observed: `status ${odd.status}`,
      answer: odd,
    });
    if (odd.status === 400) judge.error('9865-2.1-05', odd, 400, ['invalidCount', 'invalidValue']);
    const first = await users.list({ cursor: '', count: 2 });
    const next = cursorOf(first);
    if (next === undefined) return;
    const changed = await users.list({ cursor: next, count: 1 });
    judge.that('9865-2.1-05', changed.status === 400 || (changed.status === 200 && resourcesOf(changed).length <= 1), {
      expected: 'status 400, or a page of one',
      observed: `status ${changed.status}, ${resourcesOf(changed).length} resources`,
      answer: changed,
    });
  },
);

test(
  'pages in the same way whenever the client does not say how',
  check('cursor-default-method', {
    judges: ['9865-2.4-02', '9865-2-07'],
    needs: ['cursor', 'index'],
    after: ['cursor-beside-index'],
  }),
  async ({ users, discovery, judge }) => {
    const answers = [await users.list({ count: 1 }), await users.list({ count: 1 })];
    const [one, other] = answers.map((answer) => (cursorOf(answer) === undefined ? 'index' : 'cursor'));

    judge.that('9865-2.4-02', one === other, {
      expected: 'one way of paging',
      observed: `${one}, then ${other}`,
      answer: answers,
    });
    const pagination = isObject(discovery.config?.pagination) ? discovery.config.pagination : {};
    const announced = pagination.defaultPaginationMethod;
    judge.warn('9865-2.4-02', announced === undefined || announced === one, {
      expected: `paging by ${brief(announced)}`,
      observed: String(one),
      answer: answers,
    });
    const free = await users.list({ cursor: '' });
    const size = pagination.defaultPageSize;
    judge.warn('9865-2-07', typeof size !== 'number' || cursorOf(free) === undefined || idsOf(free).length === size, {
      expected: `a page of ${brief(size)}`,
      observed: `${idsOf(free).length} resources`,
      answer: free,
    });
  },
);

test(
  'announces cursor paging where it does it',
  check('cursor-announced', {
    judges: ['9865-4-01'],
    needs: ['discovery', 'filter', 'filter-prefix'],
    after: ['filter-user-name-sw'],
  }),
  async ({ users, population, discovery, judge }) => {
    const answer = await users.list({ filter: population.filter, count: 2, cursor: '' });

    judge.warn('9865-4-01', cursorOf(answer) === undefined || discovery.capabilities.get('cursor') === true, {
      expected: 'pagination.cursor true in ServiceProviderConfig',
      observed: 'a nextCursor all the same',
      answer,
    });
  },
);
