import { check, test } from '#check';

test('creates a User with 201',
  check('user-create', { judges: ['7644-3.3-07'] }),
  async ({ users, judge }) => {
    const answer = await users.post(users.body());

    judge.status('7644-3.3-07', answer, 201);
  });
