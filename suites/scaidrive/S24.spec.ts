import { simulators } from '#simulators';
import { expect, test } from './drive-test.ts';
import { person, providerAt, simulatorOf } from './provider.ts';

test('S24: Entra ID hires Ada, who reaches the share of her group on day one, and nothing once she is terminated', async ({
  start,
  open,
  word,
}) => {
  const drive = await start('--rate-limit', 'off');
  const { admin } = drive;
  const entra = providerAt({ simulator: simulatorOf('entra'), server: drive });
  expect(await entra.connect()).toBe(true);
  await admin.signIn({ sub: 'boss@example.com' });
  await entra.change({ do: 'groupCreated', group: { id: 'g1', displayName: 'Engineering', members: [] } });
  await entra.sync();
  // The share waits for the group, and the group for Ada.
  const share = await admin.share('Plans', 'boss@example.com');
  await admin.post(`${share}/grants`, { to: 'group', holder: 'engineering', level: 'read' });

  const ada = person('u1', word, 'Ada', 'Lovelace');
  await entra.change(
    { do: 'hired', user: { ...ada, department: 'Mills' } },
    { do: 'memberAdded', group: 'g1', member: 'u1' },
  );
  await entra.sync();
  const dayOne = await admin.signIn({ sub: ada.userName });
  expect(dayOne).toContain('Signed in.');
  expect(dayOne).toContain('Plans, read, by engineering');
  expect(await admin.account(word)).toMatchObject({
    State: 'active',
    Origin: 'pushed by SCIM',
    'Display name': 'Ada Lovelace',
    'Open sessions': '1',
  });

  await entra.change({ do: 'terminated', user: 'u1' });
  await entra.sync();
  expect(await admin.signIn({ sub: ada.userName })).toContain('Refused: the account is suspended.');
  const left = await admin.account(word);
  expect(left).toMatchObject({ State: 'suspended', 'Open sessions': '0' });
  expect((await admin.get(left.path ?? '')).words).not.toContain('Plans');
  // What waited for her group waits for the next one.
  expect((await admin.get(share)).words).toContain('Engineering');

  const chain = await admin.events('event_type=scim.*,scaidrive.sign-in.*');
  expect(chain.slice(1).map(({ type, actor }) => [type, actor.idp ?? actor.name])).toEqual([
    ['scim.group.created', 'Microsoft Entra ID'],
    ['scim.user.created', 'Microsoft Entra ID'],
    ['scim.group.membership.added', 'Microsoft Entra ID'],
    ['scaidrive.sign-in.accepted', ada.userName],
    ['scim.user.suspended', 'Microsoft Entra ID'],
    ['scim.group.membership.removed', 'Microsoft Entra ID'],
    ['scaidrive.sign-in.refused', ada.userName],
  ]);
  expect(chain.find(({ type }) => type === 'scim.user.suspended')).toMatchObject({ effect: { sessionsEnded: 1 } });
  const page = await open(drive, '/compliance/audit?event_type=scim.*');
  await expect(page.getByText('scim.user.suspended').first()).toBeVisible();
  expect((await admin.get('/compliance/audit?verify=1')).words).toContain('The chain is whole');
});

for (const simulator of simulators) {
  test(`S24: whom ${simulator.name} hires can sign in, and whom it terminates cannot any more`, async ({
    drive,
    word,
  }) => {
    const { admin } = drive;
    const provider = providerAt({ simulator, server: drive });
    expect(await provider.connect()).toBe(true);
    const ada = person('u1', word);
    await provider.change({ do: 'hired', user: ada });
    await provider.settle(5);
    await admin.share(`Papers ${word}`, ada.userName);
    expect(await admin.signIn({ sub: ada.userName })).toContain(`Papers ${word}`);

    await provider.change({ do: 'terminated', user: 'u1' });
    // Google waits for days, as its administrator set it.
    if (simulator.id === 'google') await provider.wait(31 * 86_400_000);
    await provider.settle(60);
    const told = await admin.signIn({ sub: ada.userName });
    expect(told).toContain('Refused: the account is suspended.');
    expect(await admin.account(word)).toMatchObject({ State: 'suspended', 'Open sessions': '0' });

    await provider.change({ do: 'hired', user: 'u1' });
    await provider.settle(5);
    expect(await admin.signIn({ sub: ada.userName })).toContain(`Papers ${word}`);
  });
}
