import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { urns } from '#scim';
import { errorOf, type Seen, type TestServer, testServer } from '../test-server.ts';

async function withUsers(count: number, options = {}): Promise<TestServer> {
  const server = testServer(options);
  for (let at = 1; at <= count; at += 1) {
    const title = at % 3 === 0 ? {} : { title: `t${at % 4}` };
    await server.create('Users', { userName: `u${at}`, ...title });
  }
  return server;
}

const names = ({ body }: Seen) => body.Resources.map(({ userName }: { userName: string }) => userName);
const search = (message: object) => ({ schemas: [urns.searchRequest], ...message });

test('pages by index: stable order, honest numbers, never an error for an odd place', async () => {
  const { send } = await withUsers(5, { maxPageSize: 4, defaultPageSize: 3 });
  const cases: readonly (readonly [query: string, names: readonly string[], startIndex: number])[] = [
    ['', ['u1', 'u2', 'u3'], 1],
    ['?', ['u1', 'u2', 'u3'], 1],
    ['?startIndex=2&count=2', ['u2', 'u3'], 2],
    ['?startIndex=5&count=9', ['u5'], 5],
    ['?startIndex=6', [], 6],
    ['?startIndex=99999999999', [], 99999999999],
    [`?startIndex=${'9'.repeat(30)}`, [], Number.MAX_SAFE_INTEGER],
    ['?startIndex=0&count=1', ['u1'], 1],
    ['?startIndex=-7&count=1', ['u1'], 1],
    ['?count=0', [], 1],
    ['?count=-3', [], 1],
    ['?count=9', ['u1', 'u2', 'u3', 'u4'], 1],
    ['?count=2&foo=bar&', ['u1', 'u2'], 1],
  ];
  for (const [query, expected, startIndex] of cases) {
    const answer = await send('GET', `/Users${query}`);
    expect(names(answer), query).toEqual(expected);
    expect(answer.body, query).toMatchObject({
      schemas: [urns.listResponse],
      totalResults: 5,
      itemsPerPage: expected.length,
      startIndex,
    });
  }
  for (const query of ['count=abc', 'count=', 'count=1.5', 'startIndex=x', 'startIndex=']) {
    expect(errorOf(await send('GET', `/Users?${query}`)), query).toEqual([400, 'invalidValue']);
  }
});

test('filters by what is indexed and by what is not, and refuses an empty filter', async () => {
  const { send, create } = await withUsers(3);
  await create('Users', {
    userName: 'Grace',
    emails: [{ value: 'Grace@Navy.example', type: 'work' }],
    externalId: 'X',
  });
  const cases: readonly (readonly [filter: string, found: readonly string[]])[] = [
    ['userName eq "GRACE"', ['Grace']],
    ['userName sw "U"', ['u1', 'u2', 'u3']],
    ['userName sw "u" and title pr', ['u1', 'u2']],
    ['title pr and userName eq "u1"', ['u1']],
    ['userName eq "u1" or userName eq "u2"', ['u1', 'u2']],
    ['not (userName sw "u")', ['Grace']],
    ['emails eq "grace@navy.example"', ['Grace']],
    ['emails.value eq "GRACE@navy.example"', ['Grace']],
    ['emails[type eq "work" and value sw "grace"]', ['Grace']],
    ['emails[type eq "home" and value sw "grace"]', []],
    ['externalId eq "x"', []],
    ['meta.location ew "nowhere"', []],
    ['meta.location co "/scim/v2/Users/"', ['u1', 'u2', 'u3', 'Grace']],
    ['meta.resourceType eq "User" and externalId eq "X"', ['Grace']],
  ];
  for (const [filter, found] of cases) {
    expect(names(await send('GET', `/Users?filter=${encodeURIComponent(filter)}`)), filter).toEqual(found);
    expect(names(await send('POST', '/Users/.search', search({ filter }))), filter).toEqual(found);
  }
  for (const filter of ['', '%20', 'userName', 'nonsense%20eq%20"x"', '%22']) {
    expect(errorOf(await send('GET', `/Users?filter=${filter}`)), filter).toEqual([400, 'invalidFilter']);
  }
});

test('lists a user once who has one address twice', async () => {
  const { send, create } = testServer();
  await create('Users', { userName: 'ada', emails: ['work', 'home'].map((type) => ({ value: 'a@b.c', type })) });
  for (const operator of ['eq', 'sw']) {
    expect((await send('GET', `/Users?filter=emails.value+${operator}+"a@b.c"`)).body.totalResults).toBe(1);
  }
});

test('takes a plus in a query for a space, %2B for a plus, and raw brackets', async () => {
  const { send, create } = testServer();
  await create('Users', { userName: 'a+b', emails: [{ value: 'a@b.c', type: 'work' }] });
  expect(names(await send('GET', '/Users?filter=userName+eq+"a%2Bb"'))).toEqual(['a+b']);
  expect(names(await send('GET', '/Users?filter=userName+eq+%22a+b%22'))).toEqual([]);
  expect(names(await send('GET', '/Users?filter=emails[type+eq+"work"]'))).toEqual(['a+b']);
  expect(errorOf(await send('GET', '/Users?filter=%E0%A4%A'))).toEqual([400, 'invalidValue']);
});

test('sorts both ways, the unassigned last or first, equals by id', async () => {
  const { send } = await withUsers(6);
  const all = (await send('GET', '/Users')).body.Resources;
  const byId = [...all].sort((a, b) => (a.id < b.id ? -1 : 1));
  const titled = ['t0', 't1', 't2'].flatMap((title) => byId.filter((user) => user.title === title));
  const untitled = byId.filter(({ title }) => title === undefined);
  const ids = (answer: Seen) => answer.body.Resources.map(({ id }: { id: string }) => id);
  const idsOf = (users: readonly { id: string }[]) => users.map(({ id }) => id);
  expect(ids(await send('GET', '/Users?sortBy=title'))).toEqual(idsOf([...titled, ...untitled]));
  const descending = ids(await send('GET', '/Users?sortBy=TITLE&sortOrder=descending'));
  expect(descending.slice(0, untitled.length)).toEqual(idsOf(untitled));
  expect(ids(await send('GET', '/Users?sortBy=title&startIndex=3&count=2'))).toEqual(
    idsOf([...titled, ...untitled].slice(2, 4)),
  );
  expect(errorOf(await send('GET', '/Users?sortBy=name'))).toEqual([400, 'invalidPath']);
  expect(errorOf(await send('GET', '/Users?sortBy=nonsense'))).toEqual([400, 'invalidPath']);
  expect(errorOf(await send('GET', '/Users?sortOrder=sideways'))).toEqual([400, 'invalidValue']);
});

test('sorts groups by their members, which are kept apart', async () => {
  const { send, create } = testServer();
  const users: Seen['body'][] = [];
  for (const displayName of ['b', 'a', 'c']) users.push(await create('Users', { userName: displayName, displayName }));
  for (const [displayName, at] of [
    ['none', []],
    ['bc', [0, 2]],
    ['c', [2]],
    ['ab', [1, 0]],
  ] as const) {
    await create('Groups', { displayName, members: at.map((index) => ({ value: users[index]?.id })) });
  }
  const sorted = async (query: string) =>
    (await send('GET', query)).body.Resources.map(({ displayName }: { displayName: string }) => displayName);
  expect(await sorted('/Groups?sortBy=members.display')).toEqual(['ab', 'bc', 'c', 'none']);
  expect(await sorted('/Groups?sortBy=MEMBERS.display&sortOrder=descending')).toEqual(['none', 'c', 'bc', 'ab']);
  expect(await sorted(`/Groups?sortBy=${urns.group}:members.display&startIndex=2&count=1`)).toEqual(['bc']);
  const byValue = [...users].sort((a, b) => (a.id < b.id ? -1 : 1)).map(({ displayName }) => displayName);
  const begins = (await sorted('/Groups?sortBy=members')).map((name: string) => name[0]);
  expect(begins).toEqual([...byValue, 'n']);

  // Only groups have what this names, so every user comes after them.
  const overAll = await sorted(`/?sortBy=${urns.group}:displayName`);
  expect(overAll.slice(0, 4)).toEqual(['ab', 'bc', 'c', 'none']);
});

test('gives a cursor that fits into a URL whatever the list is sorted by', async () => {
  const { send, create } = testServer();
  for (const [at, end] of ['b', 'a', 'c'].entries()) {
    await create('Users', {
      userName: `u${at}`,
      nickName: 'n'.repeat(50_000) + end,
      emails: [
        { value: `${end}@x.example`, display: 'd'.repeat(50_000), primary: true },
        { value: 'z@x.example', display: 'd'.repeat(50_000) },
      ],
    });
  }
  for (const sortBy of ['nickName', 'emails', 'emails.value', 'id']) {
    const whole = await send('GET', `/Users?attributes=userName&sortBy=${sortBy}`);
    const seen: string[] = [];
    let cursor: string | undefined = '';
    for (let page = 0; cursor !== undefined; page += 1) {
      expect(page).toBeLessThan(3);
      const answer: Seen = await send('GET', `/Users?attributes=userName&count=1&sortBy=${sortBy}&cursor=${cursor}`);
      seen.push(...names(answer));
      cursor = answer.body.nextCursor;
      expect((cursor ?? '').length).toBeLessThan(4000);
    }
    expect(seen, sortBy).toEqual(names(whole));
  }
});

test('joins the names of attributes that are given in several parameters', async () => {
  const { send } = await withUsers(1);
  const shown = async (query: string) => Object.keys((await send('GET', `/Users?${query}`)).body.Resources[0]).sort();
  expect(await shown('attributes=userName&attributes=title')).toEqual(['id', 'schemas', 'title', 'userName']);
  expect(await shown('excludedAttributes=userName&excludedAttributes=meta,title&count=1')).toEqual([
    'active',
    'id',
    'schemas',
  ]);
  expect(await shown('count=1&count=2&attributes=title')).toEqual(['id', 'schemas', 'title']);
});

test('shows in a search what its message asks for, or else its URL', async () => {
  const { send } = await withUsers(1);
  const shown = async (query: string, message: object) =>
    Object.keys((await send('POST', `/Users/.search?${query}`, search(message))).body.Resources[0]).sort();
  expect(await shown('attributes=title', {})).toEqual(['id', 'schemas', 'title']);
  expect(await shown('attributes=title', { attributes: ['userName'] })).toEqual(['id', 'schemas', 'userName']);
  expect(await shown('excludedAttributes=meta,active,title', {})).toEqual(['id', 'schemas', 'userName']);
  const both = await send('POST', '/Users/.search?attributes=title', search({ excludedAttributes: ['meta'] }));
  expect(errorOf(both)).toEqual([400, 'invalidValue']);
});

test('searches by POST at every level as GET does, and never creates', async () => {
  const { send, create } = await withUsers(3);
  await create('Groups', { displayName: 'u-group' });
  const asked = { FILTER: 'meta.resourceType eq "User"', StartIndex: 2, count: 1, attributes: ['userName'] };
  const got = await send('GET', '/Users?filter=meta.resourceType+eq+"User"&startIndex=2&count=1&attributes=userName');
  expect((await send('POST', '/Users/.search', search(asked))).text).toBe(got.text);
  expect((await send('POST', '/.search', search(asked))).body).toMatchObject({ totalResults: 3, itemsPerPage: 1 });
  const everything = await send('GET', '/');
  expect(everything.body.Resources.map(({ meta }: { meta: { resourceType: string } }) => meta.resourceType)).toEqual([
    'User',
    'User',
    'User',
    'Group',
  ]);
  expect((await send('POST', '/.search', search({ filter: 'displayName eq "u-group"' }))).body.totalResults).toBe(1);
  expect((await send('POST', '/Groups/.search', search({}))).body.totalResults).toBe(1);
  for (const [message, error] of [
    [{ filter: 'userName pr' }, [400, 'invalidSyntax']],
    [search({ count: '2' }), [400, 'invalidValue']],
    [search({ startIndex: 1.5 }), [400, 'invalidValue']],
    [search({ attributes: [1] }), [400, 'invalidValue']],
    [search({ attributes: ['a'], excludedAttributes: ['b'] }), [400, 'invalidValue']],
    [search({ count: 1, COUNT: 2 }), [400, 'invalidSyntax']],
    [[], [400, 'invalidSyntax']],
  ] as const) {
    expect(errorOf(await send('POST', '/Users/.search', message as never))).toEqual(error);
  }
});

test('ignores a filter on one resource', async () => {
  const { send, create } = testServer();
  const { id } = await create('Users', { userName: 'ada' });
  expect((await send('GET', `/Users/${id}?filter=userName+eq+"x"`)).status).toBe(200);
});

test('gives cursor pages that together are the list, whatever the query and the page size', async () => {
  const { send } = await withUsers(11);
  const queries = [
    '',
    '&filter=userName+sw+"u"',
    '&sortBy=title',
    '&sortBy=title&sortOrder=descending',
    '&filter=title+pr&sortBy=userName',
  ];
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...queries), fc.integer({ min: 1, max: 12 }), async (query, count) => {
      const whole = await send('GET', `/Users?count=100${query}`);
      const seen: string[] = [];
      let cursor: string | undefined = '';
      for (let page = 0; cursor !== undefined; page += 1) {
        expect(page).toBeLessThan(13);
        const answer: Seen = await send('GET', `/Users?count=${count}&cursor=${cursor}${query}`);
        expect(answer.body.totalResults).toBe(whole.body.totalResults);
        expect(answer.body).not.toHaveProperty('startIndex');
        expect(names(answer).length).toBeGreaterThan(0);
        seen.push(...names(answer));
        cursor = answer.body.nextCursor;
        expect(cursor ?? '').toMatch(/^[\w.~-]*$/);
      }
      expect(seen).toEqual(names(whole));
    }),
    { numRuns: 25 },
  );
});

test('goes on at the right place when the last resource shown is deleted between pages', async () => {
  const { send } = await withUsers(6);
  for (const query of ['', '&sortBy=userName', '&sortBy=title&sortOrder=descending']) {
    const all = names(await send('GET', `/Users?count=9${query}`));
    const first = await send('GET', `/Users?cursor&count=2${query}`);
    await send('DELETE', `/Users/${first.body.Resources[1].id}`);
    const second = await send('GET', `/Users?cursor=${first.body.nextCursor}&count=2${query}`);
    expect(names(second), query).toEqual(all.slice(2, 4));
  }
});

test('refuses cursors that are forged, stale, of another query or used with another count', async () => {
  let now = 0;
  const { send } = await withUsers(5, { now: () => now, cursorTimeoutS: 60 });
  const first = await send('GET', '/Users?cursor=&count=2');
  const cursor: string = first.body.nextCursor;
  const next = (query: string) => send('GET', `/Users?${query}`);
  expect((await next(`cursor=${cursor}&count=2`)).status).toBe(200);
  const [payload = '', signature = ''] = cursor.split('.');
  const forged = btoa(JSON.stringify([99999, 2, 0, null])).replaceAll('=', '');
  for (const [query, keyword] of [
    ['cursor=nonsense&count=2', 'invalidCursor'],
    [`cursor=${forged}.${signature}&count=2`, 'invalidCursor'],
    [`cursor=${payload}.${signature.replace(/.$/, (last) => (last === '0' ? '1' : '0'))}&count=2`, 'invalidCursor'],
    [`cursor=${cursor}x&count=2`, 'invalidCursor'],
    [`cursor=${cursor}&count=2&filter=userName+pr`, 'invalidCursor'],
    [`cursor=${cursor}&count=2&sortBy=userName`, 'invalidCursor'],
    [`cursor=${cursor}&count=2&startIndex=1`, 'invalidCursor'],
    [`cursor=${cursor}&count=3`, 'invalidCount'],
    [`cursor=${cursor}`, 'invalidCount'],
    ['cursor=&count=x', 'invalidCount'],
  ] as const) {
    expect(errorOf(await next(query)), query).toEqual([400, keyword]);
  }
  expect(errorOf(await send('GET', `/Groups?cursor=${cursor}&count=2`))).toEqual([400, 'invalidCursor']);
  now = 61_000;
  expect(errorOf(await next(`cursor=${cursor}&count=2`))).toEqual([400, 'expiredCursor']);
});

test('refuses a cursor into data that a reset took away', async () => {
  const { send, create, server } = await withUsers(3);
  const { nextCursor } = (await send('GET', '/Users?cursor=&count=1')).body;
  await server.reset();
  await create('Users', { userName: 'new' });
  expect(errorOf(await send('GET', `/Users?cursor=${nextCursor}&count=1`))).toEqual([400, 'invalidCursor']);
});

test('pages by cursor in a search message too, and gives only the number for a count of none', async () => {
  const { send } = await withUsers(3);
  const first = await send('POST', '/Users/.search', search({ cursor: '', count: 2 }));
  const second = await send('POST', '/Users/.search', search({ cursor: first.body.nextCursor, count: 2 }));
  expect([names(first), names(second), second.body.nextCursor]).toEqual([['u1', 'u2'], ['u3'], undefined]);
  const none = await send('GET', '/Users?cursor&count=-1');
  expect(none.body).toEqual({ schemas: [urns.listResponse], totalResults: 3, itemsPerPage: 0, Resources: [] });
});
