import { brief, check } from '#check';
import { google } from '#simulators';
import { testAs } from '../provider-test.ts';
import { itemsOf } from '../seen.ts';
import { userBody } from './forms.ts';

const test = testAs(google);

test(
  'creates the User that Google sends, as plain JSON, with the SCIM 1.0 URN beside the new one',
  check('google-create', { judges: ['google-need-01', 'google-need-02', 'google-need-05', 'google-need-06'] }),
  async ({ client, discovery, fresh, judge }) => {
    const body = userBody(fresh);

    const answer = await client.post('/Users', body);

    const isRead = judge.that('google-need-01', answer.status !== 415 && answer.status !== 406, {
      expected: 'application/json to be read',
      observed: `status ${answer.status}`,
      answer,
    });
    if (!isRead || !judge.status('google-need-02', answer, 201)) return;
    judge.that('google-need-05', typeof answer.json.id === 'string', {
      expected: 'an id in the answer',
      observed: `id ${brief(answer.json.id)}`,
      answer,
    });
    const { displayName, active } = await client.read(`/Users/${answer.json.id}`);
    const isShown = displayName === 'Ada Byron' || !discovery.user.base.attributes.has('displayname');
    judge.that('google-need-06', isShown && active === true, {
      expected: 'displayName "Ada Byron", active true',
      observed: brief({ displayName, active }),
      answer,
    });
  },
);

test(
  'gives access to somebody who is in no Group',
  check('google-create-without-group', { judges: ['google-need-08'], after: ['google-create'] }),
  async ({ client, fresh, judge }) => {
    const ada = await client.make('/Users', userBody(fresh));

    const { active, groups } = await client.read(`/Users/${ada.id}`);

    judge.that('google-need-08', active === true, {
      expected: 'active true without any Group',
      observed: brief({ active, groups }),
    });
  },
);

test(
  'takes several e-mail addresses and phones, and keeps the primary one primary',
  check('google-create-several-values', {
    judges: ['google-need-09'],
    needs: ['User.emails.value'],
    after: ['google-create'],
  }),
  async ({ client, fresh, mail, judge }) => {
    const emails = [
      { primary: true, value: mail('work'), type: 'work' },
      { primary: false, value: mail('home'), type: 'home' },
    ];
    const phoneNumbers = [
      { primary: true, value: '+1-201-555-0123', type: 'work' },
      { primary: false, value: '+1-201-555-0199', type: 'home' },
    ];

    const answer = await client.post('/Users', userBody(fresh, { emails, phoneNumbers }));

    if (!judge.status('google-need-09', answer, 201)) return;
    const read = itemsOf((await client.read(`/Users/${answer.json.id}`)).emails);
    const primary = read.filter((email) => email.primary === true).map(({ value }) => value);
    judge.that('google-need-09', brief(primary) === brief([mail('work')]), {
      expected: 'the work address as the primary one',
      observed: brief(read),
      answer,
    });
  },
);
