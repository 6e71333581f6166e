import { defineConfig } from '@playwright/test';
import { findBrowser } from './scripts/browser.ts';

const browser = findBrowser();

// In `self` a violation is a failing test.
process.env.SCIMULATE_FAIL_TESTS ??= '1';
process.env.SCIMULATE_MAPPING ??= 'suites/mapping/scaidrive.json';

// Whoever names a part that is not in suites/ needs no server, and should not wait for one.
const named = process.argv.slice(3).filter((word) => !word.startsWith('-'));
const reachesSuites =
  named.length === 0 ||
  named.some((word) => word === 'self' || (word.includes('suites') && !word.includes('suites/scaidrive')));

const referenceServer = {
  command: 'node src/cli/bin.ts serve --port 0 --rate-limit off --json',
  // The names of the groups become variables in capitals, which is where the suites look.
  wait: {
    stdout:
      /"scim":"(?<scimulate_target_url>[^"]+)","token":"(?<scimulate_token>[^"]+)".*"adminPassword":"(?<scaidrive_admin_password>[^"]+)"/,
  },
  gracefulShutdown: { signal: 'SIGTERM', timeout: 2000 },
} as const;

const chromium = {
  browserName: 'chromium',
  launchOptions: browser === undefined ? {} : { executablePath: browser },
} as const;

/**
 * Our own tests. `npm test` finds a browser and builds first; then this file can also be used by hand:
 * `npx playwright test --project unit src/scim`.
 */
export default defineConfig<object, { readonly store: 'memory' | 'sqlite' }>({
  fullyParallel: true,
  workers: 2,
  reporter: [['dot'], ['./scripts/tally.ts']],
  ...(reachesSuites ? { webServer: referenceServer } : {}),
  projects: [
    // Beside the code that they test.
    { name: 'unit', testMatch: '**/*.test.ts' },
    // The suites put to the reference server, one test a check.
    { name: 'self', testMatch: 'suites/**/*.spec.ts', testIgnore: 'suites/scaidrive/**' },
    // What ScaiDrive's documentation promises, row by row, of a server that runs by itself.
    ...(['memory', 'sqlite'] as const).map((store) => ({
      name: `scaidrive-${store}`,
      testMatch: 'suites/scaidrive/*.spec.ts',
      // Many start a process of their own, which takes long next to other work.
      timeout: 60_000,
      use: { ...chromium, store },
    })),
    // Servers of others, by the built command line, as a user would.
    { name: 'peers', testMatch: 'fixtures/targets/**/*.peer.ts' },
    // Programs of others that read what we write; npm test installs them.
    { name: 'consumers', testMatch: 'fixtures/consumers/*.consumer.ts' },
    // What a person sees, in a browser.
    {
      name: 'console',
      testMatch: '**/*.page.ts',
      workers: 1,
      use: chromium,
    },
  ],
});
