import { brief, check, memberIdsOf, test } from '#check';
import { isObject } from '#scim';
import { bulk, codeOf, resultsOf } from './job.ts';

test(
  'does in a bulk job no more and no less than it does alone',
  check('bulk-as-alone', {
    judges: ['7643-4.1.1-01', '7644-3.7.3-02', '7644-3.7.2-02'],
    needs: ['bulk', 'groups', 'User.userName', 'Group.members'],
    after: ['bulk-create', 'bulk-reference', 'bulk-update-delete', 'user-create-without-user-name'],
  }),
  async ({ users, groups, http, judge }) => {
    const { userName: _unsaid, ...nameless } = users.body();
    const made = await bulk(http, [{ method: 'POST', path: users.endpoint, bulkId: 'nameless', data: nameless }]);
    const code = made.status === 200 ? codeOf(resultsOf(made)[0]) : String(made.status);
    judge.that('7643-4.1.1-01', !code.startsWith('2'), {
      expected: 'a User without userName refused',
      observed: `status ${code}`,
      answer: made,
    });

    const ada = await users.create();
    const path = `${users.endpoint}/${encodeURIComponent(ada.id)}`;
    const changed = await bulk(http, [{ method: 'PUT', path, data: users.body({ userName: ada.userName ?? '' }) }]);
    const { location } = resultsOf(changed)[0] ?? {};
    judge.that('7644-3.7.3-02', typeof location !== 'string' || location.endsWith(path), {
      expected: `a location that ends in ${path}`,
      observed: brief(location),
      answer: changed,
    });

    const crew = await bulk(http, [
      { method: 'POST', path: users.endpoint, bulkId: 'one', data: users.body() },
      { method: 'POST', path: users.endpoint, bulkId: 'two', data: users.body() },
      {
        method: 'POST',
        path: groups.endpoint,
        bulkId: 'crew',
        data: groups.body({ members: [{ value: 'bulkId:one' }, { value: 'bulkId:two' }] }),
      },
    ]);
    const results = resultsOf(crew);
    if (results.length !== 3 || results.some((result) => codeOf(result) !== '201')) return;
    const idOf = (bulkId: string) =>
      decodeURIComponent(
        String(results.find((each) => each.bulkId === bulkId)?.location)
          .split('/')
          .at(-1) ?? '',
      );
    const read = await groups.get(idOf('crew'));
    const wanted = ['one', 'two'].map(idOf).sort();
    judge.that('7644-3.7.2-02', !isObject(read.body) || brief(memberIdsOf(read.json)) === brief(wanted), {
      expected: `the members ${brief(wanted)}`,
      observed: brief(read.json.members),
      answer: [crew, read],
    });
  },
);
