import { defineConfig } from '@playwright/test';
import { findBrowser } from './scripts/browser.ts';

const browser = findBrowser();

/**
 * Our own tests. `npm test` finds a browser and builds first; then this file can also be used by hand:
 * `npx playwright test --project unit src/scim`.
 */
export default defineConfig({
  fullyParallel: true,
  workers: 2,
  reporter: [['dot'], ['./scripts/tally.ts']],
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
