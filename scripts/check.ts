import { performance } from 'node:perf_hooks';
import { type Ended, run } from './child.ts';
import { ensureInstalled } from './installed.ts';

/** All static checks, at once: one line each, and details only for what failed. */
const checks = {
  types: ['tsc', '-p', '.', '--pretty', 'false'],
  'lint and format': ['biome', 'ci', '--colors=off', '--reporter=summary', '.'],
  boundaries: ['node', 'scripts/boundary-check.ts'],
  'unused code': ['knip', '--no-progress'],
  'generated files': ['node', 'scripts/docs.ts', '--check'],
} as const satisfies Record<string, readonly [string, ...string[]]>;

// The suites' config, which knip loads, wants to know of a target.
const env = { SCIMULATE_TARGET_URL: 'http://127.0.0.1/scim/v2' };

// The compiler reads the types of what the consumers' tests use.
await ensureInstalled();
const ended = await Promise.all(
  Object.entries<readonly [string, ...string[]]>(checks).map(async ([name, [command, ...args]]) => {
    const since = performance.now();
    const result = await run(command, args, { env });
    console.log(`${result.code === 0 ? 'ok  ' : 'FAIL'}  ${name.padEnd(16)} ${seconds(since)} s`);
    return { name, result };
  }),
);

const failed = ended.filter(({ result }) => result.code !== 0);
for (const { name, result } of failed) console.log(details(name, result));
console.log(failed.length === 0 ? 'all checks pass' : `${failed.length} of ${ended.length} checks fail`);
process.exitCode = failed.length === 0 ? 0 : 1;

function seconds(since: number): string {
  return ((performance.now() - since) / 1000).toFixed(1).padStart(5);
}

function details(name: string, { output }: Ended): string {
  return `\n${name}:\n${output.trimEnd().replaceAll(/^/gm, '  ')}\n`;
}
