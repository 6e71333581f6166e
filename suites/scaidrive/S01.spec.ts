import { isList, isObject, urns } from '#scim';
import { expect, test } from './drive-test.ts';
import { scimCaller, userBody } from './scim-caller.ts';

test('S1: SCIM 2.0 stands at <origin>/scim/v2/, with or without the last slash', async ({ drive, word }) => {
  expect(new URL(drive.scim).pathname).toBe('/scim/v2');
  const { idp } = drive;
  const id = await idp.user(`${word}@example.com`);
  expect((await idp.send('GET', `/Users/${id}/`)).body.id).toBe(id);
  const config = await idp.send('GET', '/ServiceProviderConfig');
  expect(config.headers.get('content-type')).toMatch(/^application\/scim\+json/);
  for (const feature of ['patch', 'bulk', 'filter', 'sort', 'etag', 'changePassword']) {
    expect([feature, config.body[feature]]).toEqual([feature, expect.objectContaining({ supported: true })]);
  }
});

test('S1: the whole protocol is there, not a part of it', async ({ drive, word }) => {
  const { idp } = drive;
  const userName = `${word}@example.com`;
  const id = await idp.user(userName, { title: 'Countess' });
  const group = await idp.group(word, [id]);
  const filter = encodeURIComponent(`userName eq "${userName}"`);
  for (const [method, path, body, status] of [
    ['GET', `/Users?filter=${filter}&attributes=userName`, undefined, 200],
    ['GET', '/Users?sortBy=userName&startIndex=1&count=1', undefined, 200],
    ['GET', '/Users?cursor&count=1', undefined, 200],
    ['HEAD', `/Users/${id}`, undefined, 200],
    ['OPTIONS', '/Users', undefined, 204],
    ['POST', '/.search', { schemas: [urns.searchRequest], filter: `userName eq "${userName}"` }, 200],
    ['POST', '/Users/.search', { schemas: [urns.searchRequest], count: 1 }, 200],
    ['PATCH', `/Users/${id}`, { schemas: [urns.patchOp], Operations: [{ op: 'remove', path: 'title' }] }, 200],
    ['PUT', `/Users/${id}`, userBody(userName), 200],
    [
      'POST',
      '/Bulk',
      { schemas: [urns.bulkRequest], Operations: [{ method: 'DELETE', path: `/Groups/${group}` }] },
      200,
    ],
    // The token of the start speaks for nobody.
    ['GET', '/Me', undefined, 501],
    ['GET', '/Schemas', undefined, 200],
    ['GET', '/ResourceTypes', undefined, 200],
    ['DELETE', `/Users/${id}`, undefined, 204],
    ['GET', `/Users/${id}`, undefined, 404],
  ] as const) {
    const answer = await idp.send(method, path, body);
    expect([method, path, answer.status]).toEqual([method, path, status]);
  }
});

test('S1: the base path is as the server is told, and nothing stands beside it', async ({ start }) => {
  const drive = await start('--base-path', '/api/identity/v9');
  expect(new URL(drive.scim).pathname).toBe('/api/identity/v9');
  const { body } = await drive.idp.send('POST', '/Users', userBody('ada'));
  expect(isObject(body.meta) ? body.meta.location : undefined).toBe(`${drive.scim}/Users/${body.id}`);
  const types = await drive.idp.send('GET', '/ResourceTypes');
  expect(isList(types.body.Resources) ? types.body.Resources.length : 0).toBe(2);
  const usual = scimCaller(`${new URL(drive.scim).origin}/scim/v2`, drive.token ?? '');
  await expect(
    usual.send('GET', '/Users').then(
      ({ status }) => status,
      () => 404,
    ),
  ).resolves.toBe(404);
  expect((await drive.admin.get('/identity/scim')).words).toContain(drive.scim);
});
