import { brief, check } from '#check';
import { urns } from '#scim';
import { okta } from '#simulators';
import { counted } from '#wire';
import { testAs } from '../provider-test.ts';
import { membersOf } from '../seen.ts';
import { groupBody, member, userBody } from './forms.ts';
import { teamOf } from './team.ts';

const test = testAs(okta);

test(
  'creates a Group with members and without, and shows them at once',
  check('okta-group-create', {
    judges: ['okta-need-22', 'okta-need-23', 'okta-need-48'],
    needs: ['groups'],
    after: ['okta-create'],
  }),
  async ({ client, fresh, judge }) => {
    const ada = await client.make('/Users', userBody(fresh));
    const grace = await client.make('/Users', userBody(fresh));
    const lists = [[], [member(ada.id, 'whoever'), member(grace.id, null)]];

    for (const members of lists) {
      const name = fresh.word();
      const answer = await client.post('/Groups', groupBody(name, members));
      if (!judge.status(members.length === 0 ? 'okta-need-22' : 'okta-need-23', answer, 201)) continue;
      judge.that('okta-need-22', typeof answer.json.id === 'string' && answer.json.displayName === name, {
        expected: 'id and displayName in the answer',
        observed: brief({ id: answer.json.id, displayName: answer.json.displayName }),
        answer,
      });
      const held = membersOf(await client.read(`/Groups/${answer.json.id}`));
      judge.that('okta-need-48', held.length === members.length, {
        expected: `${counted(members.length, 'member')} at once`,
        observed: counted(held.length, 'member'),
        answer,
      });
    }
  },
);

test(
  'renames a Group by a PATCH without a path, with an id beside the name, and keeps its members',
  check('okta-group-rename', { judges: ['okta-need-26'], needs: ['groups'], after: ['okta-group-create'] }),
  async ({ client, fresh, judge }) => {
    const team = await teamOf(client, fresh, 2, 2);
    const displayName = fresh.word('platform');

    const answer = await client.patch(team.place, [{ op: 'replace', value: { id: team.id, displayName } }]);

    judge.status('okta-need-26', answer, [200, 204]);
    const read = await client.read(team.place);
    judge.that('okta-need-26', read.displayName === displayName && membersOf(read).length === 2, {
      expected: 'the new name, and two members as before',
      observed: brief({ displayName: read.displayName, members: membersOf(read).length }),
      answer,
    });
  },
);

test(
  'replaces name and members by PUT, with an id in the body and without',
  check('okta-group-put', { judges: ['okta-need-29'], needs: ['groups'], after: ['okta-group-create'] }),
  async ({ client, fresh, judge }) => {
    const team = await teamOf(client, fresh, 3, 2);
    const [ada = '', , alan = ''] = team.ids;

    for (const [extra, members] of [
      [{ id: team.id }, [ada, alan]],
      [{}, [alan]],
    ] as const) {
      const displayName = fresh.word('put');
      const list = members.map((each) => member(each));
      const answer = await client.put(team.place, { schemas: [urns.group], ...extra, displayName, members: list });
      const read = await client.read(team.place);
      const isRight = read.displayName === displayName && brief(membersOf(read)) === brief([...members].sort());
      judge.that('okta-need-29', answer.status < 300 && isRight, {
        expected: `the new name and ${counted(members.length, 'member')}`,
        observed: `status ${answer.status}, ${brief({ displayName: read.displayName, members: membersOf(read).length })}`,
        answer,
      });
    }
  },
);

test(
  'deletes a Group, says 404 from then on, and leaves its Users alone',
  check('okta-group-delete', { judges: ['okta-need-31'], needs: ['groups'], after: ['okta-group-create'] }),
  async ({ client, fresh, judge }) => {
    const { place, ids } = await teamOf(client, fresh, 1, 1);

    judge.status('okta-need-31', await client.delete(place), 204);
    judge.status('okta-need-31', await client.get(place), 404);
    judge.status('okta-need-31', await client.get(`/Users/${ids[0]}`), 200);
  },
);
