import type { Exchange } from '#wire';
import type { Change } from '../change.ts';
import { changesBetween } from '../changes-between.ts';
import type { Clock } from '../clock.ts';
import { type DirectorySeed, directoryFrom, type LiveDirectory, type Scope } from '../directory.ts';
import { type Engine, type EngineSetup, engine, type ProvisioningRow } from '../engine.ts';
import { differences } from '../oracle.ts';
import { recorder } from '../recorder.ts';
import type { Simulation } from '../simulate.ts';
import type { Simulator } from '../simulator.ts';
import { titleOf } from '../title-of.ts';
import { seedOf } from './seed-of.ts';

/** A provider that works on a directory which somebody changes by hand. One thing happens after the other. */
export interface Live {
  readonly simulator: Simulator;
  readonly directory: LiveDirectory;
  /** The connection test, then everything that is there. */
  start(): Promise<boolean>;
  /**
   * Lets things happen, and the provider react.
   * @throws ScenarioError for somebody who is not there, or already is
   */
  change(changes: readonly Change[]): Promise<void>;
  /** Lets happen whatever makes the directory this one. */
  become(seed: DirectorySeed): Promise<readonly Change[]>;
  /** Lets so much time pass, in which cycles run and timers end. */
  wait(ms: number): Promise<void>;
  sync(): Promise<void>;
  /** The last exchanges and rows of the administrator's log, oldest first. */
  recent(): { readonly exchanges: readonly Exchange[]; readonly rows: readonly ProvisioningRow[] };
  /** How it ends: whether both sides agree, and whether one more cycle would be silent. */
  finish(): Promise<Simulation>;
  /** Every exchange so far, in the order sent. */
  exchanges(): readonly Exchange[];
  /** Counts what has happened: a page that shows an older number is out of date. */
  version(): number;
}

export interface LiveSetup extends Omit<EngineSetup, 'directory' | 'onExchange' | 'onRow'> {
  readonly seed: number;
  readonly start: DirectorySeed;
  readonly scope: Scope;
  readonly clock: Clock;
  readonly onExchange?: (exchange: Exchange) => void;
  readonly onRow?: (row: ProvisioningRow) => void;
}

/** So many exchanges and rows can be looked at. */
const kept = 60;

export function live(setup: LiveSetup): Live {
  const { simulator, start, scope, onExchange = () => {}, onRow = () => {} } = setup;
  const directory = directoryFrom(start, scope);
  const exchanges: Exchange[] = [];
  const rows: ProvisioningRow[] = [];
  let count = 0;
  const keep = <T>(list: T[], item: T): void => {
    list.push(item);
    if (list.length > kept) list.shift();
    count += 1;
  };
  const record = recorder({
    simulator,
    keepExchanges: true,
    onExchange: (exchange) => {
      keep(exchanges, exchange);
      onExchange(exchange);
    },
  });
  const running: Engine = engine({
    ...setup,
    directory,
    onExchange: record.listeners.onExchange,
    onRow: (row) => {
      keep(rows, row);
      record.listeners.onRow(row);
      onRow(row);
    },
  });

  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    const turn = last.then(act, act);
    last = turn.catch(() => undefined);
    return turn;
  };
  /** Whoever comes back has the same id: that is a return, and what is new about them comes after it. */
  const happen = async (changes: readonly Change[]): Promise<void> => {
    await running.change(changes.map((change) => returning(change, directory)));
    await running.sync();
    record.endStep(titleOf({ do: 'change', changes }));
    count += 1;
  };
  const step = async (title: string, act: () => Promise<void>): Promise<void> => {
    await act();
    record.endStep(title);
    count += 1;
  };

  return {
    simulator,
    directory,
    start: () =>
      inTurn(async () => {
        const isConnected = await running.connect();
        record.endStep('connect');
        await running.sync();
        record.endStep('sync');
        return isConnected;
      }),
    change: (changes) => inTurn(() => happen(changes)),
    become: (seed) =>
      inTurn(async () => {
        const done: Change[] = [];
        // A return brings people back as they left; a second look sees to the rest.
        for (let round = 0; round < 2; round += 1) {
          const changes = changesBetween(seedOf(directory), seed);
          if (changes.length === 0) break;
          await happen(changes);
          done.push(...changes);
        }
        return done;
      }),
    wait: (ms) => inTurn(() => step(`wait ${ms} ms`, () => running.wait(ms))),
    sync: () => inTurn(() => step('sync', () => running.sync())),
    finish: () =>
      inTurn(async () => {
        const { transport, baseUrl } = setup;
        const token = await running.accessToken();
        const desired = running.desired();
        const found = await differences({ transport, baseUrl, token, links: running.links, desired });
        const isPending = running.isPending();
        const writes = isPending ? [] : await running.evaluate(transport);
        return {
          idp: simulator.id,
          scenario: 'live',
          options: running.instance.options,
          steps: record.steps,
          converged: found.length === 0,
          silent: !isPending && writes.length === 0,
          differences: [...found.map(({ text }) => text), ...writes],
          flapping: [],
          behaviours: record.behaviours(),
        };
      }),
    exchanges: record.exchanges,
    recent: () => ({ exchanges, rows }),
    version: () => count,
  };
}

function returning(change: Change, directory: LiveDirectory): Change {
  if (change.do !== 'hired' || typeof change.user === 'string') return change;
  const { id } = change.user;
  return directory.user(id)?.deletedAt === undefined ? change : { do: 'hired', user: id };
}
