import { brief, check, elementsOf, test } from '#check';

test(
  'keeps several values of one type',
  check('user-values-of-one-type', {
    judges: ['7643-2.4-06'],
    needs: ['User.emails.value', 'User.emails.type'],
    after: ['user-multi-valued'],
  }),
  async ({ mail, users, judge }) => {
    const emails = ['a', 'b'].map((name) => ({ value: mail(name), type: 'work' }));
    const answer = await users.post(users.body({ emails }));
    if (answer.status !== 201) return;

    const kept = elementsOf(await users.read({ id: String(answer.json.id) }), 'emails').map(({ value }) => value);
    judge.warn(
      '7643-2.4-06',
      emails.every(({ value }) => kept.includes(value)),
      {
        expected: 'both values',
        observed: brief(kept),
        answer,
      },
    );
  },
);
