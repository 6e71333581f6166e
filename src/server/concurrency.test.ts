import { expect, test } from '@playwright/test';
import { urns } from '#scim';
import { memoryStore } from './store/memory-store.ts';
import { sqliteStore } from './store/sqlite-store.ts';
import { testServer } from './test-server.ts';

const stores = { memory: async () => memoryStore(), sqlite: () => sqliteStore(':memory:') } as const;

for (const [name, make] of Object.entries(stores)) {
  test(`${name}: lets one of 50 parallel creates of a userName win, with and without a password`, async () => {
    const { send } = testServer({ store: await make() });
    for (const password of [undefined, 'secret']) {
      const body = {
        schemas: [urns.user],
        userName: `ada-${password}`,
        ...(password === undefined ? {} : { password }),
      };
      const answers = await Promise.all(Array.from({ length: 50 }, () => send('POST', '/Users', body)));
      const statuses = answers.map(({ status }) => status).sort();
      expect(statuses).toEqual([201, ...Array.from({ length: 49 }, () => 409)]);
    }
  });

  test(`${name}: keeps all of 200 members that are added in parallel`, async () => {
    const { send, create, patch } = testServer({ store: await make() });
    const { id } = await create('Groups', { displayName: 'G' });
    const users = await Promise.all(Array.from({ length: 200 }, (_, at) => create('Users', { userName: `u${at}` })));
    const answers = await Promise.all(
      users.map((user) => patch(`/Groups/${id}`, { op: 'add', path: 'members', value: [{ value: user.id }] })),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([204]));
    const { body } = await send('GET', `/Groups/${id}`);
    expect(new Set(body.members.map(({ value }: { value: string }) => value))).toEqual(
      new Set(users.map((user) => user.id)),
    );
    expect(body.meta.version).toBe('W/"201"');
  });
}
