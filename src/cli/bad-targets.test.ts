import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { type Run, readRun } from '#run';
import { type RunningServer, startServer } from '#server';
import { type FrontTarget, frontTarget, type Way } from '../../fixtures/front-target.ts';

let reference: RunningServer;
let front: FrontTarget | undefined;

test.describe.configure({ timeout: 180_000 });

test.beforeEach(async () => {
  reference = await startServer({ port: 0 });
});

test.afterEach(async () => {
  await front?.close();
  await reference.close();
});

async function targetOf(way: Way): Promise<string> {
  front = await frontTarget(reference, way);
  return front.scim;
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

test('a run stops at the first failure, or after so many, and the next one takes up what is left', async () => {
  const broken: Way = ({ method, url = '' }, response, pass) =>
    method === 'PATCH' && url.includes('/Users/')
      ? response.writeHead(500, { 'content-type': 'application/json' }).end('{}')
      : pass();
  const url = await targetOf(broken);
  for (const [flags, failures] of [
    [['-x'], 1],
    [['--max-failures', '2'], 2],
  ] as const) {
    const { code, said, run } = await scimulate(url, 'rfc7644/3.5.2.1', 'user-create', ...flags, '--workers', '1');
    expect(code, said).toBe(1);
    const { summary, checks } = run();
    // One that fails over what failed before it has failed all the same.
    const failed = checks.filter(({ verdict, blockedBy }) => verdict === 'violation' || blockedBy !== undefined);
    expect(failed).toHaveLength(failures);
    const left = checks.filter(({ reason }) => reason === 'not run: the run was stopped before');
    expect(left.length).toBeGreaterThan(0);
    for (const { verdict } of left) expect(verdict).toBe('blocked');
    expect(checks.length).toBe(Object.values(summary).reduce((sum, count) => sum + count, 0));
  }
  const listed = await scimulate(url, 'rfc7644/3.5.2.1', '--last-failed', '--list');
  expect(listed.code).toBe(0);
  expect(listed.said.trim().split('\n').length).toBeGreaterThan(2);
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
