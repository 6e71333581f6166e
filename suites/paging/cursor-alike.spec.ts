import { brief, check, isUnassigned, resourcesOf, test } from '#check';

test(
  'projects every cursor page as it projects the first',
  check('cursor-projection', {
    judges: ['7644-3.4.2.5-01'],
    needs: ['cursor', 'filter', 'filter-prefix', 'User.displayName'],
    after: ['cursor-walk', 'projection-list'],
  }),
  async ({ users, population, judge }) => {
    const isAlways = users.schema.base.attributes.get('displayname')?.returned === 'always';
    for (const query of [{ attributes: 'userName' }, { excludedAttributes: 'displayName' }]) {
      let cursor = '';
      for (let page = 0; page < 3; page += 1) {
        const answer = await users.list({ filter: population.filter, count: 2, cursor, ...query });
        if (answer.status !== 200) break;
        const shown = resourcesOf(answer).filter(({ displayName }) => !isUnassigned(displayName));
        judge.that('7644-3.4.2.5-01', isAlways || shown.length === 0, {
          expected: `no displayName on page ${page + 1} beside ${brief(query)}`,
          observed: brief(shown[0]?.displayName),
          answer,
        });
        if (typeof answer.json.nextCursor !== 'string') break;
        cursor = answer.json.nextCursor;
      }
    }
  },
);
