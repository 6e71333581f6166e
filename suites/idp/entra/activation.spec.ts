import { brief, check } from '#check';
import { entra } from '#simulators';
import { judgeLife } from '../judge-life.ts';
import { judgedIn, lifeRules } from '../life-rules.ts';
import { live } from '../lifecycle.ts';
import { testAs } from '../provider-test.ts';
import { isListOf, listSeen, onlyId } from '../seen.ts';
import { userBody, userNamed } from './forms.ts';

const test = testAs(entra);

for (const [id, op, off] of [
  ['entra-disable-word', 'Replace', 'False'],
  ['entra-disable-lower-case-word', 'Replace', 'false'],
  ['entra-disable-boolean', 'replace', false],
] as const) {
  test(
    `switches an account off when active becomes ${JSON.stringify(off)}`,
    check(id, { judges: ['entra-need-17'], after: ['entra-create'] }),
    async ({ client, fresh, judge }) => {
      const ada = await client.make('/Users', userBody(fresh));

      const answer = await client.patch(`/Users/${ada.id}`, [{ op, path: 'active', value: off }]);

      judge.status('entra-need-17', answer, [200, 204]);
      const { active } = await client.read(`/Users/${ada.id}`);
      judge.that('entra-need-17', active === false, {
        expected: 'active false, as a boolean',
        observed: `active ${brief(active)}`,
        answer,
      });
    },
  );
}

test(
  'shows an inactive account by id and by filter',
  check('entra-inactive-found', { judges: ['entra-need-14'], after: ['entra-create-inactive'] }),
  async ({ client, fresh, judge }) => {
    const ada = await client.make('/Users', userBody(fresh, { active: false }));

    const byId = await client.get(`/Users/${ada.id}`);
    const byName = await client.get(userNamed(String(ada.userName)));

    judge.that('entra-need-14', byId.status === 200 && byId.json.active === false, {
      expected: 'status 200 with active false',
      observed: `status ${byId.status}, active ${brief(byId.json.active)}`,
      answer: byId,
    });
    judge.that('entra-need-14', onlyId(byName) === ada.id, {
      expected: 'the inactive account',
      observed: listSeen(byName),
      answer: byName,
    });
  },
);

test(
  'switches the same account on again',
  check('entra-enable', { judges: ['entra-need-29'], after: ['entra-disable-word'] }),
  async ({ client, fresh, judge }) => {
    const ada = await client.make('/Users', userBody(fresh));
    await client.patch(`/Users/${ada.id}`, [{ op: 'Replace', path: 'active', value: 'False' }]);

    const answer = await client.patch(`/Users/${ada.id}`, [{ op: 'Replace', path: 'active', value: 'True' }]);

    judge.status('entra-need-29', answer, [200, 204]);
    const { active, userName } = await client.read(`/Users/${ada.id}`);
    judge.that('entra-need-29', active === true && userName === ada.userName, {
      expected: 'the same account with active true',
      observed: brief({ userName, active }),
      answer,
    });
  },
);

test(
  'deletes an inactive account, and says 404 from then on',
  check('entra-delete-inactive', { judges: ['entra-need-30'], after: ['entra-create-inactive'] }),
  async ({ client, fresh, judge }) => {
    const ada = await client.make('/Users', userBody(fresh, { active: false }));

    const first = await client.delete(`/Users/${ada.id}`);
    const second = await client.delete(`/Users/${ada.id}`);

    judge.status('entra-need-30', first, 204);
    judge.status('entra-need-30', second, 404);
  },
);

test(
  'lets a deleted account be forgotten and made anew',
  check('entra-delete-then-create', { judges: ['entra-need-15'], after: ['entra-delete-inactive'] }),
  async ({ client, fresh, judge }) => {
    const body = userBody(fresh);
    const ada = await client.make('/Users', body);
    await client.delete(`/Users/${ada.id}`);

    const gone = await client.get(`/Users/${ada.id}`);
    const none = await client.get(userNamed(String(ada.userName)));
    const anew = await client.post('/Users', body);

    judge.status('entra-need-15', gone, 404);
    judge.that('entra-need-15', isListOf(none, 0), {
      expected: 'an empty list',
      observed: listSeen(none),
      answer: none,
    });
    judge.status('entra-need-15', anew, 201);
  },
);

test(
  'keeps an account inactive that was created so, until Entra switches it on',
  check('entra-created-inactive', {
    judges: judgedIn(lifeRules.entra),
    after: ['entra-create'],
  }),
  async ({ discovery, fresh, http, judge, target }) => {
    const steps = [{ do: 'sync' }, { do: 'updated', user: 'u2', set: { title: 'Admiral' } }, { do: 'sync' }];
    const options = { createInactive: true };
    const life = await live({ simulator: entra, http, target, discovery, fresh, options, withGroups: false, steps });

    judgeLife(judge, life, lifeRules.entra);
  },
);
