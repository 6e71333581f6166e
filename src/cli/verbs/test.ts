import { existsSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { applyBaseline, type Baseline, exitOf, readBaseline, readRun, type Run as SavedRun, writeRun } from '#run';
import { type ListedCheck, listedChecks } from '../checks.ts';
import { inGroup, sayClosing } from '../closing.ts';
import { drawReports, refuseUnknownFormats } from '../drawn.ts';
import { ensureFolder, readText, writeText } from '../files.ts';
import type { Values } from '../flags.ts';
import { type Target, targetArguments } from '../target/target.ts';
import { withTarget } from '../target/with-target.ts';
import type { Terminal } from '../terminal.ts';
import { chosen } from '../test/chosen.ts';
import { mappingIn } from '../test/mapping.ts';
import { runSuites } from '../test/runner.ts';
import { UsageError } from '../usage-error.ts';
import type { Run } from '../verbs.ts';

export const test: Run = async (call) => {
  const { values, words, terminal } = call;
  refuseUnknownFormats(values.report ?? []);
  const folder = resolve(values.out ?? 'scimulate-report');
  const checks = chosen(words, values, join(folder, 'run.json'));
  if (values.list === true) {
    for (const { id, title } of checks) terminal.out(`${id}  ${title}`);
    return checks.length === 0 ? 5 : 0;
  }
  if (checks.length === 0) {
    terminal.err('scimulate: no check matches, so nothing ran.');
    return 5;
  }
  if (values.path !== undefined && (checks.length !== 1 || values.seed === undefined)) {
    throw new UsageError('--path is of one finding: give it with the seed and the check of that finding.');
  }
  const baseline =
    values.baseline === undefined ? undefined : readBaseline(readText(values.baseline, 'baseline'), values.baseline);
  ensureFolder(folder);
  if (values.mapping !== undefined && values.target !== undefined) mappingIn(values.mapping, terminal.env);
  return withTarget(call, (target) => judge(target, checks, baseline, values, terminal));
};

async function judge(
  target: Target,
  checks: readonly ListedCheck[],
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
  const leftOut = listedChecks().length - checks.length;
  const ids = checks.map(({ id }) => id);
  const ended = await inGroup('scimulate test', terminal, () =>
    runSuites({ target, checks: ids, leftOut, values, folder, seed, mapping }, terminal),
  );
  if (ended.interrupted !== undefined) tellOfRest(values, terminal);
  if (!existsSync(runFile)) {
    if (ended.interrupted !== undefined) return ended.interrupted;
    throw new Error(`the runner ended with code ${ended.code} and wrote no run file`);
  }

  const run = settled(readRun(readText(runFile, 'run file'), runFile), baseline, ended.interrupted);
  writeText(runFile, writeRun(run));
  const files = drawReports(run, values.report ?? [], folder);
  sayClosing(run, files[0] ?? runFile, values, terminal);
  return run.exit;
}

function settled(run: SavedRun, baseline: Baseline | undefined, interrupted: number | undefined): SavedRun {
  const held = baseline === undefined ? run : applyBaseline(run, baseline, new Date().toISOString());
  return { ...held, exit: interrupted ?? exitOf(held) };
}

/** What a check under way had created was deleted, as far as the target let us; what may be left is found by its name. */
function tellOfRest(values: Values, terminal: Terminal): void {
  if (values.target === undefined) return;
  const command = ['npx', 'scimulate', 'cleanup', ...targetArguments(values)].join(' ');
  terminal.err(`scimulate: interrupted; what may be left of it on the target is deleted by: ${command}`);
}
