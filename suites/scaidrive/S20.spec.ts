import { urns } from '#scim';
import { expect, test } from './drive-test.ts';
import { scimCaller } from './scim-caller.ts';

test('S20: a wrong token is answered 401 with a challenge and a SCIM body, whatever is asked', async ({ drive }) => {
  const { token = '' } = drive;
  for (const wrong of ['wrong', `${token}x`, token.slice(0, -1), token.toUpperCase(), `${token},${token}`]) {
    const caller = scimCaller(drive.scim, wrong);
    for (const [method, path] of [
      ['GET', '/Users'],
      ['POST', '/Bulk'],
      ['DELETE', '/Users/none'],
      ['GET', '/nothing'],
    ] as const) {
      const { status, headers, body } = await caller.send(method, path);
      expect([method, path, status]).toEqual([method, path, 401]);
      expect(headers.get('www-authenticate')).toBe('Bearer realm="scim", error="invalid_token"');
      expect(headers.get('content-type')).toMatch(/^application\/scim\+json/);
      expect(body).toMatchObject({ schemas: [urns.error], status: '401' });
      expect(body.detail).toMatch(/unknown, rotated or revoked/);
    }
  }
});

test('S20: without a token the answer asks for one, and the log holds neither the guess nor the path beyond its length', async ({
  start,
}) => {
  const { admin, scim } = await start();
  const bare = await fetch(`${scim}/Users`);
  expect([bare.status, bare.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="scim"']);
  await scimCaller(scim, 'guess-guess-guess').send('GET', `/Users/${'x'.repeat(2000)}`);
  const events = await admin.events('event_type=scim.auth.refused');
  expect(events).toHaveLength(2);
  expect(JSON.stringify(events)).not.toContain('guess-guess');
  expect(JSON.stringify(events).length).toBeLessThan(2500);
});

test('S20: guessing over and over leaves a bounded log', async ({ start }) => {
  const { admin, scim, idp } = await start();
  const caller = scimCaller(scim, 'guess');
  const answers = await Promise.all(Array.from({ length: 60 }, () => caller.send('GET', '/Users')));
  expect(answers.every(({ status }) => status === 401)).toBe(true);
  expect(await admin.events('event_type=scim.auth.refused')).toHaveLength(20);
  await idp.user('ada@example.com');
  expect((await admin.get('/compliance/audit?verify=1')).words).toContain('The chain is whole');
});
