import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { type JsonObject, urns } from '#scim';
import { memoryStore } from '../store/memory-store.ts';
import { sqliteStore } from '../store/sqlite-store.ts';
import type { Store } from '../store/store.ts';
import { testServer } from '../test-server.ts';

/** Texts that are alike in letter case, in width and in normal form, and some that are not; the last are no Unicode. */
const texts = ['ada', 'ADA', 'Ada ', '\uff21da', '\u00e9', 'e\u0301', 'a@x.example', 'A@X.EXAMPLE', '', 'a\ufffd'];
const text = fc.constantFrom(...texts, 'a\u{1f600}', 'a\ud83d', 'a\ud801');
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const attributes = fc.record({
  userName: text.filter((name) => name !== ''),
  externalId: optional(text),
  displayName: optional(text),
  emails: optional(fc.array(fc.record({ value: text, type: fc.constantFrom('work', 'home') }), { maxLength: 3 })),
});
const condition = fc
  .tuple(
    fc.constantFrom('userName', 'externalId', 'displayName', 'emails', 'emails.value', 'id', 'EMAILS.VALUE'),
    fc.constantFrom('eq', 'eq', 'sw'),
    text,
  )
  .map(([path, operator, value]) => `${path} ${operator} ${JSON.stringify(value)}`);

const stores: Readonly<Record<string, () => Store | Promise<Store>>> = {
  memory: memoryStore,
  SQLite: () => sqliteStore(':memory:'),
};

for (const [name, made] of Object.entries(stores)) {
  test(`an index finds in ${name} what a look at every user finds`, async () => {
    const users = fc.array(attributes, { maxLength: 14 });
    await fc.assert(
      fc.asyncProperty(users, fc.array(condition, { minLength: 1, maxLength: 6 }), async (given, conditions) => {
        const store = await made();
        const { send } = testServer({ store });
        const found = async (filter: string) => {
          const { body } = await send('GET', `/Users?filter=${encodeURIComponent(filter)}`);
          return body.Resources.map((user: JsonObject) => user.id);
        };
        for (const [at, user] of given.entries()) {
          // A second one of a name is refused, and leaves nothing behind.
          await send('POST', '/Users', JSON.parse(JSON.stringify({ schemas: [urns.user], ...user })));
          // Between the writes too: an index may be behind until somebody asks.
          const [first = ''] = conditions;
          if (at % 3 === 0) expect(await found(first)).toEqual(await found(`not (not (${first}))`));
        }
        for (const filter of conditions) expect(await found(filter)).toEqual(await found(`not (not (${filter}))`));
        await store.close();
      }),
      { numRuns: 60 },
    );
  });
}
