import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { readRun } from '#run';
import { startServer } from '#server';
import { main } from '../main.ts';
import type { Terminal } from '../terminal.ts';

const ada = { id: 'u1', userName: 'ada@example.com', givenName: 'Ada', familyName: 'Byron', email: 'ada@example.com' };
const folder = (): string => test.info().outputPath('out');

/** The verb in this process. */
async function simulated(words: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const lines: string[] = [];
  const terminal: Terminal = {
    env,
    isInteractive: false,
    paper: { color: false, width: 80 },
    out: (line) => lines.push(line),
    err: (line) => lines.push(line),
    read: async () => '',
  };
  const code = await main(['simulate', ...words, '--out', folder()], terminal);
  return { code, text: lines.join('\n') };
}

function runIn(file: string) {
  return readRun(readFileSync(file, 'utf8'), 'run.json');
}

test('people sign in at the console of a target, before SCIM and after it', async () => {
  const password = 'open sesame, please';
  const token = 'scim-token-0123456789abcdef';
  for (const scenario of ['jit-then-scim', 'scim-then-jit']) {
    const server = await startServer({ port: 0, token, adminPassword: password });
    try {
      const target = ['--target', server.scim, '--token-env', 'TOKEN', '--scenario', scenario];
      const env = { TOKEN: token, ADMIN: password };
      const done = await simulated(['entra', ...target, '--admin-password-env', 'ADMIN'], env);

      expect(done).toMatchObject({ code: 0, text: expect.stringContaining('PASS') });
      const file = readFileSync(`${folder()}/run.json`, 'utf8');
      expect(file).toContain('signIn u1: found');
      expect(file).not.toContain(password);
      const without = await simulated(['entra', ...target], env);
      expect(without).toMatchObject({ code: 5, text: expect.stringContaining('--admin-password-env') });
    } finally {
      await server.close();
    }
  }
});

test('all exchanges of a run stand in the order sent, whoever sent them, and each has its own name', async () => {
  const { code } = await simulated(['okta', '--scenario', 'two-idps']);

  expect(code).toBe(0);
  const run = runIn(`${folder()}/run.json`);
  expect(run.simulations.map(({ idp, mode }) => [idp, mode])).toEqual([
    ['okta', 'first'],
    ['entra', 'second'],
  ]);
  expect(run.exchanges.map(({ id }) => id)).toEqual(run.exchanges.map((_, index) => `x${index + 1}`));
});

test('modes of one scenario stand side by side in one run', async () => {
  const { code } = await simulated(['okta', '--scenario', 'group-flapping']);
  expect(code).toBe(0);
  const modes = runIn(`${folder()}/run.json`).simulations.map(({ mode, flapping }) => [mode, flapping]);
  expect(modes).toEqual([
    ['PATCH', []],
    ['PUT', []],
  ]);
});

test('--watch lets the provider react to an edited file, and --ui to the buttons of its page', async () => {
  test.setTimeout(120_000);
  mkdirSync(folder(), { recursive: true });
  const file = `${folder()}/directory.json`;
  writeFileSync(file, JSON.stringify({ users: [ada], groups: [] }));
  const words = ['simulate', 'okta', '--watch', file, '--ui', '--ui-port', '0', '--out', folder()];
  // Variables of the shell are flags, and are not meant for this.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('SCIMULATE_')));
  const child = spawn(process.execPath, ['src/cli/bin.ts', ...words], { env });
  try {
    const said = listening(child);
    const [, origin = ''] = await said(/page: (http:\S+)\//);
    await said(/POST \/Users 201/);

    writeFileSync(file, JSON.stringify({ users: [{ ...ada, familyName: 'King' }], groups: [] }));
    await said(/PUT \/Users\/\S+ 200 okta-update-01/);
    writeFileSync(file, '{ this is no JSON');
    await said(/is no JSON/);

    const page = await (await fetch(`${origin}/`)).text();
    expect(page).toContain('Ada King');
    expect(page).toContain('<svg');
    const key = /name="key" value="([^"]+)"/.exec(page)?.[1] ?? '';
    const press = async (action: string, fields: Readonly<Record<string, string>>) => {
      const body = new URLSearchParams(fields);
      return (await fetch(`${origin}/${action}`, { method: 'POST', body, redirect: 'manual' })).status;
    };
    const grace = { givenName: 'Grace', familyName: 'Hopper', userName: 'grace@example.com' };
    expect(await press('hire', grace)).toBe(403);
    expect(await press('hire', { key, ...grace })).toBe(303);
    expect(await press('create-group', { key, displayName: 'Engineering' })).toBe(303);
    expect(await press('add-member', { key, group: 'g1', user: 'u2' })).toBe(303);
    expect(await press('terminate', { key, user: 'nobody' })).toBe(409);
    const live = await (await fetch(`${origin}/live?since=0`)).text();
    for (const sent of ['POST /Users', 'POST /Groups', 'PATCH /Groups']) expect(live).toContain(sent);

    child.kill('SIGINT');
    const [code] = await once(child, 'close');
    expect(code).toBe(0);
    const run = runIn(`${folder()}/run.json`);
    expect(run.simulations).toMatchObject([{ idp: 'okta', scenario: 'live', converged: true }]);
    expect(JSON.stringify(run)).toContain('okta-group-06');
  } finally {
    child.kill('SIGKILL');
  }
});

/** Waits until a line of what a process says matches. */
function listening(child: ChildProcess): (pattern: RegExp) => Promise<RegExpExecArray> {
  let text = '';
  let wake = (): void => {};
  const hear = (chunk: unknown): void => {
    text += String(chunk);
    wake();
  };
  child.stdout?.on('data', hear);
  child.stderr?.on('data', hear);
  child.on('close', () => {
    text += '\n(closed)';
    wake();
  });
  return async (pattern) => {
    for (;;) {
      const found = pattern.exec(text);
      if (found !== null) return found;
      if (text.endsWith('(closed)')) throw new Error(`it ended without ${pattern}: ${text}`);
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
}
