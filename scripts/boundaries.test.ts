import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { expect, test } from '@playwright/test';
import { laws, rooms } from './boundaries.ts';

/** A house in which every rule is broken once, beside things that are allowed. */
const house = {
  'src/scim/index.ts': "import { randomUUID } from 'node:crypto'; export const scim = randomUUID;",
  'src/server/index.ts': "import { scim } from '#scim'; export const server = scim;",
  'src/server/routes.ts': "import { createServer } from 'node:http'; export const routes = createServer;",
  'src/server/listener/listen.ts': "import { createServer } from 'node:http'; export const listen = createServer;",
  'src/check/index.ts': "export { judge } from './judge.ts';",
  'src/check/judge.ts': "import type { server } from '#server'; export const judge = 1 as unknown as typeof server;",
  'src/wire/index.ts': "import { check } from '../check/judge.ts'; export const wire = check;",
  'src/cli/index.ts': "import { server } from '#server'; export const cli = server;",
  'src/run/index.ts': "import { cli } from '#cli'; export const run = cli;",
  'suites/users.spec.ts': "import { judge } from '#check'; export const users = judge;",
  'suites/patch/add.spec.ts': "import { okta } from '../../simulators/index.ts'; export const add = okta;",
  'suites/paging/index.spec.ts': "import { drive } from '../scaidrive/drive.ts'; export const index = drive;",
  'suites/scaidrive/drive.ts': "import { okta } from '../../simulators/index.ts'; export const drive = okta;",
  'suites/scaidrive/S01.spec.ts': "import { judge } from '#check'; export const row = judge;",
  'suites/idp/okta/match.spec.ts': "import { okta } from '../../../simulators/index.ts'; export const match = okta;",
  'simulators/index.ts': "export { okta } from './okta/index.ts';",
  'simulators/okta/index.ts': 'export const okta = 1;',
  'simulators/okta/okta.test.ts': "import { server } from '#server'; export const tested = server;",
  'simulators/entra/index.ts': "import { okta } from '../okta/index.ts'; export const entra = okta;",
  'reports/index.ts': 'export const reports = 1;',
  'bench/bench.ts':
    "import { okta } from '../simulators/okta/index.ts'; import { judge } from '../src/check/judge.ts'; export { judge, okta };",
  'fixtures/none.ts': 'export {};',
  'scripts/none.ts': 'export {};',
} as const;

test('finds each kind of forbidden import, and nothing that is allowed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'boundaries-'));
  try {
    const { imports }: { readonly imports: unknown } = JSON.parse(readFileSync('package.json', 'utf8'));
    for (const [file, content] of Object.entries({
      ...house,
      'package.json': JSON.stringify({ type: 'module', imports }),
    })) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), content);
    }
    const { status, stdout } = spawnSync(process.execPath, [resolve('scripts/boundary-check.ts')], {
      cwd: folder,
      encoding: 'utf8',
    });

    expect(status, stdout).toBe(1);
    for (const { name, instead } of laws) expect(stdout).toContain(`${name}: ${instead}`);
    for (const room of ['check', 'wire', 'run'] as const)
      expect(stdout).toContain(`${room}-enters-only-its-rooms: ${rooms[room].folder}`);
    expect(stdout).toContain('suites/users.spec.ts → src/check/index.ts → src/check/judge.ts → src/server/index.ts');
    expect(stdout).not.toMatch(
      /listen\.ts|match\.spec|scaidrive\/drive\.ts → simulators|okta\.test|server\/index\.ts → src\/scim/,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});
