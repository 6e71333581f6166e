import { expect, test } from '@playwright/test';
import { startProxy } from '#replay';
import { type RunningServer, startServer } from '#server';
import { scimulate } from '../../../fixtures/command-line.ts';
import { main } from '../main.ts';

let server: RunningServer;
test.beforeEach(async () => {
  server = await startServer({ port: 0 });
});
test.afterEach(() => server.close());

const headers = () => ({ authorization: `Bearer ${server.token}`, 'content-type': 'application/scim+json' });
const create = async (endpoint: string, members: object) => {
  const schema = `urn:ietf:params:scim:schemas:core:2.0:${endpoint.slice(0, -1)}`;
  const body = JSON.stringify({ schemas: [schema], ...members });
  const answer = await fetch(`${server.scim}/${endpoint}`, { method: 'POST', headers: headers(), body });
  expect(answer.status).toBe(201);
};
const usersLeft = async (): Promise<number> => {
  const answer: { totalResults: number } = await (await fetch(`${server.scim}/Users`, { headers: headers() })).json();
  return answer.totalResults;
};

async function cleanup(...flags: readonly string[]) {
  let out = '';
  let err = '';
  const code = await main(['cleanup', '--target', server.scim, '--token-env', 'MINE', ...flags], {
    env: { MINE: server.token },
    isInteractive: false,
    paper: { color: false, width: 80 },
    out: (line) => (out += `${line}\n`),
    err: (line) => (err += `${line}\n`),
    read: async () => '',
  });
  return { code, out, err };
}

test('lists what runs have left, deletes it, and leaves what belongs to others', async () => {
  for (const userName of ['scimulate-abc-w0-1@example.com', 'scimulate-xyz-w0-1@example.com', 'ada@example.com']) {
    await create('Users', { userName });
  }
  await create('Groups', { displayName: 'scimulate-abc-w0-2-crew' });

  const dry = await cleanup('--dry-run');
  expect(dry).toMatchObject({ code: 0, err: '' });
  expect(dry.out).toMatch(/3 bear the name scimulate-:\n {2}\/Groups\/\S+ {2}scimulate-abc-w0-2-crew\n/);
  expect(await usersLeft()).toBe(3);

  const denied = await cleanup('--writes', 'deny');
  expect(denied.code).toBe(2);
  expect(denied.out).toContain('3 bear the name');
  expect(denied.err).toMatch(/say --writes allow/);
  expect(await usersLeft()).toBe(3);

  expect((await cleanup('--prefix', 'scimulate-xyz-')).out).toContain('Deleted 1 of 1.');
  const rest: { found: unknown[]; deleted: number } = JSON.parse((await cleanup('--json')).out);
  expect(rest).toMatchObject({ deleted: 2, left: [], unread: [] });
  expect(await usersLeft()).toBe(1);
  expect((await cleanup()).out).toMatch(/^Nothing on .* bears the name scimulate-\.\n$/);
});

test('what a check draws names for is ours by its name, where the schema lets names be drawn', async () => {
  test.setTimeout(60_000);
  const loose = await startServer({ port: 0, uniqueGroupNames: false });
  const created: string[] = [];
  const proxy = await startProxy({
    target: loose.scim,
    onExchange: ({ request, response }) => {
      if (request.method === 'POST' && response?.status === 201) created.push(response.body);
    },
  });
  const args = ['test', 'group-round-trip', '--target', proxy.url, '--out', test.info().outputPath('out')];
  const { code, err } = await scimulate([...args, '--token-env', 'MINE', '--seed', '7'], { MINE: loose.token });
  await proxy.close();
  await loose.close();

  expect(code, err).toBe(0);
  expect(created.length).toBeGreaterThan(4);
  expect(created.filter((body) => !/"displayName":"scimulate-/.test(body))).toEqual([]);
});

for (const [code, flags, says] of [
  [2, ['--prefix', 'ada'], /begins with "scimulate-", and nothing else is deleted/],
  [3, ['--target', 'http://127.0.0.1:1/scim/v2'], /nothing listens/],
] as const) {
  test(`ends with ${code} for ${flags.join(' ')}`, async () => {
    const ended = await cleanup(...flags);
    expect(ended.code).toBe(code);
    expect(ended.err).toMatch(says);
  });
}
