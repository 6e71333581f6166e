import { expect, type Page, test } from '@playwright/test';
import { urns } from '#scim';
import { type RunningServer, startServer } from '../listener/start-server.ts';

const adminPassword = 'open sesame, please';
let server: RunningServer;

test.beforeEach(async () => {
  server = await startServer({ setup: true, adminPassword, passwordIterations: 1 });
});
test.afterEach(() => server.close());

async function signIn(page: Page): Promise<void> {
  await page.goto(server.console ?? '');
  await page.getByLabel('Admin password').fill(adminPassword);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

async function shownToken(page: Page): Promise<string> {
  return (await page.locator('.secret').textContent()) ?? '';
}

/** Enables SCIM as an administrator does, pushes a user in a group, and gives the path of every page. */
async function populated(page: Page): Promise<readonly string[]> {
  await signIn(page);
  await page.getByRole('button', { name: 'Enable SCIM' }).click();
  const token = await shownToken(page);
  const push = async (path: string, body: object) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json' };
    const answer = await fetch(server.scim + path, { method: 'POST', headers, body: JSON.stringify(body) });
    const { id } = await answer.json();
    return String(id);
  };
  const user = await push('/Users', { schemas: [urns.user], userName: 'ada@example.com', displayName: 'Ada' });
  const group = await push('/Groups', { schemas: [urns.group], displayName: 'Ops', members: [{ value: user }] });
  const pages = ['/identity/scim', '/identity/mapping', '/identity/sign-in', '/users', '/groups', '/shares'];
  return [...pages, '/system/settings', '/compliance/audit', `/users/${user}`, `/groups/${group}`];
}

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('S2, S3: SCIM is enabled, and the token rotated, from the same page', async ({ page }) => {
    await signIn(page);
    await expect(page.getByText('SCIM is off.')).toBeVisible();
    await page.getByRole('button', { name: 'Enable SCIM' }).click();
    const old = await shownToken(page);
    await page.getByRole('button', { name: 'Rotate' }).click();
    const fresh = await shownToken(page);
    const statusOf = async (token: string) =>
      (await fetch(`${server.scim}/Users`, { headers: { authorization: `Bearer ${token}` } })).status;
    expect([await statusOf(old), await statusOf(fresh)]).toEqual([401, 200]);
    await page.getByRole('link', { name: 'Audit Log' }).click();
    await expect(page.getByText('scim.token.rotated').first()).toBeVisible();
  });

  test('S17: the banner stands on the page of a pushed group, and a hand edit shows', async ({ page }) => {
    const pages = await populated(page);
    await page.goto(new URL(pages.at(-1) ?? '', server.console).href);
    await expect(page.getByText('This group is managed by SCIM.')).toBeVisible();
    await page.getByRole('button', { name: 'Remove' }).click();
    await expect(page.getByText('Taken out by hand until the next sync: Ada')).toBeVisible();
  });

  test('S13: read-only mode is set under Settings, User management, and users cannot be created then', async ({
    page,
  }) => {
    await populated(page);
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByLabel('Read-only mode').check();
    await page.getByRole('button', { name: 'Save' }).first().click();
    await page.getByRole('link', { name: 'Users' }).click();
    await expect(page.getByText('Read-only mode is on')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Create user' })).toHaveCount(0);
  });
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`every page fits 320 pixels, has one heading and labels, and breaks no policy, in ${colorScheme}`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme });
    const said: string[] = [];
    page.on('console', (message) => said.push(message.text()));
    const pages = await populated(page);
    await page.setViewportSize({ width: 320, height: 640 });
    for (const path of pages) {
      await page.goto(new URL(path, server.console).href);
      const seen = await page.evaluate(() => ({
        overflows: document.documentElement.scrollWidth > window.innerWidth,
        headings: document.querySelectorAll('h1').length,
        unlabelled: [...document.querySelectorAll('input:not([type=hidden]), select')].filter(
          (field) => document.querySelectorAll(`label[for="${field.id}"]`).length !== 1,
        ).length,
        doubled: [...document.querySelectorAll('[id]')].filter(
          ({ id }, _, all) => all.filter((other) => other.id === id).length > 1,
        ).length,
      }));
      expect({ path, ...seen }).toEqual({ path, overflows: false, headings: 1, unlabelled: 0, doubled: 0 });
    }
    expect(said).toEqual([]);
  });

  test(`text stands out from what is behind it in ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    const pages = await populated(page);
    for (const path of pages) {
      await page.goto(new URL(path, server.console).href);
      expect({ path, faint: await page.evaluate(faintTexts) }).toEqual({ path, faint: [] });
    }
  });
}

/** The texts whose contrast is below 4.5 to 1. @see WCAG 2.2 §1.4.3 */
function faintTexts(): readonly string[] {
  const partsOf = (color: string) => (color.match(/[\d.]+/g) ?? []).map(Number);
  const luminance = (color: string) => {
    const [r = 0, g = 0, b = 0] = partsOf(color).map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const groundOf = (element: Element | null): string => {
    if (element === null) return 'rgb(255, 255, 255)';
    const { backgroundColor } = getComputedStyle(element);
    return partsOf(backgroundColor)[3] === 0 ? groundOf(element.parentElement) : backgroundColor;
  };
  return [...document.querySelectorAll('body *')].flatMap((element) => {
    const text = [...element.childNodes].find((node) => node.nodeType === 3 && node.textContent?.trim())?.textContent;
    if (!text) return [];
    const [light = 0, dark = 0] = [luminance(getComputedStyle(element).color), luminance(groundOf(element))].sort(
      (a, b) => b - a,
    );
    return (light + 0.05) / (dark + 0.05) < 4.5 ? [text.trim().slice(0, 40)] : [];
  });
}
