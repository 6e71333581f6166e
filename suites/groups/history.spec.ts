import { type Answer, brief, check, elementsOf, idsOf, memberIdsOf, type Resource, resourcesOf, test } from '#check';
import { isObject } from '#scim';

test(
  'shows a Group as it is after every change, in every kind of answer, and no more once it is deleted',
  check('group-history', {
    judges: [
      '7644-3.5.2.1-06',
      '7644-3.5.2.2-04',
      '7644-3.5.1-04',
      '7644-3.4-02',
      '7644-3.4.3-18',
      '7644-3.2-07',
      '7644-3.14-01',
      '7644-3.4.2.2-10',
      '7643-4.1.2-23',
      '7644-3.4.1-02',
    ],
    needs: ['groups', 'patch', 'filter', 'Group.members', 'Group.displayName'],
    after: [
      'group-add-member',
      'group-remove-member',
      'group-put-members',
      'group-rename',
      'group-filter',
      'group-delete',
    ],
  }),
  async ({ groups, users, discovery, fresh, judge }) => {
    const [ada, bob] = await users.createAll([{}, {}]);
    if (ada === undefined || bob === undefined) return;
    const made = await groups.createLoosely({ externalId: fresh.word('crew'), members: [{ value: ada.id }] });
    let before = made;
    const steps = [
      [
        '7644-3.5.2.1-06',
        [ada, bob],
        () => groups.patch(made, [{ op: 'add', path: 'members', value: [{ value: bob.id }] }]),
      ],
      ['7644-3.5.2.2-04', [bob], () => groups.patch(made, [{ op: 'remove', path: `members[value eq "${ada.id}"]` }])],
      [
        '7644-3.5.2.1-06',
        [ada, bob],
        () => groups.patch(made, [{ op: 'add', path: 'members', value: [{ value: ada.id }] }]),
      ],
      ['7644-3.5.1-04', [ada], () => groups.put(made, { ...before, members: [{ value: ada.id }] })],
      [
        '7644-3.5.2.1-06',
        [ada, bob],
        () => groups.patch(made, [{ op: 'add', path: 'members', value: [{ value: bob.id }] }]),
      ],
    ] as const;

    for (const [rule, members, change] of steps) {
      const wanted = brief(members.map(({ id }) => id).sort());
      const answer = await change();
      if (!judge.status(rule, answer, [200, 204])) return;
      const now = await groups.read(made);
      const isDone = judge.that(rule, brief(memberIdsOf(now)) === wanted, {
        expected: `the members ${wanted}`,
        observed: brief(memberIdsOf(now)),
        answer,
      });
      if (!isDone) return;
      const filter = `displayName eq "${now.displayName}"`;
      mustShow('7644-3.4-02', await groups.list({ filter }), wanted);
      mustShow('7644-3.4.3-18', await groups.search({ filter }), wanted);
      judge.that('7644-3.2-07', now.externalId === before.externalId, {
        expected: `externalId ${brief(before.externalId)}`,
        observed: brief(now.externalId),
        answer,
      });
      mustHaveMoved(before, now, answer);
      before = now;
    }

    const displayName = fresh.word('renamed');
    const renamed = await groups.patch(made, [{ op: 'replace', path: 'displayName', value: displayName }]);
    if (renamed.status < 300) {
      for (const [name, isHers] of [
        [displayName, true],
        [String(before.displayName), false],
      ] as const) {
        const found = await groups.list({ filter: `displayName eq "${name}"` });
        judge.that('7644-3.4.2.2-10', found.status !== 200 || idsOf(found).includes(made.id) === isHers, {
          expected: `${isHers ? 'the Group' : 'nothing'} by the ${isHers ? 'new' : 'old'} name`,
          observed: isHers ? 'nothing' : 'the Group',
          answer: [renamed, found],
        });
      }
    }

    const gone = await groups.delete(made);
    if (gone.status >= 300) return;
    for (const user of [ada, bob]) {
      const left = await users.get(user);
      judge.status('7644-3.4.1-02', left, 200);
      judge.that('7643-4.1.2-23', !elementsOf(left.json, 'groups').some(({ value }) => value === made.id), {
        expected: 'no entry for a Group that is deleted',
        observed: brief(left.json.groups),
        answer: [gone, left],
      });
    }

    function mustShow(rule: '7644-3.4-02' | '7644-3.4.3-18', answer: Answer, wanted: string): void {
      const shown = resourcesOf(answer).find(({ id }) => id === made.id);
      // A list may leave members out (D45): what it shows has to be right.
      if (shown?.members === undefined) return;
      judge.that(rule, brief(memberIdsOf(shown)) === wanted, {
        expected: `the members ${wanted}`,
        observed: brief(memberIdsOf(shown)),
        answer,
      });
    }

    function mustHaveMoved(old: Resource, now: Resource, answer: Answer): void {
      const [then, last] = [old, now].map(({ meta }) => (isObject(meta) ? meta.version : undefined));
      if (discovery.capabilities.get('etag') !== true || last === undefined) return;
      judge.that('7644-3.14-01', last !== then, {
        expected: `another version than ${brief(then)}`,
        observed: brief(last),
        answer,
      });
    }
  },
);
