import type { DatabaseSync } from 'node:sqlite';
import { migrations } from './sqlite-schema.ts';

export interface SqliteOptions {
  /**
   * `normal` survives a crash of the process without loss, and may lose the last writes, never the file, when the
   * machine loses power; `full` waits for the disk at every write.
   */
  readonly durability?: 'normal' | 'full' | undefined;
}

/** The file cannot serve as a store; the message says why and what to do. */
export class StoreError extends Error {
  constructor(file: string, reason: string) {
    super(`cannot keep data in ${file}: ${reason}`);
    this.name = 'StoreError';
  }
}

/** The pages that SQLite keeps in memory, in KiB; its own 2,000 are soon too few for the index of 100,000 users. */
const pageCacheKiB = 65_536;

/** Opens the file, takes it for this process alone, and brings its tables up to date. @throws StoreError */
export async function openDatabase(file: string, { durability = 'normal' }: SqliteOptions): Promise<DatabaseSync> {
  // Loaded here, so that the rest of the room can run where there is no node:sqlite.
  const { DatabaseSync } = await import('node:sqlite');
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file);
    database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA foreign_keys = OFF');
    database.exec(`PRAGMA synchronous = ${durability === 'full' ? 'FULL' : 'NORMAL'}`);
    database.exec(`PRAGMA cache_size = -${pageCacheKiB}`);
    migrate(database, file);
    return database;
  } catch (error) {
    database?.close();
    throw error instanceof StoreError ? error : new StoreError(file, reasonOf(error));
  }
}

function migrate(database: DatabaseSync, file: string): void {
  const taken = Number(database.prepare('PRAGMA user_version').get()?.user_version ?? 0);
  if (taken > migrations.length) {
    throw new StoreError(file, `it was written by a newer version of this program (format ${taken})`);
  }
  for (const [at, step] of migrations.entries()) {
    if (at < taken) continue;
    database.exec(`BEGIN IMMEDIATE; ${step} PRAGMA user_version = ${at + 1}; COMMIT`);
  }
}

/** The codes of SQLite that a user can do something about. */
const reasons: Readonly<Record<number, string>> = {
  5: 'another process has it open',
  8: 'it cannot be written',
  10: 'reading or writing failed',
  13: 'the disk is full',
  14: 'it cannot be opened; does the folder exist, and may this user write there?',
  26: 'it is a file of another kind',
};

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : 0;
  return reasons[code] ?? (error instanceof Error ? error.message : 'unknown reason');
}
