import { type Answer, brief, check, memberIdsOf, type Resource, test } from '#check';
import { counted } from '#wire';

test(
  'does to a Group what several operations say, all of them and in their order',
  check('group-patch-order', {
    judges: ['7644-3.5.2-21'],
    needs: ['groups', 'patch', 'Group.members', 'Group.displayName'],
    after: ['group-add-member', 'group-remove-member', 'group-rename', 'patch-order'],
  }),
  async ({ groups, users, fresh, judge }) => {
    const [ada, bob] = await users.createAll([{}, {}]);
    if (ada === undefined || bob === undefined) return;
    const [name, other] = [fresh.word('crew'), fresh.word('crew')];
    const out = { op: 'remove', path: `members[value eq "${ada.id}"]` };
    const into = (user: Resource) => ({ op: 'add', path: 'members', value: [{ value: user.id }] });
    const called = (value: string) => ({ op: 'replace', path: 'displayName', value });

    for (const [operations, wanted, displayName] of [
      [[out, into(ada)], [ada, bob], undefined],
      [[into(ada), out], [bob], undefined],
      [[out, called(name)], [bob], name],
      [[called(other), out], [bob], other],
    ] as const) {
      const group = await groups.create({ members: [{ value: ada.id }, { value: bob.id }] });
      const answer = await groups.patch(group, operations);

      if (answer.status >= 300) continue;
      const now = await groups.read(group);
      const ids = brief(wanted.map(({ id }) => id).sort());
      judge.that(
        '7644-3.5.2-21',
        brief(memberIdsOf(now)) === ids && (displayName === undefined || now.displayName === displayName),
        {
          expected: `the members ${ids}${displayName === undefined ? '' : ` and the name ${displayName}`}`,
          observed: `${brief(memberIdsOf(now))}, ${brief(now.displayName)}`,
          answer,
        },
      );
    }
  },
);

test(
  'removes all members that one path selects',
  check('group-remove-selected', {
    judges: ['7644-3.5.2.2-05'],
    needs: ['groups', 'patch', 'Group.members'],
    after: ['group-remove-member'],
  }),
  async ({ groups, users, judge }) => {
    const [ada, bob, cyd] = await users.createAll([{}, {}, {}]);
    if (ada === undefined || bob === undefined || cyd === undefined) return;
    const group = await groups.create({ members: [ada, bob, cyd].map(({ id }) => ({ value: id })) });

    const path = `members[value eq "${ada.id}" or value eq "${bob.id}"]`;
    const answer = await groups.patch(group, [{ op: 'remove', path }]);

    mustHold(answer, await groups.read(group), answer.status < 300 ? [cyd] : [ada, bob, cyd]);
    const both = await groups.create({ members: [ada, bob, cyd].map(({ id }) => ({ value: id })) });
    const each = [ada, bob].map(({ id }) => ({ op: 'remove', path: `members[value eq "${id}"]` }));
    const twice = await groups.patch(both, each);
    mustHold(twice, await groups.read(both), twice.status < 300 ? [cyd] : [ada, bob, cyd]);

    function mustHold(by: Answer, now: Resource, wanted: readonly Resource[]): void {
      const ids = brief(wanted.map(({ id }) => id).sort());
      judge.that('7644-3.5.2.2-05', brief(memberIdsOf(now)) === ids, {
        expected: `the members ${ids}`,
        observed: brief(memberIdsOf(now)),
        answer: by,
      });
    }
  },
);

test(
  'adds many members by one PATCH',
  check('group-add-many', {
    judges: ['7644-3.5.2.1-06'],
    needs: ['groups', 'patch', 'Group.members'],
    after: ['group-add-member', 'group-many-members'],
  }),
  async ({ groups, users, judge }) => {
    const made = await Promise.all(Array.from({ length: 25 }, () => users.create()));
    const [first, ...others] = made;
    if (first === undefined) return;
    const group = await groups.create({ members: [{ value: first.id }] });

    const answer = await groups.patch(group, [
      { op: 'add', path: 'members', value: others.map(({ id }) => ({ value: id })) },
    ]);

    if (answer.status >= 300) {
      judge.refused('7644-3.5.2.1-06', answer, ['tooMany', 'invalidValue']);
      return;
    }
    const ids = memberIdsOf(await groups.read(group));
    judge.that('7644-3.5.2.1-06', brief(ids) === brief(made.map(({ id }) => id).sort()) && ids.length === made.length, {
      expected: counted(made.length, 'member'),
      observed: `${ids.length}`,
      answer,
    });
  },
);

test(
  'takes an empty list of members for no members',
  check('group-empty-members', {
    judges: ['7644-3.5.1-04', '7644-3.5.2.3-03'],
    needs: ['optional:Group.members', 'groups', 'patch', 'Group.members'],
    after: ['group-put-members', 'group-replace-members', 'group-remove-all'],
  }),
  async ({ groups, users, judge }) => {
    const ada = await users.create();
    for (const [rule, empty] of [
      ['7644-3.5.1-04', (group: Resource) => groups.put(group, { ...group, members: [] })],
      ['7644-3.5.2.3-03', (group: Resource) => groups.patch(group, [{ op: 'replace', path: 'members', value: [] }])],
    ] as const) {
      const group = await groups.create({ members: [{ value: ada.id }] });
      const answer = await empty(group);

      if (answer.status >= 300) continue;
      const ids = memberIdsOf(await groups.read(group));
      judge.that(rule, ids.length === 0, { expected: 'no members', observed: brief(ids), answer });
    }
  },
);
