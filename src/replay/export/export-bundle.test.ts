import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import {
  familyName,
  hostile,
  hostileRecording,
  linked,
  ran,
  type Stage,
  stage,
  unpacked,
} from '../../../fixtures/bundles/hostile-case.ts';
import type { Recording } from '../recording/recording.ts';
import { exportBundle } from './export-bundle.ts';

const root = new URL('../../../', import.meta.url);
let faulty: Stage;
let right: Stage;
let recording: Recording;

test.beforeAll(async () => {
  [faulty, right] = await Promise.all([stage(true), stage(false)]);
  recording = await hostileRecording(faulty);
});
test.beforeEach(() => Promise.all([faulty.reset(), right.reset()]));
test.afterAll(() => Promise.all([faulty.close(), right.close()]));

/** In what order a server was sent what the recording sent, whatever the ids. */
function said(bodies: readonly string[]): readonly string[] {
  return bodies.map((body) => body.replace(/[\da-f]{8}-[\da-f-]{27}/g, 'ID'));
}

const sent = (): readonly string[] =>
  said(recording.exchanges.flatMap(({ request }) => (request.body === undefined ? [] : [request.body])));

test('the recording shows the fault at its last step', () => {
  expect(recording.exchanges.map(({ response }) => response?.status)).toEqual([201, 200, 201, 200, 500]);
});

test('run.sh sends the same bodies, ends with 0 where the fault shows, with 1 where it does not, and leaves nothing', async () => {
  const folder = unpacked(recording, test.info().outputPath('bundle'));

  const seen = faulty.bodies().length;
  const shows = await ran('sh', ['run.sh'], folder, faulty);
  expect(shows.output).toContain('the fault shows: ');
  expect(shows.code).toBe(0);
  expect(said(faulty.bodies().slice(seen))).toEqual(sent());

  const gone = await ran('sh', ['run.sh'], folder, right);
  expect(gone.output).toContain('the fault does not show: ');
  expect(gone.code).toBe(1);
  // A second time it meets what a first one has left.
  expect((await ran('sh', ['run.sh'], folder, right)).code).toBe(1);
  expect(existsSync(join(folder, 'pwned'))).toBe(false);
});

test('run.sh ends with 2 where it cannot be said: nobody answers, the credential is wrong, or there is none', async () => {
  const folder = unpacked(recording, test.info().outputPath('bundle'));
  const nobody = await ran('sh', ['run.sh'], folder, { ...right, url: 'http://127.0.0.1:1/scim/v2' });
  expect(nobody.output).toContain('it cannot be said: step1 was answered 000, and in the recording 201');
  expect(nobody.code).toBe(2);
  expect((await ran('sh', ['run.sh'], folder, { ...right, token: 'wrong"\\' })).code).toBe(2);
  const none = await ran('sh', ['run.sh'], folder, { ...right, token: '' });
  expect(none.code).toBe(2);
  expect(none.output).toContain('SCIM_TOKEN');
});

for (const [file, words] of [
  ['case.test.ts', ['--test', 'case.test.ts']],
  ['case.playwright.spec.ts', ['node_modules/@playwright/test/cli.js', 'test', 'case.playwright.spec.ts']],
] as const) {
  test(`${file} fails while the fault is there, and passes when it is gone`, async () => {
    test.slow();
    // Not below the results of this run: Playwright looks for no tests in what git ignores.
    const folder = unpacked(recording, mkdtempSync(join(tmpdir(), 'scimulate-bundle-')));
    linked(folder, '@playwright/test', new URL('node_modules/@playwright/test', root));

    const seen = faulty.bodies().length;
    const shows = await ran(process.execPath, words, folder, faulty);
    expect(shows.output).toContain('it is answered 500');
    expect(shows.code).toBe(1);
    expect(said(faulty.bodies().slice(seen))).toEqual(sent());

    const gone = await ran(process.execPath, words, folder, right);
    expect(gone.code, gone.output).toBe(0);
    expect(existsSync(join(folder, 'pwned'))).toBe(false);
    rmSync(folder, { recursive: true });
  });
}

test('msw-handlers.ts answers as the target did', async () => {
  const folder = unpacked(recording, test.info().outputPath('bundle'));
  linked(folder, 'msw', new URL('node_modules/msw', root));
  const script = `
    import { setupServer } from 'msw/node';
    import { recordedHandlers } from './msw-handlers.ts';
    const server = setupServer(...recordedHandlers('https://scim.example/v2'));
    server.listen({ onUnhandledRequest: 'error' });
    const [made, changed] = ${JSON.stringify(
      recording.exchanges.map(({ request }) => ({
        method: request.method,
        path: request.url.slice(recording.base.length),
        body: request.body ?? null,
      })),
    )}.filter((_, at) => at === 0 || at === 4);
    for (const { method, path, body } of [made, changed]) {
      const answer = await fetch('https://scim.example/v2' + path, { method, body });
      console.log(answer.status, (await answer.json()).userName, answer.headers.get('content-type'));
    }`;
  const { output } = await ran(process.execPath, ['--input-type=module', '-e', script], folder, right);
  expect(output.split('\n')).toEqual([
    expect.stringMatching(
      new RegExp(`^201 ${familyName.replace(/[$()]/g, '\\$&')}@example\\.com application/scim\\+json`),
    ),
    expect.stringMatching(/^500 undefined application\/scim\+json/),
    '',
  ]);
});

test('no file holds the credential, and with pseudonyms none holds a name', () => {
  const plain = [...exportBundle(recording, { version: '0.0.0' })];
  expect(plain.length).toBeGreaterThan(15);
  for (const [name, text] of plain) expect(text, name).not.toContain(faulty.token);
  expect(plain.filter(([, text]) => text.includes('Arcy')).length).toBeGreaterThan(8);

  const hidden = exportBundle(recording, {
    version: '0.0.0',
    pseudonyms: { key: 'a key of sixteen and more' },
    oracle: `state /Users?filter=userName%20eq%20%22${encodeURIComponent(familyName)}%40example.com%22 /Resources/0/name/familyName "${familyName}"`,
    finding: {
      check: 'c',
      title: 'takes a title',
      requirement: '7644-3.5.2-01',
      message: `${familyName} was refused`,
      expected: familyName,
      observed: familyName,
    },
  });
  for (const [name, text] of hidden) {
    expect(text, name).not.toContain(faulty.token);
    expect(text, name).not.toContain('Arcy');
  }
});

test('with pseudonyms the fault still shows', async () => {
  const folder = unpacked(recording, test.info().outputPath('bundle'), {
    pseudonyms: { key: 'a key of sixteen and more' },
  });
  expect((await ran('sh', ['run.sh'], folder, faulty)).code).toBe(0);
  expect((await ran('sh', ['run.sh'], folder, right)).code).toBe(1);
});

test('the README names every file that can be run, and hostile values open nothing in it', () => {
  const folder = unpacked(recording, test.info().outputPath('bundle'));
  const text = readFileSync(join(folder, 'README.md'), 'utf8');
  for (const name of readdirSync(folder))
    if (!/^(?:README|bodies|bruno|reproduce)/.test(name)) expect(text).toContain(`\`${name}\``);
  expect(text).toContain('exit code 0: the fault shows again; 1: it does not');
  expect(text.split('\n').filter((line) => line.startsWith('#'))).toEqual([
    '# A fault, to be seen again',
    '## Steps',
    '## How to run it',
  ]);
  expect(text).not.toMatch(/\u202e|\u2028/);
});

test('what the recording takes for granted is set up first, and what was there stays', async () => {
  const [, ...rest] = recording.exchanges;
  const folder = unpacked({ ...recording, exchanges: rest }, test.info().outputPath('bundle'));
  const shows = await ran('sh', ['run.sh'], folder, faulty);
  expect(shows.output).toMatch(/^setup1 +201 POST/m);
  expect(shows.code, shows.output).toBe(0);
  expect(shows.output).toMatch(/^cleanup-setup1 204 DELETE/m);
});

test('what no answer shows is made plain, and is said to be so', async () => {
  const folder = unpacked({ ...recording, exchanges: recording.exchanges.slice(4) }, test.info().outputPath('bundle'));
  const shows = await ran('sh', ['run.sh'], folder, faulty);
  expect(shows.code, shows.output).toBe(0);
  expect((await ran('sh', ['run.sh'], folder, right)).code).toBe(1);
  expect(readFileSync(join(folder, 'README.md'), 'utf8')).toContain('a plain one is made in its place');
});

test('a finding is exported with what is wrong in the answer', async () => {
  const two = { ...recording, exchanges: recording.exchanges.slice(0, 2) };
  const finding = {
    check: 'c',
    title: 'keeps names',
    requirement: '7643-4.1-01',
    message: 'the name is kept',
    expected: 'another name',
    observed: hostile,
    pointer: '/displayName',
  };
  const folder = unpacked(two, test.info().outputPath('bundle'), { finding });
  expect((await ran('sh', ['run.sh'], folder, right)).code).toBe(0);
  const other = unpacked(two, test.info().outputPath('other'), { finding: { ...finding, pointer: '/nickName' } });
  expect((await ran('sh', ['run.sh'], other, right)).code).toBe(0);
  const oracle = 'value 2 /displayName "another"';
  const third = unpacked(two, test.info().outputPath('third'), { oracle });
  expect((await ran('sh', ['run.sh'], third, right)).code).toBe(1);
});

test('a recording without an error is what should be, and any other answer is the fault', async () => {
  const sound = await hostileRecording(right);
  await right.reset();
  const folder = unpacked(sound, test.info().outputPath('bundle'));
  const same = await ran('sh', ['run.sh'], folder, right);
  expect(same.code, same.output).toBe(1);
  const other = await ran('sh', ['run.sh'], folder, faulty);
  expect(other.output).toContain('step5: it should be answered 200');
  expect(other.code).toBe(0);
  const tests = await ran(process.execPath, ['--test', 'case.test.ts'], folder, right);
  expect(tests.code, tests.output).toBe(0);
});

test('every answer of the writes is read again where the document is asked for', async () => {
  const sound = await hostileRecording(right);
  await right.reset();
  const folder = unpacked(sound, test.info().outputPath('bundle'), { oracle: 'document' });
  const same = await ran('sh', ['run.sh'], folder, right);
  expect(same.code, same.output).toBe(1);
  expect(same.output).toMatch(/^read2 +200 GET \/Groups/m);
});

test('what no script can ask is refused', () => {
  expect(() => exportBundle(recording, { version: '0', oracle: 'check user-create' })).toThrow(
    'checks cannot be run from here',
  );
});
