import { expect, test } from '@playwright/test';
import { type Exchange, type RequestMessage, type ResponseMessage, type Transport, TransportError } from '#wire';
import { exchangeBehind, recorded } from './recorded.ts';

const request: RequestMessage = { method: 'GET', url: 'https://h.example/Users', headers: [['X-A', 'b']] };
const response: ResponseMessage = { status: 404, headers: [['ETag', '1']], body: '{}' };

/** A clock that is 10 ms later at each look. */
function ticking(): () => number {
  let ms = Date.UTC(2026, 0, 1) - 10;
  return () => {
    ms += 10;
    return ms;
  };
}

test('tells what was sent, what came and how long it took', async () => {
  const kept: Exchange[] = [];
  const transport = recorded(async () => response, { now: ticking(), onExchange: (exchange) => kept.push(exchange) });

  expect(await transport(request)).toBe(response);

  const exchange = { id: 'x1', request, response, startedAt: '2026-01-01T00:00:00.000Z', durationMs: 10 };
  expect(kept).toEqual([exchange]);
  expect(exchangeBehind(response)).toEqual(exchange);
});

test('tells of a failure too, and lets it through', async () => {
  const kept: Exchange[] = [];
  const failing: Transport = async () => {
    throw new TransportError('reset', 'gone');
  };
  const transport = recorded(failing, { now: () => 0, onExchange: (exchange) => kept.push(exchange) });

  const error = await transport(request).catch((thrown: unknown) => thrown);

  expect(error).toBeInstanceOf(TransportError);
  expect(kept[0]).toMatchObject({ response: null, failure: { kind: 'reset', message: 'gone' } });
  expect(exchangeBehind(error as TransportError)).toBe(kept[0]);
});

test('numbers exchanges in the order of sending, though they end in another', async () => {
  const kept: string[] = [];
  const ends: (() => void)[] = [];
  const transport = recorded(
    () => new Promise((resolve) => ends.push(() => resolve({ status: 200, headers: [], body: '' }))),
    { now: () => 0, onExchange: ({ id, request: { method } }) => kept.push(`${id} ${method}`) },
  );

  const both = [transport({ ...request, method: 'POST' }), transport({ ...request, method: 'PUT' })];
  for (const end of ends.reverse()) end();
  await Promise.all(both);

  expect(kept).toEqual(['x2 PUT', 'x1 POST']);
});

test('gives no negative duration when the clock is set back', async () => {
  const kept: Exchange[] = [];
  const times = [5000, 1000];
  const transport = recorded(async () => ({ ...response }), {
    now: () => times.shift() ?? 0,
    onExchange: (exchange) => kept.push(exchange),
  });
  await transport(request);
  expect(kept[0]?.durationMs).toBe(0);
});

test('does not swallow what its listener throws, nor take it for a failure of the network', async () => {
  const transport = recorded(async () => response, {
    now: () => 0,
    onExchange: () => {
      throw new Error('disk full');
    },
  });
  await expect(transport(request)).rejects.toThrow('disk full');
});
