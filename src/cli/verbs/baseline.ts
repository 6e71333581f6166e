import { existsSync } from 'node:fs';
import {
  applyBaseline,
  type Baseline,
  baselineFrom,
  exitOf,
  pruneBaseline,
  readBaseline,
  readRun,
  writeBaseline,
} from '#run';
import { readText, writeText } from '../files.ts';
import { notThere } from '../nearest.ts';
import { UsageError } from '../usage-error.ts';
import type { Call, Run } from '../verbs.ts';

interface Place {
  readonly file: string;
  readonly runFile: string;
  readonly now: string;
}

const actions: Readonly<Record<string, (place: Place, call: Call) => number>> = {
  show: ({ file }, { terminal }) => {
    for (const entry of read(file).entries) {
      terminal.out([entry.target, entry.check, entry.signature, entry.reason || '(no reason given)'].join('  '));
    }
    return 0;
  },
  update: ({ file, runFile, now }, { terminal }) => {
    const before = existsSync(file) ? read(file) : undefined;
    const after = baselineFrom(run(runFile), now, before);
    writeText(file, writeBaseline(after));
    terminal.out(`${file}: ${after.entries.length} expected findings, ${before?.entries.length ?? 0} before.`);
    return 0;
  },
  check: ({ file, runFile, now }, { terminal }) => {
    const held = applyBaseline(run(runFile), read(file), now);
    const { expected = [], new: fresh = [], changed = [], stale = [], expired = [] } = held.baseline ?? {};
    for (const [word, failures] of Object.entries({ new: fresh, changed, expired, stale })) {
      for (const { check, signature } of failures) terminal.out(`${word}  ${check}  ${signature}`);
    }
    terminal.out(
      `${expected.length} as expected, ${fresh.length + changed.length + expired.length} not, ${stale.length} stale.`,
    );
    return exitOf(held);
  },
  prune: ({ file, runFile, now }, { terminal }) => {
    const before = read(file);
    const after = pruneBaseline(before, run(runFile), now);
    writeText(file, writeBaseline(after));
    terminal.out(`${file}: ${before.entries.length - after.entries.length} stale entries taken out.`);
    return 0;
  },
};

export const baseline: Run = async (call) => {
  const [name = '', runFile = 'scimulate-report/run.json'] = call.words;
  const action = actions[name];
  if (action === undefined) throw new UsageError(notThere('baseline action', name, Object.keys(actions)));
  const file = call.values.baseline ?? 'scimulate.baseline.json';
  return action({ file, runFile, now: new Date().toISOString() }, call);
};

function read(file: string): Baseline {
  return readBaseline(readText(file, 'baseline'), file);
}

function run(file: string) {
  return readRun(readText(file, 'run file'), file);
}
