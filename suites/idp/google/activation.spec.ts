import { brief, check } from '#check';
import { google } from '#simulators';
import { judgeLife } from '../judge-life.ts';
import { judgedIn, lifeRules } from '../life-rules.ts';
import { live } from '../lifecycle.ts';
import { testAs } from '../provider-test.ts';
import { userBody } from './forms.ts';

const test = testAs(google);

test(
  'lets an account be suspended first and deleted later',
  check('google-suspend-then-delete', { judges: ['google-need-07', 'google-need-13'], after: ['google-update-put'] }),
  async ({ client, fresh, judge }) => {
    const body = userBody(fresh);
    const ada = await client.make('/Users', body);

    const suspended = await client.put(`/Users/${ada.id}`, { ...body, id: ada.id, active: false });
    const { active } = await client.read(`/Users/${ada.id}`);
    const deleted = await client.delete(`/Users/${ada.id}`);

    judge.that('google-need-07', suspended.status < 300 && active === false, {
      expected: 'active false after the PUT',
      observed: `status ${suspended.status}, active ${brief(active)}`,
      answer: suspended,
    });
    judge.status('google-need-13', deleted, [200, 204]);
  },
);

test(
  'keeps an account inactive that was created so, until Google switches it on',
  check('google-created-inactive', {
    judges: judgedIn(lifeRules.google),
    after: ['google-create'],
  }),
  async ({ discovery, fresh, http, judge, target }) => {
    const steps = [{ do: 'sync' }, { do: 'updated', user: 'u2', set: { familyName: 'Murray' } }, { do: 'sync' }];
    const options = { createInactive: true };
    const life = await live({ simulator: google, http, target, discovery, fresh, options, withGroups: false, steps });

    judgeLife(judge, life, lifeRules.google);
  },
);
