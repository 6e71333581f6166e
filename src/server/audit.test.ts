import { expect, test } from '@playwright/test';
import { urns } from '#scim';
import { testServer } from './test-server.ts';

test('tells the audit of each write in its transaction: who, what, before, after and which tolerances', async () => {
  const { create, patch, send, server } = testServer({
    audit: (event, transaction) => transaction.log(event),
    now: () => 0,
  });
  const user = await create('Users', { userName: 'ada', password: 'hush' });
  const group = await create('Groups', { displayName: 'G' });
  const changed = await patch(`/Users/${user.id}`, { op: 'Replace', path: 'active', value: 'False' });
  await patch(`/Users/${user.id}`, { op: 'replace', path: 'active', value: false });
  await patch(`/Groups/${group.id}`, { op: 'add', path: 'members', value: [{ value: user.id }] });
  await send('DELETE', `/Users/${user.id}`);

  const events = (await server.store.read((view) => view.events({ limit: 99 }))).map(({ event }) => event).reverse();
  expect(events.map(({ type }) => type)).toEqual([
    'scim.user.created',
    'scim.group.created',
    'scim.user.changed',
    'scim.group.changed',
    'scim.user.deleted',
  ]);
  expect(events[2]).toMatchObject({
    at: '1970-01-01T00:00:00.000Z',
    requestId: changed.headers.get('x-request-id'),
    actor: { name: 'token' },
    target: { type: 'User', id: user.id },
    before: { active: true },
    after: { active: false },
    tolerances: [
      { id: 'op-case', operation: 0 },
      { id: 'text-boolean', operation: 0 },
    ],
  });
  expect(events[3]?.members).toEqual({ added: [user.id], removed: [] });
  expect(events[4]).toMatchObject({ after: null, before: { userName: 'ada' } });
  expect(JSON.stringify(events)).not.toMatch(/hush|pbkdf2/);
});

test('keeps no event of a write that was undone, and one of each refusal', async () => {
  const { send, server } = testServer({
    audit: (event, transaction) => transaction.log(event),
    rateLimit: { requests: 4, perMs: 1e9 },
  });
  const name = (userName: string) => ({ schemas: [urns.user], userName });
  await send('POST', '/Users', name('ada'));
  await send('POST', '/Users', name('ADA'));
  await send('GET', '/Users/none');
  await send('GET', '/Users', undefined, { authorization: 'Bearer guess' });
  await send('DELETE', '/Users/none');
  await send('GET', '/Users');
  const events = (await server.store.read((view) => view.events({ limit: 99 }))).map(({ event }) => event).reverse();
  expect(events.map(({ type, status, scimType }) => [type, status, scimType])).toEqual([
    ['scim.user.created', undefined, undefined],
    ['scim.request.refused', 409, 'uniqueness'],
    ['scim.auth.refused', 401, undefined],
    ['scim.request.refused', 404, undefined],
    ['scim.rate.refused', 429, undefined],
  ]);
  expect(JSON.stringify(events)).not.toContain('guess');
});

test('tells of the operations of a bulk job one by one', async () => {
  const { send, server } = testServer({ audit: (event, transaction) => transaction.log(event) });
  const add = (userName: string, bulkId: string) => ({
    method: 'POST',
    path: '/Users',
    bulkId,
    data: { schemas: [urns.user], userName },
  });
  await send('POST', '/Bulk', { schemas: [urns.bulkRequest], Operations: [add('ada', 'a'), add('ADA', 'b')] });
  const events = await server.store.read((view) => view.events({ limit: 9 }));
  expect(events.map(({ event }) => [event.type, event.status])).toEqual([
    ['scim.request.refused', 409],
    ['scim.user.created', undefined],
  ]);
});

test('takes the change back when the audit cannot keep its event', async () => {
  const { send } = testServer({
    audit: () => {
      throw new Error('the log is full');
    },
  });
  expect((await send('POST', '/Users', { schemas: [urns.user], userName: 'ada' })).status).toBe(500);
  expect((await send('GET', '/Users')).body.totalResults).toBe(0);
});
