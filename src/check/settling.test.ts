import { expect, test } from '@playwright/test';
import type { JsonObject } from '#scim';
import type { RequestMessage, ResponseMessage, Transport } from '#wire';
import { error, fakeTarget, json } from '../../fixtures/fake-target.ts';
import { settling } from './settling.ts';

const base = 'http://fake.example/scim/v2';

/** A target that shows in reads what it held `lagMs` ago, and a clock that only sleeping moves. */
function lagging(lagMs: number, timeoutMs = 3000) {
  let time = 0;
  let asked = 0;
  const target = fakeTarget();
  const states: { readonly atMs: number; readonly users: ReadonlyMap<string, JsonObject> }[] = [
    { atMs: Number.NEGATIVE_INFINITY, users: new Map() },
  ];
  const transport: Transport = async (request) => {
    if (request.method !== 'GET') {
      const answer = await target(request);
      states.push({ atMs: time, users: new Map(target.users) });
      return answer;
    }
    asked += 1;
    const now = new Map(target.users);
    const then = states.findLast(({ atMs }) => atMs <= time - lagMs)?.users ?? new Map();
    target.users.clear();
    for (const [id, user] of then) target.users.set(id, user);
    const answer = await target(request);
    target.users.clear();
    for (const [id, user] of now) target.users.set(id, user);
    return answer;
  };
  const clock = {
    now: () => time,
    sleep: async (ms: number) => {
      time += ms;
    },
  };
  const settled = settling(transport, { base, timeoutMs, clock });
  const send = (method: string, path: string, body?: JsonObject): Promise<ResponseMessage> => {
    const request: RequestMessage = { method, url: `${base}${path}`, headers: [] };
    return settled(body === undefined ? request : { ...request, body: JSON.stringify(body) });
  };
  return {
    send,
    asked: () => asked,
    time: () => time,
    pass: (ms: number) => {
      time += ms;
    },
  };
}

const namesIn = ({ body }: ResponseMessage): string[] =>
  JSON.parse(body).Resources.map(({ userName }: JsonObject) => userName);

test('waits until a list shows what was created, and no longer', async () => {
  const { send, time } = lagging(1000);
  await send('POST', '/Users', { userName: 'ada' });
  expect(namesIn(await send('GET', '/Users'))).toEqual(['ada']);
  expect(time()).toBeGreaterThanOrEqual(1000);
  expect(time()).toBeLessThan(2000);
});

test('waits until a User can be read, and until it is gone', async () => {
  const { send } = lagging(1000);
  const made = JSON.parse((await send('POST', '/Users', { userName: 'ada' })).body);
  expect((await send('GET', `/Users/${made.id}`)).status).toBe(200);
  await send('DELETE', `/Users/${made.id}`);
  expect((await send('GET', `/Users/${made.id}`)).status).toBe(404);
  expect(namesIn(await send('GET', '/Users?count=5'))).toEqual([]);
});

test('asks a target that is up to date once', async () => {
  const { send, asked, time } = lagging(0);
  await send('POST', '/Users', { userName: 'ada' });
  await send('GET', '/Users');
  expect({ asked: asked(), time: time() }).toEqual({ asked: 1, time: 0 });
});

test('believes an answer that may be old once every write must show', async () => {
  const { send, time } = lagging(0);
  await send('POST', '/Users', { userName: 'ada' });
  expect(namesIn(await send('GET', '/Users?filter=userName%20eq%20%22bob%22'))).toEqual([]);
  expect(time()).toBe(3000);
  await send('GET', '/Users?filter=userName%20eq%20%22bob%22');
  expect(time()).toBe(3000);
});

test('hands on what a target shows that takes longer than it may', async () => {
  const { send, time } = lagging(60_000);
  await send('POST', '/Users', { userName: 'ada' });
  expect(namesIn(await send('GET', '/Users'))).toEqual([]);
  expect(time()).toBe(3000);
});

test('waits for nothing when nothing was written, or long ago', async () => {
  const { send, time, pass } = lagging(1000);
  await send('GET', '/Users?filter=userName%20eq%20%22bob%22');
  await send('POST', '/Users', { userName: 'ada' });
  pass(3000);
  const since = time();
  await send('GET', '/Users?filter=userName%20eq%20%22bob%22');
  await send('GET', '/Schemas');
  expect(time()).toBe(since);
});

test('a write that was refused changes nothing, one whose answer was lost may have', async () => {
  let time = 0;
  const answers: (ResponseMessage | Error)[] = [error(400), json(200, { Resources: [] }), new Error('lost')];
  const settled = settling(
    async () => {
      const answer = answers.shift() ?? json(200, { Resources: [] });
      if (answer instanceof Error) throw answer;
      return answer;
    },
    {
      base,
      timeoutMs: 1000,
      clock: {
        now: () => time,
        sleep: async (ms) => {
          time += ms;
        },
      },
    },
  );
  const post: RequestMessage = { method: 'POST', url: `${base}/Users`, headers: [] };
  const list: RequestMessage = { method: 'GET', url: `${base}/Users`, headers: [] };
  await settled(post);
  await settled(list);
  expect(time).toBe(0);
  await expect(settled(post)).rejects.toThrow('lost');
  await settled(list);
  expect(time).toBe(1000);
});
