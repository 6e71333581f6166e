import { expect, test } from '@playwright/test';
import { TransportError } from '#wire';
import { fetchTransport } from './fetch-transport.ts';

test('hands a message to a server in the same process and brings its answer', async () => {
  let seen: unknown;
  const transport = fetchTransport(async (request) => {
    const headers = Object.fromEntries(request.headers);
    seen = { method: request.method, url: request.url, headers, body: await request.text() };
    return new Response('{"ü":1}', { status: 201, headers: { location: '/Users/1' } });
  });

  const answer = await transport({
    method: 'PATCH',
    url: 'http://h.example/scim/v2/Users?filter=a+eq+%22b%22',
    headers: [
      ['X-Twice', '1'],
      ['x-twice', '2'],
    ],
    body: '{"ä":1}',
  });

  expect(seen).toEqual({
    method: 'PATCH',
    url: 'http://h.example/scim/v2/Users?filter=a+eq+%22b%22',
    headers: { 'x-twice': '1, 2' },
    body: '{"ä":1}',
  });
  expect(answer).toMatchObject({ status: 201, body: '{"ü":1}' });
  expect(answer.headers).toContainEqual(['location', '/Users/1']);
});

test('adds no Content-Type, and brings an answer without a body', async () => {
  let type: string | null = 'unset';
  const transport = fetchTransport(async (request) => {
    type = request.headers.get('content-type');
    return new Response(null, { status: 204 });
  });
  const answer = await transport({ method: 'POST', url: 'http://h.example/', headers: [], body: '{}' });
  expect(type).toBeNull();
  expect(answer).toEqual({ status: 204, headers: [], body: '' });
});

test('says that a message which no Request can hold is against the protocol', async () => {
  const transport = fetchTransport(async () => new Response(''));
  for (const message of [
    { method: 'GET', url: 'http://h.example/', headers: [], body: '{}' },
    { method: 'GET', url: '/Users', headers: [] },
    { method: 'GET', url: 'http://h.example/', headers: [['bad name', '1']] },
  ] as const) {
    const error = await transport(message).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(TransportError);
    expect(error).toMatchObject({ kind: 'protocol' });
  }
});

test('lets a fault of the server itself through as it is', async () => {
  const transport = fetchTransport(async () => {
    throw new RangeError('a bug of the server');
  });
  await expect(transport({ method: 'GET', url: 'http://h.example/', headers: [] })).rejects.toThrow(RangeError);
});
