import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { urns } from '#scim';
import { sha256 } from '../auth/digest.ts';
import { exportAudit } from './audit-export.ts';
import { auditPage, firstBroken } from './audit-log.ts';
import { sha256InScript, sha256Now } from './sha256.ts';
import { stores, testDrive } from './test-drive.ts';

for (const [where, hash] of [
  ['of the runtime', sha256Now],
  ['where the runtime has none', sha256InScript],
] as const) {
  test(`SHA-256 at once, ${where}, says what WebCrypto says`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 300 }), async (text) => {
        expect(hash(text)).toBe(await sha256(text));
      }),
    );
    for (const text of [55, 56, 63, 64, 65, 119, 120].map((length) => 'x'.repeat(length)).concat('\ud800')) {
      expect(hash(text)).toBe(await sha256(text));
    }
  });
}

for (const [name, open] of Object.entries(stores)) {
  test.describe(name, () => {
    test('S23: each write and refusal is an event with actor, target and what changed, and no secret', async () => {
      const { create, patch, putMembers, send, events } = await testDrive({ store: await open() });
      const okta = { 'user-agent': 'Okta SCIM Client 1.0.0' };
      const ada = await create('Users', { userName: 'ada', password: 'hush-hush-1', active: true });
      const group = await create('Groups', { displayName: 'Ops' });
      await putMembers(group.id, 'Ops', [ada.id]);
      const path = { op: 'Replace', path: 'displayName', value: 'Ada' };
      const changed = await send('PATCH', `/Users/${ada.id}`, { schemas: [urns.patchOp], Operations: [path] }, okta);
      await patch(`/Users/${ada.id}`, { op: 'replace', path: 'password', value: 'hush-hush-2' });
      await send('POST', '/Users', { schemas: [urns.user], userName: 'ADA' });
      await send('GET', '/Users', undefined, { authorization: 'Bearer guessed-hush' });
      const all = await events();
      expect(all.map(({ type }) => type)).toEqual([
        'scim.user.created',
        'scim.group.created',
        'scim.group.membership.replaced',
        'scim.user.changed',
        'scim.user.changed',
        'scim.request.refused',
        'scim.auth.refused',
      ]);
      expect(all[2]).toMatchObject({ target: { name: 'Ops' }, members: { added: [ada.id], removed: [] } });
      expect(all[3]).toMatchObject({
        requestId: changed.headers.get('x-request-id'),
        actor: { name: 'token', idp: 'Okta', userAgent: 'Okta SCIM Client 1.0.0' },
        target: { type: 'User', id: ada.id, name: 'ada' },
        changes: [{ path: 'displayName', before: null, after: 'Ada' }],
        tolerances: [{ id: 'op-case', operation: 0 }],
      });
      expect(all[0]?.changes).toContainEqual({ path: 'password', before: null, after: '***' });
      expect(all[4]).toMatchObject({ changes: [{ path: 'password', before: '***', after: '***' }] });
      expect(all[5]).toMatchObject({ status: 409, scimType: 'uniqueness' });
      expect(JSON.stringify(all)).not.toMatch(/hush|pbkdf2|correct horse/);
    });

    test('S23: a refused write names what it was about, also within a bulk job', async () => {
      const { create, patch, send, events } = await testDrive({ store: await open() });
      const { id } = await create('Users', { userName: 'ada' });
      await patch(`/Users/${id}`, { op: 'replace', path: 'active', value: 'perhaps' });
      await patch('/Groups/nobody', { op: 'remove', path: 'members' });
      const Operations = [{ method: 'DELETE', path: '/Groups/gone' }];
      await send('POST', '/Bulk', { schemas: [urns.bulkRequest], Operations });
      expect((await events()).slice(1)).toMatchObject([
        { type: 'scim.request.refused', target: { type: 'User', id, name: 'ada' } },
        { type: 'scim.request.refused', target: { type: 'Group', id: 'nobody' } },
        { type: 'scim.request.refused', target: { type: 'Group', id: 'gone' } },
      ]);
    });

    test('S18: the event of a deleted group says whose membership was revoked', async () => {
      const { create, send, events } = await testDrive({ store: await open() });
      const ada = await create('Users', { userName: 'ada' });
      const group = await create('Groups', { displayName: 'Ops', members: [{ value: ada.id }] });
      await send('DELETE', `/Groups/${group.id}`);
      expect((await events()).at(-1)).toMatchObject({
        type: 'scim.group.deleted',
        changes: [{ path: 'displayName', before: 'Ops', after: null }],
        members: { added: [], removed: [ada.id] },
      });
    });

    test('S23: a log that was tampered with shows where', async () => {
      const store = await open();
      const { create, read } = await testDrive({ store });
      for (const userName of ['a', 'b', 'c']) await create('Users', { userName });
      expect(await read(firstBroken)).toBeUndefined();
      await store.write((transaction) => transaction.log({ type: 'scim.user.deleted', previous: '', hash: 'f' }));
      expect(await read(firstBroken)).toBe(4);
    });

    test('S23: filters by type, actor, target and time', async () => {
      let now = Date.parse('2026-01-01T00:00:00Z');
      const { create, drive, send, read } = await testDrive({ store: await open(), now: () => now });
      const ada = await create('Users', { userName: 'ada' });
      now += 60_000;
      await drive.signIn({ sub: 'ada' });
      await create('Groups', { displayName: 'Ops' });
      await send('GET', '/Users', undefined, { authorization: 'Bearer none' });
      const types = (filter: Parameters<typeof auditPage>[1]) =>
        read((view) => auditPage(view, filter, { limit: 50 }).events.map(({ event }) => event.type));
      expect(await types({ eventType: 'scim.*' })).toEqual([
        'scim.auth.refused',
        'scim.group.created',
        'scim.user.created',
      ]);
      expect(await types({ eventType: 'scim.user.created, scaidrive.*' })).toEqual([
        'scaidrive.sign-in.accepted',
        'scim.user.created',
      ]);
      expect(await types({ actor: 'TOKEN' })).toEqual(['scim.group.created', 'scim.user.created']);
      expect(await types({ target: ada.id, eventType: 'scim.*' })).toEqual(['scim.user.created']);
      expect(await types({ to: '2026-01-01T00:00:59Z' })).toEqual(['scim.user.created']);
      expect(await types({ from: '2026-01-01', to: '2026-01-01' })).toHaveLength(4);
      expect(await types({ to: '2025-12-31' })).toEqual([]);
      expect(await types({ from: '2026-01-01T00:00:30Z', eventType: 'scim.g*' })).toEqual(['scim.group.created']);
    });

    test('S23: pages go on where the last one ended', async () => {
      const { create, read } = await testDrive({ store: await open() });
      for (let at = 0; at < 7; at += 1) await create('Users', { userName: `u${at}` });
      const numbers: number[] = [];
      let before: number | undefined;
      do {
        const page = await read((view) => auditPage(view, {}, { before, limit: 3 }));
        numbers.push(...page.events.map(({ number }) => number));
        before = page.before;
      } while (before !== undefined);
      expect(numbers).toEqual([7, 6, 5, 4, 3, 2, 1]);
    });
  });
}

test('S23: the exports hold every event that fits, and a cell cannot become a formula', async () => {
  const { create, drive, read } = await testDrive();
  await create('Users', { userName: '=cmd|"x"' });
  await drive.signIn({ sub: 'eve' });
  const csv = await read((view) => exportAudit(view, { eventType: 'scim.*' }, 'csv'));
  const [head, row, ...rest] = csv.split('\r\n');
  expect(head).toMatch(/^number,at,type,actor,/);
  expect(row).toContain(`"'=cmd|""x"""`);
  expect(rest).toEqual(['']);
  const ndjson = await read((view) => exportAudit(view, {}, 'ndjson'));
  expect(
    ndjson
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).type),
  ).toEqual(['scim.user.created', 'scaidrive.sign-in.accepted']);
});
