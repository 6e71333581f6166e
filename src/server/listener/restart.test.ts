import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { urns } from '#scim';
import { StoreError } from '../store/sqlite-database.ts';
import { startServer } from './start-server.ts';

const headers = { authorization: 'Bearer secret', 'content-type': 'application/scim+json' };

async function inFolder(body: (file: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'scimulate-server-'));
  try {
    await body(join(folder, 'data.db'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const create = (scim: string, userName: string, attributes = {}) =>
  fetch(`${scim}/Users`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ schemas: [urns.user], userName, ...attributes }),
  });

test('goes on after a restart where it stopped: data, versions, order, cursors and tokens', () =>
  inFolder(async (data) => {
    const options = { token: 'secret', data, passwordIterations: 10, publicOrigin: 'https://scim.example' };
    const first = await startServer(options);
    for (const name of ['c', 'a', 'b']) await create(first.scim, name, { password: 'p' });
    const get = async (scim: string, path: string) => (await fetch(scim + path, { headers })).json();
    const before = await get(first.scim, '/Users');
    const { nextCursor } = await get(first.scim, '/Users?cursor&count=2');
    const issued = await first.server.tokens.issue({ name: 'kept' });
    await first.close();

    const second = await startServer(options);
    expect(await get(second.scim, '/Users')).toEqual(before);
    expect((await get(second.scim, `/Users?count=2&cursor=${nextCursor}`)).Resources).toEqual([before.Resources[2]]);
    expect((await create(second.scim, 'A')).status).toBe(409);
    expect(
      (await fetch(`${second.scim}/Users`, { headers: { authorization: `Bearer ${issued.secret}` } })).status,
    ).toBe(200);
    await expect(startServer({ data })).rejects.toThrow(StoreError);
    await second.close();
  }));

/** A server in a process of its own, that can be killed. */
async function spawned(data: string): Promise<{ scim: string; process: ChildProcess }> {
  const server = new URL('../index.ts', import.meta.url).href;
  const script = `const { startServer } = await import(${JSON.stringify(server)});
    const { scim } = await startServer({ token: 'secret', data: ${JSON.stringify(data)} });
    console.log(scim);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(child.stdout, 'data');
  return { scim: String(line).trim(), process: child };
}

test('loses no write that it acknowledged when it is killed in the middle of others', () =>
  inFolder(async (data) => {
    const rounds = Number(process.env.SCIMULATE_KILLS ?? 2);
    const acknowledged: string[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const server = await spawned(data);
      const writers = Array.from({ length: 8 }, async (_, writer) => {
        for (let at = 0; ; at += 1) {
          const name = `u-${round}-${writer}-${at}`;
          const answer = await create(server.scim, name).catch(() => undefined);
          if (answer === undefined) return;
          if (answer.status === 201) acknowledged.push(name);
          if (writer === 0 && at === 20 + round) server.process.kill('SIGKILL');
        }
      });
      await Promise.all(writers);
    }
    const last = await startServer({ token: 'secret', data, maxPageSize: 1_000_000 });
    const { Resources } = await (
      await fetch(`${last.scim}/Users?count=1000000&attributes=userName`, { headers })
    ).json();
    const names: string[] = Resources.map(({ userName }: { userName: string }) => userName);
    expect(acknowledged.length).toBeGreaterThan(rounds * 20);
    expect(names).toEqual(expect.arrayContaining(acknowledged));
    expect(new Set(names).size).toBe(names.length);
    expect((await create(last.scim, acknowledged[0] ?? '')).status).toBe(409);
    await last.close();
  }));
