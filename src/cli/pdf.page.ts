import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { writeRun } from '#run';
import { showcaseRun } from '../../fixtures/runs/showcase-run.ts';
import { findBrowser } from '../../scripts/browser.ts';
import { main } from './main.ts';

test('report --pdf prints the HTML report', async () => {
  const folder = test.info().outputPath('out');
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/run.json`, writeRun(showcaseRun()));
  const said: string[] = [];
  const code = await main(['report', `${folder}/run.json`, '--pdf', '--report', 'md', '--out', folder], {
    env: { SCIMULATE_CHROMIUM: findBrowser() },
    isInteractive: false,
    paper: { color: false, width: 80 },
    out: (line) => said.push(line),
    err: (line) => said.push(line),
    read: async () => '',
  });
  expect(code, said.join('\n')).toBe(0);
  expect(said.at(-1)).toBe(`${folder}/index.pdf`);
  const pdf = readFileSync(`${folder}/index.pdf`, 'latin1');
  expect(pdf.startsWith('%PDF-')).toBe(true);
  expect(pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0).toBeGreaterThan(3);
});
