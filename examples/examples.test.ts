import { execFile } from 'node:child_process';
import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';

const root = fileURLToPath(new URL('..', import.meta.url));
const folders = globSync('examples/*/package.json', { cwd: root })
  .map((file) => dirname(file))
  .sort();

/** An example is a folder of its own: it knows of us what its package.json names, and is run by its own `test`. */
for (const folder of folders) {
  test(`the example ${basename(folder)} does what it says`, async () => {
    test.setTimeout(120_000);
    const place = mkdtempSync(join(tmpdir(), 'scimulate-example-'));
    try {
      cpSync(join(root, folder), place, { recursive: true });
      link(place);
      const { code, output } = await ended(place);
      expect(code, output).toBe(0);
    } finally {
      rmSync(place, { recursive: true, force: true });
    }
  });
}

const library = readFileSync(join(root, 'docs/library.md'), 'utf8');
const snippets = [...library.matchAll(/## ([^\n]*)\n(?:(?!\n## ).)*?```js\n(.*?)```/gs)];

for (const [, title = '', code = ''] of snippets) {
  test(`docs/library.md, "${title}": it runs, and prints what its comments say`, async () => {
    test.setTimeout(60_000);
    const place = mkdtempSync(join(tmpdir(), 'scimulate-snippet-'));
    try {
      const isPlaywright = code.includes('scimulate/playwright');
      const script = isPlaywright ? 'playwright test --reporter line' : 'node snippet.spec.js';
      const devDependencies = { scimulate: '*', msw: '*', '@playwright/test': '*' };
      writeFileSync(
        join(place, 'package.json'),
        JSON.stringify({ type: 'module', scripts: { test: script }, devDependencies }),
      );
      writeFileSync(join(place, 'snippet.spec.js'), code);
      link(place);
      const { code: exit, output } = await ended(place);
      expect(exit, output).toBe(0);
      const printed = [...code.matchAll(/console\.log.*; \/\/ (.*)/g)].map(([, text = '']) => text);
      for (const text of printed) expect(output).toContain(text);
    } finally {
      rmSync(place, { recursive: true, force: true });
    }
  });
}

/** What `npm install` would do, with the packages that are here already. */
function link(place: string): void {
  const { dependencies = {}, devDependencies = {} } = JSON.parse(readFileSync(join(place, 'package.json'), 'utf8'));
  for (const name of Object.keys({ ...dependencies, ...devDependencies })) {
    const to = join(place, 'node_modules', name);
    mkdirSync(dirname(to), { recursive: true });
    symlinkSync(name === 'scimulate' ? root : join(root, 'node_modules', name), to, 'dir');
  }
  const bin = join(place, 'node_modules', '.bin');
  mkdirSync(bin);
  symlinkSync(join(root, 'dist/src/cli/bin.js'), join(bin, 'scimulate'));
  symlinkSync(join(root, 'node_modules/.bin/playwright'), join(bin, 'playwright'));
}

function ended(cwd: string): Promise<{ readonly code: number; readonly output: string }> {
  // Marks of this runner, and flags that the caller's shell holds, are not meant for another.
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(?:SCIMULATE|TEST|PW|PLAYWRIGHT|SCAIDRIVE|FORCE_COLOR)_?/.test(name),
  );
  const env = {
    ...Object.fromEntries(kept),
    PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH ?? ''}`,
  };
  const { promise, resolve } = Promise.withResolvers<{ readonly code: number; readonly output: string }>();
  execFile(process.execPath, ['--run', 'test'], { cwd, env }, (error, out, err) => {
    resolve({ code: error === null ? 0 : 1, output: out + err });
  });
  return promise;
}
