import { defineConfig } from '@playwright/test';
import { findBrowser } from './scripts/browser.ts';

const browser = findBrowser();

// In `self` a violation is a failing test.
process.env.SCIMULATE_FAIL_TESTS ??= '1';

// Whoever names a part that is not in suites/ needs no server, and should not wait for one.
const named = process.argv.slice(3).filter((word) => !word.startsWith('-'));
const reachesSuites = named.length === 0 || named.some((word) => word === 'self' || word.includes('suites'));

const referenceServer = {
  command: 'node src/cli/bin.ts serve --port 0 --rate-limit off --json',
  // The names of the groups become variables in capitals, which is where the suites look.
  wait: { stdout: /"scim":"(?<scimulate_target_url>[^"]+)","token":"(?<scimulate_token>[^"]+)"/ },
  gracefulShutdown: { signal: 'SIGTERM', timeout: 2000 },
} as const;

/**
 * Our own tests. `npm test` finds a browser and builds first; then this file can also be used by hand:
 * `npx playwright test --project unit src/scim`.
 */
export default defineConfig({
  fullyParallel: true,
  workers: 2,
  reporter: [['dot'], ['./scripts/tally.ts']],
  ...(reachesSuites ? { webServer: referenceServer } : {}),
  projects: [
    // Beside the code that they test.
    { name: 'unit', testMatch: '**/*.test.ts' },
    // The suites put to the reference server, one test a check.
    { name: 'self', testMatch: 'suites/**/*.spec.ts' },
    // Servers of others, by the built command line, as a user would.
    { name: 'peers', testMatch: 'fixtures/targets/**/*.peer.ts' },
    // What a person sees, in a browser.
    {
      name: 'console',
      testMatch: '**/*.page.ts',
      workers: 1,
      use: { browserName: 'chromium', launchOptions: browser === undefined ? {} : { executablePath: browser } },
    },
  ],
});
