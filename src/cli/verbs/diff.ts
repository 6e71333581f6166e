import { type CheckChange, diffRuns, type RunDiff, readRun } from '#run';
import { drawReports, refuseUnknownFormats } from '../drawn.ts';
import { readText } from '../files.ts';
import type { Run } from '../verbs.ts';

/** The worst first, as a reader wants it. */
const kinds: readonly (keyof RunDiff)[] = ['regressed', 'new', 'changed', 'fixed', 'removed'];

/** Says what became of each check from one run to a later one. Only a regression fails. */
export const diff: Run = async ({ values, words: [earlier = '', later = ''], terminal }) => {
  refuseUnknownFormats(values.report ?? []);
  const before = readRun(readText(earlier, 'run file'), earlier);
  const after = readRun(readText(later, 'run file'), later);
  const changes = diffRuns(before, after);
  if (values.json === true) {
    terminal.out(JSON.stringify(changes, null, 2));
  } else {
    for (const kind of kinds) for (const change of changes[kind]) terminal.out(lineOf(kind, change));
    terminal.out(`${kinds.map((kind) => `${changes[kind].length} ${kind}`).join(', ')}.`);
  }
  const folder = values.out ?? 'scimulate-report';
  for (const file of drawReports(after, values.report ?? [], folder, { before })) terminal.err(file);
  return changes.regressed.length === 0 ? 0 : 1;
};

function lineOf(kind: keyof RunDiff, { id, before, after, appeared, vanished }: CheckChange): string {
  const verdicts = [before, after].filter((verdict) => verdict !== undefined).join(' → ');
  const ways = [...appeared.map((each) => `+ ${each}`), ...vanished.map((each) => `− ${each}`)];
  return [kind, id, verdicts, ...ways].join('  ');
}
