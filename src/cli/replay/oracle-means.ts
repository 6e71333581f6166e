import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { credentialOf } from '#client';
import type { OracleMeans } from '#replay';
import { isFailure, readRun } from '#run';
import { harFrom } from '#wire';
import { listedChecks } from '../checks.ts';
import { readText } from '../files.ts';
import type { Values } from '../flags.ts';
import { notThere } from '../nearest.ts';
import type { Target } from '../target/target.ts';
import type { Terminal } from '../terminal.ts';
import { runSuites } from '../test/runner.ts';
import { UsageError } from '../usage-error.ts';
import { version } from '../version.ts';

/** What an oracle may ask of the machine: to run a check of the suites, and a command. */
export function oracleMeans(target: Target, values: Values, terminal: Terminal): OracleMeans {
  return {
    checkFails: async (id) => {
      const known = listedChecks().map((check) => check.id);
      if (!known.includes(id)) throw new UsageError(notThere('check', id, known));
      return inFolder(async (folder) => {
        await runSuites({ target, checks: [id], leftOut: known.length - 1, values, folder, seed: 1 }, terminal);
        const file = join(folder, 'run.json');
        return readRun(readText(file, 'run file'), file).checks.some((check) => check.id === id && isFailure(check));
      });
    },
    shell: (command, exchanges) =>
      inFolder(async (folder) => {
        const file = join(folder, 'exchanges.har');
        const creator = { name: 'scimulate', version: version() };
        writeFileSync(file, JSON.stringify(harFrom(exchanges, { creator })), { mode: 0o600 });
        return exitOf(command, {
          ...terminal.env,
          SCIMULATE_TARGET: target.url,
          SCIMULATE_EXCHANGES: file,
          SCIMULATE_TOKEN: credentialOf(target.auth),
        });
      }),
  };
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'scimulate-oracle-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function exitOf(command: string, env: NodeJS.ProcessEnv): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, { shell: true, stdio: ['ignore', 'ignore', 'inherit'], env });
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
}
