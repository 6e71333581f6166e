import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { expect, test } from '@playwright/test';
import { type Run, readRun } from '#run';
import { type RunningServer, startServer } from '#server';

/** What stands between us and the reference server; it may answer, hang, break off, or pass the request on. */
type Way = (request: IncomingMessage, response: ServerResponse, pass: () => Promise<void>) => unknown;

let reference: RunningServer;
let front: Server | undefined;

test.describe.configure({ timeout: 180_000 });

test.beforeEach(async () => {
  reference = await startServer({ port: 0 });
});

test.afterEach(async () => {
  front?.closeAllConnections();
  front?.close();
  await reference.close();
});

async function targetOf(way: Way): Promise<string> {
  front = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    await way(request, response, () => passOn(request, Buffer.concat(chunks), response));
  }).listen(0, '127.0.0.1');
  await once(front, 'listening');
  const address = front.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return `http://127.0.0.1:${port}/scim/v2`;
}

async function passOn(
  { method, url, headers }: IncomingMessage,
  body: Buffer,
  response: ServerResponse,
): Promise<void> {
  const { host, connection, 'content-length': _, ...kept } = headers;
  const answer = await fetch(new URL(url ?? '/', reference.scim), {
    method: method ?? 'GET',
    headers: Object.entries(kept).map(([name, value]): [string, string] => [name, String(value)]),
    ...(body.length === 0 ? {} : { body: new Uint8Array(body) }),
    redirect: 'manual',
  });
  const {
    'content-encoding': _encoding,
    'transfer-encoding': _transfer,
    ...given
  } = Object.fromEntries(answer.headers);
  response.writeHead(answer.status, given).end(Buffer.from(await answer.arrayBuffer()));
}

async function scimulate(url: string, ...words: readonly string[]) {
  const out = test.info().outputPath('out');
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('SCIMULATE_') && name !== 'CI');
  const line = ['src/cli/bin.ts', 'test', ...words, '--target', url, '--token-env', 'MINE', '--out', out];
  const child = spawn(process.execPath, line, { env: { ...Object.fromEntries(inherited), MINE: reference.token } });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += String(chunk)));
  const [code] = await once(child, 'close');
  const run = (): Run => readRun(readFileSync(`${out}/run.json`, 'utf8'));
  return { code, said, run };
}

for (const [what, way, says] of [
  [
    'answers 401 to all',
    (_, response) => response.writeHead(401, { 'content-type': 'application/scim+json' }).end('{}'),
    /answers 401: the bearer credential is not accepted/,
  ],
  [
    'is a web page',
    (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><p>Hello'),
    /is no SCIM endpoint: GET \/Users answers 200 with a web page/,
  ],
  ['hangs for ever', () => undefined, /did not answer in time/],
] as const satisfies readonly (readonly [string, Way, RegExp])[]) {
  test(`a target that ${what} ends the run at once, in one sentence`, async () => {
    const { code, said } = await scimulate(await targetOf(way), '--request-timeout', '700ms');
    expect(code, said).toBe(3);
    expect(said).toMatch(says);
    expect(said.trim().split('\n')).toHaveLength(1);
    expect(said).not.toContain(reference.token);
  });
}

test('a target that drops every tenth connection is accused of nothing', async () => {
  let count = 0;
  const url = await targetOf((request, _, pass) => {
    count += 1;
    return count > 20 && count % 10 === 0 ? request.socket.destroy() : pass();
  });
  const { code, said, run } = await scimulate(url, 'users', 'filter', '--workers', '1');
  expect(code, said).toBe(3);
  const { summary, checks } = run();
  expect(checks.flatMap(({ findings }) => findings).filter(({ verdict }) => verdict === 'violation')).toEqual([]);
  expect(summary.error).toBeGreaterThan(3);
  expect(summary.pass).toBeGreaterThan(3);
  for (const { verdict, reason, isUnanswered } of checks) {
    if (verdict === 'error') expect({ reason, isUnanswered }).toMatchObject({ isUnanswered: true });
  }
  expect(said).toMatch(/checks of \d+ got no answer from/);
});

test('a target that dies half way is not asked for ever', async () => {
  let count = 0;
  const url = await targetOf((_, __, pass) => {
    count += 1;
    return count > 60 ? undefined : pass();
  });
  const { code, said, run } = await scimulate(url, 'users', 'patch', '--workers', '1', '--request-timeout', '500ms');
  expect(code, said).toBe(3);
  expect(run().summary).toMatchObject({ violation: 0 });
  expect(run().checks.map(({ reason }) => reason)).toContainEqual(
    expect.stringMatching(/requests in a row had no answer/),
  );
  expect(count).toBeLessThan(100);
});

test('a target that answers slowly is judged all the same, and in the time that it is given', async () => {
  const url = await targetOf(async (_, __, pass) => {
    await new Promise((resolve) => setTimeout(resolve, 120));
    await pass();
  });
  const whole = await scimulate(url, 'user-create', 'user-read', 'user-delete');
  expect(whole.code, whole.said).toBe(0);
  expect(whole.run().summary).toMatchObject({ pass: 3, error: 0 });

  const short = await scimulate(url, 'users', 'patch', 'filter', '--max-time', '6s');
  expect([0, 5], short.said).toContain(short.code);
  const { summary, checks } = short.run();
  expect(summary).toMatchObject({ violation: 0, error: 0 });
  expect(summary.blocked).toBeGreaterThan(20);
  expect(checks.filter(({ verdict }) => verdict === 'blocked').map(({ reason }) => reason)).toContainEqual(
    expect.stringMatching(/--max-time/),
  );
});
