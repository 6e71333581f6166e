import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { readmeOf } from '#idp';
import { simulators } from '#simulators';
import { apiPages } from './docs/api.ts';
import { listChecks } from './docs/checks.ts';
import { commandLine } from './docs/command-line.ts';
import { coverage, gapsIn } from './docs/coverage.ts';
import { readme } from './docs/room-table.ts';
import { verbPages } from './docs/verb-page.ts';

/** Writes what is generated; with --check it writes nothing and names what is stale. */
const [checks, api] = await Promise.all([listChecks(), apiPages()]);
const generated: Readonly<Record<string, string>> = {
  'suites/checks.json': `${JSON.stringify({ checks }, null, 2)}\n`,
  'docs/coverage.md': coverage(checks),
  'docs/cli.md': commandLine(),
  ...verbPages(),
  ...api,
  'README.md': readme(),
  ...Object.fromEntries(simulators.map((each) => [`simulators/${each.id}/README.md`, readmeOf(each)])),
};

for (const gap of gapsIn(checks)) {
  console.log(gap);
  process.exitCode = 1;
}
const stale = Object.entries(generated).filter(([file, text]) => text !== contentOf(file));
for (const [file, text] of stale) {
  if (process.argv.includes('--check')) {
    console.log(`${file} is stale: npm run docs`);
    process.exitCode = 1;
  } else {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    console.log(`wrote ${file}`);
  }
}

function contentOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
