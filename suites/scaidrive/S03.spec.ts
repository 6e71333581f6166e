import { secretIn } from './admin.ts';
import { expect, test } from './drive-test.ts';
import { scimCaller } from './scim-caller.ts';

test('S3: Rotate, on the same page, ends the old token from that moment', async ({ start, open }) => {
  const drive = await start('--setup');
  const page = await open(drive, '/identity/scim');
  await page.getByRole('button', { name: 'Enable SCIM' }).click();
  const old = secretIn(await page.content());
  await page.getByRole('button', { name: 'Rotate' }).click();
  const fresh = secretIn(await page.content());

  expect(fresh).not.toBe(old);
  expect((await scimCaller(drive.scim, fresh).send('GET', '/Users')).status).toBe(200);
  expect((await scimCaller(drive.scim, old).send('GET', '/Users')).status).toBe(401);

  await page.goto(new URL('/identity/scim', drive.console).href);
  const html = await page.content();
  expect([html.includes(old), html.includes(fresh)]).toEqual([false, false]);
});

test('S3: the log says who rotated which token, and when', async ({ start }) => {
  const { admin } = await start('--setup');
  const before = new Date().toISOString();
  await admin.post('/identity/scim/enable', {});
  const id = /tokens\/([\w-]+)\/rotate/.exec((await admin.get('/identity/scim')).html)?.[1];
  await admin.post(`/identity/scim/tokens/${id}/rotate`, { overlap: '0' });
  const [event] = await admin.events('event_type=scim.token.rotated');
  expect(event).toMatchObject({ actor: { name: 'admin' }, target: { type: 'Token' }, replaces: id });
  expect(event && event.at >= before && event.at <= new Date().toISOString()).toBe(true);
});

test('S3: a rotation can be watched: with an overlap both tokens work, and the page says when each was used', async ({
  start,
}) => {
  const drive = await start('--setup');
  const old = secretIn((await drive.admin.post('/identity/scim/enable', {})).html);
  const id = /tokens\/([\w-]+)\/rotate/.exec((await drive.admin.get('/identity/scim')).html)?.[1];
  const fresh = secretIn((await drive.admin.post(`/identity/scim/tokens/${id}/rotate`, { overlap: '60' })).html);
  const statusOf = async (token: string) => (await scimCaller(drive.scim, token).send('GET', '/Users')).status;
  expect([await statusOf(old), await statusOf(fresh)]).toEqual([200, 200]);
  expect((await drive.admin.get('/identity/scim')).words).toMatch(/ends 20\d\d-/i);
  expect((await drive.admin.post(`/identity/scim/tokens/${id}/revoke`, {})).status).toBe(303);
  expect([await statusOf(old), await statusOf(fresh)]).toEqual([401, 200]);
});

test('S3: a rotation holds over a restart', async ({ start }) => {
  const first = await start('--setup');
  const old = secretIn((await first.admin.post('/identity/scim/enable', {})).html);
  const id = /tokens\/([\w-]+)\/rotate/.exec((await first.admin.get('/identity/scim')).html)?.[1];
  const fresh = secretIn((await first.admin.post(`/identity/scim/tokens/${id}/rotate`, { overlap: '0' })).html);
  test.skip(first.data === undefined, 'What is in memory ends with the process.');
  await first.stop();
  const again = await start('--setup', '--data', String(first.data));
  expect((await scimCaller(again.scim, old).send('GET', '/Users')).status).toBe(401);
  expect((await scimCaller(again.scim, fresh).send('GET', '/Users')).status).toBe(200);
});
