import { expect, test } from '@playwright/test';
import type { RequestMessage, ResponseMessage, Transport } from '#wire';
import { type Auth, authFrom, authHeaders, credentialOf, secretsOf } from '../auth.ts';
import { TargetError } from '../target-error.ts';
import { authorized } from './authorized.ts';

const auth: Auth = {
  kind: 'oauth2-cc',
  tokenUrl: 'https://login.example/token',
  clientId: 'me & you',
  clientSecret: 'hush:hush',
  scope: 'scim read',
};
const request: RequestMessage = { method: 'GET', url: 'https://h.example/Users', headers: authHeaders(auth) };
const json = (status: number, body: unknown): ResponseMessage => ({ status, headers: [], body: JSON.stringify(body) });

/** A token endpoint that gives t1, t2, …, and a target that knows some of them. */
function setting(answerToken?: (asked: RequestMessage, count: number) => ResponseMessage, known = (_: string) => true) {
  const asked: RequestMessage[] = [];
  const seen: string[] = [];
  let time = 0;
  const tokenTransport: Transport = async (message) => {
    asked.push(message);
    return (
      answerToken?.(message, asked.length) ?? json(200, { access_token: `t${asked.length}-secret`, expires_in: 600 })
    );
  };
  const target: Transport = async ({ headers }) => {
    const token = headers.find(([name]) => name === 'Authorization')?.[1] ?? 'none';
    seen.push(token);
    return known(token) ? json(200, { echo: token }) : json(401, { detail: `not ${token}` });
  };
  const send = authorized(target, auth, { tokenTransport, now: () => time });
  return {
    send,
    asked,
    seen,
    pass: (ms: number) => {
      time += ms;
    },
  };
}

test('fetches one token for requests side by side, and keeps it until shortly before its end', async () => {
  const { send, asked, seen, pass } = setting();
  await Promise.all([send(request), send(request)]);
  pass(560_000);
  await send(request);
  expect(asked).toHaveLength(1);
  pass(15_000);
  await send(request);
  expect(seen).toEqual(['Bearer t1-secret', 'Bearer t1-secret', 'Bearer t1-secret', 'Bearer t2-secret']);
});

test('fetches another token when one is refused, once', async () => {
  const { send, asked } = setting(undefined, (token) => token === 'Bearer t2-secret');
  expect((await send(request)).status).toBe(200);
  expect(asked).toHaveLength(2);
  const always = setting(undefined, () => false);
  expect((await always.send(request)).status).toBe(401);
  expect(always.asked).toHaveLength(2);
});

test('lets no layer above see a token, even where the target repeats it', async () => {
  const { send } = setting();
  expect((await send(request)).body).not.toContain('t1-secret');
});

test('leaves a request with another credential, or none, as it is', async () => {
  const { send, asked, seen } = setting();
  await send({ ...request, headers: [['Authorization', 'Bearer scimulate-wrong-token']] });
  await send({ ...request, headers: [] });
  expect(seen).toEqual(['Bearer scimulate-wrong-token', 'none']);
  expect(asked).toEqual([]);
});

test('presents itself as RFC 6749 says, and in the body where the endpoint wants that', async () => {
  const { send, asked } = setting(({ headers }, count) =>
    headers.some(([name]) => name === 'Authorization')
      ? json(401, { error: 'invalid_client' })
      : json(200, { access_token: `t${count}` }),
  );
  await send(request);
  expect(asked.map(({ body }) => body)).toEqual([
    'grant_type=client_credentials&scope=scim+read',
    'grant_type=client_credentials&scope=scim+read&client_id=me+%26+you&client_secret=hush%3Ahush',
  ]);
  expect(asked[0]?.headers).toContainEqual(['Authorization', `Basic ${btoa('me+%26+you:hush%3Ahush')}`]);
});

for (const [what, answer, says] of [
  ['a refusal', json(400, { error: 'invalid_scope' }), /answers 400 \(invalid_scope\) and no access token/],
  ['a web page', { status: 200, headers: [], body: '<html>' }, /answers 200 and no access token/],
  ['a token that is none', json(200, { access_token: 7 }), /answers 200 and no access token/],
] as const) {
  test(`says in one sentence that ${what} is no token, without the secret`, async () => {
    const error = await setting(() => answer)
      .send(request)
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(TargetError);
    expect(String(error)).toMatch(says);
    expect(String(error)).not.toContain('hush');
  });
}

for (const [kind, credential, headers] of [
  ['bearer', 'abc', [['Authorization', 'Bearer abc']]],
  ['basic', 'ada:pass:word', [['Authorization', 'Basic YWRhOnBhc3M6d29yZA==']]],
  ['header', 'X-Api-Key: k1:2', [['X-Api-Key', 'k1:2']]],
  ['none', 'abc', []],
] as const) {
  test(`reads a credential of the kind ${kind}, and writes it back`, () => {
    const read = authFrom(kind, credential);
    expect(authHeaders(read)).toEqual(headers);
    expect(credentialOf(read)).toBe(kind === 'none' ? undefined : credential);
    for (const secret of secretsOf(read)) expect(secret).not.toBe('');
  });
}

for (const [kind, credential, tokenUrl, says] of [
  ['basic', 'no-colon', undefined, /user:password/],
  ['header', 'no colon', undefined, /"Name: value"/],
  ['header', 'bad name: x', undefined, /"Name: value"/],
  ['oauth2-cc', 'id-alone', 'https://x.example', /client-id:client-secret/],
  ['oauth2-cc', 'id:secret', undefined, /--token-url/],
  ['oauth2-cc', 'id:secret', 'nonsense', /--token-url/],
] as const) {
  test(`refuses ${credential} as ${kind} with ${tokenUrl ?? 'no'} token endpoint, without repeating it`, () => {
    expect(() => authFrom(kind, credential, { tokenUrl })).toThrow(says);
    expect(() => authFrom(kind, credential, { tokenUrl })).not.toThrow(new RegExp(credential));
  });
}
