import { brief, check, idsOf, resourcesOf, test, totalOf } from '#check';

test(
  'lists, pages, sorts and searches Groups as it does Users',
  check('group-lists', {
    judges: [
      '7644-3.4.2.2-24',
      '7644-3.4.2.4-06',
      '7644-3.4.2.4-10',
      '7644-3.4.2.4-12',
      '7644-3.4.2.3-03',
      '7644-3.4.3-18',
      '9865-2-10',
    ],
    needs: ['groups', 'filter', 'Group.displayName'],
    after: ['group-create', 'group-filter', 'page-members', 'search-users'],
  }),
  async ({ groups, discovery, fresh, judge }) => {
    const has = (name: 'index' | 'sort' | 'cursor') => discovery.capabilities.get(name) === true;
    const word = fresh.word('pages');
    const made = [];
    for (const letter of ['c', 'a', 'd', 'b']) made.push(await groups.create({ displayName: `${word} ${letter}` }));
    const everybody = made.map(({ id }) => id);
    const filter = `displayName sw "${word}"`;
    const whole = await groups.list({ filter });
    // Whether names can be asked for by their beginning is another question (D62).
    if (whole.status !== 200 || brief(idsOf(whole).toSorted()) !== brief(everybody.toSorted())) return;

    const none = await groups.list({ filter: `${filter} and displayName eq "${fresh.word('nobody')}"` });
    judge.that('7644-3.4.2.2-24', none.status !== 200 || idsOf(none).length === 0, {
      expected: 'no Group by two comparisons of which one fails',
      observed: brief(idsOf(none)),
      answer: none,
    });
    const searched = await groups.search({ filter });
    judge.that(
      '7644-3.4.3-18',
      searched.status !== 200 || brief(idsOf(searched).toSorted()) === brief(everybody.toSorted()),
      {
        expected: `the ${everybody.length} Groups that the list gives`,
        observed: brief(idsOf(searched)),
        answer: [whole, searched],
      },
    );
    if (has('index')) await byIndex();
    if (has('sort')) await sorted();
    if (has('cursor')) await byCursor();

    async function byIndex(): Promise<void> {
      const [first, second] = [
        await groups.list({ filter, count: 3 }),
        await groups.list({ filter, startIndex: 4, count: 3 }),
      ];
      for (const answer of [first, second]) {
        const given = resourcesOf(answer).length;
        judge.that('7644-3.4.2.4-06', given <= 3, { expected: 'at most 3', observed: `${given}`, answer });
        judge.that('7644-3.4.2.4-10', totalOf(answer) === everybody.length, {
          expected: `totalResults ${everybody.length}`,
          observed: brief(answer.json.totalResults),
          answer,
        });
      }
      const last = resourcesOf(second).length;
      // Without sortBy no order is promised, but the rest is no more than what is left (D81).
      judge.that('7644-3.4.2.4-12', last <= 1, {
        expected: 'one Group from the fourth of four on',
        observed: `${last}`,
        answer: [first, second],
      });
    }

    async function sorted(): Promise<void> {
      const answer = await groups.list({ filter, sortBy: 'displayName' });
      if (answer.status !== 200) return;
      const names = resourcesOf(answer).map(({ displayName }) => String(displayName));
      judge.that('7644-3.4.2.3-03', brief(names) === brief(names.toSorted()), {
        expected: 'by displayName',
        observed: brief(names),
        answer,
      });
    }

    async function byCursor(): Promise<void> {
      const seen: string[] = [];
      let cursor = '';
      for (let page = 0; page < everybody.length; page += 1) {
        const answer = await groups.list({ filter, count: 2, cursor });
        if (answer.status !== 200) return;
        seen.push(...idsOf(answer));
        if (typeof answer.json.nextCursor !== 'string') break;
        cursor = answer.json.nextCursor;
      }
      judge.that('9865-2-10', brief(seen.toSorted()) === brief(everybody.toSorted()), {
        expected: `the ${everybody.length} Groups, each once`,
        observed: brief(seen),
      });
    }
  },
);
