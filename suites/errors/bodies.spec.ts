import { type Answer, brief, check, errorOf, type Judge, strangerTo, test } from '#check';
import { urns } from '#scim';
import { judgeNobody } from '../read/nobody.ts';

/** A refusal by a resource endpoint must be a SCIM error; only its media type is a matter of taste (D60). */
function mustBeError(judge: Judge, answer: Answer): void {
  const { schemas, status, scimType, detail } = errorOf(answer);
  const isError = Array.isArray(schemas) && schemas.includes(urns.error);
  judge.that('7644-3.12-02', isError, { expected: `schemas ${urns.error}`, observed: brief(schemas), answer });
  if (!isError) return;
  judge.that('7644-3.12-03', status === String(answer.status), {
    expected: `status "${answer.status}" in the body`,
    observed: brief(status),
    answer,
  });
  judge.that('7644-3.2-18', status === undefined || String(status) === String(answer.status), {
    expected: `the status ${answer.status} in the body too`,
    observed: brief(status),
    answer,
  });
  judge.that('7644-3.12-04', answer.json.scimType === undefined || typeof answer.json.scimType === 'string', {
    expected: 'scimType as a string, if at all',
    observed: brief(answer.json.scimType),
    answer,
  });
  judge.warn('7644-3.12-05', detail === undefined || detail === null || (typeof detail === 'string' && detail !== ''), {
    expected: 'detail as a text, if at all',
    observed: brief(detail),
    answer,
  });
  judge.that(
    '7644-3.12-05',
    !/\n\s+at .+:\d+:\d+|Traceback \(most recent call last\)|SQLSTATE|SELECT .+ FROM /.test(answer.text),
    {
      expected: 'no stack and no query in the detail',
      observed: brief(detail),
      answer,
    },
  );
  if (scimType === undefined) return;
  judge.warn('7644-3.12-04', registered.has(scimType), {
    expected: 'a registered scimType',
    observed: scimType,
    answer,
  });
}

const registered: ReadonlySet<string> = new Set([
  'invalidFilter',
  'tooMany',
  'uniqueness',
  'mutability',
  'invalidSyntax',
  'invalidPath',
  'noTarget',
  'invalidValue',
  'invalidVers',
  'sensitive',
  'invalidCursor',
  'expiredCursor',
  'invalidCount',
]);

const judged = ['7644-3.12-02', '7644-3.12-03', '7644-3.12-04', '7644-3.12-05', '7644-3.2-18'] as const;

test(
  'answers 404 with a SCIM error',
  check('error-not-found', { judges: [...judged, '7644-3.12-13'] }),
  async ({ users, population, fresh, judge }) => {
    const nobody = strangerTo(population.users[0]?.id ?? '', fresh);
    const answer = await users.get(nobody.id);

    if (judgeNobody(judge, '7644-3.12-13', answer, nobody)) mustBeError(judge, answer);
  },
);

test(
  'answers 400 with a SCIM error',
  check('error-bad-request', { judges: [...judged, '7644-3.12-10'], after: ['user-create-without-user-name'] }),
  async ({ users, judge }) => {
    const { userName, ...rest } = users.body();

    const answer = await users.post(rest);

    if (judge.status('7644-3.12-10', answer, 400)) mustBeError(judge, answer);
  },
);

test(
  'answers 409 with a SCIM error',
  check('error-conflict', { judges: [...judged, '7644-3.12-06'], after: ['user-create-duplicate'] }),
  async ({ users, judge }) => {
    const ada = await users.create();

    const answer = await users.post(users.body({ userName: ada.userName ?? '' }));

    judge.status('7644-3.12-06', answer, 409);
    if (answer.status === 409) mustBeError(judge, answer);
  },
);

test(
  'answers a body that is no JSON with 400',
  check('error-malformed-json', { judges: ['7644-3.12-10', '7644-3.12-23', '7644-3.12-02'], after: ['user-create'] }),
  async ({ users, http, judge }) => {
    for (const text of ['{', '{"schemas":[', 'not json', '{"userName":"a",}', '']) {
      const answer = await http.send({
        method: 'POST',
        path: users.endpoint,
        text,
        headers: { 'Content-Type': 'application/scim+json' },
      });

      if (!judge.status('7644-3.12-10', answer, 400)) continue;
      const { schemas } = errorOf(answer);
      const isError = Array.isArray(schemas) && schemas.includes(urns.error);
      judge.that('7644-3.12-02', isError, { expected: `schemas ${urns.error}`, observed: brief(schemas), answer });
      if (isError) judge.error('7644-3.12-23', answer, 400, 'invalidSyntax');
    }
  },
);

test(
  'answers a body that is JSON but no object with 400',
  check('error-no-object', { judges: ['7644-3.12-10', '7644-3.12-23'], after: ['error-malformed-json'] }),
  async ({ users, http, judge }) => {
    for (const text of ['[]', '"text"', '1', 'null', 'true']) {
      const answer = await http.send({
        method: 'POST',
        path: users.endpoint,
        text,
        headers: { 'Content-Type': 'application/scim+json' },
      });

      if (judge.status('7644-3.12-10', answer, 400)) judge.error('7644-3.12-23', answer, 400, 'invalidSyntax');
    }
  },
);

test(
  'answers a path that it does not have with 404',
  check('error-unknown-path', { judges: ['7644-3.12-13', '7644-3.12-01'] }),
  async ({ http, judge }) => {
    const answer = await http.get('/ScimulateNonsense');

    judge.status('7644-3.12-13', answer, 404);
    judge.warn('7644-3.12-01', errorOf(answer).schemas !== undefined, {
      expected: 'a SCIM error',
      observed: brief(answer.text),
      answer,
    });
  },
);

test(
  'refuses methods that an endpoint does not have, and does nothing by them',
  check('error-methods', { judges: ['7644-3.2-09', '7644-3.12-18'], after: ['user-create'] }),
  async ({ users, http, judge }) => {
    const ada = await users.create();
    const one = `${users.endpoint}/${encodeURIComponent(ada.id)}`;

    for (const [method, path] of [
      ['PUT', users.endpoint],
      ['PATCH', users.endpoint],
      ['DELETE', users.endpoint],
      ['POST', one],
    ] as const) {
      const answer = await http.send({ method, path, ...(method === 'DELETE' ? {} : { body: users.body() }) });

      for (const word of ['405', '501', '404', '403', '400'] as const) {
        if (word === String(answer.status)) judge.choice('method.unsupported', word);
      }
      judge.that('7644-3.2-09', answer.status >= 400, {
        expected: `${method} ${path} refused`,
        observed: `status ${answer.status}`,
        answer,
      });
      if (answer.status < 400) continue;
      judge.warn('7644-3.12-18', answer.status === 405 || answer.status === 501, {
        expected: 'status 405 or 501',
        observed: `status ${answer.status}`,
        answer,
      });
      judge.warn('7644-3.2-09', answer.status !== 405 || answer.header('allow') !== undefined, {
        expected: 'an Allow header with 405',
        observed: 'none',
        answer,
      });
    }
    judge.same('7644-3.2-09', await users.read(ada), ada, { what: 'the User as before' });
  },
);

test(
  'neither fails nor changes anything on HEAD and OPTIONS',
  check('http-head-options', { judges: ['7644-3.2-04'], after: ['user-read'] }),
  async ({ users, http, judge }) => {
    const ada = await users.create();
    const path = `${users.endpoint}/${encodeURIComponent(ada.id)}`;

    for (const method of ['HEAD', 'OPTIONS']) {
      const answer = await http.send({ method, path });

      judge.choice(method === 'HEAD' ? 'http.head' : 'http.options', answer.status < 300 ? 'yes' : 'refused');
      judge.that('7644-3.2-04', method !== 'HEAD' || answer.text === '', {
        expected: 'no body',
        observed: 'a body',
        answer,
      });
    }
    judge.same('7644-3.2-04', await users.read(ada), ada, { what: 'the User as before' });
  },
);
