import { expect, test } from '@playwright/test';
import { type RequestMessage, TransportError } from '#wire';
import { givingUp } from './giving-up.ts';

const request: RequestMessage = { method: 'GET', url: 'https://h.example/Users', headers: [] };

/** Sends requests one after the other to a target that answers some of them; tells how many it saw. */
function target(answers: (count: number) => boolean) {
  let time = 0;
  let sent = 0;
  const send = givingUp(
    async () => {
      sent += 1;
      if (answers(sent)) return { status: 200, headers: [], body: '{}' };
      throw new TransportError('timeout', 'no complete answer');
    },
    { now: () => time },
  );
  const ask = async (count: number): Promise<string[]> => {
    const seen: string[] = [];
    for (let at = 0; at < count; at += 1) {
      seen.push(
        await send(request).then(
          () => 'answer',
          (error: Error) => error.message,
        ),
      );
    }
    return seen;
  };
  return {
    ask,
    sent: () => sent,
    pass: (ms: number) => {
      time += ms;
    },
  };
}

test('asks no more once five requests in a row had no answer, and says so', async () => {
  const { ask, sent } = target(() => false);
  const seen = await ask(50);
  expect(sent()).toBe(5);
  expect(seen.at(-1)).toBe('not sent: 5 requests in a row had no answer');
});

test('tries one request again after a while, and goes on when it is answered', async () => {
  const { ask, sent, pass } = target((count) => count > 6);
  await ask(9);
  pass(10_000);
  await ask(3);
  expect(sent()).toBe(6);
  pass(10_000);
  expect(await ask(3)).toEqual(['answer', 'answer', 'answer']);
});

test('bears any number of failures that are not in a row', async () => {
  const { ask, sent } = target((count) => count % 5 === 0);
  await ask(50);
  expect(sent()).toBe(50);
});
