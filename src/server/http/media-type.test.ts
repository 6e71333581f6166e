import { expect, test } from '@playwright/test';
import { urns } from '#scim';
import { testServer } from '../test-server.ts';

const body = { schemas: [urns.user], userName: 'ada' };

for (const [accept, type] of [
  ['', 'application/scim+json'],
  ['*/*', 'application/scim+json'],
  ['application/*', 'application/scim+json'],
  ['application/scim+json', 'application/scim+json'],
  ['application/SCIM+json; charset=utf-8', 'application/scim+json'],
  ['application/json, application/scim+json;q=0.1', 'application/scim+json'],
  ['text/html, */*;q=0.8', 'application/scim+json'],
  ['application/json', 'application/json'],
  ['application/json;q=0.9, text/plain', 'application/json'],
  ['application/json, application/scim+json;q=0', 'application/json'],
  ['application/scim+json;q=0, */*', 'application/json'],
  ['application/*;q=0, application/scim+json', 'application/scim+json'],
  [' , ,', 'application/scim+json'],
] as const) {
  test(`answers "${accept}" with ${type}, errors included`, async () => {
    const { send } = testServer();
    for (const path of ['/Users', '/Users/none', '/ServiceProviderConfig']) {
      expect((await send('GET', path, undefined, { accept })).headers.get('content-type')).toBe(type);
    }
  });
}

for (const accept of [
  'text/html',
  'application/xml',
  'application/scim+json;q=0',
  'image/*',
  'application/*;q=0, */*',
]) {
  test(`answers 406 to an Accept of ${accept}, and does nothing`, async () => {
    const { send } = testServer();
    const refused = await send('POST', '/Users', body, { accept });
    expect([refused.status, refused.body.status, refused.headers.get('content-type')]).toEqual([
      406,
      '406',
      'application/scim+json',
    ]);
    expect((await send('GET', '/Users')).body.totalResults).toBe(0);
  });
}

for (const [type, status] of [
  ['application/scim+json', 201],
  ['application/json', 201],
  ['application/scim+json; charset=utf-8', 201],
  ['Application/JSON;charset="UTF-8"', 201],
  ['application/json;charset=iso-8859-1', 415],
  ['text/plain', 415],
  ['application/xml', 415],
  ['application/x-www-form-urlencoded', 415],
] as const) {
  test(`answers ${status} to a body of ${type}`, async () => {
    expect((await testServer().send('POST', '/Users', body, { 'content-type': type })).status).toBe(status);
  });
}

test('refuses a compressed body as such, and takes one that says it is not', async () => {
  const { send } = testServer();
  const refused = await send('POST', '/Users', body, { 'content-encoding': 'gzip' });
  expect([refused.status, refused.body.status, refused.headers.get('accept-encoding')]).toEqual([
    415,
    '415',
    'identity',
  ]);
  expect((await send('POST', '/Users', body, { 'content-encoding': 'Identity' })).status).toBe(201);
});

test('takes a body without a type for JSON', async () => {
  const { server } = testServer();
  const bytes = new TextEncoder().encode(JSON.stringify(body));
  const request = new Request('http://x/scim/v2/Users', {
    method: 'POST',
    headers: { authorization: 'Bearer correct horse battery staple' },
    body: bytes,
  });
  expect(request.headers.get('content-type')).toBeNull();
  expect((await server.fetch(request)).status).toBe(201);
});
