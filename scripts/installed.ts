import { statSync } from 'node:fs';
import { run } from './child.ts';

/** Trees of packages that only some tests need, each with a lock of its own. Whose tests can be skipped is optional. */
const trees = [
  { folder: 'fixtures/consumers', isOptional: false },
  { folder: 'fixtures/targets/better-auth', isOptional: true },
] as const;

/**
 * Installs what those tests need, where it is not there or older than its lock. Nothing of it may run a script.
 * @throws Error with what npm said
 */
export async function ensureInstalled(): Promise<void> {
  for (const { folder, isOptional } of trees) {
    if (isFresh(folder)) continue;
    const { code, output } = await run('npm', [
      'ci',
      '--prefix',
      folder,
      '--ignore-scripts',
      '--no-fund',
      '--no-audit',
      '--loglevel=error',
    ]);
    if (code === 0) continue;
    const why = `the packages of ${folder} cannot be installed:\n${output}`;
    if (!isOptional) throw new Error(why);
    console.error(why);
  }
}

function isFresh(folder: string): boolean {
  const installed = statSync(`${folder}/node_modules/.package-lock.json`, { throwIfNoEntry: false });
  return installed !== undefined && installed.mtimeMs >= statSync(`${folder}/package-lock.json`).mtimeMs;
}
