import { check } from '#check';
import { onelogin } from '#simulators';
import { judgeLife } from '../judge-life.ts';
import { judgedIn, lifeRules } from '../life-rules.ts';
import { live } from '../lifecycle.ts';
import { testAs } from '../provider-test.ts';

const test = testAs(onelogin);

test(
  'follows two people from hire to leave as OneLogin tells of them',
  check('onelogin-joiner-mover-leaver', {
    judges: judgedIn(lifeRules.onelogin),
    after: ['onelogin-create'],
  }),
  async ({ discovery, fresh, http, judge, target }) => {
    const withGroups = discovery.group !== undefined;
    const life = await live({ simulator: onelogin, http, target, discovery, fresh, withGroups });

    judgeLife(judge, life, lifeRules.onelogin);
  },
);
