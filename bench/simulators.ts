import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { fetchTransport } from '#client';
import { directoryFrom, type Engine, engine, readScenario, type Simulator, virtualClock } from '#idp';
import { scimServer } from '#server';
import { simulators } from '#simulators';
import type { Transport } from '#wire';
import type { Goal } from './goals.ts';

/**
 * How much work the simulators are: the first cycle of a large directory against a target that only answers, and of a
 * smaller one against the reference server in this process. Each provider runs in a process of its own, for its memory.
 */
export interface SimulatorRow {
  readonly idp: string;
  readonly users: number;
  readonly groups: number;
  /** Against a target that does nothing: the floor that is the client's own. */
  readonly nullMs: number;
  readonly requests: number;
  /** Of the whole process, at its highest. */
  readonly peakMb: number;
  /** What a second look at everything leaves behind, by its number of exchanges. */
  readonly bytesAnExchange: number;
  /** Hires in a second of the processor against the reference server, and what the server does by itself. */
  readonly hiresASecond: number;
  readonly requestsASecond: number;
  readonly postsASecond: number;
}

const token = 'bench-token-0123456789abcdef';
const rounds = 5;
const baseUrl = 'https://sp.test/scim/v2';

/** What makes each provider go through without waiting for anybody, Groups and all. */
const options: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  onelogin: { groupsIncluded: true, rules: '.*', 'approvals.create': false, 'approvals.update': false },
};

/** Answers what a provider hopes for and keeps nothing. */
export function nullTarget(): Transport {
  let made = 0;
  const headers = [['content-type', 'application/scim+json']] as const;
  const answer = (status: number, body: string) => ({ status, headers, body });
  const empty = answer(
    200,
    '{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"totalResults":0,"startIndex":1,"itemsPerPage":0,"Resources":[]}',
  );
  return async ({ method, url, body }) => {
    if (method === 'POST') {
      made += 1;
      const name = /"name":\{[^}]*\}/.exec(body ?? '')?.[0];
      return answer(201, `{"id":"n-${made}"${name === undefined ? '' : `,${name}`}}`);
    }
    if (method === 'DELETE') return answer(204, '');
    const id = /\/(?:Users|Groups)\/([^/?]+)/.exec(url)?.[1];
    if (method !== 'GET') return answer(200, `{"id":"${id}","name":{"givenName":"A","familyName":"B"}}`);
    return id === undefined ? empty : answer(200, `{"id":"${id}","displayName":"${id}","active":true}`);
  };
}

function providerAt(
  simulator: Simulator,
  transport: Transport,
  size: number,
  groups: number,
  onExchange: () => void,
): Engine {
  const generate = { users: size, groups, membersPerGroup: 100 };
  const { directory, scope } = readScenario({ directory: { generate }, steps: [] });
  return engine({
    simulator,
    directory: directoryFrom(directory, scope),
    transport,
    baseUrl,
    token,
    options: options[simulator.id] ?? {},
    seed: 1,
    clock: virtualClock(0),
    onExchange,
    onRow: () => {},
  });
}

async function measured(simulator: Simulator, users: number, groups: number, hires: number): Promise<SimulatorRow> {
  let requests = 0;
  const provider = providerAt(simulator, nullTarget(), users, groups, () => {
    requests += 1;
  });
  const startMs = performance.now();
  await provider.connect();
  await provider.sync();
  const nullMs = performance.now() - startMs;
  const first = requests;
  const peakMb = process.resourceUsage().maxRSS / 1024;
  const before = heap();
  await provider.admin({ action: 'restart' });
  await provider.sync();
  // Google asks nobody again; then what is left is shared by those whom it looked at.
  const more = Math.max(users, requests - first);
  const bytesAnExchange = Math.max(0, heap() - before) / more;

  const server = scimServer({ tokens: [token], passwordIterations: 1 });
  const inProcess = fetchTransport((request) => server.fetch(request));
  // In turn, and the best of each: whatever else the machine does meets both.
  let postsASecond = 0;
  let hiresASecond = 0;
  let requestsASecond = 0;
  for (let round = 0; round < rounds; round += 1) {
    await server.reset();
    postsASecond = Math.max(postsASecond, await postRate(simulator, inProcess, hires));
    await server.reset();
    let sent = 0;
    const hiring = providerAt(simulator, inProcess, hires, 0, () => {
      sent += 1;
    });
    const startS = busy();
    await hiring.sync();
    const tookS = busy() - startS;
    hiresASecond = Math.max(hiresASecond, hires / tookS);
    requestsASecond = Math.max(requestsASecond, sent / tookS);
  }
  return {
    idp: simulator.id,
    users,
    groups,
    nullMs,
    requests: first,
    peakMb,
    bytesAnExchange,
    hiresASecond,
    requestsASecond,
    postsASecond,
  };
}

/** What the server does by itself: the bodies that the provider posts, one after the other. */
async function postRate(simulator: Simulator, transport: Transport, count: number): Promise<number> {
  const bodies: string[] = [];
  const nothing = nullTarget();
  const listening: Transport = (request) => {
    if (request.method === 'POST') bodies.push(request.body ?? '');
    return nothing(request);
  };
  await providerAt(simulator, listening, count, 0, () => {}).sync();
  const headers = [
    ['Content-Type', 'application/scim+json'],
    ['Authorization', `Bearer ${token}`],
  ] as const;
  const startS = busy();
  for (const body of bodies) {
    const answer = await transport({ method: 'POST', url: `${baseUrl}/Users`, headers, body });
    if (answer.status !== 201) throw new Error(`the server answered ${answer.status} to a POST of the bench`);
  }
  return bodies.length / (busy() - startS);
}

/** Seconds of the processor so far. Both sides work in this process, so it is fair, whatever else the machine does. */
function busy(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

function heap(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

/** All providers, each in a process of its own. Users, Groups of 100, and hires against the server. */
export function simulatorRows(users: number, groups: number, hires: number): readonly SimulatorRow[] {
  return simulators.map(({ id }) => {
    const file = fileURLToPath(import.meta.url);
    const words = [
      '--expose-gc',
      file,
      '--one',
      id,
      '--users',
      String(users),
      '--groups',
      String(groups),
      '--hires',
      String(hires),
    ];
    const { stdout, status } = spawnSync(process.execPath, words, {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    if (status !== 0) throw new Error(`the bench of ${id} ended with ${status}`);
    return JSON.parse(stdout);
  });
}

/** The goals hold for the full size. */
export function simulatorGoals(rows: readonly SimulatorRow[]): readonly Goal[] {
  const worst = (of: (row: SimulatorRow) => number): number => Math.max(...rows.map(of));
  const share = Math.min(...rows.map(({ requestsASecond, postsASecond }) => requestsASecond / postsASecond));
  return [
    {
      goal: 'the first cycle of 100,000 users and 1,000 groups against a target that does nothing: under 60 s',
      measured: `${(worst(({ nullMs }) => nullMs) / 1000).toFixed(1)} s at most`,
      isMet: worst(({ nullMs }) => nullMs) < 60_000,
    },
    {
      goal: 'the same in under 600 MB',
      measured: `${worst(({ peakMb }) => peakMb).toFixed(0)} MB at most`,
      isMet: worst(({ peakMb }) => peakMb) < 600,
    },
    {
      goal: 'memory does not grow with exchanges that are not kept: under 100 bytes an exchange',
      measured: `${worst(({ bytesAnExchange }) => bytesAnExchange).toFixed(0)} bytes at most`,
      isMet: worst(({ bytesAnExchange }) => bytesAnExchange) < 100,
    },
    {
      goal: "requests of a first cycle to the server in process: at least half of the server's own POST rate",
      measured: `${share.toFixed(2)} at least`,
      isMet: share >= 0.5,
    },
  ];
}

export function simulatorTable(rows: readonly SimulatorRow[]): string {
  const head = [
    '| provider | users, groups | floor: target that does nothing | requests/s | peak | bytes an exchange | hires/s at our server | requests/s there | its own POST/s |',
    '|---|---|---|---|---|---|---|---|---|',
  ];
  const lines = rows.map(
    ({ idp, users, groups, nullMs, requests, peakMb, bytesAnExchange, hiresASecond, requestsASecond, postsASecond }) =>
      `| ${[
        idp,
        `${users}, ${groups}`,
        `${(nullMs / 1000).toFixed(1)} s`,
        (requests / (nullMs / 1000)).toFixed(0),
        `${peakMb.toFixed(0)} MB`,
        bytesAnExchange.toFixed(0),
        hiresASecond.toFixed(0),
        requestsASecond.toFixed(0),
        postsASecond.toFixed(0),
      ].join(' | ')} |`,
  );
  return [...head, ...lines].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      one: { type: 'string' },
      users: { type: 'string', default: '100000' },
      groups: { type: 'string', default: '1000' },
      hires: { type: 'string', default: '2000' },
    },
  });
  const [users, groups, hires] = [Number(values.users), Number(values.groups), Number(values.hires)];
  const one = simulators.find(({ id }) => id === values.one);
  if (one !== undefined) console.log(JSON.stringify(await measured(one, users, groups, hires)));
  else {
    const rows = simulatorRows(users, groups, hires);
    console.log(simulatorTable(rows));
    for (const { goal, measured: found, isMet } of simulatorGoals(rows))
      console.log(`${isMet ? 'met   ' : 'MISSED'}  ${goal}: ${found}`);
  }
}
