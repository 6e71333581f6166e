import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { isList, isObject, type Json, type JsonObject } from '#scim';
import { simulators } from '#simulators';
import type { Drive } from './drive-test.ts';
import { expect, test } from './drive-test.ts';
import { bin, plainEnv } from './running-server.ts';

const run = promisify(execFile);

/** Puts some of the suites to a server, as its user would. @returns the run file */
async function judged({ scim, token }: Drive, out: string, ...selectors: readonly string[]): Promise<JsonObject> {
  const flags = ['--target', scim, '--token-env', 'SCAIDRIVE_TOKEN', '--seed', '1', '--keep-exchanges', 'all'];
  await run(process.execPath, [bin, 'test', ...selectors, ...flags, '--out', out, '--report', 'html,md'], {
    env: { ...plainEnv, SCAIDRIVE_TOKEN: token },
    maxBuffer: 2 ** 26,
  });
  const value: unknown = JSON.parse(readFileSync(join(out, 'run.json'), 'utf8'));
  if (!isObject(value)) throw new Error('the run file is no object');
  return value;
}

const objects = (value: Json | undefined) => (isList(value) ? value.filter(isObject) : []);

test('S25: the compatibility report of ScaiDrive is green for all four providers, each cell with its evidence', async ({
  start,
  page,
  store,
}, { outputDir }) => {
  test.skip(store === 'memory', 'The project "self" puts the same checks to a server in memory.');
  test.setTimeout(180_000);
  const drive = await start('--rate-limit', 'off');
  const { checks } = await judged(drive, outputDir, 'idp');
  for (const { id } of simulators) {
    const own = objects(checks).filter(({ source }) => String(source).startsWith(`idp/${id}/`));
    expect(own.filter(({ verdict }) => verdict === 'pass').length).toBeGreaterThan(10);
    // What no server over SCIM alone can be asked, such as a first sign-in, is unsupported there.
    expect(
      own
        .filter(({ verdict }) => verdict !== 'pass' && verdict !== 'unsupported')
        .map((check) => [check.id, check.verdict]),
    ).toEqual([]);
  }

  await page.goto(pathToFileURL(join(outputDir, 'index.html')).href);
  const matrix = page.locator('#matrix');
  for (const { name } of simulators) {
    const word = /Okta|Entra|Google|OneLogin/.exec(name)?.[0] ?? name;
    await expect(matrix.getByRole('columnheader', { name: word }).first()).toBeVisible();
  }
  for (const tone of ['bad', 'caution', 'ours']) await expect(matrix.locator(`td.${tone}`)).toHaveCount(0);
  const cells = matrix.locator('td.good a');
  expect(await cells.count()).toBeGreaterThan(simulators.length);
  for (const href of await cells.evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))) {
    await expect(page.locator(`[id="${href.slice(1)}"]`)).toHaveCount(1);
  }
});

test('S25: a limit of 600 a minute shows as a caution next to what Entra ID sends', async ({ start }, {
  outputDir,
}) => {
  test.setTimeout(120_000);
  const drive = await start();
  const { checks } = await judged(drive, outputDir, 'entra-burst');
  expect(objects(checks)).toMatchObject([
    { id: 'entra-burst', verdict: 'warning', findings: [{ observed: expect.stringContaining('10 a second') }] },
  ]);
  expect(readFileSync(join(outputDir, 'summary.md'), 'utf8')).toContain('entra-need-42');
});
