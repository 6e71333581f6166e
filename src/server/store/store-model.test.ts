import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { memoryStore } from './memory-store.ts';
import { sqliteStore } from './sqlite-store.ts';
import type { Entry, IndexKey, Store, Transaction } from './store.ts';

/** One thing to do, with names that are few so that commands meet. */
type Command =
  | { readonly do: 'write'; readonly steps: readonly Step[]; readonly fails: boolean }
  | { readonly do: 'restart' }
  | { readonly do: 'clear' };

interface Step {
  readonly kind: 'insert' | 'update' | 'remove' | 'join' | 'leave' | 'record' | 'log';
  readonly id: string;
  readonly other: string;
  readonly value: string;
}

const id = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const step = fc.record({
  kind: fc.constantFrom<Step['kind']>('insert', 'update', 'remove', 'join', 'leave', 'record', 'log'),
  id,
  other: id,
  value: fc.constantFrom('x', 'xy', 'X', '%', 'é', ''),
});
const command: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('write' as const),
      steps: fc.array(step, { minLength: 1, maxLength: 6 }),
      fails: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ do: 'restart' as const }) },
  { weight: 1, arbitrary: fc.constant({ do: 'clear' as const }) },
);

function keysOf(entry: Pick<Entry, 'resource'>): readonly IndexKey[] {
  return typeof entry.resource.name === 'string' ? [{ index: 'name', value: entry.resource.name }] : [];
}

function run(transaction: Transaction, { kind, id, other, value }: Step): void {
  const entry = transaction.entry(id);
  const draft = { type: id < 'c' ? 'User' : 'Group', id, secret: undefined, resource: { id, name: value } };
  if (kind === 'insert' && entry === undefined) transaction.insert({ ...draft, version: 1 }, keysOf(draft));
  if (kind === 'update' && entry !== undefined) {
    transaction.update(entry, { ...draft, version: entry.version + 1 }, keysOf(entry), keysOf(draft));
  }
  if (kind === 'remove' && entry !== undefined) transaction.remove(entry, keysOf(entry));
  if (kind === 'join') transaction.addMember(id, other);
  if (kind === 'leave') transaction.removeMember(id, other);
  if (kind === 'record') transaction.putRecord('k', id, value === '' ? undefined : value);
  if (kind === 'log') transaction.log({ id, value });
}

/** Everything that a store can be asked, apart from numbers that it may choose as it likes. */
function picture(store: Store): Promise<unknown> {
  const plain = ({ type, id: own, version, resource }: Entry) => ({ type, own, version, resource });
  return store.read((view) => ({
    all: view.page(undefined, 0, 99).map(plain),
    users: view.page('User', 1, 2).map(plain),
    after: view.after('Group', view.page(undefined, 1, 1)[0]?.seq ?? 0, 9).map(plain),
    counts: [view.count('User'), view.count('Group'), view.count(undefined)],
    found: ['x', 'xy', 'X', '%', 'é', ''].map((value) => [
      view
        .find('User', 'name', 'eq', value)
        .map((entry) => entry.id)
        .sort(),
      view
        .find('Group', 'name', 'sw', value)
        .map((entry) => entry.id)
        .sort(),
    ]),
    members: ['a', 'b', 'c', 'd', 'e'].map((group) => [
      [...view.membersOf(group)].sort(),
      [...view.groupsOf(group)].sort(),
      [...view.memberEntries(group)].map((entry) => entry.id).sort(),
    ]),
    records: [...view.records('k')].sort(),
    events: view.events({ limit: 99 }).map(({ event }) => event),
  }));
}

test('a file and a memory store are never told apart, through failed writes and restarts', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'scimulate-model-'));
  let files = 0;
  try {
    await fc.assert(
      fc.asyncProperty(fc.array(command, { minLength: 1, maxLength: 25 }), async (commands) => {
        files += 1;
        const file = join(folder, `${files}.db`);
        const memory = memoryStore();
        let sqlite = await sqliteStore(file);
        for (const each of commands) {
          if (each.do === 'restart') {
            await sqlite.close();
            sqlite = await sqliteStore(file);
          } else if (each.do === 'clear') {
            await Promise.all([memory.clear(), sqlite.clear()]);
          } else {
            const work = (transaction: Transaction) => {
              for (const one of each.steps) run(transaction, one);
              if (each.fails) throw new Error('on purpose');
            };
            const ends = await Promise.allSettled([memory.write(work), sqlite.write(work)]);
            expect(ends.map(({ status }) => status)).toEqual(Array(2).fill(each.fails ? 'rejected' : 'fulfilled'));
          }
          expect(await picture(sqlite)).toEqual(await picture(memory));
        }
        await sqlite.close();
      }),
      { numRuns: 40 },
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
