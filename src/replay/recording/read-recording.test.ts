import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { harFrom } from '#wire';
import { namesSeen } from './names.ts';
import { operationOf } from './operation-of.ts';
import { readRecording } from './read-recording.ts';
import { spokenBy } from './spoken-by.ts';

function fixture(name: string): string {
  return readFileSync(new URL(`../../../fixtures/${name}`, import.meta.url), 'utf8');
}

for (const [tool, requests, setAside] of [
  ['chrome', ['POST 201', 'GET 200'], { notScim: 1, elsewhere: 0 }],
  ['charles', ['POST 201', 'DELETE 204'], { notScim: 1, elsewhere: 0 }],
  ['mitmproxy', ['POST 201', 'GET 200', 'PATCH none'], { notScim: 0, elsewhere: 0 }],
  ['playwright', ['POST 201', 'GET 200'], { notScim: 1, elsewhere: 1 }],
] as const) {
  test(`reads what ${tool} writes, and counts what is set aside`, () => {
    const recording = readRecording(fixture(`har/${tool}.har`), `${tool}.har`);

    expect(
      recording.exchanges.map(({ request, response }) => `${request.method} ${response?.status ?? 'none'}`),
    ).toEqual(requests);
    expect(recording.setAside).toEqual(setAside);
    expect(recording.base).toBe('https://target.example/scim/v2');
    expect(
      recording.exchanges.flatMap(({ request }) => request.headers.filter(([name]) => name.startsWith(':'))),
    ).toEqual([]);
  });
}

test('decodes base64, and knows of a body that the file does not hold', () => {
  const charles = readRecording(fixture('har/charles.har'), 'charles.har');
  expect(charles.exchanges[0]?.response?.body).toContain('"userName": "ada@example.com"');
  const chrome = readRecording(fixture('har/chrome.har'), 'chrome.har');
  expect([...chrome.bodiless]).toEqual([chrome.exchanges[1]?.id]);
});

for (const [what, text, sentence] of [
  [
    'a file that breaks off',
    fixture('har/chrome.har').slice(0, 700),
    'f.har breaks off or is damaged: it is no whole JSON',
  ],
  [
    'another version',
    '{"log":{"version":"3.0","entries":[]}}',
    'f.har is an HTTP archive of version 3.0; 1.1 and 1.2 can be read',
  ],
  ['no archive', '{"a":1}', 'f.har: this is no HTTP archive: it has no "log" with a list of "entries"'],
  ['no JSON', 'hello', 'f.har is no HTTP archive: it is no JSON'],
  ['a zip', 'PK\u0003\u0004', 'f.har is a zip file; unpack it and give the .har in it'],
  ['an empty archive', '{"log":{"version":"1.2","entries":[]}}', 'f.har is empty'],
  [
    'pages only',
    JSON.stringify(
      harFrom(
        [
          {
            id: 'x1',
            request: { method: 'GET', url: 'https://h/', headers: [] },
            response: { status: 200, headers: [['content-type', 'text/html']], body: '' },
            startedAt: '2026-01-01T00:00:00Z',
            durationMs: 1,
          },
        ],
        { creator: { name: 'x', version: '1' } },
      ),
    ),
    'f.har holds no SCIM exchange among its 1',
  ],
] as const) {
  test(`refuses ${what} in one sentence`, () => {
    expect(() => readRecording(text, 'f.har')).toThrow(sentence);
  });
}

const idps = {
  okta: 'okta',
  'okta-aiw': 'okta',
  entra: 'entra',
  'entra-flagged': 'entra',
  google: 'google',
  'google-patch': 'google',
  onelogin: 'onelogin',
  'onelogin-v1': 'onelogin',
} as const;

for (const [folder, idp] of Object.entries(idps)) {
  test(`recognises ${folder} by its first sync`, () => {
    const { exchanges } = readRecording(fixture(`captures/${folder}/initial.har`), 'initial.har');
    expect(spokenBy(exchanges)?.idp).toBe(idp);
  });
}

test('never takes one provider for another, however little it has heard', () => {
  const wrong = Object.entries(idps).flatMap(([folder, idp]) =>
    readdirSync(new URL(`../../../fixtures/captures/${folder}`, import.meta.url)).flatMap((file) => {
      const text = fixture(`captures/${folder}/${file}`);
      if (!text.includes('"method"')) return [];
      const heard = spokenBy(readRecording(text, file).exchanges)?.idp;
      return heard === undefined || heard === idp ? [] : [`${folder}/${file}: ${heard}`];
    }),
  );
  expect(wrong).toEqual([]);
});

test('names what a request means to do', () => {
  const { exchanges, base } = readRecording(fixture('captures/entra/member-added.har'), 'member-added.har');
  const names = namesSeen();
  const said = exchanges.map((exchange) => {
    names.learn(exchange);
    return operationOf(exchange, base, names);
  });
  expect(said.at(-1)).toMatch(/^adds \S+ to Engineering$/);
});
