import { brief, check, says, test } from '#check';

test(
  'takes a userName in another script, or refuses it with 400',
  check('user-name-unicode', { judges: ['7644-5-01', '7643-4.1.1-03'], after: ['user-create'] }),
  async ({ users, fresh, judge }) => {
    for (const hint of ['jörg', 'Łódź', '山田']) {
      const userName = fresh.userName(hint.normalize('NFC'));
      const answer = await users.post(users.body({ userName }));

      if (
        !judge.that('7644-5-01', answer.status === 201 || answer.status === 400, {
          expected: 'status 201 or 400',
          observed: `status ${answer.status}`,
          answer,
        })
      )
        continue;
      if (answer.status !== 201) continue;
      judge.that(
        '7643-4.1.1-03',
        String(answer.json.userName).normalize('NFC').toLowerCase() === userName.toLowerCase(),
        {
          expected: userName,
          observed: brief(answer.json.userName),
          answer,
        },
      );
    }
  },
);

test(
  'takes one name in two Unicode forms for one name',
  check('user-name-normalised', {
    judges: ['7644-5-01', '7644-7.8-01'],
    needs: ['filter'],
    after: ['user-name-unicode', 'filter-user-name-eq'],
  }),
  async ({ users, fresh, judge }) => {
    const composed = fresh.userName('zoë').normalize('NFC');
    const decomposed = composed.normalize('NFD');
    const answer = await users.post(users.body({ userName: composed }));
    if (answer.status !== 201) return;

    const second = await users.post(users.body({ userName: decomposed }));
    judge.that('7644-5-01', second.status === 409 || second.status === 400, {
      expected: 'the second form refused with 409',
      observed: `status ${second.status}`,
      answer: [answer, second],
    });
    const found = await users.list({ filter: `userName eq "${decomposed}"` });
    judge.that('7644-7.8-01', found.status !== 200 || found.text.includes(String(answer.json.id)), {
      expected: 'the User found in the other form',
      observed: 'not found',
      answer: [answer, found],
    });
  },
);

test(
  'folds letters beyond ASCII in a userName as it folds those within',
  check('user-name-folding', {
    judges: ['7643-4.1.1-03'],
    needs: ['filter'],
    after: ['user-name-unicode', 'filter-user-name-case'],
  }),
  async ({ users, fresh, judge }) => {
    const userName = fresh.userName('élan').normalize('NFC');
    const answer = await users.post(users.body({ userName }));
    if (answer.status !== 201) return;

    const second = await users.post(users.body({ userName: userName.replace('élan', 'Élan') }));
    judge.choice('username.folding', second.status === 201 ? 'ascii' : 'unicode');
    judge.warn('7643-4.1.1-03', second.status !== 201, {
      expected: 'É and é taken for one letter',
      observed: 'two Users',
      answer: [answer, second],
    });
  },
);

test(
  'keeps signs in a userName that mean something elsewhere',
  check('user-name-signs', {
    judges: ['7643-4.1.1-03', '7644-3.4.2.2-10'],
    needs: ['filter'],
    after: ['user-create', 'filter-user-name-eq'],
  }),
  async ({ users, fresh, judge }) => {
    for (const hint of ["o'neil", 'a+b', 'a%b', 'a_b', 'a&b=c', 'a.b']) {
      const userName = fresh.userName(hint);
      const answer = await users.post(users.body({ userName }));
      if (answer.status !== 201) continue;

      judge.that('7643-4.1.1-03', says(answer.json.userName, userName), {
        expected: userName,
        observed: brief(answer.json.userName),
        answer,
      });
      const found = await users.list({ filter: `userName eq "${userName}"` });
      judge.that('7644-3.4.2.2-10', found.json.totalResults === 1, {
        expected: `one User ${userName}`,
        observed: brief(found.json.totalResults),
        answer: found,
      });
    }
  },
);
