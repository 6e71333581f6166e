import { expect, test } from '@playwright/test';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import type { Exchange, Failure, Header } from '../exchange.ts';
import { exchangesFrom } from './exchanges-from.ts';
import { harFrom } from './har-from.ts';

const creator = { name: 'scimulate', version: '1.2.3' };

/** HTTP archive 1.2 as its description has it: what must be there, and nothing else but names with an underscore. */
const pairs = {
  type: 'array',
  items: object({ name: { type: 'string' }, value: { type: 'string' } }),
};
const bytes = { type: 'integer', minimum: -1 };
const duration = { type: 'number', minimum: 0 };
const httpArchive = object({
  log: object({
    version: { const: '1.2' },
    creator: object({ name: { type: 'string' }, version: { type: 'string' } }),
    entries: {
      type: 'array',
      items: object({
        startedDateTime: { type: 'string', format: 'date-time' },
        time: duration,
        request: object(
          {
            method: { type: 'string', minLength: 1 },
            url: { type: 'string', minLength: 1 },
            httpVersion: { type: 'string' },
            cookies: pairs,
            headers: pairs,
            queryString: pairs,
            headersSize: bytes,
            bodySize: bytes,
          },
          { postData: object({ mimeType: { type: 'string' }, text: { type: 'string' } }) },
        ),
        response: object({
          status: { type: 'integer', minimum: 0, maximum: 999 },
          statusText: { type: 'string' },
          httpVersion: { type: 'string' },
          cookies: pairs,
          headers: pairs,
          content: object(
            { size: { type: 'integer', minimum: 0 }, mimeType: { type: 'string' } },
            { text: { type: 'string' } },
          ),
          redirectURL: { type: 'string' },
          headersSize: bytes,
          bodySize: bytes,
        }),
        cache: object({}),
        timings: object({ send: duration, wait: duration, receive: duration }),
      }),
    },
  }),
});

function object(required: Record<string, object>, optional: Record<string, object> = {}): object {
  return {
    type: 'object',
    required: Object.keys(required),
    properties: { ...required, ...optional },
    patternProperties: { '^_': {} },
    additionalProperties: false,
  };
}

const ajv = new Ajv({ allErrors: true });
addFormats.default(ajv);
const isHttpArchive = ajv.compile(httpArchive);

const headers = fc.array(fc.tuple(fc.stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,12}$/), fc.string({ maxLength: 20 })), {
  maxLength: 6,
});
const kinds: readonly Failure['kind'][] = ['refused', 'reset', 'timeout', 'dns', 'tls', 'protocol', 'aborted'];

const outcomes = fc.oneof(
  fc.record({
    response: fc.record({
      status: fc.integer({ min: 100, max: 599 }),
      headers,
      body: fc.string({ unit: 'grapheme' }),
    }),
  }),
  fc.record({
    response: fc.constant(null),
    failure: fc.record({ kind: fc.constantFrom(...kinds), message: fc.string() }),
  }),
);

const exchanges: fc.Arbitrary<Exchange> = fc
  .tuple(
    fc.record(
      {
        id: fc.stringMatching(/^x[1-9]\d{0,3}$/),
        startedAt: fc
          .date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true })
          .map((date) => date.toISOString()),
        durationMs: fc.double({ min: 0, max: 1e6, noNaN: true, noDefaultInfinity: true }).map((ms) => ms + 0),
        behaviour: fc.constantFrom('entra-match-01', 'okta-create-01'),
      },
      { requiredKeys: ['id', 'startedAt', 'durationMs'] },
    ),
    fc.record(
      {
        method: fc.constantFrom('GET', 'POST', 'PATCH', 'DELETE'),
        url: fc.webUrl({ withQueryParameters: true, withFragments: false }),
        headers,
        body: fc.string({ unit: 'grapheme' }),
      },
      { requiredKeys: ['method', 'url', 'headers'] },
    ),
    outcomes,
  )
  .map(([rest, request, outcome]) => ({ ...rest, request, ...outcome }));

test('writes an archive of the 1.2 structure, whatever happened', () => {
  fc.assert(
    fc.property(fc.array(exchanges, { maxLength: 4 }), (list) => {
      isHttpArchive(harFrom(list, { creator }));
      expect(isHttpArchive.errors ?? []).toEqual([]);
    }),
  );
});

test('reads back the very exchanges that it wrote, also through a file', () => {
  fc.assert(
    fc.property(fc.array(exchanges, { maxLength: 4 }), (list) => {
      const file = JSON.stringify(harFrom(list, { creator }));
      expect(exchangesFrom(JSON.parse(file))).toEqual(JSON.parse(JSON.stringify(list)));
    }),
  );
});

const patch: Exchange = {
  id: 'x7',
  request: {
    method: 'PATCH',
    url: 'https://h.example/Users/1?attributes=userName%2Cname&filter=a+eq+%22%c3%a4%22&flag',
    headers: [
      ['content-TYPE', 'application/scim+json; charset=utf-8'],
      ['X-B', '1'],
      ['x-a', '2'],
      ['X-B', '3'],
    ],
    body: '{"ä":1}',
  },
  response: { status: 200, headers: [['Location', '/Users/1']], body: '' },
  startedAt: '2026-01-01T00:00:00.000Z',
  durationMs: 12.5,
  behaviour: 'entra-update-01',
};

test('keeps header lines in order, decodes the query and counts bytes, not characters', () => {
  const entry = harFrom([patch], { creator }).log.entries[0];
  expect(entry?.request.headers.map(({ name, value }): Header => [name, value])).toEqual(patch.request.headers);
  expect(entry?.request.queryString).toEqual([
    { name: 'attributes', value: 'userName,name' },
    { name: 'filter', value: 'a eq "ä"' },
    { name: 'flag', value: '' },
  ]);
  expect(entry?.request.postData).toEqual({ mimeType: 'application/scim+json; charset=utf-8', text: '{"ä":1}' });
  expect(entry?.request.bodySize).toBe(8);
  expect(entry?.response.redirectURL).toBe('/Users/1');
  expect(entry).toMatchObject({ time: 12.5, _id: 'x7', _behaviour: 'entra-update-01' });
});

test('does not pretend an answer where none came', () => {
  const failure = { kind: 'reset', message: 'socket hang up' } as const;
  const entry = harFrom([{ ...patch, response: null, failure }], { creator }).log.entries[0];
  expect(entry?.response).toMatchObject({ status: 0, statusText: '', headers: [], content: { size: 0 } });
  expect(entry?._failure).toEqual(failure);
});

test('reads what other tools write', () => {
  const har = {
    log: {
      version: '1.2',
      entries: [
        {
          startedDateTime: '2026-01-01T00:00:00.000+01:00',
          time: -1,
          request: {
            method: 'POST',
            url: 'https://h.example/token',
            headers: [
              { name: ':authority', value: 'h.example' },
              { name: 'content-type', value: 'application/x-www-form-urlencoded' },
            ],
            postData: {
              mimeType: 'application/x-www-form-urlencoded',
              params: [
                { name: 'scope', value: 'a b' },
                { name: 'q', value: '"' },
              ],
            },
          },
          response: { status: 200, headers: [], content: { text: 'eyJhIjoiw6QifQ==', encoding: 'base64' } },
        },
        {
          request: { method: 'GET', url: 'https://h.example/' },
          response: { status: 0, _error: 'net::ERR_CONNECTION_REFUSED' },
        },
        { request: { method: 'GET', url: 'https://h.example/' }, response: { status: -1 } },
      ],
    },
  };
  const [token, refused, silent] = exchangesFrom(har);
  expect(token).toEqual({
    id: 'x1',
    request: {
      method: 'POST',
      url: 'https://h.example/token',
      headers: [['content-type', 'application/x-www-form-urlencoded']],
      body: 'scope=a+b&q=%22',
    },
    response: { status: 200, headers: [], body: '{"a":"ä"}' },
    startedAt: '2026-01-01T00:00:00.000+01:00',
    durationMs: 0,
  });
  expect(refused?.failure).toEqual({ kind: 'aborted', message: 'net::ERR_CONNECTION_REFUSED' });
  expect(silent).toMatchObject({ id: 'x3', response: null, failure: { kind: 'aborted' } });
});

for (const [har, says] of [
  [null, 'no HTTP archive'],
  [[], 'no HTTP archive'],
  [{ log: {} }, '"entries"'],
  [{ log: { entries: [1] } }, 'log.entries[0] is no object'],
  [{ log: { entries: [{ request: { method: 'GET' }, response: { status: 200 } }] } }, 'log.entries[0].request'],
  [
    { log: { entries: [{ request: { method: 'GET', url: '/' }, response: { status: '200' } }] } },
    'log.entries[0].response',
  ],
] as const) {
  test(`says of ${JSON.stringify(har)} that it is wrong, and where`, () => {
    expect(() => exchangesFrom(har)).toThrow(says);
  });
}
