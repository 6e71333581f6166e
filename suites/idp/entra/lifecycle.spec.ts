import { check } from '#check';
import { entra } from '#simulators';
import { judgeLife } from '../judge-life.ts';
import { judgedIn, lifeRules } from '../life-rules.ts';
import { live } from '../lifecycle.ts';
import { testAs } from '../provider-test.ts';

const test = testAs(entra);

for (const [id, dialect, options, disabling] of [
  ['entra-joiner-mover-leaver', 'without the flag', {}, 'entra-disable-word'],
  ['entra-joiner-mover-leaver-flagged', 'with the flag', { aadOptscim062020: true }, 'entra-disable-boolean'],
] as const) {
  test(
    `follows two people from hire to leave as Entra tells of them, ${dialect}`,
    check(id, { judges: judgedIn(lifeRules.entra), after: ['entra-create', disabling] }),
    async ({ discovery, fresh, http, judge, target }) => {
      const life = await live({
        simulator: entra,
        http,
        target,
        discovery,
        fresh,
        options,
        withGroups: discovery.group !== undefined,
      });

      judgeLife(judge, life, lifeRules.entra);
    },
  );
}
