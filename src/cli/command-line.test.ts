import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, globSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import { expect, test } from '@playwright/test';
import { readRun, writeRun } from '#run';
import { startServer } from '#server';
import { sampleFinding, sampleResult, sampleRun } from '../../fixtures/runs/sample-run.ts';
import { main } from './main.ts';
import { verbs } from './verbs.ts';

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

// Most start processes, which take their time on a busy machine.
test.describe.configure({ timeout: 120_000 });

const folder = () => test.info().outputPath('out');

for (const [verb, { says }] of Object.entries(verbs)) {
  test(`${verb} --help explains itself`, async () => {
    const { code, out, err } = await inProcess([verb, '--help']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain(says.slice(0, 60));
    expect(out).toContain(`scimulate ${verb}`);
  });
}

test('without a verb, shows how to begin', async () => {
  const { code, out } = await scimulate([]);
  expect(code).toBe(0);
  expect(out.match(/^ {2}scimulate /gm)).toHaveLength(3);
});

for (const [line, said] of [
  ['--version', /^\d+\.\d+\.\d+\n$/],
  ['list idps', /^entra {2}Microsoft Entra ID$/m],
  ['list requirements --json', /"7644-3.5.2-09"/],
  ['doctor', /^good {2}credential {2}accepted \(bearer\); without it, 401$/m],
  ['doctor --json', /"next": "scimulate test"/],
  ['lint src/scim/schemas/user.json', /^$/],
  ['--version --json', /^\{"name":"scimulate","version":"\d+\.\d+\.\d+","node":"\d+\.[\d.]+"\}\n$/],
  ['test --seed 5 --print-config', /^seed +5 {2}\(--seed\)$/m],
  ['serve --print-config', /^rate-limit +600\/min {2}\(the default of --rate-limit\)$/m],
  ['request GET /Users', /^200\n[\s\S]*"totalResults": 0/],
  ['request get /ResourceTypes/User --json', /^\{\n[\s\S]*"endpoint": "\/Users"/],
  ['list scenarios', /^joiner-mover-leaver /m],
  ['list faults', /^delay /m],
  ['explain 7644-3.5.2-09', /remove/],
  ['explain entra-match-01', /Microsoft Entra ID/],
  ['explain user-create --json', /"example": "npx scimulate test user-create"/],
  ['test --list users', /^user-create {2}/m],
  ['test --list --grep user-create-duplicate', /^user-create-duplicate {2}.*\n$/],
] as const) {
  test(`scimulate ${line} succeeds`, async () => {
    const { code, out, err } = await inProcess(line.split(' '));
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(said);
  });
}

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

for (const [code, line, sentence] of [
  [2, 'tset', /no verb "tset"; did you mean "test"\?/],
  [2, 'test --tarket x', /no flag "--tarket"; did you mean "--target"\?/],
  [2, 'test usrs', /no check, suite, section or tag "usrs"; did you mean "users"\?/],
  [2, 'test --report pdf', /no report format "pdf"/],
  [2, 'test user-model --path 3:0', /--path is of one finding: give it with the seed and the check/],
  [2, 'test --shard 4/3', /--shard is "4\/3"; it must look like 1\/3/],
  [2, 'test --grep (', /--grep is "\("/],
  [2, 'test --baseline nowhere.json', /baseline nowhere.json cannot be read/],
  [2, 'test --target nonsense', /target "nonsense" is no URL/],
  [2, 'test --target https://dev.example.com', /say --writes allow/],
  [2, 'test --token-env SOME', /a credential is given, but no target/],
  [3, 'test --target http://127.0.0.1:1/scim/v2', /nothing listens at http:\/\/127.0.0.1:1/],
  [5, 'test users --grep-invert .', /nothing ran/],
  [2, 'test user-read --out LICENSE/here', /the folder .*LICENSE\/here cannot be written to \(ENOTDIR\)/],
  [2, 'simulate entra --out LICENSE', /cannot be written to \(EEXIST\)/],
  [2, 'simulate entra --out /proc/nowhere', /cannot be written to \(ENOENT\)/],
  [2, 'simulate nobody', /no identity provider "nobody"/],
  [2, 'simulate entra --scenario joiner', /no scenario "joiner"/],
  [2, 'simulate entra --option colour=red', /colour/],
  [2, 'simulate entra --option colour', /must look like key=value/],
  [2, 'simulate entra --fault nonsense', /a fault is/],
  [3, 'simulate entra --target http://127.0.0.1:1/scim/v2', /nothing listens/],
  [2, 'serve --port many', /--port is "many"; it must be a port/],
  [2, 'serve --rate-limit fast', /--rate-limit is "fast"; it must look like/],
  [2, 'serve --data LICENSE', /cannot keep data in LICENSE/],
  [2, 'serve --port 0 --seed nowhere.json', /seed file nowhere.json cannot be read/],
  [2, 'serve --port 0 --seed LICENSE', /LICENSE:\d+:\d+: this is no JSON/],
  [2, 'serve here', /too many arguments/],
  [2, 'report', /missing required argument/],
  [2, 'report nowhere.json', /run file nowhere.json cannot be read \(ENOENT\)/],
  [2, 'report package.json', /package.json/],
  [2, 'diff nowhere.json other.json', /run file nowhere.json cannot be read \(ENOENT\)/],
  [2, 'diff package.json', /missing required argument/],
  [3, 'doctor --target http://127.0.0.1:1/scim/v2', /nothing listens at http:\/\/127.0.0.1:1/],
  [2, 'doctor --target nonsense', /target "nonsense" is no URL/],
  [2, 'lint nowhere.json', /document nowhere.json cannot be read \(ENOENT\)/],
  [
    2,
    'lint package.json --kind resorce',
    /--kind is "resorce"; there is no choice "resorce"; did you mean "resource"\?/,
  ],
  [2, 'lint package.json --resource-type Usr', /no resource type "Usr"; did you mean "User"\?/],
  [2, 'lint package.json --schemas LICENSE', /LICENSE:\d+:\d+: this is no JSON/],
  [2, 'init --ci gitlib', /--ci is "gitlib"/],
  [2, 'init --target nonsense', /target "nonsense" is no URL/],
  [2, 'request FETCH /Users', /"FETCH" is no method; use one of GET/],
  [2, 'request GET Users', /the path "Users" must begin with \//],
  [2, 'request POST /Users nowhere.json', /body nowhere.json cannot be read/],
  [2, 'completion tcsh', /no shell "tcsh"; did you mean "bash"\?/],
  [2, 'completion', /missing required argument/],
  [2, 'baseline frob', /no baseline action "frob"/],
  [2, 'baseline show --baseline nowhere.json', /baseline nowhere.json cannot be read/],
  [2, 'list', /missing required argument/],
  [2, 'list cheks', /no list "cheks"; did you mean "checks"\?/],
  [2, 'explain', /missing required argument/],
  [2, 'explain user-craete', /no id "user-craete"; did you mean "user-create"\?/],
  [2, 'test --config nowhere.json', /no config file/],
] as const) {
  test(`scimulate ${line} ends with ${code} and one sentence`, async () => {
    const ended = await inProcess(line.split(' '));
    expect(ended.code, ended.err).toBe(code);
    expect(ended.err).toMatch(sentence);
    expectPlain(ended);
  });
}

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
    expectPlain(second);
    child.kill(signal);
    expect(await once(child, 'close')).toEqual([0, null]);
  }
});

test('an interrupted test cleans up, names the command for the rest, and ends with 130', async () => {
  test.setTimeout(120_000);
  const reference = await startServer({ audit: () => child?.killed === false && child.kill('SIGINT') });
  let child: ChildProcess | undefined;
  try {
    child = started(['test', 'users', '--target', reference.scim, '--token-env', 'MINE', '--out', folder()], {
      MINE: reference.token,
    });
    let err = '';
    child.stderr?.on('data', (chunk) => (err += String(chunk)));
    const [code] = await once(child, 'close');
    expect(code).toBe(130);
    expect(err).toContain(`npx scimulate cleanup --target ${reference.scim} --token-env MINE`);
    const left = await fetch(`${reference.scim}/Users`, { headers: { authorization: `Bearer ${reference.token}` } });
    expect(await left.json()).toMatchObject({ totalResults: 0 });
  } finally {
    await reference.close();
  }
});

test('no credential reaches the terminal or a file', async () => {
  test.setTimeout(120_000);
  const token = 'tell-nobody-4711';
  const tokenFile = test.info().outputPath('token');
  writeFileSync(tokenFile, `${token}\n`);
  const { child, ready } = await serving(['--token-file', tokenFile]);
  try {
    const formats = 'html,junit,md,har,csv';
    const access = ['--target', ready.scim, '--token-env', 'MY_TOKEN'];
    const commands = [
      ['test', 'users', 'discovery', ...access, '--keep-exchanges', 'all', '--report', formats, '--out', folder()],
      ['simulate', 'entra', ...access, '--report', formats, '--out', `${folder()}/entra`],
      [
        'report',
        `${folder()}/run.json`,
        `${folder()}/entra/run.json`,
        '--report',
        formats,
        '--out',
        `${folder()}/both`,
      ],
    ];
    for (const command of commands) {
      const { code, out, err } = await scimulate(command, { MY_TOKEN: token });
      expect(code, `${out}${err}`).toBe(0);
      expect(out + err).not.toContain(token);
    }
    const files = globSync(`${folder()}/**/*`).filter((file) => statSync(file).isFile());
    expect(files.length).toBeGreaterThan(15);
    for (const file of files) expect(readFileSync(file, 'utf8').includes(token), file).toBe(false);
  } finally {
    child.kill();
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

/** As `scimulate`, without the cost of a process: for what starts none itself. */
async function inProcess(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  let out = '';
  let err = '';
  const code = await main(args, {
    env,
    isInteractive: false,
    paper: { color: false, width: 80 },
    out: (line) => (out += `${line}\n`),
    err: (line) => (err += `${line}\n`),
    read: async () => '',
  });
  return { code, out, err };
}

async function scimulate(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  const child = started(args, env);
  let out = '';
  let err = '';
  child.stdout?.on('data', (chunk) => (out += String(chunk)));
  child.stderr?.on('data', (chunk) => (err += String(chunk)));
  const [code] = await once(child, 'close');
  return { code, out, err };
}

async function serving(args: readonly string[] = []) {
  const child = started(['serve', '--port', '0', '--rate-limit', 'off', '--json', ...args], {});
  if (child.stdout === null) throw new Error('there is no standard output');
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  const ready: { readonly ready: true; readonly scim: string; readonly token: string } = JSON.parse(line);
  return { child, ready };
}

function started(args: readonly string[], env: NodeJS.ProcessEnv): ChildProcess {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('SCIMULATE_') && name !== 'CI');
  return spawn(process.execPath, ['src/cli/bin.ts', ...args], { env: { ...Object.fromEntries(inherited), ...env } });
}

/** One line for a person, and no stack. */
function expectPlain({ out, err }: Ended): void {
  expect(err.trim().split('\n')).toHaveLength(1);
  expect(out + err).not.toMatch(/^\s+at .*:\d+/m);
}
