import { expect, test } from '@playwright/test';
import { type Json, type JsonObject, urns } from '#scim';
import { testServer } from '../test-server.ts';

const base = 'https://scim.example/scim/v2';
const manager = `${urns.enterpriseUser}:manager`;

function reporting(to: JsonObject): JsonObject {
  return { schemas: [urns.user, urns.enterpriseUser], userName: 'ada', [urns.enterpriseUser]: { manager: to } };
}

test('the URL of a manager who has an account here is that of the account, whatever was sent', async () => {
  const { create } = testServer();
  const boss = await create('Users', { userName: 'boss' });
  for (const [at, $ref] of [`../Users/${boss.id}`, 'https://elsewhere.example/Users/1', `${base}/Users/x`].entries()) {
    const user = await create('Users', { ...reporting({ value: boss.id, $ref }), userName: `u${at}` });
    expect(user[urns.enterpriseUser]).toEqual({ manager: { value: boss.id, $ref: `${base}/Users/${boss.id}` } });
  }
});

test('who sends no URL is given none', async () => {
  const { create } = testServer();
  const boss = await create('Users', { userName: 'boss' });
  expect((await create('Users', reporting({ value: boss.id })))[urns.enterpriseUser]).toEqual({
    manager: { value: boss.id },
  });
});

test('a URL of somebody else is kept, and made absolute', async () => {
  const { create } = testServer();
  const far = await create('Users', reporting({ value: '26118915', $ref: 'https://elsewhere.example/Users/26118915' }));
  expect(far[urns.enterpriseUser].manager.$ref).toBe('https://elsewhere.example/Users/26118915');
  const near = await create('Users', { ...reporting({ value: '26118915', $ref: '../Users/26118915' }), userName: 'b' });
  expect(near[urns.enterpriseUser].manager.$ref).toBe(`${base}/Users/26118915`);
});

test('what is no URL at all is kept as it was sent', async () => {
  const { create, send } = testServer();
  const user = await create('Users', reporting({ value: '7', $ref: 'http://[' }));
  expect((await send('GET', `/Users/${user.id}`)).body[urns.enterpriseUser].manager.$ref).toBe('http://[');
});

test('the URL of the last manager does not stay with the next', async () => {
  const { create, patch } = testServer();
  const [old, next] = await Promise.all(['old', 'next'].map((userName) => create('Users', { userName })));
  const { id } = await create('Users', reporting({ value: old?.id, $ref: `${base}/Users/${old?.id}` }));
  const to = async (path: string, value: Json) =>
    (await patch(`/Users/${id}`, { op: 'replace', path, value })).body[urns.enterpriseUser].manager;

  expect(await to(`${manager}.value`, next?.id)).toEqual({ value: next?.id, $ref: `${base}/Users/${next?.id}` });
  expect(await to(`${manager}.value`, 'stranger')).toEqual({ value: 'stranger' });
  expect(await to(manager, { $ref: '../Users/other', value: 'other' })).toEqual({
    value: 'other',
    $ref: `${base}/Users/other`,
  });
});

test('what a GET answered can be put back without a change', async () => {
  const { create, send } = testServer();
  const boss = await create('Users', { userName: 'boss' });
  const user = await create('Users', reporting({ value: boss.id, $ref: `../Users/${boss.id}` }));
  const again = await send('PUT', `/Users/${user.id}`, user);
  expect([again.status, again.body.meta]).toEqual([200, user.meta]);
});
