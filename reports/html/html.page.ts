import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { expect, type Page, test } from '@playwright/test';
import { showcaseRun } from '../../fixtures/runs/showcase-run.ts';
import { html } from './html.ts';

const run = showcaseRun();

/** Opens the report as a person does, from a file, and gives all that the browser had to say about it. */
async function open(page: Page): Promise<readonly string[]> {
  const said: string[] = [];
  page.on('console', (message) => said.push(`console ${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => said.push(`error: ${error.message}`));
  page.on('request', (request) => said.push(`request: ${request.url().slice(0, 80)}`));
  const file = test.info().outputPath('index.html');
  writeFileSync(file, html.draw(run));
  const address = pathToFileURL(file).href;
  await page.goto(address);
  return said.filter((line) => line !== `request: ${address.slice(0, 80)}`);
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
