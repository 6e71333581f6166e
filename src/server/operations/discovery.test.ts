import { expect, test } from '@playwright/test';
import { definitionFrom, type JsonObject, resourceTypeFrom, urns } from '#scim';
import { errorOf, testServer } from '../test-server.ts';

const anonymous = { authorization: '' };

test('tells without a token what it can do, and only that', async () => {
  const { send } = testServer({
    maxPageSize: 50,
    defaultPageSize: 20,
    maxBulkOperations: 7,
    maxBodyBytes: 5000,
    cursorTimeoutS: 9,
  });
  const { status, body } = await send('GET', '/ServiceProviderConfig', undefined, anonymous);
  expect(status).toBe(200);
  expect(body).toMatchObject({
    schemas: [urns.serviceProviderConfig],
    patch: { supported: true },
    bulk: { supported: true, maxOperations: 7, maxPayloadSize: 5000 },
    filter: { supported: true, maxResults: 50 },
    changePassword: { supported: true },
    sort: { supported: true },
    etag: { supported: true },
    pagination: {
      cursor: true,
      index: true,
      defaultPaginationMethod: 'index',
      defaultPageSize: 20,
      maxPageSize: 50,
      cursorTimeout: 9,
    },
    meta: { resourceType: 'ServiceProviderConfig', location: 'https://scim.example/scim/v2/ServiceProviderConfig' },
  });
  expect((await send('GET', '/Schemas', undefined, anonymous)).status).toBe(401);
  expect((await send('GET', '/ResourceTypes', undefined, anonymous)).status).toBe(401);
});

test('S20: a wrong token is refused at ServiceProviderConfig too, although none is needed there', async () => {
  const { send } = testServer();
  const wrong = await send('GET', '/ServiceProviderConfig', undefined, { authorization: 'Bearer guessed' });
  expect([wrong.status, wrong.headers.get('www-authenticate')]).toEqual([
    401,
    'Bearer realm="scim", error="invalid_token"',
  ]);
});

test('publishes nothing in the configuration that its own schema lacks', async () => {
  const { send } = testServer();
  const config = (await send('GET', '/ServiceProviderConfig')).body;
  const schema = (await send('GET', `/Schemas/${urns.serviceProviderConfig}`)).body;
  const known = ['schemas', 'id', 'meta', ...schema.attributes.map(({ name }: { name: string }) => name)];
  expect(Object.keys(config).filter((name) => !known.includes(name))).toEqual([]);
});

test('lists every schema in use, each at its own URL and with all characteristics', async () => {
  const { send } = testServer();
  const list = (await send('GET', '/Schemas')).body;
  const ids = list.Resources.map(({ id }: { id: string }) => id);
  expect(list.totalResults).toBe(ids.length);
  for (const urn of [
    urns.user,
    urns.group,
    urns.enterpriseUser,
    urns.schema,
    urns.resourceType,
    urns.serviceProviderConfig,
  ]) {
    expect(ids).toContain(urn);
  }
  for (const schema of list.Resources) {
    expect(schema).toMatchObject({ schemas: [urns.schema], meta: { resourceType: 'Schema' } });
    expect((await send('GET', `/Schemas/${schema.id}`)).body).toEqual(schema);
    for (const attribute of schema.attributes) {
      expect(Object.keys(attribute)).toEqual(
        expect.arrayContaining(['name', 'type', 'multiValued', 'required', 'mutability', 'returned']),
      );
    }
  }
  expect((await send('GET', `/Schemas/${urns.user.toUpperCase()}`)).body.id).toBe(urns.user);
  expect((await send('GET', '/Schemas/urn:none')).status).toBe(404);
});

test('lists the resource types, found by their exact name', async () => {
  const { send } = testServer();
  const list = (await send('GET', '/ResourceTypes')).body;
  expect(list.Resources.map(({ id, endpoint }: { id: string; endpoint: string }) => [id, endpoint])).toEqual([
    ['User', '/Users'],
    ['Group', '/Groups'],
  ]);
  expect((await send('GET', '/ResourceTypes/User')).body).toEqual(list.Resources[0]);
  expect((await send('GET', '/ResourceTypes/user')).status).toBe(404);
  expect((await send('GET', '/ResourceTypes/__proto__')).status).toBe(404);
});

test('refuses a filter on discovery and passes over the other parameters', async () => {
  const { send } = testServer();
  for (const path of ['/Schemas', '/ResourceTypes', '/ServiceProviderConfig', '/ResourceTypes/User']) {
    const filtered = await send('GET', `${path}?filter=id%20pr`);
    expect([filtered.status, filtered.body.status, filtered.body.schemas], path).toEqual([403, '403', [urns.error]]);
    const plain = await send('GET', path);
    expect((await send('GET', `${path}?startIndex=2&count=0&sortBy=id&attributes=id`)).text, path).toBe(plain.text);
  }
});

test('serves a resource type that is nothing but two JSON definitions', async () => {
  const device = definitionFrom({
    id: 'urn:example:Device',
    name: 'Device',
    attributes: [
      { name: 'serial', required: true, uniqueness: 'server', caseExact: true, mutability: 'immutable' },
      { name: 'owner', type: 'complex', subAttributes: [{ name: 'value' }, { name: 'since', type: 'dateTime' }] },
      { name: 'weight', type: 'decimal' },
      { name: 'notes', returned: 'request' },
    ],
  });
  const type = resourceTypeFrom({ name: 'Device', endpoint: '/Devices', schema: device.id });
  const { send, patch } = testServer({ resourceTypes: [type], definitions: [device] });
  const body = { schemas: [device.id], serial: 'A-1', owner: { value: 'ada' }, weight: 1.5, notes: 'secret drawer' };

  const created = await send('POST', '/Devices', body);
  expect(created.status).toBe(201);
  expect(created.body).toMatchObject({ ...body, meta: { resourceType: 'Device' } });
  const path = `/Devices/${created.body.id}`;
  expect((await send('GET', path)).body).not.toHaveProperty('notes');
  expect((await send('GET', `${path}?attributes=notes`)).body.notes).toBe('secret drawer');
  expect((await patch(path, { op: 'replace', path: 'notes', value: 'n' })).body.notes).toBe('n');
  expect((await patch(path, { op: 'replace', path: 'weight', value: 2 })).body).not.toHaveProperty('notes');
  expect(errorOf(await send('POST', '/Devices', body))).toEqual([409, 'uniqueness']);
  expect((await send('POST', '/Devices', { ...body, serial: 'a-1' })).status).toBe(201);
  expect(errorOf(await patch(path, { op: 'replace', path: 'serial', value: 'B' }))).toEqual([400, 'mutability']);
  expect((await send('GET', '/Devices?filter=serial%20eq%20"A-1"%20and%20weight%20gt%201.9')).body.totalResults).toBe(
    1,
  );
  expect((await send('GET', '/Users')).status).toBe(404);
  expect((await send('GET', '/Me')).status).toBe(501);
});

test('what must be unique is so in every type, at the top, in parts and in lists, as the type compares', async () => {
  const unique = { uniqueness: 'server' } as const;
  const badge = definitionFrom({
    id: 'urn:example:Badge',
    name: 'Badge',
    attributes: [
      { name: 'number', type: 'integer', ...unique },
      { name: 'weight', type: 'decimal', ...unique },
      { name: 'issued', type: 'dateTime', ...unique },
      { name: 'seal', type: 'binary', ...unique },
      { name: 'doors', type: 'integer', multiValued: true, ...unique },
      { name: 'slot', type: 'complex', subAttributes: [{ name: 'row', type: 'integer', ...unique }] },
      { name: 'cards', type: 'complex', multiValued: true, subAttributes: [{ name: 'value', ...unique }] },
    ],
  });
  const type = resourceTypeFrom({ name: 'Badge', endpoint: '/Badges', schema: badge.id });
  const { send, patch } = testServer({ resourceTypes: [type], definitions: [badge] });
  const post = (more: JsonObject) => send('POST', '/Badges', { schemas: [badge.id], ...more });
  const other = (await post({ number: 8 })).body.id;
  for (const [first, second] of [
    [{ number: 7 }, { number: 7 }],
    [{ weight: 1.5 }, { weight: 1.5 }],
    [{ issued: '2026-01-02T03:04:05Z' }, { issued: '2026-01-02T04:04:05.000+01:00' }],
    [{ seal: 'YQ==' }, { seal: 'YQ==' }],
    [{ doors: [1, 2] }, { doors: [3, 2] }],
    [{ slot: { row: 4 } }, { slot: { row: 4 } }],
    [{ cards: [{ value: 'c' }] }, { cards: [{ value: 'd' }, { value: 'C' }] }],
  ]) {
    const { body } = await post(first ?? {});
    expect(errorOf(await post(second ?? {})), JSON.stringify(second)).toEqual([409, 'uniqueness']);
    const taken = await patch(`/Badges/${other}`, { op: 'add', value: second ?? {} });
    expect(errorOf(taken), JSON.stringify(second)).toEqual([409, 'uniqueness']);
    expect((await send('PUT', `/Badges/${body.id}`, { schemas: [badge.id], ...second })).status).toBe(200);
    expect((await send('DELETE', `/Badges/${body.id}`)).status).toBe(204);
    expect((await post(first ?? {})).status, JSON.stringify(first)).toBe(201);
  }
});

test('lets two groups share a name, unless told otherwise, and then says so in the schema', async () => {
  for (const [uniqueGroupNames, status, uniqueness] of [
    [false, 201, 'none'],
    [true, 409, 'server'],
  ] as const) {
    const { send, create } = testServer({ uniqueGroupNames });
    await create('Groups', { displayName: 'Engines' });
    const again = await send('POST', '/Groups', { schemas: [urns.group], displayName: 'ENGINES' });
    const { attributes } = (await send('GET', `/Schemas/${urns.group}`)).body;
    const name = attributes.find((attribute: { name: string }) => attribute.name === 'displayName');
    expect([again.status, name.uniqueness]).toEqual([status, uniqueness]);
  }
});
