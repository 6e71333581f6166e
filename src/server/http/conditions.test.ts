import { expect, test } from '@playwright/test';
import { urns } from '#scim';
import { testServer } from '../test-server.ts';

const rename = { schemas: [urns.patchOp], Operations: [{ op: 'replace', path: 'displayName', value: 'x' }] };

test('answers 304 without a body while the client has the present version', async () => {
  const { create, send } = testServer();
  const { id } = await create('Users', { userName: 'ada' });
  for (const [tag, status] of [
    ['W/"1"', 304],
    ['"1"', 304],
    ['*', 304],
    ['"9", W/"1"', 304],
    ['W/"2"', 200],
    ['1', 200],
  ] as const) {
    const answer = await send('GET', `/Users/${id}`, undefined, { 'if-none-match': tag });
    expect([answer.status, answer.headers.get('etag')], tag).toEqual([status, 'W/"1"']);
    if (status === 304) expect(answer.text).toBe('');
  }
});

test('writes only to the version that If-Match names, whatever the method', async () => {
  const { create, send } = testServer();
  const user = await create('Users', { userName: 'ada' });
  const path = `/Users/${user.id}`;
  for (const [method, body] of [
    ['PUT', { schemas: [urns.user], userName: 'other' }],
    ['PATCH', rename],
    ['DELETE', undefined],
  ] as const) {
    for (const headers of [
      { 'if-match': 'W/"7"' },
      { 'if-match': '"nonsense"' },
      { 'if-none-match': '*' },
      { 'if-none-match': 'W/"1"' },
    ]) {
      const refused = await send(method, path, body, headers);
      expect([refused.status, refused.body.status], method).toEqual([412, '412']);
    }
  }
  expect((await send('GET', path)).body).toEqual(user);
  expect((await send('PATCH', path, rename, { 'if-match': user.meta.version })).status).toBe(200);
  expect((await send('PATCH', path, rename, { 'if-match': 'W/"1"' })).status).toBe(412);
  expect((await send('GET', path, undefined, { 'if-match': 'W/"1"' })).status).toBe(412);
  expect((await send('DELETE', path, undefined, { 'if-match': '*' })).status).toBe(204);
  expect((await send('DELETE', path, undefined, { 'if-match': '*' })).status).toBe(404);
});

test('lets one of many concurrent writers with the same version through', async () => {
  const { create, send } = testServer();
  const { id } = await create('Users', { userName: 'ada' });
  const writes = Array.from({ length: 20 }, (_, at) =>
    send('PUT', `/Users/${id}`, { schemas: [urns.user], userName: `ada${at}` }, { 'if-match': 'W/"1"' }),
  );
  const statuses = (await Promise.all(writes)).map(({ status }) => status).sort();
  expect(statuses).toEqual([200, ...Array.from({ length: 19 }, () => 412)]);
});
