import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { urns } from '#scim';
import { memoryStore } from '../store/memory-store.ts';
import { testServer } from '../test-server.ts';
import { extensionUrn } from './definitions.ts';
import { extensionOf } from './extension.ts';
import { scaiDrive } from './scaidrive.ts';

test('S11: the extension is a real schema in /Schemas and /ResourceTypes', async () => {
  const { send } = testServer(scaiDrive({ store: memoryStore() }).options);
  const { body } = await send('GET', `/Schemas/${extensionUrn}`);
  expect(body.attributes.map(({ name, type }: { name: string; type: string }) => [name, type])).toEqual([
    ['role', 'string'],
    ['quota_bytes', 'integer'],
  ]);
  const type = await send('GET', '/ResourceTypes/User');
  expect(type.body.schemaExtensions).toContainEqual({ schema: extensionUrn, required: false });
});

for (const [name, value, outcome] of [
  ['role', 'admin', 201],
  ['role', 'SuperAdmin', 201],
  ['role', 'root', 400],
  ['quota_bytes', 0, 201],
  ['quota_bytes', 10_737_418_240, 201],
  ['quota_bytes', -1, 400],
  ['quota_bytes', 1.5, 400],
  ['quota_bytes', '10', 400],
  ['quota_bytes', 2 ** 60, 400],
] as const) {
  test(`S11: a User with the ${name} ${JSON.stringify(value)} is answered ${outcome}`, async () => {
    const { send } = testServer(scaiDrive({ store: memoryStore() }).options);
    const body = { schemas: [urns.user, extensionUrn], userName: 'ada', [extensionUrn]: { [name]: value } };
    const answer = await send('POST', '/Users', body);
    expect(answer.status).toBe(outcome);
    if (outcome === 400) {
      expect(answer.body.scimType).toBe('invalidValue');
      expect(answer.body.detail).toContain(`${extensionUrn}:${name}`);
    } else expect(answer.body[extensionUrn]).toEqual({ [name]: value });
  });
}

test('S11: a PATCH to an unknown role is refused and leaves the User as it was', async () => {
  const { create, patch, send } = testServer(scaiDrive({ store: memoryStore() }).options);
  const { id } = await create('Users', { userName: 'ada', [extensionUrn]: { role: 'user' } });
  const refused = await patch(
    `/Users/${id}`,
    { op: 'replace', path: 'active', value: false },
    { op: 'replace', path: `${extensionUrn}:role`, value: 'owner' },
  );
  expect([refused.status, refused.body.scimType]).toEqual([400, 'invalidValue']);
  expect((await send('GET', `/Users/${id}`)).body).toMatchObject({ active: true, [extensionUrn]: { role: 'user' } });
});

test('reads any quota that is a number of bytes, and nothing else', () => {
  fc.assert(
    fc.property(fc.oneof(fc.maxSafeNat(), fc.double(), fc.jsonValue()), (quota) => {
      const read = () => extensionOf({ [extensionUrn]: { quota_bytes: JSON.parse(JSON.stringify(quota) ?? 'null') } });
      const isQuota = typeof quota === 'number' && Number.isSafeInteger(quota) && quota >= 0;
      if (isQuota) expect(read().quotaBytes === quota).toBe(true);
      else if (JSON.stringify(quota) === 'null') expect(read().quotaBytes).toBeUndefined();
      else expect(read).toThrow(/quota_bytes must be a whole number/);
    }),
  );
});
