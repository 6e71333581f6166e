import { expect, type Page, test } from '@playwright/test';
import axe from 'axe-core';
import { urns } from '#scim';
import { adminPassword, everyPage, signIn, type TestPages, testPages } from './test-pages.ts';

/** Levels A and AA of all versions, and what axe-core holds to be good besides. */
const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** The pages are the same in dark save for their colours. */
const ofColours = ['color-contrast', 'link-in-text-block'];

let pages: TestPages;

async function shownToken(page: Page): Promise<string> {
  return (await page.locator('.secret').textContent()) ?? '';
}

test.describe('every page', () => {
  // There are many, and the machine may have more to do.
  test.describe.configure({ timeout: 120_000 });
  let paths: readonly string[];

  test.beforeAll(async () => {
    pages = await testPages();
    paths = await everyPage(pages);
  });
  test.afterAll(() => pages.server.close());

  test('has nothing that axe-core finds against WCAG 2.2 AA, in light and in dark', async ({ page }) => {
    await signIn(page, pages);
    for (const path of paths) {
      await page.emulateMedia({ colorScheme: 'light' });
      await page.goto(pages.at(path));
      await page.evaluate(openAll);
      await page.evaluate(axe.source);
      expect({ path, found: await page.evaluate(findings, standards) }).toEqual({ path, found: [] });
      await page.emulateMedia({ colorScheme: 'dark' });
      expect({ path, inDark: await page.evaluate(findings, ofColours) }).toEqual({ path, inDark: [] });
    }
  });

  for (const [words, width, height] of [
    ['320 pixels', 320, 640],
    ['a zoom of 200 % on a small laptop', 640, 400],
  ] as const) {
    test(`fits ${words}: nothing is cut off, and nothing makes the page wider`, async ({ page }) => {
      await page.setViewportSize({ width, height });
      await signIn(page, pages);
      for (const path of paths) {
        await page.goto(pages.at(path));
        await page.evaluate(openAll);
        expect({ path, ...(await page.evaluate(misfits)) }).toEqual({ path, isWider: false, cut: [] });
      }
    });
  }

  test('breaks no policy of its own, and has one heading and unique ids', async ({ page }) => {
    const said: string[] = [];
    page.on('console', (message) => said.push(message.text()));
    page.on('pageerror', (error) => said.push(error.message));
    await signIn(page, pages);
    for (const path of paths) {
      await page.goto(pages.at(path));
      const seen = await page.evaluate(() => ({
        headings: document.querySelectorAll('h1').length,
        doubled: [...document.querySelectorAll('[id]')].filter(
          ({ id }, _, all) => all.filter((other) => other.id === id).length > 1,
        ).length,
      }));
      expect({ path, ...seen }).toEqual({ path, headings: 1, doubled: 0 });
    }
    expect(said.filter((text) => !text.includes('404'))).toEqual([]);
  });

  test('says in the navigation where one is', async ({ page }) => {
    await signIn(page, pages);
    for (const name of ['Attribute mapping', 'Sign-in test', 'Users', 'Groups', 'Shares', 'Settings', 'Audit Log']) {
      await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name }).click();
      await expect(page.locator('nav:visible [aria-current=page]')).toHaveText(name);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
    }
  });
});

test.describe('from an empty server on', () => {
  test.beforeEach(async () => {
    pages = await testPages({ setup: true });
  });
  test.afterEach(() => pages.server.close());

  test.describe('without JavaScript', () => {
    test.use({ javaScriptEnabled: false });

    test('S2, S3: SCIM is enabled, and the token rotated, from the same page', async ({ page }) => {
      await signIn(page, pages);
      await expect(page.getByText('SCIM is off.')).toBeVisible();
      await page.getByRole('button', { name: 'Enable SCIM' }).click();
      const old = await shownToken(page);
      await expect(page.getByRole('button', { name: /^Copy/ })).toHaveCount(0);
      await page.getByRole('button', { name: 'Rotate' }).click();
      const fresh = await shownToken(page);
      const statusOf = async (token: string) =>
        (await fetch(`${pages.server.scim}/Users`, { headers: { authorization: `Bearer ${token}` } })).status;
      expect([await statusOf(old), await statusOf(fresh)]).toEqual([401, 200]);
      await page.getByRole('link', { name: 'Audit Log' }).click();
      await expect(page.getByText('scim.token.rotated').first()).toBeVisible();
    });

    test('S17: the banner stands on the page of a pushed group, and a hand edit shows', async ({ page }) => {
      await signIn(page, pages);
      await page.getByRole('button', { name: 'Enable SCIM' }).click();
      const token = await shownToken(page);
      const ada = await pages.push('/Users', { schemas: [urns.user], userName: 'ada', displayName: 'Ada' }, token);
      const members = [{ value: ada }];
      const group = await pages.push('/Groups', { schemas: [urns.group], displayName: 'Ops', members }, token);
      await page.goto(pages.at(`/groups/${group}`));
      await expect(page.getByText('This group is managed by SCIM.')).toBeVisible();
      await page.getByRole('button', { name: 'Remove' }).click();
      await expect(page.getByText('Taken out by hand until the next sync: Ada')).toBeVisible();
    });

    test('S13: read-only mode is set under Settings, User management, and users cannot be created then', async ({
      page,
    }) => {
      await signIn(page, pages);
      await page.getByRole('link', { name: 'Settings' }).click();
      await page.getByLabel('Read-only mode').check();
      await page.getByRole('button', { name: 'Save' }).first().click();
      await page.getByRole('link', { name: 'Users' }).click();
      await expect(page.getByText('Read-only mode is on')).toBeVisible();
      await expect(page.getByRole('button', { name: 'Create user' })).toHaveCount(0);
    });

    test('the menu of a narrow screen opens', async ({ page }) => {
      await page.setViewportSize({ width: 320, height: 640 });
      await signIn(page, pages);
      await page.getByText('Menu', { exact: true }).click();
      await page.getByRole('link', { name: 'Groups' }).click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Groups');
    });
  });

  test('the keyboard alone signs in, skips to the content, enables SCIM, rotates, filters and edits', async ({
    page,
  }) => {
    await page.goto(pages.at('/'));
    await page.keyboard.press('Tab');
    await typeInto(page, 'Admin password', adminPassword);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('SCIM');

    await page.keyboard.press('Tab');
    await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.locator('main')).toBeFocused();
    await tabTo(page, 'button', 'Enable SCIM');
    await page.keyboard.press('Enter');
    const old = await shownToken(page);

    await tabTo(page, 'select', '');
    await page.keyboard.press('ArrowDown');
    await tabTo(page, 'button', 'Rotate');
    await page.keyboard.press('Enter');
    await expect(page.getByText('being replaced')).toBeVisible();
    expect(await shownToken(page)).not.toBe(old);

    await tabTo(page, 'a', 'Audit Log');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Audit Log');
    await typeInto(page, 'Event type', 'scim.token.*');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/event_type=scim\.token\.\*/);
    await expect(page.locator('tbody tr')).toHaveCount(2);

    await tabTo(page, 'a', 'Users');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Users');
    await tabTo(page, 'summary', 'Create a user by hand');
    await page.keyboard.press('Enter');
    await typeInto(page, 'SSO subject', 'grace');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('grace');
    await typeInto(page, 'Display name', 'Grace Hopper');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Grace Hopper');
  });

  test('a token is copied by its button', async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await signIn(page, pages);
    await page.getByRole('button', { name: 'Enable SCIM' }).click();
    await page.getByRole('button', { name: 'Copy token' }).click();
    await expect(page.getByRole('status').filter({ hasText: /^Copied$/ })).toHaveText('Copied');
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await shownToken(page));
  });

  test('the checklist renews itself in its place, and so does the audit log when it is followed', async ({ page }) => {
    await page.clock.install();
    await signIn(page, pages);
    await page.getByRole('button', { name: 'Enable SCIM' }).click();
    const token = await shownToken(page);
    await page.goto(pages.at('/identity/scim'));
    await expect(page.locator('#checklist')).toContainText('1 of 6');
    await pages.push('/Users', { schemas: [urns.user], userName: 'ada' }, token);
    await page.clock.fastForward(6000);
    await expect(page.locator('#checklist')).toContainText('3 of 6');

    await page.goto(pages.at('/compliance/audit?event_type=scim.user.*&live=1'));
    await expect(page.locator('#events tbody tr')).toHaveCount(1);
    await pages.push('/Users', { schemas: [urns.user], userName: 'grace' }, token);
    await page.clock.fastForward(6000);
    await expect(page.locator('#events tbody tr')).toHaveCount(2);
  });

  test('somebody whose session ended is led to the sign-in, and from there to where they were going', async ({
    page,
    context,
  }) => {
    await signIn(page, pages);
    await page.goto(pages.at('/system/settings'));
    await context.clearCookies();
    await page.getByRole('button', { name: 'Save' }).first().click();
    await expect(page.getByRole('alert')).toContainText('Your session ended');
    await page.getByLabel('Admin password').fill(adminPassword);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page).toHaveURL(pages.at('/system/settings'));
  });
});

/** Tabs on until an element of this kind and with these words has the focus, which must show. */
async function tabTo(page: Page, kind: string, words: string): Promise<void> {
  for (let at = 0; at < 80; at += 1) {
    await page.keyboard.press('Tab');
    const found = await page.evaluate(() => {
      const element = document.activeElement;
      if (element === null) return undefined;
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      const label =
        element instanceof HTMLInputElement ? (element.labels?.[0]?.textContent ?? '') : element.textContent;
      return {
        kind: element.localName,
        words: label?.trim() ?? '',
        isShown: outlineStyle !== 'none' && outlineWidth !== '0px',
      };
    });
    if (found?.kind !== kind || (words !== '' && found.words !== words)) continue;
    expect({ words, isShown: found.isShown }).toEqual({ words, isShown: true });
    return;
  }
  throw new Error(`Tab never came to the ${kind} "${words}"`);
}

async function typeInto(page: Page, label: string, text: string): Promise<void> {
  if (!(await page.getByLabel(label, { exact: true }).evaluate((field) => field === document.activeElement))) {
    await tabTo(page, 'input', label);
  }
  await page.keyboard.press('Control+A');
  await page.keyboard.type(text);
}

/** What is closed is not looked at. */
function openAll(): void {
  for (const details of document.querySelectorAll('details')) details.open = true;
}

/** What axe-core finds, by rule and place. */
async function findings(namesOrTags: readonly string[]): Promise<readonly string[]> {
  const { axe: judge } = globalThis as unknown as { axe: typeof axe };
  const { violations } = await judge.run({ runOnly: [...namesOrTags], resultTypes: ['violations'] });
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}

/** Whether the page is wider than the window, and which texts are wider or higher than the box that shows them. */
function misfits(): { isWider: boolean; cut: readonly string[] } {
  const cut = [...document.querySelectorAll<HTMLElement>('body *')].filter((element) => {
    const { overflowX, overflowY } = getComputedStyle(element);
    if (element.closest('.unseen, thead, [hidden], svg, datalist') !== null || element.offsetParent === null)
      return false;
    const { right, left, width } = element.getBoundingClientRect();
    if (width === 0) return false;
    const isOutside = right > window.innerWidth + 1 || left < -1;
    const isCut =
      overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1 && element.localName !== 'input';
    return isOutside || isCut || (overflowY === 'hidden' && element.scrollHeight > element.clientHeight + 1);
  });
  return {
    isWider: document.documentElement.scrollWidth > window.innerWidth,
    cut: cut.map((element) => `${element.localName}.${element.className}: ${element.textContent?.slice(0, 60)}`),
  };
}
