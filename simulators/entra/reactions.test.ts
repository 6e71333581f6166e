import { expect, test } from '@playwright/test';
import { fetchTransport } from '#client';
import { readScenario, type Simulated, simulate } from '#idp';
import { scimServer } from '#server';
import { type RequestMessage, type ResponseMessage, type Transport, TransportError } from '#wire';
import { entra } from './index.ts';

const token = 'entra-reaction-token-0123456789';
const list = 'urn:ietf:params:scim:api:messages:2.0:ListResponse';
const sync = { do: 'sync' };

/** What a request is, by its look. */
const kinds = {
  probe: ({ method, url }: RequestMessage) => method === 'GET' && /%22[0-9a-f]{8}-[0-9a-f]{4}-/.test(url),
  match: ({ method, url }: RequestMessage) => method === 'GET' && url.includes('/Users?') && url.includes('ada'),
  groupMatch: ({ method, url }: RequestMessage) =>
    method === 'GET' && url.includes('/Groups?') && url.includes('Engines'),
  read: ({ method, url }: RequestMessage) => method === 'GET' && /\/Users\/[^?]+$/.test(url),
  groupRead: ({ method, url }: RequestMessage) => method === 'GET' && /\/Groups\/[^?]+\?excluded/.test(url),
  create: ({ method, url }: RequestMessage) => method === 'POST' && url.endsWith('/Users'),
  update: ({ method, url }: RequestMessage) => method === 'PATCH' && url.includes('/Users/'),
  remove: ({ method }: RequestMessage) => method === 'DELETE',
} as const;

type Kind = keyof typeof kinds;
type Answer = Partial<ResponseMessage> | 'timeout' | 'reset';

const html: Answer = { status: 200, headers: [['Content-Type', 'text/html']], body: '<html>Sign in</html>' };
const empty: Answer = { status: 200, body: JSON.stringify({ schemas: [list], totalResults: 0 }) };
const two: Answer = {
  status: 200,
  body: JSON.stringify({ schemas: [list], totalResults: 2, Resources: [{ id: '1' }, { id: '2' }] }),
};
const wordyTotal: Answer = { status: 200, body: JSON.stringify({ schemas: [list], totalResults: '0', Resources: [] }) };

/** Answers the first `times` requests of a kind, after `after` of them; the rest goes to the reference server. */
function answering(kind: Kind, answer: Answer, times: number, after: number, inProcess: Transport): Transport {
  let seen = 0;
  return async (request) => {
    if (!kinds[kind](request)) return inProcess(request);
    seen += 1;
    if (seen <= after || seen > after + times) return inProcess(request);
    if (answer === 'timeout' || answer === 'reset') throw new TransportError(answer, 'nothing came back');
    return { status: 200, headers: [['Content-Type', 'application/scim+json']], body: '', ...answer };
  };
}

interface Play {
  readonly kind: Kind;
  readonly answer: Answer;
  readonly steps?: readonly object[];
  readonly options?: Readonly<Record<string, unknown>>;
  readonly times?: number;
  readonly after?: number;
  readonly cycles?: number;
}

async function played({
  kind,
  answer,
  steps = [sync],
  options = {},
  times = 1,
  after = 0,
  cycles = 0,
}: Play): Promise<Simulated> {
  const server = scimServer({ tokens: [token], passwordIterations: 1 });
  const inProcess = fetchTransport((request) => server.fetch(request));
  const users = [
    { id: 'u1', userName: 'ada@corp.test', givenName: 'Ada', familyName: 'Byron' },
    { id: 'u2', userName: 'grace@corp.test', givenName: 'Grace', familyName: 'Hopper' },
  ];
  return simulate({
    simulator: entra,
    scenario: readScenario({
      directory: { users, groups: [{ id: 'g1', displayName: 'Engines', members: ['u1', 'u2'] }] },
      steps,
    }),
    transport: answering(kind, answer, times, after, inProcess),
    baseUrl: 'https://sp.test/scim/v2',
    token,
    options,
    cycles,
  });
}

/** The log rows of the step that came last, as `status code`. */
function rows({ simulation }: Simulated, step = 'sync'): readonly string[] {
  const last = simulation.steps.filter((each) => each.step === step).at(-1);
  return (last?.provisioning ?? []).map(
    ({ status, subject, reason }) => `${status} ${subject} ${reason.split(':')[0]}`,
  );
}

const incompatible = 'SystemForCrossDomainIdentityManagementServiceIncompatible';

const touched = [sync, { do: 'updated', user: 'u1', set: { title: 'Countess' } }, sync];
const purged = [sync, { do: 'terminated', user: 'u1' }, sync, { do: 'purged', user: 'u1' }, sync];

/** An answer to one kind of request, and the code under which the object fails. Others go on. */
const failures: readonly (readonly [kind: Kind, answer: Answer, code: string, steps?: readonly object[]])[] = [
  ['match', two, 'DuplicateTargetEntries'],
  ['match', html, incompatible],
  ['match', wordyTotal, incompatible],
  ['match', { status: 404 }, `${incompatible}Filtering`],
  ['match', { status: 400 }, `${incompatible}Filtering`],
  ['match', { status: 409 }, `${incompatible}Filtering`],
  ['match', { status: 401 }, 'Unauthorized'],
  ['match', { status: 403 }, 'InsufficientRights'],
  ['match', { status: 429 }, 'TooManyRequests'],
  ['match', { status: 503 }, 'InternalServerError'],
  ['match', { status: 302, headers: [['Location', '/elsewhere']] }, 'RedirectNotFollowed'],
  ['match', 'timeout', 'Timeout'],
  ['match', 'reset', 'WebExceptionProtocolError'],
  ['create', { status: 400 }, 'SystemForCrossDomainIdentityManagementBadRequest'],
  ['create', { status: 409 }, 'Conflict'],
  ['create', { status: 405 }, 'MethodNotAllowed'],
  ['create', { status: 412 }, 'SystemForCrossDomainIdentityManagementBadRequest'],
  ['create', { status: 422 }, 'UnprocessableEntity'],
  ['create', { status: 500 }, 'InternalServerError'],
  ['create', { status: 201, body: '{}' }, incompatible],
  ['create', html, incompatible],
  ['create', 'timeout', 'Timeout'],
  ['read', html, incompatible, touched],
  ['update', { status: 404 }, 'InvalidAnchor', touched],
  ['update', { status: 409 }, 'Conflict', touched],
  ['update', { status: 400 }, 'SystemForCrossDomainIdentityManagementBadRequest', touched],
  ['update', { status: 501 }, 'InternalServerError', touched],
  ['remove', { status: 500 }, 'InternalServerError', purged],
];

for (const [kind, answer, code, steps] of failures) {
  const said = typeof answer === 'string' ? answer : `${answer.status} ${(answer.body ?? '').slice(0, 40)}`;
  test(`keeps one object aside as ${code} when ${kind} is answered ${said.trim()}, and mends it in a later cycle`, async () => {
    const result = await played({ kind, answer, steps: steps ?? [sync], cycles: 3 });

    const escrowed = result.simulation.steps
      .flatMap(({ provisioning }) => provisioning)
      .filter(({ status }) => status === 'Escrowed');
    expect(escrowed.map(({ reason }) => reason.split(':')[0])).toEqual([code]);
    expect(result.simulation.differences).toEqual([]);
    expect(result.simulation.silent).toBe(true);
  });
}

test('creates when a match query answers an empty list without Resources', async () => {
  const result = await played({ kind: 'match', answer: empty });

  expect(rows(result)).toContain('Success ada@corp.test ');
  expect(result.simulation.converged).toBe(true);
});

test('links to any 2xx of a POST that has an id', async () => {
  const result = await played({ kind: 'create', answer: { status: 200, body: '{"id":"other"}' } });

  expect(rows(result)).toContain('Success ada@corp.test ');
  expect(result.simulation.differences).toContainEqual(expect.stringContaining('the server has no such account'));
});

test('takes 404 to a DELETE as done', async () => {
  const result = await played({ kind: 'remove', answer: { status: 404 }, steps: purged });

  expect(rows(result)).toEqual(['Success u1 ']);
});

for (const kind of ['read', 'groupRead'] as const) {
  test(`drops the link and matches anew when ${kind} is answered 404`, async () => {
    const steps = kind === 'read' ? touched : [sync, { do: 'groupRenamed', group: 'g1', displayName: 'Engines' }, sync];
    const result = await played({ kind, answer: { status: 404 }, steps });

    const last = new Set(result.simulation.steps.filter(({ step }) => step === 'sync').at(-1)?.exchanges);
    const paths = result.exchanges
      .filter(({ id }) => last.has(id))
      .map(({ request }) => request.url.split('/v2')[1] ?? '');
    expect(paths[2]).toMatch(kind === 'read' ? /^\/Users\/[^?]+$/ : /^\/Groups\/[^?]+\?excludedAttributes=members$/);
    expect(paths[3]).toMatch(kind === 'read' ? /^\/Users\?filter=/ : /^\/Groups\?excludedAttributes=members&filter=/);
    expect(result.simulation.differences).toEqual([]);
  });
}

for (const [answer, code] of [
  [{ status: 404 }, 'EncounteredQuarantineException'],
  [html, incompatible],
  [{ status: 401 }, 'CredentialValidationFailure'],
  [{ status: 403 }, 'CredentialValidationFailure'],
] as const) {
  test(`goes into quarantine when the probe of a running job is answered ${answer.status} ${code}`, async () => {
    const result = await played({ kind: 'probe', answer, after: 2, cycles: 3 });

    expect(rows(result)).toEqual([`Quarantined provisioning job ${code}`]);
    const later = result.exchanges.find(({ request }) => kinds.match(request));
    expect(later?.startedAt).toMatch(/^2026-01-05T14:00:00/);
    expect(result.simulation.converged).toBe(true);
  });
}

test('goes into quarantine when the probe of an on-demand run is refused', async () => {
  const steps = [sync, { do: 'admin', action: 'onDemand', user: 'u1' }, sync];
  const result = await played({ kind: 'probe', answer: { status: 401 }, after: 4, steps });

  const next = result.exchanges.at(-1);
  expect(rows(result, 'onDemand u1')).toEqual(['Quarantined provisioning job CredentialValidationFailure']);
  expect(next?.startedAt).toMatch(/^2026-01-05T14:00:0/);
});

test('fails the connection test on the same answers', async () => {
  const result = await played({ kind: 'probe', answer: { status: 404 }, steps: [] });

  expect(result.connected).toBe(false);
  expect(rows(result, 'connect')).toEqual(['Failure Microsoft Entra ID EncounteredQuarantineException']);
});

for (const status of [429, 500]) {
  test(`does nothing more in a cycle whose probe is answered ${status}, and tries again at the next`, async () => {
    const result = await played({ kind: 'probe', answer: { status }, after: 2, cycles: 1 });

    const next = result.exchanges.find(({ request }) => kinds.match(request));
    expect(next?.startedAt).toMatch(/^2026-01-05T08:40:00/);
  });
}

test('waits as the answer to a probe says where Retry-After is obeyed', async () => {
  const answer = { status: 429, headers: [['Retry-After', '30']] } as const;
  const result = await played({ kind: 'probe', answer, after: 2, options: { honourRetryAfter: true } });

  const next = result.exchanges.find(({ request }) => kinds.match(request));
  expect(next?.startedAt).toMatch(/^2026-01-05T08:00:30/);
});

test('tries what failed again at the next cycle, then after two, four and eight', async () => {
  const steps = [...touched, { do: 'wait', for: '12h' }];
  const result = await played({ kind: 'update', answer: { status: 500 }, steps, times: 4 });

  const tries = result.exchanges.filter(({ request }) => kinds.update(request));
  expect(tries.map(({ startedAt }) => startedAt.slice(11, 16))).toEqual(['08:40', '09:20', '10:40', '13:20', '18:40']);
  expect(result.simulation.converged).toBe(true);
});

test('obeys Retry-After within the cycle where the option says so', async () => {
  const result = await played({
    kind: 'create',
    answer: { status: 429, headers: [['Retry-After', '30']] },
    options: { honourRetryAfter: true },
  });

  const posts = result.exchanges.filter(({ request }) => kinds.create(request));
  expect(posts.map(({ response }) => response?.status)).toEqual([429, 201, 201]);
  expect(rows(result)).toContain('Success ada@corp.test ');
  expect(result.simulation.silent).toBe(true);
});

test('adopts the account whose creation was answered without an id', async () => {
  const server = scimServer({ tokens: [token], passwordIterations: 1 });
  const inProcess = fetchTransport((request) => server.fetch(request));
  const result = await simulate({
    simulator: entra,
    scenario: readScenario({ directory: { users: [{ id: 'u1', userName: 'ada@corp.test' }] }, steps: [sync, sync] }),
    transport: async (request) => {
      const answer = await inProcess(request);
      return kinds.create(request) ? { ...answer, body: '' } : answer;
    },
    baseUrl: 'https://sp.test/scim/v2',
    token,
  });

  expect(result.exchanges.filter(({ request }) => kinds.create(request))).toHaveLength(1);
  expect(result.simulation.converged).toBe(true);
});

test('sends no deletion when there would be too many, until an administrator allows them', async () => {
  const gone = [
    { do: 'disabled', user: 'u1' },
    { do: 'terminated', user: 'u2' },
  ];
  const held = await played({
    kind: 'probe',
    answer: {},
    times: 0,
    steps: [sync, ...gone, sync],
    options: { accidentalDeletionThreshold: 1 },
  });
  expect(rows(held)).toEqual(['Quarantined provisioning job StagedDelete']);
  expect(held.exchanges.filter(({ request }) => kinds.update(request))).toEqual([]);

  const allowed = await played({
    kind: 'probe',
    answer: {},
    times: 0,
    steps: [sync, ...gone, sync, { do: 'admin', action: 'allowDeletions' }, sync],
    options: { accidentalDeletionThreshold: 1 },
  });
  expect(allowed.exchanges.filter(({ request }) => kinds.update(request))).toHaveLength(2);
  expect(allowed.simulation.converged).toBe(true);
});

test('quarantines the job when too many of its operations fail', async () => {
  const result = await played({
    kind: 'create',
    answer: { status: 400 },
    times: 99,
    options: { quarantineMinFailures: 2 },
  });

  expect(rows(result).at(-1)).toBe('Quarantined provisioning job 2 of 3 operations failed');
});

test('sends the same PATCH at each evaluation to a server that does not give back what was written', async () => {
  const server = scimServer({ tokens: [token], passwordIterations: 1 });
  const inProcess = fetchTransport((request) => server.fetch(request));
  const result = await simulate({
    simulator: entra,
    scenario: readScenario({
      directory: { users: [{ id: 'u1', userName: 'ada@corp.test', title: 'Countess' }] },
      steps: [sync, { do: 'admin', action: 'restart' }, sync],
      expect: { silent: false },
    }),
    transport: async (request) => {
      const answer = await inProcess(request);
      return kinds.read(request) ? { ...answer, body: answer.body.replace('"title":"Countess",', '') } : answer;
    },
    baseUrl: 'https://sp.test/scim/v2',
    token,
  });

  expect(result.exchanges.filter(({ request }) => kinds.update(request))).toHaveLength(1);
  expect(result.simulation.silent).toBe(false);
  expect(result.simulation.differences).toEqual([
    expect.stringContaining('one more cycle would provision: PATCH /Users/'),
  ]);
  expect(result.asExpected).toBe(true);
});
