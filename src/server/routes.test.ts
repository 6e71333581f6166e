import { expect, test } from '@playwright/test';
import { urns } from '#scim';
import { testServer } from './test-server.ts';

const resource = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'PUT'];
const methodsOf: readonly (readonly [path: string, methods: readonly string[]])[] = [
  ['/', ['GET', 'HEAD', 'OPTIONS']],
  ['/Users', ['GET', 'HEAD', 'OPTIONS', 'POST']],
  ['/Users/some', resource],
  ['/Users/.search', ['OPTIONS', 'POST']],
  ['/.search', ['OPTIONS', 'POST']],
  ['/Bulk', ['OPTIONS', 'POST']],
  ['/Me', [...resource.slice(0, 5), 'POST', 'PUT']],
  ['/Schemas', ['GET', 'HEAD', 'OPTIONS']],
  [`/Schemas/${urns.user}`, ['GET', 'HEAD', 'OPTIONS']],
  ['/ResourceTypes', ['GET', 'HEAD', 'OPTIONS']],
  ['/ServiceProviderConfig', ['GET', 'HEAD', 'OPTIONS']],
];

for (const [path, methods] of methodsOf) {
  test(`${path} offers ${methods.join(', ')}, and answers 405 with that list to anything else`, async () => {
    const { send } = testServer();
    const options = await send('OPTIONS', path, undefined, { authorization: '' });
    expect([options.status, options.text]).toEqual([204, '']);
    expect(options.headers.get('allow')?.split(', ').sort()).toEqual(methods);
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'QUERY', 'CONSTRUCTOR'].filter(
      (one) => !methods.includes(one),
    )) {
      const answer = await send(method, path);
      expect([answer.status, answer.body.status, answer.headers.get('allow')], method).toEqual([
        405,
        '405',
        options.headers.get('allow'),
      ]);
    }
  });
}

test('answers HEAD as GET, without the body', async () => {
  const { send, create } = testServer();
  const { id } = await create('Users', { userName: 'ada' });
  for (const path of [`/Users/${id}`, '/Users', '/Users/none', '/Schemas', '/Me', '/Users?filter=x']) {
    const [get, head] = [await send('GET', path), await send('HEAD', path)];
    expect([head.status, head.text, head.headers.get('etag')]).toEqual([get.status, '', get.headers.get('etag')]);
    expect(head.headers.get('content-length'), path).toBe(String(new TextEncoder().encode(get.text).length));
  }
});

test('takes one slash at the end, and nothing else that differs from the published path', async () => {
  const { send, create, server } = testServer();
  const { id } = await create('Users', { userName: 'ada' });
  for (const path of ['/Users/', `/Users/${id}/`, '/Schemas/', '/ServiceProviderConfig/', '/Users/?count=1', '', '/']) {
    expect((await send('GET', path)).status, path).toBe(200);
  }
  // A letter and its percent escape are one, as everywhere in a URL.
  expect((await send('GET', '/%55sers')).body.totalResults).toBe(1);
  expect((await send('GET', `/Use%72s/%${id.charCodeAt(0).toString(16)}${id.slice(1)}`)).body.id).toBe(id);
  for (const path of [
    '//Users',
    '/%2FUsers',
    '/Users%2F',
    '/Schemas%2F*',
    '/%ZZ',
    '/Users//',
    `/Users//${id}`,
    '/users',
    '/USERS',
    `/Users/${id}/name`,
    '/User',
    '/Users/%E0%A4%A',
    '/__proto__',
    '/constructor',
    '/toString/x',
  ]) {
    const answer = await send('GET', path);
    expect([answer.status, answer.body.schemas, answer.body.status], path).toEqual([404, [urns.error], '404']);
  }
  for (const path of ['/', '/scim', '/scim/v2x/Users', '/other/Users']) {
    expect((await server.fetch(new Request(`https://scim.example${path}`))).status, path).toBe(404);
  }
});

test('says of another version of the protocol that it does not speak it', async () => {
  const versioned = testServer();
  for (const path of ['/scim/v9/Users', '/scim/v1', '/scim/v2.1/Users', '/scim/v20/Bulk?x=/scim/v2']) {
    const answer = await versioned.server.fetch(new Request(`https://scim.example${path}`));
    const { schemas, scimType } = await answer.json();
    expect([answer.status, schemas, scimType], path).toEqual([400, [urns.error], 'invalidVers']);
  }
  for (const [basePath, path] of [
    ['/scim/v2', '/v1/Users'],
    ['/scim/v2', '/scim/vx/Users'],
    ['/scim/v2', '/scim/v2x/Users'],
    ['/scim/v2', '/scim/x/v1'],
    ['/scim', '/v1/Users'],
    ['', 'v1/Users'],
  ] as const) {
    const { server } = testServer({ basePath });
    const headers = { authorization: 'Bearer correct horse battery staple' };
    const answer = await server.fetch(new Request(new URL(path, 'https://scim.example'), { headers }));
    expect(answer.status, path).toBe(404);
  }
});

test('serves at whatever base path and public origin it is given', async () => {
  const deep = testServer({ basePath: '/a/b/', publicOrigin: 'https://public.example/' });
  const { meta, id } = await deep.create('Users', { userName: 'ada' });
  expect(meta.location).toBe(`https://public.example/a/b/Users/${id}`);
  const bare = testServer({ basePath: '' });
  expect((await bare.create('Users', { userName: 'ada' })).meta.location).toMatch(/^https:\/\/scim\.example\/Users\//);
});

test('gives every answer an id of its own', async () => {
  const { send } = testServer();
  const answers = [
    await send('GET', '/Users'),
    await send('GET', '/nothing'),
    await send('OPTIONS', '/Users'),
    await send('GET', '/Users', undefined, { authorization: '' }),
  ];
  const ids = answers.map(({ headers }) => headers.get('x-request-id'));
  expect(new Set(ids).size).toBe(4);
  for (const id of ids) expect(id).toMatch(/^[\da-f]{8}-[\da-z]+$/);
});

test('answers 500 without a word about it when the store fails, and tells the host', async () => {
  const told: unknown[] = [];
  const failure = new Error('disk on fire at /var/lib/secret');
  const { send, server } = testServer({ onUnexpected: (error, requestId) => told.push(error, requestId) });
  await send('GET', '/Users');
  server.store.read = () => Promise.reject(failure);
  const answer = await send('GET', '/Users');
  expect([answer.status, answer.body.status, answer.body.schemas]).toEqual([500, '500', [urns.error]]);
  expect(answer.text).not.toContain('fire');
  expect(told).toEqual([failure, answer.headers.get('x-request-id')]);
});
