import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import type { JsonObject } from '#scim';
import type { RequestMessage, ResponseMessage } from '#wire';
import { applicationSide, mappedTarget } from './application.ts';
import { httpOver } from './http.ts';
import { targetFrom } from './target.ts';

const row = { id: 'name', scim: 'userName', field: '/name', direction: 'both' };
const ada = { id: 'a 1', userName: 'ada@example.com' };
const environment = { WIKI_KEY: 's3cret', SCIMULATE_TOKEN: 'of the target', PATH: process.env.PATH };

/** An application whose answers are given, and what it was asked. */
function applicationWith(
  access: JsonObject,
  answers: readonly Partial<ResponseMessage>[] = [],
  consistencyTimeoutMs = 0,
) {
  const folder = mkdtempSync(path.join(tmpdir(), 'scimulate-mapping-'));
  const file = path.join(folder, 'wiki.json');
  writeFileSync(file, JSON.stringify({ name: 'Wiki', User: { application: access, rows: [row] } }));
  const target = targetFrom({ url: 'http://h.example/scim/v2', consistencyTimeoutMs }, {});
  const mapped = mappedTarget(file, target, environment);
  const asked: RequestMessage[] = [];
  const http = httpOver(
    async (request) => {
      const given = answers[Math.min(asked.length, answers.length - 1)] ?? {};
      asked.push(request);
      const response = { status: 200, headers: [], body: '', ...given };
      return { response, exchange: { id: 'x1', request, response, startedAt: '', durationMs: 0 } };
    },
    target.url,
    target.headers,
  );
  const side = applicationSide(mapped, target, () => http, { User: undefined, Group: undefined }, environment);
  return { side, asked, mapped, folder };
}

const read = { url: 'https://wiki.example/people/{id}', headers: { 'X-Key': `${'$'}{WIKI_KEY}` }, record: '/person' };
const program = (script: string) => ({ read: { command: [process.execPath, '-e', script, '{userName}'] } });

test('reads the record over HTTP, with a credential of its own and not that of the target', async () => {
  const { side, asked, mapped } = applicationWith({ read }, [{ body: '{"person":{"name":"ada"}}' }]);
  expect((await side.record('User', ada)).value).toEqual({ name: 'ada' });
  expect(asked).toEqual([
    {
      method: 'GET',
      url: 'https://wiki.example/people/a%201',
      headers: [
        ['Accept', 'application/json'],
        ['X-Key', 's3cret'],
      ],
      body: undefined,
    },
  ]);
  expect(mapped.secrets).toEqual(['s3cret']);
});

test('a record that is not there is none, and a side that cannot be read is no fault of the target', async () => {
  expect((await applicationWith({ read }, [{ status: 404 }]).side.record('User', ada)).value).toBeUndefined();
  for (const [answer, says] of [
    [{ status: 403 }, 'answered with status 403'],
    [{ body: '<html>' }, '6 characters that are no JSON'],
  ] as const) {
    await expect(applicationWith({ read }, [answer]).side.record('User', ada)).rejects.toThrow(says);
  }
});

test('reads again while the target may take its time', async () => {
  const answers = [{ body: '{"person":{"name":"old"}}' }, { body: '{"person":{"name":"ada"}}' }];
  const isDone = (record: unknown) => JSON.stringify(record) === '{"name":"ada"}';
  const { side, asked } = applicationWith({ read }, answers, 1000);
  expect((await side.record('User', ada, isDone)).value).toEqual({ name: 'ada' });
  expect(asked.length).toBe(2);
  const hasty = applicationWith({ read }, answers);
  expect((await hasty.side.record('User', ada, isDone)).value).toEqual({ name: 'old' });
});

test('sets one field and sends nothing else', async () => {
  const { side, asked } = applicationWith({ read, write: { url: '{base}/../../people/{id}' } }, [{ status: 204 }]);
  await side.write('User', ada, '/profile/name', 'Ada');
  expect(asked.map(({ method, url, body }) => [method, url, body])).toEqual([
    ['PATCH', 'http://h.example/people/a%201', '{"profile":{"name":"Ada"}}'],
  ]);
});

test('reads what a program prints, in the folder of the mapping and without the credential of the target', async () => {
  const script =
    'console.log(JSON.stringify({ word: process.argv[1], in: process.cwd(), token: process.env.SCIMULATE_TOKEN ?? null }))';
  const { side, folder } = applicationWith(program(script));
  expect((await side.record('User', ada)).value).toEqual({
    word: 'ada@example.com',
    in: expect.stringContaining(path.basename(folder)),
    token: null,
  });
});

for (const [what, access, says] of [
  ['fails', program('console.error("no such table"); process.exit(3)'), /ended with 3: no such table/],
  ['prints something else', program('console.log("hello")'), /printed something that is no JSON/],
  ['is not there', { read: { command: ['scimulate-has-no-such-program'] } }, /cannot be started/],
] as const) {
  test(`says so when a program ${what}`, async () => {
    await expect(applicationWith(access).side.record('User', ada)).rejects.toThrow(says);
  });
}

test('a program that prints nothing has no record', async () => {
  expect((await applicationWith(program('')).side.record('User', ada)).value).toBeUndefined();
});
