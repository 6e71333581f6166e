import { chmodSync, cpSync, globSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { run } from './child.ts';

const roots = ['src', 'simulators', 'suites', 'reports'];
const marker = 'dist/package.json';

/** `#room` in the compiled tree: the same names as in package.json, at the compiled twins. */
const imports = {
  '#simulators': './simulators/index.js',
  '#reports': './reports/index.js',
  '#*': './src/*/index.js',
};

/**
 * Compiles everything that is shipped into dist/, which mirrors the tree.
 * @throws Error with the compiler's output
 */
export async function build(): Promise<void> {
  rmSync('dist', { recursive: true, force: true });
  const compiled = await run('tsc', ['-p', 'tsconfig.build.json', '--pretty', 'false']);
  if (compiled.code !== 0) throw new Error(`the compiler refuses:\n${compiled.output}`);
  for (const file of assets()) cpSync(file, `dist/${file}`);
  chmodSync('dist/src/cli/bin.js', 0o755);
  const { version }: { readonly version: string } = JSON.parse(readFileSync('package.json', 'utf8'));
  writeFileSync(marker, `${JSON.stringify({ version, type: 'module', imports }, null, 2)}\n`);
}

/** Builds only when a source is younger than the last build. */
export async function buildIfStale(): Promise<void> {
  const builtAt = statSync(marker, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const sources = [
    ...globSync(roots.map((root) => `${root}/**`)),
    'package.json',
    'tsconfig.json',
    'tsconfig.build.json',
  ];
  if (sources.some((file) => statSync(file).mtimeMs > builtAt)) await build();
}

/** What the compiler leaves behind: schemas, scenarios, style sheets. */
function assets(): string[] {
  return globSync(roots.map((root) => `${root}/**/*.{json,css,html,svg}`));
}

if (import.meta.main) {
  try {
    await build();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
