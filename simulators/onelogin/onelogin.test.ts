import { expect, test } from '@playwright/test';
import { ScenarioError, type Simulated } from '#idp';
import { type RequestMessage, type ResponseMessage, type Transport, TransportError } from '#wire';
import { playingAtReference } from '../../fixtures/at-reference.ts';
import { onelogin } from './index.ts';

const token = 'onelogin-test-token-0123456789abcdef';
const base = 'https://sp.test/scim/v2';

const ada = {
  id: 'u1',
  userName: 'ada',
  givenName: 'Ada',
  familyName: 'Byron',
  email: 'ada@corp.test',
  title: 'Engineer',
  department: 'R&D',
  manager: '26118915',
};
const grace = {
  id: '26118915',
  userName: 'grace',
  givenName: 'Grace',
  familyName: 'Hopper',
  email: 'grace@corp.test',
  enabled: false,
};
const engineering = { id: 'g1', displayName: 'Engineering', members: ['u1'] };

const lookup = 'GET /Users?filter=userName+eq+%22ada%22&';
const schemas = '"schemas":["urn:scim:schemas:core:2.0","urn:scim:schemas:extension:enterprise:2.0"]';
const name = '"name":{"familyName":"Byron","givenName":"Ada","formatted":"Ada Byron"}';
const enterprise =
  '"urn:scim:schemas:extension:enterprise:2.0":{"department":"R&D","manager":{"managerId":"26118915","displayName":"Grace Hopper"}}';
const body = (active: boolean) =>
  `{${schemas},"userName":"ada",${name},"emails":[{"value":"ada@corp.test","type":"work","primary":true}],"title":"Engineer",${enterprise},"active":${active}}`;
const create = `POST /Users? ${body(true)}`;
const replace = (active = true) => `PUT /Users/{1}? ${body(active)}`;
const patchOp = '{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":';
const add = (group: string, user = '{1}') =>
  `PATCH /Groups/${group}? ${patchOp}[{"op":"add","path":"members","value":[{"value":"${user}"}]}]}`;
const remove = (group: string, user = '{1}') =>
  `PATCH /Groups/${group}? ${patchOp}[{"op":"remove","path":"members","value":[{"value":"${user}"}]}]}`;
const group = (displayName: string) =>
  `POST /Groups? {"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"${displayName}","members":[]}`;

const sync = { do: 'sync' };
const free = { 'approvals.create': false, 'approvals.update': false, 'approvals.delete': false };
const grouped = { ...free, groupsIncluded: true, rules: '.*' };

/** Nothing needs approval unless told so. */
const played = playingAtReference({
  simulator: onelogin,
  baseUrl: base,
  token,
  users: [ada, grace],
  options: free,
  cycles: 0,
});

/** The requests from a step on (the last one, without a number); server ids are written {1}, {2}, …. */
function transcript({ exchanges, simulation }: Simulated, from = -1): readonly string[] {
  const sent = new Set(simulation.steps.slice(from).flatMap((step) => step.exchanges));
  return exchanges
    .filter(({ id }) => sent.has(id))
    .map(({ request: { method, url, body: text } }) =>
      [method, url.replace(base, ''), text]
        .filter((part) => part !== undefined)
        .join(' ')
        .replace(/0{8}-0000-4000-8000-0*(\d+)/g, '{$1}'),
    );
}

function rows({ simulation }: Simulated): readonly string[] {
  return simulation.steps
    .filter(({ step }) => step !== 'connect')
    .flatMap(({ provisioning }) => provisioning)
    .map(({ status, action, subject, reason }) => `${status} ${action} ${subject} ${reason.split(':')[0]}`.trim());
}

function settled({ simulation }: Simulated): void {
  expect(simulation.differences).toEqual([]);
  expect(simulation.silent).toBe(true);
}

function updated(set: object, user = 'u1'): object {
  return { do: 'updated', user, set };
}

test.describe('the connection', () => {
  test('is enabled by one look-up of a name that nobody has', async () => {
    const result = await played([]);

    expect(transcript(result, 0)).toEqual([
      expect.stringMatching(/^GET \/Users\?filter=userName\+eq\+%22[a-z0-9]{16}%22&$/),
    ]);
    expect(result.connected).toBe(true);
  });

  test('is enabled by 404, and not by 401, HTML or silence', async () => {
    const answers: readonly (readonly [Answer, boolean])[] = [
      [{ status: 404 }, true],
      [{ status: 401 }, false],
      [{ status: 403 }, false],
      [{ status: 500 }, false],
      [html, false],
      ['timeout', false],
    ];
    for (const [answer, isEnabled] of answers) {
      const result = await played([], { through: answering('lookup', answer, 1) });
      expect(result.connected).toBe(isEnabled);
    }
  });

  test('reads the groups when they are included, and the users where the option says so', async () => {
    const account = { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName: 'ADA' };
    const result = await played([sync], {
      options: { ...grouped, importOnEnable: true },
      target: { users: [account] },
    });

    expect(transcript(result, 0).slice(1)).toEqual(['GET /Groups?', 'GET /Users?', lookup, replace()]);
    settled(result);
  });

  for (const [what, options] of [
    ['a template that is no JSON', { jsonTemplate: '{"userName": {$user.id}' }],
    ['rules that are no rows', { groupsIncluded: true, rules: 7 }],
    ['a rule without a role', { groupsIncluded: true, rules: [{ group: 'x' }] }],
    ['a pattern that cannot be read', { groupsIncluded: true, rules: '(' }],
    ['a line that is no header', { customHeaders: 'Accept' }],
    ['a time of approval that is none', { approveAfter: 'soon' }],
  ] as const) {
    test(`is refused with ${what}`, async () => {
      await expect(played([], { options })).rejects.toThrow(ScenarioError);
    });
  }
});

test.describe('users', () => {
  test('are looked up, then created from the template', async () => {
    const result = await played([sync]);

    expect(transcript(result)).toEqual([lookup, create]);
    settled(result);
  });

  test('are sent without User-Agent and Accept, as plain JSON', async () => {
    const { exchanges } = await played([sync]);

    const common = ['Authorization', `Bearer ${token}`];
    expect(exchanges.slice(1).map(({ request }) => request.headers)).toEqual([
      [common],
      [common, ['Content-Type', 'application/json']],
    ]);
  });

  test('are sent with the headers of the box', async () => {
    const customHeaders = 'User-Agent: OneLogin\ncontent-type: application/scim+json\n';
    const { exchanges } = await played([sync], { options: { ...free, customHeaders } });

    expect(exchanges.at(-1)?.request.headers).toEqual([
      ['Authorization', `Bearer ${token}`],
      ['content-type', 'application/scim+json'],
      ['User-Agent', 'OneLogin'],
    ]);
  });

  test('are adopted and overwritten when they are found', async () => {
    const account = { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName: 'Ada', active: false };
    const result = await played([sync], { target: { users: [account] } });

    expect(transcript(result)).toEqual([lookup, replace()]);
    settled(result);
  });

  test('are replaced when something changes, after the look-up', async () => {
    const result = await played([sync, updated({ familyName: 'King' })]);

    expect(transcript(result)).toEqual([lookup, replace().replaceAll('Byron', 'King')]);
    settled(result);
  });

  test('are looked up by the new name after a rename, and keep their account', async () => {
    const result = await played([sync, updated({ userName: 'ada.king' })]);

    expect(transcript(result)).toEqual([
      'GET /Users?filter=userName+eq+%22ada.king%22&',
      replace().replace('"userName":"ada"', '"userName":"ada.king"'),
    ]);
    settled(result);
  });

  test('are read by id, or not at all, where the option says so', async () => {
    const steps = [sync, updated({ familyName: 'King' })];
    const read = await played(steps, { options: { ...free, updateLookup: 'id' } });
    const blind = await played(steps, { options: { ...free, updateLookup: 'none' } });

    expect(transcript(read)[0]).toBe('GET /Users/{1}?');
    expect(transcript(blind)).toEqual([replace().replaceAll('Byron', 'King')]);
  });

  test('keep the key of a macro without a value, and spaces', async () => {
    const result = await played([sync], {
      users: [{ id: 'u1', userName: 'ada', givenName: 'Ada', familyName: ' Byron' }],
    });

    expect(transcript(result)[1]).toBe(
      `POST /Users? {${schemas},"userName":"ada","name":{"familyName":" Byron","givenName":"Ada","formatted":"Ada  Byron"},` +
        '"emails":[{"value":"","type":"work","primary":true}],"title":"",' +
        '"urn:scim:schemas:extension:enterprise:2.0":{"department":"","manager":{"managerId":"","displayName":""}},"active":true}',
    );
    settled(result);
  });

  test('are silent about passwords and about what is in no template', async () => {
    const result = await played([sync, { do: 'passwordSet', user: 'u1' }, updated({ division: 'Mills' })]);

    expect(transcript(result, 2)).toEqual([]);
    settled(result);
  });

  test('are suspended and restored by PUT', async () => {
    const result = await played([sync, { do: 'disabled', user: 'u1' }, { do: 'enabled', user: 'u1' }]);

    expect(transcript(result, 2)).toEqual([lookup, replace(false), lookup, replace(true)]);
    settled(result);
  });

  for (const [what, leave, comeBack] of [
    ['terminated', { do: 'terminated', user: 'u1' }, { do: 'hired', user: 'u1' }],
    ['without the app', { do: 'unassigned', user: 'u1' }, { do: 'assigned', user: 'u1' }],
  ] as const) {
    test(`who are ${what} are deleted at once, and created anew when they come back`, async () => {
      const result = await played([sync, leave, comeBack]);

      expect(transcript(result, 2)).toEqual(['DELETE /Users/{1}?', lookup, create]);
      settled(result);
    });

    test(`who are ${what} are suspended where the option says so, and restored when they come back`, async () => {
      const result = await played([sync, leave, comeBack], { options: { ...free, onDeleted: 'suspend' } });

      expect(transcript(result, 2)).toEqual([replace(false), lookup, replace(true)]);
      settled(result);
    });

    test(`who are ${what} stay where the option says nothing`, async () => {
      const options = { ...free, onDeleted: 'nothing' };
      const result = await played([sync, leave, updated({ title: 'Countess' }), comeBack], { options });

      expect(transcript(result, 2)).toEqual([lookup, replace(true).replace('Engineer', 'Countess')]);
      settled(result);
    });
  }

  test('who are suspended stay as they are where the option says nothing', async () => {
    const options = { ...free, onSuspended: 'nothing' };
    const result = await played([sync, { do: 'disabled', user: 'u1' }], { options });

    expect(transcript(result)).toEqual([]);
    settled(result);
  });

  test('who have left give their account to another of the same name', async () => {
    const again = { do: 'hired', user: { ...ada, id: 'u9' } };
    const options = { ...free, onDeleted: 'suspend' };
    const result = await played([sync, { do: 'terminated', user: 'u1' }, again], { options });

    expect(transcript(result)).toEqual([lookup, replace()]);
    settled(result);
  });

  test('of one name do not share an account', async () => {
    const result = await played([sync], { users: [ada, grace, { ...ada, id: 'u9' }] });

    expect(rows(result).at(-1)).toBe('Failure provision ada AccountTaken');
  });

  test('are created inactive where the option says so, until something else is to be said', async () => {
    const options = { ...free, createInactive: true };
    const result = await played([sync, updated({ familyName: 'King' })], { options });

    expect(transcript(result, 1)).toEqual([
      lookup,
      `POST /Users? ${body(false)}`,
      lookup,
      replace().replaceAll('Byron', 'King'),
    ]);
    settled(result);
  });
});

test.describe('templates', () => {
  const first = async (options: object): Promise<string | undefined> =>
    (await played([sync], { options: { ...free, ...options } })).exchanges.at(-1)?.request.body;

  for (const [what, options, expected] of [
    [
      'the core connector',
      { connector: 'v2-core', schemaUrns: 'rfc7643' },
      `{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"ada",${name},"emails":[{"value":"ada@corp.test","type":"work","primary":true}],"title":"Engineer","active":true}`,
    ],
    [
      'SCIM 1.1',
      { connector: 'v1-enterprise' },
      `{"schemas":["urn:scim:schemas:core:1.0","urn:scim:schemas:extension:enterprise:1.0"],"userName":"ada",${name},"emails":{"value":"ada@corp.test","type":"work","primary":true},"title":"Engineer",${enterprise.replace('2.0', '1.0')}}`,
    ],
    [
      'options on booleans, ids and names',
      { connector: 'v2-core', quotedBooleans: true, externalId: 'onelogin-id', scimUsername: 'email' },
      /"userName":"ada@corp\.test",.*"externalId":"\d{8}","active":"true"\}$/,
    ],
    [
      'an administrator',
      {
        jsonTemplate:
          '{ "nickName": "{$user.custom_fields.nick}", "userName": "{$parameters.scimusername}", "active": {$user.active}, "id": null }',
      },
      '{"nickName":"","userName":"ada","active":true,"id":null}',
    ],
    [
      'an administrator who quotes active',
      { jsonTemplate: '{"active":"{$user.active}","userName":"{$user.username}"}' },
      '{"active":"true","userName":"ada"}',
    ],
  ] as const) {
    test(`are those of ${what}`, async () => {
      const sent = await first(options);
      if (typeof expected === 'string') expect(sent).toBe(expected);
      else expect(sent).toMatch(expected);
    });
  }

  test('without active suspend nobody', async () => {
    const options = { ...free, injectActive: false };
    const result = await played([sync, { do: 'disabled', user: 'u1' }], { options });

    expect(transcript(result)).toEqual([lookup, replace().replace(',"active":true', '')]);
    settled(result);
  });

  test('of SCIM 1.1 say active only to change it', async () => {
    const steps = [sync, { do: 'disabled', user: 'u1' }, { do: 'enabled', user: 'u1' }, updated({ title: 'Countess' })];
    const result = await played(steps, { options: { ...free, connector: 'v1-enterprise' } });

    const puts = transcript(result)
      .concat(transcript(result, 2))
      .filter((line) => line.startsWith('PUT'));
    expect(puts.map((line) => /"active":(\w+)/.exec(line)?.[1])).toEqual([undefined, 'false', 'true', undefined]);
  });
});

test.describe('groups', () => {
  const hopper = { ...grace, enabled: true };
  const both = { ...engineering, members: ['u1', '26118915'] };

  test('are not sent without a rule', async () => {
    for (const options of [free, { ...free, groupsIncluded: true }, { ...free, rules: '.*' }]) {
      const result = await played([sync], { groups: [engineering], options });
      expect(transcript(result)).toEqual([lookup, create]);
    }
  });

  test('are created empty after the user, and patched with one member', async () => {
    const result = await played([sync], { groups: [engineering], options: grouped });

    expect(transcript(result)).toEqual([lookup, create, group('Engineering'), add('{2}')]);
    settled(result);
  });

  test('that the entitlements hold are only patched', async () => {
    const there = { schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'], displayName: 'Engineering' };
    const result = await played([sync], { groups: [engineering], options: grouped, target: { groups: [there] } });

    expect(transcript(result)).toEqual([lookup, create.replace('{1}', '{2}'), add('{1}', '{2}')]);
    settled(result);
  });

  test('are named by their rule', async () => {
    const options = { ...grouped, rules: [{ role: 'Eng(.*)', group: 'app-$1' }] };
    const other = { id: 'g2', displayName: 'Sales', members: ['u1'] };
    const result = await played([sync], { groups: [engineering, other], options });

    expect(transcript(result).slice(2)).toEqual([group('app-ineering'), add('{2}')]);
    settled(result);
  });

  test('gain and lose a member after his PUT', async () => {
    const added = { do: 'groupCreated', group: { id: 'g2', displayName: 'Mills', members: ['u1'] } };
    const removed = { do: 'memberRemoved', group: 'g1', user: 'u1' };
    const result = await played([sync, added, removed], { groups: [engineering], options: grouped });

    expect(transcript(result, 2)).toEqual([
      lookup,
      replace(),
      group('Mills'),
      add('{3}'),
      lookup,
      replace(),
      remove('{2}'),
    ]);
    settled(result);
  });

  test('that are renamed are left by everybody and made anew; the old one stays', async () => {
    const renamed = { do: 'groupRenamed', group: 'g1', displayName: 'Works' };
    const result = await played([sync, renamed], { users: [ada, hopper], groups: [both], options: grouped });

    expect(transcript(result)).toEqual([
      remove('{2}'),
      remove('{2}', '{3}'),
      group('Works'),
      add('{4}'),
      add('{4}', '{3}'),
    ]);
    settled(result);
  });

  test('are left, and never deleted, when their role is', async () => {
    const deleted = { do: 'groupDeleted', group: 'g1' };
    const result = await played([sync, deleted], { users: [ada, hopper], groups: [both], options: grouped });

    expect(transcript(result)).toEqual([remove('{2}'), remove('{2}', '{3}')]);
    settled(result);
  });

  test('are pushed again, whole, after a return', async () => {
    const steps = [sync, { do: 'unassigned', user: 'u1' }, { do: 'assigned', user: 'u1' }];
    const result = await played(steps, { groups: [engineering], options: { ...grouped, onDeleted: 'suspend' } });

    expect(transcript(result)).toEqual([lookup, replace(), add('{2}')]);
    settled(result);
  });

  test('are patched in the shapes of SCIM 1.1', async () => {
    const removed = { do: 'memberRemoved', group: 'g1', user: 'u1' };
    const options = { ...grouped, connector: 'v1-core' };
    const result = await played([sync, removed], { groups: [engineering], options, through: () => accepting });

    const old = '"schemas":["urn:scim:schemas:core:1.0"]';
    const bodies = result.exchanges.filter(({ request }) => request.url.includes('/Groups'));
    expect(bodies.flatMap(({ request }) => request.body ?? [])).toEqual([
      `{${old},"displayName":"Engineering","members":[]}`,
      `{${old},"members":[{"value":"7"}]}`,
      `{${old},"members":[{"value":"7","operation":"delete"}]}`,
    ]);
  });

  test('lose a member by a filter where the option says so', async () => {
    const options = { ...grouped, memberRemoveShape: 'filter' };
    const result = await played([sync, { do: 'memberRemoved', group: 'g1', user: 'u1' }], {
      groups: [engineering],
      options,
    });

    expect(transcript(result).at(-1)).toBe(
      `PATCH /Groups/{2}? ${patchOp}[{"op":"remove","path":"members[value eq \\"{1}\\"]"}]}`,
    );
    settled(result);
  });

  test('go on after one that is refused; the task fails, and a retry repeats the add', async () => {
    const mills = { id: 'g2', displayName: 'Mills', members: ['u1'] };
    const steps = [sync, { do: 'admin', action: 'retry' }];
    const through = answering('groupUpdate', { status: 405 }, 1);
    const result = await played(steps, { groups: [engineering, mills], options: grouped, through });

    expect(transcript(result, 1)).toEqual([
      lookup,
      create,
      group('Engineering'),
      add('{2}'),
      group('Mills'),
      add('{3}'),
      lookup,
      replace(),
      add('{2}'),
    ]);
    expect(rows(result)[0]).toBe('Failure update ada Refused');
    settled(result);
  });

  test('whose create conflicts are known after a refresh of entitlements', async () => {
    const there = { schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'], displayName: 'Engineering' };
    const admin = [
      { do: 'admin', action: 'retry' },
      { do: 'admin', action: 'refreshEntitlements' },
      { do: 'admin', action: 'retry' },
    ];
    // At first the list hides the group, and the server always refuses a second one of its name.
    const hidden = answering('groups', { status: 200, body: '{"totalResults":0,"Resources":[]}' }, 1);
    const refused = answering('groupCreate', { status: 409 }, 9);
    const through = (transport: Transport) => hidden(refused(transport));
    const result = await played([sync, ...admin], {
      groups: [engineering],
      options: grouped,
      target: { groups: [there] },
      through,
    });

    expect(transcript(result)).toEqual([lookup, expect.stringMatching(/^PUT/), add('{1}', '{2}')]);
    expect(rows(result)).toEqual([
      'Failure create ada Conflict',
      'Failure create ada Conflict',
      'Success refresh entitlements 1 groups',
      'Success update ada Provisioned',
    ]);
    settled(result);
  });
});

test.describe('approvals', () => {
  test('hold everything back for a while', async () => {
    const result = await played([sync, updated({ familyName: 'King' }), { do: 'wait', for: '4m' }], { options: {} });
    expect(transcript(result, 1)).toEqual([lookup, create]);
    expect(result.exchanges.at(-1)?.startedAt).toMatch(/^2026-01-05T08:05:00/);
    expect(rows(result)).toEqual([
      'Escrowed provision ada Pending',
      'Success create ada Provisioned',
      'Escrowed provision ada Pending',
    ]);

    const later = await played([sync, updated({ familyName: 'King' }), { do: 'wait', for: '6m' }], { options: {} });
    expect(transcript(later)).toEqual([lookup, replace().replaceAll('Byron', 'King')]);
    settled(later);
  });

  test('wait for an administrator where nobody comes by himself', async () => {
    const options = { approveAfter: 'never', 'approvals.update': false };
    const steps = [sync, { do: 'admin', action: 'approve', user: 'u1' }, updated({ title: 'Countess' }), sync];
    const result = await played(steps, { options });

    expect(rows(result)[0]).toBe('Skipped create ada Pending');
    expect(transcript(result, 1)).toEqual([lookup, create, lookup, replace().replace('Engineer', 'Countess')]);
    settled(result);
    await expect(played([sync, { do: 'admin', action: 'approve', user: 'u9' }], { options })).rejects.toThrow(
      'Nothing is pending',
    );
  });

  test('become moot when what they were for is undone', async () => {
    const result = await played([updated({ title: 'Countess' }), { do: 'unassigned', user: 'u1' }, sync], {
      options: {},
    });

    expect(transcript(result, 1)).toEqual([]);
    settled(result);
  });
});

test.describe('reactions', () => {
  const changed = [sync, updated({ familyName: 'King' })];
  const nameless = '{"id":"00000000-0000-4000-8000-000000000001","name":{"givenName":"Ada"}}';

  for (const [kind, answer, code, steps] of [
    ['lookup', { status: 400 }, 'Refused'],
    ['lookup', { status: 401 }, 'Unauthorized'],
    ['lookup', { status: 429, headers: [['Retry-After', '5']] }, 'TooManyRequests'],
    ['lookup', { status: 503 }, 'ServerError'],
    ['lookup', { status: 302, headers: [['Location', '/login']] }, 'RedirectNotFollowed'],
    ['lookup', { status: 200, body: '{"totalResults":2,"Resources":[{"id":"1"},{"id":"2"}]}' }, 'SeveralAccounts'],
    ['lookup', { status: 200, body: '<html>Sign in</html>' }, 'UnreadableAnswer'],
    ['lookup', 'timeout', 'Timeout'],
    ['create', { status: 400 }, 'Refused'],
    ['create', { status: 409 }, 'Conflict'],
    ['create', { status: 412 }, 'Refused'],
    ['create', { status: 500 }, 'ServerError'],
    ['create', { status: 201, body: '{"userName":"ada"}' }, 'UnreadableAnswer'],
    ['create', { status: 201, body: nameless }, 'NameMissing'],
    ['create', 'reset', 'NoAnswer'],
    ['update', { status: 404 }, 'NotFound', changed],
    ['update', { status: 409 }, 'Conflict', changed],
    ['update', { status: 204 }, 'UnreadableAnswer', changed],
    ['update', { status: 200, body: nameless }, 'NameMissing', changed],
    ['update', { status: 501 }, 'ServerError', changed],
    ['remove', { status: 500 }, 'ServerError', [sync, { do: 'terminated', user: 'u1' }]],
  ] as const satisfies readonly (readonly [keyof typeof kinds, Answer, string, (readonly object[])?])[]) {
    const said = typeof answer === 'string' ? answer : `${answer.status} ${(answer.body ?? '').slice(0, 30)}`.trim();
    test(`fails the task as ${code} when ${kind} is answered ${said}, until an administrator retries`, async () => {
      const after = kind === 'lookup' ? 1 : 0;
      const through = answering(kind, answer, 1, after);
      const result = await played([...(steps ?? [sync]), sync, { do: 'admin', action: 'retry' }], { through });

      expect(rows(result).filter((row) => row.startsWith('Failure'))).toEqual([
        expect.stringMatching(new RegExp(` ada ${code}$`)),
      ]);
      expect(transcript(result, -2).length).toBe(transcript(result).length);
      settled(result);
    });
  }

  test('creates when the look-up is answered 404', async () => {
    const result = await played([sync], { through: answering('lookup', { status: 404 }, 1, 1) });

    expect(transcript(result)).toEqual([lookup, create]);
    settled(result);
  });

  test('fails a DELETE of what is gone already, for good', async () => {
    const steps = [sync, { do: 'terminated', user: 'u1' }, { do: 'admin', action: 'retry' }];
    const result = await played(steps, { through: answering('remove', { status: 404 }, 1) });

    expect(rows(result).at(-1)).toBe('Failure delete ada NotFound');
    expect(transcript(result)).toEqual([]);
  });

  test('queues everybody when mappings are reapplied', async () => {
    const result = await played([sync, { do: 'admin', action: 'reapplyMappings' }, { do: 'admin', action: 'enable' }]);

    expect(transcript(result, 2).slice(0, 2)).toEqual([lookup, replace()]);
    expect(transcript(result).length).toBe(1);
    settled(result);
  });
});

/** What a request is, by its look. */
const kinds = {
  lookup: ({ url }: RequestMessage) => url.includes('?filter='),
  groups: ({ method, url }: RequestMessage) => method === 'GET' && url.endsWith('/Groups?'),
  create: ({ method, url }: RequestMessage) => method === 'POST' && url.endsWith('/Users?'),
  update: ({ method }: RequestMessage) => method === 'PUT',
  remove: ({ method }: RequestMessage) => method === 'DELETE',
  groupCreate: ({ method, url }: RequestMessage) => method === 'POST' && url.endsWith('/Groups?'),
  groupUpdate: ({ method }: RequestMessage) => method === 'PATCH',
} as const;

type Answer = Partial<ResponseMessage> | 'timeout' | 'reset';
const html: Answer = { status: 200, headers: [['Content-Type', 'text/html']], body: '<html>Sign in</html>' };

/** Answers `times` requests of a kind, from the one behind `after` on; the rest goes to the reference server. */
function answering(
  kind: keyof typeof kinds,
  answer: Answer,
  times: number,
  after = 0,
): (transport: Transport) => Transport {
  let seen = 0;
  return (transport) => async (request) => {
    if (!kinds[kind](request)) return transport(request);
    seen += 1;
    if (seen <= after || seen > after + times) return transport(request);
    if (typeof answer === 'string') throw new TransportError(answer, 'nothing came back');
    return { status: 200, headers: [], body: '', ...answer };
  };
}

/** A server of SCIM 1.1, as far as it is asked: nobody is there, and everything is taken. */
const accepting: Transport = async ({ method, body: sent = '{}' }) => {
  const answer = method === 'GET' ? { totalResults: 0, Resources: [] } : { ...JSON.parse(sent), id: '7' };
  return { status: method === 'POST' ? 201 : 200, headers: [], body: JSON.stringify(answer) };
};
