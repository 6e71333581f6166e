import { brief, check } from '#check';
import { okta } from '#simulators';
import { testAs } from '../provider-test.ts';
import { itemOf, membersOf, partOf } from '../seen.ts';
import { userBody } from './forms.ts';
import { teamOf } from './team.ts';

const test = testAs(okta);

test(
  'takes a PUT of what GET returned with one change, and again without effect',
  check('okta-update', { judges: ['okta-need-15'], needs: ['User.title'], after: ['okta-create'] }),
  async ({ client, fresh, judge }) => {
    const ada = await client.make('/Users', userBody(fresh));
    const body = { ...(await client.read(`/Users/${ada.id}`)), title: 'Countess', groups: [], password: 'gl7mqWZx' };

    const first = await client.put(`/Users/${ada.id}`, body);
    const once = await client.read(`/Users/${ada.id}`);
    const second = await client.put(`/Users/${ada.id}`, body);
    const twice = await client.read(`/Users/${ada.id}`);

    judge.status('okta-need-15', first, [200, 204]);
    judge.that('okta-need-15', once.title === 'Countess' && once.userName === ada.userName, {
      expected: 'the new title and the old userName',
      observed: brief({ title: once.title, userName: once.userName }),
      answer: first,
    });
    judge.same('okta-need-15', twice, once, {
      ignore: ['meta'],
      what: 'the User after the same PUT again',
      answer: second,
    });
  },
);

test(
  'never changes a membership for the groups in a PUT of a User',
  check('okta-update-groups', {
    judges: ['okta-need-16'],
    needs: ['groups'],
    after: ['okta-update', 'okta-group-create'],
  }),
  async ({ client, fresh, judge }) => {
    const { place, ids } = await teamOf(client, fresh, 1, 1);
    const body = await client.read(`/Users/${ids[0]}`);

    const answer = await client.put(`/Users/${ids[0]}`, { ...body, groups: [] });

    const held = membersOf(await client.read(place));
    judge.that('okta-need-16', brief(held) === brief(ids), {
      expected: 'the member as before',
      observed: `status ${answer.status}, members ${brief(held)}`,
      answer,
    });
  },
);

test(
  'changes one element of a typed array and leaves the others',
  check('okta-update-one-element', {
    judges: ['okta-need-42'],
    needs: ['User.emails.value', 'User.emails.type'],
    after: ['okta-update'],
  }),
  async ({ client, fresh, mail, judge }) => {
    const emails = [
      { primary: true, value: mail('work'), type: 'work' },
      { value: mail('home'), type: 'home' },
    ];
    const ada = await client.make('/Users', userBody(fresh, { emails }));
    const body = await client.read(`/Users/${ada.id}`);

    const changed = [{ ...itemOf(body.emails, 'work'), value: mail('new') }, itemOf(body.emails, 'home')];
    const answer = await client.put(`/Users/${ada.id}`, { ...body, emails: changed });

    const read = await client.read(`/Users/${ada.id}`);
    const values = [itemOf(read.emails, 'work').value, itemOf(read.emails, 'home').value];
    judge.that('okta-need-42', brief(values) === brief([mail('new'), mail('home')]), {
      expected: 'the new work e-mail and the old one at home',
      observed: `status ${answer.status}, emails ${brief(read.emails)}`,
      answer,
    });
  },
);

test(
  'stores new names though an old formatted name comes with them',
  check('okta-update-stale-formatted', {
    judges: ['okta-need-46'],
    needs: ['User.name.familyName'],
    after: ['okta-update'],
  }),
  async ({ client, fresh, judge }) => {
    const name = { givenName: 'Mona', familyName: 'Octocat', formatted: 'Mona Octocat' };
    const ada = await client.make('/Users', userBody(fresh, { name }));
    const body = await client.read(`/Users/${ada.id}`);

    const stale = { givenName: 'Ada', familyName: 'Lovelace', formatted: 'Mona Octocat' };
    const answer = await client.put(`/Users/${ada.id}`, { ...body, name: stale });

    const { givenName, familyName } = partOf((await client.read(`/Users/${ada.id}`)).name);
    judge.that('okta-need-46', givenName === 'Ada' && familyName === 'Lovelace', {
      expected: 'givenName "Ada", familyName "Lovelace"',
      observed: `status ${answer.status}, ${brief({ givenName, familyName })}`,
      answer,
    });
  },
);
