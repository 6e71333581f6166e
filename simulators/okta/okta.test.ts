import { expect, test } from '@playwright/test';
import { fetchTransport } from '#client';
import { readScenario, type Simulated, simulate } from '#idp';
import { isObject, type JsonObject } from '#scim';
import { scimServer } from '#server';
import type { Transport } from '#wire';
import {
  ada,
  alan,
  engineering,
  grace,
  log,
  outline,
  type Play,
  played,
  token,
  transcript,
} from '../../fixtures/okta/played.ts';
import { type Answers, base, json, list, scimError, tiny } from '../../fixtures/okta/tiny-target.ts';
import { okta } from './index.ts';

const userUrn = 'urn:ietf:params:scim:schemas:core:2.0:User';
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const patchOp = '"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"]';
const groupSchema = '"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"]';

const lookupOf = (name: string) =>
  `GET /Users?filter=userName%20eq%20%22${name}%40example.com%22&startIndex=1&count=100`;
const groupLookup = 'GET /Groups?filter=displayName%20eq%20%22Engineering%22&startIndex=1&count=100';
const adaBody =
  '{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"ada@example.com","name":{"givenName":"Ada","familyName":"Lovelace"},"emails":[{"primary":true,"value":"ada@example.com","type":"work"}],"displayName":"Ada Lovelace","locale":"en-US","externalId":"00u1abcdEFGHijklM0h7","groups":[],"password":"gl7mqWZx","active":true}';
const adaMember = '{"value":"u-100","display":"ada@example.com"}';
const graceMember = '{"value":"u-101","display":"grace@example.com"}';
const setActive = (id: string, active: boolean) =>
  `PATCH /Users/${id} {${patchOp},"Operations":[{"op":"replace","value":{"active":${active}}}]}`;
const setName = (name: string) =>
  `PATCH /Groups/g-200 {${patchOp},"Operations":[{"op":"replace","value":{"id":"g-200","displayName":"${name}"}}]}`;
const addMembers = (...members: readonly string[]) =>
  `PATCH /Groups/g-200 {${patchOp},"Operations":[{"op":"add","path":"members","value":[${members.join(',')}]}]}`;
const whole = (name: string, ...members: readonly string[]) =>
  `PUT /Groups/g-200 {${groupSchema},"id":"g-200","displayName":"${name}","members":[${members.join(',')}]}`;

/** Plays steps against the reference server in process. */
function playedOnServer(steps: readonly object[], play: Omit<Play, 'target'> = {}): Promise<Simulated> {
  const server = scimServer({ tokens: [token], passwordIterations: 1 });
  return played(steps, {
    ...play,
    target: { ...tiny(), transport: fetchTransport((request) => server.fetch(request)) },
  });
}

const sync = { do: 'sync' };
const terminated = { do: 'terminated', user: ada.id };
const hired = { do: 'hired', user: ada.id };
const title = { do: 'updated', user: ada.id, set: { title: 'Countess' } };

test.describe('the wire', () => {
  test('sends the headers of a request without a body in the order of the dumps', async () => {
    const { exchanges } = await played([]);

    expect(exchanges[0]?.request.headers).toEqual([
      ['Accept', 'application/scim+json'],
      ['Accept-Charset', 'utf-8'],
      ['User-Agent', 'Okta SCIM Client 1.0.0'],
      ['Authorization', `Bearer ${token}`],
      ['Host', 'sp.test'],
      ['Connection', 'Keep-Alive'],
      ['Accept-Encoding', 'gzip,deflate'],
    ]);
  });

  test('puts the type of a body after the charset and its length after the credentials, 118 for a deactivation', async () => {
    const { exchanges } = await played([terminated]);

    expect(exchanges.at(-1)?.request.headers).toEqual([
      ['Accept', 'application/scim+json'],
      ['Accept-Charset', 'utf-8'],
      ['Content-Type', 'application/scim+json; charset=utf-8'],
      ['User-Agent', 'Okta SCIM Client 1.0.0'],
      ['Authorization', `Bearer ${token}`],
      ['Content-Length', '118'],
      ['Host', 'sp.test'],
      ['Connection', 'Keep-Alive'],
      ['Accept-Encoding', 'gzip,deflate'],
    ]);
  });

  test('counts the length of a body in bytes', async () => {
    const zoe = { ...ada, givenName: 'Zoë', familyName: '李' };
    const { exchanges } = await played([sync], { users: [zoe] });

    const { body = '', headers } = exchanges.at(-1)?.request ?? { headers: [] };
    expect(headers).toContainEqual(['Content-Length', String(Buffer.byteLength(body))]);
  });

  test('gives a DELETE the type of a body that it does not have', async () => {
    const { exchanges } = await played([{ do: 'groupDeleted', group: 'g1' }], { groups: [engineering] });

    const { body, headers, method } = exchanges.at(-1)?.request ?? { headers: [] };
    expect(method).toBe('DELETE');
    expect(body).toBeUndefined();
    expect(headers.map(([name]) => name)).toEqual([
      'Accept',
      'Accept-Charset',
      'Content-Type',
      'User-Agent',
      'Authorization',
      'Host',
      'Connection',
      'Accept-Encoding',
    ]);
  });

  for (const [auth, typed, sent] of [
    ['header-bearer', token, `Bearer ${token}`],
    ['header-raw', token, token],
    ['basic', 'okta:s3cret', 'Basic b2t0YTpzM2NyZXQ='],
    ['oauth2', token, `Bearer ${token}`],
  ] as const) {
    test(`sends the credentials of ${auth}`, async () => {
      const { exchanges } = await simulate({
        simulator: okta,
        scenario: readScenario({ directory: { users: [], groups: [] }, steps: [] }),
        transport: tiny().transport,
        baseUrl: base,
        token: typed,
        options: { auth },
      });

      expect(exchanges[0]?.request.headers).toContainEqual(['Authorization', sent]);
    });
  }

  test('writes a space in a query as %20, or as + like the dumps of 2018', async () => {
    const old = await played([sync], { options: { spaceEncoding: '+' } });

    expect(transcript(old)[0]).toBe('GET /Users?filter=userName+eq+%22ada%40example.com%22&startIndex=1&count=100');
  });

  test('asks only with eq, and never for attributes, an order, or a bulk', async () => {
    const { exchanges } = await playedOnServer([title, terminated, hired, sync], { groups: [engineering] });

    for (const { request } of exchanges) {
      expect(request.url).not.toMatch(/attributes|sortBy|sortOrder|Bulk|\.search|\/Me/i);
      const filter = new URL(request.url).searchParams.get('filter');
      if (filter !== null) expect(filter).toMatch(/^\w+ eq "[^"]*"$/);
    }
  });

  test('leaves 200 ms of virtual time between requests', async () => {
    const { exchanges } = await played([sync]);

    const times = exchanges.map(({ startedAt }) => Date.parse(startedAt));
    expect(times.map((time) => time - (times[0] ?? 0))).toEqual([0, 200, 400]);
  });
});

test.describe('connect', () => {
  test('probes two users at the test and at each of two saves', async () => {
    const { exchanges } = await played([], { users: [], options: { saves: 2 } });

    expect(exchanges.map(({ request }) => `${request.method} ${request.url.replace(base, '')}`)).toEqual([
      'GET /Users?startIndex=1&count=2',
      'GET /Users?startIndex=1&count=2',
      'GET /Users?startIndex=1&count=2',
    ]);
  });

  test('asks for groups only where they are imported', async () => {
    const withImport = await played([], { users: [], options: { importGroups: true } });
    const without = await played([], { users: [], options: { importGroups: true, probeGroups: 'off' } });

    expect(transcript(withImport)).toEqual(['GET /Users?startIndex=1&count=2', 'GET /Groups?startIndex=1&count=100']);
    expect(transcript(without)).toEqual(['GET /Users?startIndex=1&count=2']);
  });

  test('probes again when the settings are saved', async () => {
    const result = await played([{ do: 'admin', action: 'save' }], { users: [] });

    expect(transcript(result, 'save')).toEqual(['GET /Users?startIndex=1&count=2']);
  });

  test('never reads discovery, unless entitlements are managed', async () => {
    const schemas = ['urn:ietf:params:scim:api:messages:2.0:ListResponse'];
    const types = {
      schemas,
      totalResults: 1,
      Resources: [{ name: 'Role', endpoint: '/Roles', schema: 'urn:okta:scim:schemas:core:1.0:Role' }],
    };
    const roles = { schemas, totalResults: 1, Resources: [{ id: 'r-1', displayName: 'Editor' }] };
    const answers: Answers = (request) => {
      if (request === 'GET /ResourceTypes') return json(200, types);
      if (request === 'GET /Schemas') return json(200, list([]));
      return request === 'GET /Roles' ? json(200, roles) : undefined;
    };
    const play = { users: [{ ...ada, roles: ['Editor'] }], target: tiny(answers) };
    const result = await played([sync], { ...play, options: { discovery: 'entitlements' } });

    expect(transcript(result, 'connect')).toEqual([
      'GET /Users?startIndex=1&count=2',
      'GET /ResourceTypes',
      'GET /Schemas',
      'GET /Roles',
    ]);
    expect(transcript(result).at(-1)).toContain('"roles":[{"value":"r-1","display":"Editor"}],"externalId"');
    for (const [userUpdate, told] of [
      ['put', '"roles":[]'],
      ['patch', '"value":{"roles":[]}'],
    ] as const) {
      const cleared = { do: 'updated', user: ada.id, set: { roles: [] } };
      const options = { discovery: 'entitlements', userUpdate };
      expect(transcript(await played([sync, cleared], { ...play, target: tiny(answers), options })).at(-1)).toContain(
        told,
      );
    }
    expect(outline(await played([sync]))).toEqual(['GET /Users?', 'POST /Users']);
  });

  for (const [what, answer, reason] of [
    [
      'a refused token',
      json(401, scimError(401, 'no')),
      /^AuthorizationFailure: .*: Unauthorized\. Errors reported by remote server: no$/,
    ],
    ['a list without Resources', json(200, { totalResults: 0 }), /^NoResults: No results for users returned$/],
    ['a web page', { status: 200, body: '<html>' }, /^InvalidJson: /],
    ['counts as texts', json(200, list([], '0')), /^InvalidJson: /],
    ['a redirect', { status: 302 }, /^RedirectNotFollowed: /],
    ['a failing server', json(500, scimError(500, 'oops')), /^RemoteServerError: .*oops$/],
  ] as const) {
    test(`cannot save after ${what}`, async () => {
      const result = await played([], { users: [], target: tiny(() => answer), options: { saves: 2 } });

      expect(result.connected).toBe(false);
      expect(result.exchanges).toHaveLength(1);
      expect(result.simulation.steps[0]?.provisioning[0]?.reason).toMatch(reason);
    });
  }

  test('cannot save after a timeout', async () => {
    const result = await played([], { users: [], faults: ['* * timeout ms=60000'] });

    expect(result.connected).toBe(false);
    expect(result.simulation.steps[0]?.provisioning[0]?.reason).toMatch(/^ConnectTimedOut: /);
  });

  test('reads lists with their keys in lower case', async () => {
    const answer = json(200, { totalresults: 0, startindex: 1, itemsperpage: 0, resources: [] });

    expect((await played([], { users: [], target: tiny(() => answer) })).connected).toBe(true);
  });
});

test.describe('hire', () => {
  for (const app of ['oin', 'aiw'] as const) {
    test(`looks up and creates with the body of the document (${app})`, async () => {
      const result = await played([sync], { options: { app } });

      expect(transcript(result)).toEqual([lookupOf('ada'), `POST /Users ${adaBody}`]);
      expect(log(result, 'sync')).toEqual(['create ada@example.com: Success (application.provision.user.push)']);
    });
  }

  test('appends the enterprise object and its URN, with the manager as a text of its own', async () => {
    const result = await played([sync], { users: [grace, { ...ada, department: 'R&D', manager: 'u2' }] });

    const extended = `["${userUrn}","${enterprise}"]`;
    const object = `"${enterprise}":{"department":"R&D","manager":{"value":"grace@example.com"}}`;
    expect(transcript(result).at(-1)).toBe(
      `POST /Users ${adaBody.replace(`["${userUrn}"]`, extended).slice(0, -1)},${object}}`,
    );
  });

  test('puts what else is mapped in the order of the profile', async () => {
    const more = {
      middleName: 'K',
      title: 'Analyst',
      nickname: 'Enchantress',
      phone: '+44 1',
      city: 'London',
      country: 'GB',
      preferredLanguage: 'en',
      timezone: 'Europe/London',
      userType: 'Employee',
    };
    const result = await played([sync], { users: [{ ...ada, ...more, locale: 'en-GB' }] });

    const body: unknown = JSON.parse(transcript(result).at(-1)?.slice('POST /Users '.length) ?? '');
    expect(Object.keys(isObject(body) ? body : {})).toEqual([
      'schemas',
      'userName',
      'name',
      'emails',
      'title',
      'displayName',
      'nickName',
      'phoneNumbers',
      'addresses',
      'preferredLanguage',
      'locale',
      'timezone',
      'userType',
      'externalId',
      'groups',
      'password',
      'active',
    ]);
    expect(body).toMatchObject({
      name: { givenName: 'Ada', familyName: 'Lovelace', middleName: 'K' },
      phoneNumbers: [{ primary: true, value: '+44 1' }],
      addresses: [{ type: 'work', locality: 'London', country: 'GB' }],
      locale: 'en-GB',
    });
  });

  test('leaves rows out that an administrator removed', async () => {
    const options = {
      locale: 'none',
      displayName: 'none',
      emailType: 'none',
      externalId: 'none',
      createPassword: 'none',
    };
    const result = await played([sync], { options });

    expect(transcript(result).at(-1)).toBe(
      `POST /Users {"schemas":["${userUrn}"],"userName":"ada@example.com","name":{"givenName":"Ada","familyName":"Lovelace"},"emails":[{"primary":true,"value":"ada@example.com"}],"groups":[],"active":true}`,
    );
  });

  test('makes a placeholder password of eight characters, and an Okta id of twenty', async () => {
    const result = await played([sync], { users: [grace], options: { createPassword: 'random' } });

    expect(transcript(result).at(-1)).toMatch(
      /"externalId":"00u[A-Za-z0-9]{17}","groups":\[\],"password":"[A-Za-z0-9]{8}"/,
    );
  });

  test('sends custom attributes only under a namespace, and elements by their selector', async () => {
    const extensions = [
      { attribute: 'badge', externalName: 'badge', externalNamespace: 'urn:acme:User' },
      { attribute: 'level', externalName: "levels.^[type=='Primary'].value", externalNamespace: 'urn:acme:User' },
      { attribute: 'secret', externalName: 'secret' },
    ];
    const user = { ...ada, custom: { badge: '7', level: 'gold', secret: 'x' } };
    const result = await played([sync], { users: [user], options: { extensions } });

    expect(transcript(result).at(-1)).toMatch(
      /"active":true,"urn:acme:User":\{"badge":"7","levels":\[\{"type":"Primary","value":"gold"\}\]\}\}$/,
    );
  });

  test('looks up by e-mail, or by another attribute, where that identifies people', async () => {
    const user = { ...ada, userName: 'ada' };
    const byEmail = await played([sync], { users: [user], options: { uniqueIdentifier: 'email' } });
    const byAttribute = await played([sync], {
      users: [user],
      options: { uniqueIdentifier: 'email', filterAttribute: 'emails.value' },
    });

    expect(transcript(byEmail)[0]).toBe(lookupOf('ada'));
    expect(transcript(byAttribute)[0]).toContain('?filter=emails.value%20eq%20%22ada%40example.com%22&');
  });

  test('sends one look-up and one create for each member of an assigned group, and nothing for the group', async () => {
    const groups = [{ ...engineering, members: [ada.id, 'u2'] }];
    const scope = { users: { membersOf: ['g1'] }, groups: 'none' };
    const result = await played([sync], { users: [ada, grace, alan], groups, scope });

    expect(outline(result)).toEqual(['GET /Users?', 'POST /Users', 'GET /Users?', 'POST /Users']);
  });

  test('provisions staged people at once, unless told not to', async () => {
    const users = [{ ...ada, enabled: false }];
    const enabled = { do: 'enabled', user: ada.id };
    const staged = await played([sync, enabled], { users });
    const waiting = await played([sync, enabled], { users, options: { provisionStaged: false } });

    expect(outline(staged, 'sync')).toEqual(['GET /Users?', 'POST /Users']);
    expect(outline(staged, `enabled ${ada.id}`)).toEqual([]);
    expect(outline(waiting, 'sync')).toEqual([]);
    expect(outline(waiting, `enabled ${ada.id}`)).toEqual(['GET /Users?', 'POST /Users']);
  });

  test('is silent for those who were assigned before, until somebody provisions them', async () => {
    const steps = [
      sync,
      title,
      { do: 'admin', action: 'forceSync' },
      { do: 'admin', action: 'provisionUser', user: ada.id },
    ];
    const result = await played(steps, { options: { assignedBeforeProvisioning: [ada.id] } });

    expect(result.exchanges).toHaveLength(3);
    expect(outline(result, `provisionUser ${ada.id}`)).toEqual(['GET /Users?', 'POST /Users']);
  });

  test('can make accounts that start inactive', async () => {
    const result = await playedOnServer([sync, title], { options: { createActive: false } });

    expect(transcript(result, 'sync').at(-1)).toMatch(/"active":false\}$/);
    expect(transcript(result).at(-1)).toContain('"active":false');
    expect(result.simulation.converged).toBe(true);
  });

  for (const app of ['oin', 'aiw']) {
    test(`activates an account that started inactive by a new assignment, not by a suspension and its end (${app})`, async () => {
      const options = { app, createActive: false };
      const suspended = [sync, { do: 'disabled', user: ada.id }, { do: 'enabled', user: ada.id }];
      const waiting = await playedOnServer(suspended, { options });
      expect(outline(waiting, `enabled ${ada.id}`)).toEqual([]);
      expect(waiting.simulation.differences).toEqual([]);

      const again = [
        { do: 'unassigned', user: ada.id },
        { do: 'assigned', user: ada.id },
      ];
      const back = await playedOnServer([...suspended, ...again], { options });
      expect(transcript(back).at(-1)).toContain('"active":true');
      expect(back.simulation.differences).toEqual([]);
    });
  }
});

/** An account as a sign-in made it, in the key order of its server. */
const octocat: JsonObject = {
  schemas: [userUrn],
  id: 'u-100',
  externalId: '',
  userName: 'ada@example.com',
  displayName: 'Mona',
  name: { givenName: 'Mona', familyName: 'Octocat', formatted: 'Mona Octocat' },
  emails: [{ value: 'mona@example.com', primary: true }],
  active: true,
  meta: { resourceType: 'User', created: '2018-02-13T15:05:24.000-08:00' },
};
const linkedBody =
  '{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"id":"u-100","externalId":"00u1abcdEFGHijklM0h7","userName":"ada@example.com","displayName":"Ada Lovelace","name":{"givenName":"Ada","familyName":"Lovelace","formatted":"Mona Octocat"},"emails":[{"value":"ada@example.com","primary":true,"type":"work"}],"active":true,"meta":{"resourceType":"User","created":"2018-02-13T15:05:24.000-08:00"},"locale":"en-US","groups":[]}';

test.describe('an account that exists', () => {
  for (const app of ['oin', 'aiw'] as const) {
    test(`is linked and overwritten in the server's own order (${app})`, async () => {
      const result = await played([sync], { target: tiny(undefined, [octocat]), options: { app } });

      expect(transcript(result)).toEqual([lookupOf('ada'), 'GET /Users/u-100', `PUT /Users/u-100 ${linkedBody}`]);
      expect(log(result, 'sync')).toEqual(['link ada@example.com: Success (application.provision.user.verify_exists)']);
    });
  }

  test('is activated by PATCH first (oin)', async () => {
    const result = await played([sync], { target: tiny(undefined, [{ ...octocat, active: false }]) });

    expect(transcript(result)).toEqual([
      lookupOf('ada'),
      setActive('u-100', true),
      'GET /Users/u-100',
      `PUT /Users/u-100 ${linkedBody}`,
    ]);
  });

  test('is activated by a PUT of its own first (aiw)', async () => {
    const target = tiny(undefined, [{ ...octocat, active: false }]);
    const result = await played([sync], { target, options: { app: 'aiw' } });

    expect(transcript(result)).toEqual([
      lookupOf('ada'),
      'GET /Users/u-100',
      `PUT /Users/u-100 ${JSON.stringify({ ...octocat, active: true })}`,
      'GET /Users/u-100',
      `PUT /Users/u-100 ${linkedBody}`,
    ]);
  });

  test('stays as it is with Update User Attributes off', async () => {
    const result = await played([sync, title], { target: tiny(undefined, [octocat]), options: { updateUsers: false } });

    expect(outline(result)).toEqual(['GET /Users?']);
  });
});

/** The account of the document, in the server's order. */
const known: JsonObject = {
  schemas: [userUrn],
  id: 'u-100',
  externalId: ada.id,
  userName: 'ada@example.com',
  name: { givenName: 'Ada', familyName: 'Lovelace' },
  emails: [{ primary: true, value: 'ada@example.com', type: 'work' }],
  displayName: 'Ada Lovelace',
  locale: 'en-US',
  active: true,
  groups: [],
  meta: { resourceType: 'User', location: 'https://sp.test/scim/v2/Users/u-100' },
};

test.describe('an attribute change', () => {
  test('is GET, and PUT of what came with the new key last', async () => {
    const result = await played([sync, title], { target: tiny(undefined, [known]) });

    expect(transcript(result)).toEqual([
      'GET /Users/u-100',
      `PUT /Users/u-100 ${JSON.stringify({ ...known, title: 'Countess' })}`,
    ]);
  });

  test('is one PATCH without path where that is declared', async () => {
    const options = { userUpdate: 'patch' };
    const married = { do: 'updated', user: ada.id, set: { familyName: 'King', email: 'ak@example.com' } };
    const result = await played([sync, title, married], { options });

    expect(transcript(result, `updated ${ada.id}`)).toEqual([
      `PATCH /Users/u-100 {${patchOp},"Operations":[{"op":"replace","value":{"name":{"familyName":"King"},"emails":[{"primary":true,"value":"ak@example.com","type":"work"}],"displayName":"Ada King"}}]}`,
    ]);
    expect(transcript(await played([sync, title], { options }))).toEqual([
      `PATCH /Users/u-100 {${patchOp},"Operations":[{"op":"replace","value":{"title":"Countess"}}]}`,
    ]);
  });

  test('keeps everything that the server said, be it ever so odd', async () => {
    const odd = { password: '{bcrypt}x', totalResults: 1, Resources: [known], zip: { zap: [null] } };
    const answers: Answers = (request) => (request === 'GET /Users/u-100' ? json(200, odd) : undefined);
    const result = await played([sync, terminated], { target: tiny(answers), options: { app: 'aiw' } });

    expect(transcript(result).at(-1)).toBe(`PUT /Users/u-100 ${JSON.stringify({ ...odd, active: false })}`);
  });

  test('changes one element of a list and leaves the others', async () => {
    const emails = [
      { type: 'home', value: 'home@example.com' },
      { type: 'work', value: 'ada@example.com', primary: true },
    ];
    const email = { do: 'updated', user: ada.id, set: { email: 'ak@example.com' } };
    const result = await played([sync, email], { target: tiny(undefined, [{ ...known, emails }]) });

    expect(transcript(result).at(-1)).toContain(
      '"emails":[{"type":"home","value":"home@example.com"},{"type":"work","value":"ak@example.com","primary":true}]',
    );
  });

  test('adds an extension object and its URN', async () => {
    const change = { do: 'updated', user: ada.id, set: { department: 'R&D' } };
    const result = await played([sync, change], { target: tiny(undefined, [known]) });

    const schemas = [userUrn, enterprise];
    expect(transcript(result).at(-1)).toBe(
      `PUT /Users/u-100 ${JSON.stringify({ ...known, schemas, [enterprise]: { department: 'R&D' } })}`,
    );
  });

  test('leaves the login alone unless the user name is updated too', async () => {
    const renamed = { do: 'updated', user: ada.id, set: { userName: 'king@example.com', familyName: 'King' } };
    const create = await played([sync, renamed]);
    const both = await played([sync, renamed], { options: { usernameUpdate: 'create-and-update' } });

    expect(transcript(create).at(-1)).toContain('"userName":"ada@example.com"');
    expect(transcript(both).at(-1)).toContain('"userName":"king@example.com"');
  });

  for (const [clearAs, put, patched] of [
    ['empty', '"title":""', '"title":""'],
    ['null', '"title":null', '"title":null'],
    ['omit', undefined, '"title":null'],
  ] as const) {
    test(`clears an attribute as ${clearAs}`, async () => {
      const users = [{ ...ada, title: 'Countess' }];
      const clear = { do: 'updated', user: ada.id, set: { title: null } };
      const byPut = transcript(await played([sync, clear], { users, options: { clearAs } })).at(-1);
      const byPatch = transcript(await played([sync, clear], { users, options: { clearAs, userUpdate: 'patch' } })).at(
        -1,
      );

      if (put === undefined) expect(byPut).not.toContain('title');
      else expect(byPut).toContain(put);
      expect(byPatch).toContain(`{${patched}}`);
    });
  }

  test('sets what changed and what is not empty, only what changed, or everything', async () => {
    const drifted = { ...known, displayName: 'Drifted', nickName: 'Kept' };
    const lastPut = async (profilePush: string) => {
      const target = tiny(undefined, [known]);
      const answers: Answers = (request) => (request === 'GET /Users/u-100' ? json(200, drifted) : undefined);
      const options = { profilePush };
      const result = await played([sync, title], { target: tiny(answers, [...target.users.values()]), options });
      return transcript(result).at(-1);
    };

    expect(await lastPut('set')).toMatch(/"displayName":"Ada Lovelace".*"nickName":"Kept"/);
    expect(await lastPut('changed')).toMatch(/"displayName":"Drifted".*"nickName":"Kept"/);
    expect(await lastPut('whole')).toMatch(/"displayName":"Ada Lovelace".*"nickName":""/);
  });

  test('sends nothing when it is not mapped, or with Update User Attributes off', async () => {
    const office = { do: 'updated', user: ada.id, set: { office: 'Room 4' } };

    expect(outline(await played([sync, office]), `updated ${ada.id}`)).toEqual([]);
    expect(outline(await played([sync, title], { options: { updateUsers: false } }), `updated ${ada.id}`)).toEqual([]);
  });

  test('does not follow a manager who is renamed', async () => {
    const renamed = { do: 'updated', user: 'u2', set: { userName: 'admiral@example.com' } };
    const result = await played([sync, renamed], { users: [grace, { ...ada, manager: 'u2' }] });

    expect(outline(result, 'updated u2')).toEqual([]);
  });

  test('is sent for everybody by Force Sync', async () => {
    const result = await played([sync, { do: 'admin', action: 'forceSync' }], { users: [ada, grace] });

    expect(outline(result, 'forceSync')).toEqual([
      'GET /Users/u-100',
      'PUT /Users/u-100',
      'GET /Users/u-101',
      'PUT /Users/u-101',
    ]);
  });
});

test.describe('leaving and coming back', () => {
  for (const leave of [terminated, { do: 'unassigned', user: ada.id }]) {
    test(`deactivates by one PATCH without path when ${leave.do} (oin)`, async () => {
      const result = await played([sync, leave]);

      expect(transcript(result)).toEqual([setActive('u-100', false)]);
      expect(log(result, `${leave.do} ${ada.id}`)).toEqual([
        'deactivate ada@example.com: Success (application.provision.user.deactivate)',
      ]);
    });

    test(`deactivates by GET, and PUT of exactly that with active false when ${leave.do} (aiw)`, async () => {
      const result = await played([sync, leave], { target: tiny(undefined, [known]), options: { app: 'aiw' } });

      expect(transcript(result)).toEqual([
        'GET /Users/u-100',
        `PUT /Users/u-100 ${JSON.stringify({ ...known, active: false })}`,
      ]);
    });
  }

  test('deactivates who leaves the last assigned group, and not who is assigned by another path', async () => {
    const scope = { users: { ids: ['u2'], membersOf: ['g1'] }, groups: 'none' };
    const groups = [{ ...engineering, members: [ada.id, 'u2'] }];
    const leave = (user: string) => ({ do: 'memberRemoved', group: 'g1', user });
    const result = await played([sync, leave(ada.id), leave('u2')], { users: [ada, grace], groups, scope });

    expect(transcript(result, `memberRemoved g1 ${ada.id}`)).toEqual([setActive('u-100', false)]);
    expect(transcript(result, 'memberRemoved g1 u2')).toEqual([]);
  });

  test('says nothing of a suspension and its end', async () => {
    const steps = [sync, { do: 'disabled', user: ada.id }, { do: 'enabled', user: ada.id }];

    expect(outline(await played(steps))).toEqual(['GET /Users?', 'POST /Users']);
  });

  test('says nothing when a deactivated person is deleted, and never deletes an account', async () => {
    const result = await played([sync, terminated, { do: 'purged', user: ada.id }]);

    expect(outline(result, `purged ${ada.id}`)).toEqual([]);
    expect(result.exchanges.map(({ request }) => request.method)).not.toContain('DELETE');
  });

  test('says nothing with Deactivate Users off', async () => {
    const result = await played([sync, terminated], { options: { deactivateUsers: false } });

    expect(outline(result, `terminated ${ada.id}`)).toEqual([]);
    expect(result.simulation.converged).toBe(true);
  });

  test('finds, activates and overwrites the account on return (oin)', async () => {
    const result = await played([sync, terminated, hired]);

    expect(outline(result)).toEqual(['GET /Users?', 'PATCH /Users/u-100', 'GET /Users/u-100', 'PUT /Users/u-100']);
    expect(transcript(result)[1]).toBe(setActive('u-100', true));
    expect(transcript(result)[3]).toContain('"active":true');
  });

  test('finds the account and puts it twice on return (aiw)', async () => {
    const result = await played([sync, terminated, hired], { options: { app: 'aiw' } });

    expect(outline(result)).toEqual([
      'GET /Users?',
      'GET /Users/u-100',
      'PUT /Users/u-100',
      'GET /Users/u-100',
      'PUT /Users/u-100',
    ]);
    for (const line of transcript(result).filter((text) => text.startsWith('PUT')))
      expect(line).toContain('"active":true');
  });

  test('ends inactive with the fault of a stale profile', async () => {
    const result = await played([sync, terminated, hired], { options: { staleReactivation: true } });

    expect(transcript(result).at(-1)).toContain('"active":false');
    expect(result.simulation.differences).toEqual(['ada@example.com: the account is inactive, not active.']);
  });

  test('creates again, meets a 409 and stops where the server hides inactive accounts', async () => {
    let created = 0;
    const answers: Answers = (request) => {
      if (request.startsWith('GET /Users?filter')) return json(200, list([]));
      if (request !== 'POST /Users') return undefined;
      created += 1;
      return created === 1 ? undefined : json(409, scimError(409, 'userName is taken'));
    };
    const result = await played([sync, terminated, hired], { target: tiny(answers) });

    expect(outline(result)).toEqual(['GET /Users?', 'POST /Users']);
    expect(log(result, `hired ${ada.id}`)).toEqual([
      'create ada@example.com: Failure (Conflict: Error while creating user ada@example.com: Conflict. Errors reported by remote server: userName is taken)',
    ]);
  });

  test('asks by the new login on return, and makes a second account where the server has the old one', async () => {
    const renamed = { do: 'updated', user: ada.id, set: { userName: 'king@example.com' } };
    const result = await played([sync, renamed, terminated, hired]);

    expect(transcript(result)[0]).toBe(lookupOf('king'));
    expect(outline(result)).toEqual(['GET /Users?', 'POST /Users']);
  });

  test('does not come back with the person where the assignment was individual', async () => {
    const steps = [sync, terminated, hired, { do: 'assigned', user: ada.id }];
    const result = await played(steps, { options: { assignedBy: 'person' } });

    expect(outline(result, `hired ${ada.id}`)).toEqual([]);
    expect(outline(result, `assigned ${ada.id}`)[0]).toBe('GET /Users?');
  });

  test('links the account of somebody who was deleted to whoever is hired under the name', async () => {
    const again = { ...ada, id: 'u9' };
    const result = await playedOnServer(
      [sync, terminated, { do: 'purged', user: ada.id }, { do: 'hired', user: again }],
      {
        groups: [engineering],
      },
    );

    expect(outline(result, 'hired u9').at(-1)).toMatch(/^PUT \/Users\//);
    expect(result.simulation.differences).toEqual([]);
  });
});

test.describe('a password', () => {
  const passwordSet = { do: 'passwordSet', user: ada.id };

  for (const [passwordSync, length] of [
    ['okta', 12],
    ['random', 8],
  ] as const) {
    test(`is one PATCH without path with ${passwordSync} sync (oin)`, async () => {
      const result = await played([sync, passwordSet], { options: { passwordSync } });

      expect(transcript(result)).toHaveLength(1);
      expect(transcript(result)[0]?.replace(new RegExp(`:"[A-Za-z0-9]{${length}}"`), ':"…"')).toBe(
        `PATCH /Users/u-100 {${patchOp},"Operations":[{"op":"replace","value":{"password":"…"}}]}`,
      );
    });
  }

  test('is not sent without sync, nor by an app of the wizard', async () => {
    expect(outline(await played([sync, passwordSet]), `passwordSet ${ada.id}`)).toEqual([]);
    const aiw = await played([sync, passwordSet], { options: { app: 'aiw', passwordSync: 'okta' } });
    expect(outline(aiw, `passwordSet ${ada.id}`)).toEqual([]);
  });
});

const both = { users: [ada, grace], groups: [{ ...engineering, members: [ada.id, 'u2'] }] };
const created = (...members: readonly string[]) =>
  `POST /Groups {${groupSchema},"displayName":"Engineering","members":[${members.join(',')}]}`;
const groupLines = (result: Simulated, step = 'sync') =>
  transcript(result, step).filter((line) => line.split(' ')[1]?.startsWith('/Groups'));

test.describe('a group push', () => {
  test('starts with look-up, create, the members once more, a look, and the name (oin)', async () => {
    expect(groupLines(await played([sync], both))).toEqual([
      groupLookup,
      created(adaMember, graceMember),
      addMembers(adaMember, graceMember),
      'GET /Groups/g-200',
      setName('Engineering'),
    ]);
  });

  test('starts with look-up, create, a look, and the whole once more (aiw)', async () => {
    const options = { app: 'aiw' };

    expect(groupLines(await played([sync], { ...both, options }))).toEqual([
      groupLookup,
      created(adaMember, graceMember),
      'GET /Groups/g-200',
      whole('Engineering', adaMember, graceMember),
    ]);
  });

  test('starts empty with memberships not pushed at once, and sends them with the next change', async () => {
    const options = { pushMembershipsImmediately: false };
    const added = { do: 'memberAdded', group: 'g1', user: 'u3' };
    const result = await played([sync, added], { ...both, users: [ada, grace, alan], options });

    expect(groupLines(result)).toEqual([groupLookup, created(), setName('Engineering')]);
    expect(groupLines(result, 'memberAdded g1 u3')[0]).toBe(
      addMembers(adaMember, graceMember, '{"value":"u-102","display":"alan@example.com"}'),
    );
  });

  test('creates an empty group with an empty list', async () => {
    const groups = [{ ...engineering, members: [] }];

    expect(groupLines(await played([sync], { groups }))).toEqual([
      groupLookup,
      created(),
      'GET /Groups/g-200',
      setName('Engineering'),
    ]);
  });

  test('sends the first batch with the create and the others after it', async () => {
    const options = { groupBatch: 1, groupCreateFollowUp: ['name'] };

    expect(groupLines(await played([sync], { ...both, options }))).toEqual([
      groupLookup,
      created(adaMember),
      setName('Engineering'),
      addMembers(graceMember),
    ]);
  });

  for (const [groupLookupOption, importGroups, asks] of [
    ['never', false, false],
    ['when-id-unknown', false, true],
    ['when-id-unknown', true, false],
    ['always', true, true],
  ] as const) {
    test(`${asks ? 'looks' : 'does not look'} a group up with ${groupLookupOption}, groups ${importGroups ? '' : 'not '}imported`, async () => {
      const options = { groupLookup: groupLookupOption, importGroups };

      expect(groupLines(await played([sync], { ...both, options })).includes(groupLookup)).toBe(asks);
    });
  }

  test('sends null as the display of a member, as some apps do', async () => {
    const result = await played([sync], { ...both, options: { memberDisplay: 'null' } });

    expect(groupLines(result)[1]).toBe(created('{"value":"u-100","display":null}', '{"value":"u-101","display":null}'));
  });

  test('uses the one group that the look-up finds, instead of making another', async () => {
    const found = { schemas: [], id: 'g-200', displayName: 'Engineering', members: [{ value: 'u-900' }] };
    for (const [app, rest] of [
      ['oin', [addMembers(adaMember, graceMember), 'GET /Groups/g-200', setName('Engineering')]],
      ['aiw', ['GET /Groups/g-200', whole('Engineering', adaMember, graceMember)]],
    ] as const) {
      const target = tiny();
      target.groups.set('g-200', found);
      const result = await played([sync], { ...both, target, options: { app } });

      expect(groupLines(result)).toEqual([groupLookup, ...rest]);
    }
  });

  test('sends who left by removes with the id in the path, then one add', async () => {
    const users = [ada, grace, alan];
    const move = {
      do: 'together',
      steps: [
        { do: 'memberRemoved', group: 'g1', user: 'u2' },
        { do: 'memberAdded', group: 'g1', user: 'u3' },
      ],
    };
    const expected = `PATCH /Groups/g-200 {${patchOp},"Operations":[{"op":"remove","path":"members[value eq \\"u-101\\"]"},{"op":"add","path":"members","value":[{"value":"u-102","display":"alan@example.com"}]}]}`;

    expect(transcript(await played([sync, move], { ...both, users }))).toEqual([
      expected,
      'GET /Groups/g-200',
      setName('Engineering'),
    ]);
    const quiet = await played([sync, move], { ...both, users, options: { groupNamePatch: false } });
    expect(transcript(quiet)).toEqual([expected, 'GET /Groups/g-200']);
    const renamed = { do: 'groupRenamed', group: 'g1', displayName: 'Platform' };
    const moveAndRename = { do: 'together', steps: [...move.steps, renamed] };
    const named = await played([sync, moveAndRename], { ...both, users, options: { groupNamePatch: false } });
    expect(transcript(named)).toEqual([expected, 'GET /Groups/g-200', setName('Platform')]);
  });

  test('sends the whole group when a member leaves (aiw)', async () => {
    const left = { do: 'memberRemoved', group: 'g1', user: 'u2' };

    expect(transcript(await played([sync, left], { ...both, options: { app: 'aiw' } }))).toEqual([
      'GET /Groups/g-200',
      whole('Engineering', adaMember),
    ]);
  });

  test('is renamed by a PATCH without path, by the whole, or not at all', async () => {
    const renamed = { do: 'groupRenamed', group: 'g1', displayName: 'Platform' };

    expect(transcript(await played([sync, renamed], both))).toEqual([setName('Platform')]);
    expect(transcript(await played([sync, renamed], { ...both, options: { app: 'aiw' } }))).toEqual([
      'GET /Groups/g-200',
      whole('Platform', adaMember, graceMember),
    ]);
    const off = await played([sync, renamed], { ...both, options: { renameGroups: false } });
    expect(outline(off, 'groupRenamed g1')).toEqual([]);
    expect(off.simulation.differences).toEqual([]);
  });

  for (const [fullPush, value] of [
    ['path', `"path":"members","value":[${adaMember},${graceMember}]`],
    ['pathless', `"value":{"members":[${adaMember},${graceMember}]}`],
    ['pathless-with-id', `"value":{"members":[${adaMember},${graceMember}],"id":"g-200","displayName":"Engineering"}`],
  ] as const) {
    test(`is pushed now by one replace, ${fullPush}`, async () => {
      const pushNow = { do: 'admin', action: 'pushNow', group: 'g1' };
      const result = await played([sync, pushNow], { ...both, options: { fullPush } });

      expect(transcript(result)).toEqual([`PATCH /Groups/g-200 {${patchOp},"Operations":[{"op":"replace",${value}}]}`]);
    });
  }

  test('is pushed now as a whole (aiw), and with an empty list when nobody is left', async () => {
    const pushNow = { do: 'admin', action: 'pushNow', group: 'g1' };
    const groups = [{ ...engineering, members: [] }];

    expect(transcript(await played([sync, pushNow], { ...both, options: { app: 'aiw' } }))).toEqual([
      whole('Engineering', adaMember, graceMember),
    ]);
    expect(transcript(await played([sync, pushNow], { groups }))).toEqual([
      `PATCH /Groups/g-200 {${patchOp},"Operations":[{"op":"replace","path":"members","value":[]}]}`,
    ]);
  });

  test('ends with DELETE when it is unlinked or deleted, or is left there', async () => {
    const unlinked = { do: 'unassigned', group: 'g1' };
    const deleted = { do: 'groupDeleted', group: 'g1' };

    expect(transcript(await played([sync, unlinked], both))).toEqual(['DELETE /Groups/g-200']);
    expect(transcript(await played([sync, deleted], both))).toEqual(['DELETE /Groups/g-200']);
    const left = await played([sync, deleted], { ...both, options: { unlink: 'leave' } });
    expect(outline(left, 'groupDeleted g1')).toEqual([]);
  });

  test('rests while its mapping is paused, and tells all at once after that', async () => {
    const pause = { do: 'admin', action: 'pauseGroup', group: 'g1' };
    const resume = { do: 'admin', action: 'resumeGroup', group: 'g1' };
    const left = { do: 'memberRemoved', group: 'g1', user: 'u2' };
    const result = await played([sync, pause, left, resume], both);

    expect(outline(result, 'memberRemoved g1 u2')).toEqual([]);
    expect(outline(result, 'resumeGroup g1')).toEqual([
      'PATCH /Groups/g-200',
      'GET /Groups/g-200',
      'PATCH /Groups/g-200',
    ]);
  });

  test('is linked to the group that an import found', async () => {
    const target = tiny();
    target.groups.set('g-200', { id: 'g-200', displayName: 'Engineering', members: [{ value: 'u-900' }] });
    const steps = [
      sync,
      { do: 'admin', action: 'import' },
      { do: 'assigned', group: 'g1' },
      { do: 'admin', action: 'linkGroup', group: 'g1' },
    ];
    const faults = ['POST /Groups 409'];
    const scope = { users: 'all', groups: 'none' };
    const result = await played(steps, { ...both, target, scope, faults, options: { importGroups: true } });

    expect(outline(result, 'assigned g1')).toEqual(['POST /Groups']);
    expect(transcript(result, 'linkGroup g1')).toEqual([
      addMembers(adaMember, graceMember),
      'GET /Groups/g-200',
      setName('Engineering'),
    ]);
  });

  test('holds only who is assigned and provisioned; the others come with a later push', async () => {
    const scope = { users: [ada.id], groups: 'all' };
    const steps = [sync, { do: 'assigned', user: 'u2' }, { do: 'admin', action: 'pushNow', group: 'g1' }];
    const result = await played(steps, { ...both, scope });

    expect(groupLines(result)[1]).toBe(created(adaMember));
    expect(outline(result, 'assigned u2')).toEqual(['GET /Users?', 'POST /Users']);
    expect(transcript(result, 'pushNow g1')[0]).toContain(graceMember);
  });

  test('never holds a group', async () => {
    const groups = [
      { ...engineering, members: [ada.id, 'g2'] },
      { id: 'g2', displayName: 'Inner', members: ['u2'] },
    ];
    const result = await played([sync], { ...both, groups });

    expect(groupLines(result)[1]).toBe(created(adaMember));
  });

  test('says nothing of a member who is deactivated, until that person is active again', async () => {
    const result = await playedOnServer([sync, terminated, hired], { groups: [engineering] });

    expect(outline(result, `terminated ${ada.id}`).filter((line) => line.includes('/Groups'))).toEqual([]);
    expect(groupLines(result, `hired ${ada.id}`)[0]).toContain('"op":"remove"');
    expect(result.simulation.differences).toEqual([]);
  });

  test('removes a deactivated member at once where removals are not kept back', async () => {
    const result = await played([sync, terminated], { ...both, options: { holdInactiveRemovals: false } });

    expect(transcript(result)).toEqual([
      setActive('u-100', false),
      `PATCH /Groups/g-200 {${patchOp},"Operations":[{"op":"remove","path":"members[value eq \\"u-100\\"]"}]}`,
      'GET /Groups/g-200',
      setName('Engineering'),
    ]);
  });

  test('is not told again of a member who is unassigned and assigned', async () => {
    const steps = [sync, { do: 'unassigned', user: ada.id }, { do: 'assigned', user: ada.id }];
    const result = await playedOnServer(steps, { groups: [engineering] });

    expect(groupLines(result, `unassigned ${ada.id}`)).toEqual([]);
    expect(groupLines(result, `assigned ${ada.id}`)).toEqual([]);
    expect(result.simulation.differences).toEqual([]);
  });

  test('sends nothing at all with Push Groups off', async () => {
    expect(groupLines(await played([sync], { ...both, options: { pushGroups: false } }))).toEqual([]);
  });

  test('can write the other way than its app does', async () => {
    const options = { groupUpdate: 'put', deactivate: 'put' };
    const result = await played([sync, terminated], { ...both, options });

    expect(groupLines(result).at(-1)).toBe(whole('Engineering', adaMember, graceMember));
    expect(outline(result, `terminated ${ada.id}`)).toEqual(['GET /Users/u-100', 'PUT /Users/u-100']);
  });

  for (const [interleave, first] of [
    ['users-first', 'GET /Users?'],
    ['groups-first', 'GET /Groups?'],
  ] as const) {
    test(`comes in the order ${interleave}`, async () => {
      const result = await played([sync], { ...both, options: { interleave } });

      expect(outline(result, 'sync')[0]).toBe(first);
    });
  }

  test('has several PATCHes in flight together where jobs run in parallel', async () => {
    let inFlight = 0;
    let most = 0;
    const inner = tiny();
    const transport: Transport = async (request) => {
      if (request.method === 'PATCH') inFlight += 1;
      most = Math.max(most, inFlight);
      await new Promise((resolve) => setImmediate(resolve));
      const answer = await inner.transport(request);
      if (request.method === 'PATCH') inFlight -= 1;
      return answer;
    };
    const users = [ada, grace, alan];
    const joins = users.map(({ id }) => ({ do: 'memberAdded', group: 'g1', user: id }));
    await played([sync, { do: 'together', steps: joins }], {
      users,
      groups: [{ ...engineering, members: [] }],
      target: { ...inner, transport },
      options: { concurrency: 3, groupBatch: 1 },
    });

    expect(most).toBe(3);
  });
});

test('keeps the members that a linked group had, until it is pushed now', async () => {
  for (const [steps, count] of [
    [[sync], 2],
    [[sync, { do: 'admin', action: 'pushNow', group: 'g1' }], 1],
  ] as const) {
    const server = scimServer({ tokens: [token], passwordIterations: 1 });
    const asked = async (method: string, path: string, body?: object) => {
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json' };
      const text = body === undefined ? null : JSON.stringify(body);
      return (await server.fetch(new Request(base + path, { method, headers, body: text }))).json();
    };
    const stranger = await asked('POST', '/Users', { schemas: [userUrn], userName: 'stranger@example.com' });
    const schemas = ['urn:ietf:params:scim:schemas:core:2.0:Group'];
    const members = [{ value: stranger.id }];
    const group = await asked('POST', '/Groups', { schemas, displayName: 'Engineering', members });
    const transport = fetchTransport((request) => server.fetch(request));

    const { simulation } = await played(steps, { groups: [engineering], target: { ...tiny(), transport } });

    expect((await asked('GET', `/Groups/${group.id}`)).members).toHaveLength(count);
    expect(simulation.differences).toEqual([]);
  }
});

test('shows each behaviour that sends something, and sends nothing that has none', async () => {
  const steps = [
    sync,
    title,
    { do: 'passwordSet', user: ada.id },
    terminated,
    hired,
    { do: 'memberAdded', group: 'g1', user: 'u2' },
    { do: 'groupRenamed', group: 'g1', displayName: 'Platform' },
    { do: 'admin', action: 'pushNow', group: 'g1' },
    { do: 'admin', action: 'import' },
    { do: 'groupDeleted', group: 'g1' },
  ];
  const settings = [
    { passwordSync: 'okta', importGroups: true, discovery: 'entitlements' },
    { app: 'aiw' },
    { userUpdate: 'patch', fullPush: 'pathless', staleReactivation: true },
    { staleReactivation: true },
  ];
  const seen = new Set<string | undefined>();
  for (const options of settings) {
    const play = { users: [ada, grace], groups: [engineering], options };
    for (const result of [
      await playedOnServer(steps, play),
      await played([sync], { ...play, target: tiny(undefined, [known]) }),
    ]) {
      for (const { behaviour } of result.exchanges) seen.add(behaviour);
    }
  }

  expect([...seen].sort()).toEqual([
    'okta-active-01',
    'okta-active-02',
    'okta-active-07',
    'okta-connect-01',
    'okta-connect-02',
    'okta-create-01',
    'okta-discovery-02',
    'okta-group-02',
    'okta-group-03',
    'okta-group-05',
    'okta-group-06',
    'okta-group-07',
    'okta-group-08',
    'okta-group-09',
    'okta-group-11',
    'okta-group-12',
    'okta-group-15',
    'okta-group-18',
    'okta-import-01',
    'okta-lookup-01',
    'okta-lookup-04',
    'okta-password-01',
    'okta-quirk-01',
    'okta-update-01',
    'okta-update-05',
  ]);
  for (const id of seen) expect(okta.behaviours).toHaveProperty([id ?? '']);
});
