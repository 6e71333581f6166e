import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { fetchTransport } from '#client';
import { readScenario, type Simulator, simulate } from '#idp';
import { scimServer } from '#server';
import { type Exchange, exchangeMasker, exchangesFrom, harFrom } from '#wire';
import { simulators } from './index.ts';

/** Set: the captures are written anew, to be read and committed. Else they are compared. */
const isWriting = process.env.SCIMULATE_WRITE_CAPTURES === '1';
const folder = new URL('../fixtures/captures/', import.meta.url);
const token = 'capture-token-0123456789abcdef';

interface Event {
  /** What happens before, and is not in the capture. */
  readonly before?: readonly object[];
  readonly steps: readonly object[];
  readonly target?: object;
}

const sync = { do: 'sync' };
const synced = [sync];
const grace = {
  id: 'u2',
  userName: 'grace@example.com',
  givenName: 'Grace',
  familyName: 'Hopper',
  email: 'grace@example.com',
  department: 'Mills',
};
const ada = {
  id: 'u1',
  userName: 'ada@example.com',
  givenName: 'Ada',
  familyName: 'Byron',
  email: 'ada@example.com',
  title: 'Analyst',
  department: 'Engines',
};
const alan = {
  id: 'u3',
  userName: 'alan@example.com',
  givenName: 'Alan',
  familyName: 'Turing',
  email: 'alan@example.com',
};
const directory = { users: [ada, grace], groups: [{ id: 'g1', displayName: 'Engineering', members: ['u1'] }] };
const core = ['urn:ietf:params:scim:schemas:core:2.0:User'];

/** The events of an identity provider's document, one capture each. */
const events: Readonly<Record<string, Event>> = {
  connect: { steps: [] },
  initial: { steps: synced },
  adopt: { target: { users: [{ schemas: core, userName: 'ada@example.com', active: true }] }, steps: synced },
  idle: { before: synced, steps: synced },
  hire: { before: synced, steps: [{ do: 'hired', user: alan }, sync] },
  rename: {
    before: synced,
    steps: [
      {
        do: 'updated',
        user: 'u1',
        set: { userName: 'ada.king@example.com', email: 'ada.king@example.com', familyName: 'King' },
      },
      sync,
    ],
  },
  'attribute-changed': { before: synced, steps: [{ do: 'updated', user: 'u1', set: { title: 'Countess' } }, sync] },
  'attribute-filled': { before: synced, steps: [{ do: 'updated', user: 'u2', set: { title: 'Admiral' } }, sync] },
  'attribute-cleared': { before: synced, steps: [{ do: 'updated', user: 'u1', set: { title: null } }, sync] },
  manager: { before: synced, steps: [{ do: 'updated', user: 'u1', set: { manager: 'u2' } }, sync] },
  password: { before: synced, steps: [{ do: 'passwordSet', user: 'u1' }, sync] },
  disable: { before: synced, steps: [{ do: 'disabled', user: 'u1' }, sync] },
  enable: { before: [sync, { do: 'disabled', user: 'u1' }, sync], steps: [{ do: 'enabled', user: 'u1' }, sync] },
  unassign: { before: synced, steps: [{ do: 'unassigned', user: 'u1' }, sync] },
  'assign-again': {
    before: [sync, { do: 'unassigned', user: 'u1' }, sync],
    steps: [{ do: 'assigned', user: 'u1' }, sync],
  },
  terminate: { before: synced, steps: [{ do: 'terminated', user: 'u1' }, sync] },
  'bin-emptied': { before: [sync, { do: 'terminated', user: 'u1' }, sync], steps: [{ do: 'wait', for: '31d' }] },
  rehire: { before: [sync, { do: 'terminated', user: 'u1' }, sync], steps: [{ do: 'hired', user: 'u1' }, sync] },
  'group-created': {
    before: synced,
    steps: [{ do: 'groupCreated', group: { id: 'g2', displayName: 'Mills', members: ['u1', 'u2'] } }, sync],
  },
  'member-added': { before: synced, steps: [{ do: 'memberAdded', group: 'g1', user: 'u2' }, sync] },
  'member-removed': { before: synced, steps: [{ do: 'memberRemoved', group: 'g1', user: 'u1' }, sync] },
  'group-renamed': { before: synced, steps: [{ do: 'groupRenamed', group: 'g1', displayName: 'Engines' }, sync] },
  'group-deleted': { before: synced, steps: [{ do: 'groupDeleted', group: 'g1' }, sync] },
};

/** The dialects of a provider that have captures of their own, by the name of their folder. */
const dialects: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>> = {
  okta: { okta: {}, 'okta-aiw': { app: 'aiw' } },
  entra: { entra: {}, 'entra-flagged': { aadOptscim062020: true } },
  // With a cycle a day, "within 24 hours" is the next one.
  google: {
    google: { cycleHours: 24 },
    'google-patch': { cycleHours: 24, updateMethod: 'patch', app: 'aws' },
  },
  onelogin: {
    onelogin: { groupsIncluded: true, rules: '.*' },
    'onelogin-v1': { connector: 'v1-enterprise', contentType: 'application/scim+json' },
  },
};

for (const simulator of simulators) {
  for (const [name, options] of Object.entries(dialects[simulator.id] ?? { [simulator.id]: {} })) {
    for (const [event, play] of Object.entries(events)) captureTest(simulator, name, options, event, play);
  }
}

function captureTest(
  simulator: Simulator,
  name: string,
  options: Readonly<Record<string, unknown>>,
  event: string,
  play: Event,
): void {
  test(`${name} sends for ${event} what its capture holds`, async () => {
    const file = new URL(`${name}/${event}.har`, folder);
    const exchanges = await captured(simulator, options, play);
    if (isWriting) {
      mkdirSync(new URL(`${name}/`, folder), { recursive: true });
      const har = harFrom(exchanges, { creator: { name: 'scimulate', version: 'capture' } });
      writeFileSync(file, `${JSON.stringify(har, null, 1)}\n`);
    }
    test.skip(!existsSync(file), 'there is no capture yet: SCIMULATE_WRITE_CAPTURES=1 writes it');

    const held = exchangesFrom(JSON.parse(readFileSync(file, 'utf8')));
    expect(exchanges.map(sent)).toEqual(held.map(sent));
  });
}

/** The masked exchanges of an event, with ids and times that are always the same. */
async function captured(
  simulator: Simulator,
  options: Readonly<Record<string, unknown>>,
  { before = [], steps, target }: Event,
): Promise<readonly Exchange[]> {
  let count = 0;
  const server = scimServer({
    tokens: [token],
    passwordIterations: 1,
    now: () => Date.UTC(2026, 0, 5, 8),
    randomId: () => {
      count += 1;
      return `00000000-0000-4000-8000-${String(count).padStart(12, '0')}`;
    },
  });
  const { simulation, exchanges } = await simulate({
    simulator,
    scenario: readScenario({ directory, ...(target === undefined ? {} : { target }), steps: [...before, ...steps] }),
    transport: fetchTransport((request) => server.fetch(request)),
    baseUrl: 'https://sp.test/scim/v2',
    token,
    options,
    cycles: 0,
  });
  // The connection test is the step before the first.
  const from = steps.length === 0 ? 0 : before.length + 1;
  const ids = new Set(simulation.steps.slice(from).flatMap((step) => step.exchanges));
  return exchanges.filter(({ id }) => ids.has(id)).map(exchangeMasker([token]));
}

function sent({ request, behaviour }: Exchange): unknown {
  return { behaviour, method: request.method, url: request.url, headers: request.headers, body: request.body };
}
