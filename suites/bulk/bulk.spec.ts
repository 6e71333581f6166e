import { brief, check, test, totalOf } from '#check';
import { isList, isObject, type JsonObject, urns } from '#scim';
import { bulk, codeOf, resultsOf } from './job.ts';

/** The id at the end of a location. */
function idOf(result: JsonObject | undefined): string {
  return decodeURIComponent(
    String(result?.location ?? '')
      .replace(/\/+$/, '')
      .split('/')
      .at(-1) ?? '',
  );
}

test(
  'creates by bulk what it creates alone',
  check('bulk-create', {
    judges: ['7643-5-07', '7644-3.7-03', '7644-3.7-15', '7644-3.7-22'],
    needs: ['bulk'],
    after: ['user-create'],
  }),
  async ({ users, http, judge }) => {
    const body = users.body();
    const answer = await bulk(http, [{ method: 'POST', path: '/Users', bulkId: 'Ada-1', data: body }]);

    if (!judge.status('7643-5-07', answer, 200)) return;
    const { schemas } = answer.json;
    judge.that(
      '7644-3.7-03',
      isList(schemas) && schemas.includes(urns.bulkResponse) && resultsOf(answer).length === 1,
      {
        expected: `one result, with schemas ${urns.bulkResponse}`,
        observed: brief({ schemas, results: resultsOf(answer).length }),
        answer,
      },
    );
    const [result] = resultsOf(answer);
    judge.choice(
      'bulk.status',
      isObject(result?.status) ? 'object' : typeof result?.status === 'number' ? 'number' : 'string',
    );
    judge.that('7644-3.7-15', codeOf(result) === '201', {
      expected: 'status 201',
      observed: brief(result?.status),
      answer,
    });
    judge.warn('7644-3.7-15', typeof result?.status !== 'number', {
      expected: 'status as a string',
      observed: brief(result?.status),
      answer,
    });
    judge.that('7644-3.7-22', result?.bulkId === 'Ada-1', {
      expected: 'bulkId "Ada-1"',
      observed: brief(result?.bulkId),
      answer,
    });
    const read = await users.get(idOf(result));
    judge.that('7644-3.7-22', read.status === 200 && read.json.userName === body.userName, {
      expected: 'the location of the new User',
      observed: brief(result?.location),
      answer: [answer, read],
    });
  },
);

test(
  'goes on after a failure, and tells the status of each',
  check('bulk-partial-failure', {
    judges: ['7644-3.7-18', '7644-3.7-13', '7644-3.7-16', '7644-3.7-17', '7644-3.7.3-01', '7644-3.7.3-04'],
    needs: ['bulk'],
    after: ['bulk-create', 'user-create-duplicate'],
  }),
  async ({ users, http, judge }) => {
    const [one, two] = [users.body(), users.body()];
    const operations = [one, one, two].map((data, at) => ({ method: 'POST', path: '/Users', bulkId: `b${at}`, data }));

    const answer = await bulk(http, operations);

    judge.warn('7644-3.7-17', answer.status === 200, {
      expected: 'status 200',
      observed: `status ${answer.status}`,
      answer,
    });
    const results = resultsOf(answer);
    judge.that('7644-3.7.3-01', results.length === 3, { expected: '3 results', observed: `${results.length}`, answer });
    const byId = (id: string) => results.find(({ bulkId }) => bulkId === id);
    const codes = ['b0', 'b1', 'b2'].map((id) => codeOf(byId(id)));
    judge.that('7644-3.7-18', codes[0] === '201' && codes[2] === '201' && (codes[1] === '409' || codes[1] === '400'), {
      expected: '201, 409 and 201',
      observed: codes.join(', '),
      answer,
    });
    const failed = byId('b1');
    const response = isObject(failed?.response) ? failed.response : undefined;
    const isTold =
      response !== undefined || (isObject(failed?.status) && typeof failed.status.description === 'string');
    judge.that('7644-3.7-13', isTold, { expected: 'a response with the error', observed: brief(failed), answer });
    if (response === undefined) return;
    judge.that(
      '7644-3.7-16',
      isList(response.schemas) && response.schemas.includes(urns.error) && response.status === codes[1],
      {
        expected: `an Error with status "${codes[1]}"`,
        observed: brief(response),
        answer,
      },
    );
    judge.warn('7644-3.7.3-04', typeof response.detail === 'string', {
      expected: 'a detail',
      observed: brief(response),
      answer,
    });
  },
);

test(
  'stops after as many failures as failOnErrors says',
  check('bulk-fail-on-errors', {
    judges: ['7644-3.7-20', '7644-3.7.3-05'],
    needs: ['bulk', 'filter'],
    after: ['bulk-partial-failure', 'filter-user-name-eq'],
  }),
  async ({ users, http, judge }) => {
    const ada = await users.create();
    const taken = users.body({ userName: ada.userName ?? '' });
    const last = users.body();
    const operations = [taken, taken, taken, last].map((data, at) => ({
      method: 'POST',
      path: '/Users',
      bulkId: `b${at}`,
      data,
    }));

    const answer = await bulk(http, operations, { failOnErrors: 1 });

    const found = await users.list({ filter: `userName eq "${last.userName}"` });
    judge.that('7644-3.7-20', totalOf(found) === 0, {
      expected: 'the last operation not performed',
      observed: `${brief(found.json.totalResults)} such User`,
      answer: [answer, found],
    });
    const performed = resultsOf(answer).filter((result) => ['409', '400'].includes(codeOf(result)));
    judge.choice('bulk.failOnErrors.stop', performed.length <= 1 ? 'at' : 'after');
    judge.warn('7644-3.7.3-05', performed.length <= 1, {
      expected: '1 failed operation',
      observed: `${performed.length}`,
      answer,
    });
  },
);

test(
  'puts the real id in place of a bulkId',
  check('bulk-reference', {
    judges: ['7644-3.7.2-02', '7644-3.7-24'],
    needs: ['bulk', 'groups', 'Group.members'],
    after: ['bulk-create', 'group-create-members'],
  }),
  async ({ users, groups, http, judge }) => {
    const answer = await bulk(http, [
      { method: 'POST', path: '/Users', bulkId: 'ada', data: users.body() },
      { method: 'POST', path: '/Groups', bulkId: 'crew', data: groups.body({ members: [{ value: 'bulkId:ada' }] }) },
    ]);

    const results = resultsOf(answer);
    const [user, group] = ['ada', 'crew'].map((id) => results.find(({ bulkId }) => bulkId === id));
    if (
      !judge.that('7644-3.7-24', codeOf(user) === '201' && codeOf(group) === '201', {
        expected: '201 twice',
        observed: `${codeOf(user)}, ${codeOf(group)}`,
        answer,
      })
    )
      return;
    const read = await groups.get(idOf(group));
    judge.that('7644-3.7.2-02', read.text.includes(idOf(user)) && !read.text.includes('bulkId:'), {
      expected: `the member ${idOf(user)}`,
      observed: brief(read.json.members),
      answer: [answer, read],
    });
  },
);

test(
  'resolves Groups that contain each other, or refuses them with 409',
  check('bulk-circular', {
    judges: ['7644-3.7.1-01', '7644-3.7.1-02'],
    needs: ['bulk', 'groups', 'Group.members'],
    after: ['bulk-reference'],
  }),
  async ({ groups, http, judge }) => {
    const answer = await bulk(http, [
      {
        method: 'POST',
        path: '/Groups',
        bulkId: 'a',
        data: groups.body({ members: [{ type: 'Group', value: 'bulkId:b' }] }),
      },
      {
        method: 'POST',
        path: '/Groups',
        bulkId: 'b',
        data: groups.body({ members: [{ type: 'Group', value: 'bulkId:a' }] }),
      },
    ]);

    const results = resultsOf(answer);
    const codes = results.map(codeOf);
    const isResolved = codes.length === 2 && codes.every((code) => code === '201');
    judge.choice('bulk.circular', isResolved ? 'resolved' : 'refused');
    if (!isResolved) {
      judge.that('7644-3.7.1-02', !codes.includes('201'), {
        expected: 'both or none',
        observed: codes.join(', '),
        answer,
      });
      const isConflict = answer.status === 409 || codes.includes('409');
      judge.warn('7644-3.7.1-02', isConflict, {
        expected: 'status 409',
        observed: `${answer.status}: ${codes.join(', ')}`,
        answer,
      });
      return;
    }
    const [a, b] = ['a', 'b'].map((id) => idOf(results.find(({ bulkId }) => bulkId === id)));
    const reads = await Promise.all([groups.get(a ?? ''), groups.get(b ?? '')]);
    judge.that('7644-3.7.1-01', reads[0].text.includes(b ?? ' ') && reads[1].text.includes(a ?? ' '), {
      expected: 'each the member of the other',
      observed: brief(reads.map(({ json }) => json.members)),
      answer: [answer, ...reads],
    });
    judge.that('7644-3.7.1-01', !reads.some(({ text }) => text.includes('bulkId:')), {
      expected: 'no bulkId in what is stored',
      observed: 'one',
      answer: [answer, ...reads],
    });
  },
);

test(
  'updates and deletes by bulk',
  check('bulk-update-delete', {
    judges: ['7644-3.7-24', '7644-3.7.3-02'],
    needs: ['bulk', 'User.displayName'],
    after: ['bulk-create', 'put-replaces'],
  }),
  async ({ users, http, judge }) => {
    const [ada, bob] = await users.createAll([{ displayName: 'before' }, {}]);
    if (ada === undefined || bob === undefined) return;
    const placeOf = (id: string) => `${users.endpoint}/${encodeURIComponent(id)}`;

    const answer = await bulk(http, [
      { method: 'PUT', path: placeOf(ada.id), data: { ...ada, displayName: 'after' } },
      { method: 'DELETE', path: placeOf(bob.id) },
      { method: 'DELETE', path: placeOf(bob.id) },
    ]);

    // Results come in any order (D55), and a replace may answer 200 or 204 (D66).
    const codes = resultsOf(answer).map(codeOf).sort();
    judge.that('7644-3.7-24', ['["200","204","404"]', '["204","204","404"]'].includes(brief(codes)), {
      expected: '200, 204 and 404, in any order',
      observed: codes.join(', '),
      answer,
    });
    judge.that('7644-3.7-24', (await users.read(ada)).displayName === 'after', {
      expected: 'displayName "after"',
      observed: 'another',
      answer,
    });
    for (const result of resultsOf(answer)) {
      judge.that('7644-3.7.3-02', typeof result.location === 'string', {
        expected: 'a location',
        observed: brief(result),
        answer,
      });
    }
  },
);

test(
  'refuses operations that it cannot read',
  check('bulk-malformed', {
    judges: ['7644-3.7-07', '7644-3.7-10', '7644-3.7-11', '7644-3.7-06', '7644-3.7-02'],
    needs: ['bulk'],
    after: ['bulk-create'],
  }),
  async ({ users, http, judge }) => {
    for (const [requirement, operation] of [
      ['7644-3.7-07', { path: '/Users', bulkId: 'b', data: users.body() }],
      ['7644-3.7-07', { method: 'GET', path: '/Users' }],
      ['7644-3.7-10', { method: 'POST', bulkId: 'b', data: users.body() }],
      ['7644-3.7-10', { method: 'PUT', path: '/Users', data: users.body() }],
      ['7644-3.7-11', { method: 'POST', path: '/Users', bulkId: 'b' }],
    ] as const) {
      const answer = await bulk(http, [operation]);

      const [result] = resultsOf(answer);
      const code = answer.status === 200 ? codeOf(result) : String(answer.status);
      judge.that(requirement, /^4\d\d$/.test(code) || code === '501', {
        expected: `${brief({ ...operation, data: undefined })} refused`,
        observed: `status ${code}`,
        answer,
      });
    }
    const without = await http.post('/Bulk', { schemas: [urns.bulkRequest] });
    judge.that('7644-3.7-06', without.status >= 400, {
      expected: 'status 400 without Operations',
      observed: `status ${without.status}`,
      answer: without,
    });
    const urn = await http.post('/Bulk', { schemas: [urns.patchOp], Operations: [] });
    judge.warn('7644-3.7-02', urn.status >= 400, {
      expected: 'status 400 for another URN',
      observed: `status ${urn.status}`,
      answer: urn,
    });
  },
);

test(
  'wants a bulkId for every POST, or makes do without',
  check('bulk-without-id', { judges: ['7644-3.7-08'], needs: ['bulk'], after: ['bulk-create'] }),
  async ({ users, http, judge }) => {
    const answer = await bulk(http, [{ method: 'POST', path: '/Users', data: users.body() }]);

    const code = answer.status === 200 ? codeOf(resultsOf(answer)[0]) : String(answer.status);
    judge.choice('bulk.bulkId', code === '201' ? 'optional' : 'required');
    judge.that('7644-3.7-08', code === '201' || code === '400', { expected: '201 or 400', observed: code, answer });
  },
);
