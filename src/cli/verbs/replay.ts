import { join, resolve } from 'node:path';
import { secretsOf } from '#client';
import {
  replay as again,
  type Compared,
  namesSeen,
  operationOf,
  type Recording,
  type Replayed,
  readOracle,
  stepNamed,
  summary,
} from '#replay';
import { runFrom, type Run as SavedRun, writeRun } from '#run';
import { exchangeMasker, harFrom } from '#wire';
import { ensureFolder, writeText } from '../files.ts';
import { oracleMeans } from '../replay/oracle-means.ts';
import { recordingIn, rulesFrom, surroundingsOf } from '../replay/surroundings.ts';
import type { Target } from '../target/target.ts';
import { withTarget } from '../target/with-target.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';
import type { Run } from '../verbs.ts';
import { version } from '../version.ts';

export const replay: Run = async (call) => {
  const { values, words, terminal } = call;
  const recording = recordingIn(words[0] ?? '');
  const rules = rulesFrom(values.ignore);
  const until = values.until === undefined ? undefined : stepNamed(values.until, recording);
  const speed = speedFrom(values.speed);
  const folder = resolve(values.out ?? 'scimulate-report');
  ensureFolder(folder);
  return withTarget(call, async (target) => {
    const startedAt = new Date();
    const oracle = readOracle(values.oracle, recording, oracleMeans(target, values, terminal));
    const { surroundings, close } = surroundingsOf(target);
    const show = values.json === true ? undefined : tableOf(recording, terminal);
    try {
      const result = await again({
        recording,
        oracle,
        surroundings,
        rules,
        until,
        speed,
        keep: values.keep,
        onStep: show,
      });
      const run = runOf(result, { recording, file: words[0] ?? '', oracle: oracle.says, target, startedAt });
      write(run, folder);
      say(result, recording, values.json === true, terminal);
      return run.exit;
    } finally {
      await close();
    }
  });
};

function speedFrom(text = 'max'): number | undefined {
  if (text === 'max') return undefined;
  const speed = Number(text.replace(/x$/, ''));
  if (!(speed > 0)) throw new UsageError(`--speed is "${text}"; it must be a factor such as 1 or 10, or max.`);
  return speed;
}

function tableOf(recording: Recording, terminal: Terminal): (step: Compared) => void {
  const names = namesSeen();
  terminal.out(`${'step'.padStart(5)}  ${'then'.padEnd(10)} ${'now'.padEnd(10)} request`);
  return (step) => {
    names.learn(step.recorded);
    const now = step.live === undefined ? 'not sent' : summary(step.live);
    const mark = step.live === undefined || step.differences.length > 0 ? '≠' : ' ';
    terminal.out(
      `${mark}${String(step.step + 1).padStart(4)}  ${summary(step.recorded).padEnd(10)} ${now.padEnd(10)} ${step.recorded.request.method} ${operationOf(step.recorded, recording.base, names)}`,
    );
    if (step.reason !== '') terminal.out(`       ${step.reason}`);
    for (const { at, recorded, live } of step.differences.slice(0, 8))
      terminal.out(`       ${at}: ${textOf(recorded)} → ${textOf(live)}`);
    if (step.differences.length > 8) terminal.out(`       and ${step.differences.length - 8} more differences`);
  };
}

function textOf(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 120 ? `${text.slice(0, 117)}…` : text;
}

interface About {
  readonly recording: Recording;
  readonly file: string;
  readonly oracle: string;
  readonly target: Target;
  readonly startedAt: Date;
}

function runOf(result: Replayed, { recording, file, oracle, target, startedAt }: About): SavedRun {
  const mask = exchangeMasker(secretsOf(target.auth), { headers: target.headers.map(([name]) => name) });
  const names = namesSeen();
  const steps = result.steps.map(({ step, recorded, live, differences }) => {
    names.learn(recorded);
    const now = live === undefined ? {} : { live: summary(live), exchange: live.id };
    const does = operationOf(recorded, recording.base, names);
    return { step: step + 1, does, recorded: summary(recorded), ...now, differences };
  });
  return runFrom({
    version: version(),
    kind: 'replay',
    target: { url: target.url, name: target.name },
    startedAt: startedAt.toISOString(),
    durationMs: Date.now() - startedAt.getTime(),
    seed: 0,
    checks: [],
    exchanges: result.steps.flatMap(({ live }) => (live === undefined ? [] : [mask(live)])),
    replay: { verdict: result.verdict, reason: result.reason, oracle, recording: file, steps },
  });
}

function write(run: SavedRun, folder: string): void {
  writeText(join(folder, 'run.json'), writeRun(run));
  const creator = { name: 'scimulate replay', version: version() };
  writeText(join(folder, 'exchanges.har'), `${JSON.stringify(harFrom(run.exchanges, { creator }), null, 2)}\n`);
}

function say(result: Replayed, { setAside, exchanges }: Recording, isJson: boolean, terminal: Terminal): void {
  const { verdict, reason, setUp, steps, left } = result;
  if (isJson) {
    terminal.out(
      JSON.stringify({
        verdict,
        reason,
        setAside,
        setUp,
        left,
        steps: steps.map(({ step, recorded, live, differences, reason: why }) => ({
          step: step + 1,
          id: recorded.id,
          method: recorded.request.method,
          url: recorded.request.url,
          recorded: summary(recorded),
          live: live === undefined ? null : summary(live),
          differences,
          reason: why,
        })),
      }),
    );
    return;
  }
  const aside = setAside.notScim + setAside.elsewhere;
  if (aside > 0)
    terminal.out(
      `${aside} of ${exchanges.length + aside} entries set aside: ${setAside.notScim} are no SCIM, ${setAside.elsewhere} are of another target.`,
    );
  const made = setUp.filter(({ did }) => did === 'created');
  if (made.length > 0) terminal.out(`Set up first: ${made.map(({ name }) => name).join(', ')}.`);
  if (left.length > 0) terminal.out(`Left on the target: ${left.join(', ')}.`);
  terminal.out(`${verdict}: ${reason}.`);
}
