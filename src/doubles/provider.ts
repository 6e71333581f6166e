import { poolTransport } from '#client';
import {
  type Change,
  type DirectorySeed,
  type GroupSeed,
  live,
  type ProvisioningRow,
  readScenario,
  type Scope,
  type Simulated,
  type Simulation,
  type Simulator,
  simulate,
  type UserSeed,
  virtualClock,
} from '#idp';
import {
  entra as entraSimulator,
  google as googleSimulator,
  okta as oktaSimulator,
  onelogin as oneloginSimulator,
  scenarios,
} from '#simulators';
import type { Exchange, Transport } from '#wire';

/** What a provider is pointed at. */
export interface ProviderTarget {
  /** The SCIM base URL. */
  readonly scim: string;
  readonly token: string;
}

export interface ProviderSettings {
  readonly target: ProviderTarget;
  /** The simulator's documented options: `scimulate explain okta-…`, or its README. */
  readonly options?: Readonly<Record<string, unknown>> | undefined;
  /** Whom and what its directory holds at the start. */
  readonly directory?: Partial<DirectorySeed> | undefined;
  /** Who is assigned; everybody and every group when left out. */
  readonly scope?: Partial<Scope> | undefined;
  /** Makes what is random the same each time; default 1. */
  readonly seed?: number | undefined;
  /** In place of HTTP connections to the target. */
  readonly transport?: Transport | undefined;
}

/** An identity provider in a test's hands: things happen in its directory, and it does what the real one would. */
export interface Provider extends AsyncDisposable {
  /** The connection test of its console; then everything that is in the directory. */
  readonly connect: () => Promise<boolean>;
  readonly hire: (user: UserSeed) => Promise<void>;
  readonly update: (user: string, set: Readonly<Record<string, unknown>>) => Promise<void>;
  readonly disable: (user: string) => Promise<void>;
  readonly enable: (user: string) => Promise<void>;
  readonly terminate: (user: string) => Promise<void>;
  readonly createGroup: (group: GroupSeed) => Promise<void>;
  readonly renameGroup: (group: string, displayName: string) => Promise<void>;
  readonly deleteGroup: (group: string) => Promise<void>;
  readonly addToGroup: (group: string, member: string) => Promise<void>;
  readonly removeFromGroup: (group: string, member: string) => Promise<void>;
  /** Any change, by its name in scenario files. */
  readonly change: (...changes: readonly Change[]) => Promise<void>;
  readonly sync: () => Promise<void>;
  /** Lets virtual time pass: cycles run, timers end. */
  readonly wait: (ms: number) => Promise<void>;
  /** Every request and answer so far, in the order sent. The token is in them. */
  readonly exchanges: () => readonly Exchange[];
  /** What an administrator of it would read, newest last. */
  readonly log: () => readonly ProvisioningRow[];
  /** Whether both sides agree, and whether one more cycle would be silent. */
  readonly verdict: () => Promise<Simulation>;
  /**
   * Plays a scenario, by its name or as the object that a scenario file holds, from an empty directory.
   * @throws ScenarioError for what cannot be followed
   */
  readonly play: (scenario: keyof typeof scenarios | object) => Promise<Simulated>;
}

export const okta = (settings: ProviderSettings): Provider => provider(oktaSimulator, settings);
export const entra = (settings: ProviderSettings): Provider => provider(entraSimulator, settings);
export const google = (settings: ProviderSettings): Provider => provider(googleSimulator, settings);
export const onelogin = (settings: ProviderSettings): Provider => provider(oneloginSimulator, settings);

// A Monday morning, as in scenarios.
const startOfTime = Date.UTC(2026, 0, 5, 8);

function provider(simulator: Simulator, settings: ProviderSettings): Provider {
  const { target, options = {}, seed = 1, directory = {}, scope = {} } = settings;
  const pool = settings.transport === undefined ? poolTransport({ timeoutMs: 60_000 }) : undefined;
  const transport = settings.transport ?? pool;
  if (transport === undefined) throw new Error('there is no way to the target');
  const common = { simulator, transport, baseUrl: target.scim, token: target.token, options, seed };
  const rows: ProvisioningRow[] = [];
  const running = live({
    ...common,
    clock: virtualClock(startOfTime),
    start: { users: directory.users ?? [], groups: directory.groups ?? [] },
    scope: { users: 'all', membersOf: [], groups: 'all', ...scope },
    onRow: (row) => rows.push(row),
  });
  let connecting: Promise<boolean> | undefined;
  // Whoever sets it up tests the connection first, and then lets it push.
  const connect = (): Promise<boolean> => (connecting ??= running.start());
  const change = async (...changes: readonly Change[]): Promise<void> => {
    await connect();
    await running.change(changes);
  };
  return {
    connect,
    change,
    hire: (user) => change({ do: 'hired', user }),
    update: (user, set) => change({ do: 'updated', user, set }),
    disable: (user) => change({ do: 'disabled', user }),
    enable: (user) => change({ do: 'enabled', user }),
    terminate: (user) => change({ do: 'terminated', user }),
    createGroup: (group) => change({ do: 'groupCreated', group }),
    renameGroup: (group, displayName) => change({ do: 'groupRenamed', group, displayName }),
    deleteGroup: (group) => change({ do: 'groupDeleted', group }),
    addToGroup: (group, member) => change({ do: 'memberAdded', group, member }),
    removeFromGroup: (group, member) => change({ do: 'memberRemoved', group, member }),
    sync: async () => {
      await connect();
      await running.sync();
    },
    wait: async (ms) => {
      await connect();
      await running.wait(ms);
    },
    exchanges: () => running.exchanges(),
    log: () => rows,
    verdict: async () => {
      await connect();
      return running.finish();
    },
    play: (scenario) => {
      const named = typeof scenario === 'string';
      return simulate({
        ...common,
        scenario: readScenario(named ? scenarios[scenario] : scenario, named ? scenario : 'the scenario'),
      });
    },
    [Symbol.asyncDispose]: async () => {
      await pool?.close();
    },
  };
}
