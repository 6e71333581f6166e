import { brief, check, test } from '#check';
import { urns } from '#scim';

test(
  'refuses a User without a userName',
  check('user-create-without-user-name', { judges: ['7643-4.1.1-01', '7644-3.12-26'], after: ['user-create'] }),
  async ({ users, judge }) => {
    const { userName, ...rest } = users.body();
    for (const body of [rest, { ...rest, userName: '' }, { ...rest, userName: null }]) {
      const answer = await users.post(body);

      if (judge.refused('7643-4.1.1-01', answer)) judge.error('7644-3.12-26', answer, 400, 'invalidValue');
    }
  },
);

test(
  'refuses a second User with the same userName, in any letter case',
  check('user-create-duplicate', { judges: ['7644-3.3-11', '7643-4.1.1-02', '7643-4.1.1-03'], after: ['user-create'] }),
  async ({ users, fresh, judge }) => {
    const userName = fresh.userName('Twin');
    await users.create({ userName });

    for (const again of [userName, userName.toUpperCase()]) {
      const answer = await users.post(users.body({ userName: again }));

      const isRefused = answer.status === 409 || answer.status === 400;
      judge.that(again === userName ? '7643-4.1.1-02' : '7643-4.1.1-03', isRefused, {
        expected: `a second ${again} refused with 409`,
        observed: `status ${answer.status}`,
        answer,
      });
      if (!isRefused) continue;
      judge.warn('7644-3.3-11', answer.status === 409, {
        expected: 'status 409',
        observed: `status ${answer.status}`,
        answer,
      });
      judge.that('7644-3.3-11', answer.json.scimType === 'uniqueness', {
        expected: 'scimType uniqueness',
        observed: `scimType ${brief(answer.json.scimType)}`,
        answer,
      });
    }
  },
);

test(
  'refuses a body without schemas, or with schemas that are not its own',
  check('user-create-without-schemas', {
    judges: ['7643-3-03', '7643-3.3-02', '7644-3.12-23', '7643-3-10'],
    after: ['user-create'],
  }),
  async ({ users, judge }) => {
    const { schemas, ...rest } = users.body();
    const extension = [...users.schema.extensions.values()][0]?.urn ?? urns.enterpriseUser;
    for (const [what, body] of [
      ['no schemas', users.body({ ...rest, schemas: null })],
      ['schemas []', users.body({ schemas: [] })],
      ['schemas with an extension only', users.body({ schemas: [extension] })],
    ] as const) {
      const answer = await users.post({ ...body, userName: users.body().userName ?? '' });

      judge.choice('schemas.missing', answer.status === 201 ? 'accepted' : 'refused');
      if (answer.status === 201) {
        const given = answer.json.schemas;
        judge.warn('7643-3-03', false, {
          expected: `a body with ${what} refused with 400`,
          observed: 'status 201',
          answer,
        });
        judge.that('7643-3-10', Array.isArray(given) && given.includes(users.schema.base.urn), {
          expected: 'the base schema in the result',
          observed: brief(given),
          answer,
        });
      } else if (judge.refused('7643-3.3-02', answer)) {
        judge.error('7644-3.12-23', answer, 400, 'invalidSyntax');
      }
    }
  },
);

test(
  'does not list a schema that it does not know',
  check('user-create-unknown-schema', { judges: ['7643-3-06'], after: ['user-schemas'] }),
  async ({ users, judge }) => {
    const unknown = 'urn:example:scimulate:params:scim:schemas:unknown:User';
    const answer = await users.post(
      users.body({ schemas: [users.schema.base.urn, unknown], [unknown]: { note: 'kept?' } }),
    );

    judge.choice('schemas.unknown', answer.status === 201 ? 'dropped' : 'refused');
    if (answer.status !== 201) {
      judge.status('7643-3-06', answer, 400);
      return;
    }
    const { schemas } = answer.json;
    judge.that('7643-3-06', !answer.text.includes(unknown), {
      expected: 'neither the URN nor its container in the result',
      observed: brief(schemas),
      answer,
    });
  },
);
