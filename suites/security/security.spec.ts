import { type Answer, brief, check, test } from '#check';
import { judgeSecrecy } from './secrecy.ts';

/** Every kind of place below the base; `{id}` is a User that is there. */
const places = [
  ['GET', '/Users'],
  ['POST', '/Users'],
  ['GET', '/Users/{id}'],
  ['PUT', '/Users/{id}'],
  ['PATCH', '/Users/{id}'],
  ['DELETE', '/Users/{id}'],
  ['GET', '/Groups'],
  ['POST', '/Users/.search'],
  ['POST', '/Bulk'],
] as const;

test(
  'serves nobody without a credential, or with a wrong one',
  check('auth-required', { judges: ['7644-2-06', '7644-3.12-11'], needs: ['credential'], after: ['user-create'] }),
  async ({ users, http, judge }) => {
    const ada = await users.create();

    for (const Authorization of [undefined, 'Bearer scimulate-wrong-token', 'Bearer', 'Basic c2NpbXVsYXRlOndyb25n']) {
      for (const [method, place] of Authorization === undefined ? places : places.slice(0, 1)) {
        const path = place.replace('/Users', users.endpoint).replace('{id}', encodeURIComponent(ada.id));
        const body = method === 'GET' || method === 'DELETE' ? {} : { body: users.body() };
        const answer = await http.send({ method, path, headers: { Authorization }, ...body });

        mustBeRefused(answer, `${method} ${place}`);
      }
    }
    judge.same('7644-2-06', await users.read(ada), ada, { what: 'the User as before' });

    function mustBeRefused(answer: Answer, what: string): void {
      const seen = { observed: `status ${answer.status}`, answer, kind: `status ${answer.status}` };
      if (!judge.that('7644-2-06', answer.status >= 400, { expected: `${what} refused with 401`, ...seen })) return;
      // An endpoint that is not there may say so to anybody.
      const mayBeMissing = /Groups|search|Bulk/.test(what) && [404, 405, 501].includes(answer.status);
      judge.warn('7644-3.12-11', answer.status === 401 || mayBeMissing, {
        expected: `${what} refused with 401`,
        ...seen,
      });
      judge.that('7644-2-06', answer.status !== 401 || (answer.header('www-authenticate') ?? '') !== '', {
        expected: 'a WWW-Authenticate header with 401',
        observed: 'none',
        answer,
        kind: 'no challenge',
      });
    }
  },
);

test(
  'repeats no credential in an error',
  check('auth-no-echo', { judges: ['7644-2-06'], needs: ['credential'], after: ['auth-required'] }),
  async ({ users, http, judge }) => {
    const answer = await http.get(users.endpoint, {}, { Authorization: 'Bearer scimulate-wrong-token' });

    judge.that('7644-2-06', !answer.text.includes('scimulate-wrong-token'), {
      expected: 'an answer without the token',
      observed: 'the token in the body',
      answer,
    });
  },
);

test(
  'shows the password of a User nowhere',
  check('password-never-shown', {
    judges: ['7643-4.1.1-16', '7643-7-31'],
    needs: ['has:User.password', 'filter'],
    after: ['user-create', 'filter-user-name-eq'],
  }),
  async ({ users, discovery, fresh, judge }) => {
    const password = `Tr1cky!${fresh.word('secret')}`;
    const created = await users.post(users.body({ password }));
    if (created.status === 400) return;
    const id = String(created.json.id);
    const place = { id };
    const answers = [
      created,
      await users.get(place),
      await users.get(place, { attributes: 'password,userName' }),
      await users.list({ filter: `userName eq "${created.json.userName}"` }),
      await users.list({ filter: `userName eq "${created.json.userName}"`, attributes: 'password' }),
      await users.search({ filter: `userName eq "${created.json.userName}"`, attributes: ['password'] }),
      await users.put(place, { ...users.body(), userName: created.json.userName ?? '', password }),
      ...(discovery.capabilities.get('patch') === true
        ? [await users.patch(place, [{ op: 'replace', path: 'password', value: password }])]
        : []),
    ];
    judgeSecrecy(judge, password, answers);
  },
);

test(
  'finds nobody by a password, or refuses to look',
  check('password-filter', {
    judges: ['7643-7-32'],
    needs: ['has:User.password', 'filter'],
    after: ['password-never-shown'],
  }),
  async ({ users, fresh, judge }) => {
    for (const operator of ['eq', 'sw', 'co', 'ew']) {
      const answer = await users.search({ filter: `password ${operator} "${fresh.word('wrong')}"` });

      if (operator === 'eq') judge.choice('password.filter', answer.status === 200 ? 'no-match' : 'refused');
      const found = answer.status === 200 ? brief(answer.json.totalResults) : '0';
      judge.that('7643-7-32', answer.status !== 200 || found === '0', {
        expected: 'nobody, or a refusal',
        observed: `${found} found by ${operator}`,
        answer,
      });
    }
  },
);

test(
  'takes a new password where it says that it can',
  check('password-change', {
    judges: ['7643-5-14'],
    needs: ['changePassword', 'has:User.password', 'patch'],
    after: ['user-create', 'patch-replace'],
  }),
  async ({ users, fresh, judge }) => {
    const ada = await users.create();

    const answer = await users.patch(ada, [{ op: 'replace', path: 'password', value: `Tr1cky!${fresh.word('new')}` }]);

    judge.status('7643-5-14', answer, [200, 204]);
  },
);

test(
  'does not let a body or a name break out of its place',
  check('injection', { judges: ['7644-3.4.1-02'], after: ['user-read'] }),
  async ({ users, http, judge }) => {
    for (const id of ["x' OR '1'='1", '%00', '{"$gt":""}', 'a'.repeat(3000)]) {
      const answer = await http.get(`${users.endpoint}/${encodeURIComponent(id)}`);

      judge.that('7644-3.4.1-02', answer.status >= 400, {
        expected: 'status 404',
        observed: `status ${answer.status}`,
        answer,
      });
    }
  },
);
