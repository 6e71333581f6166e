import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Run, readRun } from '#run';

/**
 * What the suites cost against the reference server: the whole run, what it asks, and the checks that take longest.
 *
 *     node bench/suites.ts                    all RFC suites and all providers
 *     node bench/suites.ts --idp none         the RFC suites
 *     node bench/suites.ts --quick
 */
const shown = 12;
const folder = mkdtempSync(path.join(tmpdir(), 'scimulate-suites-'));
try {
  const startedMs = performance.now();
  const words = ['src/cli/bin.ts', 'test', ...process.argv.slice(2), '--keep-exchanges', 'all', '--report', 'csv'];
  execFileSync(process.execPath, [...words, '--out', folder], { stdio: ['ignore', 'ignore', 'inherit'] });
  const wallS = (performance.now() - startedMs) / 1000;
  const run = readRun(readFileSync(path.join(folder, 'run.json'), 'utf8'), 'run.json');
  for (const line of linesFrom(run, wallS)) console.log(line);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function linesFrom({ checks, exchanges, durationMs }: Run, wallS: number): readonly string[] {
  const judged = checks.filter(({ verdict }) => verdict !== 'unsupported' && verdict !== 'blocked');
  const slowest = [...checks].sort((a, b) => b.durationMs - a.durationMs).slice(0, shown);
  return [
    `${wallS.toFixed(1)} s from start to end, ${(durationMs / 1000).toFixed(1)} s of it the run`,
    `${judged.length} of ${checks.length} checks judged, ${exchanges.length} requests`,
    `${(exchanges.length / (durationMs / 1000)).toFixed(0)} requests/s, ${(exchanges.length / judged.length).toFixed(1)} requests a check, ${(durationMs / judged.length).toFixed(1)} ms a check`,
    ...slowest.map(({ id, durationMs: ms }) => `${ms.toFixed(0).padStart(6)} ms  ${id}`),
  ];
}
