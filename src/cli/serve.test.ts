import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';

const bin = fileURLToPath(new URL('bin.ts', import.meta.url));

/** What `serve --json` says when it is ready. */
async function ready(child: ChildProcess): Promise<Readonly<Record<string, unknown>>> {
  let text = '';
  if (child.stdout === null) throw new Error('there is no standard output');
  for await (const chunk of child.stdout) {
    text += String(chunk);
    if (text.includes('\n')) return JSON.parse(text.slice(0, text.indexOf('\n')));
  }
  throw new Error('the server ended before it was ready');
}

for (const [words, args, status] of [
  ['S2: serve --setup has no token, and refuses SCIM until it is enabled', ['--setup'], 401],
  ['serve says where its console is, with the password that opens it', [], 200],
] as const) {
  test(words, async () => {
    const child = spawn(process.execPath, [bin, 'serve', '--port', '0', '--json', ...args], { stdio: 'pipe' });
    try {
      const line = await ready(child);
      expect(Object.keys(line)).toEqual(['ready', 'scim', 'token', 'console', 'adminPassword']);
      const { scim, token, console, adminPassword } = line;
      expect(typeof token).toBe(status === 200 ? 'string' : 'object');
      const answer = await fetch(`${scim}/Users`, { headers: { authorization: `Bearer ${token}` } });
      expect(answer.status).toBe(status);
      expect(console).toBe(`${new URL(String(scim)).origin}/`);
      const body = new URLSearchParams({ password: String(adminPassword) });
      const opened = await fetch(`${console}sign-in`, { method: 'POST', body, redirect: 'manual' });
      expect([opened.status, opened.headers.get('location')]).toEqual([303, '/']);
    } finally {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
  });
}

test('serve --seed and --control: what is there from the start, and a way for tests to hold it', async () => {
  const seed = test.info().outputPath('seed.json');
  writeFileSync(
    seed,
    JSON.stringify({ users: [{ userName: 'ada', externalId: 'e1' }], groups: [{ displayName: 'G', members: ['e1'] }] }),
  );
  const args = ['serve', '--port', '0', '--json', '--control', '--seed', seed];
  const child = spawn(process.execPath, [bin, ...args], { stdio: 'pipe' });
  try {
    const { scim, token, control } = await ready(child);
    const headers = { authorization: `Bearer ${token}` };
    const state = async () => (await fetch(`${control}state`, { headers })).json();
    expect(await state()).toMatchObject({ User: [{ userName: 'ada' }], Group: [{ members: [{}] }] });
    expect((await fetch(`${scim}/Groups`, { headers })).status).toBe(200);
    const init = { method: 'PUT', headers, body: JSON.stringify({ faults: ['GET /Groups 429'] }) };
    await fetch(`${control}faults`, init);
    expect((await fetch(`${scim}/Groups`, { headers })).status).toBe(429);
  } finally {
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
});
