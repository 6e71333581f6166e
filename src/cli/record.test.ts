import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { startServer } from '#server';
import { exchangesFrom } from '#wire';
import { main } from './main.ts';

const bin = fileURLToPath(new URL('bin.ts', import.meta.url));
const user = (name: string) =>
  JSON.stringify({
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
    userName: name,
    displayName: 'Ada Lovelace',
    password: 'hunter2hunter2',
  });

/** The first line; the rest is read and dropped, since a recorder whose output nobody reads any more ends. */
async function ready(child: ChildProcess): Promise<Record<string, string>> {
  if (child.stdout === null) throw new Error('there is no standard output');
  const lines = createInterface({ input: child.stdout });
  const [line] = await once(lines, 'line');
  return JSON.parse(String(line));
}

/** Runs one command line in this process. */
async function run(
  argv: readonly string[],
  env: Record<string, string> = {},
): Promise<{ code: number; out: string[]; err: string[] }> {
  const out: string[] = [];
  const err: string[] = [];
  const terminal = {
    env,
    isInteractive: false,
    paper: { color: false, width: 80 },
    out: (line: string) => out.push(line),
    err: (line: string) => err.push(line),
    read: async () => '',
  };
  return { code: await main(argv, terminal), out, err };
}

test('a recording is whole on disk when the recorder is killed, and holds no credential and nobody’s name', async () => {
  test.setTimeout(60_000);
  const server = await startServer({ port: 0 });
  const folder = test.info().outputPath('recording');
  const child = spawn(
    process.execPath,
    [bin, 'record', '--target', server.scim, '--port', '0', '--json', '--pseudonyms', '--out', folder],
    { stdio: 'pipe' },
  );
  const { scim = '', recording = '' } = await ready(child);

  for (let count = 0; count < 4; count += 1) {
    const { status } = await fetch(`${scim}/Users`, {
      method: 'POST',
      headers: { authorization: `Bearer ${server.token}`, 'content-type': 'application/scim+json' },
      body: user(`Ada.${count}@lovelace.example`),
    });
    expect(status).toBe(201);
  }
  const written = () => exchangesFrom(JSON.parse(readFileSync(recording, 'utf8'))).length;
  await expect.poll(written).toBe(4);
  child.kill('SIGKILL');
  await once(child, 'exit');

  const text = readFileSync(recording, 'utf8');
  expect(written()).toBe(4);
  for (const secret of [server.token, 'hunter2', 'lovelace', 'ada'])
    expect(text.toLowerCase()).not.toContain(secret.toLowerCase());
  await server.close();
});

test('from a recording with a fault to the smallest part that shows it', async () => {
  test.setTimeout(120_000);
  const server = await startServer({ port: 0 });
  const folder = test.info().outputPath('w');
  const child = spawn(
    process.execPath,
    [
      bin,
      'record',
      '--target',
      server.scim,
      '--port',
      '0',
      '--out',
      folder,
      '--fault',
      'PATCH /Groups/* 500 times=1',
      '--json',
    ],
    { stdio: 'pipe' },
  );
  const { scim = '', recording = '' } = await ready(child);
  const env = { TOKEN: server.token };
  await run(['simulate', 'entra', '--target', scim, '--token-env', 'TOKEN', '--out', join(folder, 'sim')], env);
  child.kill('SIGTERM');
  await once(child, 'exit');
  const before = readdirSync(folder).length;

  const replayed = await run(['replay', recording, '--out', join(folder, 'replay')]);
  expect({ code: replayed.code, last: replayed.out.at(-1) }).toMatchObject({
    code: 0,
    last: expect.stringMatching(/^FIXED: /),
  });
  const saved = JSON.parse(readFileSync(join(folder, 'replay', 'run.json'), 'utf8')) as {
    kind: string;
    exit: number;
    replay: { verdict: string };
  };
  expect([saved.kind, saved.exit, saved.replay.verdict]).toEqual(['replay', 0, 'FIXED']);

  const shrunk = await run([
    'shrink',
    recording,
    '--oracle',
    'status any 404',
    '--out',
    join(folder, 'shrink'),
    '--json',
  ]);
  expect([shrunk.code, JSON.parse(shrunk.out[0] ?? '').ended]).toEqual([5, 'not shown']);
  const found = await run([
    'shrink',
    recording,
    '--oracle',
    'value any /displayName "Engineering"',
    '--out',
    join(folder, 'shrink'),
    '--json',
  ]);
  expect([found.code, JSON.parse(found.out[0] ?? '').requests.map(({ method }: { method: string }) => method)]).toEqual(
    [0, ['POST']],
  );
  expect(existsSync(join(folder, 'shrink', 'shrunk.har'))).toBe(true);

  const compared = await run(['compare', recording, '--out', join(folder, 'compare')]);
  expect([compared.code, compared.out.at(-1)]).toEqual([0, expect.stringContaining('Microsoft Entra ID')]);
  expect(readFileSync(join(folder, 'compare', 'difference.md'), 'utf8')).toContain('# Microsoft Entra ID');
  expect(readdirSync(folder).length).toBe(before + 3);
  await server.close();
});

for (const [what, argv, says] of [
  ['a recorder without a target', ['record'], 'record stands in front of a target; name it with --target URL.'],
  ['a file that is not there', ['replay', 'nowhere.har'], 'the recording nowhere.har cannot be read (ENOENT).'],
  ['a file that is no archive', ['shrink', 'FILE'], 'is no HTTP archive'],
  ['an oracle that nobody understands', ['replay', 'HAR', '--oracle', 'often'], '"often" is no oracle'],
  [
    'a speed that is none',
    ['replay', 'HAR', '--speed', 'quick'],
    '--speed is "quick"; it must be a factor such as 1 or 10, or max.',
  ],
  ['a step that is not there', ['replay', 'HAR', '--until', '99'], 'there is no step "99"'],
  [
    'a fault that is none',
    ['record', '--target', 'http://127.0.0.1:1/scim', '--port', '0', '--fault', 'oops'],
    'a fault is "METHOD PATH EFFECT',
  ],
] as const) {
  test(`refuses ${what} with one sentence and exit code 2`, async () => {
    const junk = test.info().outputPath('junk.har');
    writeFileSync(junk, '{"a":1}');
    const har = fileURLToPath(new URL('../../fixtures/har/charles.har', import.meta.url));
    const { code, err } = await run(
      argv
        .map((word) => (word === 'FILE' ? junk : word === 'HAR' ? har : word))
        .concat('--out', test.info().outputPath('out')),
    );
    expect([code, err.length]).toEqual([2, 1]);
    expect(err[0]).toContain(says);
  });
}
