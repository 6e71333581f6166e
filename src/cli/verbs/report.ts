import { join } from 'node:path';
import { mergeByTarget, readRun, writeRun } from '#run';
import { drawReports } from '../drawn.ts';
import { readText, writeText } from '../files.ts';
import { printPdf } from '../pdf.ts';
import type { Run } from '../verbs.ts';

/** Runs of one target are parts of one run; runs of several targets stand side by side, the first one in front. */
export const report: Run = async ({ values, words, terminal }) => {
  const runs = words.map((file) => readRun(readText(file, 'run file'), file));
  const [first, ...others] = mergeByTarget(runs);
  if (first === undefined) throw new Error('there is no run to draw');
  const folder = values.out ?? 'scimulate-report';
  if (others.length === 0 && runs.length > 1) writeText(join(folder, 'run.json'), writeRun(first));
  const names = new Set([...(values.report ?? []), ...(values.pdf === true ? ['html'] : [])]);
  const files = drawReports(first, [...names], folder, { others });
  for (const file of files) terminal.out(file);
  const page = files.find((file) => file.endsWith('.html'));
  if (values.pdf === true && page !== undefined) terminal.out(await printPdf(page, terminal.env.SCIMULATE_CHROMIUM));
  return 0;
};
