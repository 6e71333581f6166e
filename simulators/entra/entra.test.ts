import { expect, test } from '@playwright/test';
import type { Simulated } from '#idp';
import type { Transport } from '#wire';
import { playingAtReference } from '../../fixtures/at-reference.ts';
import { entra } from './index.ts';

const token = 'entra-test-token-0123456789abcdef';
const base = 'https://sp.test/scim/v2';
const EU = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const patchOp = '{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":';

const ada = {
  id: 'u1',
  userName: 'ada@corp.test',
  givenName: 'Ada',
  familyName: 'Byron',
  email: 'ada@corp.test',
  title: 'Analyst',
  preferredLanguage: 'en-GB',
  office: 'Room 4',
  streetAddress: "12 St James's Square",
  city: 'London',
  postalCode: 'SW1Y 4LB',
  country: 'GB',
  phone: '+44 20 7946 0001',
  employeeNumber: '1815',
  department: 'Engines',
};
const grace = {
  id: 'u2',
  userName: 'grace@corp.test',
  givenName: 'Grace',
  familyName: 'Hopper',
  email: 'grace@corp.test',
};
const alan = { id: 'u3', userName: 'alan@corp.test', givenName: 'Alan', familyName: 'Turing', email: 'alan@corp.test' };
const engines = { id: 'g1', displayName: 'Engines', members: ['u1', 'u2'] };

const sync = { do: 'sync' };

const played = playingAtReference({ simulator: entra, baseUrl: base, token, users: [ada] });

/** The requests of the last step that sent any, without probes; server ids are written {1}, {2}, … in the order of creation. */
function transcript({ exchanges, simulation }: Simulated, step?: string): readonly string[] {
  const ids = exchanges.flatMap(({ request, response }) => {
    if (request.method !== 'POST' || response === null || response.status !== 201) return [];
    const id: unknown = JSON.parse(response.body).id;
    return typeof id === 'string' ? [id] : [];
  });
  const steps = simulation.steps.filter(
    ({ exchanges: sent, step: title }) => sent.length > 0 && (step ?? title) === title,
  );
  const sent = new Set(steps.at(-1)?.exchanges);
  return exchanges
    .filter(({ id, behaviour }) => sent.has(id) && !behaviour?.startsWith('entra-probe'))
    .map(({ request: { method, url, body } }) => {
      const line = [method, url.replace(base, ''), body].filter((part) => part !== undefined).join(' ');
      return ids.reduce((text, id, index) => text.replaceAll(id, `{${index + 1}}`), line);
    });
}

function converged({ simulation }: Simulated): void {
  expect(simulation.differences).toEqual([]);
  expect(simulation.converged).toBe(true);
  expect(simulation.silent).toBe(true);
}

function operations(text: string): string {
  return `${patchOp}${text}}`;
}

test.describe('connect and cycle', () => {
  test('tests the connection with a random user and a random group', async () => {
    const { exchanges, simulation } = await played([]);

    const [user, group] = exchanges;
    expect(user?.request.url).toMatch(/\/Users\?filter=userName\+eq\+%22[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}%22$/);
    expect(group?.request.url).toMatch(
      /\/Groups\?excludedAttributes=members&filter=displayName\+eq\+%22[0-9a-f-]{36}%22$/,
    );
    expect(simulation.steps[0]?.provisioning).toMatchObject([{ action: 'connect', status: 'Success' }]);
  });

  test('probes by the matching attribute of the first precedence', async () => {
    const { exchanges } = await played([], {
      options: { matchUser: ['emails[type eq "work"].value', 'userName'], groups: false },
    });

    expect(exchanges[0]?.request.url).toMatch(
      /\?filter=emails%5btype\+eq\+%22work%22%5d\.value\+eq\+%22[0-9a-f-]{36}%22$/,
    );
  });

  test('sends its own headers, no User-Agent and no Accept', async () => {
    const { exchanges } = await played([sync]);

    expect(exchanges.find(({ request }) => request.method === 'POST')?.request.headers).toEqual([
      ['Content-Type', 'application/scim+json; charset=utf-8'],
      ['Authorization', `Bearer ${token}`],
      ['ADSCIMVersion', '5.0'],
    ]);
    expect(exchanges[0]?.request.headers).toEqual([
      ['Authorization', `Bearer ${token}`],
      ['ADSCIMVersion', '5.0'],
    ]);
  });

  test('reads everything in the initial cycle: users, groups, managers, members', async () => {
    const result = await played([sync], {
      users: [{ ...ada, manager: 'u2' }, grace],
      groups: [engines],
    });

    expect(transcript(result).map((line) => line.split(' {')[0])).toEqual(
      [
        'GET /Users?filter=userName+eq+%22ada%40corp.test%22',
        'POST /Users',
        'GET /Users?filter=userName+eq+%22grace%40corp.test%22',
        'POST /Users',
        'GET /Groups?excludedAttributes=members&filter=displayName+eq+%22Engines%22',
        'POST /Groups',
        'PATCH /Users/{1}',
        'PATCH /Groups/{3}',
      ].map((line) => line.split(' {')[0]),
    );
    converged(result);
  });

  test('sends nothing but probes when nothing changed', async () => {
    const result = await played([sync, sync]);

    expect(transcript(result)).toEqual([]);
    expect(result.simulation.steps.at(-1)?.exchanges).toHaveLength(2);
  });

  test('runs a cycle each 40 minutes', async () => {
    const { exchanges } = await played([sync, sync], { users: [], options: { groups: false } });

    expect(exchanges.map(({ startedAt }) => startedAt)).toEqual([
      '2026-01-05T08:00:00.000Z',
      '2026-01-05T08:00:00.100Z',
      '2026-01-05T08:40:00.000Z',
    ]);
  });

  test('reads linked objects by id after a restart, and sends references again', async () => {
    const result = await played([sync, { do: 'admin', action: 'restart' }, sync], {
      users: [{ ...ada, manager: 'u2' }, grace],
      groups: [engines],
    });

    expect(transcript(result)).toEqual([
      'GET /Users/{1}',
      'GET /Users/{2}',
      'GET /Groups/{3}?excludedAttributes=members',
      `PATCH /Users/{1} ${operations(`[{"op":"Add","path":"${EU}:manager","value":"{2}"}]`)}`,
      `PATCH /Groups/{3} ${operations('[{"op":"Add","path":"members","value":[{"value":"{1}"},{"value":"{2}"}]}]')}`,
    ]);
    converged(result);
  });

  test('matches anew after a full restart', async () => {
    const result = await played([sync, { do: 'admin', action: 'restart', full: true }, sync]);

    expect(transcript(result)).toEqual(['GET /Users?filter=userName+eq+%22ada%40corp.test%22']);
    converged(result);
  });
});

test.describe('users', () => {
  test('creates with the keys in the order of the library', async () => {
    const result = await played([sync]);

    expect(transcript(result)[1]).toBe(
      `POST /Users {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User","${EU}"],"externalId":"ada","userName":"ada@corp.test","active":true,"addresses":[{"primary":false,"type":"work","country":"GB","formatted":"Room 4","locality":"London","postalCode":"SW1Y 4LB","streetAddress":"12 St James's Square"}],"displayName":"Ada Byron","emails":[{"primary":true,"type":"work","value":"ada@corp.test"}],"meta":{"resourceType":"User"},"name":{"formatted":"Ada Byron","familyName":"Byron","givenName":"Ada"},"phoneNumbers":[{"primary":false,"type":"work","value":"+44 20 7946 0001"}],"preferredLanguage":"en-GB","title":"Analyst","${EU}":{"department":"Engines","employeeNumber":"1815"}}`,
    );
    converged(result);
  });

  test('leaves out what is empty', async () => {
    const result = await played([sync], { users: [{ id: 'u1', userName: 'ada@corp.test' }] });

    expect(transcript(result)[1]).toBe(
      `POST /Users {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User","${EU}"],"externalId":"ada","userName":"ada@corp.test","active":true,"meta":{"resourceType":"User"}}`,
    );
    converged(result);
  });

  const rename = {
    do: 'updated',
    user: 'u1',
    set: { userName: 'ada.king@corp.test', email: 'ada.king@corp.test', familyName: 'King' },
  };
  for (const { what, step, users, unflagged, flagged } of [
    {
      what: 'a rename',
      step: rename,
      unflagged:
        '[{"op":"Replace","path":"userName","value":"ada.king@corp.test"},{"op":"Replace","path":"displayName","value":"Ada King"},{"op":"Replace","path":"emails[type eq \\"work\\"].value","value":"ada.king@corp.test"},{"op":"Replace","path":"name.familyName","value":"King"},{"op":"Replace","path":"name.formatted","value":"Ada King"},{"op":"Replace","path":"externalId","value":"ada.king"}]',
      flagged:
        '[{"op":"replace","path":"emails[type eq \\"work\\"].value","value":"ada.king@corp.test"},{"op":"replace","value":{"userName":"ada.king@corp.test","displayName":"Ada King","name.familyName":"King","name.formatted":"Ada King","externalId":"ada.king"}}]',
    },
    {
      what: 'one attribute',
      step: { do: 'updated', user: 'u1', set: { department: 'Mills' } },
      unflagged: `[{"op":"Replace","path":"${EU}:department","value":"Mills"}]`,
      flagged: `[{"op":"replace","value":{"${EU}:department":"Mills"}}]`,
    },
    {
      what: 'a value that was empty',
      step: { do: 'updated', user: 'u2', set: { title: 'Countess' } },
      users: [ada, grace],
      unflagged: '[{"op":"Add","path":"title","value":"Countess"}]',
      flagged: '[{"op":"add","path":"title","value":"Countess"}]',
    },
    {
      what: 'several values of one address',
      step: { do: 'updated', user: 'u2', set: { city: 'London', country: 'GB' } },
      users: [ada, grace],
      unflagged:
        '[{"op":"Add","path":"addresses[type eq \\"work\\"].locality","value":"London"},{"op":"Add","path":"addresses[type eq \\"work\\"].country","value":"GB"}]',
      flagged:
        '[{"op":"add","path":"addresses[type eq \\"work\\"].locality","value":"London"},{"op":"add","path":"addresses[type eq \\"work\\"].country","value":"GB"}]',
    },
    {
      what: 'a new phone',
      step: { do: 'updated', user: 'u1', set: { mobile: '+44 7700 900001' } },
      unflagged: '[{"op":"Add","path":"phoneNumbers[type eq \\"mobile\\"].value","value":"+44 7700 900001"}]',
      flagged: '[{"op":"add","path":"phoneNumbers[type eq \\"mobile\\"].value","value":"+44 7700 900001"}]',
    },
    {
      what: 'a disabled account',
      step: { do: 'disabled', user: 'u1' },
      unflagged: '[{"op":"Replace","path":"active","value":"False"}]',
      flagged: '[{"op":"replace","path":"active","value":false}]',
    },
  ]) {
    for (const [dialect, isFlagged, expected] of [
      ['without the flag', false, unflagged],
      ['with the flag', true, flagged],
    ] as const) {
      test(`sends ${what} in one PATCH ${dialect}`, async () => {
        const result = await played([sync, step, sync], {
          users: users ?? [ada],
          options: { aadOptscim062020: isFlagged },
        });

        const id = step.user === 'u2' ? '{2}' : '{1}';
        expect(transcript(result)).toEqual([`GET /Users/${id}`, `PATCH /Users/${id} ${operations(expected)}`]);
        converged(result);
      });
    }
  }

  test('writes a lone replace with a path where the option says so', async () => {
    const result = await played([sync, { do: 'updated', user: 'u1', set: { title: 'Countess' } }, sync], {
      options: { aadOptscim062020: true, flagSingleReplace: 'path' },
    });

    expect(transcript(result)[1]).toBe(
      `PATCH /Users/{1} ${operations('[{"op":"replace","path":"title","value":"Countess"}]')}`,
    );
  });

  for (const [isFlagged, expected] of [
    [false, '[{"op":"Replace","path":"active","value":"True"}]'],
    [true, '[{"op":"replace","path":"active","value":true}]'],
  ] as const) {
    test(`enables, restores and takes back into the scope on the same account ${isFlagged ? 'with' : 'without'} the flag`, async () => {
      for (const [off, on] of [
        [
          { do: 'disabled', user: 'u1' },
          { do: 'enabled', user: 'u1' },
        ],
        [
          { do: 'terminated', user: 'u1' },
          { do: 'hired', user: 'u1' },
        ],
        [
          { do: 'unassigned', user: 'u1' },
          { do: 'assigned', user: 'u1' },
        ],
      ]) {
        const result = await played([sync, off ?? sync, sync, on ?? sync, sync], {
          options: { aadOptscim062020: isFlagged },
        });

        expect(transcript(result)).toEqual(['GET /Users/{1}', `PATCH /Users/{1} ${operations(expected)}`]);
        converged(result);
      }
    });
  }

  test('sends nothing for a cleared attribute', async () => {
    const result = await played([sync, { do: 'updated', user: 'u1', set: { title: null } }, sync]);

    expect(transcript(result)).toEqual(['GET /Users/{1}']);
    converged(result);
  });

  test('sends nothing for a password', async () => {
    const result = await played([sync, { do: 'passwordSet', user: 'u1' }, sync]);

    expect(transcript(result)).toEqual([]);
  });

  test('skips whoever is disabled when first seen', async () => {
    const result = await played([sync], { users: [{ ...ada, enabled: false }] });

    expect(transcript(result)).toEqual([]);
    expect(result.simulation.steps.at(-1)?.provisioning).toMatchObject([
      { status: 'Skipped', reason: 'NotEffectivelyEntitled', subject: 'ada@corp.test' },
    ]);
    converged(result);
  });

  test('adopts an account that a sign-in made, and corrects it', async () => {
    const result = await played([sync], {
      users: [{ id: 'u1', userName: 'ada@corp.test', displayName: 'Ada Byron' }],
      target: { users: [{ schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName: 'ADA@corp.test' }] },
    });

    const [query, patch] = transcript(result);
    expect(query).toBe('GET /Users?filter=userName+eq+%22ada%40corp.test%22');
    expect(patch).toMatch(/^PATCH \/Users\/[^ ]+ /);
    expect(patch).toContain('{"op":"Replace","path":"userName","value":"ada@corp.test"}');
    expect(patch).toContain('{"op":"Add","path":"externalId","value":"ada"}');
    expect(result.exchanges.some(({ request }) => request.method === 'POST')).toBe(false);
    converged(result);
  });

  test('asks each matching attribute in order of precedence', async () => {
    const result = await played([sync], { options: { matchUser: ['externalId', 'userName'] } });

    expect(transcript(result).slice(0, 2)).toEqual([
      'GET /Users?filter=externalId+eq+%22ada%22',
      'GET /Users?filter=userName+eq+%22ada%40corp.test%22',
    ]);
  });

  test('takes the mark of a guest out of the user name', async () => {
    const result = await played([sync], { users: [{ id: 'u1', userName: 'ada_web.test#EXT#@corp.test' }] });

    expect(transcript(result)[0]).toBe('GET /Users?filter=userName+eq+%22ada_web.test%40corp.test%22');
    converged(result);
  });

  test('deletes when the bin runs out, without reading first', async () => {
    const result = await played([sync, { do: 'terminated', user: 'u1' }, sync, { do: 'wait', for: '31d' }]);

    expect(transcript(result)).toEqual(['DELETE /Users/{1}']);
    converged(result);
  });

  test('is silent about whoever was unassigned: attributes, deletion, purge', async () => {
    const result = await played([
      sync,
      { do: 'unassigned', user: 'u1' },
      sync,
      { do: 'updated', user: 'u1', set: { title: 'Countess' } },
      sync,
      { do: 'terminated', user: 'u1' },
      sync,
      { do: 'wait', for: '31d' },
      sync,
    ]);

    const writes = result.exchanges.filter(({ request }) => request.method !== 'GET');
    expect(writes.map(({ request }) => request.method)).toEqual(['POST', 'PATCH']);
    converged(result);
  });

  test('sends nothing for leaving the scope where deletions out of scope are skipped', async () => {
    const result = await played([sync, { do: 'unassigned', user: 'u1' }, sync], {
      options: { skipOutOfScopeDeletions: true },
    });

    expect(transcript(result)).toEqual([]);
    expect(result.simulation.steps.at(-1)?.provisioning).toMatchObject([{ reason: 'SkipOutOfScopeDeletions' }]);
  });

  test('deletes instead of disabling where there is no soft delete', async () => {
    const result = await played([sync, { do: 'disabled', user: 'u1' }, sync], { options: { softDelete: false } });

    expect(transcript(result)).toEqual(['GET /Users/{1}', 'DELETE /Users/{1}']);
    converged(result);
  });

  for (const [option, value] of [
    ['activeMapping', 'none'],
    ['targetActions', ['create', 'delete']],
  ] as const) {
    test(`does not disable with ${option} ${value}`, async () => {
      const result = await played([sync, { do: 'disabled', user: 'u1' }, sync], { options: { [option]: value } });

      expect(transcript(result)).toEqual(['GET /Users/{1}']);
    });
  }

  test('creates anew when the linked account was deleted by hand', async () => {
    const result = await played([sync, { do: 'updated', user: 'u1', set: { title: 'Countess' } }, sync], {
      through: losingUserAfter(3),
    });

    expect(transcript(result).map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual([
      'GET /Users/{1}',
      'GET /Users?filter=userName+eq+%22ada%40corp.test%22',
      'POST /Users',
    ]);
    converged(result);
  });

  test('sends roles in the form of each role function', async () => {
    const users = [{ ...grace, roles: ['Admin'] }];
    const bodies: (readonly [string, string])[] = [
      ['single', '"roles":[{"primary":true,"type":"WindowsAzureActiveDirectoryRole","value":"Admin"}]'],
      [
        'complex',
        '"roles":[{"value":"Admin","displayName":"Admin","primary":false,"type":"WindowsAzureActiveDirectoryRole"}]',
      ],
      [
        'assertive',
        '"roles":[{"primary":false,"type":"WindowsAzureActiveDirectoryRole","display":"Admin","value":"Admin"}]',
      ],
    ];
    for (const [roles, body] of bodies) {
      const result = await played([sync], { users, options: { roles } });

      expect(transcript(result)[1]).toContain(body);
    }
  });

  test('writes roles as JSON in a string without the flag', async () => {
    const result = await played([sync, { do: 'updated', user: 'u2', set: { roles: ['Admin'] } }, sync], {
      users: [grace],
      options: { roles: 'complex' },
    });

    expect(transcript(result)[1]).toMatch(
      /"Operations":\[\{"op":"Add","path":"roles","value":\[\{"value":"\{\\"id\\":\\"[0-9a-f-]{36}\\",\\"value\\":\\"Admin\\",\\"displayName\\":\\"Admin\\"\}"\}\]\}\]/,
    );
  });
});

test.describe('managers', () => {
  for (const [isFlagged, set, changed, removed] of [
    [
      false,
      `[{"op":"Add","path":"${EU}:manager","value":"{2}"}]`,
      `[{"op":"Replace","path":"${EU}:manager","value":"{3}"}]`,
      `[{"op":"Remove","path":"${EU}:manager","value":"{3}"}]`,
    ],
    [
      true,
      `[{"op":"add","path":"${EU}:manager","value":"{2}"}]`,
      `[{"op":"replace","path":"${EU}:manager","value":"{3}"}]`,
      `[{"op":"remove","path":"${EU}:manager[value eq \\"{3}\\"]"}]`,
    ],
  ] as const) {
    test(`sets, changes and removes a manager in its own PATCH ${isFlagged ? 'with' : 'without'} the flag`, async () => {
      const play = { users: [ada, grace, alan], options: { aadOptscim062020: isFlagged } };
      const steps: object[] = [sync];
      for (const [manager, expected] of [
        ['u2', set],
        ['u3', changed],
        [null, removed],
      ] as const) {
        steps.push({ do: 'updated', user: 'u1', set: { manager } }, sync);
        const result = await played(steps, play);

        expect(transcript(result)).toEqual(['GET /Users/{1}', `PATCH /Users/{1} ${operations(expected)}`]);
        converged(result);
      }
    });
  }

  test('does not set a manager who is out of scope, not even when he enters it', async () => {
    const result = await played([sync, { do: 'assigned', user: 'u2' }, sync], {
      users: [{ ...ada, manager: 'u2' }, grace],
      scope: { users: ['u1'], groups: 'none' },
    });

    expect(transcript(result).map((line) => line.split(' ', 2).join(' '))).toEqual([
      'GET /Users?filter=userName+eq+%22grace%40corp.test%22',
      'POST /Users',
    ]);
    converged(result);
  });
});

test.describe('groups', () => {
  const groups = [engines];
  const users = [ada, grace, alan];

  test('creates a group without members, and adds them in a PATCH of their own', async () => {
    const result = await played(
      [sync, { do: 'groupCreated', group: { id: 'g2', displayName: 'Mills', members: ['u1', 'u3'] } }, sync],
      { users },
    );

    const [query, create, add] = transcript(result);
    expect(query).toBe('GET /Groups?excludedAttributes=members&filter=displayName+eq+%22Mills%22');
    expect(create).toMatch(
      /^POST \/Groups \{"schemas":\["urn:ietf:params:scim:schemas:core:2\.0:Group"\],"externalId":"[0-9a-f-]{36}","displayName":"Mills","members":\[\],"meta":\{"resourceType":"Group"\}\}$/,
    );
    expect(add).toBe(
      `PATCH /Groups/{4} ${operations('[{"op":"Add","path":"members","value":[{"value":"{1}"},{"value":"{3}"}]}]')}`,
    );
    converged(result);
  });

  for (const { what, step, unflagged, flagged } of [
    {
      what: 'adds a member',
      step: { do: 'memberAdded', group: 'g1', user: 'u3' },
      unflagged: '[{"op":"Add","path":"members","value":[{"value":"{3}"}]}]',
      flagged: '[{"op":"add","path":"members","value":[{"value":"{3}"}]}]',
    },
    {
      what: 'removes a member',
      step: { do: 'memberRemoved', group: 'g1', user: 'u2' },
      unflagged: '[{"op":"Remove","path":"members","value":[{"value":"{2}"}]}]',
      flagged: '[{"op":"remove","path":"members[value eq \\"{2}\\"]"}]',
    },
    {
      what: 'renames a group',
      step: { do: 'groupRenamed', group: 'g1', displayName: 'Engines and Mills' },
      unflagged: '[{"op":"Replace","path":"displayName","value":"Engines and Mills"}]',
      flagged: '[{"op":"replace","value":{"displayName":"Engines and Mills"}}]',
    },
  ]) {
    for (const [dialect, isFlagged, expected] of [
      ['without the flag', false, unflagged],
      ['with the flag', true, flagged],
    ] as const) {
      test(`${what} after reading the group without its members ${dialect}`, async () => {
        const result = await played([sync, step, sync], { users, groups, options: { aadOptscim062020: isFlagged } });

        expect(transcript(result)).toEqual([
          'GET /Groups/{4}?excludedAttributes=members',
          `PATCH /Groups/{4} ${operations(expected)}`,
        ]);
        converged(result);
      });
    }
  }

  test('adopts a group that exists, and leaves in it whom it does not know', async () => {
    const result = await played([sync], {
      users: [ada],
      groups: [{ ...engines, members: ['u1'] }],
      target: {
        users: [{ schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName: 'mary@corp.test' }],
        groups: [{ schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'], displayName: 'engines' }],
      },
    });

    const [, , query, rename, add] = transcript(result);
    expect(query).toBe('GET /Groups?excludedAttributes=members&filter=displayName+eq+%22Engines%22');
    expect(rename).toMatch(
      /"Operations":\[\{"op":"Replace","path":"displayName","value":"Engines"\},\{"op":"Add","path":"externalId","value":"[0-9a-f-]{36}"\}\]/,
    );
    expect(add).toContain('{"op":"Add","path":"members","value":[{"value":"{1}"}]}');
    converged(result);
  });

  test('removes several members with one operation each, with the flag', async () => {
    const result = await played(
      [sync, { do: 'memberRemoved', group: 'g1', user: 'u1' }, { do: 'memberRemoved', group: 'g1', user: 'u2' }, sync],
      { users, groups, options: { aadOptscim062020: true } },
    );

    expect(transcript(result)[1]).toBe(
      `PATCH /Groups/{4} ${operations('[{"op":"remove","path":"members[value eq \\"{1}\\"]"},{"op":"remove","path":"members[value eq \\"{2}\\"]"}]')}`,
    );
    converged(result);
  });

  test('splits members by the batch, with the old $ref where asked', async () => {
    const result = await played([sync], { users, groups, options: { memberBatch: 1, memberRef: true } });

    expect(transcript(result).slice(-2)).toEqual([
      `PATCH /Groups/{4} ${operations('[{"op":"Add","path":"members","value":[{"$ref":null,"value":"{1}"}]}]')}`,
      `PATCH /Groups/{4} ${operations('[{"op":"Add","path":"members","value":[{"$ref":null,"value":"{2}"}]}]')}`,
    ]);
  });

  test('takes a terminated user out of the groups after disabling them', async () => {
    const result = await played([sync, { do: 'terminated', user: 'u2' }, sync], { users, groups });

    expect(transcript(result)).toEqual([
      'GET /Users/{2}',
      `PATCH /Users/{2} ${operations('[{"op":"Replace","path":"active","value":"False"}]')}`,
      'GET /Groups/{4}?excludedAttributes=members',
      `PATCH /Groups/{4} ${operations('[{"op":"Remove","path":"members","value":[{"value":"{2}"}]}]')}`,
    ]);
    converged(result);
  });

  test('disables those who lose their scope before it deletes their group', async () => {
    const result = await played([sync, { do: 'groupDeleted', group: 'g1' }, sync], {
      users: [ada],
      groups: [{ ...engines, members: ['u1'] }],
      scope: { users: { membersOf: ['g1'] }, groups: ['g1'] },
    });

    expect(transcript(result)).toEqual([
      'GET /Users/{1}',
      `PATCH /Users/{1} ${operations('[{"op":"Replace","path":"active","value":"False"}]')}`,
      'GET /Groups/{2}?excludedAttributes=members',
      'DELETE /Groups/{2}',
    ]);
    converged(result);
  });

  test('puts a nested group into its parent by id, and flattens nobody', async () => {
    const result = await played([sync], {
      users: [ada],
      groups: [
        { id: 'g1', displayName: 'Engines', members: ['u1'] },
        { id: 'g2', displayName: 'All', members: ['g1'] },
      ],
    });

    expect(transcript(result).slice(-2)).toEqual([
      `PATCH /Groups/{2} ${operations('[{"op":"Add","path":"members","value":[{"value":"{1}"}]}]')}`,
      `PATCH /Groups/{3} ${operations('[{"op":"Add","path":"members","value":[{"value":"{2}"}]}]')}`,
    ]);
    converged(result);
  });

  test('hires whoever enters the scope by joining a group', async () => {
    const result = await played([sync, { do: 'memberAdded', group: 'g1', user: 'u3' }, sync], {
      users,
      groups,
      scope: { users: { membersOf: ['g1'] }, groups: ['g1'] },
    });

    expect(transcript(result).map((line) => line.split(' ', 2).join(' '))).toEqual([
      'GET /Users?filter=userName+eq+%22alan%40corp.test%22',
      'POST /Users',
      'GET /Groups/{3}?excludedAttributes=members',
      'PATCH /Groups/{3}',
    ]);
    converged(result);
  });

  test('leaves groups alone where the group mapping is off', async () => {
    const result = await played([sync], { users, groups, options: { groups: false } });

    expect(result.exchanges.filter(({ request }) => request.url.includes('/Groups'))).toEqual([]);
    converged(result);
  });
});

test.describe('on demand', () => {
  test('provisions one user with three probes in the old dialect', async () => {
    const result = await played(
      [
        sync,
        { do: 'updated', user: 'u1', set: { title: 'Countess' } },
        { do: 'admin', action: 'onDemand', user: 'u1' },
      ],
      { options: { aadOptscim062020: true } },
    );

    const step = result.simulation.steps.find(({ step }) => step === 'onDemand u1');
    expect(step?.exchanges).toHaveLength(5);
    expect(transcript(result, 'onDemand u1')).toEqual([
      'GET /Users/{1}',
      `PATCH /Users/{1} ${operations('[{"op":"Replace","path":"title","value":"Countess"}]')}`,
    ]);
  });

  for (const [gone, back] of [
    ['terminated', 'hired'],
    ['disabled', 'enabled'],
    ['unassigned', 'assigned'],
  ] as const) {
    test(`restores nobody who was ${gone}, which the next cycle does`, async () => {
      const left = [sync, { do: gone, user: 'u1' }, sync, { do: back, user: 'u1' }];
      const result = await played([...left, { do: 'admin', action: 'onDemand', user: 'u1' }, sync]);

      expect(transcript(result, 'onDemand u1')).toEqual(['GET /Users/{1}']);
      expect(transcript(result)).toEqual([
        'GET /Users/{1}',
        `PATCH /Users/{1} ${operations('[{"op":"Replace","path":"active","value":"True"}]')}`,
      ]);
      converged(result);
    });
  }

  test('sends the probes that the option names, for a group too', async () => {
    const demanded = { do: 'admin', action: 'onDemand', group: 'g1', members: [] };
    for (const [probe, count] of [
      ['users+groups', 1],
      ['users', 0],
      ['none', 0],
    ] as const) {
      const result = await played([demanded], { groups: [engines], users: [ada, grace], options: { probe } });
      const ids = new Set(result.simulation.steps.find(({ step }) => step === 'onDemand g1')?.exchanges);
      const probes = result.exchanges.filter(({ id, behaviour }) => ids.has(id) && behaviour === 'entra-probe-03');
      expect(probes).toHaveLength(count);
    }
  });

  test('sends no roles, which wait for the next cycle', async () => {
    const demanded = { do: 'admin', action: 'onDemand', user: 'u1' };
    for (const roles of ['single', 'complex', 'assertive']) {
      const result = await played([demanded, sync], { users: [{ ...ada, roles: ['Admin'] }], options: { roles } });

      expect(transcript(result, 'onDemand u1').join()).not.toContain('"roles"');
      expect(transcript(result).at(-1)).toContain('"path":"roles');
      const changed = [sync, { do: 'updated', user: 'u1', set: { roles: ['Admin'], title: 'Countess' } }, demanded];
      expect(transcript(await played([...changed, sync], { options: { roles } }), 'onDemand u1')).toEqual([
        'GET /Users/{1}',
        `PATCH /Users/{1} ${operations('[{"op":"Replace","path":"title","value":"Countess"}]')}`,
      ]);
    }
  });

  test('provisions a group with chosen members', async () => {
    const result = await played([{ do: 'admin', action: 'onDemand', group: 'g1', members: ['u1'] }], {
      users: [ada, grace],
      groups: [engines],
      options: { probeCount: 1 },
    });

    expect(transcript(result, 'onDemand g1').map((line) => line.split(' ', 2).join(' '))).toEqual([
      'GET /Users?filter=userName+eq+%22ada%40corp.test%22',
      'POST /Users',
      'GET /Groups?excludedAttributes=members&filter=displayName+eq+%22Engines%22',
      'POST /Groups',
      'PATCH /Groups/{2}',
    ]);
  });
});

/** The server loses its users after so many requests that were no probes. */
function losingUserAfter(count: number): (transport: Transport) => Transport {
  return (transport) => {
    let seen = 0;
    let isLost = false;
    return async (request) => {
      const isProbe = /%22[0-9a-f]{8}-[0-9a-f]{4}-/.test(request.url);
      const isById = /\/Users\/[^?]+$/.test(request.url);
      if (!isProbe) seen += 1;
      if (!isLost && seen >= count && isById) {
        isLost = true;
        await transport({ ...request, method: 'DELETE' });
      }
      return transport(request);
    };
  };
}
