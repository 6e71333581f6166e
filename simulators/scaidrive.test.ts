import { expect, test } from '@playwright/test';
import { fetchTransport } from '#client';
import { directoryFrom, engine, type GroupSeed, type Simulator, virtualClock } from '#idp';
import { auditPage, createShare, editGrant, memoryStore, scaiDrive, scimServer } from '#server';
import { simulators } from './index.ts';

const token = 'scaidrive-token-0123456789abcdef';
const ada = {
  id: 'u1',
  userName: 'ada@example.com',
  givenName: 'Ada',
  familyName: 'Lovelace',
  email: 'ada@example.com',
};
const admin = { name: 'admin' };

/** A provider at work on ScaiDrive, with a share of somebody who is there already. */
async function connected(simulator: Simulator, groups: readonly GroupSeed[]) {
  const store = memoryStore();
  const drive = scaiDrive({ store });
  const server = scimServer({ ...drive.options, store, tokens: [token], passwordIterations: 1 });
  const boss = await drive.signIn({ sub: 'boss@example.com' });
  const share = await createShare(drive, admin, 'Plans', boss.account.id);
  const provider = engine({
    simulator,
    directory: directoryFrom({ users: [], groups: [] }, { users: 'all', groups: 'all', membersOf: [] }),
    transport: fetchTransport((request) => server.fetch(request)),
    baseUrl: 'https://drive.test/scim/v2',
    token,
    options: {},
    seed: 1,
    clock: virtualClock(0),
    onExchange: () => {},
    onRow: () => {},
  });
  expect(await provider.connect()).toBe(true);
  for (const group of groups) await provider.change([{ do: 'groupCreated', group }]);
  await provider.sync();
  return { drive, share, provider };
}

for (const simulator of simulators) {
  test(`S24: whom ${simulator.id} hires can sign in, and whom it terminates cannot any more`, async () => {
    const { drive, provider } = await connected(simulator, []);
    await provider.change([{ do: 'hired', user: { ...ada, enabled: true } }]);
    await provider.settle(5);
    const first = await drive.signIn({ sub: ada.userName });
    expect(first).toMatchObject({ outcome: 'found', account: { origin: 'scim', displayName: 'Ada Lovelace' } });

    await provider.change([{ do: 'terminated', user: 'u1' }]);
    // Google waits for days, as its administrator set it.
    await provider.wait(31 * 86_400_000);
    await provider.settle(60);
    expect(await drive.open(first.session ?? '')).toBeUndefined();
    expect(await drive.signIn({ sub: ada.userName })).toMatchObject({ outcome: 'suspended' });
  });
}

test('S24: with Entra ID a share waits for the group of the new hire, and is out of reach once she is terminated', async () => {
  const entra = simulators.find(({ id }) => id === 'entra');
  if (entra === undefined) throw new Error('there is no simulator of Entra ID');
  const { drive, provider, share } = await connected(entra, [{ id: 'g1', displayName: 'Engineering', members: [] }]);
  await editGrant(drive, admin, share, { to: 'group', id: 'engineering', level: 'read' });
  await provider.change([{ do: 'hired', user: { ...ada, enabled: true } }]);
  await provider.change([{ do: 'memberAdded', group: 'g1', member: 'u1' }]);
  await provider.sync();

  const { session = '' } = await drive.signIn({ sub: ada.userName });
  expect((await drive.open(session))?.reach).toMatchObject([
    { share: { name: 'Plans' }, level: 'read', by: 'engineering' },
  ]);

  await provider.change([{ do: 'terminated', user: 'u1' }]);
  await provider.sync();
  expect(await drive.open(session)).toBeUndefined();
  expect(await drive.signIn({ sub: ada.userName })).toMatchObject({ outcome: 'suspended' });

  const { events } = await drive.store.read((view) => auditPage(view, { eventType: 'scim.*' }, { limit: 50 }));
  const chain = events.map(({ event }) => [event.type, (event.actor as { idp?: string }).idp]).reverse();
  expect(chain).toEqual([
    ['scim.group.created', 'Microsoft Entra ID'],
    ['scim.user.created', 'Microsoft Entra ID'],
    ['scim.group.membership.added', 'Microsoft Entra ID'],
    ['scim.user.suspended', 'Microsoft Entra ID'],
    ['scim.group.membership.removed', 'Microsoft Entra ID'],
  ]);
});
