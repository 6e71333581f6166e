import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Change,
  type DirectorySeed,
  directoryFrom,
  type Engine,
  engine,
  type ProvisioningRow,
  type Scope,
  type Simulator,
  virtualClock,
} from '#idp';
import { simulators } from '#simulators';
import type { Transport } from '#wire';

/** An identity provider at work on a server that runs by itself. */
export interface Provider extends Omit<Engine, 'change'> {
  change(...changes: readonly Change[]): Promise<void>;
  /** What its administrator sees. */
  readonly log: readonly ProvisioningRow[];
  /** How many answers had this status. */
  count(status: number): number;
}

interface ProviderSetup {
  readonly simulator: Simulator;
  readonly server: { readonly scim: string; readonly token: string | undefined };
  readonly directory?: DirectorySeed;
  readonly scope?: Scope;
  readonly options?: Readonly<Record<string, unknown>>;
}

export const everybody: Scope = { users: 'all', membersOf: [], groups: 'all' };

export function simulatorOf(id: 'okta' | 'entra' | 'google' | 'onelogin'): Simulator {
  const found = simulators.find((each) => each.id === id);
  if (found === undefined) throw new Error(`there is no simulator of ${id}`);
  return found;
}

export function providerAt({ simulator, server, directory, scope, options = {} }: ProviderSetup): Provider {
  const log: ProvisioningRow[] = [];
  const statuses: number[] = [];
  const transport: Transport = async (request) => {
    const answer = await overFetch(request);
    statuses.push(answer.status);
    // The provider waits in a time of its own, the server refills in ours.
    const wait = answer.headers.find(([name]) => name === 'retry-after')?.[1];
    if (wait !== undefined) await sleep(Number(wait) * 1000);
    return answer;
  };
  const running = engine({
    simulator,
    directory: directoryFrom(directory ?? { users: [], groups: [] }, scope ?? everybody),
    transport,
    baseUrl: server.scim,
    token: server.token ?? '',
    options,
    seed: 1,
    clock: virtualClock(Date.parse('2026-01-01T00:00:00Z')),
    onExchange: () => {},
    onRow: (row) => log.push(row),
  });
  return {
    ...running,
    change: (...changes) => running.change(changes),
    log,
    count: (status) => statuses.filter((each) => each === status).length,
  };
}

const overFetch: Transport = async ({ method, url, headers, body }) => {
  const sent = new Headers();
  for (const [name, value] of headers) sent.append(name, value);
  const response = await fetch(url, { method, headers: sent, body: body ?? null });
  return { status: response.status, headers: [...response.headers], body: await response.text() };
};

/** Somebody in a directory. */
export function person(id: string, word: string, given = 'Ada', family = 'Byron') {
  const userName = `${word}-${id}@example.com`;
  return { id, userName, givenName: given, familyName: family, email: userName, enabled: true };
}
