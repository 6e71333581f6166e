import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { orderedList } from './ordered-list.ts';

const byNumber = (a: number, b: number) => a - b;

test('is a sorted set, whatever comes and goes in whatever order', () => {
  const command = fc.record({ add: fc.boolean(), item: fc.nat(900) });
  fc.assert(
    fc.property(
      fc.array(command, { maxLength: 3000, size: 'max' }),
      fc.nat(900),
      fc.nat(50),
      (commands, offset, limit) => {
        const list = orderedList(byNumber);
        const model = new Set<number>();
        for (const { add, item } of commands) {
          if (add && !model.has(item)) list.insert(item);
          if (!add) list.remove(item);
          if (add) model.add(item);
          else model.delete(item);
        }
        const sorted = [...model].sort(byNumber);
        expect(list.size).toBe(sorted.length);
        expect(list.slice(offset, limit)).toEqual(sorted.slice(offset, offset + limit));
        expect([...list.from((item) => item >= offset)]).toEqual(sorted.filter((item) => item >= offset));
        const lower = sorted.filter((item) => item < offset);
        expect(list.before((item) => item >= offset, limit)).toEqual(lower.slice(Math.max(lower.length - limit, 0)));
      },
    ),
    { numRuns: 30 },
  );
});

test('replaces the item that compares equal, and only that', () => {
  const list = orderedList<{ at: number; name: string }>((a, b) => a.at - b.at);
  for (const at of [1, 2, 3]) list.insert({ at, name: 'old' });
  list.replace({ at: 2, name: 'new' });
  expect(list.slice(0, 9).map(({ name }) => name)).toEqual(['old', 'new', 'old']);
});
