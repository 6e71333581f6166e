import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { type Browser, chromium } from '@playwright/test';
import { sampleExchange, sampleFinding, sampleResult, sampleRun } from '../fixtures/runs/sample-run.ts';
import { formats } from '../reports/index.ts';
import { findBrowser } from '../scripts/browser.ts';
import type { Goal } from './goals.ts';

/** What a reader waits for in the HTML report of so many checks, of which one in five fails. */
export interface ReportRow {
  readonly checks: number;
  readonly kb: number;
  /** Medians, milliseconds: until the page is loaded, and until the filter has been applied and painted. */
  readonly openMs: number;
  readonly filterMs: number;
}

/** Opens each size so many times, in turn; no row without a Chromium. */
export async function reportRows(sizes: readonly number[], times: number): Promise<readonly ReportRow[]> {
  const executablePath = findBrowser();
  if (executablePath === undefined) return [];
  const browser = await chromium.launch({ executablePath });
  const file = join(tmpdir(), `scimulate-report-${process.pid}.html`);
  try {
    const texts = sizes.map((checks) => ({ checks, text: drawn(checks), took: [[], []] as [number[], number[]] }));
    for (let turn = 0; turn < times; turn += 1) {
      for (const { text, took } of texts) {
        writeFileSync(file, text);
        const { openMs, filterMs } = await waited(browser, pathToFileURL(file).href);
        took[0].push(openMs);
        took[1].push(filterMs);
      }
    }
    return texts.map(({ checks, text, took: [open, filter] }) => {
      return { checks, kb: Math.round(text.length / 1024), openMs: median(open), filterMs: median(filter) };
    });
  } finally {
    await browser.close();
    rmSync(file, { force: true });
  }
}

async function waited(browser: Browser, url: string): Promise<{ readonly openMs: number; readonly filterMs: number }> {
  const page = await browser.newPage();
  const began = performance.now();
  await page.goto(url);
  const openMs = performance.now() - began;
  const filterMs = await page.evaluate(async () => {
    const box = document.getElementById('filter') as HTMLInputElement;
    const from = performance.now();
    box.value = 'check-432';
    box.dispatchEvent(new Event('input'));
    await new Promise<void>((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    return performance.now() - from;
  });
  await page.close();
  return { openMs, filterMs };
}

function drawn(count: number): string {
  const ids = Array.from({ length: count }, (_, at) => `check-${at}`);
  const failing = ids.filter((_, at) => at % 5 === 0);
  const results = ids.map((id) =>
    failing.includes(id)
      ? sampleResult(id, { status: 'failed', findings: [sampleFinding({ exchanges: [`x-${id}`] })] })
      : sampleResult(id),
  );
  const run = sampleRun(results, { exchanges: failing.map((id) => sampleExchange(`x-${id}`)) });
  const html = formats.find(({ name }) => name === 'html');
  if (html === undefined) throw new Error('there is no HTML report');
  return html.draw(run);
}

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.NaN;
}

export function reportTable(rows: readonly ReportRow[]): string {
  const line = ({ checks, kb, openMs, filterMs }: ReportRow): string =>
    `| ${checks.toLocaleString('en')} | ${kb} KB | ${openMs.toFixed(0)} ms | ${filterMs.toFixed(0)} ms |`;
  return ['| HTML report, checks | size | opens in | filters in |', '|---|---|---|---|', ...rows.map(line)].join('\n');
}

export function reportGoals(rows: readonly ReportRow[]): readonly Goal[] {
  const [small, large] = [rows.at(0), rows.at(-1)];
  if (small === undefined || large === undefined) return [];
  const times = large.checks / small.checks;
  const ratio = large.openMs / small.openMs;
  return [
    {
      goal: `a report of ${large.checks.toLocaleString('en')} checks opens within 1 s, and filters within 1 s`,
      measured: `${large.openMs.toFixed(0)} ms, ${large.filterMs.toFixed(0)} ms`,
      isMet: large.openMs < 1000 && large.filterMs < 1000,
    },
    {
      goal: `it opens in less than ${times} times the time of one of ${small.checks.toLocaleString('en')}`,
      measured: ratio.toFixed(2),
      isMet: ratio < times,
    },
  ];
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { times: { type: 'string', default: '5' } } });
  const rows = await reportRows([500, 5000], Number(values.times));
  console.log(reportTable(rows));
  for (const { goal, measured, isMet } of reportGoals(rows))
    console.log(`${isMet ? 'met' : 'MISSED'}: ${goal}: ${measured}`);
}
