import { type JsonObject, urns } from '#scim';
import type { ServerOptions } from '../settings.ts';
import { memoryStore } from '../store/memory-store.ts';
import { sqliteStore } from '../store/sqlite-store.ts';
import type { Store, View } from '../store/store.ts';
import { type TestServer, testServer } from '../test-server.ts';
import { type ScaiDrive, type ScaiDriveOptions, scaiDrive } from './scaidrive.ts';

export interface TestDrive extends TestServer {
  readonly drive: ScaiDrive;
  read<T>(work: (view: View) => T): Promise<T>;
  /** The types of all events, oldest first. */
  types(): Promise<readonly string[]>;
  /** All events, oldest first. */
  events(): Promise<readonly JsonObject[]>;
  putMembers(groupId: string, displayName: string, ids: readonly string[]): ReturnType<TestServer['send']>;
}

/** ScaiDrive with its SCIM server, in this process. */
export async function testDrive(options: ServerOptions = {}, more: Partial<ScaiDriveOptions> = {}): Promise<TestDrive> {
  const store = options.store ?? memoryStore();
  const drive = scaiDrive({ store, now: options.now, activeDefault: options.activeDefault, ...more });
  await drive.load();
  const tester = testServer({ ...drive.options, ...options, store });
  const events = () =>
    store.read((view) =>
      view
        .events({ limit: 1000 })
        .map(({ event }) => event)
        .reverse(),
    );
  return {
    ...tester,
    drive,
    read: (work) => store.read(work),
    events,
    types: async () => (await events()).map(({ type }) => String(type)),
    putMembers: (groupId, displayName, ids) =>
      tester.send('PUT', `/Groups/${groupId}`, {
        schemas: [urns.group],
        displayName,
        members: ids.map((value) => ({ value })),
      }),
  };
}

/** Every kind of store that the product must work on. */
export const stores: Readonly<Record<string, () => Promise<Store>>> = {
  memory: async () => memoryStore(),
  SQLite: () => sqliteStore(':memory:'),
};
