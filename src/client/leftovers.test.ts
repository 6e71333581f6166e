import { expect, test } from '@playwright/test';
import { error, type Fault, fakeTarget } from '../../fixtures/fake-target.ts';
import { deleteLeftovers, leftoversOf } from './leftovers.ts';
import { scimClient } from './scim-client.ts';

function clientOf(fault?: Fault) {
  const transport = fakeTarget(fault);
  for (const [id, userName] of [
    ['1', 'scimulate-abc-w0-1@example.com'],
    ['2', 'somebody@example.com'],
    ['3', 'SCIMULATE@example.com'],
    ['4', 'pre.scimulate-xyz-w1-9-hint'],
  ] as const) {
    transport.users.set(id, { id, userName });
  }
  return {
    users: transport.users,
    client: scimClient({ baseUrl: 'http://f/scim/v2', transport, auth: { kind: 'none' } }),
  };
}

test('finds what bears the prefix and nobody else, and deletes it', async () => {
  const { users, client } = clientOf();
  const { found, unread } = await leftoversOf(client, 'scimulate-');
  expect(found.map(({ id }) => id)).toEqual(['1', '4']);
  expect(unread).toEqual([]);
  expect(await deleteLeftovers(client, found)).toEqual([]);
  expect([...users.keys()]).toEqual(['2', '3']);
});

test('finds what a check renamed in capitals', async () => {
  const { users, client } = clientOf(({ url }, good) => (url.includes('filter=') ? error(400) : good()));
  users.set('5', { id: '5', userName: 'SCIMULATE-ABC-W0-5@EXAMPLE.COM' });
  expect((await leftoversOf(client, 'scimulate-abc-')).found.map(({ id }) => id)).toEqual(['1', '5']);
});

test('finds what one run has left', async () => {
  expect((await leftoversOf(clientOf().client, 'scimulate-xyz-')).found.map(({ id }) => id)).toEqual(['4']);
});

test('reads a target whole that refuses the filter, and one that ignores it', async () => {
  const refusing = clientOf(({ url }, good) => (url.includes('filter=') ? error(400, 'invalidFilter') : good()));
  expect((await leftoversOf(refusing.client, 'scimulate-')).found).toHaveLength(2);
  const ignoring = clientOf((request, good) => {
    if (!request.url.includes('filter=')) return good();
    return { ...good(), body: JSON.stringify({ totalResults: 4, Resources: [...ignoring.users.values()] }) };
  });
  expect((await leftoversOf(ignoring.client, 'scimulate-')).found).toHaveLength(2);
});

test('says what could not be read, and what could not be deleted', async () => {
  const closed = clientOf(({ url }, good) => (url.includes('/Users?') ? error(500) : good()));
  expect((await leftoversOf(closed.client, 'scimulate-')).unread).toEqual(['/Users (500)']);
  const keeping = clientOf(({ method }, good) => (method === 'DELETE' ? error(405) : good()));
  const { found } = await leftoversOf(keeping.client, 'scimulate-');
  expect((await deleteLeftovers(keeping.client, found)).map(({ id, status }) => [id, status])).toEqual([
    ['1', 405],
    ['4', 405],
  ]);
});
