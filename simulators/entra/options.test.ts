import { expect, test } from '@playwright/test';
import { fetchTransport } from '#client';
import { readScenario, type Simulated, simulate } from '#idp';
import { scimServer } from '#server';
import type { RequestMessage, ResponseMessage } from '#wire';
import { entra } from './index.ts';

const token = 'entra-option-token-0123456789abcd';
const EU = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const sync = { do: 'sync' };
const ada = {
  id: 'u1',
  userName: 'ada@corp.test',
  givenName: 'Ada',
  familyName: 'Byron',
  department: 'Engines',
  phone: '+44 20 7946 0001',
  manager: 'u2',
};
const grace = { id: 'u2', userName: 'grace@corp.test', givenName: 'Grace', familyName: 'Hopper', department: 'Mills' };

const none: ResponseMessage = {
  status: 200,
  headers: [],
  body: '{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"totalResults":0}',
};

async function played(
  options: object,
  steps: readonly object[] = [sync],
  instead: (request: RequestMessage) => ResponseMessage | undefined = () => undefined,
  baseUrl = 'https://sp.test/scim/v2',
): Promise<Simulated> {
  const server = scimServer({ tokens: [token], passwordIterations: 1 });
  const inProcess = fetchTransport((request) => server.fetch(request));
  return simulate({
    simulator: entra,
    scenario: readScenario({
      directory: { users: [ada, grace], groups: [{ id: 'g1', displayName: 'Engines', members: ['u1', 'u2'] }] },
      steps,
    }),
    transport: async (request) => instead(request) ?? inProcess(request),
    baseUrl,
    token,
    options: { ...options },
  });
}

/** Method, path and query, and body. */
function lines({ exchanges }: Simulated): readonly string[] {
  return exchanges.map(({ request: { method, url, body } }) => `${method} ${url.split('/v2')[1]} ${body ?? ''}`.trim());
}

function post({ exchanges }: Simulated): string {
  return exchanges.find(({ request }) => request.method === 'POST')?.request.body ?? '';
}

for (const [options, expected] of [
  [{ mapping: 'objectId-external' }, /"externalId":"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"/],
  [{ postActive: 'string' }, /"active":"True"/],
  [{ otherPrimary: 'absent' }, /"phoneNumbers":\[\{"type":"work","value":/],
  [{ createInactive: true }, /"active":false/],
  [{ activeMapping: 'not' }, /"active":true/],
  [{ activeMapping: 'accountEnabled' }, /"active":true/],
  [{ activeMapping: 'none' }, /"userName":"ada@corp.test","displayName"/],
  [
    {
      mapping: [
        { source: 'ToLower([userPrincipalName])', target: 'userName' },
        { source: 'Join(" ", [surname], [givenName])', target: 'displayName' },
        { source: '"Employee"', target: 'userType' },
        { source: '[badge]', target: 'urn:acme:scim:User:badge', defaultIfNull: 'none' },
        { source: 'Switch([department], "?", "Engines", "E1")', target: 'title' },
      ],
    },
    /"userName":"ada@corp\.test","displayName":"Byron Ada","meta":\{"resourceType":"User"\},"title":"E1","userType":"Employee","urn:acme:scim:User":\{"badge":"none"\}\}$/,
  ],
] as const) {
  test(`creates by ${JSON.stringify(options).slice(0, 60)}`, async () => {
    expect(post(await played(options))).toMatch(expected);
  });
}

test('asks for references before it sends them, where the option says so', async () => {
  // The reference server need not know a manager without its URN; here it says that none is set.
  const all = lines(
    await played({ referenceChecks: true }, [sync], (request) =>
      request.url.includes('+and+manager+') ? none : undefined,
    ),
  );

  expect(all.filter((line) => line.endsWith('&attributes=id'))).toEqual([
    expect.stringMatching(
      /^GET \/Users\?filter=id\+eq\+%22[0-9a-f-]+%22\+and\+manager\+eq\+%22[0-9a-f-]+%22&attributes=id$/,
    ),
    expect.stringMatching(
      /^GET \/Groups\?filter=id\+eq\+%22[0-9a-f-]+%22\+and\+members\+eq\+%22[0-9a-f-]+%22&attributes=id$/,
    ),
    expect.stringMatching(/^GET \/Groups\?filter=id\+eq\+/),
  ]);
  expect(all.filter((line) => line.startsWith('PATCH'))).toHaveLength(2);
});

test('writes the manager in the old form, and removes it with an empty value, where told', async () => {
  const all = lines(
    await played({ managerForm: 'ref-array', managerRemoveValue: 'empty' }, [
      sync,
      { do: 'updated', user: 'u1', set: { manager: null } },
      sync,
    ]),
  );

  const patches = all.filter((line) => line.startsWith('PATCH /Users'));
  expect(patches[0]).toMatch(
    /\{"op":"Add","path":"[^"]+:manager","value":\[\{"\$ref":"\.\.\/Users\/([^"]+)","value":"\1"\}\]\}/,
  );
  expect(patches[1]).toContain(`{"op":"Remove","path":"${EU}:manager","value":""}`);
});

test('provisions only whom the scoping filter lets through', async () => {
  const result = await played({ scopingFilter: 'department EQUALS Engines AND jobTitle IS NULL' });

  expect(lines(result).filter((line) => line.startsWith('POST /Users'))).toEqual([
    expect.stringContaining('ada@corp.test'),
  ]);
  expect(result.simulation.converged).toBe(true);
});

test('provisions everybody with the scope all, assigned or not', async () => {
  const steps = [{ do: 'unassigned', user: 'u1' }, { do: 'unassigned', group: 'g1' }, sync];
  const result = await played({ scope: 'all' }, steps);

  expect(lines(result).filter((line) => line.startsWith('POST'))).toHaveLength(3);
});

test('matches groups by externalId where told', async () => {
  const all = lines(await played({ matchGroup: 'externalId' }));

  expect(all[1]).toMatch(/^GET \/Groups\?excludedAttributes=members&filter=externalId\+eq\+%22[0-9a-f-]{36}%22$/);
});

for (const [options, count] of [
  [{ probe: 'none' }, 0],
  [{ probe: 'users' }, 2],
  [{ probe: 'users+groups', probeCount: 3 }, 6],
] as const) {
  test(`probes ${count} times with ${JSON.stringify(options)}`, async () => {
    const result = await played(options);

    expect(result.exchanges.filter(({ behaviour }) => behaviour?.startsWith('entra-probe'))).toHaveLength(count);
  });
}

test('reads schemas and accounts at connect, where told', async () => {
  const all = lines(await played({ schemaDiscovery: true, accountDiscovery: true, discoveryCount: 50 }));

  expect(all.slice(2, 4)).toEqual(['GET /Schemas', 'GET /Users?startIndex=1&count=50']);
});

test('pages through all accounts, each once', async () => {
  const all = lines(await played({ discoveryCount: 1 }, [sync, { do: 'admin', action: 'accountDiscovery' }]));

  expect(all.filter((line) => line.includes('startIndex'))).toEqual([
    'GET /Users?startIndex=1&count=1',
    'GET /Users?startIndex=2&count=1',
  ]);
});

test('sends the headers that the options name', async () => {
  const { exchanges } = await played(
    { userAgent: 'Probe/1', accept: 'application/scim+json', adscimVersion: 'none' },
    [],
  );

  expect(exchanges[0]?.request.headers).toEqual([
    ['Authorization', `Bearer ${token}`],
    ['User-Agent', 'Probe/1'],
    ['Accept', 'application/scim+json'],
  ]);
});

for (const [appended, options, op, query] of [
  ['?aadOptscim062020', {}, 'add', ''],
  ['/?tenant=7&aadOptscim062020=', {}, 'add', 'tenant=7'],
  ['?aadOptscim062020', { aadOptscim062020: false }, 'Add', ''],
  ['?tenant=7', {}, 'Add', 'tenant=7'],
] as const) {
  test(`takes the flag for itself where the tenant URL ends with ${appended} and the options are ${JSON.stringify(options)}`, async () => {
    const result = await played(options, [sync], () => undefined, `https://sp.test/scim/v2${appended}`);

    const all = lines(result);
    expect(all.find((line) => line.startsWith('PATCH /Groups'))).toContain(`"op":"${op}"`);
    expect(all.find((line) => line.startsWith('POST /Users'))).toMatch(
      query === '' ? /^POST \/Users \{/ : `POST /Users?${query} {`,
    );
    expect(result.exchanges.filter(({ request }) => request.url.includes('062020'))).toEqual([]);
    expect(result.simulation.differences).toEqual([]);
  });
}

test('keeps to its rate in virtual time', async () => {
  const { exchanges } = await played({ maxRequestsPerSecond: 0.5, groups: false });

  const times = exchanges.map(({ startedAt }) => Date.parse(startedAt));
  expect(times.slice(1).every((time, index) => time - (times[index] ?? 0) >= 2000)).toBe(true);
});

test('works on several objects at a time and still converges', async () => {
  const { simulation } = await played({ concurrency: 4 });

  expect(simulation.differences).toEqual([]);
});

for (const [options, sentence] of [
  [{ mapping: 'other' }, 'The option "mapping" of entra is "custom", "objectId-external" or a list of rows.'],
  [
    { mapping: [{ source: '[mail', target: 'title' }] },
    'The mapping expression "[mail" cannot be read from position 0 on.',
  ],
  [
    { mapping: [{ source: 'Guess([mail])', target: 'title' }] },
    /^The mapping function "Guess" is not simulated; there are Append,/,
  ],
  [{ mapping: [{ source: '[mail]', target: 'a[b' }] }, 'mapping[0] has the unreadable target "a[b".'],
  [{ scopingFilter: 'department LIKE E' }, /^The scoping clause "department LIKE E" has no operator/],
  [{ matchUser: ['nickName'] }, /^The option "matchUser" of entra/],
] as const) {
  test(`refuses ${JSON.stringify(options)}`, async () => {
    await expect(played(options)).rejects.toThrow(sentence);
  });
}
