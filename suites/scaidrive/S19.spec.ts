import { urns } from '#scim';
import { secretIn } from './admin.ts';
import { expect, test } from './drive-test.ts';
import { person, providerAt, simulatorOf } from './provider.ts';
import { scimCaller } from './scim-caller.ts';

test('S19: of 700 requests at the same time, one token is answered 600 a minute, and the others are told when', async ({
  start,
}) => {
  const { idp } = await start();
  const began = performance.now();
  const answers = await Promise.all(Array.from({ length: 700 }, () => idp.send('GET', '/Users?count=0')));
  // The bucket fills again while we ask: ten a second.
  const refilled = Math.ceil((performance.now() - began) / 100);
  const passed = answers.filter(({ status }) => status === 200).length;
  expect(passed).toBeGreaterThanOrEqual(600);
  expect(passed).toBeLessThanOrEqual(600 + refilled);

  const refused = answers.filter(({ status }) => status === 429);
  expect(refused.length).toBe(700 - passed);
  for (const { headers, body } of refused) {
    expect(headers.get('retry-after')).toMatch(/^[1-9]\d*$/);
    expect(headers.get('content-type')).toMatch(/^application\/scim\+json/);
    expect(body).toMatchObject({ schemas: [urns.error], status: '429' });
  }
});

test('S19: whoever waits as told gets through, and another token has a limit of its own', async ({ start }) => {
  const drive = await start('--rate-limit', '2/s');
  const { admin, idp, scim } = drive;
  const first = await Promise.all([1, 2, 3, 4].map(() => idp.send('GET', '/Users')));
  const told = first.find(({ status }) => status === 429)?.headers.get('retry-after');
  expect(told).toBe('1');
  const other = scimCaller(scim, secretIn((await admin.post('/identity/scim/tokens', { name: 'Second' })).html));
  expect((await other.send('GET', '/Users')).status).toBe(200);
  await expect(async () => expect((await idp.send('GET', '/Users')).status).toBe(200)).toPass({ timeout: 5000 });
});

test('S19: the rate is set in the console, holds at once, and a restart remembers it', async ({ start }) => {
  const drive = await start();
  const wrong = await drive.admin.post('/system/settings/rate-limit', { rate: 'as fast as you like' });
  expect([wrong.status, wrong.words.includes('600/min')]).toEqual([400, true]);
  await drive.admin.post('/system/settings/rate-limit', { rate: '3/h' });
  const statuses = await Promise.all([1, 2, 3, 4, 5].map(() => drive.idp.send('GET', '/Users')));
  expect(statuses.map(({ status }) => status).toSorted()).toEqual([200, 200, 200, 429, 429]);
  expect(await drive.admin.events('event_type=scaidrive.settings.changed')).toMatchObject([
    { changes: [{ path: 'rateLimit', after: '3 in 3600000 ms' }] },
  ]);
  if (drive.data === undefined) return;
  await drive.stop();
  const again = await start('--data', drive.data);
  expect((await again.admin.get('/system/settings')).html).toContain('value="3/h"');
});

test('S19: a first cycle of Entra ID survives the limit, and nobody is missing at the end', async ({ start, word }) => {
  const drive = await start('--rate-limit', '20/s');
  const people = Array.from({ length: 24 }, (_, at) => person(`u${at}`, word));
  const entra = providerAt({
    simulator: simulatorOf('entra'),
    server: drive,
    directory: {
      users: people,
      groups: [{ id: 'g1', displayName: 'Engineering', members: people.map(({ id }) => id) }],
    },
  });
  expect(await entra.connect()).toBe(true);
  await entra.sync();
  await entra.settle(10);
  expect(entra.count(429)).toBeGreaterThan(0);
  const { body } = await drive.idp.send('GET', '/Users?count=0');
  expect(body.totalResults).toBe(24);
  const { words } = await drive.admin.get('/groups/engineering');
  expect(people.filter(({ userName }) => !words.includes(userName))).toEqual([]);
});

test('S19: the limit is told in a header, and not where there is none', async ({ drive, start }) => {
  expect((await drive.idp.send('GET', '/Users?count=0')).headers.get('ratelimit-policy')).toBeNull();
  const limited = await start();
  const { headers } = await limited.idp.send('GET', '/Users?count=0');
  expect(headers.get('ratelimit-policy')).toBe('"token";q=600;w=60');
});
