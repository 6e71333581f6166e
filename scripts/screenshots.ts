import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { type BrowserContextOptions, chromium, type Page } from '@playwright/test';
import { type RunningServer, startServer } from '#server';
import { ensureBrowser } from './browser.ts';
import { provision } from './screenshots/company.ts';
import { withPalette } from './screenshots/palette.ts';
import { replayRandomness, steppingClock } from './screenshots/replayed.ts';

/** `npm run screenshots`: every page of the admin console, with people who do not exist, into docs/screenshots. */
const folder = 'docs/screenshots';
const adminPassword = 'correct horse battery staple';
const now = steppingClock('2026-03-02T08:00:00Z', 900);
const mostBytes = 60_000;
/** Pages go on below; a picture does not have to. */
const highest = 1000;

const screens = {
  light: { viewport: { width: 1280, height: 800 }, colorScheme: 'light' },
  dark: { viewport: { width: 1280, height: 800 }, colorScheme: 'dark' },
  narrow: { viewport: { width: 320, height: 720 }, colorScheme: 'light' },
} as const satisfies Readonly<Record<string, BrowserContextOptions>>;

/** Pages after everybody has arrived, and on which screens they are shown. `NAME` in a path is looked for in a list. */
const places: readonly (readonly [name: string, path: string, screens: readonly (keyof typeof screens)[]])[] = [
  ['scim', '/identity/scim', ['light', 'dark', 'narrow']],
  ['mapping', '/identity/mapping', ['light', 'narrow']],
  ['sign-in-test', '/identity/sign-in', ['light']],
  ['users', '/users', ['light', 'dark', 'narrow']],
  ['users-search', '/users?q=ka', ['light']],
  ['users-not-found', '/users?q=nobody', ['light']],
  ['user', '/users > Ada King', ['light', 'dark', 'narrow']],
  ['user-suspended', '/users > Hedy Lamarr', ['light']],
  ['user-by-hand', '/users > Charles Babbage', ['light']],
  ['groups', '/groups', ['light']],
  ['group', '/groups > Engineering', ['light', 'narrow']],
  ['group-deleted', '/groups > Sales – Europe', ['light']],
  ['shares', '/shares', ['light']],
  ['share', '/shares > Engine plans', ['light']],
  ['settings', '/system/settings', ['light']],
  ['audit', '/compliance/audit?event_type=scim.*', ['light', 'dark', 'narrow']],
  ['audit-event', '/compliance/audit?event_type=scim.user.suspended > Open', ['light']],
  ['not-found', '/users/nobody', ['light']],
];

replayRandomness(7);
const browser = await chromium.launch({ executablePath: await ensureBrowser() });
const server = await startServer({
  setup: true,
  adminPassword,
  now,
  publicOrigin: 'https://drive.example.com',
  passwordIterations: 1,
  port: 18_790,
});
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
try {
  await tell();
} finally {
  await browser.close();
  await server.close();
}

async function tell(): Promise<void> {
  const first = await (await browser.newContext(screens.light)).newPage();
  await first.goto(at('/'));
  await keep(first, 'sign-in');
  await signIn(first);
  await keep(first, 'scim-off');
  await first.getByRole('button', { name: 'Enable SCIM' }).click();
  const token = (await first.locator('.secret').textContent()) ?? '';
  await keep(first, 'scim-enabled');
  await provision(server, token, now);
  await byHand(server);
  await first.goto(at('/identity/scim'));
  await first.getByLabel(/^On rotation/).selectOption('60');
  await first.getByRole('button', { name: 'Rotate' }).click();
  await keep(first, 'scim-rotated');
  await first.context().close();

  for (const [screen, options] of Object.entries(screens)) {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    await page.goto(at('/'));
    await signIn(page);
    for (const [name, path, wanted] of places) {
      if (!wanted.some((one) => one === screen)) continue;
      await visit(page, path);
      await keep(page, screen === 'light' ? name : `${name}-${screen}`);
    }
    await context.close();
  }
}

/** What an administrator did: a share that waits for a group, a hand edit, a user of their own, a refused sign-in. */
async function byHand({ scaidrive, scim }: RunningServer): Promise<void> {
  if (scaidrive === undefined) throw new Error('there is no product behind the server');
  const page = await (await browser.newContext(screens.light)).newPage();
  await page.goto(at('/'));
  await signIn(page);
  const filled = async (path: string, fields: Readonly<Record<string, string>>, words: string) => {
    await visit(page, path);
    for (const summary of await page.locator('main details:not([open]) > summary').all()) await summary.click();
    for (const [label, value] of Object.entries(fields)) {
      const field = page.getByLabel(label, { exact: true });
      if ((await field.evaluate(({ tagName }) => tagName)) === 'SELECT') await field.selectOption({ label: value });
      else await field.fill(value);
    }
    await page.getByRole('button', { name: words, exact: true }).click();
  };
  await filled('/shares', { Name: 'Engine plans', 'SSO subject of the owner': 'grace@example.com' }, 'Create share');
  await filled('/shares > Engine plans', { To: 'a group', 'Slug or SSO subject': 'engineering' }, 'Grant');
  await filled('/shares > Engine plans', { To: 'a group', 'Slug or SSO subject': 'sales-europe' }, 'Grant');
  await filled(
    '/shares > Engine plans',
    { To: 'a user', 'Slug or SSO subject': 'hedy@example.com', Level: 'write' },
    'Grant',
  );
  await filled(
    '/shares',
    { Name: 'Launch checklists', 'SSO subject of the owner': 'margaret@example.com' },
    'Create share',
  );
  const visitor = { 'SSO subject': 'charles', 'Display name': 'Charles Babbage', Email: 'charles@example.com' };
  await filled('/users', visitor, 'Create user');
  await filled('/groups > Engineering', { 'SSO subject of a user to add': 'charles' }, 'Add member');
  await filled('/identity/sign-in', { 'Subject (sub)': 'grace@example.com' }, 'Sign in as this person');
  await keep(page, 'sign-in-accepted');
  await filled('/identity/sign-in', { 'Subject (sub)': 'hedy@example.com' }, 'Sign in as this person');
  await keep(page, 'sign-in-refused');
  await fetch(`${scim}/Users`, { headers: { authorization: 'Bearer an-old-token' } });
  await page.context().close();
}

function at(path: string): string {
  return new URL(path, server.console).href;
}

async function signIn(page: Page): Promise<void> {
  await page.getByLabel('Admin password').fill(adminPassword);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** `/users > Ada King` is the page behind the first link with that beginning. */
async function visit(page: Page, path: string): Promise<void> {
  const [list = '', name] = path.split(' > ');
  await page.goto(at(list));
  if (name === undefined) return;
  const link = page.getByRole('main').getByRole('link', { name });
  if (!(await link.first().isVisible())) await page.locator('tbody summary').first().click();
  await link.first().click();
}

async function keep(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
  const { width, height } = await page.evaluate(() => document.documentElement.getBoundingClientRect());
  const clip = { x: 0, y: 0, width, height: Math.min(Math.ceil(height), highest) };
  const file = `${folder}/${name}.png`;
  writeFileSync(file, withPalette(await page.screenshot({ fullPage: true, animations: 'disabled', clip })));
  const { size } = statSync(file);
  console.log(`${size > mostBytes ? 'LARGE ' : ''}${file} ${Math.ceil(size / 1000)} kB`);
  if (size > mostBytes) process.exitCode = 1;
}
