import { expect, test } from '@playwright/test';
import type { EntryDraft, IndexKey, Store } from './store.ts';

/** What a store promises, as tests; each kind of store calls this once. */
export function storeContract(name: string, make: () => Promise<Store> | Store): void {
  const withStore = (title: string, body: (store: Store) => Promise<void>) =>
    test(`${name}: ${title}`, async () => {
      const store = await make();
      try {
        await body(store);
      } finally {
        await store.close();
      }
    });

  withStore('gives back what was put in, and nothing of another id', async (store) => {
    await put(store, 'User', 'a', { userName: 'Ada' });
    const found = await store.read((view) => [view.entry('a'), view.entry('b')]);
    expect(found[0]).toMatchObject({ type: 'User', id: 'a', version: 1, resource: { userName: 'Ada' } });
    expect(found[1]).toBeUndefined();
  });

  withStore('keeps the secret apart from the resource', async (store) => {
    await store.write((transaction) => transaction.insert({ ...draft('User', 'a', {}), secret: 'hashed' }, []));
    expect(await store.read((view) => view.entry('a')?.secret)).toBe('hashed');
  });

  withStore('lists in order of creation, by type and over all types', async (store) => {
    for (const [type, id] of [
      ['User', 'c'],
      ['Group', 'g'],
      ['User', 'a'],
      ['User', 'b'],
    ] as const)
      await put(store, type, id);
    const listed = await store.read((view) => ({
      users: idsOf(view.page('User', 0, 10)),
      all: idsOf(view.page(undefined, 0, 10)),
      part: idsOf(view.page('User', 1, 1)),
      beyond: idsOf(view.page('User', 3, 10)),
      none: idsOf(view.page('User', 0, 0)),
      counts: [view.count('User'), view.count('Group'), view.count('Other'), view.count(undefined)],
    }));
    expect(listed).toEqual({
      users: ['c', 'a', 'b'],
      all: ['c', 'g', 'a', 'b'],
      part: ['a'],
      beyond: [],
      none: [],
      counts: [3, 1, 0, 4],
    });
  });

  withStore('goes on after an entry even when that entry is gone', async (store) => {
    for (const id of ['a', 'b', 'c', 'd']) await put(store, 'User', id);
    const b = await store.read((view) => view.entry('b'));
    await drop(store, 'b');
    expect(idsOf(await store.read((view) => view.after('User', b?.seq ?? 0, 1)))).toEqual(['c']);
    expect(idsOf(await store.read((view) => view.after(undefined, b?.seq ?? 0, 9)))).toEqual(['c', 'd']);
  });

  withStore('keeps the place of an entry in the order when it is updated', async (store) => {
    for (const id of ['a', 'b', 'c']) await put(store, 'User', id);
    await change(store, 'b', { userName: 'new' });
    expect(idsOf(await store.read((view) => view.page('User', 0, 9)))).toEqual(['a', 'b', 'c']);
    expect(await store.read((view) => view.page('User', 1, 1)[0]?.resource.userName)).toBe('new');
  });

  withStore('finds by equality and by prefix, each entry once', async (store) => {
    await put(store, 'User', 'a', {}, [key('mail', 'ab@x'), key('mail', 'abc@x')]);
    await put(store, 'User', 'b', {}, [key('mail', 'ab@x'), key('name', 'abx')]);
    await put(store, 'Group', 'g', {}, [key('mail', 'ab@x')]);
    const found = await store.read((view) => ({
      equal: idsOf(view.find('User', 'mail', 'eq', 'ab@x')).sort(),
      prefix: idsOf(view.find('User', 'mail', 'sw', 'ab')).sort(),
      everything: idsOf(view.find('User', 'mail', 'sw', '')).sort(),
      nothing: idsOf(view.find('User', 'mail', 'eq', 'ab')),
      unknown: idsOf(view.find('User', 'other', 'eq', 'ab@x')),
    }));
    expect(found).toEqual({ equal: ['a', 'b'], prefix: ['a', 'b'], everything: ['a', 'b'], nothing: [], unknown: [] });
  });

  withStore('compares prefixes by code unit, with wildcards and high characters as ordinary ones', async (store) => {
    for (const [id, value] of [
      ['a', 'a%b'],
      ['b', 'a_b'],
      ['c', 'a\uffffb'],
      ['d', 'a😀b'],
      ['e', 'axb'],
      ['f', 'b'],
    ] as const) {
      await put(store, 'User', id, {}, [key('name', value)]);
    }
    const starting = (prefix: string) => store.read((view) => idsOf(view.find('User', 'name', 'sw', prefix)).sort());
    expect(await starting('a%')).toEqual(['a']);
    expect(await starting('a_')).toEqual(['b']);
    expect(await starting('a\uffff')).toEqual(['c']);
    expect(await starting('a😀')).toEqual(['d']);
    expect(await starting('a')).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  withStore('makes the keys of one type anew, or leaves them if that fails', async (store) => {
    await put(store, 'User', 'a', { name: 'x' }, [key('name', 'old'), key('gone', 'old')]);
    await put(store, 'Group', 'g', {}, [key('name', 'old')]);
    const remade = (fails: boolean) =>
      store.write((transaction) => {
        transaction.reindex('User', ({ resource }) => [key('name', String(resource.name))]);
        if (fails) throw new Error('on purpose');
      });
    const found = () =>
      store.read((view) => [
        ...['old', 'x'].map((value) => idsOf(view.find('User', 'name', 'eq', value)).join()),
        idsOf(view.find('User', 'gone', 'sw', '')).join(),
        idsOf(view.find('Group', 'name', 'eq', 'old')).join(),
      ]);
    await expect(remade(true)).rejects.toThrow('on purpose');
    expect(await found()).toEqual(['a', '', 'a', 'g']);
    await remade(false);
    expect(await found()).toEqual(['', 'a', '', 'g']);
  });

  withStore('tells texts apart that hold half a surrogate pair, which no UTF-8 has', async (store) => {
    const values = ['a\ud800', 'a\ud801', 'a\udc00', 'a\ufffd', 'a\ufffdd800', 'a'];
    for (const [at, value] of values.entries()) await put(store, 'User', String(at), {}, [key('name', value)]);
    const found = () => store.read((view) => values.map((value) => idsOf(view.find('User', 'name', 'eq', value))));
    expect(await found()).toEqual(values.map((_, at) => [String(at)]));
    await drop(store, '0', [key('name', 'a\ud800')]);
    expect(await found()).toEqual(values.map((_, at) => (at === 0 ? [] : [String(at)])));
  });

  withStore('moves an entry in the indexes when it is updated, and takes it out when removed', async (store) => {
    await put(store, 'User', 'a', {}, [key('name', 'old')]);
    await store.read((view) => view.find('User', 'name', 'sw', 'o'));
    await change(store, 'a', {}, [key('name', 'old')], [key('name', 'new')]);
    const find = (value: string) => store.read((view) => view.find('User', 'name', 'sw', value).length);
    expect([await find('old'), await find('new')]).toEqual([0, 1]);
    await drop(store, 'a', [key('name', 'new')]);
    expect([await find('new'), await store.read((view) => view.count('User'))]).toEqual([0, 0]);
  });

  withStore(
    'keeps members in the order in which they came, each once, and knows the groups of a member',
    async (store) => {
      await put(store, 'Group', 'g');
      await put(store, 'Group', 'h');
      await put(store, 'User', 'c');
      await store.write((transaction) => {
        for (const member of ['b', 'a', 'b', 'c']) transaction.addMember('g', member);
        transaction.addMember('h', 'b');
        transaction.removeMember('g', 'a');
        transaction.removeMember('g', 'never there');
      });
      const seen = await store.read((view) => ({
        members: [...view.membersOf('g')],
        entries: idsOf([...view.memberEntries('g')]),
        groups: [...view.groupsOf('b')].sort(),
        has: [view.hasMember('g', 'c'), view.hasMember('g', 'a'), view.hasMember('none', 'a')],
        empty: [...view.membersOf('none'), ...view.groupsOf('none')],
      }));
      expect(seen).toEqual({
        members: ['b', 'c'],
        entries: ['c'],
        groups: ['g', 'h'],
        has: [true, false, false],
        empty: [],
      });
    },
  );

  withStore('takes the members of a group with it', async (store) => {
    await put(store, 'Group', 'g');
    await store.write((transaction) => transaction.addMember('g', 'a'));
    await drop(store, 'g');
    expect(await store.read((view) => [...view.groupsOf('a')])).toEqual([]);
  });

  withStore('leaves nothing behind of a write that fails, however far it came', async (store) => {
    await put(store, 'User', 'kept', { userName: 'before' }, [key('name', 'before')]);
    await put(store, 'Group', 'g');
    await store.write((transaction) => {
      transaction.addMember('g', 'kept');
      transaction.putRecord('setting', 'a', 1);
    });
    const state = () =>
      store.read((view) => ({
        all: view.page(undefined, 0, 9).map(({ id, version, resource }) => ({ id, version, resource })),
        names: ['before', 'after', 'new'].map((value) => view.find('User', 'name', 'eq', value).length),
        members: [...view.membersOf('g')],
        entries: idsOf([...view.memberEntries('g')]),
        groups: [...view.groupsOf('kept')],
        records: view.records('setting'),
        events: view.events({ limit: 9 }).length,
      }));
    const before = await state();
    const failing = store.write((transaction) => {
      const kept = transaction.entry('kept');
      transaction.insert(draft('User', 'new', {}), [key('name', 'new')]);
      if (kept !== undefined) {
        transaction.update(
          kept,
          draft('User', 'kept', { userName: 'after' }, 2),
          [key('name', 'before')],
          [key('name', 'after')],
        );
        transaction.remove(transaction.entry('kept') ?? kept, [key('name', 'after')]);
      }
      transaction.removeMember('g', 'kept');
      transaction.addMember('g', 'other');
      transaction.remove(transaction.entry('g') ?? draftedEntry, []);
      transaction.putRecord('setting', 'a', undefined);
      transaction.putRecord('setting', 'b', 2);
      transaction.log({ type: 'lost' });
      throw new Error('on purpose');
    });
    await expect(failing).rejects.toThrow('on purpose');
    expect(await state()).toEqual(before);
  });

  withStore('sees its own writes within a transaction', async (store) => {
    const seen = await store.write((transaction) => {
      transaction.insert(draft('User', 'a', {}), [key('name', 'x')]);
      transaction.addMember('g', 'a');
      return [
        transaction.find('User', 'name', 'eq', 'x').length,
        transaction.hasMember('g', 'a'),
        transaction.count('User'),
      ];
    });
    expect(seen).toEqual([1, true, 1]);
  });

  withStore('runs writes one after the other', async (store) => {
    const writes = Array.from({ length: 50 }, (_, at) =>
      store.write((transaction) => {
        const count = transaction.record('counter', 'n');
        transaction.putRecord('counter', 'n', (typeof count === 'number' ? count : 0) + 1);
        transaction.log({ at });
      }),
    );
    await Promise.all(writes);
    expect(await store.read((view) => view.record('counter', 'n'))).toBe(50);
  });

  withStore('keeps records of any kind, and forgets those set to undefined', async (store) => {
    await store.write((transaction) => {
      transaction.putRecord('token', 'b', { name: 'two' });
      transaction.putRecord('token', 'a', { name: 'one' });
      transaction.putRecord('token', 'b', undefined);
      transaction.putRecord('other', 'a', 'text');
    });
    expect(await store.read((view) => view.records('token'))).toEqual([['a', { name: 'one' }]]);
    expect(
      await store.read((view) => [view.record('other', 'a'), view.record('token', 'b'), view.record('none', 'x')]),
    ).toEqual(['text', undefined, undefined]);
  });

  withStore('reads records from a key on, by code point, also after more came and some went', async (store) => {
    const put = (...keys: readonly string[]) =>
      store.write((transaction) => {
        for (const key of keys) transaction.putRecord('name', key, key.length);
      });
    const keysFrom = (from: string, limit = 9) =>
      store.read((view) => view.recordsFrom('name', from, limit).map(([key]) => key));
    await put('b', 'a', '\u{1f600}', '\uff21');
    expect(await keysFrom('')).toEqual(['a', 'b', '\uff21', '\u{1f600}']);
    await put('bb', 'a');
    await store.write((transaction) => transaction.putRecord('name', 'a', undefined));
    await store
      .write((transaction) => {
        transaction.putRecord('name', 'bc', 1);
        throw new Error('undo');
      })
      .catch(() => {});
    expect(await keysFrom('b', 3)).toEqual(['b', 'bb', '\uff21']);
    const keysBefore = (key: string, limit = 9) =>
      store.read((view) => view.recordsBefore('name', key, limit).map(([found]) => found));
    expect(await keysBefore('\u{1f600}', 2)).toEqual(['bb', '\uff21']);
    expect([await keysBefore('bb'), await keysBefore('b')]).toEqual([['b'], []]);
    expect(await store.read((view) => [view.recordCount('name'), view.recordCount('none')])).toEqual([4, 0]);
    expect(await store.read((view) => view.recordsFrom('none', '', 9))).toEqual([]);
    expect(await store.read((view) => view.recordsBefore('none', 'z', 9))).toEqual([]);
  });

  withStore('counts records, whatever comes, changes, goes or fails', async (store) => {
    const count = () => store.read((view) => view.recordCount('name'));
    const put = (key: string, value: string | undefined) =>
      store.write((transaction) => transaction.putRecord('name', key, value));
    expect(await count()).toBe(0);
    await put('a', 'one');
    await put('b', 'one');
    await put('a', 'two');
    expect(await count()).toBe(2);
    await put('b', undefined);
    await put('c', undefined);
    expect(await count()).toBe(1);
    await store
      .write((transaction) => {
        transaction.putRecord('name', 'd', 'lost');
        throw new Error('undo');
      })
      .catch(() => {});
    expect(await count()).toBe(1);
    await store.clear();
    expect(await count()).toBe(0);
  });

  withStore('numbers events and reads them newest first', async (store) => {
    for (const type of ['one', 'two', 'three']) await store.write((transaction) => transaction.log({ type }));
    const numbers = (before?: number) =>
      store.read((view) => view.events({ before, limit: 2 }).map((row) => row.number));
    expect(await numbers()).toEqual([3, 2]);
    expect(await numbers(2)).toEqual([1]);
    expect(await store.read((view) => view.events({ limit: 1 })[0]?.event)).toEqual({ type: 'three' });
  });

  withStore('forgets everything when cleared', async (store) => {
    await put(store, 'User', 'a', {}, [key('name', 'x')]);
    await store.write((transaction) => {
      transaction.addMember('g', 'a');
      transaction.putRecord('setting', 'a', 1);
      transaction.log({});
    });
    await store.clear();
    const left = await store.read((view) => [
      view.count(undefined),
      view.find('User', 'name', 'eq', 'x').length,
      [...view.membersOf('g')].length,
      view.records('setting').length,
      view.events({ limit: 9 }).length,
    ]);
    expect(left).toEqual([0, 0, 0, 0, 0]);
    await put(store, 'User', 'a');
    expect(await store.read((view) => view.count('User'))).toBe(1);
  });
}

const draftedEntry = { seq: 0, text: '{}', ...draft('User', 'none', {}) };

function draft(type: string, id: string, resource: EntryDraft['resource'], version = 1): EntryDraft {
  return { type, id, version, resource: { id, ...resource }, secret: undefined };
}

function key(index: string, value: string): IndexKey {
  return { index, value };
}

async function put(
  store: Store,
  type: string,
  id: string,
  resource: EntryDraft['resource'] = {},
  keys: readonly IndexKey[] = [],
): Promise<void> {
  await store.write((transaction) => transaction.insert(draft(type, id, resource), keys));
}

async function change(
  store: Store,
  id: string,
  resource: EntryDraft['resource'],
  removed: readonly IndexKey[] = [],
  added: readonly IndexKey[] = [],
): Promise<void> {
  await store.write((transaction) => {
    const before = transaction.entry(id);
    if (before === undefined) throw new Error(`no entry ${id}`);
    transaction.update(before, draft(before.type, id, resource, before.version + 1), removed, added);
  });
}

async function drop(store: Store, id: string, keys: readonly IndexKey[] = []): Promise<void> {
  await store.write((transaction) => {
    const entry = transaction.entry(id);
    if (entry === undefined) throw new Error(`no entry ${id}`);
    transaction.remove(entry, keys);
  });
}

function idsOf(entries: readonly { readonly id: string }[]): string[] {
  return entries.map(({ id }) => id);
}
