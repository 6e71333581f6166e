import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { expect, test } from '@playwright/test';
import { readRun, writeRun } from '#run';
import { startServer } from '#server';
import { simulators } from '#simulators';
import { expectPlain, inProcess, scimulate, serving } from '../../fixtures/command-line.ts';
import { sampleFinding, sampleResult, sampleRun } from '../../fixtures/runs/sample-run.ts';
import { verbs } from './verbs.ts';

// Most start processes, which take their time on a busy machine.
test.describe.configure({ timeout: 120_000 });

const folder = () => test.info().outputPath('out');

test('without a verb, shows how to begin', async () => {
  const { code, out } = await scimulate([]);
  expect(code).toBe(0);
  expect(out.match(/^ {2}scimulate /gm)).toHaveLength(3);
});

test('help tells of each flag one default, and what a verb is called with', async () => {
  for (const verb of Object.keys(verbs)) {
    const { code, out } = await inProcess([verb, '--help']);
    expect(code).toBe(0);
    const flags = out.replaceAll(/\n {10,}/g, ' ').split('\n');
    expect(flags.filter((line) => line.split('(default').length > 2)).toEqual([]);
  }
  const { out } = await inProcess(['simulate', '--help']);
  for (const { id } of simulators) expect(out.split('\n')[0]).toContain(id);
});

test('help and version load little, so that they come at once', async () => {
  const counting = `import { registerHooks } from 'node:module';
    const loaded = [];
    registerHooks({ load: (url, context, next) => { loaded.push(url); return next(url, context); } });
    process.on('exit', () => console.error(JSON.stringify(loaded.filter((url) => url.startsWith('file:')))));`;
  for (const line of ['--help', '--version', 'test --help']) {
    const options = `--import "data:text/javascript,${encodeURIComponent(counting)}"`;
    const { code, err } = await scimulate(line.split(' '), { NODE_OPTIONS: options });
    expect(code, err).toBe(0);
    const loaded: readonly string[] = JSON.parse(err);
    expect(loaded.length).toBeGreaterThan(10);
    expect(loaded.length, loaded.join('\n')).toBeLessThan(40);
    // What judges, serves and draws is loaded by the verb that needs it.
    expect(loaded.filter((url) => /\/(?:reports|suites|simulators|src\/(?!cli\/)\w+)\//.test(url))).toEqual([]);
  }
});

test('completes verbs, flags and choices, and prints the script that asks for them', async () => {
  for (const [words, said] of [
    [['completion', 'bash'], /complete -- /],
    [['complete', '--', 'base'], /^baseline\t/m],
    [['complete', '--', 'test', '--max-f'], /^--max-failures\t/m],
    [['complete', '--', 'test', '--fail-on', ''], /^warning\t/m],
    [['complete', '--', 'baseline', ''], /^prune\t/m],
  ] as const) {
    const { code, out, err } = await scimulate(words);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(said);
  }
});

test('diff says what a later run changed, and only a regression ends with 1', async () => {
  mkdirSync(folder(), { recursive: true });
  const [good, bad] = [`${folder()}/good.json`, `${folder()}/bad.json`];
  writeFileSync(good, writeRun(sampleRun([sampleResult('a')])));
  writeFileSync(bad, writeRun(sampleRun([sampleResult('a', { status: 'failed', findings: [sampleFinding()] })])));
  const out = ['--out', folder()];

  const worse = await inProcess(['diff', good, bad, ...out]);
  expect(worse).toMatchObject({ code: 1, out: expect.stringMatching(/^regressed {2}a {2}pass → violation/) });
  expect(readFileSync(`${folder()}/index.html`, 'utf8')).toContain('1 check regressed');
  expect(await inProcess(['diff', bad, good, ...out])).toMatchObject({ code: 0 });
  expect(JSON.parse((await inProcess(['diff', good, good, '--json', ...out])).out)).toEqual({
    changed: [],
    fixed: [],
    new: [],
    regressed: [],
    removed: [],
  });
});

test('a malformed config file, variable or literal token in CI is wrong use', async () => {
  mkdirSync(folder(), { recursive: true });
  writeFileSync(`${folder()}/broken.json`, '{"seed": ');
  for (const [args, env, sentence] of [
    [['test', '--config', `${folder()}/broken.json`], {}, /broken.json cannot be read/],
    [['test'], { SCIMULATE_WORKERS: '0' }, /SCIMULATE_WORKERS is "0"/],
    [['test', '--target', 'http://localhost', '--token', 'Zm9vYmFy'], { CI: '1' }, /--token is refused in CI/],
  ] as const) {
    const ended = await inProcess(args, env);
    expect(ended.code).toBe(2);
    expect(ended.err).toMatch(sentence);
    expect(ended.err).not.toContain('Zm9vYmFy');
    expectPlain(ended);
  }
});

test('--print-config tells the origin of each value, and no credential', async () => {
  mkdirSync(folder(), { recursive: true });
  const file = `${folder()}/config.json`;
  const url = 'https://dev.example.com/scim/v2';
  writeFileSync(file, JSON.stringify({ runs: 7, targets: { dev: { url, tokenEnv: 'MINE', rate: '5/s' } } }));
  const secret = 'tell-nobody-4711';
  const args = ['test', '--config', file, '--target', 'dev', '-H', `X-Key: ${secret}`, '--token', secret];
  const { code, out } = await inProcess([...args, '--print-config'], { SCIMULATE_SEED: '9', MINE: secret });
  expect(code).toBe(0);
  for (const line of [
    /^rate +5\/s {2}\(targets\.dev\.rate in the config file\)$/m,
    /^runs +7 {2}\(runs in the config file\)$/m,
    /^seed +9 {2}\(SCIMULATE_SEED\)$/m,
    /^header +\*\*\* {2}\(--header\)$/m,
  ]) {
    expect(out).toMatch(line);
  }
  expect(out).not.toContain(secret);
});

test('under GitHub Actions, a run folds its log, annotates its findings and writes the job summary', async () => {
  mkdirSync(folder(), { recursive: true });
  const summary = `${folder()}/summary.md`;
  const env = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary };
  const { code, out } = await scimulate(
    ['test', 'user-read', 'user-boolean-string', '--fail-on', 'warning', '--out', folder()],
    env,
  );
  expect(code, out).toBe(1);
  expect(out).toMatch(/^::group::scimulate test\n/);
  expect(out).toMatch(/^::endgroup::\n::warning title=user-boolean-string/m);
  expect(readFileSync(summary, 'utf8')).toContain('user-boolean-string');
});

test('--reporter agent says it in a few lines of facts', async () => {
  const { code, out } = await scimulate([
    'test',
    'user-read',
    'user-boolean-string',
    '--fail-on',
    'warning',
    '--reporter',
    'agent',
    '--out',
    folder(),
  ]);
  expect(code, out).toBe(1);
  expect(Buffer.byteLength(out)).toBeLessThan(4096);
  expect(out).toMatch(
    /^fails: user-boolean-string.*\nrule: .*\nexpected: .*\nobserved: .*\nmend: .*\nagain: npx scimulate test user-boolean-string/m,
  );
});

test('test judges the reference server that it starts itself', async () => {
  const { code, out, err } = await scimulate([
    'test',
    'user-create',
    'user-read',
    '--seed',
    '3',
    '--out',
    folder(),
    '--report',
    'html,junit',
  ]);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toMatch(/^PASS {2}reference server /);
  const run = readRun(readFileSync(`${folder()}/run.json`, 'utf8'));
  expect(run).toMatchObject({ kind: 'test', seed: 3, exit: 0, summary: { pass: 2 } });
  expect(existsSync(`${folder()}/junit.xml`)).toBe(true);
});

test('simulate plays Entra ID against the reference server, and keeps every exchange', async () => {
  const { code, out } = await scimulate(['simulate', 'entra', '--out', folder()]);
  expect(code, out).toBe(0);
  const har: { readonly log: { readonly entries: readonly unknown[] } } = JSON.parse(
    readFileSync(`${folder()}/exchanges.har`, 'utf8'),
  );
  const run = readRun(readFileSync(`${folder()}/run.json`, 'utf8'));
  expect(run.simulations).toMatchObject([{ idp: 'entra', converged: true, silent: true }]);
  expect(har.log.entries).toHaveLength(run.exchanges.length);
});

test('a target sees what the identity provider sends and nothing before it', async () => {
  const asked: string[] = [];
  const reference = await startServer({ token: 'known-token' });
  const way = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.writeHead(503, { 'content-type': 'application/json' }).end('{}');
  }).listen(0, '127.0.0.1');
  await once(way, 'listening');
  const address = way.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  try {
    const target = ['--target', `http://127.0.0.1:${port}/scim/v2`, '--token-env', 'TOKEN', '--out', folder()];
    await inProcess(['simulate', 'entra', ...target], { TOKEN: 'known-token' });
    expect(asked[0]).toMatch(/^GET \/scim\/v2\/Users\?filter=userName\+eq\+%22/);

    const wrong = ['--target', reference.scim, '--token-env', 'TOKEN', '--out', folder()];
    const refused = await inProcess(['simulate', 'entra', ...wrong], { TOKEN: 'wrong-token' });
    expect(refused.code, refused.err).toBe(3);
    expect(refused.err).toMatch(/answers 401/);
    expectPlain(refused);
  } finally {
    way.close();
    await reference.close();
  }
});

test('a wrong token, a web page and an address without SCIM cannot be tested', async () => {
  const reference = await startServer();
  const page = createServer((_, response) =>
    response.setHeader('content-type', 'text/html').end('<!doctype html>'),
  ).listen(0, '127.0.0.1');
  await once(page, 'listening');
  const address = page.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  try {
    for (const [url, sentence] of [
      [reference.scim, /answers 401/],
      [`http://127.0.0.1:${port}/scim`, /answers 200 with a web page instead of JSON/],
      [`${new URL(reference.scim).origin}/elsewhere`, /is no SCIM endpoint/],
    ] as const) {
      const ended = await inProcess(['test', 'user-read', '--target', url, '--token-env', 'WRONG'], {
        WRONG: 'wrong-token',
      });
      expect(ended.code, ended.err).toBe(3);
      expect(ended.err).toMatch(sentence);
      expect(ended.err).not.toContain('wrong-token');
      expectPlain(ended);
    }
  } finally {
    await reference.close();
    page.close();
  }
});

test('serve says in one line that it is ready, refuses a port in use, and ends with 0 when told to', async () => {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    const { child, ready } = await serving();
    const answer = await fetch(`${ready.scim}/Users`, { headers: { authorization: `Bearer ${ready.token}` } });
    expect(answer.status).toBe(200);
    const second = await scimulate(['serve', '--port', new URL(ready.scim).port]);
    expect(second.code).toBe(2);
    expect(second.err).toMatch(/the port is in use/);
    for (const verb of ['serve --control', `record --target ${ready.scim} --out ${folder()}`]) {
      const other = await inProcess([...verb.split(' '), '--port', new URL(ready.scim).port]);
      expect([other.code, other.err]).toEqual([2, second.err]);
    }
    expectPlain(second);
    child.kill(signal);
    expect(await once(child, 'close')).toEqual([0, null]);
  }
});

test('report merges the runs of one target, and sets those of several side by side', async () => {
  const parts = ['one', 'two'].map((part) => `${folder()}/${part}.json`);
  mkdirSync(folder(), { recursive: true });
  for (const [index, file] of parts.entries())
    writeFileSync(file, writeRun(sampleRun([sampleResult(`check-${index}`)])));

  expect(await inProcess(['report', ...parts, '--report', 'junit', '--out', folder()])).toMatchObject({ code: 0 });
  expect(readRun(readFileSync(`${folder()}/run.json`, 'utf8')).checks).toHaveLength(2);
});

test('a baseline excuses what it lists, and only that', async () => {
  test.setTimeout(120_000);
  mkdirSync(folder(), { recursive: true });
  const baseline = `${folder()}/baseline.json`;
  const judged = await scimulate(['test', 'user-read', '--out', folder()]);
  expect(judged.code, judged.err).toBe(0);

  const updated = await scimulate(['baseline', 'update', `${folder()}/run.json`, '--baseline', baseline]);
  expect(updated.out).toContain('0 expected findings');
  const stale = {
    target: 'reference server',
    check: 'user-read',
    signature: '7644-3.4.1-01',
    reason: 'once',
    owner: 'me',
    since: '2026-01-01',
  };
  writeFileSync(baseline, JSON.stringify({ schemaVersion: 1, entries: [stale] }));

  for (const [code, args] of [
    [4, ['baseline', 'check', `${folder()}/run.json`]],
    [4, ['test', 'user-read', '--out', folder()]],
    [0, ['baseline', 'prune', `${folder()}/run.json`]],
    [0, ['baseline', 'show']],
  ] as const) {
    const ended = await scimulate([...args, '--baseline', baseline]);
    expect(ended.code, ended.err).toBe(code);
  }
});
