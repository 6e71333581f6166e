import { expect, test } from '@playwright/test';
import { type Transport, TransportError } from '#wire';
import type { Desired } from './desired.ts';
import { links } from './links.ts';
import { differences } from './oracle.ts';

const EU = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

/** A server that holds these resources, in pages of two. */
function serverOf(users: readonly object[], groups: readonly object[] = []): Transport {
  return async ({ url }) => {
    const { pathname, searchParams } = new URL(url);
    const all = pathname.endsWith('/Users') ? users : groups;
    const from = Number(searchParams.get('startIndex')) - 1;
    const body = JSON.stringify({ totalResults: all.length, Resources: all.slice(from, from + 2) });
    return { status: 200, headers: [], body };
  };
}

const ada = {
  id: 'r1',
  userName: 'Ada@corp.test',
  active: true,
  displayName: 'Ada',
  [EU]: { manager: { value: 'r2' } },
};
const grace = { id: 'r2', userName: 'grace@corp.test', active: true };
const alan = { id: 'r3', userName: 'alan@corp.test', active: false };

const wanted: Desired = {
  users: [
    {
      id: 'u1',
      userName: 'ada@corp.test',
      state: 'active',
      attributes: { displayName: 'Ada', [`${EU}:manager`]: 'r2' },
    },
    { id: 'u2', userName: 'grace@corp.test', state: 'active', attributes: {} },
    { id: 'u3', userName: 'alan@corp.test', state: 'not-active', attributes: {} },
  ],
  groups: [{ id: 'g1', displayName: 'Engines', state: 'present', members: ['u1', 'u2'] }],
};
const engines = { id: 'r9', displayName: 'Engines', members: [{ value: 'r1' }, { value: 'r2' }] };

async function compared(transport: Transport, desired: Desired = wanted): Promise<readonly string[]> {
  const table = links();
  table.link('user', 'u1', 'r1');
  table.link('user', 'u2', 'r2');
  table.link('user', 'u3', 'r3');
  table.link('group', 'g1', 'r9');
  const found = await differences({ transport, baseUrl: 'http://t/scim/v2', token: 't', links: table, desired });
  return found.map(({ text }) => text);
}

test('finds no difference where there is none, over several pages', async () => {
  expect(await compared(serverOf([ada, grace, alan], [engines]))).toEqual([]);
});

test('minds no account and no group that the directory knows nothing of', async () => {
  const other = { id: 'r7', userName: 'mary@corp.test', active: true };
  expect(await compared(serverOf([ada, grace, alan, other], [engines, { id: 'r8', displayName: 'Mills' }]))).toEqual(
    [],
  );
});

for (const [what, transport, sentence] of [
  ['a missing account', serverOf([grace, alan], [engines]), 'ada@corp.test: the server has no such account.'],
  [
    'a second account',
    serverOf([ada, { ...ada, id: 'r5' }, grace, alan], [engines]),
    'ada@corp.test: the server has 2 accounts of this name.',
  ],
  [
    'an account that is not the linked one',
    serverOf([{ ...ada, id: 'r5' }, grace, alan], [engines]),
    'ada@corp.test: linked to r1, but the account is r5.',
  ],
  [
    'an account that should be active',
    serverOf([{ ...ada, active: false }, grace, alan], [engines]),
    'ada@corp.test: the account is inactive, not active.',
  ],
  [
    'an account that should not be active',
    serverOf([ada, grace, { ...alan, active: true }], [engines]),
    'alan@corp.test: the account is still active.',
  ],
  [
    'another value',
    serverOf([{ ...ada, displayName: 'A' }, grace, alan], [engines]),
    'ada@corp.test: displayName is "A", not "Ada".',
  ],
  [
    'a missing value',
    serverOf([{ ...ada, [EU]: {} }, grace, alan], [engines]),
    `ada@corp.test: ${EU}:manager is missing, not "r2".`,
  ],
  ['a missing group', serverOf([ada, grace, alan]), 'group Engines: the server has no such group.'],
  [
    'another name',
    serverOf([ada, grace, alan], [{ ...engines, displayName: 'E' }]),
    'group Engines: the server calls it "E".',
  ],
  [
    'a missing member',
    serverOf([ada, grace, alan], [{ ...engines, members: [{ value: 'r1' }] }]),
    'group Engines: the member u2 (r2) is missing.',
  ],
  [
    'a member too many',
    serverOf([ada, grace, alan], [{ ...engines, members: [...engines.members, { value: 'r3' }] }]),
    'group Engines: r3 is a member, but should not be.',
  ],
] as const) {
  test(`tells ${what}`, async () => {
    expect(await compared(transport)).toEqual([sentence]);
  });
}

test('minds no order in which the values of an attribute stand', async () => {
  const emails = ['ada@corp.test', 'byron@corp.test'].map((value) => ({ type: 'work', value }));
  const desired: Desired = {
    users: [
      {
        id: 'u1',
        userName: 'ada@corp.test',
        state: 'active',
        attributes: { 'emails[type eq "work"].value': 'ada@corp.test' },
      },
    ],
    groups: [],
  };
  for (const shown of [emails, [...emails].reverse()]) {
    expect(await compared(serverOf([{ ...ada, emails: shown }]), desired)).toEqual([]);
  }
  expect(await compared(serverOf([{ ...ada, emails: emails.slice(1) }]), desired)).toEqual([
    'ada@corp.test: emails[type eq "work"].value is "byron@corp.test", not "ada@corp.test".',
  ]);
});

test('minds no member whom the provider does not know, where others may stay', async () => {
  const adopted = { ...engines, members: [...engines.members, { value: 'r3' }] };
  const desired: Desired = {
    users: [],
    groups: [...wanted.groups].map((group) => ({ ...group, othersMayStay: true })),
  };

  expect(await compared(serverOf([ada, grace, alan], [adopted]), desired)).toEqual([]);
  expect(
    await compared(serverOf([ada, grace, alan], [{ ...adopted, members: [{ value: 'r1' }] }]), desired),
  ).toHaveLength(1);
});

test('tells what should be gone and is not', async () => {
  const gone: Desired = {
    users: [{ id: 'u1', userName: 'ada@corp.test', state: 'absent', attributes: {} }],
    groups: [{ id: 'g1', displayName: 'Engines', state: 'absent' }],
  };

  expect(await compared(serverOf([ada], [engines]), gone)).toEqual([
    'ada@corp.test: the account is still there.',
    'group Engines: it is still there.',
  ]);
  expect(await compared(serverOf([], []), gone)).toEqual([]);
});

for (const [what, transport, sentence] of [
  [
    'an error',
    async () => ({ status: 500, headers: [], body: '' }),
    '/Users could not be listed to compare it: the server answered 500.',
  ],
  [
    'HTML',
    async () => ({ status: 200, headers: [], body: '<html>' }),
    '/Users could not be listed to compare it: the server answered 200.',
  ],
  [
    'nothing',
    async () => {
      throw new TransportError('refused', 'nobody listens there');
    },
    '/Users could not be listed to compare it: nobody listens there',
  ],
] as const) {
  test(`says that it cannot compare when the list is answered with ${what}`, async () => {
    expect(await compared(transport)).toEqual([sentence]);
  });
}
