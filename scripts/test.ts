import { ensureBrowser } from './browser.ts';
import { buildIfStale } from './build.ts';
import { run } from './child.ts';
import { ensureInstalled } from './installed.ts';

/** All our tests. Arguments go to Playwright as they are: `npm test -- --project unit src/scim`. */
try {
  const browser = await ensureBrowser();
  await ensureInstalled();
  await buildIfStale();
  const { code } = await run('playwright', ['test', ...process.argv.slice(2)], {
    show: true,
    env: { SCIMULATE_CHROMIUM: browser },
  });
  process.exitCode = code;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
