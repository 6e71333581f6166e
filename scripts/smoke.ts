import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { runDocumented } from './documented.ts';
import { differencesOf } from './shards.ts';

/**
 * The package as a user gets it: packed, installed into an empty folder, and driven by the README's own examples and those
 * of all other pages, with the reference server in the place of the one that they name.
 */
const folder = mkdtempSync(join(tmpdir(), 'scimulate-smoke-'));
const stand = 'https://dev.example.com/scim/v2';
let failures = 0;

try {
  const packed: readonly { readonly filename: string }[] = JSON.parse(
    call('npm', ['pack', '--json', '--silent'], process.cwd()),
  );
  const tarball = resolve(packed[0]?.filename ?? '');
  // MSW is for its users to bring.
  call('npm', ['install', '--silent', '--no-fund', '--no-audit', tarball, 'msw@3'], folder);
  rmSync(tarball);

  for (const door of doors()) expectExit(0, `node --input-type=module --eval await/**/import('${door}')`, '');
  const server = await serve(
    'node',
    ['node_modules/.bin/scimulate', 'serve', '--port', '0', '--rate-limit', 'off', '--json'],
    folder,
  );
  const peer = await serve('node', ['fixtures/targets/scimmy/start-scimmy.ts'], process.cwd());
  for (const line of examples()) expectExit(0, line.replaceAll(stand, server.scim), server.token);
  const documented = await runDocumented(join(folder, 'node_modules/scimulate/dist/src/cli/bin.js'));
  console.log(documented.lines.join('\n'));
  failures += documented.failures;
  expectExit(3, `npx scimulate test --target ${server.scim} --token-env SCIM_TOKEN`, 'wrong');
  expectShardsEqual(peer);
  server.stop();
  peer.stop();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = failures === 0 ? 0 : 1;

/** What the package exports, code and schemas, as a user imports it. */
function doors(): string[] {
  const { exports }: { readonly exports: Readonly<Record<string, unknown>> } = JSON.parse(
    readFileSync('package.json', 'utf8'),
  );
  return Object.keys(exports)
    .filter((door) => !door.endsWith('.json'))
    .map((door) => door.replace(/^\./, 'scimulate'));
}

/** Every command of the README that is not the server itself. */
function examples(): string[] {
  const blocks = readFileSync('README.md', 'utf8').matchAll(/```sh\n(.*?)```/gs);
  const lines = [...blocks].flatMap(([, block = '']) => block.split('\n'));
  return lines.filter((line) => line.startsWith('npx scimulate') && !line.startsWith('npx scimulate serve'));
}

/** Three shards of a run, merged, are the run. A server of somebody else's, so that there are findings to merge. */
function expectShardsEqual({ scim, token }: { readonly scim: string; readonly token: string }): void {
  // One worker: this server passes over count, so a page of it is as long as what others have created meanwhile.
  const how = '--quick --workers 1 --seed 7 --report csv';
  const line = `npx scimulate test ${how} --target ${scim} --token-env SCIM_TOKEN --out`;
  const parts = ['1', '2', '3'].map((part) => `shard-${part}`);
  expectExit(1, `${line} whole`, token);
  for (const part of parts) expectExit(1, `${line} ${part} --shard ${part.slice(-1)}/3`, token);
  expectExit(0, `npx scimulate report ${parts.map((part) => `${part}/run.json`).join(' ')} --out merged`, token);
  const [whole = '', merged = ''] = ['whole', 'merged'].map((name) =>
    readFileSync(join(folder, name, 'run.json'), 'utf8'),
  );
  const differences = differencesOf(whole, merged);
  if (differences.length > 0) failures += 1;
  console.log(
    differences.length === 0
      ? 'ok    three shards are the whole run'
      : `FAIL  shards differ\n${differences.join('\n')}`,
  );
}

function expectExit(expected: number, line: string, token: string): void {
  const [command = '', ...args] = line.split(' ');
  let code = 0;
  let output = '';
  try {
    output = call(command, args, folder, { SCIM_TOKEN: token, CI: '1' });
  } catch (error) {
    code = error instanceof Error && 'status' in error ? Number(error.status) : -1;
    output = error instanceof Error && 'stdout' in error ? String(error.stdout) : String(error);
  }
  if (code !== expected) failures += 1;
  console.log(
    code === expected ? `ok    exit ${code}  ${line}` : `FAIL  exit ${code} and not ${expected}  ${line}\n${output}`,
  );
}

function call(command: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv = {}): string {
  return execFileSync(command, args, { cwd, env: { ...process.env, ...env }, encoding: 'utf8', timeout: 300_000 });
}

async function serve(command: string, args: readonly string[], cwd: string) {
  const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: child.stdout })) {
    const { scim, token }: { readonly scim: string; readonly token: string } = JSON.parse(line);
    return { scim, token, stop: () => child.kill('SIGTERM') && child.stdout.destroy() };
  }
  throw new Error(`${command} ${args.join(' ')} ended before it was ready`);
}
