import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { paced } from '#client';
import { simulate as play, readScenario, type Scenario, type Simulator } from '#idp';
import { terminalSummary } from '#reports';
import { mergeRuns, runFrom, type Run as SavedRun, writeRun } from '#run';
import { scenarios, simulators } from '#simulators';
import { exchangeMasker, harFrom, jsonOf, NotJson, type ResponseMessage, type Transport, TransportError } from '#wire';
import { drawReports, refuseUnknownFormats } from '../drawn.ts';
import { ensureFolder, readText, writeText } from '../files.ts';
import type { Values } from '../flags.ts';
import { notThere } from '../nearest.ts';
import { listening } from '../target/listening.ts';
import { open, reach } from '../target/reach.ts';
import { type Target, targetArguments } from '../target/target.ts';
import { withTarget } from '../target/with-target.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';
import type { Call, Run } from '../verbs.ts';
import { version } from '../version.ts';

export const simulate: Run = async (call) => {
  const { values, words, terminal } = call;
  refuseUnknownFormats(values.report ?? []);
  const chosen = chosenSimulators(words[0] ?? '');
  const scenario = scenarioFrom(values.scenario ?? 'joiner-mover-leaver');
  const options = optionsFrom(values.option ?? []);
  const able = chosen.filter((simulator) => isAble(simulator, scenario, terminal));
  if (able.length === 0) return 5;
  ensureFolder(resolve(values.out ?? 'scimulate-report'));
  return withTarget(
    call,
    async (target) => {
      const runs: SavedRun[] = [];
      for (const simulator of able) runs.push(await played(simulator, scenario, options, target, call));
      const [only] = runs;
      const run = runs.length === 1 && only !== undefined ? only : mergeRuns(runs);
      return written(run, values, terminal);
    },
    listening,
  );
};

async function played(
  simulator: Simulator,
  scenario: Scenario,
  options: Readonly<Record<string, string>>,
  target: Target,
  { values, terminal }: Call,
): Promise<SavedRun> {
  const startedAt = new Date();
  const seed = values.seed ?? 1;
  const token = tokenOf(target);
  const pool = open(target);
  try {
    const { simulation, exchanges } = await play({
      simulator,
      scenario,
      transport: wayTo(
        target,
        sureAtFirst(pool, () => reach(target, terminal)),
      ),
      baseUrl: target.url,
      token,
      options,
      faults: values.fault ?? [],
      seed,
      ...(values.cycles === undefined ? {} : { cycles: values.cycles }),
      stopwatch: () => performance.now(),
    });
    return runFrom({
      version: version(),
      kind: 'simulate',
      target: { url: target.url, name: target.name },
      startedAt: startedAt.toISOString(),
      durationMs: Date.now() - startedAt.getTime(),
      seed,
      checks: [],
      simulations: [simulation],
      exchanges: exchanges.map(exchangeMasker([token], { headers: target.headers.map(([name]) => name) })),
    });
  } finally {
    await pool.close();
  }
}

function written(run: SavedRun, values: Values, terminal: Terminal): number {
  const folder = resolve(values.out ?? 'scimulate-report');
  const runFile = join(folder, 'run.json');
  const creator = { name: 'scimulate', version: version() };
  writeText(runFile, writeRun(run));
  writeText(join(folder, 'exchanges.har'), `${JSON.stringify(harFrom(run.exchanges, { creator }), null, 2)}\n`);
  const files = drawReports(run, values.report ?? [], folder);
  terminal.out(
    terminalSummary(run, {
      ...terminal.paper,
      report: files[0] ?? runFile,
      targetArguments: targetArguments(values),
    }).trimEnd(),
  );
  return run.exit;
}

/** What the target's flags add to a request that a simulator means to send. */
function wayTo({ headers, ratePerSecond }: Target, pool: Transport): Transport {
  const dressed: Transport = (request) => pool({ ...request, headers: [...request.headers, ...headers] });
  return ratePerSecond === undefined ? dressed : paced(dressed, { ratePerSecond, clock: { now: Date.now, sleep } });
}

/**
 * A provider does not ask whether a target can be tested. So it is asked only when the first answer gives reason to:
 * nothing came, the credential is refused, or it is no JSON.
 */
function sureAtFirst(pool: Transport, doubt: () => Promise<void>): Transport {
  let isFirst = true;
  return async (request) => {
    if (!isFirst) return pool(request);
    isFirst = false;
    try {
      const answer = await pool(request);
      if (answer.status === 401 || !isJson(answer)) await doubt();
      return answer;
    } catch (error) {
      if (error instanceof TransportError) await doubt();
      throw error;
    }
  };
}

function isJson(answer: ResponseMessage): boolean {
  try {
    return jsonOf(answer) !== undefined;
  } catch (error) {
    if (error instanceof NotJson) return false;
    throw error;
  }
}

function tokenOf({ auth }: Target): string {
  if (auth.kind === 'bearer') return auth.token;
  if (auth.kind === 'none') return '';
  throw new UsageError('identity providers are played with a bearer token; --auth basic is only for test.');
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
    throw error;
  }
}

function optionsFrom(pairs: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const [, key, value] = /^([^=]+)=(.*)$/s.exec(pair) ?? [];
      if (key === undefined || value === undefined)
        throw new UsageError(`--option is "${pair}"; it must look like key=value.`);
      return [key, value];
    }),
  );
}
