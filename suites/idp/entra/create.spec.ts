import { brief, check, errorOf } from '#check';
import { urns } from '#scim';
import { entra } from '#simulators';
import { testAs } from '../provider-test.ts';
import { itemOf, partOf } from '../seen.ts';
import { enterprise, userBody } from './forms.ts';

const test = testAs(entra);

test(
  'creates the User that Entra sends, and answers with what was sent',
  check('entra-create', { judges: ['entra-need-13'] }),
  async ({ client, discovery, fresh, judge }) => {
    const body = userBody(fresh);

    const answer = await client.post('/Users', body);

    if (!judge.status('entra-need-13', answer, 201)) return;
    const { id, userName, active, name, emails } = answer.json;
    judge.that('entra-need-13', typeof id === 'string' && userName === body.userName && active === true, {
      expected: `an id, userName ${brief(body.userName)}, active true`,
      observed: brief({ id, userName, active }),
      answer,
    });
    if (!discovery.user.base.attributes.has('name') || !discovery.user.base.attributes.has('emails')) return;
    const isKept = partOf(name).familyName === 'Byron' && itemOf(emails, 'work').value !== undefined;
    judge.that('entra-need-13', isKept, {
      expected: 'name and work e-mail as sent',
      observed: brief({ name, emails }),
      answer,
    });
  },
);

test(
  'refuses a second User of one userName with 409 and uniqueness',
  check('entra-create-twice', { judges: ['entra-need-13'], after: ['entra-create'] }),
  async ({ client, fresh, judge }) => {
    const body = userBody(fresh);
    await client.make('/Users', body);

    const answer = await client.post('/Users', { ...userBody(fresh), userName: body.userName ?? '' });

    const { scimType } = errorOf(answer);
    judge.that('entra-need-13', answer.status === 409, {
      expected: 'status 409',
      observed: `status ${answer.status}`,
      answer,
      kind: `status ${answer.status}`,
    });
    // The keyword helps whoever reads Entra's log; the status is what Entra acts on.
    judge.warn('entra-need-13', answer.status !== 409 || scimType === 'uniqueness', {
      expected: 'scimType uniqueness',
      observed: `scimType ${scimType ?? 'missing'}`,
      answer,
      kind: 'no uniqueness',
    });
  },
);

test(
  'creates a User whose schemas list an extension that the body lacks, and empty lists',
  check('entra-create-empty-lists', { judges: ['entra-need-09'] }),
  async ({ client, fresh, judge }) => {
    const answer = await client.post('/Users', userBody(fresh, { roles: [] }));

    judge.status('entra-need-09', answer, 201);
  },
);

test(
  'creates a User with an extension that schemas does not list',
  check('entra-create-unlisted-extension', { judges: ['entra-need-10'], needs: ['enterprise'] }),
  async ({ client, fresh, judge }) => {
    const body = userBody(fresh, { schemas: [urns.user], [enterprise]: { department: 'Engines' } });

    judge.status('entra-need-10', await client.post('/Users', body), 201);
  },
);

test(
  'creates a User without emails, name and displayName',
  check('entra-create-without-emails', { judges: ['entra-need-11'] }),
  async ({ client, fresh, judge }) => {
    const { emails, name, displayName, ...body } = userBody(fresh);

    judge.status('entra-need-11', await client.post('/Users', body), 201);
  },
);

for (const [id, given, active] of [
  ['entra-create-inactive', false, false],
  ['entra-create-active-word-true', 'True', true],
  ['entra-create-active-word-false', 'False', false],
] as const) {
  test(
    `creates a User whose active is ${JSON.stringify(given)}`,
    check(id, { judges: ['entra-need-12'], after: ['entra-create'] }),
    async ({ client, fresh, judge }) => {
      const answer = await client.post('/Users', userBody(fresh, { active: given }));

      if (!judge.status('entra-need-12', answer, 201)) return;
      const read = await client.read(`/Users/${answer.json.id}`);
      judge.that('entra-need-12', read.active === active, {
        expected: `active ${active}`,
        observed: `active ${brief(read.active)}`,
        answer,
      });
    },
  );
}
