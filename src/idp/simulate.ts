import { type Exchange, faulty, parseFault, type Transport } from '#wire';
import { type Clock, virtualClock } from './clock.ts';
import type { Difference } from './difference.ts';
import { directoryFrom, type LiveDirectory } from './directory.ts';
import { type Engine, engine, type ProvisioningRow } from './engine.ts';
import type { Flap } from './flapping/flap.ts';
import { flappingWatch } from './flapping/flapping.ts';
import { type Numbering, numbering } from './numbering.ts';
import { differences, namesWantedActive } from './oracle.ts';
import { randomFrom } from './random.ts';
import { type Recorder, recorder } from './recorder.ts';
import { renamed } from './renamed.ts';
import type { Mode, Scenario, SignInOutcome, Step } from './scenario.ts';
import { ScenarioError } from './scenario-error.ts';
import type { Behaviour, Simulator } from './simulator.ts';
import { prepareTarget } from './target-state.ts';
import { titleOf } from './title-of.ts';

export interface SimulateSetup {
  readonly simulator: Simulator;
  readonly scenario: Scenario;
  /** One of the scenario's modes: its options, and names that are its own. */
  readonly mode?: Mode | undefined;
  /** A second provider on the same target, where the scenario has one beside. */
  readonly beside?: Simulator | undefined;
  /** The way to the target. Faults of the scenario and of `faults` are put on it. */
  readonly transport: Transport;
  /** The way by which the oracle reads the target; default `transport`. */
  readonly oracle?: Transport;
  /** The way to token endpoints; default `transport` without its faults. */
  readonly tokenTransport?: Transport | undefined;
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
  /** Shared by simulations that follow each other in one run, so that no two exchanges have one name. */
  readonly numbering?: Numbering;
  /** Signs a person in at the target; needed by scenarios that have somebody do so. */
  readonly signIn?: ((person: Person) => Promise<SignInOutcome>) | undefined;
  /** Told of every exchange as it ends. */
  readonly onExchange?: (exchange: Exchange) => void;
  /** Told of every access token that was had, so that it can be masked. */
  readonly onSecret?: (secret: string) => void;
  /** False: exchanges are only told of, so that memory does not grow with them; then flapping is not looked for. */
  readonly keepExchanges?: boolean;
}

/** Who signs in, as an identity provider would vouch for them. */
export interface Person {
  readonly userName: string;
  readonly email?: string | undefined;
  readonly name?: string | undefined;
}

/** One provider's run, as the run file keeps it. */
export interface Simulation {
  readonly idp: string;
  readonly scenario: string;
  /** The mode of the scenario, or the part that a provider has in it where two are at work. */
  readonly mode?: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly steps: readonly SimulationStep[];
  readonly converged: boolean;
  readonly silent: boolean;
  readonly differences: readonly string[];
  /** What came and went at the target although nobody asked for it, and why. */
  readonly flapping: readonly Flap[];
  readonly behaviours: Readonly<Record<string, Behaviour>>;
}

export interface SimulationStep {
  readonly step: string;
  readonly exchanges: readonly string[];
  readonly provisioning: readonly ProvisioningRow[];
}

export interface Simulated {
  readonly simulation: Simulation;
  /** What `simulation.differences` tells, by kind. */
  readonly found: readonly Difference[];
  /** That of the provider beside, where there is one. */
  readonly beside?: Simulation;
  /** Every exchange in the order sent, headers and body as meant for the wire. The token is in them: mask before writing. */
  readonly exchanges: readonly Exchange[];
  /** False when a connection test failed; the steps were played all the same. */
  readonly connected: boolean;
  /** Whether the outcome is what the scenario expects. */
  readonly asExpected: boolean;
}

// A Monday morning: virtual time must start somewhere, and the same for everybody.
const startOfTime = Date.UTC(2026, 0, 5, 8);
const defaultCycles = 12;

/** One provider at work. */
interface Playing {
  readonly simulator: Simulator;
  readonly directory: LiveDirectory;
  readonly running: Engine;
  readonly record: Recorder;
}

/**
 * Plays a scenario against a target and judges where it ends.
 * @throws ScenarioError for a step, option or id that cannot be followed; FaultSyntaxError of #wire for a fault
 */
export async function simulate(setup: SimulateSetup): Promise<Simulated> {
  const { simulator, transport, baseUrl, token, mode, beside } = setup;
  const scenario = mode === undefined ? setup.scenario : renamed(setup.scenario, mode.name);
  const seed = setup.seed ?? 1;
  const clock = setup.clock ?? virtualClock(setup.now?.() ?? startOfTime);
  const faults = [...scenario.faults, ...(setup.faults ?? [])].map((text) => parseFault(text));
  const { next } = randomFrom(seed + 1);
  const numbers = setup.numbering ?? numbering();
  const watch = setup.keepExchanges === false ? undefined : flappingWatch();
  const shared = {
    transport: faulty(transport, faults, { random: next, sleep: (ms) => clock.sleep(ms), now: clock.now }),
    tokenTransport: setup.tokenTransport ?? transport,
    baseUrl,
    token,
    clock,
    stopwatch: setup.stopwatch,
    numbering: numbers,
    onSecret: setup.onSecret,
  };
  const provider = (
    who: Simulator,
    world: Pick<Scenario, 'directory' | 'scope'>,
    more: object,
    at: number,
  ): Playing => {
    const record = recorder({
      simulator: who,
      keepExchanges: setup.keepExchanges !== false,
      onExchange: (exchange, place) => {
        watch?.saw(exchange, place, who.name);
        setup.onExchange?.(exchange);
      },
    });
    const directory = directoryFrom(world.directory, world.scope);
    const options = { ...scenario.options[who.id], ...more };
    const running = engine({ ...shared, ...record.listeners, simulator: who, directory, options, seed: seed + at });
    return { simulator: who, directory, running, record };
  };

  const first = provider(simulator, scenario, { ...mode?.options, ...setup.options }, 0);
  const other = scenario.beside;
  const second =
    beside === undefined || other === undefined
      ? undefined
      : provider(beside, other, { ...other.options[beside.id] }, 1_000);
  const all = second === undefined ? [first] : [first, second];

  await prepareTarget(scenario, setup);
  let connected = true;
  for (const { running, record } of all) {
    connected = (await running.connect()) && connected;
    record.endStep('connect');
  }
  const surprises: Difference[] = [];
  for (const [index, step] of scenario.steps.entries()) {
    const at = `steps[${index}]`;
    if (step.do === 'signIn') {
      const said = await signedIn(step, all, setup, at);
      if (said.surprise !== undefined) surprises.push({ kind: 'signIn', text: said.surprise });
      first.record.endStep(said.title);
      continue;
    }
    const startMs = clock.now();
    for (const each of all) {
      if (step.side !== undefined && step.side !== (each === first ? 'first' : 'second')) continue;
      // Time passes for both at once.
      const act = step.do === 'wait' ? { ...step, ms: Math.max(0, startMs + step.ms - clock.now()) } : step;
      await take(act, each.running, at);
      each.record.endStep(titleOf(step));
    }
  }
  for (const { running, record } of all) {
    if (!running.isPending()) continue;
    await running.settle(setup.cycles ?? defaultCycles);
    record.endStep('settle');
  }

  const simulations: Judged[] = [];
  for (const each of all) {
    simulations.push(
      await judged(each, all, { setup, scenario, watch, numbers, surprises: each === first ? surprises : [] }),
    );
  }
  const { converged, silent } = scenario.expect;
  const asExpected =
    surprises.length === 0 &&
    simulations.every(({ simulation: each }) => each.converged === converged && each.silent === silent);
  const [own, another] = simulations;
  if (own === undefined) throw new Error('a simulation has at least one provider');
  const exchanges = all.length === 1 ? first.record.exchanges() : inOrder(all);
  return {
    ...own,
    ...(another === undefined ? {} : { beside: another.simulation }),
    exchanges,
    connected,
    asExpected,
  };
}

async function take(step: Exclude<Step, { do: 'signIn' }>, running: Engine, at: string): Promise<void> {
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

async function signedIn(
  step: Extract<Step, { do: 'signIn' }>,
  all: readonly Playing[],
  { signIn }: SimulateSetup,
  at: string,
): Promise<{ readonly title: string; readonly surprise?: string }> {
  const user = all.map(({ directory }) => directory.user(step.user)).find((known) => known !== undefined);
  if (user === undefined)
    throw new ScenarioError(`${at}: signIn names the user "${step.user}", who is not in the directory.`);
  if (signIn === undefined) throw new ScenarioError(`${at}: nobody can sign in at this target from here.`);
  const { givenName, familyName, email } = user.attributes;
  const name = [givenName, familyName].filter((part) => part !== undefined).join(' ');
  const outcome = await signIn({ userName: user.userName, email, name: name === '' ? undefined : name });
  const title = `signIn ${step.user}: ${outcome}`;
  if (step.outcome === undefined || step.outcome === outcome) return { title };
  return { title, surprise: `${user.userName}: the sign-in at ${at} was "${outcome}", not "${step.outcome}".` };
}

interface Judging {
  readonly setup: SimulateSetup;
  readonly scenario: Scenario;
  readonly watch: ReturnType<typeof flappingWatch> | undefined;
  readonly numbers: Numbering;
  readonly surprises: readonly Difference[];
}

type Judged = Pick<Simulated, 'simulation' | 'found'>;

/** Where one provider has ended: whether server and directory agree, and whether one more cycle would be silent. */
async function judged(each: Playing, all: readonly Playing[], judging: Judging): Promise<Judged> {
  const { simulator, running, record } = each;
  const { setup, scenario, watch, numbers, surprises } = judging;
  const read = setup.oracle ?? setup.transport;
  const found = await differences({
    transport: watch === undefined ? read : seeing(read, watch, numbers),
    baseUrl: setup.baseUrl,
    token: await running.accessToken(),
    links: running.links,
    desired: running.desired(),
    wantedElsewhere: namesWantedActive(
      all.filter((other) => other !== each).map(({ running: they }) => they.desired()),
    ),
  });
  const isPending = running.isPending();
  const writes = isPending ? [] : await running.evaluate(setup.transport);
  const again = isPending ? ['Something was still to be tried again.'] : writes;
  const part = all.length === 1 ? setup.mode?.name : all.indexOf(each) === 0 ? 'first' : 'second';
  const differ = [...surprises, ...found, ...again.map((text) => ({ kind: 'silent', text }) as const)];
  const simulation: Simulation = {
    idp: simulator.id,
    scenario: scenario.name,
    ...(part === undefined ? {} : { mode: part }),
    options: running.instance.options,
    steps: record.steps,
    converged: found.length === 0 && surprises.length === 0,
    silent: !isPending && writes.length === 0,
    differences: differ.map(({ text }) => text),
    flapping: watch?.found(found.length + writes.length > 0) ?? [],
    behaviours: record.behaviours(),
  };
  return { simulation, found: differ };
}

/** What the oracle reads is the last look at who is in which Group. It has no number of its own. */
function seeing(transport: Transport, watch: ReturnType<typeof flappingWatch>, numbers: Numbering): Transport {
  return async (request) => {
    const response = await transport(request);
    const place = { order: numbers.count(), sentByThen: numbers.count() };
    watch.saw({ id: 'oracle', request, response, startedAt: '', durationMs: 0 }, place, 'oracle');
    return response;
  };
}

function inOrder(all: readonly Playing[]): readonly Exchange[] {
  const numberOf = ({ id }: Exchange) => Number(id.slice(1));
  return all.flatMap(({ record }) => record.exchanges()).sort((a, b) => numberOf(a) - numberOf(b));
}
