import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  namesSeen,
  type Oracle,
  operationOf,
  oracleOfPart,
  type Recording,
  readOracle,
  type ShrinkState,
  type Shrunk,
  shrink as shrunkBy,
} from '#replay';
import { isObject } from '#scim';
import { type HarEntry, harFrom } from '#wire';
import { ensureFolder, readText, writeText } from '../files.ts';
import { controlAt } from '../replay/control.ts';
import { oracleMeans } from '../replay/oracle-means.ts';
import { recordingIn, rulesFrom, surroundingsOf } from '../replay/surroundings.ts';
import { withTarget } from '../target/with-target.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';
import type { Run } from '../verbs.ts';
import { version } from '../version.ts';

export const shrink: Run = async (call) => {
  const { values, words, terminal } = call;
  const file = words[0] ?? '';
  const recording = recordingIn(file);
  const rules = rulesFrom(values.ignore);
  const folder = resolve(values.out ?? 'scimulate-report');
  ensureFolder(folder);
  const stateFile = join(folder, 'shrink.json');
  const from = values.resume === true ? stateIn(stateFile, recording) : undefined;
  return withTarget(call, async (target) => {
    const { surroundings, close } = surroundingsOf(target);
    try {
      const control = values.reset === undefined ? undefined : await controlAt(values.reset, surroundings);
      const oracle = readOracle(values.oracle, recording, oracleMeans(target, values, terminal));
      const show = progressOn(terminal);
      const shrunk = await shrunkBy({
        recording,
        oracle,
        surroundings,
        rules,
        reset: control,
        tries: values.tries,
        maxTimeMs: values.maxTime,
        from,
        onProgress: ({ trials, elapsedMs, state }) => {
          writeText(stateFile, `${JSON.stringify(state)}\n`);
          show(
            `${state.steps.length} of ${recording.exchanges.length} steps, ${trials} trials, ${Math.round(elapsedMs / 1000)} s`,
          );
        },
      });
      const smallest = join(folder, 'shrunk.har');
      if (shrunk.ended !== 'not shown')
        writeText(
          smallest,
          `${JSON.stringify(archiveOf(shrunk, oracle, oracleOfPart(values.oracle ?? recording.oracle, oracle, shrunk.state.steps)), null, 2)}\n`,
        );
      say(shrunk, recording, smallest, values.json === true, terminal);
      return shrunk.ended === 'not shown' ? 5 : 0;
    } finally {
      await close();
    }
  });
};

/** On a terminal, one line that is written anew. */
function progressOn(terminal: Terminal): (line: string) => void {
  let isFirst = true;
  return (line) => {
    if (!terminal.isInteractive) return;
    terminal.err(`${isFirst ? '' : '\u001b[1A\u001b[2K'}${line}`);
    isFirst = false;
  };
}

/** The smallest sequence, with the step that shows the fault marked, and what the fault is. */
function archiveOf({ exchanges, state }: Shrunk, oracle: Oracle, text: string | undefined) {
  const { log } = harFrom(exchanges, { creator: { name: 'scimulate shrink', version: version() } });
  const marked = oracle.step === undefined ? log.entries.length - 1 : state.steps.indexOf(oracle.step);
  const entries = log.entries.map((entry, at): HarEntry & { readonly _fault?: true } =>
    at === marked ? { ...entry, _fault: true } : entry,
  );
  return { log: { ...log, ...(text === undefined ? {} : { _oracle: text }), entries } };
}

function stateIn(file: string, recording: Recording): ShrinkState | undefined {
  if (!existsSync(file)) return undefined;
  try {
    const state: unknown = JSON.parse(readText(file, 'state'));
    if (!isObject(state) || !Array.isArray(state.steps) || !isObject(state.bodies))
      throw new SyntaxError('it is no state');
    const steps = state.steps.filter(
      (step): step is number => typeof step === 'number' && step < recording.exchanges.length,
    );
    const bodies = Object.fromEntries(
      Object.entries(state.bodies).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    );
    return { steps, bodies, stepsAreMinimal: state.stepsAreMinimal === true };
  } catch {
    throw new UsageError(`${file} holds no state of a shrink; leave --resume out.`);
  }
}

const endings = {
  minimal: 'without any one of these the fault is gone',
  budget: 'the time was over; go on with --resume',
  'not shown': 'the whole recording does not show the fault on this target, so that there is nothing to shrink',
} as const;

function say(shrunk: Shrunk, recording: Recording, file: string, isJson: boolean, terminal: Terminal): void {
  const { ended, exchanges, trials, state } = shrunk;
  if (isJson) {
    const steps = state.steps.map((step) => step + 1);
    terminal.out(
      JSON.stringify({
        ended,
        of: recording.exchanges.length,
        steps,
        trials,
        recording: ended === 'not shown' ? null : file,
        requests:
          ended === 'not shown'
            ? []
            : exchanges.map(({ request }) => ({
                method: request.method,
                url: request.url,
                body: request.body ?? null,
              })),
      }),
    );
    return;
  }
  if (ended === 'not shown') {
    terminal.out(`${endings[ended]}.`);
    return;
  }
  const names = namesSeen();
  for (const exchange of recording.exchanges) names.learn(exchange);
  exchanges.forEach((exchange, at) => {
    terminal.out(
      `${String((state.steps[at] ?? 0) + 1).padStart(5)}  ${exchange.request.method} ${operationOf(exchange, recording.base, names)}`,
    );
    if (exchange.request.body !== undefined) terminal.out(`       ${exchange.request.body}`);
  });
  terminal.out(
    `${exchanges.length} of ${recording.exchanges.length} steps after ${trials} trials: ${endings[ended]}; see ${file}.`,
  );
}
