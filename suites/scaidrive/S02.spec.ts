import { urns } from '#scim';
import { secretIn } from './admin.ts';
import { expect, test } from './drive-test.ts';
import { scimCaller } from './scim-caller.ts';

test('S2: until it is enabled under Identity, SCIM, every SCIM request is refused', async ({ start }) => {
  const drive = await start('--setup');
  const nobody = scimCaller(drive.scim, 'guessed-guessed-guessed');
  for (const [method, path] of [
    ['GET', '/Users'],
    ['POST', '/Users'],
    ['GET', '/ServiceProviderConfig'],
    ['GET', '/nothing'],
  ] as const) {
    const refused = await nobody.send(method, path);
    expect([path, refused.status, refused.body.schemas, refused.body.status]).toEqual([path, 401, [urns.error], '401']);
    expect(refused.headers.get('www-authenticate')).toMatch(/^Bearer /);
  }
});

test('S2: Enable SCIM gives a base URL and a token, which is shown this once', async ({ start, open }) => {
  const drive = await start('--setup');
  const page = await open(drive, '/');
  await page.getByRole('link', { name: 'SCIM', exact: true }).click();
  await page.getByRole('button', { name: 'Enable SCIM' }).click();

  await expect(page.getByText(drive.scim).first()).toBeVisible();
  const token = secretIn(await page.content());
  expect((await scimCaller(drive.scim, token).send('GET', '/Users')).status).toBe(200);

  await page.goto(new URL('/identity/scim', drive.console).href);
  await expect(page.getByText('SCIM is enabled.')).toBeVisible();
  expect(await page.content()).not.toContain(token);
  // What is left of it tells tokens apart.
  await expect(page.getByText(token.slice(-4)).first()).toBeVisible();
});

test('S2: switching SCIM on and its first token are one step of the log, told once', async ({ start }) => {
  const drive = await start('--setup');
  const { html } = await drive.admin.post('/identity/scim/enable', {});
  expect(secretIn(html)).toMatch(/^scim_[\w-]{43}$/);
  const events = await drive.admin.events('event_type=scim.*');
  expect(events.map(({ type, actor }) => [type, actor.name])).toEqual([
    ['scim.enabled', 'admin'],
    ['scim.token.created', 'admin'],
  ]);

  await drive.admin.post('/identity/scim/disable', {});
  const again = await drive.admin.post('/identity/scim/enable', {});
  expect(again.html).not.toMatch(/scim_[\w-]{43}/);
  expect((await scimCaller(drive.scim, secretIn(html)).send('GET', '/Users')).status).toBe(200);
});

test('S2: a token that is pasted with blanks and line ends around it is taken', async ({ drive }) => {
  const statusOf = (text: string) =>
    fetch(`${drive.scim}/Users?count=1`, { headers: { authorization: text } }).then(({ status }) => status);
  const { token } = drive;
  for (const text of [`Bearer ${token}  `, `Bearer   ${token}`, `bearer\t${token}`, `  BEARER ${token}\t`]) {
    expect([text.replace(String(token), '…'), await statusOf(text)]).toEqual([text.replace(String(token), '…'), 200]);
  }
  for (const text of [`Bearer ${token}x`, `Bearer ${token} ${token}`, `Bearer`, `Basic ${token}`, String(token)]) {
    expect(await statusOf(text)).toBe(401);
  }
});
