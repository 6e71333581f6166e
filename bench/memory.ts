import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { memoryStore, scimServer, sqliteStore } from '#server';
import { userNamed } from './population.ts';

/** What a store of so many users holds for each of them, beyond the empty server. */
export interface BytesAUser {
  readonly store: 'memory' | 'SQLite';
  readonly users: number;
  /** Resident in the process. */
  readonly bytes: number;
  readonly heapBytes: number;
}

/** Measures each store in a process of its own. */
export function memoryOf(sizes: readonly number[]): readonly BytesAUser[] {
  return (['memory', 'SQLite'] as const).flatMap((store) =>
    sizes.map((users) => {
      const args = ['--expose-gc', import.meta.filename, store, String(users)];
      const figures: Pick<BytesAUser, 'bytes' | 'heapBytes'> = JSON.parse(
        execFileSync(process.execPath, args, { encoding: 'utf8' }),
      );
      return { store, users, ...figures };
    }),
  );
}

async function measured(store: string, users: number): Promise<Pick<BytesAUser, 'bytes' | 'heapBytes'>> {
  const folder = mkdtempSync(join(tmpdir(), 'scimulate-bench-'));
  try {
    const kept = store === 'memory' ? memoryStore() : await sqliteStore(join(folder, 'data.db'));
    const server = scimServer({ store: kept, tokens: ['secret'] });
    const create = async (userName: string) => {
      const answer = await server.fetch(
        new Request('http://127.0.0.1/scim/v2/Users', {
          method: 'POST',
          headers: { authorization: 'Bearer secret', 'content-type': 'application/scim+json' },
          body: JSON.stringify(userNamed(userName)),
        }),
      );
      if (answer.status !== 201) throw new Error(await answer.text());
      await answer.text();
    };
    // The code itself, what the engine makes of it and a young generation of full size are no memory of a user.
    for (let at = 0; at < 10_000; at += 1) await create(`first${at}`);
    const before = await settled();
    for (let at = 0; at < users; at += 1) await create(`bench${at}`);
    const after = await settled();
    await kept.close();
    return { bytes: (after.rss - before.rss) / users, heapBytes: (after.heapUsed - before.heapUsed) / users };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function settled(): Promise<NodeJS.MemoryUsage> {
  for (let time = 0; time < 4; time += 1) {
    globalThis.gc?.();
    await setTimeout(50);
  }
  return process.memoryUsage();
}

if (import.meta.main) {
  const [store = 'memory', users = '1000'] = process.argv.slice(2);
  console.log(JSON.stringify(await measured(store, Number(users))));
}
