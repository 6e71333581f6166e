import { simulators } from '#simulators';
import { expect, test } from './drive-test.ts';
import { person, providerAt } from './provider.ts';

/** What becomes of somebody who leaves the group that is pushed, by provider. */
const leaving: Readonly<Record<string, string>> = {
  okta: 'suspended',
  entra: 'suspended',
  google: 'suspended',
  onelogin: 'suspended',
};

for (const simulator of simulators) {
  test(`S15: ${simulator.name} pushes the members of one group only, and whoever leaves it cannot sign in any more`, async ({
    drive,
    word,
  }) => {
    const { admin } = drive;
    const provider = providerAt({
      simulator,
      server: drive,
      directory: {
        users: ['u1', 'u2', 'u3'].map((id) => person(id, word)),
        groups: [
          { id: 'g1', displayName: `ScaiDrive users ${word}`, members: ['u1', 'u2'] },
          { id: 'g2', displayName: `Everybody ${word}`, members: ['u1', 'u2', 'u3'] },
        ],
      },
      scope: { users: [], membersOf: ['g1'], groups: [] },
    });
    expect(await provider.connect()).toBe(true);
    await provider.settle(10);
    const pushed = async () => {
      const { html } = await admin.get(`/users?q=${word}`);
      return ['u1', 'u2', 'u3'].filter((id) => html.includes(`${word}-${id}@example.com`));
    };
    expect(await pushed()).toEqual(['u1', 'u2']);

    await provider.change({ do: 'memberRemoved', group: 'g1', member: 'u1' });
    await provider.settle(10);
    await provider.wait(31 * 86_400_000);
    await provider.settle(60);
    expect((await admin.account(`${word}-u1`)).State).toBe(leaving[simulator.id]);
    expect(await admin.signIn({ sub: `${word}-u1@example.com` })).toContain('Refused: the account is suspended.');
    expect((await admin.account(`${word}-u2`)).State).toBe('active');

    await provider.change({ do: 'memberAdded', group: 'g1', member: 'u3' });
    await provider.change({ do: 'memberAdded', group: 'g1', member: 'u1' });
    await provider.settle(10);
    expect((await admin.account(`${word}-u3`)).State).toBe('active');
    expect((await admin.account(`${word}-u1`)).State).toBe('active');
    const { html } = await admin.get(`/users?q=${word}-u1`);
    expect(new Set(html.match(/href="\/users\/[\w-]+"/g)).size).toBe(1);
  });
}
