import { brief, check, idsOf, type Resource, resourcesOf, test } from '#check';
import { isObject, urns } from '#scim';

test(
  'sorts by attributes of an extension and by instants, and loses no name in another script',
  check('sort-anything', {
    judges: ['7644-3.4.2.3-03'],
    needs: ['sort', 'filter', 'User.userName', 'User.displayName'],
    after: ['sort-ascending', 'sort-keeps-all'],
  }),
  async ({ users, judge }) => {
    const path = `${urns.enterpriseUser}:department`;
    const made: Resource[] = [];
    for (const name of ['m', 'ä', 'b', '山']) {
      const answer = await users.post(users.fitting({ displayName: `${name} Quill`, [path]: `Dept ${name}` }));
      if (answer.status !== 201) return;
      made.push(await users.read({ id: String(answer.json.id) }));
    }
    const filter = made.map(({ userName }) => `userName eq "${userName}"`).join(' or ');
    const department = (user: Resource) => {
      const more = user[urns.enterpriseUser];
      return isObject(more) ? more.department : undefined;
    };
    const latin = made.filter((user) => /^Dept [a-z]$/.test(String(department(user))));
    const byDepartment = latin.toSorted((a, b) => (String(department(a)) < String(department(b)) ? -1 : 1));

    const named = await users.list({ filter, sortBy: 'displayName' });
    const plain = await users.list({ filter });
    // A page may be short; the whole is not.
    if (named.status !== 200 || resourcesOf(plain).length < made.length) return;
    judge.that('7644-3.4.2.3-03', idsOf(named).length === made.length, {
      expected: `all ${made.length} Users`,
      observed: brief(idsOf(named)),
      answer: [plain, named],
    });
    for (const [sortBy, sortOrder, wanted] of [
      [path, 'ascending', byDepartment],
      [path, 'descending', byDepartment.toReversed()],
      ['meta.created', 'descending', undefined],
    ] as const) {
      const answer = await users.list({ filter, sortBy, sortOrder });
      if (answer.status !== 200) continue;
      if (wanted !== undefined) {
        const ids = idsOf(answer).filter((id) => wanted.some((user) => user.id === id));
        // A target may know fewer names to sort by than it shows; it is told, and no more.
        judge.warn('7644-3.4.2.3-03', brief(ids) === brief(wanted.map(({ id }) => id)), {
          expected: `sorted by ${sortBy}, ${sortOrder}`,
          observed: brief(ids),
          answer,
        });
        continue;
      }
      const times = idsOf(answer).map((id) => createdOf(made.find((user) => user.id === id)));
      judge.warn(
        '7644-3.4.2.3-03',
        times.every((time, at) => !(time > (times[at - 1] ?? Number.POSITIVE_INFINITY))),
        {
          expected: `sorted by ${sortBy}, ${sortOrder}`,
          observed: brief(times),
          answer,
        },
      );
    }
  },
);

function createdOf(user: Resource | undefined): number {
  return isObject(user?.meta) ? Date.parse(String(user.meta.created)) : Number.NaN;
}
