import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from '@playwright/test';
import { StoreError } from './sqlite-database.ts';
import { sqliteStore } from './sqlite-store.ts';
import { storeContract } from './store-contract.ts';

storeContract('sqlite', () => sqliteStore(':memory:'));

async function inFolder(body: (file: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'scimulate-store-'));
  try {
    await body(join(folder, 'data.db'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

test('gives everything back after a restart, in the same order and under the same numbers', () =>
  inFolder(async (file) => {
    const first = await sqliteStore(file);
    await first.write((transaction) => {
      for (const id of ['c', 'a', 'b']) {
        const draft = { type: 'User', id, version: 1, resource: { id, userName: id }, secret: `hash of ${id}` };
        transaction.insert(draft, [{ index: 'userName', value: id }]);
      }
      transaction.addMember('g', 'b');
      transaction.addMember('g', 'a');
      transaction.putRecord('token', 't', { name: 'kept' });
      transaction.log({ type: 'first' });
    });
    const look = (store: typeof first) =>
      store.read((view) => ({
        entries: view.page('User', 0, 9).map(({ seq, id, secret, resource }) => ({ seq, id, secret, resource })),
        found: view.find('User', 'userName', 'eq', 'a').map(({ id }) => id),
        members: [...view.membersOf('g')],
        token: view.record('token', 't'),
        events: view.events({ limit: 9 }),
      }));
    const before = await look(first);
    await first.close();

    const second = await sqliteStore(file, { durability: 'full' });
    expect(await look(second)).toEqual(before);
    const seq = await second.write((transaction) => {
      const last = transaction.page('User', 2, 1)[0];
      if (last !== undefined) transaction.remove(last, []);
      return transaction.insert({ type: 'User', id: 'd', version: 1, resource: {}, secret: undefined }, []).seq;
    });
    expect(seq).toBeGreaterThan(3);
    await second.close();
  }));

test('says in one sentence why a file cannot be used', () =>
  inFolder(async (file) => {
    const opened = await sqliteStore(file);
    await expect(sqliteStore(file)).rejects.toThrow(/another process has it open/);
    await opened.close();

    const newer = new DatabaseSync(file);
    newer.exec('PRAGMA user_version = 99');
    newer.close();
    await expect(sqliteStore(file)).rejects.toThrow(/newer version/);

    await writeFile(file, 'a text that is long enough not to be taken for an empty database '.repeat(20));
    await expect(sqliteStore(file)).rejects.toThrow(StoreError);
    await expect(sqliteStore(join(file, 'nowhere', 'x.db'))).rejects.toThrow(/cannot be opened/);
  }));
