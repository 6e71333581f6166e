import { expect, test } from '@playwright/test';
import { error, fakeTarget, json } from '../../fixtures/fake-target.ts';
import { discover } from './discovery.ts';
import { freshNames } from './fresh.ts';
import { resources, SetupError } from './resources.ts';
import { session } from './session.ts';
import { targetFrom } from './target.ts';

const target = targetFrom({ url: 'http://fake.example/scim/v2/' }, { SCIMULATE_TOKEN: 'secret' });

function on(transport = fakeTarget()) {
  const running = session({ transport, target, judges: [], prefix: 'scimulate-n-', now: () => 0 });
  return { running, transport };
}

async function usersOn(transport = fakeTarget()) {
  const { running } = on(transport);
  const { user } = await discover(running.http, target);
  const users = resources({
    http: running.http,
    schema: user,
    fresh: freshNames('n', 'w0-', '{}@example.com'),
    defaults: {},
    consistencyTimeoutMs: 0,
    sleep: async () => undefined,
  });
  return { users, running, transport };
}

test('deletes what was created, and nothing else', async () => {
  const transport = fakeTarget();
  transport.users.set('theirs', { id: 'theirs', userName: 'somebody' });
  const { users, running } = await usersOn(transport);
  await users.createAll([{}, {}]);
  expect(transport.users.size).toBe(3);

  await running.cleanUp();
  expect([...transport.users.keys()]).toEqual(['theirs']);
});

test('deletes what a raw request created', async () => {
  const { running, transport } = on();
  await running.http.post('/Users', { userName: 'scimulate-n-raw' });
  await running.cleanUp();
  expect(transport.users.size).toBe(0);
});

test('deletes what was created although the answer had an odd status', async () => {
  const transport = fakeTarget((request, good) => (request.method === 'POST' ? { ...good(), status: 202 } : good()));
  const { running } = on(transport);
  await running.http.post('/Users', { userName: 'scimulate-n-odd' });
  await running.cleanUp();
  expect(transport.users.size).toBe(0);
});

test('gives every created User a name of its own with the prefix of the run', async () => {
  const { users } = await usersOn();
  const made = await users.createAll([{}, {}, {}]);
  const names = made.map(({ userName }) => String(userName));
  expect(new Set(names).size).toBe(3);
  for (const name of names) expect(name).toMatch(/^scimulate-n-w0-\d+@example\.com$/);
});

test('says which step failed when a User cannot be created', async () => {
  const { users } = await usersOn(fakeTarget((request, good) => (request.method === 'POST' ? error(403) : good())));
  await expect(users.create()).rejects.toThrow(SetupError);
  await expect(users.create()).rejects.toThrow('POST /Users answered 403');
});

test('waits for a User that a slow target does not show yet', async () => {
  let hidden = 2;
  const transport = fakeTarget((request, good) => {
    const isRead = request.method === 'GET' && request.url.includes('/Users/');
    hidden -= isRead ? 1 : 0;
    return isRead && hidden >= 0 ? error(404) : good();
  });
  const { running } = on(transport);
  const { user } = await discover(running.http, target);
  const waits: number[] = [];
  const users = resources({
    http: running.http,
    schema: user,
    fresh: freshNames('n', '', '{}'),
    defaults: {},
    consistencyTimeoutMs: 1000,
    sleep: async (ms) => void waits.push(ms),
  });
  expect((await users.create()).userName).toBeDefined();
  expect(waits).toEqual([50, 100]);
});

test('sends the credential, and leaves a header out where told to', async () => {
  const sent: string[] = [];
  const transport = fakeTarget((request, good) => {
    sent.push(request.headers.map(([name, value]) => `${name}: ${value}`).join('\n'));
    return good();
  });
  const { running } = on(transport);
  await running.http.get('/Users');
  await running.http.get('/Users', {}, { authorization: undefined, accept: 'text/html' });
  expect(sent[0]).toContain('Authorization: Bearer secret');
  expect(sent[0]).toContain('Accept: application/scim+json');
  expect(sent[1]).toBe('accept: text/html');
});

test('takes the definitions of the RFC where the target publishes none', async () => {
  const bare = fakeTarget((request, good) => (request.url.includes('/Users') ? good() : error(404)));
  const discovery = await discover(on(bare).running.http, target);
  expect(discovery.assumed).toEqual(['ServiceProviderConfig', 'ResourceTypes', 'Schemas']);
  expect(discovery.capabilities.get('filter')).toBe(true);
  expect(discovery.capabilities.get('bulk')).toBe(false);
  expect(discovery.user.base.attributes.has('username')).toBe(true);
});

test('believes what the target says of itself', async () => {
  const discovery = await discover(on().running.http, target);
  expect(discovery.assumed).toEqual([]);
  expect(discovery.capabilities.get('patch')).toBe(false);
  expect(discovery.maxResults).toBe(100);
  expect(discovery.group).toBeUndefined();
});

for (const [what, answer, says] of [
  ['a target that refuses the credential', error(401), 'refuses the credential'],
  [
    'a web page',
    { status: 200, headers: [['Content-Type', 'text/html'] as const], body: '<html>' },
    'does not look like a SCIM server',
  ],
  ['a target that is broken', json(500, {}), 'cannot be judged'],
] as const) {
  test(`says in one sentence that ${what} cannot be judged`, async () => {
    await expect(discover(on(fakeTarget(() => answer)).running.http, target)).rejects.toThrow(says);
  });
}
