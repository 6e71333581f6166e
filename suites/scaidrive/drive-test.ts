import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, type Page } from '@playwright/test';
import { type Admin, signedIn } from './admin.ts';
import { type RunningServer, runServer } from './running-server.ts';
import { type ScimCaller, scimCaller } from './scim-caller.ts';

/** A ScaiDrive, and whoever works with it. */
export interface Drive extends RunningServer {
  readonly admin: Admin;
  readonly scim: string;
  /** With the token of the start; of no use under `--setup`. */
  readonly idp: ScimCaller;
  /** The SQLite file; undefined when all is in memory. */
  readonly data: string | undefined;
}

interface OfTest {
  /** A ScaiDrive of this test alone; what it is started with comes after `serve`. */
  readonly start: (...flags: readonly string[]) => Promise<Drive>;
  /** The browser, with an administrator signed in to this ScaiDrive. */
  readonly open: (drive: RunningServer, path: string) => Promise<Page>;
  /** A word that no other test uses. */
  readonly word: string;
}

interface OfWorker {
  readonly store: 'memory' | 'sqlite';
  readonly folder: string;
  /** One that tests share: they tell their own things by `word`, and change no setting. */
  readonly drive: Drive;
}

let files = 0;

/** Our own tests of the product: it runs as a process of its own, and is seen from outside only. */
export const test = base.extend<OfTest, OfWorker>({
  store: ['memory', { option: true, scope: 'worker' }],
  folder: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern which fixtures are needed
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'scaidrive-'));
      await use(folder);
      rmSync(folder, { recursive: true });
    },
    { scope: 'worker' },
  ],
  drive: [
    async ({ store, folder }, use) => {
      const drive = await startOn(store, folder, ['--rate-limit', 'off']);
      await use(drive);
      await drive.stop();
    },
    { scope: 'worker' },
  ],
  start: async ({ store, folder }, use) => {
    const running: Drive[] = [];
    await use(async (...flags) => {
      const drive = await startOn(store, folder, flags);
      running.push(drive);
      return drive;
    });
    for (const drive of running) await drive.stop();
  },
  open: async ({ page }, use) => {
    const opened = new Set<string>();
    await use(async (drive, path) => {
      if (!opened.has(drive.console)) {
        await page.goto(new URL('/sign-in', drive.console).href);
        await page.getByLabel('Admin password').fill(drive.adminPassword);
        await page.getByRole('button', { name: 'Sign in' }).click();
        opened.add(drive.console);
      }
      await page.goto(new URL(path, drive.console).href);
      return page;
    });
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern which fixtures are needed
  word: async ({}, use, { testId }) => use(`w${testId.slice(-8)}`),
});

export { expect } from '@playwright/test';

async function startOn(store: 'memory' | 'sqlite', folder: string, flags: readonly string[]): Promise<Drive> {
  files += 1;
  const given = flags.indexOf('--data');
  const fresh = join(folder, `${files}.sqlite`);
  const data = given >= 0 ? flags[given + 1] : store === 'sqlite' ? fresh : undefined;
  const server = await runServer(...flags, ...(data === undefined || given >= 0 ? [] : ['--data', data]));
  const admin = await signedIn(server);
  return { ...server, admin, data, idp: scimCaller(server.scim, server.token ?? '') };
}
