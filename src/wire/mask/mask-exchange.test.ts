import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import type { Exchange, RequestMessage, ResponseMessage } from '../exchange.ts';
import { encodeText, queryEncodings } from '../query-encoding.ts';
import { mask } from './mask.ts';
import { maskExchange } from './mask-exchange.ts';
import { maskText } from './mask-text.ts';

function exchangeOf(request: Partial<RequestMessage>, response: Partial<ResponseMessage> | null = null): Exchange {
  return {
    id: 'x1',
    request: { method: 'GET', url: 'https://target.example/scim/v2/Users', headers: [], ...request },
    response: response === null ? null : { status: 200, headers: [], body: '', ...response },
    startedAt: '2026-01-01T00:00:00.000Z',
    durationMs: 1,
  };
}

function maskedBody(body: string, type = 'application/scim+json'): string {
  return maskExchange(exchangeOf({ headers: [['Content-Type', type]], body }), []).request.body ?? '';
}

const base64 = (text: string) => Buffer.from(text).toString('base64');

/** Ways in which a secret comes to stand in a message. */
const writings: Readonly<Record<string, (secret: string) => string>> = {
  plain: (secret) => secret,
  'percent-encoded': (secret) => encodeText(secret, queryEncodings.percent),
  'form-encoded with lower-case hex': (secret) => encodeText(secret, queryEncodings.form),
  'percent-encoded twice': (secret) => encodeText(encodeText(secret)),
  'percent-encoded in every byte': (secret) => Buffer.from(secret).toString('hex').replace(/../g, '%$&'),
  'JSON-escaped': (secret) => JSON.stringify(secret).slice(1, -1),
  'JSON-escaped in a string of JSON': (secret) => JSON.stringify(JSON.stringify(secret)).slice(3, -3),
  'JSON-escaped with slashes': (secret) => JSON.stringify(secret).slice(1, -1).replaceAll('/', '\\/'),
  'JSON-escaped in every unit': (secret) =>
    secret
      .split('')
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
  'JSON, percent-encoded': (secret) => encodeText(JSON.stringify(secret).slice(1, -1)),
  'HTML entities': (secret) => secret.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`),
  'HTML entities by name': (secret) =>
    secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;'),
};

/** Places of an exchange. */
const places: Readonly<Record<string, (text: string) => Exchange>> = {
  path: (text) => exchangeOf({ url: `https://target.example/scim/${text}/Users` }),
  query: (text) => exchangeOf({ url: `https://target.example/Users?filter=a+eq+%22${text}%22&count=1` }),
  header: (text) => exchangeOf({ headers: [['X-Forwarded', `for=${text}; by=me`]] }),
  'request body': (text) => exchangeOf({ body: `{"schemas":["urn:x"],"nickName":"a${text}z"}` }),
  'response body': (text) => exchangeOf({}, { body: `<html>no such thing as ${text} here</html>` }),
  'response header': (text) => exchangeOf({}, { headers: [['Location', `https://target.example/Users/${text}`]] }),
  failure: (text) => ({ ...exchangeOf({}), failure: { kind: 'protocol', message: `invalid URL ${text}` } }),
};

const secrets = fc
  .oneof(
    fc.string({ minLength: 6, maxLength: 40 }),
    fc.string({ unit: 'grapheme', minLength: 6, maxLength: 20 }),
    fc.base64String({ minLength: 8, maxLength: 60 }),
    fc.uuid(),
    fc.string({ unit: fc.constantFrom(...'\\"/%+&= \'<>ab$.*'), minLength: 6, maxLength: 20 }),
  )
  // Letters of the exchange itself and of the mask are no secrets.
  .filter((secret) => !/^[*\s]*$/.test(secret));

for (const [writing, write] of Object.entries(writings)) {
  test(`masks a secret that is ${writing}, wherever it stands`, () => {
    fc.assert(
      fc.property(secrets, fc.constantFrom(...Object.entries(places)), (secret, [place, put]) => {
        const masked = JSON.stringify(maskExchange(put('###'), []));
        const shown = JSON.stringify(maskExchange(put(write(secret)), [secret]));

        // Nothing of it is left: what remains is what stood around it.
        expect(shown, place).toBe(masked.replace('###', mask));
      }),
      { numRuns: 200 },
    );
  });
}

test('masks a secret inside base64, whatever stands before it', () => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 8, maxLength: 40 }).filter((secret) => secret.trim() !== ''),
      fc.string({ maxLength: 20 }),
      fc.string({ maxLength: 5 }),
      (secret, before, after) => {
        const encoded = base64(before + secret + after);
        expect(maskText(`x="${encoded}"`, [secret])).toBe(`x="${mask}"`);
        expect(maskText(`x="${encodeURIComponent(encoded)}"`, [secret])).toBe(`x="${mask}"`);
        const url = Buffer.from(before + secret + after).toString('base64url');
        expect(maskText(`x="${url}"`, [secret])).toBe(`x="${mask}"`);
      },
    ),
  );
});

test('masks a token of any length', () => {
  const token = Array.from({ length: 50_000 }, (_, at) => 'eyJ.-_/+="'.charAt((at * 7 + (at >> 3)) % 10)).join('');
  for (const written of [
    token,
    encodeText(encodeText(token)),
    JSON.stringify(token).slice(1, -1),
    base64(`u:${token}`),
  ]) {
    expect(maskText(`<${written}>`, [token])).toBe(`<${mask}>`);
  }
});

test('masks a run of base64 once, though it holds the secret twice', () => {
  const run = base64('correct-horse-battery and again correct-horse-battery');
  expect(maskText(`before ${run} after`, ['correct-horse-battery'])).toBe(`before ${mask} after`);
});

test('leaves a text without secrets as it is, letter for letter', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.json(), (text, json) => {
      expect(maskText(text, ['correct-horse-battery'])).toBe(text);
      expect(maskExchange(exchangeOf({ body: json }, { body: text }), ['correct-horse-battery'])).toEqual(
        exchangeOf({ body: json }, { body: text }),
      );
    }),
  );
});

test('changes nothing when it masks again', () => {
  const once = maskExchange(
    exchangeOf({
      url: 'https://target.example/Users?access_token=abc',
      headers: [['Authorization', 'Basic YTpi']],
      body: '{"password":"x"}',
    }),
    ['secret-token'],
  );
  expect(maskExchange(once, ['secret-token'])).toEqual(once);
});

test('masks every secret when one begins with another', () => {
  expect(maskText('token-1 token-12', ['token-1', 'token-12'])).toBe(`${mask} ${mask}`);
});

for (const [header, masked] of [
  ['Authorization: Bearer abc', 'Authorization: Bearer ***'],
  ['authorization: Basic YTpi', 'authorization: Basic ***'],
  ['Authorization: SSWS abc', 'Authorization: SSWS ***'],
  ['Authorization: abc', 'Authorization: ***'],
  ['Authorization: abc def', 'Authorization: ***'],
  ['COOKIE: sid=abc; other=1', 'COOKIE: ***'],
  ['X-API-Key: abc', 'X-API-Key: ***'],
  ['WWW-Authenticate: Bearer realm="scim"', 'WWW-Authenticate: Bearer realm="scim"'],
  ['Location: https://u:p@h.example/Users?token=abc', 'Location: https://***@h.example/Users?token=***'],
] as const) {
  test(`writes ${header} as ${masked}`, () => {
    const [name = '', ...value] = header.split(': ');
    const request = maskExchange(exchangeOf({ headers: [[name, value.join(': ')]] }), []).request;
    expect(request.headers.map((line) => line.join(': '))).toEqual([masked]);
  });
}

test('masks a header that the user calls secret where it stands, and its short value nowhere else', () => {
  const exchange = exchangeOf({ headers: [['X-Tenant', '1']], url: 'https://h.example/Users/1' });
  expect(maskExchange(exchange, [], { headers: ['x-tenant'] }).request).toMatchObject({
    headers: [['X-Tenant', mask]],
    url: 'https://h.example/Users/1',
  });
});

for (const [url, masked] of [
  ['https://ada:pw@h.example/Users', 'https://***@h.example/Users'],
  ['https://h.example/Users?access_token=a&count=1', 'https://h.example/Users?access_token=***&count=1'],
  ['https://h.example/Users?filter=password+eq+%22a%22', 'https://h.example/Users?filter=***'],
  [
    'https://h.example/Users?filter=userName+eq+%22password%22',
    'https://h.example/Users?filter=userName+eq+%22password%22',
  ],
  ['https://h.example/Users?%zz&a', 'https://h.example/Users?%zz&a'],
] as const) {
  test(`writes ${url} as ${masked}`, () => {
    expect(maskExchange(exchangeOf({ url }), []).request.url).toBe(masked);
  });
}

for (const [body, masked] of [
  ['{"userName":"ada", "password" : "p\\"w" ,"active":true}', '{"userName":"ada", "password" : "***" ,"active":true}'],
  ['{"PassWord":"pw"}', '{"PassWord":"***"}'],
  [
    '{"urn:ietf:params:scim:schemas:core:2.0:User:password":"pw"}',
    '{"urn:ietf:params:scim:schemas:core:2.0:User:password":"***"}',
  ],
  ['{"password":{"value":["a",1]}}', '{"password":"***"}'],
  ['{"password":12345}', '{"password":"***"}'],
  ['{"password":{"password":"pw"}}', '{"password":"***"}'],
  ['{"password":null}', '{"password":null}'],
  ['{"a":[{"b":{"password":"pw"}}]}', '{"a":[{"b":{"password":"***"}}]}'],
  [
    '{"Operations":[{"op":"replace","path":"password","value":"pw"}]}',
    '{"Operations":[{"op":"replace","path":"password","value":"***"}]}',
  ],
  [
    '{"Operations":[{"value":"pw","path":"urn:x:User:Password","op":"add"}]}',
    '{"Operations":[{"value":"***","path":"urn:x:User:Password","op":"add"}]}',
  ],
  [
    '{"Operations":[{"op":"add","value":{"password":"pw","nickName":"a"}}]}',
    '{"Operations":[{"op":"add","value":{"password":"***","nickName":"a"}}]}',
  ],
  [
    '{"Operations":[{"op":"add","path":"nickName","value":"pw"}]}',
    '{"Operations":[{"op":"add","path":"nickName","value":"pw"}]}',
  ],
  [
    '{"Operations":[{"data":{"Operations":[{"path":"password","value":"pw"}]}}]}',
    '{"Operations":[{"data":{"Operations":[{"path":"password","value":"***"}]}}]}',
  ],
  ['{"filter":"password eq \\"pw\\"","count":1}', '{"filter":"***","count":1}'],
  ['{"access_token":"abc","token_type":"Bearer"}', '{"access_token":"***","token_type":"Bearer"}'],
  // Cut off or malformed: what can be read is masked, and what may be a password is too.
  ['{"userName":"ada","password":"p', '{"userName":"ada","password":"***"'],
  ['{"password":"p\\', '{"password":"***"'],
  ['{"password":["a","b', '{"password":"***"'],
  ['{"Operations":[{"op":"replace","value":"pw', '{"Operations":[{"op":"replace","value":"***"'],
  ['{"emails":[{"value":"ada@h.example', '{"emails":[{"value":"ada@h.example'],
  ['{"password":"pw"}}', '{"password":"***"}}'],
  ['{"a":1 "password":"pw"}', '{"a":1 "password":"***"}'],
] as const) {
  test(`writes the body ${body} as ${masked}`, () => {
    expect(maskedBody(body)).toBe(masked);
    expect(maskExchange(exchangeOf({}, { body }), []).response?.body).toBe(masked);
  });
}

test('masks a password also where the answer quotes it', () => {
  const exchange = exchangeOf({ body: '{"password":"S3cr\\u00e9t!"}' }, { body: '{"detail":"S3crét! is too weak"}' });
  expect(maskExchange(exchange, []).response?.body).toBe('{"detail":"*** is too weak"}');
});

test('does not look for a password so short that it is part of other words', () => {
  const exchange = exchangeOf({ body: '{"password":"a"}' }, { body: '{"detail":"a weak password"}' });
  expect(maskExchange(exchange, []).response?.body).toBe('{"detail":"a weak password"}');
});

test('masks the credentials of a token request, and leaves its other fields', () => {
  const form = 'grant_type=client_credentials&client_id=me&client_secret=a%26b&assertion=ey&scope=scim+all&code';
  expect(maskedBody(form, 'application/x-www-form-urlencoded; charset=utf-8')).toBe(
    'grant_type=client_credentials&client_id=me&client_secret=***&assertion=***&scope=scim+all&code',
  );
});

test('masks every password of any JSON and keeps it JSON of the same shape', () => {
  const secret = 'dont-show-this';
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      fc.jsonValue(),
      fc.array(tie('tree'), { maxLength: 3 }),
      fc.record({ password: fc.constant(secret), nickName: tie('tree') }),
      fc.record({ op: fc.constant('replace'), path: fc.constant('password'), value: fc.constant(secret) }),
    ),
  }));
  fc.assert(
    fc.property(tree, fc.constantFrom(undefined, 2), (value, indent) => {
      const body = JSON.stringify({ value }, null, indent);
      const masked = maskedBody(body);
      expect(masked).not.toContain(secret);
      expect(JSON.parse(masked)).toEqual(JSON.parse(body.replaceAll(secret, mask)));
    }),
  );
});

test('masks megabytes of hostile text without losing its way', () => {
  for (const text of [
    '\\'.repeat(1e6),
    'QUJD'.repeat(250_000),
    '%25'.repeat(300_000),
    `"${'\\"'.repeat(5e5)}\\`,
    '{"a":'.repeat(1e5),
  ]) {
    expect(maskText(text, ['correct-horse-battery', 'ABCDEFGH~~~'])).toBe(text);
    expect(maskedBody(text)).toBe(text);
  }
});
