import { expect, test } from '@playwright/test';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { fetchTransport } from '#client';
import { readScenario, type Simulator, simulate } from '#idp';
import { isObject } from '#scim';
import { scimServer } from '#server';
import { entra, google, okta, onelogin } from './index.ts';

const token = 'awkward-token-0123456789abcdef';
const base = 'https://awkward.test/scim/v2';
const ada = { id: 'u1', userName: 'ada@example.com', givenName: 'Ada', familyName: 'Byron', email: 'ada@example.com' };

/** A good answer, as text, made into an awkward one. */
interface Good {
  readonly status: number;
  readonly body: string;
}

const objectIn = (text: string): Record<string, unknown> => {
  const value: unknown = text === '' ? {} : JSON.parse(text);
  return isObject(value) ? { ...value } : {};
};
const listIn = (text: string): readonly unknown[] => {
  const { Resources } = objectIn(text);
  return Array.isArray(Resources) ? Resources : [];
};

const awkward = {
  'a redirect': () => new HttpResponse(null, { status: 302, headers: { location: `${base}/elsewhere` } }),
  '200 with an empty body': () =>
    new HttpResponse('', { status: 200, headers: { 'content-type': 'application/scim+json' } }),
  'another id': ({ status, body }: Good) =>
    HttpResponse.json({ ...objectIn(body), id: 'nobody-has-this-id' }, { status }),
  'the same account twice': ({ body }: Good) => {
    const list = listIn(body);
    return HttpResponse.json({ ...objectIn(body), totalResults: 2, Resources: [...list, ...list] });
  },
  'no totalResults': ({ body }: Good) => {
    const { totalResults: _, ...rest } = objectIn(body);
    return HttpResponse.json(rest);
  },
  '202 and the resource': ({ body }: Good) => HttpResponse.json(objectIn(body), { status: 202 }),
  '202 and nothing': () => new HttpResponse(null, { status: 202 }),
} as const;

/** Which request is answered so, the first time that it comes. */
const requests = {
  'the look-up': (method: string, url: URL) =>
    method === 'GET' && url.searchParams.get('filter')?.includes('ada') === true,
  'the create': (method: string) => method === 'POST',
  'the update': (method: string) => method === 'PUT' || method === 'PATCH',
} as const;

interface Row {
  readonly request: keyof typeof requests;
  readonly answer: keyof typeof awkward;
  /** The account is there before. */
  readonly isThere?: true;
  /** What is sent for the hire and for a change after it, and what the log says first about a failure. */
  readonly sends: readonly string[];
  readonly says?: RegExp;
}

/** The server behind does what it was asked, whatever comes back; so an account that was not acknowledged is there later. */
const expected: readonly (readonly [Simulator, Readonly<Record<string, unknown>>, readonly Row[]])[] = [
  [
    okta,
    { saves: 0 },
    [
      { request: 'the look-up', answer: 'a redirect', sends: ['GET ?'], says: /RedirectNotFollowed/ },
      { request: 'the look-up', answer: '200 with an empty body', sends: ['GET ?'], says: /InvalidJson/ },
      {
        request: 'the look-up',
        answer: 'the same account twice',
        isThere: true,
        sends: ['GET ?'],
        says: /SeveralUsers: Multiple users found by userName. Expected 0 or 1 results but was \[2\]/,
      },
      { request: 'the look-up', answer: 'no totalResults', sends: ['GET ?'], says: /InvalidJson/ },
      { request: 'the create', answer: '200 with an empty body', sends: ['GET ?', 'POST'], says: /EmptyUser/ },
      { request: 'the create', answer: 'another id', sends: ['GET ?', 'POST', 'GET'], says: /NotFound/ },
      { request: 'the create', answer: '202 and the resource', sends: ['GET ?', 'POST', 'GET', 'PUT'] },
      { request: 'the create', answer: '202 and nothing', sends: ['GET ?', 'POST'], says: /EmptyUser/ },
      {
        request: 'the update',
        answer: 'a redirect',
        sends: ['GET ?', 'POST', 'GET', 'PUT'],
        says: /RedirectNotFollowed/,
      },
      { request: 'the update', answer: '200 with an empty body', sends: ['GET ?', 'POST', 'GET', 'PUT'] },
      { request: 'the update', answer: '202 and nothing', sends: ['GET ?', 'POST', 'GET', 'PUT'] },
    ],
  ],
  [
    entra,
    { probe: 'none' },
    [
      { request: 'the look-up', answer: 'a redirect', sends: ['GET ?', 'GET ?', 'POST'], says: /RedirectNotFollowed/ },
      {
        request: 'the look-up',
        answer: '200 with an empty body',
        sends: ['GET ?', 'GET ?', 'POST'],
        says: /ServiceIncompatible/,
      },
      {
        request: 'the look-up',
        answer: 'the same account twice',
        isThere: true,
        sends: ['GET ?', 'GET ?', 'PATCH'],
        says: /DuplicateTargetEntries/,
      },
      {
        request: 'the look-up',
        answer: 'no totalResults',
        sends: ['GET ?', 'GET ?', 'POST'],
        says: /ServiceIncompatible/,
      },
      {
        request: 'the create',
        answer: 'a redirect',
        sends: ['GET ?', 'POST', 'GET ?', 'PATCH'],
        says: /RedirectNotFollowed/,
      },
      {
        request: 'the create',
        answer: '200 with an empty body',
        sends: ['GET ?', 'POST', 'GET ?', 'PATCH'],
        says: /ServiceIncompatible/,
      },
      { request: 'the create', answer: 'another id', sends: ['GET ?', 'POST', 'GET', 'GET ?', 'PATCH'] },
      { request: 'the create', answer: '202 and the resource', sends: ['GET ?', 'POST', 'GET', 'PATCH'] },
      {
        request: 'the create',
        answer: '202 and nothing',
        sends: ['GET ?', 'POST', 'GET ?', 'PATCH'],
        says: /ServiceIncompatible/,
      },
      {
        request: 'the update',
        answer: 'a redirect',
        sends: ['GET ?', 'POST', 'GET', 'PATCH', 'GET'],
        says: /RedirectNotFollowed/,
      },
      { request: 'the update', answer: '200 with an empty body', sends: ['GET ?', 'POST', 'GET', 'PATCH'] },
      { request: 'the update', answer: '202 and nothing', sends: ['GET ?', 'POST', 'GET', 'PATCH'] },
    ],
  ],
  [
    google,
    {},
    [
      { request: 'the look-up', answer: 'a redirect', sends: ['GET ?', 'GET ?', 'POST'], says: /RedirectNotFollowed/ },
      {
        request: 'the look-up',
        answer: 'the same account twice',
        isThere: true,
        sends: ['GET ?', 'GET ?', 'PUT'],
        says: /Several/,
      },
      { request: 'the look-up', answer: 'no totalResults', sends: ['GET ?', 'GET ?', 'POST'], says: /Unreadable/ },
      {
        request: 'the create',
        answer: '200 with an empty body',
        sends: ['GET ?', 'POST', 'GET ?', 'PUT'],
        says: /Unreadable/,
      },
      { request: 'the create', answer: 'another id', sends: ['GET ?', 'POST', 'PUT'], says: /DeletedByApp/ },
      { request: 'the create', answer: '202 and the resource', sends: ['GET ?', 'POST', 'PUT'] },
      {
        request: 'the update',
        answer: 'a redirect',
        sends: ['GET ?', 'POST', 'PUT', 'PUT'],
        says: /RedirectNotFollowed/,
      },
      { request: 'the update', answer: '200 with an empty body', sends: ['GET ?', 'POST', 'PUT'] },
      { request: 'the update', answer: '202 and nothing', sends: ['GET ?', 'POST', 'PUT'] },
    ],
  ],
  [
    onelogin,
    { 'approvals.create': false, 'approvals.update': false },
    [
      { request: 'the look-up', answer: 'a redirect', sends: ['GET ?'], says: /RedirectNotFollowed/ },
      { request: 'the look-up', answer: '200 with an empty body', sends: ['GET ?'], says: /UnreadableAnswer/ },
      {
        request: 'the look-up',
        answer: 'the same account twice',
        isThere: true,
        sends: ['GET ?'],
        says: /SeveralAccounts/,
      },
      { request: 'the look-up', answer: 'no totalResults', sends: ['GET ?'], says: /UnreadableAnswer/ },
      {
        request: 'the create',
        answer: '200 with an empty body',
        sends: ['GET ?', 'POST', 'GET ?', 'PUT'],
        says: /UnreadableAnswer/,
      },
      { request: 'the create', answer: 'another id', sends: ['GET ?', 'POST', 'GET ?', 'PUT'] },
      { request: 'the create', answer: '202 and the resource', sends: ['GET ?', 'POST', 'GET ?', 'PUT'] },
      {
        request: 'the create',
        answer: '202 and nothing',
        sends: ['GET ?', 'POST', 'GET ?', 'PUT'],
        says: /UnreadableAnswer/,
      },
      {
        request: 'the update',
        answer: 'a redirect',
        sends: ['GET ?', 'POST', 'GET ?', 'PUT'],
        says: /RedirectNotFollowed/,
      },
      {
        request: 'the update',
        answer: '200 with an empty body',
        sends: ['GET ?', 'POST', 'GET ?', 'PUT'],
        says: /UnreadableAnswer/,
      },
      { request: 'the update', answer: '202 and the resource', sends: ['GET ?', 'POST', 'GET ?', 'PUT'] },
    ],
  ],
];

for (const [simulator, options, rows] of expected) {
  for (const row of rows) {
    const { request, answer, sends, says, isThere } = row;
    test(`${simulator.id} meets ${answer} to ${request} as its document says`, async () => {
      const double = targetThat(request, answer);
      double.listen({ onUnhandledFrame: 'error' });
      try {
        const { simulation, exchanges } = await simulate({
          simulator,
          scenario: readScenario({
            directory: { users: [], groups: [] },
            ...(isThere
              ? {
                  target: {
                    users: [{ schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName: ada.userName }],
                  },
                }
              : {}),
            steps: [
              { do: 'sync' },
              { do: 'hired', user: ada },
              { do: 'sync' },
              ...(request === 'the look-up' ? [] : [{ do: 'updated', user: 'u1', set: { familyName: 'King' } }]),
              { do: 'sync' },
            ],
          }),
          // A provider that followed redirects would be seen to: nobody answers there.
          transport: fetchTransport((message) => fetch(message, { redirect: 'manual' })),
          baseUrl: base,
          token,
          options,
        });

        const from = simulation.steps.findIndex(({ step }) => step.startsWith('hired'));
        const after = new Set(simulation.steps.slice(from).flatMap((step) => step.exchanges));
        const sent = exchanges.filter(({ id }) => after.has(id));
        expect(sent.map(({ request: { method, url } }) => (url.includes('?filter') ? `${method} ?` : method))).toEqual(
          sends,
        );
        const failures = simulation.steps
          .flatMap(({ provisioning }) => provisioning)
          .filter(({ status }) => status !== 'Success' && status !== 'Skipped');
        if (says === undefined) expect(failures).toEqual([]);
        else expect(failures[0]?.reason).toMatch(says);
      } finally {
        double.close();
      }
    });
  }
}

/** MSW plays the target: the reference server stands behind it, and one answer of it is spoilt. */
function targetThat(request: keyof typeof requests, answer: keyof typeof awkward) {
  const server = scimServer({ tokens: [token], passwordIterations: 1 });
  let isSpoilt = false;
  return setupServer(
    http.all(`${base}/*`, async ({ request: message }) => {
      const { method } = message;
      const isPreparing = method === 'POST' && !(await message.clone().text()).includes('Ada');
      const response = await server.fetch(message);
      if (isSpoilt || isPreparing || !requests[request](method, new URL(message.url))) return response;
      isSpoilt = true;
      return awkward[answer]({ status: response.status, body: await response.text() });
    }),
  );
}
