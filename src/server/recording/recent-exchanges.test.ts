import { expect, test } from '@playwright/test';
import type { Exchange } from '#wire';
import { recentExchanges } from './recent-exchanges.ts';

const exchange = (id: string, body = ''): Exchange => ({
  id,
  request: {
    method: 'POST',
    url: 'http://scim.example/scim/v2/Users',
    headers: [['Authorization', 'Bearer secret-0']],
    body,
  },
  response: { status: 201, headers: [], body: '' },
  startedAt: '2026-01-01T00:00:00.000Z',
  durationMs: 1,
});
const all = () => true;

test('the newest exchanges are kept, and no more than fit', () => {
  const recent = recentExchanges({ exchanges: 3, characters: 1000 });
  for (const id of ['a', 'b', 'c', 'd']) recent.keep(exchange(id));
  expect(recent.list(all).map(({ id }) => id)).toEqual(['b', 'c', 'd']);
  recent.keep(exchange('e', 'x'.repeat(920)));
  expect(recent.list(all).map(({ id }) => id)).toEqual(['d', 'e']);
  recent.keep(exchange('f', 'x'.repeat(2000)));
  expect(recent.list(all)).toEqual([]);
  expect(recent.has('e')).toBe(false);
});

test('the newest of those that fit are listed, oldest first', () => {
  const recent = recentExchanges();
  for (const id of ['a', 'b', 'c']) recent.keep(exchange(id));
  expect(recent.list(({ id }) => id !== 'b', 1).map(({ id }) => id)).toEqual(['c']);
});

test('what comes out holds no credentials', () => {
  const recent = recentExchanges();
  recent.keep(exchange('a', '{"userName":"ada","password":"tell-nobody-1"}'));
  for (const text of [JSON.stringify(recent.find('a')), JSON.stringify(recent.list(all))]) {
    expect(text).toContain('ada');
    expect(text).not.toMatch(/secret-0|tell-nobody-1/);
  }
});
