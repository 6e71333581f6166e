import { expect, test } from '@playwright/test';
import type { RequestMessage, ResponseMessage } from '#wire';
import { retryAfterMs, retryingWhenBusy } from './retrying-when-busy.ts';

const request: RequestMessage = { method: 'POST', url: 'https://h.example/Users', headers: [] };
const startMs = Date.UTC(2026, 0, 1, 12);

function limited(retryAfter?: string): ResponseMessage {
  return { status: 429, headers: retryAfter === undefined ? [] : [['retry-after', retryAfter]], body: '' };
}

const created: ResponseMessage = { status: 201, headers: [], body: '{}' };

/** Sends one request to a target that gives these answers in turn. Time passes only while asleep. */
async function sent(answers: readonly ResponseMessage[], maxWaitMs?: number) {
  const slept: number[] = [];
  let nowMs = startMs;
  let attempts = 0;
  const send = retryingWhenBusy(async () => answers[attempts++] ?? created, {
    now: () => nowMs,
    maxWaitMs,
    sleep: async (ms) => {
      slept.push(ms);
      nowMs += ms;
    },
  });
  const { status } = await send(request);
  return { status, slept, attempts };
}

test('waits the seconds that a 429 asks for, and sends again', async () => {
  expect(await sent([limited('2'), limited('3')])).toEqual({ status: 201, slept: [2000, 3000], attempts: 3 });
});

test('waits until the date that a 429 names', async () => {
  const date = new Date(startMs + 7000).toUTCString();
  expect(await sent([limited(date)])).toEqual({ status: 201, slept: [7000], attempts: 2 });
});

test('waits a second, then two, then four, where no time is named', async () => {
  expect((await sent([limited(), limited('soon'), limited()])).slept).toEqual([1000, 2000, 4000]);
});

test('does not spin when it is told to come back at once', async () => {
  const past = new Date(startMs - 5000).toUTCString();
  expect((await sent([limited('0'), limited(past)])).slept).toEqual([50, 50]);
});

test('hands the 429 on rather than wait longer than allowed', async () => {
  expect(await sent([limited('61')])).toEqual({ status: 429, slept: [], attempts: 1 });
  expect(await sent([limited('4'), limited('4')], 6000)).toEqual({ status: 429, slept: [4000], attempts: 2 });
});

test('ends, though the target never relents', async () => {
  const { status, attempts } = await sent(Array(5000).fill(limited('0')), 1000);
  expect({ status, attempts }).toEqual({ status: 429, attempts: 21 });
});

test('waits as a 503 asks, and hands one on that names no time', async () => {
  const busy: ResponseMessage = { status: 503, headers: [['Retry-After', '3']], body: '' };
  expect(await sent([busy])).toEqual({ status: 201, slept: [3000], attempts: 2 });
  expect(await sent([{ ...busy, headers: [] }])).toEqual({ status: 503, slept: [], attempts: 1 });
});

test('sends any other answer through, whatever its Retry-After says', async () => {
  const moved: ResponseMessage = { status: 301, headers: [['Retry-After', '1']], body: '' };
  expect(await sent([moved])).toEqual({ status: 301, slept: [], attempts: 1 });
});

for (const [value, ms] of [
  ['120', 120_000],
  [' 0 ', 0],
  ['Thu, 01 Jan 2026 12:00:30 GMT', 30_000],
  ['Thursday, 01-Jan-26 12:00:30 GMT', 30_000],
  ['Thu Jan  1 12:00:30 2026 GMT', 30_000],
  ['Thu, 01 Jan 2026 11:00:00 GMT', 0],
  ['-1', undefined],
  ['1.5', undefined],
  ['', undefined],
  ['later', undefined],
] as const) {
  test(`reads Retry-After "${value}" as ${ms === undefined ? 'nothing' : `${ms} ms`}`, () => {
    expect(retryAfterMs(limited(value), startMs)).toBe(ms);
  });
}
