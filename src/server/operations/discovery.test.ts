import { expect, test } from '@playwright/test';
import { definitionFrom, resourceTypeFrom, urns } from '#scim';
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
