import { execFileSync } from 'node:child_process';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import type { Header, RequestMessage } from '../exchange.ts';
import { curlFrom } from './curl-from.ts';
import { requestForms } from './request-forms.ts';

/** What a POSIX shell makes of a command whose program is replaced by one that prints its words. */
function wordsOf(command: string, program: string): string[] {
  const script = `${program}() { for word; do printf '%s\\0' "$word"; done; }\n${command}`;
  const printed = execFileSync('/bin/sh', ['-c', script], {
    env: { SCIM_TOKEN: 'from-the-variable' },
    encoding: 'utf8',
  });
  return printed.split('\0').slice(0, -1);
}

const patch: RequestMessage = {
  method: 'PATCH',
  url: "https://h.example/Users/1?filter=emails[type+eq+%22it's%22]",
  headers: [
    ['Host', 'h.example'],
    ['X-Zulu', 'it\'s $HOME `id` \\ "q"'],
    ['Authorization', 'Bearer very-secret'],
    ['Content-Type', 'application/scim+json'],
    ['X-Empty', ''],
    ['Content-Length', '99'],
  ],
  body: '@{"nickName":"it\'s $(id) \\\\ `x`\n"}',
};

test('writes a curl command that the shell reads as the same URL, headers and body', () => {
  expect(wordsOf(curlFrom(patch), 'curl')).toEqual([
    ...['-sS', '-i', '-g', '--path-as-is', '-X', 'PATCH', patch.url],
    ...['-H', 'X-Zulu: it\'s $HOME `id` \\ "q"'],
    ...['-H', 'Authorization: Bearer from-the-variable'],
    ...['-H', 'Content-Type: application/scim+json'],
    ...['-H', 'X-Empty;', '-H', 'Accept:', '-H', 'User-Agent:'],
    ...['--data-raw', patch.body],
  ]);
});

test('writes no headers of curl itself, and lets it decompress what was asked for compressed', () => {
  const get: RequestMessage = { method: 'GET', url: 'https://h.example/Users', headers: [['Accept-Encoding', 'gzip']] };
  expect(wordsOf(curlFrom(get), 'curl').slice(7)).toEqual([
    ...['-H', 'Accept-Encoding: gzip', '-H', 'Accept:', '-H', 'User-Agent:', '--compressed'],
  ]);
});

test('reads the credential of a masked request from the variable that was asked for', () => {
  const masked: Header[] = [
    ['authorization', 'Basic ***'],
    ['X-Tenant-Key', '***'],
  ];
  const command = curlFrom(
    { method: 'GET', url: 'https://h.example/', headers: masked },
    { tokenVariable: 'MY_TOKEN' },
  );
  expect(command).toContain('"authorization: Basic $MY_TOKEN"');
  expect(command).toContain('"X-Tenant-Key: $MY_TOKEN"');
});

const texts = fc.string({ unit: fc.constantFrom(...`ab '"\\$\`!&;|<>(){}[]*?~#%=\n\tä€😀`), maxLength: 20 });

test('quotes any URL, header value and body for the shell', () => {
  fc.assert(
    fc.property(texts, texts, texts, (path, value, body) => {
      const request: RequestMessage = {
        method: 'POST',
        url: `https://h.example/${path}`,
        headers: [['X-Any', `a${value}`]],
        body,
      };
      const curl = wordsOf(curlFrom(request), 'curl');
      expect(curl).toEqual(expect.arrayContaining([request.url, `X-Any: a${value}`, body]));
      const http = wordsOf(requestForms.httpie.draw(request), 'http');
      expect(http).toEqual(expect.arrayContaining(['POST', request.url, `X-Any:a${value}`, `--raw=${body}`]));
    }),
    { numRuns: 50 },
  );
});

test('writes a fetch that sends the same message', async () => {
  const script = requestForms.fetch.draw(patch);
  const run = new Function('fetch', 'process', `return (async () => { ${script}; return response; })()`);
  const sent = await run((url: string, init: object) => ({ url, ...init }), {
    env: { SCIM_TOKEN: 'from-the-variable' },
  });
  expect(sent).toEqual({
    url: patch.url,
    method: 'PATCH',
    headers: [
      ['X-Zulu', 'it\'s $HOME `id` \\ "q"'],
      ['Authorization', 'Bearer from-the-variable'],
      ['Content-Type', 'application/scim+json'],
      ['X-Empty', ''],
    ],
    body: patch.body,
  });
});

test('writes an entry of an .http file', () => {
  const post: RequestMessage = {
    method: 'POST',
    url: 'https://h.example/Users',
    headers: [
      ['Authorization', 'Bearer s'],
      ['Content-Type', 'application/json'],
    ],
    body: '{}',
  };
  expect(requestForms.http.draw(post)).toBe(
    'POST https://h.example/Users\nAuthorization: Bearer {{SCIM_TOKEN}}\nContent-Type: application/json\n\n{}\n',
  );
});

for (const [name, form] of Object.entries(requestForms)) {
  test(`writes no credential in the form ${name}`, () => {
    const cookies: Header[] = [
      ['Cookie', 'sid=very-secret'],
      ['x-api-key', 'very-secret'],
    ];
    expect(form.draw({ ...patch, headers: [...patch.headers, ...cookies] })).not.toContain('very-secret');
  });
}
