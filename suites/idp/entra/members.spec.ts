import { brief, check, type Fresh, type Resource } from '#check';
import { entra } from '#simulators';
import { counted } from '#wire';
import type { Client } from '../client.ts';
import { flappingOf } from '../flapping.ts';
import { judgeRepeat } from '../judge-repeat.ts';
import { testAs } from '../provider-test.ts';
import { isScimError, membersOf } from '../seen.ts';
import { groupBody, userBody } from './forms.ts';

const test = testAs(entra);

/** A Group, and Users of whom the first `within` are its members. */
async function teamOf(client: Client, fresh: Fresh, size: number, within: number) {
  const users: Resource[] = [];
  for (let at = 0; at < size; at += 1) users.push(await client.make('/Users', userBody(fresh)));
  const ids = users.map(({ id }) => id);
  const group = await client.make('/Groups', groupBody(fresh.word()));
  const value = ids.slice(0, within).map((id) => ({ value: id }));
  if (within > 0) await client.patch(`/Groups/${group.id}`, [{ op: 'Add', path: 'members', value }]);
  return { place: `/Groups/${group.id}`, ids };
}

const sorted = (ids: readonly (string | undefined)[]) => brief([...ids].sort());

test(
  'adds members one at a time and many at once, a null $ref beside them or not, and none twice',
  check('entra-member-add', {
    judges: ['entra-need-33', 'entra-need-27'],
    needs: ['groups'],
    after: ['entra-group-create', 'entra-create'],
  }),
  async ({ client, fresh, judge }) => {
    const { place, ids } = await teamOf(client, fresh, 4, 0);
    const [ada, grace, alan, edsger] = ids;
    const lists = [
      [{ value: ada }],
      [{ value: grace }, { value: alan }],
      [{ $ref: null, value: edsger }],
      [{ value: ada }, { value: edsger }],
    ];

    for (const [at, value] of lists.entries()) {
      const answer = await client.patch(place, [{ op: 'Add', path: 'members', value }]);
      judge.status('entra-need-27', answer, [200, 204]);
      const held = membersOf(await client.read(place));
      const wanted = [...new Set(lists.slice(0, at + 1).flatMap((list) => list.map((member) => member.value)))];
      judge.that('entra-need-33', brief(held) === sorted(wanted), {
        expected: `${counted(wanted.length, 'member')}, each once`,
        observed: `status ${answer.status}, ${counted(held.length, 'member')}`,
        answer,
      });
    }
  },
);

for (const [id, form, operation] of [
  [
    'entra-member-remove-list',
    'a list of values',
    (member = '') => ({ op: 'Remove', path: 'members', value: [{ value: member }] }),
  ],
  [
    'entra-member-remove-filter',
    'a filter',
    (member = '') => ({ op: 'remove', path: `members[value eq "${member}"]` }),
  ],
] as const) {
  test(
    `takes exactly those members out that ${form} names`,
    check(id, { judges: ['entra-need-34'], needs: ['groups'], after: ['entra-member-add'] }),
    async ({ client, fresh, judge }) => {
      const { place, ids } = await teamOf(client, fresh, 3, 3);

      const answer = await client.patch(place, [operation(ids[0])]);
      const held = membersOf(await client.read(place));
      const again = await client.patch(place, [operation(ids[0])]);
      const after = membersOf(await client.read(place));

      judge.that('entra-need-34', answer.status < 300 && brief(held) === sorted(ids.slice(1)), {
        expected: 'the two others as members',
        observed: `status ${answer.status}, ${counted(held.length, 'member')} left`,
        answer,
      });
      judgeRepeat(judge, 'entra-need-34', {
        answer: again,
        isAsMeant: brief(after) === brief(held),
        expected: 'no error and no effect for somebody who is no member',
        observed: `status ${again.status}, ${counted(after.length, 'member')}`,
      });
    },
  );
}

test(
  'takes several members out, each by a path of its own',
  check('entra-member-remove-several', {
    judges: ['entra-need-35'],
    needs: ['groups'],
    after: ['entra-member-remove-filter'],
  }),
  async ({ client, fresh, judge }) => {
    const { place, ids } = await teamOf(client, fresh, 3, 3);

    const answer = await client.patch(
      place,
      ids.slice(0, 2).map((id) => ({ op: 'remove', path: `members[value eq "${id}"]` })),
    );

    const held = membersOf(await client.read(place));
    judge.that('entra-need-35', answer.status < 300 && brief(held) === sorted(ids.slice(2)), {
      expected: 'the third member only',
      observed: `status ${answer.status}, ${counted(held.length, 'member')} left`,
      answer,
    });
  },
);

test(
  'takes a Group as a member, or refuses it with a SCIM error',
  check('entra-member-group', { judges: ['entra-need-38'], needs: ['groups'], after: ['entra-member-add'] }),
  async ({ client, fresh, judge }) => {
    const inner = await client.make('/Groups', groupBody(fresh.word()));
    const outer = await client.make('/Groups', groupBody(fresh.word()));

    const answer = await client.patch(`/Groups/${outer.id}`, [
      { op: 'Add', path: 'members', value: [{ value: inner.id }] },
    ]);

    judge.that('entra-need-38', answer.status < 300 || (answer.status < 500 && isScimError(answer)), {
      expected: 'success, or a refusal with a SCIM error',
      observed: `status ${answer.status}`,
      answer,
    });
  },
);

test(
  'does not let memberships flap when PATCHes of one Group come at the same time',
  check('entra-flapping', { judges: ['entra-need-33'], needs: ['groups'], after: ['entra-member-add'] }),
  async ({ client, fresh, judge }) => {
    const { place, ids } = await teamOf(client, fresh, 6, 0);

    const { cause, answers } = await flappingOf(
      ids,
      (id) => client.patch(place, [{ op: 'Add', path: 'members', value: [{ value: id }] }]),
      () => client.read(place),
    );

    judge.that('entra-need-33', cause === undefined, {
      expected: 'every member whose adding was answered with success',
      observed: cause ?? '',
      answer: answers,
      kind: 'flapping',
    });
  },
);
