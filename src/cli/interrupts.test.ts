import { once } from 'node:events';
import { existsSync, globSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { type RunningServer, startServer } from '#server';
import { ended, firstLine, started } from '../../fixtures/command-line.ts';

// Processes that are stopped, each with servers beside them: slow where other work is done.
test.describe.configure({ timeout: 120_000 });

const codes = { SIGINT: 130, SIGTERM: 143 } as const;
const signals = ['SIGINT', 'SIGTERM'] as const;
const out = () => test.info().outputPath('out');

let reference: RunningServer | undefined;

test.afterEach(async () => {
  await reference?.close();
  reference = undefined;
});

/** How many requests have come when the signal is sent, and how often it is. */
const moments = [
  ['at the first request', 1, 1],
  ['in the middle', 25, 1],
  ['in the middle, twice', 25, 2],
] as const;

for (const [verb, ...words] of [
  ['test', 'users'],
  ['simulate', 'entra', '--real-time'],
] as const) {
  for (const signal of signals) {
    for (const [when, after, times] of moments) {
      // A provider that waits in real time has not asked 25 times when it is waited for.
      const asked = verb === 'simulate' ? Math.min(after, 3) : after;
      test(`${verb} ends with ${codes[signal]} on ${signal} ${when}, without a stack and leaving nothing`, async () => {
        let count = 0;
        let child: ReturnType<typeof started> | undefined;
        const server = await startServer({
          audit: () => {
            count += 1;
            if (count === asked) for (let sent = 0; sent < times; sent += 1) child?.kill(signal);
          },
        });
        reference = server;
        const access = ['--target', server.scim, '--token-env', 'MINE', '--out', out()];
        child = started([verb, ...words, ...access], { MINE: server.token });
        const { code, out: said, err } = await ended(child);
        expect(code, `${said}${err}`).toBe(codes[signal]);
        expect(said + err).not.toMatch(/^\s+at .*:\d+/m);
        expect(said + err).not.toContain('bug of ours');
        expect(globSync(`${out()}/**/*.tmp`)).toEqual([]);
        if (verb === 'simulate') {
          expect(err).toMatch(
            /^scimulate: interrupted; .* npx scimulate simulate entra --target http.* --token-env MINE --scenario /,
          );
          return;
        }
        expect(err).toContain(`npx scimulate cleanup --target ${server.scim} --token-env MINE`);
        const left = await fetch(`${server.scim}/Users`, { headers: { authorization: `Bearer ${server.token}` } });
        if (times === 1) expect(await left.json()).toMatchObject({ totalResults: 0 });
      });
    }
  }
}

for (const signal of signals) {
  test(`serve and record end with 0 on ${signal}, or on two of them`, async () => {
    for (const words of [
      ['serve', '--port', '0', '--json'],
      ['record', '--port', '0', '--json', '--target', 'http://127.0.0.1:1/scim', '--out', out()],
    ]) {
      for (const times of [1, 2]) {
        const child = started(words);
        await firstLine(child);
        for (let sent = 0; sent < times; sent += 1) child.kill(signal);
        expect(await once(child, 'close'), `${words[0]} ${times}`).toEqual([0, null]);
      }
    }
    expect(existsSync(`${out()}/recording.har`)).toBe(true);
  });
}

test('signals that go on until the process is gone do not change how it ends', async () => {
  const child = started(['record', '--port', '0', '--json', '--target', 'http://127.0.0.1:1/scim', '--out', out()]);
  await firstLine(child);
  const again = setInterval(() => child.kill('SIGTERM'), 1);
  const end = await once(child, 'close');
  clearInterval(again);
  expect(end).toEqual([0, null]);
});

for (const line of [
  'list requirements',
  'list requirements --json',
  'explain 7644-3.5.2-09',
  'test --list',
  'test --help',
]) {
  test(`scimulate ${line} | head -1 ends without a word`, async () => {
    const child = started(line.split(' '));
    let err = '';
    child.stderr?.on('data', (chunk) => (err += String(chunk)));
    child.stdout?.once('data', () => child.stdout?.destroy());
    const [code] = await once(child, 'close');
    expect({ code, err }).toEqual({ code: 0, err: '' });
  });
}
