import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { expect, type Page, test } from '@playwright/test';
import axe from 'axe-core';
import { curlFrom } from '#wire';
import { sampleExchange, sampleFinding, sampleResult, sampleRun } from '../../fixtures/runs/sample-run.ts';
import { showcaseRun } from '../../fixtures/runs/showcase-run.ts';
import { html } from './html.ts';

const run = showcaseRun();

/** Opens the report as a person does, from a file, and gives all that the browser had to say about it. */
async function open(page: Page, text = html.draw(run)): Promise<readonly string[]> {
  const said: string[] = [];
  page.on('console', (message) => said.push(`console ${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => said.push(`error: ${error.message}`));
  page.on('request', (request) => said.push(`request: ${request.url().slice(0, 80)}`));
  const file = test.info().outputPath('index.html');
  writeFileSync(file, text);
  await page.goto(pathToFileURL(file).href);
  // The page itself is the one request that must be; what comes later is added to the same list.
  said.splice(0, 1);
  return said;
}

test('opens from a file without a word in the console and without the network', async ({ page }) => {
  const said = await open(page);
  await expect(page.locator('h1').first()).toBeVisible();
  for (const summary of await page.locator('summary').all()) if (await summary.isVisible()) await summary.click();
  expect(said).toEqual([]);
});

test('names each finding and the requirement that it breaks', async ({ page }) => {
  await open(page);
  const found = run.checks.filter(({ verdict }) => verdict === 'violation');
  expect(found.length).toBeGreaterThan(0);
  for (const { id } of found) await expect(page.locator('body')).toContainText(id);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('shows the verdict all the same', async ({ page }) => {
    await open(page);
    await expect(page.locator('h1').first()).toBeVisible();
    await expect(page.locator('body')).toContainText(run.target.name);
  });
});

test.describe('on a narrow screen', () => {
  test.use({ viewport: { width: 320, height: 640 } });

  test('scrolls down only', async ({ page }) => {
    await open(page);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBe(0);
  });
});

test('filters the checks while one types, and shows all again', async ({ page }) => {
  await open(page);
  const shown = page.locator('[data-row]:visible');
  await page.keyboard.press('/');
  await page.keyboard.type('violation patch');
  await expect(shown).toHaveCount(3);
  await expect(page.locator('#found')).toHaveText('3 of 21 checks fit “violation patch”.');
  await page.keyboard.press('Escape');
  await expect(page.locator('#found')).toBeHidden();
  await expect(page.locator('[data-row][hidden]')).toHaveCount(0);
});

test('goes from a red cell to the command in two clicks', async ({ page }) => {
  await open(page);
  await page.locator('#matrix td.bad a').first().click();
  const lead = page.locator(':target');
  await expect(lead).toBeInViewport();
  await lead.locator('summary').first().click();
  await expect(lead.locator('details[open] > .copying .copy')).toContainText('curl -sS');
  await expect(lead.locator('details[open] > .copying .copier')).toBeVisible();
});

test('unfolds what a link leads to', async ({ page }) => {
  await open(page);
  await page.locator('#check-patch-remove-without-path .again a').first().click();
  await expect(page.locator('details#x-x1')).toHaveAttribute('open', '');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme });

    test('has no text that is too faint to read', async ({ page }) => {
      await open(page);
      await page.evaluate(() => {
        for (const each of document.querySelectorAll('details')) each.open = true;
      });
      expect(await page.evaluate(faintTexts, 4.5)).toEqual([]);
    });
  });
}

/** Texts whose contrast with what is behind them is below the ratio (WCAG 2.2, 1.4.3). Runs in the page. */
function faintTexts(least: number): string[] {
  type Colour = readonly [number, number, number, number];
  const parse = (text: string): Colour => {
    const [r = 0, g = 0, b = 0, a = 1] = (text.match(/[\d.]+/g) ?? []).map(Number);
    return [r, g, b, a];
  };
  const luminance = ([r, g, b]: Colour): number => {
    const [x = 0, y = 0, z = 0] = [r, g, b].map((value) => {
      const part = value / 255;
      return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const behind = (element: Element | null): Colour => {
    for (let at = element; at !== null; at = at.parentElement) {
      const colour = parse(getComputedStyle(at).backgroundColor);
      if (colour[3] === 1) return colour;
    }
    return [255, 255, 255, 1];
  };
  return [...document.body.querySelectorAll('*')].flatMap((element) => {
    const text = [...element.childNodes].find((node) => node.nodeType === 3 && (node.textContent ?? '').trim() !== '');
    if (text === undefined || !element.checkVisibility() || element.tagName === 'SCRIPT') return [];
    const [a, b] = [luminance(parse(getComputedStyle(element).color)), luminance(behind(element))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    return ratio < least
      ? [`${ratio.toFixed(2)} ${element.tagName}.${element.className} ${text.textContent?.trim().slice(0, 30)}`]
      : [];
  });
}

test.describe('of a server that fails in everything', () => {
  const failures = Array.from({ length: 1000 }, (_, index) => {
    const exchange = sampleExchange(`x${index}`);
    const body = JSON.stringify({
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
      userName: `o'neil${index}`,
    });
    return { ...exchange, request: { ...exchange.request, body } };
  });
  const checks = failures.map(({ id }, index) =>
    sampleResult(`users-${index}`, { status: 'failed', findings: [sampleFinding({ exchanges: [id] })] }),
  );
  const broken = sampleRun(checks, { exchanges: failures });

  test('stays below 1.5 MB, and makes the command when an exchange is opened', async ({ page }) => {
    const text = html.draw(broken);
    expect(text.length).toBeLessThan(1_500_000);
    const said = await open(page, text);
    await page.locator('#check-users-700 summary').first().click();
    const [shown] = failures.filter(({ id }) => id === 'x700');
    await expect(page.locator('#check-users-700 .copy')).toHaveText(shown === undefined ? '' : curlFrom(shown.request));
    expect(said).toEqual([]);
  });
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme} colours`, () => {
    test.use({ colorScheme });

    test('has nothing that axe finds wrong, folded or not', async ({ page }) => {
      await open(page);
      // What is far away is laid out when it comes near: until then, its measures are guesses.
      await page.evaluate(() =>
        document.styleSheets[0]?.insertRule('.check,.simulation{content-visibility:visible!important}'),
      );
      for (const isOpen of [false, true]) {
        if (isOpen) {
          await page.evaluate(() => {
            for (const each of document.querySelectorAll('details')) each.open = true;
          });
        }
        await page.evaluate(axe.source);
        expect(await page.evaluate(faults)).toEqual([]);
      }
    });
  });
}

/** What axe-core finds in the page, by rule and place. */
async function faults(): Promise<readonly string[]> {
  const { axe: judge } = globalThis as unknown as { axe: typeof axe };
  const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  const { violations } = await judge.run({ runOnly: standards, resultTypes: ['violations'] });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html: place, failureSummary }) => `${id}: ${place.slice(0, 160)} ${failureSummary}`),
  );
}
