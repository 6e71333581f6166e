import { expect, test } from '@playwright/test';
import type { Store, Transaction } from '../store/store.ts';
import { stores, testDrive } from './test-drive.ts';

const admin = { name: 'admin' };

/** The store, but for one kind of event that it cannot keep. */
function failingAt(store: Store, type: string): Store {
  const refusing = (transaction: Transaction): Transaction =>
    new Proxy(transaction, {
      get: (target, name) => {
        if (name !== 'log') return Reflect.get(target, name, target);
        return (event: { readonly type?: unknown }) => {
          if (event.type === type) throw new Error('the disk is full');
          target.log(event as Parameters<Transaction['log']>[0]);
        };
      },
    });
  return {
    read: (work) => store.read(work),
    write: (work) => store.write((transaction) => work(refusing(transaction))),
    clear: () => store.clear(),
    close: () => store.close(),
  };
}

for (const [name, open] of Object.entries(stores)) {
  test.describe(name, () => {
    test('S2: SCIM is enabled with a token, or neither', async () => {
      const store = failingAt(await open(), 'scim.token.created');
      const { drive, server, send, types } = await testDrive({ store, tokens: [] }, { setup: true });
      await expect(drive.enable(server.tokens, admin, 'SCIM')).rejects.toThrow('the disk is full');
      expect(drive.settings.scimEnabled).toBe(false);
      expect(await server.tokens.list()).toEqual([]);
      expect(await types()).toEqual([]);
      await drive.load();
      expect(drive.settings.scimEnabled).toBe(false);
      expect((await send('GET', '/Users')).status).toBe(401);
    });

    test('S3: a rotation or revocation that cannot be kept leaves the token as it was', async () => {
      const store = failingAt(await open(), 'told');
      const { drive, server, send } = await testDrive({ store });
      const { token, secret } = await server.tokens.issue({ name: 'Okta' });
      const beside = (transaction: Transaction) => drive.note(transaction, admin, 'told');
      const works = async () =>
        (await send('GET', '/Users', undefined, { authorization: `Bearer ${secret}` })).status === 200;
      await expect(server.tokens.rotate(token.id, { beside })).rejects.toThrow('the disk is full');
      expect(await works()).toBe(true);
      await expect(server.tokens.revoke(token.id, beside)).rejects.toThrow('the disk is full');
      expect(await works()).toBe(true);
      expect((await server.tokens.list()).filter(({ name: word }) => word === 'Okta')).toHaveLength(1);
      expect(await server.tokens.revoke(token.id)).toBe(true);
      expect(await works()).toBe(false);
    });
  });
}
