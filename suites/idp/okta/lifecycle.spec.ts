import { check } from '#check';
import { okta } from '#simulators';
import { judgeLife } from '../judge-life.ts';
import { judgedIn, lifeRules } from '../life-rules.ts';
import { live } from '../lifecycle.ts';
import { testAs } from '../provider-test.ts';

const test = testAs(okta);

for (const [id, kind, options] of [
  ['okta-joiner-mover-leaver', 'from the catalogue', {}],
  ['okta-joiner-mover-leaver-wizard', 'made with the wizard', { app: 'aiw' }],
] as const) {
  test(
    `follows two people from hire to leave as an Okta integration ${kind} tells of them`,
    check(id, { judges: judgedIn(lifeRules.okta), after: ['okta-create'] }),
    async ({ discovery, fresh, http, judge, target }) => {
      const life = await live({
        simulator: okta,
        http,
        target,
        discovery,
        fresh,
        options,
        withGroups: discovery.group !== undefined,
      });

      judgeLife(judge, life, lifeRules.okta);
    },
  );
}
