import { expect, test } from '@playwright/test';
import { urns } from '#scim';
import { reachOf } from './access.ts';
import { accountAt, accountCount, accountOfUser } from './accounts.ts';
import { groupAt, groupBySlug, saveHandEdits } from './groups.ts';
import { membershipOf } from './membership.ts';
import { sessionCount } from './sessions.ts';
import { saveShare, shareAt } from './shares.ts';
import { stores, testDrive } from './test-drive.ts';

for (const [name, open] of Object.entries(stores)) {
  test.describe(name, () => {
    test('S14: SCIM adopts the account of a first sign-in by sub, and no second one comes to be', async () => {
      const { create, drive, read, events } = await testDrive({ store: await open() });
      const { account } = await drive.signIn({ sub: 'Ada@example.com', name: 'Ada' });
      const { id } = await create('Users', { userName: 'ada@example.com', externalId: 'x-1', displayName: 'A. King' });
      expect(await read((view) => accountOfUser(view, id))).toMatchObject({
        id: account.id,
        displayName: 'A. King',
        origin: 'jit',
        scimId: id,
      });
      expect(await read(accountCount)).toBe(1);
      expect((await events()).at(-1)).toMatchObject({ type: 'scim.user.created', effect: { adopted: true } });
    });

    test('S14: SCIM adopts by externalId although the sub is another', async () => {
      const { create, drive, read } = await testDrive({ store: await open() });
      const { account } = await drive.signIn({ sub: 'ada.old', externalId: 'x-1' });
      const { id } = await create('Users', { userName: 'ada.new', externalId: 'x-1' });
      expect((await read((view) => accountOfUser(view, id)))?.id).toBe(account.id);
      expect((await drive.signIn({ sub: 'ada.new' })).account.id).toBe(account.id);
    });

    test('S14: a sign-in after SCIM finds the pushed account by sub or by externalId', async () => {
      const { create, drive, read } = await testDrive({ store: await open() });
      const { id } = await create('Users', { userName: 'ada', externalId: 'x-1' });
      expect(await drive.signIn({ sub: 'ADA' })).toMatchObject({ outcome: 'found', account: { id } });
      expect(await drive.signIn({ sub: 'other', externalId: 'x-1' })).toMatchObject({ account: { id, sub: 'ada' } });
      expect(await read(accountCount)).toBe(1);
    });

    test('S14: sign-ins and a push at the same moment make one account', async () => {
      const { send, drive, read } = await testDrive({ store: await open() });
      const push = (at: number) =>
        send('POST', '/Users', { schemas: [urns.user], userName: `u${at}`, externalId: `x${at}` });
      const all = Array.from({ length: 20 }, (_, at) => at);
      await Promise.all(
        all.flatMap((at) => {
          const steps = [
            () => drive.signIn({ sub: `u${at}` }),
            () => push(at),
            () => drive.signIn({ sub: `old${at}`, externalId: `x${at}` }),
          ];
          return [...steps.slice(at % 3), ...steps.slice(0, at % 3)].map((step) => step());
        }),
      );
      const subs = await Promise.all(
        all.map(async (at) => (await drive.signIn({ sub: `u${at}`, externalId: `x${at}` })).account),
      );
      expect(new Set(subs.map(({ id }) => id)).size).toBe(20);
      expect(await read(accountCount)).toBe(20);
      expect(subs.every(({ scimId }) => scimId !== undefined)).toBe(true);
    });

    test('S14: two accounts of one person become one when SCIM shows that they are', async () => {
      const { create, drive, read } = await testDrive({ store: await open() });
      const first = await drive.signIn({ sub: 'ada.old', externalId: 'x-1' });
      const second = await drive.signIn({ sub: 'ada' });
      await drive.store.write((transaction) =>
        saveShare(transaction, { id: 's', name: 'Notes', owner: second.account.id, grants: [], createdAt: 0 }),
      );
      const grants = [
        { to: 'account', id: first.account.id, level: 'write' },
        { to: 'account', id: second.account.id, level: 'read' },
      ] as const;
      await drive.store.write((transaction) =>
        saveShare(transaction, { id: 't', name: 'Theirs', owner: 'nobody', grants, createdAt: 0 }),
      );
      await create('Users', { userName: 'ada', externalId: 'x-1' });
      expect(await read(accountCount)).toBe(1);
      expect(await read((view) => shareAt(view, 't')?.grants)).toEqual([grants[0]]);
      const account = await read((view) => accountAt(view, first.account.id));
      expect(account).toMatchObject({ sub: 'ada', externalId: 'x-1' });
      expect(await read((view) => account && reachOf(view, account))).toMatchObject([
        { share: { id: 's' }, by: 'owner' },
        { share: { id: 't' }, level: 'write' },
      ]);
    });

    test('S14: a sign-in that says whose a sub is leaves no second account of it', async () => {
      const { create, drive, read, events } = await testDrive({ store: await open() });
      for (const [name, claims, pushed] of [
        ['SCIM', { sub: 'ada.old', externalId: 'x-1' }, { userName: 'ada', externalId: 'x-1' }],
        ['a first sign-in', { sub: 'bob.new', externalId: 'x-2' }, undefined],
      ] as const) {
        const known = pushed
          ? await create('Users', pushed)
          : (await drive.signIn({ ...claims, sub: 'bob.old' })).account;
        const count = await read(accountCount);
        const stray = await drive.signIn({ sub: claims.sub });
        await drive.store.write((transaction) =>
          saveShare(transaction, { id: name, name, owner: stray.account.id, grants: [], createdAt: 0 }),
        );
        expect(await read(accountCount)).toBe(count + 1);
        const { account, session } = await drive.signIn(claims);
        expect(account.id).toBe(known.id);
        expect(await read(accountCount)).toBe(count);
        expect((await drive.open(session ?? ''))?.reach).toMatchObject([{ share: { id: name }, by: 'owner' }]);
        expect((await events()).at(-1)).toMatchObject({ merged: [stray.account.id] });
      }
    });

    test('S14: a sign-in takes nothing from an account that is suspended, or of another id at the IdP', async () => {
      const { create, drive, patch, read } = await testDrive({ store: await open() });
      const { account: other } = await drive.signIn({ sub: 'ada', externalId: 'x-2' });
      const gone = await create('Users', { userName: 'bob', externalId: 'x-3' });
      await patch(`/Users/${gone.id}`, { op: 'replace', path: 'active', value: false });
      await create('Users', { userName: 'cleo', externalId: 'x-1' });
      for (const sub of ['ada', 'bob']) await drive.signIn({ sub, externalId: 'x-1' });
      expect(await read(accountCount)).toBe(3);
      expect(await read((view) => accountAt(view, other.id)?.externalId)).toBe('x-2');
      expect(await read((view) => accountAt(view, gone.id)?.state)).toBe('suspended');
    });

    test('S24: a new hire reaches a share of the group on day one, and nothing once terminated', async () => {
      const { create, patch, send, drive, read, types } = await testDrive({ store: await open() });
      const group = await create('Groups', { displayName: 'Engineering' });
      await drive.store.write((transaction) =>
        saveShare(transaction, {
          id: 'plans',
          name: 'Plans',
          owner: 'nobody',
          grants: [{ to: 'group', id: group.id, level: 'write' }],
          createdAt: 0,
        }),
      );
      const { id } = await create('Users', { userName: 'ada' });
      await patch(`/Groups/${group.id}`, { op: 'add', path: 'members', value: [{ value: id }] });
      const { session = '' } = await drive.signIn({ sub: 'ada' });
      expect(await drive.open(session)).toMatchObject({
        account: { id },
        reach: [{ share: { id: 'plans' }, level: 'write', by: 'engineering' }],
      });

      await patch(`/Users/${id}`, { op: 'replace', path: 'active', value: false });
      expect(await drive.open(session)).toBeUndefined();
      expect(await drive.signIn({ sub: 'ada' })).toMatchObject({ outcome: 'suspended', session: undefined });
      expect(await read((view) => sessionCount(view, id))).toBe(0);

      await patch(`/Users/${id}`, { op: 'replace', path: 'active', value: true });
      expect(await drive.open(session)).toBeUndefined();
      const again = await drive.signIn({ sub: 'ada' });
      expect((await drive.open(again.session ?? ''))?.reach).toHaveLength(1);

      await send('DELETE', `/Users/${id}`);
      expect(await drive.open(again.session ?? '')).toBeUndefined();
      expect(await drive.signIn({ sub: 'ada' })).toMatchObject({ outcome: 'suspended' });
      expect(await types()).toEqual([
        'scim.group.created',
        'scim.user.created',
        'scim.group.membership.added',
        'scaidrive.sign-in.accepted',
        'scim.user.suspended',
        'scaidrive.sign-in.refused',
        'scim.user.reactivated',
        'scaidrive.sign-in.accepted',
        'scim.user.deleted',
        'scaidrive.sign-in.refused',
      ]);
    });

    test('S24: who is pushed again after a DELETE gets the account back, with what it owned', async () => {
      const { create, send, drive, read } = await testDrive({ store: await open() });
      const first = await create('Users', { userName: 'ada', externalId: 'x-1' });
      await drive.store.write((transaction) =>
        saveShare(transaction, { id: 's', name: 'Notes', owner: first.id, grants: [], createdAt: 0 }),
      );
      await send('DELETE', `/Users/${first.id}`);
      expect(await read((view) => accountAt(view, first.id))).toMatchObject({ state: 'suspended', scimId: undefined });
      const second = await create('Users', { userName: 'ada.king', externalId: 'x-1' });
      const account = await read((view) => accountOfUser(view, second.id));
      expect(account).toMatchObject({ id: first.id, state: 'active', sub: 'ada.king' });
      expect(await read((view) => account && reachOf(view, account))).toHaveLength(1);
    });

    test('S16: a pushed group gets its slug; collisions are numbered', async () => {
      const { create, read } = await testDrive({ store: await open() });
      const slugs: (string | undefined)[] = [];
      for (const displayName of [
        'R&D Zürich',
        'r d zurich',
        'R/D  Zürich!',
        '🎉🎉',
        '🎈',
        'Отдел продаж',
        'x'.repeat(5000),
        'x'.repeat(61),
      ]) {
        const { id } = await create('Groups', { displayName });
        slugs.push(await read((view) => groupAt(view, id)?.slug));
      }
      expect(slugs).toEqual([
        'r-d-zurich',
        'r-d-zurich-2',
        'r-d-zurich-3',
        'group',
        'group-2',
        'отдел-продаж',
        'x'.repeat(60),
        `${'x'.repeat(58)}-2`,
      ]);
    });

    test('S16: a renamed group gets a new slug, and the old one still leads to it', async () => {
      const { create, patch, read } = await testDrive({ store: await open() });
      const { id } = await create('Groups', { displayName: 'Sales' });
      const rename = (value: string) => patch(`/Groups/${id}`, { op: 'replace', path: 'displayName', value });
      await rename('Sales EMEA');
      const other = await create('Groups', { displayName: 'sales' });
      expect(await read((view) => [groupAt(view, id)?.slug, groupAt(view, other.id)?.slug])).toEqual([
        'sales-emea',
        'sales-2',
      ]);
      expect(await read((view) => groupBySlug(view, 'sales')?.id)).toBe(id);
      await rename('SALES');
      expect(await read((view) => groupAt(view, id)?.slug)).toBe('sales');
    });

    test('S12: a group may be pushed with name instead of displayName', async () => {
      const { send, read } = await testDrive({ store: await open() });
      const { body } = await send('POST', '/Groups', { schemas: [urns.group], name: 'Sales', externalId: 'g-1' });
      expect(await read((view) => groupAt(view, body.id))).toMatchObject({
        name: 'Sales',
        externalId: 'g-1',
        managed: true,
      });
    });

    test('S17: a hand edit of membership holds until the next sync, also one that changes nothing', async () => {
      const { create, putMembers, drive, read, events } = await testDrive({ store: await open() });
      const [ada, bob] = [await create('Users', { userName: 'ada' }), await create('Users', { userName: 'bob' })];
      const group = await create('Groups', { displayName: 'Ops', members: [{ value: ada.id }] });
      await drive.store.write((transaction) =>
        saveHandEdits(transaction, group.id, { added: [bob.id], removed: [ada.id] }),
      );
      const members = () =>
        read((view) => membershipOf(view, group.id).members.map(({ account, by }) => [account.sub, by]));
      expect(await members()).toEqual([['bob', 'hand']]);
      await putMembers(group.id, 'Ops', [ada.id]);
      expect(await members()).toEqual([['ada', 'scim']]);
      expect((await events()).at(-1)).toMatchObject({
        type: 'scim.group.membership.replaced',
        effect: { handEditsUndone: { added: [bob.id], removed: [ada.id] } },
      });
    });

    test('S18: a deleted group is marked so, its members lose the share, and its grant stays', async () => {
      const { create, send, drive, read } = await testDrive({ store: await open() });
      const ada = await create('Users', { userName: 'ada' });
      const group = await create('Groups', { displayName: 'Ops', members: [{ value: ada.id }] });
      const grants = [{ to: 'group', id: group.id, level: 'read' } as const];
      await drive.store.write((transaction) =>
        saveShare(transaction, { id: 's', name: 'S', owner: 'nobody', grants, createdAt: 0 }),
      );
      const reach = () =>
        read((view) => accountAt(view, ada.id)).then((account) => account && read((view) => reachOf(view, account)));
      expect(await reach()).toHaveLength(1);
      await send('DELETE', `/Groups/${group.id}`);
      expect(await read((view) => groupAt(view, group.id))).toMatchObject({ state: 'deleted', slug: 'ops' });
      expect(await read((view) => membershipOf(view, group.id).members)).toEqual([]);
      expect(await reach()).toEqual([]);
      const again = await create('Groups', { displayName: 'Ops', members: [{ value: ada.id }] });
      expect(await read((view) => groupAt(view, again.id)?.slug)).toBe('ops-2');
      expect(await reach()).toEqual([]);
    });

    test('a refused write leaves no account behind', async () => {
      const { send, read } = await testDrive({ store: await open() });
      await send('POST', '/Users', {
        schemas: [urns.user],
        userName: 'a',
        'urn:scaidrive:scim:User': { role: 'root' },
      });
      expect(await read(accountCount)).toBe(0);
    });
  });
}
