import { expect, test } from '@playwright/test';
import type { Header, ResponseMessage } from '#wire';
import { scimClient } from '../scim-client.ts';
import { diagnose } from './diagnose.ts';

const users = JSON.stringify({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
  totalResults: 3,
  Resources: [],
});
const config = JSON.stringify({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'],
  patch: { supported: true },
  filter: { supported: true, maxResults: 50 },
  bulk: { supported: false, maxOperations: 0 },
});

interface Habits {
  readonly open?: boolean;
  readonly headers?: readonly Header[];
  readonly msPerRead?: number;
}

/** Every line that a target with these habits is told of, by what it is about. */
async function told({ open = false, headers = [], msPerRead = 1 }: Habits): Promise<Record<string, string>> {
  let now = 0;
  const client = scimClient({
    baseUrl: 'https://h.example/scim/v2',
    auth: { kind: 'bearer', token: 'very-secret' },
    transport: async (request): Promise<ResponseMessage> => {
      now += msPerRead;
      const isKnown = open || request.headers.some(([name]) => name.toLowerCase() === 'authorization');
      if (!isKnown) return { status: 401, headers: [], body: '' };
      return { status: 200, headers, body: request.url.includes('ServiceProviderConfig') ? config : users };
    },
  });
  const lines = await diagnose(client, () => now);
  return Object.fromEntries(lines.map(({ about, state, says }) => [about, `${state}: ${says}`]));
}

test('says what the target claims, how many users are there, and how quick it is', async () => {
  expect(await told({})).toMatchObject({
    claims:
      'good: patch yes, filter yes (maxResults 50), sort not named, etag not named, bulk no, changePassword not named, pagination not named',
    resources: 'good: 3 users are there; a test leaves alone what it did not create',
    speed: 'good: a read takes 1 ms',
    credential: 'good: accepted (bearer); without it, 401',
  });
});

test('warns of users that are open to all, of a limit, and of a slow target', async () => {
  const lines = await told({ open: true, headers: [['RateLimit-Limit', '100']], msPerRead: 900 });
  expect(lines.credential).toMatch(/^note: .*open to all/);
  expect(lines['rate limit']).toBe('note: ratelimit-limit: 100; give --rate to stay below it');
  expect(lines.speed).toMatch(/^note: a read takes 900 ms/);
});
