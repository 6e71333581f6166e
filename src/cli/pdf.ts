import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { ensureFolder } from './files.ts';
import { UsageError } from './usage-error.ts';

/**
 * Prints a drawn HTML report to a PDF beside it, with the network off.
 * @param page the HTML file; `index.html` becomes `index.pdf`
 * @param named a Chromium to use, before those of the machine
 * @throws UsageError when there is no Chromium
 */
export async function printPdf(page: string, named: string | undefined): Promise<string> {
  const { chromium } = await import('@playwright/test');
  const executablePath = [
    named,
    '/usr/bin/chromium-headless-shell',
    '/usr/bin/chromium',
    '/usr/bin/google-chrome',
    chromium.executablePath(),
  ].find((place) => place !== undefined && existsSync(place));
  if (executablePath === undefined) {
    throw new UsageError('--pdf needs a Chromium: npx playwright install chromium, or name one in SCIMULATE_CHROMIUM.');
  }
  const file = page.replace(/\.html$/, '.pdf');
  ensureFolder(file.slice(0, Math.max(0, file.lastIndexOf('/'))) || '.');
  const browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
  try {
    const context = await browser.newContext({ offline: true, colorScheme: 'light' });
    const tab = await context.newPage();
    await tab.goto(pathToFileURL(page).href);
    const margin = { top: '14mm', bottom: '14mm', left: '12mm', right: '12mm' };
    await tab.pdf({ path: file, format: 'A4', printBackground: true, margin, tagged: true, outline: true });
  } finally {
    await browser.close();
  }
  return file;
}
