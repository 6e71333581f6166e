import { writeFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { fetchTransport } from '#client';
import { readScenario, type Simulated, type Simulator, simulate } from '#idp';
import { memoryStore, scimServer, sqliteStore } from '#server';
import { simulators } from './index.ts';

/** How many random histories each provider lives through; CI keeps it small. */
const histories = Number(process.env.SCIMULATE_HISTORIES ?? 60);
const token = 'history-token-0123456789abcdef';

const userIds = ['u1', 'u2', 'u3', 'u4', 'u5', 'u6'] as const;
const groupIds = ['g1', 'g2', 'g3'] as const;

/** What a history is drawn from: possible and impossible events alike; the impossible ones are left out when it is told. */
type Event =
  | { readonly do: 'sync' }
  | { readonly do: 'wait'; readonly for: string }
  | { readonly do: 'hired' | 'terminated' | 'disabled' | 'enabled' | 'assigned' | 'unassigned'; readonly user: string }
  | { readonly do: 'updated'; readonly user: string; readonly set: Readonly<Record<string, string | null>> }
  | { readonly do: 'groupCreated' | 'groupDeleted'; readonly group: string }
  | { readonly do: 'groupRenamed'; readonly group: string; readonly displayName: string }
  | { readonly do: 'memberAdded' | 'memberRemoved'; readonly group: string; readonly user: string };

const user = fc.constantFrom(...userIds);
const group = fc.constantFrom(...groupIds);
const word = fc.constantFrom('King', 'Byron', "O'Neil", 'Ångström', '李', 'Lovelace & Co');
const events: fc.Arbitrary<Event> = fc.oneof(
  { weight: 4, arbitrary: fc.constant({ do: 'sync' } as const) },
  { weight: 1, arbitrary: fc.constantFrom('1h', '12h', '31d').map((time) => ({ do: 'wait', for: time }) as const) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom('hired', 'terminated', 'disabled', 'enabled', 'assigned', 'unassigned'),
      user,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('updated' as const),
      user,
      set: fc.oneof(
        fc.record({ familyName: word }),
        fc.record({ title: fc.option(word, { nil: null }) }),
        fc.record({ department: word }),
        fc.record({ manager: fc.option(user, { nil: null }) }),
        fc.nat(3).map((number) => ({ userName: `renamed${number}` })),
      ),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('groupCreated', 'groupDeleted'), group }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('groupRenamed' as const), group, displayName: word }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constantFrom('memberAdded', 'memberRemoved'), group, user }) },
);

const fault = fc
  .record({
    method: fc.constantFrom('*', 'GET', 'POST', 'PUT', 'PATCH', 'DELETE'),
    effect: fc.constantFrom('429 retry-after=2', '500', '503', '409', 'timeout ms=5', 'lost', 'reset'),
    after: fc.nat(12),
    times: fc.integer({ min: 1, max: 4 }),
  })
  .map(({ method, effect, after, times }) => `${method} * ${effect} after=${after} times=${times}`);

/** Tells a history as a scenario: drops what cannot happen, and makes names of renamed people their own. */
function scenarioOf(history: readonly Event[]): object {
  const people = new Map<string, 'here' | 'gone'>(userIds.slice(0, 3).map((id) => [id, 'here']));
  const groups = new Map<string, Set<string>>([['g1', new Set(['u1', 'u2'])]]);
  const steps: object[] = [];
  for (const event of history) {
    switch (event.do) {
      case 'sync':
        steps.push(event);
        break;
      case 'wait':
        // After a month the bin is empty, at least where a bin is emptied: whoever comes back is somebody new.
        if (event.for === '31d') for (const [id, state] of people) if (state === 'gone') people.delete(id);
        steps.push(event);
        break;
      case 'hired':
        if (people.get(event.user) === 'here') break;
        steps.push({ do: 'hired', user: people.has(event.user) ? event.user : newcomer(event.user) });
        people.set(event.user, 'here');
        break;
      case 'terminated':
        if (people.get(event.user) !== 'here') break;
        for (const members of groups.values()) members.delete(event.user);
        people.set(event.user, 'gone');
        steps.push(event);
        break;
      case 'updated': {
        if (people.get(event.user) !== 'here') break;
        const { manager, userName } = event.set;
        if (typeof manager === 'string' && (manager === event.user || people.get(manager) !== 'here')) break;
        steps.push(
          typeof userName === 'string' ? { ...event, set: { userName: `${event.user}.${userName}@corp.test` } } : event,
        );
        break;
      }
      case 'disabled':
      case 'enabled':
      case 'assigned':
      case 'unassigned':
        if (people.get(event.user) === 'here') steps.push(event);
        break;
      case 'groupCreated':
        if (groups.has(event.group)) break;
        groups.set(event.group, new Set());
        steps.push({
          do: 'groupCreated',
          group: { id: event.group, displayName: `Group ${event.group}`, members: [] },
        });
        break;
      case 'groupDeleted':
        if (groups.delete(event.group)) steps.push(event);
        break;
      case 'groupRenamed':
        if (groups.has(event.group)) steps.push({ ...event, displayName: `${event.displayName} ${event.group}` });
        break;
      case 'memberAdded':
        if (people.get(event.user) !== 'here' || !groups.has(event.group)) break;
        groups.get(event.group)?.add(event.user);
        steps.push(event);
        break;
      case 'memberRemoved':
        if (groups.get(event.group)?.delete(event.user)) steps.push(event);
        break;
    }
  }
  return {
    directory: {
      users: userIds.slice(0, 3).map(newcomer),
      groups: [{ id: 'g1', displayName: 'Engineering', members: ['u1', 'u2'] }],
    },
    steps: [...steps, { do: 'sync' }],
  };
}

function newcomer(id: string): object {
  return { id, userName: `${id}@corp.test`, givenName: 'Ada', familyName: `Number ${id}`, email: `${id}@corp.test` };
}

/** Where the reference server keeps what it is told. */
const stores = { memory: async () => memoryStore(), sqlite: () => sqliteStore(':memory:') } as const;

async function lived(
  simulator: Simulator,
  history: readonly Event[],
  faults: readonly string[],
  options: Readonly<Record<string, unknown>>,
  kept: keyof typeof stores,
): Promise<Simulated> {
  const store = await stores[kept]();
  const server = scimServer({ tokens: [token], passwordIterations: 1, store });
  try {
    return await simulate({
      simulator,
      scenario: readScenario(scenarioOf(history)),
      transport: fetchTransport((request) => server.fetch(request)),
      baseUrl: 'http://target.test/scim/v2',
      token,
      options,
      faults,
      cycles: 60,
    });
  } finally {
    await store.close();
  }
}

interface Settings {
  /** What a provider needs so that it comes back to what failed. */
  readonly base: Readonly<Record<string, unknown>>;
  readonly variants: readonly Readonly<Record<string, unknown>>[];
}

/** The settings under which a provider lives through histories, besides its defaults. */
const settings: Readonly<Record<string, Settings>> = {
  okta: {
    // Of itself it tries nothing again but a 429.
    base: { adminRetry: 'after-each' },
    variants: [
      { app: 'aiw' },
      { concurrency: 4, groupBatch: 1 },
      { usernameUpdate: 'create-and-update', userUpdate: 'patch', interleave: 'seed' },
      { assignedBy: 'person', holdInactiveRemovals: false, provisionStaged: false },
    ],
  },
  entra: {
    base: {},
    variants: [
      { aadOptscim062020: true },
      { concurrency: 4 },
      { memberBatch: 1, honourRetryAfter: true },
      { softDelete: false },
      { skipOutOfScopeDeletions: true },
      { getBeforePatch: false, postActive: 'string' },
      { roles: 'complex', matchUser: ['externalId', 'userName'] },
    ],
  },
  google: {
    base: {},
    variants: [
      { updateMethod: 'patch', app: 'aws' },
      { updateMethod: 'both', externalId: 'google-id', legacySchemaUrn: false },
      { scopeGroups: ['g1', 'g2'] },
      {
        'deprovision.suspended.suspend': 'off',
        'deprovision.deleted.delete': 'off',
        'deprovision.appOff.suspend': '7d',
      },
      { recreateAfterRemoteDelete: true, createInactive: true, cycleHours: 12 },
    ],
  },
  onelogin: {
    // Of itself it tries nothing again.
    base: { adminRetry: 'after-each' },
    variants: [
      { groupsIncluded: true, rules: '.*' },
      {
        groupsIncluded: true,
        rules: '.*',
        'approvals.create': false,
        'approvals.update': false,
        memberRemoveShape: 'filter',
      },
      { groupsIncluded: true, rules: '.*', onDeleted: 'suspend', schemaUrns: 'rfc7643', updateLookup: 'none' },
      { groupsIncluded: true, rules: '.*', onDeleted: 'nothing', onSuspended: 'nothing', updateLookup: 'id' },
      { quotedBooleans: true, externalId: 'onelogin-id', approveAfter: '12h', createInactive: true },
    ],
  },
};

for (const simulator of simulators) {
  const { base, variants } = settings[simulator.id] ?? { base: {}, variants: [] };
  for (const options of [{}, ...variants]) historyTest(simulator, { ...base, ...options }, 'memory');
  historyTest(simulator, base, 'sqlite');
}

function historyTest(
  simulator: Simulator,
  options: Readonly<Record<string, unknown>>,
  kept: keyof typeof stores,
): void {
  const how = Object.keys(options).length === 0 ? '' : ` with ${JSON.stringify(options)}`;
  const where = kept === 'memory' ? '' : ` on ${kept}`;
  test(`${simulator.id}${how}${where} converges and falls silent after any history, once faults stop`, async () => {
    test.setTimeout(300_000);
    const property = fc.asyncProperty(
      fc.array(events, { maxLength: 30 }),
      fc.array(fault, { maxLength: 3 }),
      async (history, faults) => {
        const { simulation } = await lived(simulator, history, faults, options, kept);

        expect(simulation.differences).toEqual([]);
        expect(simulation.silent).toBe(true);
      },
    );
    const found = await fc.check(property, { numRuns: histories, seed: 20260105 });

    // The smallest history is a scenario file: `scimulate simulate ${simulator.id} --scenario FILE` plays it again.
    if (found.counterexample !== null) {
      const [history, faults] = found.counterexample;
      const scenario = { ...scenarioOf(history), faults, options: { [simulator.id]: options } };
      writeFileSync(test.info().outputPath('history.json'), `${JSON.stringify(scenario, null, 2)}\n`);
    }
    expect(found.failed, fc.defaultReportMessage(found) ?? '').toBe(false);
  });
}
