import type { CheckRun, Run } from '#run';
import { capabilityOf } from './capability.ts';
import type { Format } from './format.ts';
import { inertLine } from './inert.ts';

/** One row a check (RFC 4180), for a spreadsheet. */
export const csv = { name: 'csv', file: 'checks.csv', title: 'CSV of checks', draw: drawCsv } as const satisfies Format;

const columns: Readonly<Record<string, (check: CheckRun) => string | number>> = {
  check: ({ id }) => id,
  capability: capabilityOf,
  verdict: ({ verdict }) => verdict,
  expected: ({ expected }) => (expected === true ? 'yes' : ''),
  title: ({ title }) => title,
  requirements: ({ requirements }) => requirements.join(' '),
  reason: ({ reason, findings }) => reason || findings.map(({ message }) => message).join('; '),
  durationMs: ({ durationMs }) => durationMs,
  source: ({ source }) => source ?? '',
};

function drawCsv(run: Run): string {
  const head = ['target', ...Object.keys(columns)];
  const rows = run.checks.map((check) => [run.target.name, ...Object.values(columns).map((read) => read(check))]);
  return [head, ...rows].map((cells) => `${cells.map(cell).join(',')}\r\n`).join('');
}

/** A text that begins like a formula is given an apostrophe, or a spreadsheet would run it. */
function cell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const text = inertLine(value);
  const safe = /^[=+\-@]/.test(text) ? `'${text}` : text;
  return /[",\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
