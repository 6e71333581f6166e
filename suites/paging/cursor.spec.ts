import { type Answer, brief, check, idsOf, resourcesOf, test } from '#check';
import { urns } from '#scim';
import { counted } from '#wire';

const cursorOf = (answer: Answer) => answer.json.nextCursor;

test(
  'walks a whole list by cursor, every resource once',
  check('cursor-walk', {
    judges: ['9865-2-09', '9865-2-10', '9865-2-05', '9865-2-02', '9865-2-13'],
    needs: ['cursor', 'filter', 'filter-prefix'],
    after: ['filter-user-name-sw'],
  }),
  async ({ users, population, judge }) => {
    const seen: string[] = [];
    const answers: Answer[] = [];
    let cursor = '';
    for (let page = 0; page < population.users.length + 2; page += 1) {
      const answer = await users.list({ filter: population.filter, count: 2, cursor });
      answers.push(answer);
      if (!judge.status('9865-2-10', answer, 200)) return;
      const ids = idsOf(answer);
      seen.push(...ids);
      judge.that('9865-2-05', ids.length <= 2, {
        expected: 'at most 2 resources',
        observed: counted(ids.length, 'resource'),
        answer,
      });
      judge.that('9865-2-13', page > 0 || answer.json.previousCursor === undefined, {
        expected: 'no previousCursor on the first page',
        observed: brief(answer.json.previousCursor),
        answer,
      });
      const next = cursorOf(answer);
      if (next === undefined || next === null) break;
      judge.that('9865-2-02', typeof next === 'string' && /^[A-Za-z0-9._~-]+$/.test(next), {
        expected: 'a cursor of unreserved characters',
        observed: brief(next),
        answer,
      });
      cursor = String(next);
    }
    const everybody = population.users.map(({ id }) => id);
    judge.that('9865-2-10', new Set(seen).size === seen.length && everybody.every((id) => seen.includes(id)), {
      expected: `${everybody.length} different resources`,
      observed: `${seen.length}, of which ${new Set(seen).size} are different`,
      answer: answers,
    });
    const [first] = answers;
    judge.that('9865-2-09', first === undefined || (typeof cursorOf(first) === 'string' && cursorOf(first) !== ''), {
      expected: 'a nextCursor while more is to come',
      observed: brief(first === undefined ? undefined : cursorOf(first)),
      answer: first,
    });
  },
);

test(
  'refuses a cursor that it never gave out',
  check('cursor-unknown', {
    judges: ['9865-2.1-02', '9865-2.1-01', '9865-5.2-04', '9865-5.2-05'],
    needs: ['cursor'],
    after: ['cursor-walk'],
  }),
  async ({ users, population, judge }) => {
    const first = await users.list({ count: 1, cursor: '' });
    const real = String(cursorOf(first) ?? 'abc');
    const flipped = `${real.slice(0, -1)}${real.endsWith('A') ? 'B' : 'A'}`;

    for (const [requirement, cursor] of [
      ['9865-2.1-02', 'not-a-cursor'],
      ['9865-5.2-04', flipped],
    ] as const) {
      const answer = await users.list({ count: 1, cursor });

      judge.that(requirement, answer.status >= 400 && answer.status < 500, {
        expected: `cursor=${cursor} refused with 400`,
        observed: `status ${answer.status}`,
        answer,
      });
      if (answer.status === 400) judge.error('9865-2.1-01', answer, 400, 'invalidCursor');
      const shown = [...resourcesOf(first), ...population.users].flatMap(({ id, userName }) => [id, userName]);
      judge.that('9865-5.2-05', answer.status < 400 || !shown.some((text) => answer.text.includes(String(text))), {
        expected: 'an error that shows nobody’s data',
        observed: brief(answer.text),
        answer,
      });
    }
  },
);

test(
  'gives no resources by cursor for a count of 0 or less',
  check('cursor-count-zero', { judges: ['9865-2-04', '9865-2-03'], needs: ['cursor'], after: ['cursor-walk'] }),
  async ({ users, judge }) => {
    const zero = await users.list({ count: 0, cursor: '' });
    if (judge.status('9865-2-04', zero, 200)) {
      judge.that('9865-2-04', resourcesOf(zero).length === 0, {
        expected: 'no resources',
        observed: `${resourcesOf(zero).length} resources`,
        answer: zero,
      });
    }
    const negative = await users.list({ count: -1, cursor: '' });
    judge.warn('9865-2-03', negative.status === 200, {
      expected: 'status 200',
      observed: `status ${negative.status}`,
      answer: negative,
    });
    judge.that('9865-2-03', resourcesOf(negative).length === 0, {
      expected: 'no resources',
      observed: `${resourcesOf(negative).length} resources`,
      answer: negative,
    });
  },
);

test(
  'pages a search by cursor as it pages a list',
  check('cursor-search', {
    judges: ['9865-3-01'],
    needs: ['cursor', 'filter', 'filter-prefix'],
    after: ['cursor-walk', 'search-users'],
  }),
  async ({ users, population, http, judge }) => {
    const listed = await users.list({ filter: population.filter, count: 2, cursor: '' });
    const search = (cursor: string) =>
      http.post(`${users.endpoint}/.search`, {
        schemas: [urns.searchRequest],
        filter: population.filter,
        count: 2,
        cursor,
      });
    const searched = await search('');

    if ([404, 405, 501].includes(searched.status)) return;
    judge.that('9865-3-01', brief(idsOf(searched)) === brief(idsOf(listed)), {
      expected: `the page ${brief(idsOf(listed))}`,
      observed: `status ${searched.status}, ${brief(idsOf(searched))}`,
      answer: [listed, searched],
    });
    const [next, nextListed] = [cursorOf(searched), cursorOf(listed)];
    if (typeof nextListed !== 'string') return;
    judge.that('9865-3-01', typeof next === 'string', {
      expected: 'a nextCursor, as in the list',
      observed: brief(next),
      answer: [listed, searched],
    });
    if (typeof next !== 'string') return;
    const [second, secondListed] = [
      await search(next),
      await users.list({ filter: population.filter, count: 2, cursor: nextListed }),
    ];
    judge.that('9865-3-01', brief(idsOf(second)) === brief(idsOf(secondListed)), {
      expected: `the second page ${brief(idsOf(secondListed))}`,
      observed: `status ${second.status}, ${brief(idsOf(second))}`,
      answer: [secondListed, second],
    });
  },
);

test(
  'pages by index where startIndex is given, and by cursor where cursor is',
  check('cursor-beside-index', {
    judges: ['9865-2.4-01'],
    needs: ['cursor', 'index'],
    after: ['cursor-walk', 'page-members'],
  }),
  async ({ users, judge }) => {
    const byIndex = await users.list({ startIndex: 1, count: 1 });
    const byCursor = await users.list({ cursor: '', count: 1 });

    judge.that('9865-2.4-01', byIndex.json.startIndex === 1, {
      expected: 'startIndex 1',
      observed: brief(byIndex.json.startIndex),
      answer: byIndex,
    });
    judge.that('9865-2.4-01', typeof cursorOf(byCursor) === 'string', {
      expected: 'nextCursor',
      observed: brief(cursorOf(byCursor)),
      answer: byCursor,
    });
  },
);
