import { expect, test } from '@playwright/test';
import { fetchTransport } from '#client';
import { scimServer } from '#server';
import { type Exchange, faulty, parseFault } from '#wire';
import type { Surroundings } from '../again/play.ts';
import { readOracle } from '../again/read-oracle.ts';
import { recordingFrom } from '../recording/read-recording.ts';
import { type ShrinkState, shrink } from './shrink.ts';

const base = 'http://127.0.0.1/scim/v2';
const user = 'urn:ietf:params:scim:schemas:core:2.0:User';

/** People who are created and renamed; one of the renames is answered 500. */
const recording = recordingFrom(
  Array.from({ length: 12 }, (_, number): readonly [string, string, object, number, object] => [
    'POST',
    '/Users',
    { schemas: [user], userName: `p${number}`, title: 'x', name: { givenName: 'a', familyName: 'b' } },
    201,
    { schemas: [user], id: `then-${number}`, userName: `p${number}` },
  ])
    .concat(
      Array.from({ length: 12 }, (_, number) => [
        'PATCH',
        `/Users/then-${number}`,
        {
          schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
          Operations: [
            { op: 'replace', path: 'title', value: 'y' },
            { op: 'replace', path: 'displayName', value: 'z' },
          ],
        },
        number === 7 ? 500 : 204,
        {},
      ]),
    )
    .map(
      ([method, path, body, status, answer], at): Exchange => ({
        id: `x${at + 1}`,
        request: {
          method,
          url: base + path,
          headers: [
            ['Content-Type', 'application/scim+json'],
            ['Authorization', 'Bearer ***'],
          ],
          body: JSON.stringify(body),
        },
        response: { status, headers: [], body: JSON.stringify(answer) },
        startedAt: '2026-01-01T00:00:00.000Z',
        durationMs: 0,
        behaviour: 'test',
      }),
    ),
  { name: 'test', creator: 'test' },
);

function surroundings(clock: () => number): Surroundings & { trials: () => number } {
  let sent = 0;
  const server = scimServer({ tokens: ['t'], basePath: '/scim/v2', passwordIterations: 10 });
  const bare = faulty(fetchTransport(server.fetch), [parseFault('PATCH /Users/* 500')], {
    random: () => 0,
    sleep: async () => undefined,
  });
  return {
    transport: (request) => {
      sent += 1;
      return bare(request);
    },
    to: { baseUrl: base, auth: { kind: 'bearer', token: 't' }, headers: [] },
    now: clock,
    sleep: async () => undefined,
    trials: () => sent,
  };
}

const shapes = (exchanges: readonly Exchange[]) => exchanges.map(({ request }) => `${request.method} ${request.body}`);

test('keeps the step that fails and what it needs, with nothing in their bodies that is not needed', async () => {
  const shrunk = await shrink({
    recording,
    oracle: readOracle(undefined, recording),
    surroundings: surroundings(() => 0),
  });
  expect(shrunk.ended).toBe('minimal');
  expect(shrunk.state.steps).toEqual([7, 19]);
  expect(shapes(shrunk.exchanges)).toEqual([`POST {"schemas":["${user}"],"userName":"p7"}`, 'PATCH {}']);
});

test('ends when its time is over with what is known, and goes on from there to the same end', async () => {
  let now = 0;
  const states: ShrinkState[] = [];
  const first = await shrink({
    recording,
    oracle: readOracle('status any 500', recording),
    surroundings: surroundings(() => {
      now += 1;
      return now;
    }),
    maxTimeMs: 400,
    onProgress: ({ state }) => states.push(state),
  });
  expect(first.ended).toBe('budget');
  expect(first.state.steps.length).toBeLessThan(24);
  expect(states.at(-1)).toEqual(first.state);

  const second = await shrink({
    recording,
    oracle: readOracle('status any 500', recording),
    surroundings: surroundings(() => 0),
    from: first.state,
  });
  expect([second.ended, second.exchanges.map(({ request }) => request.method)]).toEqual(['minimal', ['POST', 'PATCH']]);
});

test('says so when the whole does not show the fault', async () => {
  const { ended } = await shrink({
    recording,
    oracle: readOracle('status any 418', recording),
    surroundings: surroundings(() => 0),
  });
  expect(ended).toBe('not shown');
});
