import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { type CheckRun, type Run, readRun } from '#run';
import type { ResponseMessage } from '#wire';
import { error, fakeTarget } from '../../fixtures/fake-target.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
/** Small, and with a pass, a violation, a warning and an unsupported one on the fake. */
const suite = 'discovery/service-provider-config';

let server: Server;
let url = '';
let refusesAll = false;
let whole: Run;

test.describe.configure({ mode: 'serial', timeout: 120_000 });

test.beforeAll(async () => {
  const target = fakeTarget();
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', async () => {
      const answer: ResponseMessage = refusesAll
        ? error(401)
        : await target({
            method: request.method ?? 'GET',
            url: `http://t${request.url}`,
            headers: [],
            body: Buffer.concat(chunks).toString(),
          });
      response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(answer.body);
    });
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address() as AddressInfo;
  url = `http://127.0.0.1:${address.port}/scim/v2`;
});

test.afterAll(() => {
  server.closeAllConnections();
  server.close();
});

async function playwright(words: readonly string[], out: string, more: Record<string, string> = {}): Promise<number> {
  const child = spawn(process.execPath, [path.join(root, 'node_modules/@playwright/test/cli.js'), ...words], {
    cwd: root,
    stdio: 'ignore',
    env: {
      ...process.env,
      // A run inside a run: the inner one is no worker of the outer.
      TEST_WORKER_INDEX: undefined,
      SCIMULATE_TARGET_URL: url,
      SCIMULATE_TARGET_NAME: 'fake',
      SCIMULATE_TOKEN: 'a-secret-token',
      SCIMULATE_SEED: '5',
      SCIMULATE_OUT: out,
      ...more,
    },
  });
  return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? -1)));
}

const config = ['--config', 'src/config/suite.playwright.config.ts'];
const folder = () => mkdtempSync(path.join(tmpdir(), 'scimulate-run-'));
const runIn = (out: string): Run => readRun(readFileSync(path.join(out, 'run.json'), 'utf8'));
const verdicts = ({ checks }: Run) => Object.fromEntries(checks.map(({ id, verdict }) => [id, verdict]));

test('writes a run file with a verdict for every check, and the exchanges of its findings', async () => {
  const out = folder();
  expect(await playwright(['test', ...config, suite], out)).toBe(1);

  const run = runIn(out);
  whole = run;
  expect(run).toMatchObject({ kind: 'test', seed: 5, exit: 1, target: { url, name: 'fake' } });
  expect(verdicts(run)).toMatchObject({
    'discovery-config-object': 'pass',
    'discovery-config-features': 'violation',
    'discovery-config-limits': 'blocked',
  });
  const features = run.checks.find(({ id }) => id === 'discovery-config-features') as CheckRun;
  expect(features.source).toMatch(/^discovery\/service-provider-config\.spec\.ts:\d+$/);
  const shown = new Set(run.exchanges.map(({ id }) => id));
  for (const finding of features.findings) for (const id of finding.exchanges) expect(shown).toContain(id);
  expect(readFileSync(path.join(out, 'run.json'), 'utf8')).not.toContain('a-secret-token');
});

test('comes to the same verdicts in shards whose blobs are merged', async () => {
  const [blobs, merged] = [folder(), folder()];
  for (const shard of ['1/2', '2/2']) {
    await playwright(['test', ...config, suite, `--shard=${shard}`, '--reporter=blob'], folder(), {
      PLAYWRIGHT_BLOB_OUTPUT_FILE: path.join(blobs, `${shard.replace('/', '-')}.zip`),
    });
  }
  await playwright(['merge-reports', ...config, blobs], merged, {
    SCIMULATE_TARGET_URL: '',
    SCIMULATE_TARGET_NAME: '',
    SCIMULATE_SEED: '99',
  });

  expect(verdicts(runIn(merged))).toEqual(verdicts(whole));
  expect(runIn(merged)).toMatchObject({ summary: whole.summary, target: whole.target, seed: whole.seed });
});

test('calls it an error of every check, and no violation, when the target refuses the credential', async () => {
  refusesAll = true;
  const out = folder();
  await playwright(['test', ...config, suite], out);
  refusesAll = false;

  const run = runIn(out);
  expect(run.summary).toMatchObject({ violation: 0, pass: 0, warning: 0 });
  expect(run.summary.error).toBeGreaterThan(0);
  expect(run.summary.error + run.summary.blocked).toBe(run.checks.length);
  expect(run.checks[0]?.reason).toContain('refuses the credential');
});

test('lets a check with a violation fail as a test when told to, with the same verdicts', async () => {
  const out = folder();
  await playwright(['test', ...config, suite, '--retries=1'], out, { SCIMULATE_FAIL_TESTS: '1' });

  const run = runIn(out);
  const features = run.checks.find(({ id }) => id === 'discovery-config-features');
  expect(features).toMatchObject({ verdict: 'violation', attempts: 2 });
});
