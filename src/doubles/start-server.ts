import { startProxy } from '#replay';
import type { JsonObject } from '#scim';
import {
  ListenError,
  memoryStore,
  type RunningServer,
  type StartOptions,
  sqliteStore,
  startServer as startReference,
} from '#server';
import { armedFaults, type Exchange, exchangeMasker, type FaultEffect, parseFault } from '#wire';
import { type Seed, seeded } from './seed.ts';
import { snapshotStore } from './snapshots.ts';
import { type TestClock, testClock } from './test-clock.ts';

/** What a server in a test may be told; all of it has defaults. */
export interface TestServerOptions extends StartOptions {
  /** Resources that are there from the start. */
  readonly seed?: Seed | undefined;
  /** As the flag `--fault` takes them: `PATCH /Groups/* 429 retry-after=2 times=1`. */
  readonly faults?: readonly string[] | undefined;
  /** Where the chance of faults begins. */
  readonly random?: (() => number) | undefined;
}

/** A reference server on a free port of this machine, for one test or many. */
export interface TestServer extends AsyncDisposable {
  /** The base URL that a client is configured with. */
  readonly scim: string;
  readonly token: string;
  /** Behind the wire: its store, ScaiDrive, its tokens. */
  readonly reference: RunningServer;
  readonly clock: TestClock;
  /** Every exchange since the start or the last `forget`, in the order in which they ended. Credentials are masked. */
  readonly journal: () => readonly Exchange[];
  readonly forget: () => void;
  /**
   * What goes wrong from now on, in place of what went wrong before; none clears them.
   * @throws FaultSyntaxError that says what a fault looks like
   */
  readonly faults: (...texts: readonly string[]) => void;
  /** The faults that are in force, as they were given. */
  readonly faultsNow: () => readonly string[];
  /**
   * Creates resources over the wire, members by the `externalId` or `userName` of what is seeded with them.
   * @returns what the server answered, in the order given
   * @throws Error when the server refuses one
   */
  readonly seed: (seed: Seed) => Promise<readonly JsonObject[]>;
  /** All data as at the start, what was seeded then included; journal and faults go, the token stays. */
  readonly reset: () => Promise<void>;
  /** Keeps all data of this moment under a name, `restore` puts it back. */
  readonly snapshot: (name: string) => void;
  /** @throws RangeError for a name under which nothing is kept */
  readonly restore: (name: string) => Promise<void>;
  readonly snapshots: () => readonly string[];
  readonly close: () => Promise<void>;
}

/**
 * The reference server for a test: `await using server = await startServer()`.
 * @throws ListenError when the port cannot be had, FaultSyntaxError for a fault
 */
export async function startServer(options: TestServerOptions = {}): Promise<TestServer> {
  const { seed, faults = [], random = Math.random, port, data, durability, ...rest } = options;
  const clock = testClock(rest.now);
  const store = snapshotStore(
    data === undefined ? (rest.store ?? memoryStore()) : await sqliteStore(data, { durability }),
  );
  const reference = await startReference({ ...rest, store, now: clock.now, port: 0 });
  const masked = exchangeMasker([reference.token]);
  let journal: Exchange[] = [];
  let inForce: readonly string[] = [];
  let due: (request: { readonly method: string; readonly url: string }) => FaultEffect | undefined = () => undefined;

  function setFaults(...texts: readonly string[]): void {
    due = armedFaults(
      texts.map((text) => parseFault(text)),
      random,
    );
    inForce = [...texts];
  }

  setFaults(...faults);
  const proxy = await startProxy({
    target: reference.scim,
    port,
    host: rest.host,
    hostHeader: 'keep',
    now: clock.now,
    due: (request) => due(request),
    onExchange: (exchange) => {
      journal.push(masked(asAsked(exchange)));
    },
  }).catch(async (error: unknown) => {
    await reference.close();
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new ListenError(code, rest.host ?? '127.0.0.1', port ?? 0);
  });

  /** With the address that the client used, which is not where the proxy sent it. */
  function asAsked({ request, ...rest }: Exchange): Exchange {
    return { ...rest, request: { ...request, url: request.url.replace(new URL(reference.scim).origin, origin) } };
  }

  async function settle(): Promise<void> {
    await reference.server.tokens.reload();
    await reference.scaidrive?.load();
  }

  async function close(): Promise<void> {
    await proxy.close();
    await reference.close();
  }

  const { origin } = new URL(proxy.url);
  const plant = (what: Seed) => seeded(reference, proxy.url, what);
  if (seed !== undefined) {
    await plant(seed).catch(async (error: unknown) => {
      await close();
      throw error;
    });
  }
  return {
    scim: proxy.url,
    token: reference.token,
    reference,
    clock,
    journal: () => journal,
    forget: () => {
      journal = [];
    },
    faults: setFaults,
    faultsNow: () => inForce,
    seed: plant,
    reset: async () => {
      await reference.reset();
      journal = [];
      setFaults();
      if (seed !== undefined) await plant(seed);
    },
    snapshot: store.snapshot,
    restore: async (name) => {
      await store.restore(name);
      await settle();
    },
    snapshots: store.names,
    close,
    [Symbol.asyncDispose]: close,
  };
}
