import { statSync } from 'node:fs';
import { run } from './child.ts';

/** Trees of packages that only some tests need, each with a lock of its own. */
const folders = ['fixtures/consumers'] as const;

/**
 * Installs what those tests need, where it is not there or older than its lock. Nothing of it may run a script.
 * @throws Error with what npm said
 */
export async function ensureInstalled(): Promise<void> {
  for (const folder of folders) {
    if (isFresh(folder)) continue;
    const { code, output } = await run('npm', [
      'ci',
      '--prefix',
      folder,
      '--ignore-scripts',
      '--no-fund',
      '--no-audit',
    ]);
    if (code !== 0) throw new Error(`the packages of ${folder} cannot be installed:\n${output}`);
  }
}

function isFresh(folder: string): boolean {
  const installed = statSync(`${folder}/node_modules/.package-lock.json`, { throwIfNoEntry: false });
  return installed !== undefined && installed.mtimeMs >= statSync(`${folder}/package-lock.json`).mtimeMs;
}
