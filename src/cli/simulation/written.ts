import { join, resolve } from 'node:path';
import type { Simulation } from '#idp';
import { runFrom, writeRun } from '#run';
import { type Exchange, exchangeMasker, harFrom } from '#wire';
import { sayClosing } from '../closing.ts';
import { drawReports } from '../drawn.ts';
import { writeText } from '../files.ts';
import type { Values } from '../flags.ts';
import type { Target } from '../target/target.ts';
import type { Terminal } from '../terminal.ts';
import { version } from '../version.ts';

export interface Played {
  readonly simulations: readonly Simulation[];
  /** In the order sent, secrets in them. */
  readonly exchanges: readonly Exchange[];
  readonly secrets: readonly string[];
  readonly startedAt: Date;
  readonly seed: number;
}

/** Writes run file, HAR and reports of what was played, and gives the exit code. */
export function written(played: Played, target: Target, values: Values, terminal: Terminal): number {
  const { simulations, exchanges, secrets, startedAt, seed } = played;
  const masked = exchangeMasker(secrets, { headers: target.headers.map(([name]) => name) });
  const run = runFrom({
    version: version(),
    kind: 'simulate',
    target: { url: target.url, name: target.name },
    startedAt: startedAt.toISOString(),
    durationMs: Date.now() - startedAt.getTime(),
    seed,
    checks: [],
    simulations,
    exchanges: exchanges.map(masked),
  });
  const folder = resolve(values.out ?? 'scimulate-report');
  const runFile = join(folder, 'run.json');
  const creator = { name: 'scimulate', version: version() };
  writeText(runFile, writeRun(run));
  writeText(join(folder, 'exchanges.har'), `${JSON.stringify(harFrom(run.exchanges, { creator }), null, 2)}\n`);
  const files = drawReports(run, values.report ?? [], folder);
  sayClosing(run, files[0] ?? runFile, values, terminal);
  return run.exit;
}
