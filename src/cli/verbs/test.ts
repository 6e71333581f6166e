import { existsSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { terminalSummary } from '#reports';
import { applyBaseline, type Baseline, exitOf, readBaseline, readRun, type Run as SavedRun, writeRun } from '#run';
import type { ListedCheck } from '../checks.ts';
import { drawReports, refuseUnknownFormats } from '../drawn.ts';
import { ensureFolder, readText, writeText } from '../files.ts';
import type { Values } from '../flags.ts';
import { selected } from '../selectors.ts';
import { type Target, targetArguments } from '../target/target.ts';
import { withTarget } from '../target/with-target.ts';
import type { Terminal } from '../terminal.ts';
import { mappingIn } from '../test/mapping.ts';
import { runSuites } from '../test/runner.ts';
import { UsageError } from '../usage-error.ts';
import type { Run } from '../verbs.ts';

export const test: Run = async (call) => {
  const { values, words, terminal } = call;
  refuseUnknownFormats(values.report ?? []);
  const checks = matching(selected(words), values);
  if (values.list === true) {
    for (const { id, title } of checks) terminal.out(`${id}  ${title}`);
    return checks.length === 0 ? 5 : 0;
  }
  if (checks.length === 0) {
    terminal.err('scimulate: no check matches, so nothing ran.');
    return 5;
  }
  const baseline =
    values.baseline === undefined ? undefined : readBaseline(readText(values.baseline, 'baseline'), values.baseline);
  ensureFolder(resolve(values.out ?? 'scimulate-report'));
  if (values.mapping !== undefined && values.target !== undefined) mappingIn(values.mapping, terminal.env);
  const isAll = words.length === 0 && values.grep === undefined && values.grepInvert === undefined;
  return withTarget(call, (target) => judge(target, isAll ? undefined : checks, baseline, values, terminal));
};

async function judge(
  target: Target,
  checks: readonly ListedCheck[] | undefined,
  baseline: Baseline | undefined,
  values: Values,
  terminal: Terminal,
): Promise<number> {
  const folder = resolve(values.out ?? 'scimulate-report');
  const runFile = join(folder, 'run.json');
  rmSync(runFile, { force: true });
  const seed = values.seed ?? Math.floor(Math.random() * 2 ** 31);
  const mapping =
    values.mapping === undefined ? target.mapping : mappingIn(values.mapping, terminal.env, target.mapping?.variables);
  const ids = checks?.map(({ id }) => id);
  const ended = await runSuites({ target, checks: ids, values, folder, seed, mapping }, terminal);
  if (!existsSync(runFile)) {
    if (ended.interrupted !== undefined) return ended.interrupted;
    throw new Error(`the runner ended with code ${ended.code} and wrote no run file`);
  }

  const run = settled(readRun(readText(runFile, 'run file'), runFile), baseline, ended.interrupted);
  writeText(runFile, writeRun(run));
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

function settled(run: SavedRun, baseline: Baseline | undefined, interrupted: number | undefined): SavedRun {
  const held = baseline === undefined ? run : applyBaseline(run, baseline, new Date().toISOString());
  return { ...held, exit: interrupted ?? exitOf(held) };
}

function matching(checks: readonly ListedCheck[], { grep, grepInvert }: Values): readonly ListedCheck[] {
  const wanted = expression('--grep', grep);
  const unwanted = expression('--grep-invert', grepInvert);
  return checks.filter((check) => {
    const text = `${check.title} ${check.tags.join(' ')}`;
    return (wanted?.test(text) ?? true) && !(unwanted?.test(text) ?? false);
  });
}

function expression(flag: string, text: string | undefined): RegExp | undefined {
  if (text === undefined) return undefined;
  try {
    return new RegExp(text, 'i');
  } catch (error) {
    throw new UsageError(
      `${flag} is "${text}"; ${error instanceof Error ? error.message : 'it is no regular expression'}.`,
    );
  }
}
