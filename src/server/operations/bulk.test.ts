import { expect, test } from '@playwright/test';
import { type Json, urns } from '#scim';
import { errorOf, testServer } from '../test-server.ts';
import { bulkUnits } from './bulk-order.ts';

const job = (operations: readonly Json[], more = {}): Json => ({
  schemas: [urns.bulkRequest],
  Operations: operations,
  ...more,
});
const newUser = (userName: string, bulkId: string | undefined = userName): Json => ({
  method: 'POST',
  path: '/Users',
  ...(bulkId === undefined ? {} : { bulkId }),
  data: { schemas: [urns.user], userName },
});
const newGroup = (bulkId: string, ...members: readonly string[]): Json => ({
  method: 'POST',
  path: '/Groups',
  bulkId,
  data: { schemas: [urns.group], displayName: bulkId, members: members.map((value) => ({ value })) },
});
const patchOf = (path: string, ...operations: readonly Json[]): Json => ({
  method: 'PATCH',
  path,
  data: { schemas: [urns.patchOp], Operations: operations },
});
const statuses = (body: { Operations: { status: string }[] }) => body.Operations.map(({ status }) => status);

test('does each operation as the single request would, and answers in the order of the request', async () => {
  const { send, create } = testServer();
  const bob = await create('Users', { userName: 'bob' });
  const group = await create('Groups', { displayName: 'G' });
  const { status, body } = await send(
    'POST',
    '/Bulk',
    job([
      newUser('ada'),
      newUser('BOB', 'twin'),
      { method: 'put', path: `/Users/${bob.id}`, data: { schemas: [urns.user], userName: 'bobby' } },
      patchOf(`/Users/${bob.id}`, { op: 'replace', path: 'title', value: 'x' }),
      patchOf(`/Groups/${group.id}`, { op: 'replace', path: 'displayName', value: 'H' }),
      { method: 'DELETE', path: `/Users/${bob.id}` },
      { method: 'DELETE', path: '/Users/nobody' },
    ]),
  );
  expect(status).toBe(200);
  expect(body.schemas).toEqual([urns.bulkResponse]);
  expect(statuses(body as never)).toEqual(['201', '409', '200', '200', '204', '204', '404']);
  const [made, twin, put] = body.Operations;
  expect(made).toMatchObject({ method: 'POST', bulkId: 'ada', version: 'W/"1"' });
  expect((await send('GET', new URL(made.location).pathname.replace('/scim/v2', ''))).body.userName).toBe('ada');
  expect(twin).toMatchObject({
    bulkId: 'twin',
    response: { schemas: [urns.error], scimType: 'uniqueness', status: '409' },
  });
  expect(put).toMatchObject({ location: `https://scim.example/scim/v2/Users/${bob.id}`, version: 'W/"2"' });
});

test('resolves bulkIds backward, forward, in circles, in paths and in value filters', async () => {
  const { send } = testServer();
  const { body } = await send(
    'POST',
    '/Bulk',
    job([
      newGroup('outer', 'bulkId:inner', 'bulkId:ada'),
      newGroup('inner', 'bulkId:outer'),
      newUser('ada'),
      newUser('bob'),
      patchOf('/Groups/bulkId:inner', {
        op: 'add',
        path: 'members',
        value: [{ value: 'bulkId:bob' }, { value: 'bulkId:ada' }],
      }),
      patchOf('/Groups/bulkId:inner', { op: 'remove', path: 'members[value eq "bulkId:bob"]' }),
    ]),
  );
  expect(statuses(body as never)).toEqual(['201', '201', '201', '201', '204', '204']);
  const idOf = (at: number) => body.Operations[at].location.split('/').at(-1);
  const members = async (at: number) =>
    (await send('GET', `/Groups/${idOf(at)}`)).body.members.map(({ value }: { value: string }) => value);
  expect(await members(0)).toEqual([idOf(1), idOf(2)]);
  expect(await members(1)).toEqual([idOf(0), idOf(2)]);
  expect((await send('GET', '/')).text).not.toContain('bulkId:');
});

test('does a circle together or not at all', async () => {
  const { send } = testServer();
  const { body } = await send(
    'POST',
    '/Bulk',
    job([newGroup('a', 'bulkId:b'), newGroup('b', 'bulkId:a', 'nobody'), newUser('ada')]),
  );
  expect(statuses(body as never)).toEqual(['409', '400', '201']);
  expect((await send('GET', '/Groups')).body.totalResults).toBe(0);
});

test('answers 409 for a bulkId that nothing creates, or whose operation failed', async () => {
  const { send } = testServer();
  const { body } = await send(
    'POST',
    '/Bulk',
    job([newGroup('a', 'bulkId:none'), newGroup('b', 'bulkId:a'), newUser('ada')]),
  );
  expect(statuses(body as never)).toEqual(['409', '409', '201']);
});

test('stops when as many operations have failed as the client accepts, and keeps what was done', async () => {
  const { send } = testServer();
  const operations = [newUser('a'), newUser('A', 'x'), newUser('b'), newUser('B', 'y'), newUser('c')];
  const { body } = await send('POST', '/Bulk', job(operations, { failOnErrors: 2 }));
  expect(statuses(body as never)).toEqual(['201', '409', '201', '409']);
  expect((await send('GET', '/Users')).body.totalResults).toBe(2);
  expect(
    statuses((await send('POST', '/Bulk', job([newUser('A', 'x'), newUser('d')], { failOnErrors: 0 }))).body as never),
  ).toEqual(['409', '201']);
});

test('fails the operation, not the job, for what one operation does wrong', async () => {
  const { send, create } = testServer();
  const { id } = await create('Users', { userName: 'ada' });
  const cases: readonly (readonly [operation: Json, status: string, keyword: string | undefined])[] = [
    [{ method: 'POST', path: '/Users', data: { schemas: [urns.user], userName: 'x' } }, '400', 'invalidValue'],
    [newUser('y', ''), '400', 'invalidValue'],
    [{ method: 'GET', path: `/Users/${id}` }, '400', 'invalidValue'],
    [{ method: 'constructor', path: `/Users/${id}` }, '400', 'invalidValue'],
    [{ method: 'POST', path: `/Users/${id}`, bulkId: 'p' }, '405', undefined],
    [{ method: 'DELETE', path: '/Users' }, '405', undefined],
    [{ method: 'DELETE', path: '/Nothing/1' }, '404', undefined],
    [{ method: 'POST', path: '/Bulk', bulkId: 'q', data: {} }, '404', undefined],
    [{ method: 'POST', path: '/Schemas', bulkId: 's', data: {} }, '405', undefined],
    [{ method: 'PUT', path: '/ServiceProviderConfig', data: {} }, '405', undefined],
    [{ method: 'DELETE', path: '/ResourceTypes/User' }, '405', undefined],
    [{ method: 'GET', path: '/Schemas' }, '400', 'invalidValue'],
    [{ method: 'DELETE', path: '/Me' }, '501', undefined],
    [{ method: 'POST', path: '/Me', bulkId: 'm', data: {} }, '501', undefined],
    [{ method: 'PUT', path: `/Users/${id}` }, '400', 'invalidSyntax'],
    [{ method: 'DELETE', path: `/Users/${id}`, version: 'W/"7"' }, '412', undefined],
  ];
  for (const [operation, status, keyword] of cases) {
    const { body } = await send('POST', '/Bulk', job([operation, newUser('fine')]));
    const [failed, fine] = body.Operations;
    expect([failed.status, failed.response.scimType, failed.response.status], JSON.stringify(operation)).toEqual([
      status,
      keyword,
      status,
    ]);
    expect(failed.response.detail).toMatch(/\w/);
    await send('DELETE', `/Users/${fine.location.split('/').at(-1)}`);
  }
  const twice = await send('POST', '/Bulk', job([newUser('k', 'same'), newUser('l', 'same')]));
  expect(statuses(twice.body as never)).toEqual(['201', '400']);
  expect((await send('GET', `/Users/${id}`)).status).toBe(200);
});

test('does to the user behind /Me what the single request would do', async () => {
  const { server, send, create } = testServer();
  const ada = await create('Users', { userName: 'ada' });
  const headers = { authorization: `Bearer ${(await server.tokens.issue({ subject: 'ada' })).secret}` };
  const operations = [
    patchOf('/Me', { op: 'add', path: 'title', value: 'Dr' }),
    { method: 'DELETE', path: '/Me', version: 'W/"1"' },
    { method: 'DELETE', path: '/Me' },
    { method: 'DELETE', path: '/Me' },
  ];
  const { body } = await send('POST', '/Bulk', job(operations), headers);
  expect(statuses(body as never)).toEqual(['200', '412', '204', '404']);
  expect(body.Operations[0]).toMatchObject({ location: ada.meta.location, version: 'W/"2"' });
  expect(body.Operations[2].location).toBe(ada.meta.location);
});

test('refuses a job that is no job, has no operations or too many', async () => {
  const { send } = testServer({ maxBulkOperations: 2 });
  for (const [body, error] of [
    [[], [400, 'invalidSyntax']],
    [{ Operations: [newUser('a')] }, [400, 'invalidSyntax']],
    [job([]), [400, 'invalidSyntax']],
    [{ schemas: [urns.bulkRequest], Operations: {} }, [400, 'invalidSyntax']],
    [job([1]), [400, 'invalidSyntax']],
    [job([{ method: 'POST' }]), [400, 'invalidSyntax']],
    [job([{ method: 'POST', path: 1 }]), [400, 'invalidSyntax']],
    [job([newUser('a')], { failOnErrors: -1 }), [400, 'invalidValue']],
    [job([newUser('a'), newUser('b'), newUser('c')]), [413, undefined]],
  ] as const) {
    expect(errorOf(await send('POST', '/Bulk', body as Json)), JSON.stringify(body)).toEqual(error);
  }
  expect((await send('GET', '/Users')).body.totalResults).toBe(0);
});

test('orders a job: references first, circles together, all else as sent', () => {
  expect(bulkUnits([[], [], []])).toEqual([[0], [1], [2]]);
  expect(bulkUnits([[2], [], [1]])).toEqual([[1], [2], [0]]);
  expect(bulkUnits([[1], [2], [0], [0]])).toEqual([[0, 1, 2], [3]]);
  const chain = Array.from({ length: 20_000 }, (_, at) => (at < 19_999 ? [at + 1] : []));
  expect(bulkUnits(chain)[0]).toEqual([19_999]);
});
