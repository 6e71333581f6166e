import { brief, check, test, totalOf } from '#check';
import { type JsonObject, urns } from '#scim';
import { bulk, codeOf, resultsOf } from './job.ts';

test(
  'answers a bulk job with results and nothing that belongs to the request',
  check('bulk-answer', {
    judges: ['7644-3.7-05', '7644-3.7-12', '7644-3.7.3-03', '7644-3.2-15'],
    needs: ['bulk'],
    after: ['bulk-create'],
  }),
  async ({ users, http, target, judge }) => {
    const answer = await bulk(http, [{ method: 'POST', path: '/Users', bulkId: 'a', data: users.body() }], {
      failOnErrors: 5,
    });

    judge.that('7644-3.7-05', answer.json.failOnErrors === undefined, {
      expected: 'no failOnErrors',
      observed: 'one',
      answer,
    });
    const [result] = resultsOf(answer);
    judge.that('7644-3.7.3-03', codeOf(result) === '201', {
      expected: 'code 201',
      observed: brief(result?.status),
      answer,
    });
    const location = result?.location;
    if (
      !judge.that('7644-3.7-12', typeof location === 'string', {
        expected: 'a location',
        observed: brief(location),
        answer,
      })
    )
      return;
    const url = new URL(String(location), `${target.url}/`);
    if (url.origin !== new URL(target.url).origin) return;
    const read = await http.get(url.href);
    judge.that('7644-3.7-12', read.status === 200, {
      expected: `a User at ${location}`,
      observed: `status ${read.status}`,
      answer: read,
    });
    const got = await http.get('/Bulk');
    judge.that('7644-3.2-15', got.status >= 400, {
      expected: 'GET /Bulk refused',
      observed: `status ${got.status}`,
      answer: got,
    });
  },
);

test(
  'patches by bulk what it patches alone, and shows no secret',
  check('bulk-patch', {
    judges: ['7644-3.7-24', '7643-4.1.1-16'],
    needs: ['bulk', 'patch', 'User.displayName'],
    after: ['bulk-create', 'patch-replace'],
  }),
  async ({ users, http, fresh, judge }) => {
    const ada = await users.create({ displayName: 'Ada before' });
    const path = `${users.endpoint}/${encodeURIComponent(ada.id)}`;
    const password = `Tr1cky!${fresh.word('secret')}`;
    const operations = [{ op: 'replace', path: 'displayName', value: 'Ada after' }];
    const answer = await bulk(http, [
      { method: 'PATCH', path, data: { schemas: [urns.patchOp], Operations: operations } },
    ]);

    const { displayName } = await users.read(ada);
    judge.that('7644-3.7-24', displayName === 'Ada after', {
      expected: 'displayName "Ada after"',
      observed: `code ${codeOf(resultsOf(answer)[0])}, displayName ${brief(displayName)}`,
      answer,
    });
    if (!users.schema.base.attributes.has('password')) return;
    const made = await bulk(http, [{ method: 'POST', path: '/Users', bulkId: 'a', data: users.body({ password }) }]);
    judge.that('7643-4.1.1-16', !made.text.includes(password), {
      expected: 'no password in the answer',
      observed: 'the password as it was sent',
      answer: made,
    });
  },
);

test(
  'heeds the version that a bulk operation states',
  check('bulk-version', {
    judges: ['7644-3.7-09', '7644-3.12-15'],
    needs: ['bulk', 'etag', 'User.displayName'],
    after: ['bulk-create', 'etag-stale', 'etag-if-match'],
  }),
  async ({ users, http, judge }) => {
    const ada = await users.create({ displayName: 'Ada before' });
    const path = `${users.endpoint}/${encodeURIComponent(ada.id)}`;
    const stale = (await users.get(ada)).header('etag');
    await users.put(ada, { ...ada, displayName: 'Ada between' });
    const current = (await users.get(ada)).header('etag');
    const job = (version: string | undefined, displayName: string) =>
      bulk(http, [{ method: 'PUT', path, version, data: { ...ada, displayName } }]);

    const refused = await job(stale, 'Ada lost');
    const name = (await users.read(ada)).displayName;
    // The member is there for servers that support versions, and no sentence says what becomes of it elsewhere.
    judge.warn('7644-3.12-15', name !== 'Ada lost', {
      expected: 'an operation with a stale version refused',
      observed: `code ${codeOf(resultsOf(refused)[0])}, and done`,
      answer: refused,
    });
    const done = await job(current, 'Ada after');
    judge.that('7644-3.7-09', ['200', '204'].includes(codeOf(resultsOf(done)[0])), {
      expected: 'an operation with the current version done',
      observed: `code ${codeOf(resultsOf(done)[0])}`,
      answer: done,
    });
  },
);

test(
  'does everything where no limit of errors is reached',
  check('bulk-no-limit', {
    judges: ['7644-3.7.3-06', '7644-3.7-20'],
    needs: ['bulk', 'filter'],
    after: ['bulk-partial-failure', 'bulk-fail-on-errors'],
  }),
  async ({ users, http, judge }) => {
    const ada = await users.create();
    const taken = users.body({ userName: ada.userName ?? '' });
    const jobs = (last: JsonObject) =>
      [taken, taken, last].map((data, at) => ({ method: 'POST', path: '/Users', bulkId: `b${at}`, data }));

    const free = users.body();
    const all = await bulk(http, jobs(free));
    const last = resultsOf(all).find(({ bulkId }) => bulkId === 'b2');
    judge.that('7644-3.7.3-06', resultsOf(all).length === 3 && codeOf(last) === '201', {
      expected: 'three results, and 201 for the last operation',
      observed: resultsOf(all).map(codeOf).join(', '),
      answer: all,
    });
    const held = users.body();
    const some = await bulk(http, jobs(held), { failOnErrors: 2 });
    const found = await users.list({ filter: `userName eq "${held.userName}"` });
    judge.warn('7644-3.7-20', totalOf(found) === 0, {
      expected: 'no operation after the second error',
      observed: resultsOf(some).map(codeOf).join(', '),
      answer: [some, found],
    });
  },
);

test(
  'resolves a bulkId wherever a reference may stand, and nothing that only looks like one',
  check('bulk-references', {
    judges: ['7644-3.7.2-01', '7644-3.7.2-04'],
    needs: ['bulk', 'Enterprise.manager.value'],
    after: ['bulk-reference', 'enterprise-manager'],
  }),
  async ({ users, http, judge }) => {
    const urn =
      [...users.schema.extensions.values()].find((each) => /enterprise/i.test(each.urn))?.urn ?? urns.enterpriseUser;
    const answer = await bulk(http, [
      { method: 'POST', path: '/Users', bulkId: 'boss', data: users.body() },
      {
        method: 'POST',
        path: '/Users',
        bulkId: 'ada',
        data: users.body({ [urn]: { manager: { value: 'bulkId:boss' } } }),
      },
    ]);

    const results = resultsOf(answer);
    const idOf = (bulkId: string) =>
      String(results.find((each) => each.bulkId === bulkId)?.location ?? '')
        .split('/')
        .at(-1) ?? '';
    const read = await users.get(idOf('ada'));
    if (read.status !== 200) return;
    judge.that('7644-3.7.2-04', !read.text.includes('bulkId:'), {
      expected: 'no bulkId in what is stored',
      observed: brief(read.json[urn]),
      answer: [answer, read],
    });
    judge.that('7644-3.7.2-01', read.text.includes(idOf('boss')), {
      expected: `manager ${idOf('boss')}`,
      observed: brief(read.json[urn]),
      answer: [answer, read],
    });
  },
);

test(
  'refuses a reference to an operation that is not there, and a bulkId that is given twice',
  check('bulk-bad-references', {
    judges: ['7644-3.7.2-03', '7644-3.7.2-02'],
    needs: ['bulk', 'groups', 'Group.members'],
    after: ['bulk-reference'],
  }),
  async ({ users, groups, http, judge }) => {
    const unknown = await bulk(http, [
      { method: 'POST', path: '/Groups', bulkId: 'g', data: groups.body({ members: [{ value: 'bulkId:nobody' }] }) },
    ]);
    const code = unknown.status === 200 ? codeOf(resultsOf(unknown)[0]) : String(unknown.status);
    judge.that('7644-3.7.2-02', !/^2/.test(code) || !unknown.text.includes('bulkId:nobody'), {
      expected: 'status 409 or 400',
      observed: `status ${code}`,
      answer: unknown,
    });
    const doubled = await bulk(http, [
      { method: 'POST', path: '/Users', bulkId: 'same', data: users.body() },
      { method: 'POST', path: '/Users', bulkId: 'same', data: users.body() },
    ]);
    const codes = doubled.status === 200 ? resultsOf(doubled).map(codeOf) : [String(doubled.status)];
    judge.warn(
      '7644-3.7.2-03',
      codes.some((each) => each !== '201'),
      { expected: 'status 400', observed: codes.join(', '), answer: doubled },
    );
  },
);
