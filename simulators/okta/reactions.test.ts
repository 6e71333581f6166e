import { expect, test } from '@playwright/test';
import { ada, alan, engineering, grace, log, outline, played, transcript } from '../../fixtures/okta/played.ts';
import { type Answers, json, list, scimError, tiny } from '../../fixtures/okta/tiny-target.ts';
import { okta } from './index.ts';

const sync = { do: 'sync' };
const retry = { do: 'admin', action: 'retry' };
const title = { do: 'updated', user: ada.id, set: { title: 'Countess' } };
const terminated = { do: 'terminated', user: ada.id };
const updated = `updated ${ada.id}`;
const notFound = json(404, scimError(404, 'nobody'));
const groups = [engineering];

/** Answers the first request that begins like this, as often as there are answers. */
function answering(start: string, ...answers: readonly ReturnType<Answers>[]): Answers {
  const left = [...answers];
  return (request) => (request.startsWith(start) ? left.shift() : undefined);
}

test.describe('a look-up', () => {
  test('that is answered 404 with a SCIM error leads to a create', async () => {
    const result = await played([sync], { target: tiny(answering('GET /Users?filter', notFound)) });

    expect(outline(result)).toEqual(['GET /Users?', 'POST /Users']);
  });

  for (const [what, answer, reason] of [
    ['404 with a web page', { status: 404, body: '<html>' }, /^NotFound: .*Invalid JSON$/],
    ['a list without a filter', json(200, list([{ id: 'a' }, { id: 'b' }])), /^SeveralUsers: .*was \[2\]$/],
    ['counts as texts', json(200, list([], '0')), /^InvalidJson: /],
    ['a web page', { status: 200, body: '<html>' }, /^InvalidJson: .*Invalid JSON$/],
    ['an account without an id', json(200, list([{ userName: 'ada@example.com' }])), /^InvalidJson: /],
    [
      '401',
      json(401, scimError(401, 'no')),
      /^Unauthorized: Error while verifying if user ada@example.com exists: Unauthorized/,
    ],
    ['500', { status: 500 }, /^RemoteServerError: .*: Internal Server Error$/],
    ['a redirect', { status: 301 }, /^RedirectNotFollowed: .*: status 301$/],
  ] as const) {
    test(`that is answered by ${what} is a task, and nothing is created`, async () => {
      const result = await played([sync], { target: tiny(answering('GET /Users?filter', answer)) });

      expect(outline(result)).toEqual(['GET /Users?']);
      const [row] = result.simulation.steps[1]?.provisioning ?? [];
      expect(row).toMatchObject({ status: 'Failure', subject: 'ada@example.com' });
      expect(row?.reason).toMatch(reason);
    });
  }

  test('that finds nobody is a task with Create Users off', async () => {
    const result = await played([sync], { options: { createUsers: false } });

    expect(outline(result)).toEqual(['GET /Users?']);
    expect(result.simulation.steps[1]?.provisioning[0]?.reason).toBe('NoMatch: Matching user not found');
  });
});

test.describe('a create', () => {
  for (const [what, answer, code] of [
    ['an empty body', { status: 201 }, 'EmptyUser'],
    ['a body without an id', json(201, {}), 'EmptyUser'],
    ['400', json(400, scimError(400, 'password too weak')), 'Refused'],
    ['403', json(403, scimError(403, 'no')), 'Forbidden'],
    ['404', json(404, scimError(404, 'no')), 'NotFound'],
    ['409', json(409, scimError(409, 'taken')), 'Conflict'],
    ['412', json(412, scimError(412, 'no')), 'PreconditionFailed'],
    ['503', { status: 503, body: 'upstream error' }, 'RemoteServerError'],
  ] as const) {
    test(`that is answered by ${what} is a task: no look-up, no link, no second try`, async () => {
      const result = await played([sync, title, sync], { target: tiny(answering('POST /Users', answer)) });

      expect(result.exchanges.map(({ request }) => request.method)).toEqual(['GET', 'GET', 'POST']);
      expect(log(result, 'sync')).toEqual([]);
      expect(result.simulation.steps[1]?.provisioning[0]?.reason).toMatch(new RegExp(`^${code}: Error while creating`));
      expect(result.simulation.converged).toBe(false);
    });
  }

  test('that is answered 200 with an id is taken', async () => {
    const result = await played([sync], { target: tiny(answering('POST /Users', json(200, { id: 'u-100' }))) });

    expect(log(result, 'sync')[0]).toMatch(/^create ada@example.com: Success/);
  });

  test('that failed is tried again from the look-up, when an administrator says so', async () => {
    const target = tiny(answering('POST /Users', json(409, scimError(409, 'taken'))));
    const result = await played([sync, retry], { target });

    expect(outline(result, 'retry')).toEqual(['GET /Users?', 'POST /Users']);
  });

  test('that reached the server without an answer is found by the retry, and not made twice', async () => {
    const result = await played([sync, retry], { faults: ['POST /Users lost times=1'] });

    expect(outline(result, 'retry')).toEqual(['GET /Users?', 'GET /Users/u-100', 'PUT /Users/u-100']);
    expect(result.simulation.differences).toEqual([]);
  });
});

test.describe('a change', () => {
  for (const [method, what, answer, code] of [
    ['GET', '404', notFound, 'NotFound'],
    ['GET', 'a web page', { status: 200, body: '<html>' }, 'InvalidJson'],
    ['GET', 'a list', json(200, []), 'InvalidJson'],
    ['PUT', '404', notFound, 'NotFound'],
    ['PUT', '412', json(412, scimError(412, 'no')), 'PreconditionFailed'],
    ['PUT', 'plain text', { status: 200, body: 'OK' }, 'InvalidJson'],
  ] as const) {
    test(`whose ${method} is answered by ${what} is a task, and nobody is created anew`, async () => {
      const target = tiny(answering(`${method} /Users/u-100`, answer));
      const result = await played([sync, title], { target });

      expect(outline(result).at(-1)).toBe(`${method} /Users/u-100`);
      expect(log(result, updated)[0]).toContain(`Failure (${code}: `);
    });
  }

  test('that failed goes out with the next push, and not with an event that does not concern it', async () => {
    const target = tiny(answering('PUT /Users/u-100', json(500, scimError(500, 'oops'))));
    const office = { do: 'updated', user: ada.id, set: { familyName: 'King' } };
    const result = await played([sync, title, { do: 'passwordSet', user: ada.id }, office], { target });

    expect(outline(result, `passwordSet ${ada.id}`)).toEqual([]);
    expect(transcript(result).at(-1)).toMatch(/"familyName":"King".*"title":"Countess"/);
  });

  test('of status that is answered 501 is a task, and no PUT follows', async () => {
    const target = tiny(answering('PATCH /Users/u-100', json(501, scimError(501, 'no PATCH'))));
    const result = await played([sync, terminated], { target });

    expect(outline(result)).toEqual(['PATCH /Users/u-100']);
    expect(log(result, `terminated ${ada.id}`)).toEqual([
      'update ada@example.com: Failure (NotImplemented: Error while changing the status of user ada@example.com: Not Implemented. Errors reported by remote server: no PATCH)',
    ]);
    expect(result.simulation.differences).toEqual(['ada@example.com: the account is active, not inactive.']);
  });

  test('is done with 200 or 204', async () => {
    for (const answer of [json(200, { id: 'u-100' }), { status: 204 }]) {
      const target = tiny(answering('PATCH /Users/u-100', answer));

      expect(log(await played([sync, terminated], { target }), `terminated ${ada.id}`)[0]).toContain('Success');
    }
  });
});

test.describe('a group', () => {
  const joined = { do: 'memberAdded', group: 'g1', user: 'u2' };
  const more = { users: [ada, grace, alan], groups };

  for (const [what, answer] of [
    ['409', json(409, scimError(409, 'exists'))],
    ['400', json(400, scimError(400, 'already exists'))],
    ['no id', json(201, { displayName: 'Engineering' })],
  ] as const) {
    test(`whose create is answered ${what} is in error, and is not linked by its name`, async () => {
      const result = await played([sync, joined], { ...more, target: tiny(answering('POST /Groups', answer)) });

      expect(outline(result).at(-1)).toBe('POST /Groups');
      expect(outline(result, 'memberAdded g1 u2')).toEqual([]);
      expect(result.simulation.steps[1]?.provisioning.at(-1)?.reason).toContain(
        'Unable to update Group Push mapping target App group Engineering: ',
      );
    });
  }

  test('that the look-up finds several times is in error', async () => {
    const several = json(200, list([{ id: 'g-1' }, { id: 'g-2' }]));
    const result = await played([sync], { groups, target: tiny(answering('GET /Groups?', several)) });

    expect(outline(result).at(-1)).toBe('GET /Groups?');
    expect(log(result, 'sync').at(-1)).toContain('Failure (SeveralGroups: ');
  });

  test('that the look-up answers with 404 is created, if the 404 is a SCIM error', async () => {
    const found = await played([sync], { groups, target: tiny(answering('GET /Groups?', notFound)) });
    const lost = await played([sync], { groups, target: tiny(answering('GET /Groups?', { status: 404, body: 'no' })) });

    expect(outline(found)).toContain('POST /Groups');
    expect(outline(lost)).not.toContain('POST /Groups');
  });

  test('whose name PATCH is refused stops taking members, until a retry gets the name through', async () => {
    const strict = json(400, scimError(400, 'id is readOnly'));
    const answers: Answers = (() => {
      let patches = 0;
      return (request) => {
        if (!request.startsWith('PATCH /Groups')) return undefined;
        patches += 1;
        return patches === 2 ? strict : undefined;
      };
    })();
    const result = await played([sync, joined, retry], { ...more, target: tiny(answers) });

    expect(outline(result, 'memberAdded g1 u2')).toEqual([]);
    expect(outline(result, 'retry')).toEqual(['PATCH /Groups/g-200', 'GET /Groups/g-200', 'PATCH /Groups/g-200']);
    expect(transcript(result, 'retry')[0]).toContain('"value":"u-101"');
  });

  test('sends the name again when only that had failed', async () => {
    const answers: Answers = (() => {
      let patches = 0;
      return (request) => {
        if (!request.startsWith('PATCH /Groups')) return undefined;
        patches += 1;
        return patches === 4 ? { status: 500 } : undefined;
      };
    })();
    const result = await played([sync, joined, retry], { ...more, target: tiny(answers) });

    expect(outline(result, 'retry')).toEqual(['GET /Groups/g-200', 'PATCH /Groups/g-200']);
  });

  test('that is gone at the server is in error, and is not made anew', async () => {
    const result = await played([sync, joined], {
      ...more,
      target: tiny(answering('GET /Groups/g-200', undefined, notFound)),
    });

    expect(outline(result)).toEqual(['PATCH /Groups/g-200', 'GET /Groups/g-200']);
    expect(log(result, 'memberAdded g1 u2')[0]).toContain('Failure (NotFound: ');
  });

  for (const [what, answer] of [
    ['204', { status: 204 }],
    ['200', { status: 200 }],
    ['404', notFound],
    ['404 with a web page', { status: 404, body: '<html>' }],
  ] as const) {
    test(`is gone when its DELETE is answered ${what}`, async () => {
      const target = tiny(answering('DELETE /Groups', answer));
      const result = await played([sync, { do: 'groupDeleted', group: 'g1' }, sync], { groups, target });

      expect(log(result, 'groupDeleted g1')).toEqual(['unlink group Engineering: Success ()']);
    });
  }

  test('that cannot be deleted is a task, and still there', async () => {
    const target = tiny(answering('DELETE /Groups', { status: 500 }));
    const result = await played([sync, { do: 'groupDeleted', group: 'g1' }, retry], { groups, target });

    expect(log(result, 'groupDeleted g1')[0]).toContain('Failure (RemoteServerError: ');
    expect(outline(result, 'retry')).toEqual(['DELETE /Groups/g-200']);
  });

  test('keeps ids that the server no longer knows', async () => {
    const target = tiny();
    const forgets: Answers = (request) => {
      if (request.startsWith('PUT /Users/u-100')) target.groups.clear();
      return undefined;
    };
    const forgetful = { ...target, transport: tiny(forgets).transport };
    const result = await played([sync, title, joined], { ...more, target: forgetful });

    expect(outline(result, 'memberAdded g1 u2')[0]).toBe('PATCH /Groups/g-200');
  });
});

test.describe('a 429', () => {
  const minutes = (result: Awaited<ReturnType<typeof played>>, start: string): readonly number[] => {
    const times = result.exchanges
      .filter(({ request }) => `${request.method} ${request.url}`.startsWith(start))
      .map(({ startedAt }) => Date.parse(startedAt));
    return times.slice(1).map((time, index) => (time - (times[index] ?? 0)) / 60_000);
  };

  test('is waited for as Retry-After says, and each further wait is double the one before', async () => {
    const faults = ['POST /Users 429 retry-after=60 times=3'];
    const result = await played([sync, sync], { faults });

    expect(minutes(result, 'POST').map(Math.round)).toEqual([1, 2, 4]);
    expect(result.simulation.differences).toEqual([]);
  });

  for (const after of ['', 'retry-after=1.5', 'retry-after=Wed,_21_Oct_2026_07:28:00_GMT']) {
    test(`is waited for five minutes with ${after === '' ? 'no Retry-After' : after}`, async () => {
      const result = await played([sync, sync], { faults: [`POST /Users 429 ${after} times=2`] });

      expect(minutes(result, 'POST').map(Math.round)).toEqual([5, 10]);
    });
  }

  test('fails for good after ten waits', async () => {
    const result = await played([sync, sync], { faults: ['POST /Users 429 retry-after=1'] });

    expect(minutes(result, 'POST')).toHaveLength(10);
    expect(result.simulation.steps.flatMap(({ provisioning }) => provisioning).at(-1)).toMatchObject({
      status: 'Failure',
    });
  });

  test('pauses its own task only', async () => {
    const users = [ada, grace];
    const result = await played([sync], { users, faults: ['GET /Users 429 after=1 times=1'] });

    expect(outline(result, 'sync')).toEqual([
      'GET /Users?',
      'GET /Users?',
      'POST /Users',
      'GET /Users?',
      'POST /Users',
    ]);
    expect(transcript(result, 'sync')[0]).toContain('ada%40');
    expect(transcript(result, 'sync')[1]).toContain('grace%40');
  });
});

test.describe('a failure', () => {
  const once503 = ['POST /Users 503 times=1'];

  test('is never tried again of itself', async () => {
    const result = await played([sync, sync, { do: 'wait', for: '30d' }, sync], { faults: once503 });

    expect(result.exchanges).toHaveLength(3);
  });

  test('is tried again once after five minutes where a 5xx is retried', async () => {
    const result = await played([sync, sync], { faults: once503, options: { retry5xx: true } });
    const twice = await played([sync, sync], { faults: ['POST /Users 503'], options: { retry5xx: true } });

    expect(result.exchanges.filter(({ request }) => request.method === 'POST')).toHaveLength(2);
    expect(result.simulation.converged).toBe(true);
    expect(twice.exchanges.filter(({ request }) => request.method === 'POST')).toHaveLength(2);
  });

  for (const [adminRetry, posts] of [
    ['none', 1],
    ['once', 2],
    ['after-each', 4],
  ] as const) {
    test(`is tried ${posts} times in four syncs with ${adminRetry}`, async () => {
      const faults = ['POST /Users 400 times=4'];
      const result = await played([sync, sync, sync, { do: 'wait', for: '1h' }, sync], {
        faults,
        options: { adminRetry },
      });

      const sent = result.exchanges.filter(
        ({ request, response }) => request.method === 'POST' && response?.status === 400,
      );
      expect(sent).toHaveLength(posts);
    });
  }

  test('is what becomes of an answer after sixty seconds', async () => {
    const late = await played([sync], { faults: ['POST /Users delay ms=61000'] });
    const patient = await played([sync], { faults: ['POST /Users delay ms=61000'], options: { timeoutSeconds: 90 } });

    expect(log(late, 'sync')[0]).toContain('Failure (Timeout: ');
    expect(log(patient, 'sync')[0]).toContain('Success');
  });

  test('of a connection is a task like any other', async () => {
    const result = await played([sync], { faults: ['POST /Users reset'] });

    expect(log(result, 'sync')[0]).toContain('Failure (NoAnswer: ');
  });

  test('holds no secret in what the administrator reads', async () => {
    const echo: Answers = () => json(400, scimError(400, 'bad'));
    const { simulation } = await played([sync, title], { target: tiny(echo) });

    expect(JSON.stringify(simulation)).not.toContain('gl7mqWZx');
    expect(JSON.stringify(simulation)).not.toContain('okta-test-token');
  });
});

test.describe('an import', () => {
  const imported = { do: 'admin', action: 'import' };
  const crowd = Array.from({ length: 250 }, (_, index) => ({
    id: `r-${index}`,
    userName: `r${index}`,
    active: index % 2 === 0,
  }));

  test('pages by a hundred until all is read, and writes nothing', async () => {
    const result = await played([imported], {
      users: [],
      target: tiny(undefined, crowd),
      options: { importGroups: true },
    });

    expect(transcript(result, 'import')).toEqual([
      'GET /Users?startIndex=1&count=100',
      'GET /Users?startIndex=101&count=100',
      'GET /Users?startIndex=201&count=100',
      'GET /Groups?startIndex=1&count=100',
    ]);
    expect(log(result, 'import')[0]).toContain('125 users scanned, 125 with errors, 0 removed');
  });

  test('asks for one page only when a hundred are there', async () => {
    const result = await played([imported], { users: [], target: tiny(undefined, crowd.slice(0, 100)) });

    expect(outline(result, 'import')).toEqual(['GET /Users?']);
  });

  test('takes the app from who is inactive or missing at the server, and sends nothing for it', async () => {
    const users = [
      ada,
      grace,
      alan,
      ...['u4', 'u5', 'u6'].map((id) => ({ ...alan, id, userName: `${id}@example.com` })),
    ];
    const target = tiny();
    const inner = target.transport;
    const transport: typeof inner = async (request) => {
      if (request.url.endsWith('startIndex=1&count=100') && !request.url.includes('filter')) {
        target.users.delete('u-105');
        target.users.set('u-100', { ...target.users.get('u-100'), active: false });
      }
      return inner(request);
    };
    const provision = { do: 'admin', action: 'provisionUser', user: ada.id };
    const result = await played([sync, imported, title, provision], { users, target: { ...target, transport } });

    expect(log(result, 'import')[0]).toContain('2 removed');
    expect(outline(result, updated)).toEqual([]);
    expect(outline(result, `provisionUser ${ada.id}`)[0]).toBe('GET /Users?');
  });

  test('stops where more than a fifth would be lost', async () => {
    const target = tiny();
    const forgetting: typeof target.transport = async (request) => {
      if (request.url.endsWith('/Users?startIndex=1&count=100')) target.users.clear();
      return target.transport(request);
    };
    const result = await played([sync, imported, title], { target: { ...target, transport: forgetting } });

    expect(log(result, 'import')[0]).toContain('Failure (ImportSafeguard: ');
    expect(outline(result, updated)).toEqual(['GET /Users/u-100']);
  });

  test('ends at a page that fails, and drops nobody', async () => {
    const target = tiny(answering('GET /Users?startIndex=101', { status: 500 }), crowd);
    const result = await played([imported, sync], { users: [], target });

    expect(outline(result, 'import')).toHaveLength(2);
    expect(log(result, 'import')[0]).toContain('Failure (RemoteServerError: ');
  });

  for (const [schedule, runs] of [
    ['never', 0],
    ['hourly', 48],
    ['daily', 2],
    ['weekly', 0],
  ] as const) {
    test(`runs ${runs} times in two days and an hour with ${schedule}`, async () => {
      const result = await played([sync, { do: 'wait', for: '49h' }], { users: [], options: { import: schedule } });

      expect(outline(result, 'wait 49h')).toHaveLength(runs);
    });
  }
});

test.describe('options and actions', () => {
  for (const [options, sentence] of [
    [{ attributeMap: 'x' }, /"attributeMap"/],
    [{ attributeMap: [{ attribute: 'title' }] }, /attributeMap\[0\] needs/],
    [{ attributeMap: [{ attribute: 'a', externalName: 'groups' }] }, /reserved/],
    [{ extensions: [{ attribute: 'a', externalName: 'a.^[b', externalNamespace: 'urn:x' }] }, /cannot be read/],
    [{ app: 'saml' }, /"app" of okta is "saml", but must be one of oin, aiw/],
    [{ groupBatch: 0 }, /"groupBatch"/],
    [{ groupPatch: true }, /okta has no option "groupPatch"/],
  ] as const) {
    test(`refuses ${JSON.stringify(options)} in one sentence`, async () => {
      await expect(played([sync], { options })).rejects.toThrow(sentence);
    });
  }

  for (const [step, sentence] of [
    [{ action: 'pushNow', group: 'g9' }, /needs a group/],
    [{ action: 'provisionUser', user: 'u9' }, /needs a user/],
    [{ action: 'linkGroup', group: 'g1' }, /No import has found a group "Engineering"/],
    [{ action: 'reboot' }, /okta has no action "reboot"/],
  ] as const) {
    test(`refuses the action ${step.action} where it makes no sense`, async () => {
      await expect(played([sync, { do: 'admin', ...step }], { groups })).rejects.toThrow(sentence);
    });
  }

  test('refuses to push a group, or to provision a person, out of scope', async () => {
    const scope = { users: [], groups: 'none' };

    await expect(played([{ do: 'admin', action: 'pushNow', group: 'g1' }], { groups, scope })).rejects.toThrow(
      /not pushed/,
    );
    const provision = { do: 'admin', action: 'provisionUser', user: ada.id };
    await expect(played([provision], { scope })).rejects.toThrow(/not assigned/);
  });

  test('replaces the default profile by the rows given, and always sends the user name', async () => {
    const attributeMap = [{ attribute: 'familyName', externalName: 'name.familyName' }];
    const result = await played([sync], { options: { attributeMap } });

    expect(transcript(result).at(-1)).toMatch(
      /^POST \/Users \{"schemas":\[[^\]]+\],"userName":"ada@example.com","name":\{"familyName":"Lovelace"\},"externalId"/,
    );
  });

  test('explains every behaviour with a known source', () => {
    const keys = Object.keys(okta.sources);

    for (const [id, { does, source, strength }] of Object.entries(okta.behaviours)) {
      expect(id).toMatch(/^okta-[a-z0-9]+-\d\d$/);
      expect(does.length).toBeGreaterThan(10);
      expect(source === 'unpublished' || source.split(/[^A-Za-z0-9]+/).some((key) => keys.includes(key)), id).toBe(
        true,
      );
      expect(['recorded', 'vendor documentation', 'third party', 'inferred']).toContain(strength);
    }
  });
});
