import { once } from 'node:events';
import { globSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { expect, test } from '@playwright/test';
import { type RunningServer, startServer } from '#server';
import { type Ended, firstLine, inProcess, scimulate, started } from '../../fixtures/command-line.ts';

// Marked, so that no other text is taken for it; its signs are those that URLs and JSON write in another way.
const secret = 'tell+nobody/4711=y~_x';

const spellings = [
  secret,
  encodeURIComponent(secret),
  Buffer.from(secret).toString('base64').replace(/=+$/, ''),
  Buffer.from(secret).toString('base64url'),
  Buffer.from(`scim:${secret}`).toString('base64').replace(/=+$/, ''),
  JSON.stringify(secret).slice(1, -1),
  secret.replaceAll('/', '\\/'),
];

const formats = 'html,junit,md,sarif,ctrf,har,csv';

let reference: RunningServer;

test.describe.configure({ timeout: 120_000 });

test.beforeEach(async () => {
  reference = await startServer({ token: secret });
});

test.afterEach(async () => {
  await reference.close();
});

const out = () => test.info().outputPath('out');
const file = (name: string, text: string): string => {
  mkdirSync(test.info().outputPath('in'), { recursive: true });
  const path = test.info().outputPath('in', name);
  writeFileSync(path, text);
  return path;
};

test('no verb that takes a credential lets it reach the terminal or a file', async () => {
  const access = ['--target', reference.scim, '--token-env', 'MINE'];
  const at = (folder: string): string[] => ['--out', `${out()}/${folder}`];
  const user = file('user.json', '{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"ada"}');
  const run = `${out()}/test/run.json`;
  const archive = `${out()}/entra/exchanges.har`;
  const lines: readonly (readonly string[])[] = [
    ['test', 'users', ...access, '--keep-exchanges', 'all', '--report', formats, ...at('test')],
    ['test', 'user-read', ...access, '--print-config'],
    ['simulate', 'entra', ...access, '--report', formats, ...at('entra')],
    ['replay', archive, ...access, ...at('replay')],
    ['shrink', archive, ...access, '--oracle', 'status any 201', '--max-time', '2s', ...at('shrink')],
    ['report', run, `${out()}/entra/run.json`, '--report', formats, ...at('both')],
    ['diff', run, run, ...at('diff')],
    ['baseline', 'update', run, '--baseline', `${out()}/baseline.json`],
    ['doctor', ...access],
    ['doctor', ...access, '--json'],
    ['request', 'GET', '/Users?count=1', ...access],
    ['request', 'POST', '/Users', user, ...access, '--json'],
    ['cleanup', ...access, '--dry-run', '--json'],
    ['doctor', '--target', reference.scim, '--token', secret],
    ['doctor', '--target', reference.scim, '--token-file', file('token', `${secret}\n`)],
    ['request', 'GET', '/Users', ...access, '-H', `X-Api-Key: ${secret}`],
  ];
  for (const line of lines) {
    const ended = await (line[0] === 'test' ? scimulate : inProcess)(line, { MINE: secret });
    expectSilent(ended, line.join(' '));
    expect([0, 1], `${line.join(' ')}\n${ended.out}${ended.err}`).toContain(ended.code);
  }
  expect(await keptSilent()).toBeGreaterThan(25);
});

test('a recording holds no credential that passed', async () => {
  const child = started(['record', '--target', reference.scim, '--port', '0', '--json', '--out', out()]);
  let said = '';
  child.stderr?.on('data', (chunk) => (said += String(chunk)));
  child.stdout?.on('data', (chunk) => (said += String(chunk)));
  const { scim }: { readonly scim: string } = JSON.parse(await firstLine(child));
  for (const [path, headers] of [
    ['/Users', { authorization: `Bearer ${secret}` }],
    ['/Users', { authorization: `Basic ${Buffer.from(`scim:${secret}`).toString('base64')}` }],
    ['/Users', { 'x-api-key': secret, cookie: `session=${secret}` }],
    [`/Users?access_token=${encodeURIComponent(secret)}`, {}],
  ] as const) {
    await fetch(`${scim}${path}`, { headers });
  }
  child.kill('SIGTERM');
  await once(child, 'close');
  expectSilent({ code: 0, out: said, err: '' }, 'record');
  expect(await keptSilent()).toBe(1);
});

for (const [auth, credential, more] of [
  ['basic', `scim:${secret}`, []],
  ['header', `X-Api-Key: ${secret}`, []],
  ['oauth2-cc', `scim:${secret}`, ['--token-url', 'TOKEN_URL']],
] as const) {
  test(`neither does one that is sent as ${auth}`, async () => {
    const issuer = createServer((_, response) =>
      response
        .setHeader('content-type', 'application/json')
        .end(JSON.stringify({ access_token: secret, token_type: 'Bearer', expires_in: 60 })),
    ).listen(0, '127.0.0.1');
    await once(issuer, 'listening');
    const address = issuer.address();
    const tokenUrl = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/token`;
    const access = ['--target', reference.scim, '--token-env', 'MINE', '--auth', auth, ...more].map((word) =>
      word === 'TOKEN_URL' ? tokenUrl : word,
    );
    try {
      for (const line of [
        ['doctor', ...access],
        ['request', 'GET', '/Users', ...access],
        ['simulate', 'okta', ...access, '--report', formats, '--out', out()],
        ['test', 'user-read', 'user-create', ...access, '--keep-exchanges', 'all', '--report', formats, '--out', out()],
      ]) {
        expectSilent(await (line[0] === 'test' ? scimulate : inProcess)(line, { MINE: credential }), line.join(' '));
      }
      await keptSilent();
    } finally {
      issuer.close();
    }
  });
}

test('what cannot be read as a credential is not repeated either', async () => {
  for (const [auth, credential] of [
    ['basic', secret],
    ['header', secret],
    ['oauth2-cc', secret],
    ['bearer', `two\nlines ${secret}`],
    ['bearer', `${secret}é☃`],
  ] as const) {
    const line = ['doctor', '--target', reference.scim, '--token-env', 'MINE', '--auth', auth];
    const ended = await inProcess(line, { MINE: credential });
    expectSilent(ended, auth);
    expect([2, 3], `${auth}: ${ended.err}`).toContain(ended.code);
  }
});

function expectSilent({ out: said, err }: Ended, line: string): void {
  for (const spelling of spellings) expect(`${said}${err}`.includes(spelling), line).toBe(false);
}

/** Looks into every file that was written, and says how many these were. */
async function keptSilent(): Promise<number> {
  const files = globSync(`${out()}/**/*`).filter((each) => statSync(each).isFile());
  for (const each of files) {
    const text = readFileSync(each, 'latin1');
    for (const spelling of spellings) expect(text.includes(spelling), `${each}: ${spelling}`).toBe(false);
  }
  return files.length;
}
