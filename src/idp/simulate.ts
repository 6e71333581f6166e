import { type Exchange, faulty, parseFault, type Transport } from '#wire';
import { type Clock, virtualClock } from './clock.ts';
import { directoryFrom } from './directory.ts';
import { type Engine, engine, type ProvisioningRow } from './engine.ts';
import { differences } from './oracle.ts';
import { randomFrom } from './random.ts';
import type { Scenario, Step } from './scenario.ts';
import { ScenarioError } from './scenario-error.ts';
import type { Behaviour, Simulator } from './simulator.ts';
import { targetUrl } from './target-url.ts';

export interface SimulateSetup {
  readonly simulator: Simulator;
  readonly scenario: Scenario;
  /** The way to the target. Faults of the scenario and of `faults` are put on it. */
  readonly transport: Transport;
  /** The way by which the oracle reads the target; default `transport`. */
  readonly oracle?: Transport;
  readonly baseUrl: string;
  readonly token: string;
  readonly options?: Readonly<Record<string, unknown>>;
  /** Texts as the flag `--fault` takes them, besides those of the scenario. */
  readonly faults?: readonly string[];
  readonly seed?: number;
  /** Syncs that may follow the last step until nothing is pending. */
  readonly cycles?: number;
  /** Default: a virtual clock. */
  readonly clock?: Clock;
  /** Where the virtual clock starts, epoch milliseconds. */
  readonly now?: () => number;
  /** Milliseconds, for the durations of exchanges; without it they are virtual. */
  readonly stopwatch?: () => number;
  /** Told of every exchange as it ends. */
  readonly onExchange?: (exchange: Exchange) => void;
  /** False: exchanges are only told of, so that memory does not grow with them. */
  readonly keepExchanges?: boolean;
}

/** One provider's run, as the run file keeps it. */
export interface Simulation {
  readonly idp: string;
  readonly scenario: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly steps: readonly SimulationStep[];
  readonly converged: boolean;
  readonly silent: boolean;
  readonly differences: readonly string[];
  readonly behaviours: Readonly<Record<string, Behaviour>>;
}

export interface SimulationStep {
  readonly step: string;
  readonly exchanges: readonly string[];
  readonly provisioning: readonly ProvisioningRow[];
}

export interface Simulated {
  readonly simulation: Simulation;
  /** Every exchange in the order sent, headers and body as meant for the wire. The token is in them: mask before writing. */
  readonly exchanges: readonly Exchange[];
  /** False when the connection test failed; the steps were played all the same. */
  readonly connected: boolean;
  /** Whether the outcome is what the scenario expects. */
  readonly asExpected: boolean;
}

// A Monday morning: virtual time must start somewhere, and the same for everybody.
const startOfTime = Date.UTC(2026, 0, 5, 8);
const defaultCycles = 12;

/**
 * Plays a scenario against a target and judges where it ends.
 * @throws ScenarioError for a step, option or id that cannot be followed; FaultSyntaxError of #wire for a fault
 */
export async function simulate(setup: SimulateSetup): Promise<Simulated> {
  const { simulator, scenario, transport, baseUrl, token } = setup;
  const seed = setup.seed ?? 1;
  const clock = setup.clock ?? virtualClock(setup.now?.() ?? startOfTime);
  const options = { ...scenario.options[simulator.id], ...setup.options };
  const faults = [...scenario.faults, ...(setup.faults ?? [])].map((text) => parseFault(text));
  const { next } = randomFrom(seed + 1);

  const record = recorder(setup);
  const running = engine({
    simulator,
    directory: directoryFrom(scenario.directory, scenario.scope),
    transport: faulty(transport, faults, { random: next, sleep: (ms) => clock.sleep(ms) }),
    baseUrl,
    token,
    options,
    seed,
    clock,
    stopwatch: setup.stopwatch,
    ...record.listeners,
  });

  await prepare(scenario, setup);
  const connected = await running.connect();
  record.endStep('connect');
  for (const [index, step] of scenario.steps.entries()) {
    await take(step, running, `steps[${index}]`);
    record.endStep(titleOf(step));
  }
  if (running.isPending()) {
    await running.settle(setup.cycles ?? defaultCycles);
    record.endStep('settle');
  }
  const oracle = setup.oracle ?? transport;
  const found = await differences({
    transport: oracle,
    baseUrl,
    token,
    links: running.links,
    desired: running.desired(),
  });
  const writes = running.isPending() ? [] : await running.evaluate(transport);
  const simulation: Simulation = {
    idp: simulator.id,
    scenario: scenario.name,
    options: running.instance.options,
    steps: record.steps,
    converged: found.length === 0,
    silent: !running.isPending() && writes.length === 0,
    differences: [...found, ...writes, ...(running.isPending() ? ['Something was still to be tried again.'] : [])],
    behaviours: record.behaviours(),
  };
  const { converged, silent } = scenario.expect;
  const asExpected = simulation.converged === converged && simulation.silent === silent;
  return { simulation, exchanges: record.exchanges, connected, asExpected };
}

async function take(step: Step, running: Engine, at: string): Promise<void> {
  try {
    if (step.do === 'sync') await running.sync();
    else if (step.do === 'wait') await running.wait(step.ms);
    else if (step.do === 'admin') await running.admin(step);
    else await running.change(step.changes);
  } catch (error) {
    if (error instanceof ScenarioError) throw new ScenarioError(`${at}: ${error.message}`);
    throw error;
  }
}

function titleOf(step: Step): string {
  if (step.do === 'sync') return 'sync';
  if (step.do === 'wait') return `wait ${step.for}`;
  if (step.do === 'admin') return [step.action, step.user, step.group].filter((part) => part !== undefined).join(' ');
  return step.changes.map(titleOfChange).join(', ');
}

function titleOfChange(change: Extract<Step, { do: 'change' }>['changes'][number]): string {
  const idOf = (who: string | { readonly id: string } | undefined): string | undefined =>
    typeof who === 'object' ? who.id : who;
  const user = 'user' in change ? idOf(change.user) : undefined;
  const group = 'group' in change ? idOf(change.group) : undefined;
  const member = 'member' in change ? change.member : undefined;
  return [change.do, user, group, member].filter((part) => part !== undefined).join(' ');
}

/** Puts onto the target what the scenario says it had before. Not part of the provider's exchanges. */
async function prepare(scenario: Scenario, { transport, baseUrl, token }: SimulateSetup): Promise<void> {
  const make = async (path: string, body: unknown): Promise<void> => {
    const headers = [
      ['Content-Type', 'application/scim+json'],
      ['Authorization', `Bearer ${token}`],
    ] as const;
    const request = { method: 'POST', url: targetUrl(baseUrl, path), headers, body: JSON.stringify(body) };
    const answer = await transport(request);
    if (answer.status >= 300 && answer.status !== 409) {
      throw new ScenarioError(`The target could not be prepared: POST ${path} was answered ${answer.status}.`);
    }
  };
  for (const user of scenario.target.users) await make('/Users', user);
  for (const group of scenario.target.groups) await make('/Groups', group);
}

interface Recorder {
  readonly listeners: {
    readonly onExchange: (exchange: Exchange, order: number) => void;
    readonly onRow: (row: ProvisioningRow) => void;
  };
  readonly exchanges: readonly Exchange[];
  readonly steps: readonly SimulationStep[];
  endStep(title: string): void;
  behaviours(): Readonly<Record<string, Behaviour>>;
}

/** Keeps exchanges in the order of sending, and sorts them and the log's rows by step. */
function recorder(setup: SimulateSetup): Recorder {
  const exchanges: Exchange[] = [];
  const steps: SimulationStep[] = [];
  const seen = new Set<string>();
  let ids: string[] = [];
  let rows: ProvisioningRow[] = [];
  return {
    listeners: {
      onExchange: (exchange, order) => {
        if (exchange.behaviour !== undefined) seen.add(exchange.behaviour);
        if (setup.keepExchanges !== false) {
          exchanges[order] = exchange;
          ids.push(exchange.id);
        }
        setup.onExchange?.(exchange);
      },
      onRow: (row) => rows.push(row),
    },
    exchanges,
    steps,
    endStep: (step) => {
      steps.push({ step, exchanges: ids, provisioning: rows });
      ids = [];
      rows = [];
    },
    behaviours: () => {
      const known = Object.entries(setup.simulator.behaviours).filter(([id]) => seen.has(id));
      return Object.fromEntries(known);
    },
  };
}
