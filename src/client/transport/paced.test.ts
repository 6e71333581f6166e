import { expect, test } from '@playwright/test';
import { paced } from './paced.ts';

/** A clock that stands still until it is moved, and wakes sleepers on the way, the earliest first. */
function clockAt(startMs: number) {
  let nowMs = startMs;
  const sleepers: { readonly until: number; readonly wake: () => void }[] = [];
  return {
    now: () => nowMs,
    sleep: (ms: number) => new Promise<void>((wake) => sleepers.push({ until: nowMs + ms, wake })),
    async moveTo(ms: number) {
      for (;;) {
        const next = sleepers.sort((left, right) => left.until - right.until)[0];
        if (next === undefined || next.until > ms) break;
        sleepers.shift();
        nowMs = next.until;
        next.wake();
        await new Promise(setImmediate);
      }
      nowMs = ms;
    },
  };
}

function pacedAt(ratePerSecond: number, clock: ReturnType<typeof clockAt>) {
  const begun: string[] = [];
  const send = paced(
    async ({ url }) => {
      begun.push(`${url} at ${clock.now()}`);
      return { status: 200, headers: [], body: '' };
    },
    { ratePerSecond, clock },
  );
  return { begun, send: (url: string) => send({ method: 'GET', url, headers: [] }) };
}

test('spreads requests evenly, in order, also when all are asked for at once', async () => {
  const clock = clockAt(0);
  const { begun, send } = pacedAt(10, clock);
  const all = Promise.all(['a', 'b', 'c', 'd'].map(send));
  await clock.moveTo(1000);
  await all;
  expect(begun).toEqual(['a at 0', 'b at 100', 'c at 200', 'd at 300']);
});

test('makes up for no pause: after an idle while the pace is the same', async () => {
  const clock = clockAt(0);
  const { begun, send } = pacedAt(2, clock);
  await send('a');
  await clock.moveTo(60_000);
  const both = Promise.all([send('b'), send('c')]);
  await clock.moveTo(61_000);
  await both;
  expect(begun).toEqual(['a at 0', 'b at 60000', 'c at 60500']);
});
