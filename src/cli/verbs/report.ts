import { join } from 'node:path';
import { mergeByTarget, readRun, writeRun } from '#run';
import { drawReports } from '../drawn.ts';
import { readText, writeText } from '../files.ts';
import type { Run } from '../verbs.ts';

/** Runs of one target are parts of one run; runs of several targets stand side by side, the first one in front. */
export const report: Run = async ({ values, words, terminal }) => {
  const runs = words.map((file) => readRun(readText(file, 'run file'), file));
  const [first, ...others] = mergeByTarget(runs);
  if (first === undefined) throw new Error('there is no run to draw');
  const folder = values.out ?? 'scimulate-report';
  if (others.length === 0 && runs.length > 1) writeText(join(folder, 'run.json'), writeRun(first));
  for (const file of drawReports(first, values.report ?? [], folder, { others })) terminal.out(file);
  return 0;
};
