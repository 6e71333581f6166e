import { expect, test } from '@playwright/test';
import {
  type Exchange,
  exchangeMasker,
  queryEncodings,
  type RequestMessage,
  type ResponseMessage,
  TransportError,
} from '#wire';
import { type Auth, secretsOf } from './auth.ts';
import { type ScimClientOptions, scimClient } from './scim-client.ts';
import { recorded } from './transport/recorded.ts';
import { retryingWhenBusy } from './transport/retrying-when-busy.ts';

const ok: ResponseMessage = { status: 200, headers: [['Content-Type', 'application/scim+json']], body: '{"id":"1"}' };

function clientWith(options: Partial<ScimClientOptions> = {}, response: ResponseMessage = ok) {
  const sent: RequestMessage[] = [];
  const client = scimClient({
    baseUrl: 'https://h.example/scim/v2/',
    auth: { kind: 'bearer', token: 'tok' },
    now: () => 0,
    transport: async (request) => {
      sent.push(request);
      return response;
    },
    ...options,
  });
  return { client, sent };
}

test('sends each verb with the media type of SCIM and the credential', async () => {
  const { client, sent } = clientWith();
  const read = [
    ['Accept', 'application/scim+json'],
    ['Authorization', 'Bearer tok'],
  ];
  const write = [['Accept', 'application/scim+json'], ['Content-Type', 'application/scim+json'], read[1]];

  await client.get('/Users', { query: { filter: 'userName eq "ä"', count: 2, startIndex: undefined } });
  await client.post('/Users', { userName: 'ada' });
  await client.put('/Users/1', {});
  await client.patch('/Users/1', { Operations: [] });
  await client.delete('/Users/1');

  expect(sent).toEqual([
    {
      method: 'GET',
      url: 'https://h.example/scim/v2/Users?filter=userName%20eq%20%22%C3%A4%22&count=2',
      headers: read,
    },
    { method: 'POST', url: 'https://h.example/scim/v2/Users', headers: write, body: '{"userName":"ada"}' },
    { method: 'PUT', url: 'https://h.example/scim/v2/Users/1', headers: write, body: '{}' },
    { method: 'PATCH', url: 'https://h.example/scim/v2/Users/1', headers: write, body: '{"Operations":[]}' },
    { method: 'DELETE', url: 'https://h.example/scim/v2/Users/1', headers: read },
  ]);
});

test('lets a request say otherwise: headers, credential, query, text, whole URL', async () => {
  const { client, sent } = clientWith({ headers: { 'X-Tenant': 't', Accept: 'application/json' } });

  await client.get('/Users', { query: 'filter=a+eq+[b]&', headers: { accept: undefined, 'x-tenant': 'u' } });
  await client.get('/Users', { auth: { kind: 'none' }, query: [['a', 'b c']], encoding: queryEncodings.form });
  await client.request({ method: 'POST', path: 'https://h.example/other/Users', text: '{broken' });

  expect(sent[0]).toEqual({
    method: 'GET',
    url: 'https://h.example/scim/v2/Users?filter=a+eq+[b]&',
    headers: [
      ['Authorization', 'Bearer tok'],
      ['x-tenant', 'u'],
    ],
  });
  expect(sent[1]?.url).toBe('https://h.example/scim/v2/Users?a=b+c');
  expect(sent[1]?.headers.map(([name]) => name)).toEqual(['X-Tenant', 'Accept']);
  expect(sent[2]).toMatchObject({ url: 'https://h.example/other/Users', body: '{broken' });
});

const auths: readonly (readonly [Auth, string, string])[] = [
  [{ kind: 'basic', user: 'ada', password: 'pä:ss' }, 'Authorization', 'Basic YWRhOnDDpDpzcw=='],
  [{ kind: 'header', name: 'X-Key', value: 'k-value' }, 'X-Key', 'k-value'],
  [{ kind: 'bearer', token: 'a-token' }, 'Authorization', 'Bearer a-token'],
];
for (const [auth, name, value] of auths) {
  test(`sends a ${auth.kind} credential, and names what must be masked of it`, async () => {
    const { client } = clientWith({ auth });
    const { exchange } = await client.get('/Users');
    expect(exchange.request.headers).toContainEqual([name, value]);
    expect(JSON.stringify(exchangeMasker(secretsOf(auth))(exchange))).not.toContain(value);
  });
}

test('gives every status as an answer, with its body parsed', async () => {
  const { client } = clientWith({}, { status: 409, headers: [['ETag', 'W/"1"']], body: '{"status":"409"}' });
  const answer = await client.get('/Users/1');
  expect(answer).toMatchObject({ status: 409, body: { status: '409' }, text: '{"status":"409"}', notJson: undefined });
  expect(answer.header('etag')).toBe('W/"1"');
  expect(answer.exchange).toMatchObject({ id: 'c1', startedAt: '1970-01-01T00:00:00.000Z' });
});

for (const [body, kind] of [
  ['', 'empty'],
  ['<html></html>', 'html'],
  ['{"a":', 'malformed'],
] as const) {
  test(`says that a body is ${kind} instead of throwing`, async () => {
    const answer = await clientWith({}, { status: 200, headers: [], body }).client.get('/Users');
    expect(answer.body).toBeUndefined();
    expect(answer.text).toBe(body);
    expect(answer.notJson?.kind).toBe(kind);
  });
}

test("bears the recorder's own exchange, also through a layer that tries again", async () => {
  const kept: Exchange[] = [];
  let attempts = 0;
  const limited = async (): Promise<ResponseMessage> => {
    attempts += 1;
    return attempts === 1 ? { status: 429, headers: [['Retry-After', '1']], body: '' } : { ...ok };
  };
  const recording = recorded(limited, { now: () => 0, onExchange: (exchange) => kept.push(exchange) });
  const { client } = clientWith({ transport: retryingWhenBusy(recording, { sleep: async () => {} }) });

  const answer = await client.get('/Users');

  expect(kept.map(({ id, response }) => `${id} ${response?.status}`)).toEqual(['x1 429', 'x2 200']);
  expect(answer.exchange).toBe(kept[1]);
});

test('throws when no answer came', async () => {
  const { client } = clientWith({
    transport: async () => {
      throw new TransportError('refused', 'no');
    },
  });
  await expect(client.get('/Users')).rejects.toThrow(TransportError);
});
