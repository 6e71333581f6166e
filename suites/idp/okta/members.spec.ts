import { brief, check, errorOf } from '#check';
import { okta } from '#simulators';
import { counted } from '#wire';
import { flappingOf } from '../flapping.ts';
import { judgeRepeat } from '../judge-repeat.ts';
import { testAs } from '../provider-test.ts';
import { membersOf } from '../seen.ts';
import { groupBody, member, userBody } from './forms.ts';
import { teamOf } from './team.ts';

const test = testAs(okta);

const sorted = (ids: readonly (string | undefined)[]) => brief([...ids].sort());

test(
  'takes members out and one in by a single PATCH, in order, and again without effect',
  check('okta-member-changes', {
    judges: ['okta-need-24', 'okta-need-25'],
    needs: ['groups'],
    after: ['okta-group-create'],
  }),
  async ({ client, fresh, judge }) => {
    const { place, ids } = await teamOf(client, fresh, 4, 3);
    const [ada, grace, alan, edsger] = ids;
    const operations = [
      { op: 'remove', path: `members[value eq "${ada}"]` },
      { op: 'remove', path: `members[value eq "${grace}"]` },
      { op: 'add', path: 'members', value: [member(edsger)] },
    ];

    const change = async () => {
      const answer = await client.patch(place, operations);
      const held = membersOf(await client.read(place));
      const isAsMeant = brief(held) === sorted([alan, edsger]);
      return { answer, isAsMeant, observed: `status ${answer.status}, ${counted(held.length, 'member')}` };
    };
    const { isAsMeant, ...first } = await change();
    judge.that('okta-need-24', first.answer.status < 300 && isAsMeant, { expected: 'exactly two members', ...first });
    const expected = 'exactly two members, for nothing changes the second time';
    judgeRepeat(judge, 'okta-need-25', { ...(await change()), expected });
  },
);

for (const [id, need, form, operation] of [
  [
    'okta-member-replace',
    'okta-need-27',
    'with a path',
    (value: unknown) => ({ op: 'replace', path: 'members', value }),
  ],
  [
    'okta-member-replace-pathless',
    'okta-need-28',
    'without a path',
    (members: unknown) => ({ op: 'replace', value: { members } }),
  ],
] as const) {
  test(
    `sets exactly the list of a replace ${form}, and empties the Group by an empty one`,
    check(id, { judges: [need], needs: ['groups'], after: ['okta-group-create'] }),
    async ({ client, fresh, judge }) => {
      const { place, ids } = await teamOf(client, fresh, 3, 2);

      for (const wanted of [ids.slice(1), []]) {
        const answer = await client.patch(place, [operation(wanted.map((each) => member(each)))]);
        const held = membersOf(await client.read(place));
        judge.that(need, answer.status < 300 && brief(held) === sorted(wanted), {
          expected: `exactly the ${counted(wanted.length, 'member')} sent`,
          observed: `status ${answer.status}, ${counted(held.length, 'member')}`,
          answer,
        });
      }
    },
  );
}

test(
  'does not let memberships flap when PATCHes of one Group come at the same time',
  check('okta-flapping-patch', { judges: ['okta-need-33'], needs: ['groups'], after: ['okta-member-changes'] }),
  async ({ client, fresh, judge }) => {
    const { place, ids } = await teamOf(client, fresh, 8, 0);

    const { cause, answers } = await flappingOf(
      ids,
      (id) => client.patch(place, [{ op: 'add', path: 'members', value: [member(id)] }]),
      () => client.read(place),
    );

    judge.that('okta-need-33', cause === undefined, {
      expected: 'every member whose adding was answered with success',
      observed: cause ?? '',
      answer: answers,
      kind: 'flapping',
    });
  },
);

test(
  'does not let memberships flap when PUTs of the whole list come at the same time',
  check('okta-flapping-put', { judges: ['okta-need-29'], needs: ['groups'], after: ['okta-group-put'] }),
  async ({ client, fresh, judge }) => {
    const { place, ids, name } = await teamOf(client, fresh, 4, 1);
    const list = ids.map((id) => member(id));

    const answers = await Promise.all([1, 2, 3].map(() => client.put(place, groupBody(name, list))));

    // One of them at least got through, and all of them say the same.
    const isTold = answers.some(({ status }) => status < 300);
    const held = membersOf(await client.read(place));
    judge.that('okta-need-29', isTold && brief(held) === sorted(ids), {
      expected: 'the list that all of them sent',
      observed: `${answers.map(({ status }) => status).join(', ')}; ${held.length} of ${ids.length} members: replacement does not leave what was sent`,
      answer: answers,
      kind: 'flapping',
    });
  },
);

test(
  'is not kept from a batch by an unknown member, or names it in the refusal',
  check('okta-member-unknown', { judges: ['okta-need-34'], needs: ['groups'], after: ['okta-member-changes'] }),
  async ({ client, fresh, judge }) => {
    const { place, ids } = await teamOf(client, fresh, 1, 0);
    const nobody = fresh.word('nobody');

    const value = [member(ids[0]), member(nobody)];
    const answer = await client.patch(place, [{ op: 'add', path: 'members', value }]);

    const held = membersOf(await client.read(place));
    const isTaken = answer.status < 300 && held.includes(ids[0] ?? '');
    const isNamed = answer.status >= 400 && answer.status < 500 && String(errorOf(answer).detail).includes(nobody);
    judge.that('okta-need-34', isTaken || isNamed, {
      expected: 'the known member to be in, or a 4xx whose detail names the unknown one',
      observed: `status ${answer.status}, detail ${brief(errorOf(answer).detail)}`,
      answer,
    });
  },
);

test(
  'is mended by a later push when a Group came before its Users',
  check('okta-group-before-users', { judges: ['okta-need-35'], needs: ['groups'], after: ['okta-member-replace'] }),
  async ({ client, fresh, judge }) => {
    const early = await client.post('/Groups', groupBody(fresh.word(), [member(fresh.word('early'))]));
    judge.that('okta-need-35', early.status < 500, {
      expected: 'success or a refusal',
      observed: `status ${early.status}`,
      answer: early,
    });
    const group =
      typeof early.json.id === 'string' ? early.json.id : (await client.make('/Groups', groupBody(fresh.word()))).id;
    const ada = await client.make('/Users', userBody(fresh));

    const answer = await client.patch(`/Groups/${group}`, [
      { op: 'replace', path: 'members', value: [member(ada.id)] },
    ]);

    const held = membersOf(await client.read(`/Groups/${group}`));
    judge.that('okta-need-35', answer.status < 300 && brief(held) === brief([ada.id]), {
      expected: 'the User that is there now, as the only member',
      observed: `status ${answer.status}, members ${brief(held)}`,
      answer,
    });
  },
);

test(
  'takes a thousand members in one PATCH and in one PUT within a minute',
  check('okta-member-thousand', {
    judges: ['okta-need-32'],
    needs: ['groups'],
    after: ['okta-member-replace', 'okta-group-put'],
  }),
  async ({ client, fresh, judge }) => {
    const { place, ids, name } = await teamOf(client, fresh, 1, 0);
    // A thousand accounts would burden a target for one question: the same one a thousand times makes the same body.
    const value = Array.from({ length: 1000 }, () => member(ids[0]));

    for (const answer of [
      await client.patch(place, [{ op: 'replace', path: 'members', value }]),
      await client.put(place, groupBody(name, value)),
    ]) {
      const isQuick = answer.exchange.durationMs < 60_000;
      judge.that('okta-need-32', answer.status < 300 && isQuick, {
        expected: 'success within a minute',
        observed: isQuick ? `status ${answer.status}` : 'more than a minute',
        answer,
      });
    }
  },
);
