import { brief, check } from '#check';
import { onelogin } from '#simulators';
import { judgeLife } from '../judge-life.ts';
import { judgedIn, lifeRules } from '../life-rules.ts';
import { live } from '../lifecycle.ts';
import { testAs } from '../provider-test.ts';
import { membersOf, partOf } from '../seen.ts';
import { change, groupBody, marked, userBody } from './forms.ts';

const test = testAs(onelogin);

test(
  'takes a PUT of the whole template, and shows id and names',
  check('onelogin-update', { judges: ['onelogin-need-11'], after: ['onelogin-create'] }),
  async ({ client, fresh, judge }) => {
    const body = userBody(fresh);
    const ada = await client.make(marked('/Users'), body);

    const name = { familyName: 'King', givenName: 'Ada', formatted: 'Ada King' };
    const answer = await client.put(marked(`/Users/${ada.id}`), { ...body, name });

    if (!judge.status('onelogin-need-11', answer, 200)) return;
    const { id, userName, name: shown } = answer.json;
    judge.that(
      'onelogin-need-11',
      id === ada.id &&
        userName === body.userName &&
        partOf(shown).familyName === 'King' &&
        partOf(shown).givenName === 'Ada',
      {
        expected: 'id, userName and the new names',
        observed: brief({ id, userName, name: shown }),
        answer,
      },
    );
  },
);

test(
  'does not suspend anybody for a PUT without active',
  check('onelogin-update-without-active', { judges: ['onelogin-need-08'], after: ['onelogin-update'] }),
  async ({ client, fresh, judge }) => {
    const { active, ...body } = userBody(fresh);
    const ada = await client.make(marked('/Users'), { ...body, active: active ?? true });

    const answer = await client.put(marked(`/Users/${ada.id}`), body);

    const read = await client.read(`/Users/${ada.id}`);
    judge.that('onelogin-need-08', answer.status < 300 && read.active !== false, {
      expected: 'active true as before',
      observed: `status ${answer.status}, active ${brief(read.active)}`,
      answer,
    });
  },
);

test(
  'ends access by a PUT with active false and gives back the same account by one with true',
  check('onelogin-suspend', { judges: ['onelogin-need-09'], after: ['onelogin-update'] }),
  async ({ client, fresh, judge }) => {
    const body = userBody(fresh);
    const ada = await client.make(marked('/Users'), body);

    for (const active of [false, true]) {
      const answer = await client.put(marked(`/Users/${ada.id}`), { ...body, active });
      const read = await client.read(`/Users/${ada.id}`);
      judge.that('onelogin-need-09', answer.status < 300 && read.active === active && read.userName === body.userName, {
        expected: `the same account with active ${active}`,
        observed: `status ${answer.status}, ${brief({ userName: read.userName, active: read.active })}`,
        answer,
      });
    }
  },
);

test(
  'keeps a membership over a PUT that does not carry it',
  check('onelogin-update-keeps-groups', {
    judges: ['onelogin-need-10'],
    needs: ['groups'],
    after: ['onelogin-update', 'onelogin-member-add'],
  }),
  async ({ client, fresh, judge }) => {
    const body = userBody(fresh);
    const ada = await client.make(marked('/Users'), body);
    const group = await client.make(marked('/Groups'), groupBody(fresh.word()));
    await client.patch(marked(`/Groups/${group.id}`), change('add', ada.id));

    const answer = await client.put(marked(`/Users/${ada.id}`), { ...body, title: 'Countess' });

    const held = membersOf(await client.read(`/Groups/${group.id}`));
    judge.that('onelogin-need-10', held.includes(ada.id), {
      expected: 'the member as before',
      observed: `status ${answer.status}, members ${brief(held)}`,
      answer,
    });
  },
);

test(
  'bears changes of two people in another order than they happened',
  check('onelogin-late-changes', { judges: ['onelogin-need-20'], after: ['onelogin-update'] }),
  async ({ client, fresh, judge }) => {
    const bodies = [userBody(fresh), userBody(fresh)];
    const made = [await client.make(marked('/Users'), bodies[0]), await client.make(marked('/Users'), bodies[1])];

    for (const at of [1, 0]) {
      const place = `/Users/${made[at]?.id}`;
      const answer = await client.put(marked(place), { ...bodies[at], title: `Late ${at}` });
      const { active, userName } = await client.read(place);
      judge.that('onelogin-need-20', answer.status < 300 && active === true && userName === bodies[at]?.userName, {
        expected: 'the change to be taken',
        observed: `status ${answer.status}, ${brief({ userName, active })}`,
        answer,
      });
    }
  },
);

test(
  'keeps an account inactive that was created so, until OneLogin switches it on',
  check('onelogin-created-inactive', {
    judges: judgedIn(lifeRules.onelogin),
    after: ['onelogin-create'],
  }),
  async ({ discovery, fresh, http, judge, target }) => {
    const steps = [{ do: 'sync' }, { do: 'updated', user: 'u2', set: { title: 'Admiral' } }, { do: 'sync' }];
    const options = { createInactive: true };
    const life = await live({ simulator: onelogin, http, target, discovery, fresh, options, withGroups: false, steps });

    judgeLife(judge, life, lifeRules.onelogin);
  },
);
