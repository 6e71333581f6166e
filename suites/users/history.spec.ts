import { brief, check, idsOf, type Resource, type RuleId, resourcesOf, test } from '#check';
import { isObject } from '#scim';

/** Every change after every other one: a store that only half knows of the last change shows it at the next. */
const changes = ['patch', 'patch', 'put', 'put', 'patch'] as const;
const rows = { patch: '7644-3.5.2.3-02', put: '7644-3.5.1-04' } as const;

test(
  'shows after every change, in every kind of answer, what it was changed to',
  check('user-history', {
    judges: [
      '7644-3.5.2.3-02',
      '7644-3.5.1-04',
      '7644-3.1-07',
      '7643-7-33',
      '7644-3.4.3-18',
      '7644-3.9-04',
      '7643-3.1-22',
      '7644-3.14-01',
      '7644-3.4.2.2-10',
      '7644-3.6-06',
    ],
    needs: ['patch', 'filter', 'User.userName', 'User.displayName'],
    after: ['put-replaces', 'patch-replace', 'filter-user-name-eq', 'user-list-equals-read', 'user-delete'],
  }),
  async ({ users, discovery, fresh, judge }) => {
    const made = await users.create({ displayName: 'Ada made' });
    const filter = `userName eq "${made.userName}"`;
    let before = made;

    for (const [at, change] of changes.entries()) {
      const displayName = `Ada ${change} ${at}`;
      const answer =
        change === 'put'
          ? await users.put(made, users.body({ userName: made.userName ?? '', displayName }))
          : await users.patch(made, [{ op: 'replace', path: 'displayName', value: displayName }]);
      if (!judge.status(rows[change], answer, [200, 204])) return;
      const read = await users.get(made);
      const isDone = judge.that(rows[change], read.json.displayName === displayName, {
        expected: `displayName ${brief(displayName)}, the ${at + 1}th change`,
        observed: brief(read.json.displayName),
        answer: [answer, read],
      });
      if (!isDone) return;
      const now: Resource = { ...read.json, id: made.id };
      if (answer.json.displayName !== undefined) {
        judge.same('7644-3.1-07', answer.json, now, { what: 'what a read shows', answer: [answer, read] });
      }
      await mustBeShown(now);
      mustHaveMoved(before, now);
      before = now;
    }
    await mustBeForgotten();
    const gone = await users.delete(made);
    if (gone.status < 300) judge.status('7644-3.6-06', await users.get(made), 404);

    async function mustBeShown(now: Resource): Promise<void> {
      const windows = [
        ['7643-7-33', await users.list({ filter })],
        ['7644-3.4.3-18', await users.search({ filter })],
      ] as const satisfies readonly (readonly [RuleId, unknown])[];
      for (const [rule, answer] of windows) {
        const shown = resourcesOf(answer)[0];
        if (shown !== undefined) judge.same(rule, shown, now, { what: 'the resource that a read shows', answer });
      }
      const part = await users.get(made, { attributes: 'displayName' });
      judge.that('7644-3.9-04', part.status !== 200 || part.json.displayName === now.displayName, {
        expected: `displayName ${brief(now.displayName)}`,
        observed: brief(part.json.displayName),
        answer: part,
      });
    }

    /** What a PUT has taken away finds nobody any more. */
    async function mustBeForgotten(): Promise<void> {
      const [was, is] = [fresh.word('was'), fresh.word('is')];
      const userName = fresh.userName('renamed');
      const old = await users.put(made, users.body({ userName: made.userName ?? '', externalId: was }));
      const put = await users.put(made, users.body({ userName, externalId: is }));
      if (old.status >= 300 || put.status >= 300) return;
      for (const gone of [filter, `externalId eq "${was}"`]) {
        const answer = await users.list({ filter: gone });
        judge.that('7644-3.4.2.2-10', answer.status !== 200 || !idsOf(answer).includes(made.id), {
          expected: `nobody by ${gone}, which is given up`,
          observed: 'the User',
          answer: [put, answer],
        });
      }
    }

    function mustHaveMoved(old: Resource, now: Resource): void {
      const [then, last] = [metaOf(old), metaOf(now)];
      judge.that('7643-3.1-22', !(Date.parse(String(last.lastModified)) < Date.parse(String(then.lastModified))), {
        expected: `lastModified not before ${brief(then.lastModified)}`,
        observed: brief(last.lastModified),
      });
      if (discovery.capabilities.get('etag') !== true || last.version === undefined) return;
      judge.that('7644-3.14-01', last.version !== then.version, {
        expected: `another version than ${brief(then.version)}`,
        observed: brief(last.version),
      });
    }
  },
);

function metaOf({ meta }: Resource) {
  return isObject(meta) ? meta : {};
}
