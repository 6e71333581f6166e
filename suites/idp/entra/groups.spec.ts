import { brief, check, resourcesOf } from '#check';
import { entra } from '#simulators';
import { testAs } from '../provider-test.ts';
import { membersOf } from '../seen.ts';
import { groupBody, groupNamed, userBody } from './forms.ts';

const test = testAs(entra);

test(
  'creates a Group with an empty list of members',
  check('entra-group-create', { judges: ['entra-need-09'], needs: ['groups'] }),
  async ({ client, fresh, judge }) => {
    judge.status('entra-need-09', await client.post('/Groups', groupBody(fresh.word())), 201);
  },
);

test(
  'leaves members out when they are excluded, in lists and in one Group',
  check('entra-group-without-members', { judges: ['entra-need-31'], needs: ['groups'], after: ['entra-member-add'] }),
  async ({ client, fresh, judge }) => {
    const ada = await client.make('/Users', userBody(fresh));
    const name = fresh.word();
    const group = await client.make('/Groups', groupBody(name));
    await client.patch(`/Groups/${group.id}`, [{ op: 'Add', path: 'members', value: [{ value: ada.id }] }]);

    const listed = await client.get(groupNamed(name));
    const single = await client.get(`/Groups/${group.id}?excludedAttributes=members`);

    judge.that(
      'entra-need-31',
      resourcesOf(listed).every((each) => each.members === undefined),
      {
        expected: 'no members in the list',
        observed: `members ${brief(resourcesOf(listed)[0]?.members)}`,
        answer: listed,
      },
    );
    judge.that('entra-need-31', single.status === 200 && single.json.members === undefined, {
      expected: 'status 200 and no members',
      observed: `status ${single.status}, members ${brief(single.json.members)}`,
      answer: single,
    });
  },
);

for (const [id, dialect, operation] of [
  ['entra-group-rename', 'by path', (value: string) => ({ op: 'Replace', path: 'displayName', value })],
  [
    'entra-group-rename-flagged',
    'without a path',
    (value: string) => ({ op: 'replace', value: { displayName: value } }),
  ],
] as const) {
  test(
    `renames a Group ${dialect} and keeps its id and members`,
    check(id, { judges: ['entra-need-36', 'entra-need-27'], needs: ['groups'], after: ['entra-member-add'] }),
    async ({ client, fresh, judge }) => {
      const ada = await client.make('/Users', userBody(fresh));
      const group = await client.make('/Groups', groupBody(fresh.word()));
      await client.patch(`/Groups/${group.id}`, [{ op: 'Add', path: 'members', value: [{ value: ada.id }] }]);
      const name = fresh.word('mills');

      const answer = await client.patch(`/Groups/${group.id}`, [operation(name)]);

      judge.status('entra-need-27', answer, [200, 204]);
      const read = await client.read(`/Groups/${group.id}`);
      judge.that('entra-need-36', read.displayName === name && brief(membersOf(read)) === brief([ada.id]), {
        expected: 'the new displayName, and the member as before',
        observed: `status ${answer.status}, displayName ${brief(read.displayName)}, members ${brief(membersOf(read))}`,
        answer,
      });
    },
  );
}

test(
  'deletes a Group and leaves its members in place as Users',
  check('entra-group-delete', { judges: ['entra-need-37'], needs: ['groups'], after: ['entra-member-add'] }),
  async ({ client, fresh, judge }) => {
    const ada = await client.make('/Users', userBody(fresh));
    const group = await client.make('/Groups', groupBody(fresh.word()));
    await client.patch(`/Groups/${group.id}`, [{ op: 'Add', path: 'members', value: [{ value: ada.id }] }]);

    const answer = await client.delete(`/Groups/${group.id}`);

    judge.status('entra-need-37', answer, 204);
    judge.status('entra-need-37', await client.get(`/Users/${ada.id}`), 200);
  },
);
