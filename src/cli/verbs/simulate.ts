import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  hasSignIn,
  modesOf,
  numbering,
  simulate as play,
  readScenario,
  renamed,
  type Scenario,
  ScenarioError,
  type Simulation,
  type Simulator,
} from '#idp';
import type { RunningServer } from '#server';
import { besideOf, scenarios, simulators } from '#simulators';
import type { Exchange } from '#wire';
import { refuseUnknownFormats } from '../drawn.ts';
import { ensureFolder, readText } from '../files.ts';
import { notThere } from '../nearest.ts';
import { optionsFrom } from '../options-from.ts';
import { liveMode } from '../simulation/live-mode.ts';
import { credentialOf, realClock, signInAt, withWays } from '../simulation/provider-setup.ts';
import { written } from '../simulation/written.ts';
import { listenForStop } from '../stop.ts';
import { listening } from '../target/listening.ts';
import { type Target, targetArguments } from '../target/target.ts';
import { withTarget } from '../target/with-target.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';
import type { Call, Run } from '../verbs.ts';

export const simulate: Run = async (call) => {
  const { values, words, terminal } = call;
  refuseUnknownFormats(values.report ?? []);
  const chosen = chosenSimulators(words[0] ?? '');
  const scenario = scenarioFrom(values.scenario ?? 'joiner-mover-leaver');
  const options = optionsFrom(values.option ?? []);
  ensureFolder(resolve(values.out ?? 'scimulate-report'));
  if (values.watch !== undefined || values.ui === true) {
    const [simulator, another] = chosen;
    if (simulator === undefined || another !== undefined) {
      throw new UsageError('--watch and --ui are for one identity provider, not for all.');
    }
    return withTarget(call, (target) => liveMode({ simulator, scenario, options }, target, call), listening);
  }
  const able = chosen.filter((simulator) => isAble(simulator, scenario, terminal));
  if (able.length === 0) return 5;
  const stop = listenForStop();
  try {
    const code = await withTarget(
      call,
      (target, server) => playAll(able, { scenario, options, signal: stop.signal }, target, server, call),
      listening,
    );
    return stop.code() ?? code;
  } catch (error) {
    const code = stop.code();
    if (code === undefined) throw error;
    tellOfRest(call);
    return code;
  } finally {
    stop.off();
  }
};

/** A provider takes nothing back, and finds what it has made when it comes again. */
function tellOfRest({ values, words, terminal }: Call): void {
  if (values.target === undefined) return;
  const scenario = values.scenario === undefined ? [] : ['--scenario', values.scenario];
  const command = ['npx', 'scimulate', 'simulate', ...words, ...targetArguments(values), ...scenario].join(' ');
  terminal.err(
    `scimulate: interrupted; what was provisioned stays on the target, and is found there again by: ${command}`,
  );
}

interface Told {
  readonly scenario: Scenario;
  readonly options: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

/** Plays each provider, in each mode of the scenario, one after the other. */
async function playAll(
  able: readonly Simulator[],
  { scenario, options, signal }: Told,
  target: Target,
  server: RunningServer | undefined,
  { values, terminal }: Call,
): Promise<number> {
  const startedAt = new Date();
  const seed = values.seed ?? 1;
  const signIn = signInAt(target, server, values.adminPasswordEnv, terminal);
  if (hasSignIn(scenario) && signIn === undefined) {
    terminal.err(
      `scimulate: ${scenario.name} has people sign in, for which this target offers no way that is known here. For ScaiDrive, name its admin password by --admin-password-env.`,
    );
    return 5;
  }
  const simulations: Simulation[] = [];
  const exchanges: Exchange[] = [];
  const secrets: string[] = [];
  const numbers = numbering();
  for (const simulator of able) {
    const credential = credentialOf(target, simulator);
    secrets.push(...credential.secrets);
    // Providers that follow each other would find what the one before has left: each has a target, or names, of its own.
    const isFirst = simulator === able[0];
    if (!isFirst) await server?.reset();
    const story = isFirst || server !== undefined ? scenario : renamed(scenario, simulator.id);
    for (const mode of modesOf(scenario, simulator.id)) {
      const played = await withWays(
        target,
        terminal,
        ({ transport, plain }) =>
          play({
            simulator,
            scenario: story,
            mode,
            beside: besideOf(story, simulator),
            transport,
            tokenTransport: plain,
            baseUrl: target.url,
            token: credential.token,
            options: { ...credential.options, ...options },
            faults: values.fault ?? [],
            seed,
            ...(values.cycles === undefined ? {} : { cycles: values.cycles }),
            ...(values.realTime === true ? { clock: realClock(signal) } : {}),
            stopwatch: () => performance.now(),
            numbering: numbers,
            signIn,
            onSecret: (secret) => secrets.push(secret),
          }),
        signal,
      );
      simulations.push(played.simulation, ...(played.beside === undefined ? [] : [played.beside]));
      exchanges.push(...played.exchanges);
    }
  }
  return written({ simulations, exchanges, secrets, startedAt, seed }, target, values, terminal);
}

function chosenSimulators(id: string): readonly Simulator[] {
  if (id === 'all') return simulators;
  const found = simulators.find((each) => each.id === id);
  if (found === undefined)
    throw new UsageError(notThere('identity provider', id, [...simulators.map((each) => each.id), 'all']));
  return [found];
}

/** Not every provider does everything: what one cannot do is said, with the behaviour that says so, and is no failure. */
function isAble({ name, unsupported }: Simulator, scenario: Scenario, terminal: Terminal): boolean {
  const behaviour = unsupported[scenario.name];
  if (behaviour !== undefined)
    terminal.err(`scimulate: ${name} does not do ${scenario.name}; see scimulate explain ${behaviour}.`);
  return behaviour === undefined;
}

function scenarioFrom(name: string): Scenario {
  const shipped = new Map(Object.entries(scenarios)).get(name);
  if (shipped !== undefined) return readScenario(shipped, name);
  if (!existsSync(name)) throw new UsageError(notThere('scenario', name, Object.keys(scenarios)));
  const text = readText(name, 'scenario');
  try {
    return readScenario(JSON.parse(text), name);
  } catch (error) {
    if (error instanceof SyntaxError) throw new UsageError(`${name} is no JSON: ${error.message}.`);
    if (error instanceof ScenarioError) throw new UsageError(`${name}: ${error.message}`);
    throw error;
  }
}
