import { expect, test } from '@playwright/test';
import { ScenarioError, type Simulated } from '#idp';
import { type RequestMessage, type ResponseMessage, type Transport, TransportError } from '#wire';
import { playingAtReference } from '../../fixtures/at-reference.ts';
import { google } from './index.ts';

const token = 'google-test-token-0123456789abcdef';
const base = 'https://sp.test/scim/v2';
const schemas = '"schemas":["urn:scim:schemas:core:1.0","urn:ietf:params:scim:schemas:core:2.0:User"]';
const patchOp = '{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":';
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

const ada = {
  id: 'u1',
  userName: 'ada@corp.test',
  givenName: 'Ada',
  familyName: 'Byron',
  email: 'ada@corp.test',
  title: 'Analyst',
};
const grace = { id: 'u2', userName: 'grace@corp.test', givenName: 'Grace', familyName: 'Hopper' };
const engines = { id: 'g1', displayName: 'Engines', members: ['u1'] };

const lookup = 'GET /Users?filter=userName%20eq%20%22ada%40corp.test%22&startIndex=1';
const emails = '"emails":[{"primary":true,"value":"ada@corp.test","type":"work"}]';
const attributes = `"userName":"ada@corp.test",${emails},"displayName":"Ada Byron","name":{"givenName":"Ada","familyName":"Byron"}`;
const create = `POST /Users {${schemas},${attributes},"active":true}`;
const replace = (active: boolean, with_ = attributes) =>
  `PUT /Users/{1} {${schemas},"id":"{1}",${with_},"active":${active}}`;

const sync = { do: 'sync' };
const day = { do: 'wait', for: '1d' };
const week = { do: 'wait', for: '8d' };

const played = playingAtReference({ simulator: google, baseUrl: base, token, users: [ada], cycles: 0 });

/** The requests from a step on (the last one, without a number); server ids are written {1}, {2}, …. */
function transcript({ exchanges, simulation }: Simulated, from = -1): readonly string[] {
  const sent = new Set(simulation.steps.slice(from).flatMap((step) => step.exchanges));
  return exchanges
    .filter(({ id }) => sent.has(id))
    .map(({ request: { method, url, body } }) =>
      [method, url.replace(base, ''), body]
        .filter((part) => part !== undefined)
        .join(' ')
        .replace(/0{8}-0000-4000-8000-0*(\d+)/g, '{$1}'),
    );
}

function rows({ simulation }: Simulated): readonly string[] {
  return simulation.steps
    .flatMap(({ provisioning }) => provisioning)
    .filter(({ action }) => action !== 'connect')
    .map(({ status, action, subject, reason }) => `${status} ${action} ${subject} ${reason.split(':')[0]}`.trim());
}

function settled({ simulation }: Simulated): void {
  expect(simulation.differences).toEqual([]);
  expect(simulation.silent).toBe(true);
}

test.describe('setting up', () => {
  test('sends nothing of itself', async () => {
    expect((await played([])).exchanges).toEqual([]);
  });

  test('asks for one user where the option says so', async () => {
    expect(transcript(await played([], { options: { probe: 'users-count-1' } }), 0)).toEqual(['GET /Users?count=1']);
  });

  for (const [name, options] of [
    ['both delays of a trigger off', { 'deprovision.deleted.suspend': 'off', 'deprovision.deleted.delete': 'off' }],
    ['scope groups that are no list', { scopeGroups: 7 }],
    ['attributes that are no rows', { attributes: { title: 'title' } }],
    ['an attribute row without a target', { attributes: [{ attribute: 'title' }] }],
    ['a target that cannot be read', { attributes: [{ attribute: 'title', target: 'a[b' }] }],
    ['an unknown option', { scopegroups: 'g1' }],
  ] as const) {
    test(`refuses ${name}`, async () => {
      await expect(played([], { options })).rejects.toThrow(ScenarioError);
    });
  }
});

test.describe('the requests', () => {
  test('looks a newcomer up, then creates the account', async () => {
    const result = await played([sync]);

    expect(transcript(result)).toEqual([lookup, create]);
    settled(result);
  });

  test('names itself, and calls bodies plain JSON', async () => {
    const { exchanges } = await played([sync]);

    const common = [
      ['Authorization', `Bearer ${token}`],
      ['User-Agent', 'Google-Auto-Provisioning'],
    ];
    expect(exchanges.map(({ request }) => request.headers)).toEqual([
      common,
      [...common, ['Content-Type', 'application/json']],
    ]);
  });

  test('overwrites an account that is there, and keeps its id', async () => {
    const account = {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
      userName: 'Ada@Corp.test',
      active: false,
    };
    const result = await played([sync], { target: { users: [account] } });

    expect(transcript(result)).toEqual([lookup, replace(true)]);
    settled(result);
  });

  test('sends a new user name and address as an update of the same account', async () => {
    const set = { userName: 'ada.king@corp.test', email: 'ada.king@corp.test', familyName: 'King' };
    const result = await played([sync, { do: 'updated', user: 'u1', set }, sync]);

    const renamed = attributes.replaceAll('ada@', 'ada.king@').replaceAll('Byron', 'King');
    expect(transcript(result)).toEqual([replace(true, renamed)]);
    settled(result);
  });

  test('is silent about an attribute that the app does not have, and about passwords', async () => {
    const changed = { do: 'updated', user: 'u1', set: { title: 'Countess' } };
    const result = await played([sync, changed, { do: 'passwordSet', user: 'u1' }, sync]);

    expect(transcript(result)).toEqual([]);
    settled(result);
  });

  test('never sends groups', async () => {
    const created = { do: 'groupCreated', group: { id: 'g2', displayName: 'Mills', members: ['u1'] } };
    const renamed = { do: 'groupRenamed', group: 'g1', displayName: 'Works' };
    const result = await played([sync, created, renamed, { do: 'groupDeleted', group: 'g1' }, sync], {
      groups: [engines],
    });

    expect(transcript(result, 1)).toEqual([lookup, create]);
    settled(result);
  });

  test('changes by PATCH what differs, where the option says so', async () => {
    const changed = { do: 'updated', user: 'u1', set: { familyName: 'King', displayName: 'Ada King' } };
    const result = await played([sync, changed, sync], { options: { updateMethod: 'patch' } });

    expect(transcript(result)).toEqual([
      `PATCH /Users/{1} ${patchOp}[{"op":"replace","value":{"displayName":"Ada King","name":{"givenName":"Ada","familyName":"King"}}}]}`,
    ]);
    settled(result);
  });

  test('suspends and restores by PATCH with active alone', async () => {
    const steps = [sync, { do: 'disabled', user: 'u1' }, day, { do: 'enabled', user: 'u1' }, sync];
    const result = await played(steps, { options: { updateMethod: 'patch' } });

    const active = (value: boolean) => `PATCH /Users/{1} ${patchOp}[{"op":"replace","value":{"active":${value}}}]}`;
    expect(transcript(result, 2)).toEqual([active(false), active(true)]);
    settled(result);
  });

  test('takes cleared attributes away in a PATCH, one path each', async () => {
    const options = { updateMethod: 'patch', app: 'aws' };
    const user = { ...ada, department: 'Engines', costCenter: '7', phone: '+1' };
    const set = { title: null, familyName: null, displayName: 'Ada', department: null, phone: null };
    const result = await played([sync, { do: 'updated', user: 'u1', set }, sync], { users: [user], options });

    expect(transcript(result)).toEqual([
      `PATCH /Users/{1} ${patchOp}[{"op":"replace","value":{"displayName":"Ada","name":{"givenName":"Ada"},"${enterprise}":{"costCenter":"7"}}},` +
        `{"op":"remove","path":"name.familyName"},{"op":"remove","path":"title"},{"op":"remove","path":"phoneNumbers"},` +
        `{"op":"remove","path":"${enterprise}:department"}]}`,
    ]);
    settled(result);
  });

  test('takes turns where both methods are to be shown', async () => {
    const named = (displayName: string) => ({ do: 'updated', user: 'u1', set: { displayName } });
    const result = await played([sync, named('A'), sync, named('B'), sync], { options: { updateMethod: 'both' } });

    expect(transcript(result, 2).map((line) => line.split(' ')[0])).toEqual(['PUT', 'PATCH']);
    settled(result);
  });

  test('sends the longer attribute list of another app behind active, with all phones', async () => {
    const user = {
      ...ada,
      department: 'Engines',
      phone: '+1',
      mobile: '+2',
      city: 'London',
      email: 'countess@corp.test',
    };
    const result = await played([sync], { users: [user], options: { app: 'aws' } });

    expect(transcript(result)[1]).toBe(
      `POST /Users {"schemas":["urn:scim:schemas:core:1.0","urn:ietf:params:scim:schemas:core:2.0:User","${enterprise}"],` +
        '"userName":"ada@corp.test","emails":[{"primary":true,"value":"ada@corp.test","type":"work"},{"primary":false,"value":"countess@corp.test","type":"work"}],' +
        '"displayName":"Ada Byron","name":{"givenName":"Ada","familyName":"Byron"},"active":true,"title":"Analyst",' +
        '"phoneNumbers":[{"primary":true,"value":"+1","type":"work"},{"primary":false,"value":"+2","type":"mobile"}],' +
        `"addresses":[{"primary":true,"locality":"London","type":"work"}],"${enterprise}":{"department":"Engines"}}`,
    );
    settled(result);
  });

  test('says everything otherwise that options say otherwise', async () => {
    const options = {
      auth: 'basic',
      contentType: 'application/scim+json',
      externalId: 'google-id',
      legacySchemaUrn: false,
      multiValue: 'primary-only',
      queryEncoding: '+',
      attributes: [
        { attribute: 'emails', target: 'emails' },
        { attribute: 'nickname', target: 'nickName' },
      ],
    };
    const user = { ...ada, id: '123456789012345678901', nickname: 'Countess', email: 'countess@corp.test' };
    const { exchanges } = await played([sync], {
      users: [user],
      options,
      through: () => async () => ({
        status: 200,
        headers: [],
        body: '{"totalResults":0,"Resources":[]}',
      }),
    });

    const [asked, made] = exchanges.map(({ request }) => request);
    expect(asked?.url).toBe(`${base}/Users?filter=userName+eq+%22ada%40corp.test%22&startIndex=1`);
    expect(made?.headers[0]).toEqual(['Authorization', `Basic ${btoa(token)}`]);
    expect(made?.headers[2]).toEqual(['Content-Type', 'application/scim+json']);
    expect(made?.body).toBe(
      `{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"ada@corp.test",${emails},"active":true,"nickName":"Countess","externalId":"123456789012345678901"}`,
    );
  });
});

test.describe('leaving and coming back', () => {
  for (const [name, leave, comeBack] of [
    ['a suspended user', { do: 'disabled', user: 'u1' }, { do: 'enabled', user: 'u1' }],
    ['a deleted user', { do: 'terminated', user: 'u1' }, { do: 'hired', user: 'u1' }],
    ['a user whose app was turned off', { do: 'unassigned', user: 'u1' }, { do: 'assigned', user: 'u1' }],
  ] as const) {
    test(`suspends ${name} after a day, and deletes after a week`, async () => {
      const result = await played([sync, leave, sync, week, day]);

      expect(transcript(result, 3)).toEqual([replace(false), 'DELETE /Users/{1}']);
      expect(result.exchanges.slice(2).map(({ startedAt }) => startedAt.slice(0, 13))).toEqual([
        '2026-01-06T08',
        '2026-01-12T11',
      ]);
      settled(result);
    });

    test(`sends nothing when ${name} is back within a day`, async () => {
      const result = await played([sync, leave, sync, comeBack, week]);

      expect(transcript(result, 2)).toEqual([]);
      settled(result);
    });

    test(`restores ${name} who was suspended at the app`, async () => {
      const result = await played([sync, leave, day, comeBack, sync, week]);

      expect(transcript(result, 3)).toEqual([replace(false), replace(true)]);
      settled(result);
    });

    test(`looks ${name} up and creates anew after the delete`, async () => {
      const result = await played([sync, leave, week, comeBack, sync]);

      expect(transcript(result)).toEqual([lookup, create]);
      settled(result);
    });
  }

  test('starts the delays anew when the trigger comes back', async () => {
    const off = { do: 'disabled', user: 'u1' };
    const half = { do: 'wait', for: '12h' };
    const result = await played([sync, off, half, { do: 'enabled', user: 'u1' }, off, half, half]);

    expect(result.exchanges.slice(2).map(({ startedAt }) => startedAt.slice(0, 13))).toEqual(['2026-01-06T17']);
  });

  test('lets the earliest trigger decide', async () => {
    const options = { 'deprovision.suspended.delete': 'off', 'deprovision.deleted.suspend': 'off' };
    const result = await played(
      [sync, { do: 'disabled', user: 'u1' }, day, day, { do: 'terminated', user: 'u1' }, week, day],
      { options },
    );

    expect(transcript(result, 2)).toEqual([replace(false), 'DELETE /Users/{1}']);
    expect(result.exchanges.at(-1)?.startedAt).toMatch(/^2026-01-14T08/);
  });

  test('keeps attributes in step while the account is suspended', async () => {
    const changed = { do: 'updated', user: 'u1', set: { familyName: 'King' } };
    const result = await played([sync, { do: 'disabled', user: 'u1' }, day, changed, sync]);

    expect(transcript(result)).toEqual([replace(false, attributes.replaceAll('Byron', 'King'))]);
    settled(result);
  });

  test('makes no account for somebody who was suspended before', async () => {
    const result = await played([sync, { do: 'enabled', user: 'u1' }, sync], { users: [{ ...ada, enabled: false }] });

    expect(transcript(result, 2)).toEqual([lookup, create]);
    settled(result);
  });

  test('narrows the scope by groups and by domain, and takes leaving the group for the app turned off', async () => {
    const steps = [
      sync,
      { do: 'memberRemoved', group: 'g1', user: 'u1' },
      day,
      { do: 'memberAdded', group: 'g1', user: 'u1' },
      sync,
    ];
    const contractor = { ...grace, userName: 'grace@elsewhere.test' };
    const result = await played(steps, {
      users: [ada, contractor, { ...grace, id: 'u3' }],
      groups: [{ ...engines, members: ['u1', 'u2'] }],
      options: { scopeGroups: 'g1', primaryDomain: 'corp.test' },
    });

    expect(transcript(result, 1)).toEqual([lookup, create, replace(false), replace(true)]);
    settled(result);
  });

  test('gives the account of somebody who left to a newcomer of the same name, and does not delete it', async () => {
    const again = { do: 'hired', user: { ...ada, id: 'u9' } };
    const result = await played([sync, { do: 'terminated', user: 'u1' }, sync, again, sync, week, week]);

    expect(transcript(result, 4)).toEqual([lookup, replace(true)]);
    settled(result);
  });

  test('does not let two users of one name share an account', async () => {
    const result = await played([sync], { users: [ada, { ...ada, id: 'u9' }] });

    expect(rows(result)).toEqual(['Success create ada@corp.test', 'Failure provision ada@corp.test AccountTaken']);
  });

  test('still deletes the account of a user whom the directory has forgotten', async () => {
    const result = await played([sync, { do: 'terminated', user: 'u1' }, { do: 'purged', user: 'u1' }, week]);

    expect(transcript(result)).toEqual([replace(false), 'DELETE /Users/{1}']);
    settled(result);
  });

  test('creates inactive where the option says so, until something else is to be said', async () => {
    const changed = { do: 'updated', user: 'u1', set: { familyName: 'King' } };
    const result = await played([sync, sync, changed, sync], { options: { createInactive: true } });

    expect(transcript(result, 1)).toEqual([
      lookup,
      create.replace('"active":true', '"active":false'),
      replace(true, attributes.replaceAll('Byron', 'King')),
    ]);
    settled(result);
  });
});

test.describe('switching', () => {
  test('sends nothing while switched off, a quarter of an hour after the switch', async () => {
    const off = { do: 'admin', action: 'deactivate' };
    const changed = { do: 'updated', user: 'u1', set: { familyName: 'King' } };
    const result = await played([sync, off, changed, sync, week]);
    expect(transcript(result, 2)).toEqual([]);

    const late = await played([sync, { do: 'wait', for: '2h' }, { do: 'wait', for: '50m' }, off, changed, sync]);
    expect(transcript(late).length).toBe(1);
  });

  test('takes up what happened meanwhile when switched on again', async () => {
    const changed = { do: 'updated', user: 'u1', set: { familyName: 'King' } };
    const hired = { do: 'hired', user: grace };
    const steps = [
      sync,
      { do: 'admin', action: 'deactivate' },
      changed,
      hired,
      week,
      { do: 'admin', action: 'activate' },
      day,
    ];
    const result = await played(steps);

    expect(transcript(result).map((line) => line.split(' ')[0])).toEqual(['PUT', 'GET', 'POST']);
    settled(result);
  });

  test('fails everybody on a refused credential and stops until somebody reauthorises', async () => {
    const steps = [sync, sync, { do: 'admin', action: 'reauthorize' }, sync];
    const result = await played(steps, { users: [ada, grace], through: answering('lookup', { status: 401 }, 2) });

    expect(rows(result)).toEqual([
      'Escrowed provision ada@corp.test ReauthorizationNeeded',
      'Escrowed provision grace@corp.test ReauthorizationNeeded',
      'Quarantined reauthorize provisioning ReauthorizationNeeded',
      'Success create ada@corp.test',
      'Success create grace@corp.test',
    ]);
    expect(result.exchanges.length).toBe(6);
    settled(result);
  });
});

test.describe('reactions', () => {
  const html: Answer = { status: 200, headers: [['Content-Type', 'text/html']], body: '<html>Sign in</html>' };
  const list = (resources: string, total: string): Answer => ({
    status: 200,
    body: `{"totalResults":${total},"Resources":${resources}}`,
  });
  const changed = [sync, { do: 'updated', user: 'u1', set: { familyName: 'King' } }, sync];
  const deleted = [sync, { do: 'terminated', user: 'u1' }, week];

  for (const [kind, answer, code, steps] of [
    ['lookup', { status: 404 }, 'NotFound'],
    ['lookup', { status: 400 }, 'Refused'],
    ['lookup', { status: 429, headers: [['Retry-After', '5']] }, 'TooManyRequests'],
    ['lookup', { status: 503 }, 'ServerError'],
    ['lookup', { status: 302, headers: [['Location', '/login']] }, 'RedirectNotFollowed'],
    ['lookup', html, 'UnreadableAnswer'],
    ['lookup', list('[]', '"0"'), 'UnreadableAnswer'],
    ['lookup', list('[{"id":"1"},{"id":"2"}]', '2'), 'SeveralAccounts'],
    ['lookup', 'timeout', 'Timeout'],
    ['lookup', 'reset', 'NoAnswer'],
    ['create', { status: 400 }, 'Refused'],
    ['create', { status: 406 }, 'Refused'],
    ['create', { status: 409 }, 'Conflict'],
    ['create', { status: 415 }, 'Refused'],
    ['create', { status: 422 }, 'Refused'],
    ['create', { status: 500 }, 'ServerError'],
    ['create', { status: 201, body: '{"userName":"ada@corp.test"}' }, 'UnreadableAnswer'],
    ['create', html, 'UnreadableAnswer'],
    ['create', 'timeout', 'Timeout'],
    ['update', { status: 400 }, 'Refused', changed],
    ['update', { status: 409 }, 'Conflict', changed],
    ['update', { status: 501 }, 'ServerError', changed],
    ['remove', { status: 500 }, 'ServerError', deleted],
  ] as const satisfies readonly (readonly [Kind, Answer, string, (readonly object[])?])[]) {
    const said = typeof answer === 'string' ? answer : `${answer.status} ${(answer.body ?? '').slice(0, 30)}`.trim();
    test(`fails one user as ${code} when ${kind} is answered ${said}, and the next cycle makes it good`, async () => {
      const result = await played([...(steps ?? [sync]), sync], { through: answering(kind, answer, 1) });

      expect(rows(result).filter((row) => row.startsWith('Escrowed'))).toEqual([
        expect.stringMatching(new RegExp(` ada@corp.test ${code}$`)),
      ]);
      settled(result);
    });
  }

  test('lets other users go on', async () => {
    const result = await played([sync], { users: [ada, grace], through: answering('create', { status: 400 }, 1) });

    expect(rows(result)).toEqual(['Escrowed create ada@corp.test Refused', 'Success create grace@corp.test']);
  });

  test('never creates an account again that the app has deleted', async () => {
    const back = [{ do: 'terminated', user: 'u1' }, sync, { do: 'hired', user: 'u1' }, sync, sync];
    const result = await played([...changed, ...back], { through: answering('update', { status: 404 }, 1) });

    expect(rows(result)).toEqual([
      'Success create ada@corp.test',
      'Failure update ada@corp.test DeletedByApp',
      'Failure provision ada@corp.test DeletedByApp',
    ]);
    expect(transcript(result, 4)).toEqual([]);
    settled(result);
  });

  test('creates it again where the option says so', async () => {
    let isGone = false;
    const result = await played([...changed, sync], {
      options: { recreateAfterRemoteDelete: true },
      through: (transport) => async (request) => {
        if (request.method === 'PUT' && !isGone) {
          isGone = true;
          await transport({ ...request, method: 'DELETE' });
        }
        return transport(request);
      },
    });

    expect(transcript(result)).toEqual([lookup, expect.stringMatching(/^POST .*"familyName":"King"/)]);
    settled(result);
  });

  test('takes 404 to a DELETE as done', async () => {
    const result = await played(deleted, { through: answering('remove', { status: 404 }, 1) });

    expect(rows(result).at(-1)).toBe('Success delete ada@corp.test');
  });

  type Kind = keyof typeof kinds;
});

/** What a request is, by its look. */
const kinds = {
  lookup: ({ url }: RequestMessage) => url.includes('?filter='),
  create: ({ method }: RequestMessage) => method === 'POST',
  update: ({ method }: RequestMessage) => method === 'PUT',
  remove: ({ method }: RequestMessage) => method === 'DELETE',
} as const;

type Answer = Partial<ResponseMessage> | 'timeout' | 'reset';

/** Answers the first `times` requests of a kind; the rest goes to the reference server. */
function answering(kind: keyof typeof kinds, answer: Answer, times: number): (transport: Transport) => Transport {
  let seen = 0;
  return (transport) => async (request) => {
    if (!kinds[kind](request)) return transport(request);
    seen += 1;
    if (seen > times) return transport(request);
    if (typeof answer === 'string') throw new TransportError(answer, 'nothing came back');
    return { status: 200, headers: [], body: '', ...answer };
  };
}
