import { poolTransport } from '#client';
import { readScenario, simulate } from '#idp';
import type { RunningServer } from '#server';
import { simulators } from '#simulators';

/** People of a company that does not exist. */
const people = [
  ['Ada', 'Lovelace', 'Research'],
  ['Alan', 'Turing', 'Research'],
  ['Annie', 'Easley', 'Flight Software'],
  ['Barbara', 'Liskov', 'Platform'],
  ['Edsger', 'Dijkstra', 'Platform'],
  ['Frances', 'Allen', 'Compilers'],
  ['Grace', 'Hopper', 'Compilers'],
  ['Hedy', 'Lamarr', 'Radio'],
  ['Jean', 'Bartik', 'Operations'],
  ['Joan', 'Clarke', 'Research'],
  ['Karen', 'Spärck Jones', 'Search'],
  ['Katherine', 'Johnson', 'Flight Software'],
  ['Margaret', 'Hamilton', 'Flight Software'],
  ['Radia', 'Perlman', 'Networks'],
] as const;

const groups = {
  Engineering: ['Research', 'Platform', 'Compilers'],
  'Flight Software': ['Flight Software'],
  'Sales – Europe': [],
};

const users = people.map(([givenName, familyName, department], at) => ({
  id: `u${at + 1}`,
  userName: `${givenName}@example.com`.toLowerCase(),
  email: `${givenName}@example.com`.toLowerCase(),
  givenName,
  familyName,
  department,
  title: at % 3 === 0 ? 'Principal engineer' : 'Engineer',
  enabled: true,
}));

/** The same directory behind Microsoft Entra ID: everybody is hired, one marries, one leaves. */
const scenario = readScenario(
  {
    directory: {
      users,
      groups: Object.entries(groups).map(([displayName, departments], at) => ({
        id: `g${at + 1}`,
        displayName,
        members: users.filter(({ department }) => departments.some((one) => one === department)).map(({ id }) => id),
      })),
    },
    scope: { users: 'all', groups: 'all' },
    steps: [
      { do: 'sync' },
      { do: 'updated', user: 'u1', set: { familyName: 'King', displayName: 'Ada King' } },
      { do: 'disabled', user: 'u8' },
      { do: 'groupDeleted', group: 'g3' },
      { do: 'sync' },
    ],
    expect: { converged: true, silent: true },
  },
  'company',
);

/** Plays Entra ID against the server with this token. */
export async function provision({ scim }: RunningServer, token: string, now: () => number): Promise<void> {
  const [entra] = simulators.filter(({ id }) => id === 'entra');
  if (entra === undefined) throw new Error('there is no simulator of Entra ID');
  const transport = poolTransport({ origin: new URL(scim).origin });
  try {
    await simulate({ simulator: entra, scenario, transport, baseUrl: scim, token, seed: 1, now, cycles: 2 });
  } finally {
    await transport.close();
  }
}
