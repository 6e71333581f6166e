import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { expect, type Page, test } from '@playwright/test';
import type { Run } from '#run';
import { sampleExchange, sampleFinding, sampleResult, sampleRun } from '../../fixtures/runs/sample-run.ts';
import { html } from './html.ts';

/** What a server may put into any text that it sends. */
const hostile = [
  '</script><script>document.title = "taken"</script>',
  '</style><img src=x onerror="document.title = \'taken\'">',
  '"><svg onload="document.title=\'taken\'"></svg>',
  '</textarea></pre></details><iframe src="javascript:alert(1)"></iframe>',
  '<!--<script>',
  '\u202Eevil\u2066\u0000\u0008\u001b[31m\uD800',
  'javascript:alert(1)',
].join('\n');

const body = JSON.stringify({ userName: hostile, note: 'x'.repeat(5_000_000) });

function hostileRun(): Run {
  const exchange = sampleExchange('x1');
  return sampleRun(
    [
      sampleResult('a-check', {
        title: hostile,
        status: 'failed',
        findings: [sampleFinding({ message: hostile, expected: hostile, observed: body, counterexample: hostile })],
      }),
      sampleResult('another-check', { title: hostile, unsupported: hostile }),
      sampleResult('third-check', { status: 'failed', error: hostile }),
    ],
    {
      target: { url: 'http://127.0.0.1/scim', name: hostile },
      exchanges: [
        {
          ...exchange,
          request: { ...exchange.request, url: `http://127.0.0.1/scim/Users?filter=${hostile}`, body },
          response: { status: 200, headers: [['X-Note', hostile]], body },
        },
      ],
    },
  );
}

/** Opens a report from a file, and gives what the browser had to say. */
async function open(page: Page, run: Run): Promise<readonly string[]> {
  const said: string[] = [];
  page.on('console', (message) => said.push(`console ${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => said.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => said.push(`dialog: ${dialog.message()}`));
  page.on('request', (request) => said.push(`request: ${request.url().slice(0, 80)}`));
  const file = test.info().outputPath('index.html');
  writeFileSync(file, html.draw(run));
  await page.goto(pathToFileURL(file).href);
  said.splice(0, 1);
  return said;
}

test('what a hostile server sent stays text, however much it is', async ({ page }) => {
  const said = await open(page, hostileRun());
  await page.evaluate(() => {
    for (const each of document.querySelectorAll('details')) each.open = true;
  });
  await expect(page.locator('#check-a-check')).toBeVisible();
  expect(await page.title()).not.toBe('taken');
  expect(await page.locator('script').count()).toBe(1);
  expect(await page.locator('iframe, img, [onload], [onerror], a[href^="javascript"]').count()).toBe(0);
  const text = (await page.locator('body').textContent()) ?? '';
  expect(text).toContain('</script><script>');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: none may be left
  expect(text).not.toMatch(/[\0\x08\x1b\u202a-\u202e\u2066-\u2069]/);
  expect(text.length).toBeLessThan(1_500_000);
  await page.locator('input[type=search]').fill('</script>');
  expect(said).toEqual([]);
});

test('a report of 5,000 checks has all of them, and filters them', async ({ page }) => {
  const said = await open(page, manyChecks(5000));
  await expect(page.locator('[data-row]')).toHaveCount(5000);
  await page.locator('input[type=search]').fill('check-4321');
  await expect(page.locator('[data-row]:visible')).toHaveCount(1);
  await expect(page.locator('#found')).toContainText('1 of 5000 checks fit');
  expect(said).toEqual([]);
});

/** One in five fails, with an exchange of its own. */
function manyChecks(count: number): Run {
  const ids = Array.from({ length: count }, (_, at) => `check-${at}`);
  return sampleRun(
    ids.map((id, at) =>
      at % 5 === 0
        ? sampleResult(id, { status: 'failed', findings: [sampleFinding({ exchanges: [`x${at}`] })] })
        : sampleResult(id),
    ),
    { exchanges: ids.filter((_, at) => at % 5 === 0).map((_, at) => sampleExchange(`x${at * 5}`)) },
  );
}
