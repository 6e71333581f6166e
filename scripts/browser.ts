import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { run } from './child.ts';

const elsewhere = `no Chromium was found for the page tests. Either install it (Debian: apt-get install chromium-headless-shell;
elsewhere: npx playwright install chromium), or set SCIMULATE_CHROMIUM to the path of the one that you have.`;

/** The first Chromium that this machine has, or undefined. */
export function findBrowser(): string | undefined {
  const places = [
    process.env.SCIMULATE_CHROMIUM,
    '/usr/bin/chromium-headless-shell',
    '/usr/bin/chromium',
    chromium.executablePath(),
  ];
  return places.find((place) => place !== undefined && existsSync(place));
}

/**
 * Finds a Chromium; on Debian, as root, installs the smallest one when there is none.
 * @throws Error that says what to do
 */
export async function ensureBrowser(): Promise<string> {
  const found = findBrowser();
  if (found !== undefined) return found;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) await installOnDebian();
  const installed = findBrowser();
  if (installed === undefined) throw new Error(elsewhere);
  return installed;
}

async function installOnDebian(): Promise<void> {
  console.log('no Chromium here: installing chromium-headless-shell with apt-get');
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'chromium-headless-shell']]) {
    const { code, output } = await run('apt-get', ['-qq', ...args], { env });
    if (code !== 0) throw new Error(`apt-get ${args.join(' ')} failed:\n${output.trimEnd()}\n${elsewhere}`);
  }
}

if (import.meta.main) console.log(await ensureBrowser());
