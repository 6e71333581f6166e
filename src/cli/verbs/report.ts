import { join } from 'node:path';
import { mergeRuns, readRun, writeRun } from '#run';
import { drawReports } from '../drawn.ts';
import { readText, writeText } from '../files.ts';
import type { Run } from '../verbs.ts';

export const report: Run = async ({ values, words, terminal }) => {
  const runs = words.map((file) => readRun(readText(file, 'run file'), file));
  const [first] = runs;
  const run = runs.length === 1 && first !== undefined ? first : mergeRuns(runs);
  const folder = values.out ?? 'scimulate-report';
  if (runs.length > 1) writeText(join(folder, 'run.json'), writeRun(run));
  for (const file of drawReports(run, values.report ?? [], folder)) terminal.out(file);
  return 0;
};
