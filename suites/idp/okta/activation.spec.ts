import { brief, check } from '#check';
import { okta } from '#simulators';
import type { Client } from '../client.ts';
import { judgeLife } from '../judge-life.ts';
import { judgedIn, lifeRules } from '../life-rules.ts';
import { live } from '../lifecycle.ts';
import { testAs } from '../provider-test.ts';
import { listSeen, onlyId } from '../seen.ts';
import { userBody, userNamed } from './forms.ts';

const test = testAs(okta);

/** How the two kinds of integration switch an account. [okta-active-01, okta-active-02] */
const kinds = {
  oin: (client: Client, place: string, active: boolean) => client.patch(place, [{ op: 'replace', value: { active } }]),
  aiw: async (client: Client, place: string, active: boolean) =>
    client.put(place, { ...(await client.read(place)), active }),
} as const;

for (const [id, kind, need] of [
  ['okta-deactivate-patch', 'oin', 'okta-need-17'],
  ['okta-deactivate-put', 'aiw', 'okta-need-18'],
] as const) {
  test(
    `ends and gives back access by ${kind === 'oin' ? 'a PATCH without a path' : 'a PUT'}, and keeps the rest`,
    check(id, { judges: [need, 'okta-need-20', 'okta-need-21'], after: ['okta-create'] }),
    async ({ client, fresh, judge }) => {
      const ada = await client.make('/Users', userBody(fresh));
      const place = `/Users/${ada.id}`;
      const before = await client.read(place);

      for (const [at, active] of [false, false, true, true].entries()) {
        const rule = at % 2 === 1 ? 'okta-need-21' : active ? need : 'okta-need-20';
        const answer = await kinds[kind](client, place, active);
        judge.status(at % 2 === 1 ? 'okta-need-21' : need, answer, [200, 204]);
        const read = await client.read(place);
        judge.that(rule, read.active === active, {
          expected: `active ${active}`,
          observed: `active ${brief(read.active)}`,
          answer,
        });
        judge.same(
          need,
          { ...read, active: true },
          { ...before, active: true },
          { ignore: ['meta'], answer, what: 'all else' },
        );
      }
    },
  );
}

for (const [id, kind] of [
  ['okta-return-patch', 'oin'],
  ['okta-return-put', 'aiw'],
] as const) {
  test(
    `lets a leaver return to the same account by ${kind === 'oin' ? 'PATCH' : 'PUT'}`,
    check(id, { judges: ['okta-need-19'], after: ['okta-match-inactive'] }),
    async ({ client, fresh, judge }) => {
      const ada = await client.make('/Users', userBody(fresh));
      const place = `/Users/${ada.id}`;
      await kinds[kind](client, place, false);

      const found = await client.get(userNamed(String(ada.userName)));
      const answer = await kinds[kind](client, place, true);
      const again = await client.get(userNamed(String(ada.userName)));

      judge.that('okta-need-19', onlyId(found) === ada.id, {
        expected: 'the inactive account',
        observed: listSeen(found),
        answer: found,
      });
      const { active } = await client.read(place);
      judge.that('okta-need-19', onlyId(again) === ada.id && active === true, {
        expected: 'one active account under the old id',
        observed: `status ${answer.status}, ${listSeen(again)}, active ${brief(active)}`,
        answer: [answer, again],
      });
    },
  );
}

test(
  'applies a stale PUT that switches an account off right after it was switched on',
  check('okta-stale-put', { judges: ['okta-need-44'], after: ['okta-deactivate-patch'] }),
  async ({ client, fresh, judge }) => {
    const ada = await client.make('/Users', userBody(fresh, { active: false }));
    const place = `/Users/${ada.id}`;
    const stale = await client.read(place);
    await kinds.oin(client, place, true);

    const answer = await client.put(place, stale);

    const { active } = await client.read(place);
    judge.that('okta-need-44', answer.status < 300 && active === false, {
      expected: 'active false, as the last request says',
      observed: `status ${answer.status}, active ${brief(active)}`,
      answer,
    });
  },
);

test(
  'keeps an account inactive that was created so, until Okta switches it on',
  check('okta-created-inactive', { judges: judgedIn(lifeRules.okta), after: ['okta-create'] }),
  async ({ discovery, fresh, http, judge, target }) => {
    const steps = [{ do: 'sync' }, { do: 'updated', user: 'u2', set: { title: 'Admiral' } }, { do: 'sync' }];
    const options = { createActive: false };
    const life = await live({ simulator: okta, http, target, discovery, fresh, options, withGroups: false, steps });

    judgeLife(judge, life, lifeRules.okta);
  },
);
