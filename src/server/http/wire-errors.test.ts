import { expect, test } from '@playwright/test';
import { type Json, urns } from '#scim';
import { errorOf, testServer } from '../test-server.ts';

const user = (attributes: object): Json => ({ schemas: [urns.user], userName: 'new', ...attributes });
const patch = (...operations: readonly object[]): Json => ({
  schemas: [urns.patchOp],
  Operations: operations as readonly Json[],
});
const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;

interface Case {
  readonly title: string;
  readonly method: string;
  readonly path?: string;
  readonly body: Json | string | undefined;
  readonly status: number;
  readonly scimType?: string;
}

const create = (title: string, body: Json | string | undefined, scimType: string, status = 400): Case => ({
  title: `a create with ${title}`,
  method: 'POST',
  path: '/Users',
  body,
  status,
  scimType,
});
const change = (title: string, operation: object, scimType: string): Case => ({
  title: `a PATCH with ${title}`,
  method: 'PATCH',
  body: patch({ op: 'replace', path: 'title', value: 'lost' }, operation),
  status: 400,
  scimType,
});

const cases: readonly Case[] = [
  create('broken JSON', '{"userName": ', 'invalidSyntax'),
  create('no body', '', 'invalidSyntax'),
  create('white space for a body', ' \n ', 'invalidSyntax'),
  create('a list for a body', '[]', 'invalidSyntax'),
  create('a string for a body', '"x"', 'invalidSyntax'),
  create('null for a body', 'null', 'invalidSyntax'),
  create('two JSON texts', '{}{}', 'invalidSyntax'),
  create(
    'JSON nested too deeply',
    `{"schemas":["${urns.user}"],"userName":"x","title":${nested(1500)}}`,
    'invalidSyntax',
  ),
  create('no schemas', { userName: 'new' }, 'invalidSyntax'),
  create('schemas of another type', { schemas: [urns.group], userName: 'new' }, 'invalidSyntax'),
  create('no userName', { schemas: [urns.user] }, 'invalidValue'),
  create('an empty userName', user({ userName: '' }), 'invalidValue'),
  create('a number for the userName', user({ userName: 7 }), 'invalidValue'),
  create('a string for the name', user({ name: 7 }), 'invalidValue'),
  create('a string for active', user({ active: 'yes' }), 'invalidValue'),
  create('a string for emails', user({ emails: 7 }), 'invalidValue'),
  create(
    'two primary e-mails',
    user({
      emails: [
        { value: 'a@b', primary: true },
        { value: 'c@d', primary: true },
      ],
    }),
    'invalidValue',
  ),
  create('one name in two spellings', user({ title: 'a', TITLE: 'b' }), 'invalidSyntax'),
  create('bytes that are no base64', user({ x509Certificates: [{ value: '%%%' }] }), 'invalidValue'),
  create('more bytes than are read', user({ title: 'x'.repeat(5000) }), '', 413),
  { title: 'a PUT with broken JSON', method: 'PUT', body: '{', status: 400, scimType: 'invalidSyntax' },
  {
    title: 'a PUT without a userName',
    method: 'PUT',
    body: { schemas: [urns.user] },
    status: 400,
    scimType: 'invalidValue',
  },
  { title: 'a PATCH that is no PATCH', method: 'PATCH', body: { title: 'x' }, status: 400, scimType: 'invalidSyntax' },
  { title: 'a PATCH without operations', method: 'PATCH', body: patch(), status: 400, scimType: 'invalidSyntax' },
  {
    title: 'a PATCH with one operation for a list',
    method: 'PATCH',
    body: { schemas: [urns.patchOp], Operations: { op: 'add' } },
    status: 400,
    scimType: 'invalidSyntax',
  },
  change('an unknown op', { op: 'move', path: 'title', value: 'x' }, 'invalidSyntax'),
  change('a remove without path', { op: 'remove' }, 'noTarget'),
  change('an unknown path', { op: 'add', path: 'shoeSize', value: 38 }, 'invalidPath'),
  change('a path that breaks off', { op: 'add', path: 'emails[', value: 'x' }, 'invalidPath'),
  change('an empty path', { op: 'add', path: '', value: 'x' }, 'invalidPath'),
  change('a number for a path', { op: 'add', path: 7, value: 'x' }, 'invalidPath'),
  change(
    'a broken filter in the path',
    { op: 'replace', path: 'emails[type xx "work"].value', value: 'x' },
    'invalidFilter',
  ),
  change(
    'a value filter that matches nothing',
    { op: 'replace', path: 'emails[type eq "none"].value', value: 'x' },
    'noTarget',
  ),
  change('a readOnly attribute', { op: 'replace', path: 'id', value: 'x' }, 'mutability'),
  change('a value of the wrong type', { op: 'replace', path: 'active', value: 'perhaps' }, 'invalidValue'),
  change('no value', { op: 'add', path: 'title' }, 'invalidValue'),
  change('the userName removed', { op: 'remove', path: 'userName' }, 'mutability'),
  change('a path through __proto__', { op: 'add', path: '__proto__.polluted', value: 'x' }, 'invalidPath'),
  change('a path to the constructor', { op: 'add', path: 'constructor', value: 'x' }, 'invalidPath'),
];

for (const { title, method, path, body, status, scimType } of cases) {
  test(`answers ${title} with ${status} ${scimType ?? ''}, and nothing is changed`, async () => {
    const { send, create: make } = testServer({ maxBodyBytes: 4000 });
    const before = await make('Users', { userName: 'ada', emails: [{ value: 'a@b.c', type: 'work' }] });
    const answer = await send(method, path ?? `/Users/${before.id}`, body);
    expect(errorOf(answer)).toEqual([status, scimType === '' ? undefined : scimType]);
    expect(answer.body).toMatchObject({
      schemas: [urns.error],
      status: String(status),
      detail: expect.stringMatching(/\w/),
    });
    expect(answer.headers.get('content-type')).toBe('application/scim+json');
    const list = await send('GET', '/Users');
    expect(list.body.Resources).toEqual([before]);
  });
}

test('takes the names that every object has for the unknown names that they are', async () => {
  const { send, create } = testServer();
  const body = `{"schemas":["${urns.user}"],"userName":"ada","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"toString":"x"}`;
  const created = await send('POST', '/Users', body);
  expect(created.status).toBe(201);
  expect(Object.keys(created.body).sort()).toEqual(['active', 'id', 'meta', 'schemas', 'userName']);
  expect(({} as { polluted?: number }).polluted).toBeUndefined();
  const { id } = await create('Groups', { displayName: 'G' });
  expect((await send('GET', `/Groups/${id}?attributes=__proto__,constructor`)).body).toEqual({
    schemas: [urns.group],
    id,
  });
  expect(errorOf(await send('GET', '/Users?sortBy=__proto__'))).toEqual([400, 'invalidPath']);
  expect(errorOf(await send('GET', '/Users?filter=constructor+pr'))).toEqual([400, 'invalidFilter']);
});

test('reads no more of a body than it takes, however it is sent', async () => {
  const { server } = testServer({ maxBodyBytes: 10_000 });
  let pulled = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      pulled += 1;
      controller.enqueue(new Uint8Array(1000).fill(32));
    },
  });
  const init = {
    method: 'POST',
    headers: { authorization: 'Bearer correct horse battery staple' },
    body,
    duplex: 'half',
  };
  const answer = await server.fetch(new Request('http://x/scim/v2/Users', init as RequestInit));
  expect(answer.status).toBe(413);
  expect(pulled).toBeLessThan(20);
});

test('refuses bytes that are no UTF-8', async () => {
  const { server } = testServer();
  const headers = { authorization: 'Bearer correct horse battery staple' };
  const body = new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]);
  const answer = await server.fetch(new Request('http://x/scim/v2/Users', { method: 'POST', headers, body }));
  expect([answer.status, (await answer.json()).scimType]).toEqual([400, 'invalidSyntax']);
});
