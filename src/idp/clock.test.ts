import { expect, test } from '@playwright/test';
import { durationMs, virtualClock } from './clock.ts';
import { randomFrom, uuidFrom } from './random.ts';

test('a virtual clock moves when somebody sleeps, and only then', async () => {
  const clock = virtualClock(1000);
  await clock.sleep(500);
  await clock.sleep(-5);
  expect(clock.now()).toBe(1500);
});

for (const [text, ms] of [
  ['90s', 90_000],
  ['40m', 2_400_000],
  ['6h', 21_600_000],
  ['30d', 2_592_000_000],
  ['15ms', 15],
  ['2 weeks', undefined],
  ['', undefined],
] as const) {
  test(`reads ${JSON.stringify(text)} as ${ms} ms`, () => expect(durationMs(text)).toBe(ms));
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

test('the same seed draws the same, another seed something else', () => {
  expect(randomFrom(7).uuid()).toMatch(uuid);
  expect(randomFrom(7).uuid()).toBe(randomFrom(7).uuid());
  expect(randomFrom(8).uuid()).not.toBe(randomFrom(7).uuid());
  expect(randomFrom(7).text(8, 'ab')).toMatch(/^[ab]{8}$/);
});

test('a text has one UUID for good, and keeps it when it is one', () => {
  expect(uuidFrom('g1')).toMatch(uuid);
  expect(uuidFrom('g1')).toBe(uuidFrom('g1'));
  expect(uuidFrom('g2')).not.toBe(uuidFrom('g1'));
  expect(uuidFrom(uuidFrom('g1'))).toBe(uuidFrom('g1'));
});
