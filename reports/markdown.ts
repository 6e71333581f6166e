import { type CheckRun, isFailure, type Run, rootCauses, verdictOrder } from '#run';
import { counted } from '#wire';
import type { Format } from './format.ts';
import { headlineOf } from './headline.ts';
import { inactiveLines } from './inactive.ts';
import { cut, inertLine } from './inert.ts';
import { differenceLines, flappingLines } from './simulation.ts';
import { duration, promise, verdictWords } from './words.ts';

/** A job summary: what a pipeline shows beside the build. Under 1 MiB whatever the run holds. */
export const markdown = {
  name: 'md',
  file: 'summary.md',
  title: 'Markdown job summary',
  draw: drawMarkdown,
} as const satisfies Format;

const limits = { causes: 20, failures: 100, words: 300 } as const;

function drawMarkdown(run: Run): string {
  const headline = headlineOf(run);
  const parts = [
    `## ${headline.word}: ${plain(headline.sentence)}`,
    headline.details.map(plain).join(' '),
    countsTable(run),
    causes(run),
    failures(run),
    differences(run),
    flapping(run),
    listed('Who was pushed inactive', inactiveLines(run).slice(0, limits.causes)),
    known(run),
    `Seed ${run.seed} · ${duration(run.durationMs)} · ${plain(run.target.url)} · scimulate ${plain(run.tool.version)}`,
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function countsTable({ summary, checks }: Run): string {
  if (checks.length === 0) return '';
  const row = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;
  const head = verdictOrder.map((verdict) => verdictWords[verdict].many);
  const counts = verdictOrder.map((verdict) => summary[verdict]);
  return [row([...head, 'checks']), row([...head, ''].map(() => '---:')), row([...counts, checks.length])].join('\n');
}

function causes(run: Run): string {
  const all = rootCauses(run).filter(({ expected }) => !expected);
  if (all.length === 0) return '';
  const lines = all.slice(0, limits.causes).map((cause) => {
    const text = run.requirements[cause.requirement]?.text ?? cause.finding.message;
    return `1. ${code(cause.requirement)} ${plain(text)} — ${plain(promise(cause))}.`;
  });
  return ['### Root causes', lines.join('\n'), ...rest(all.length, limits.causes, 'cause')].join('\n\n');
}

function failures(run: Run): string {
  const failed = run.checks.filter((check) => isFailure(check, run.failOn));
  if (failed.length === 0) return '';
  const head = '| check | expected | observed |\n| --- | --- | --- |';
  const rows = failed.slice(0, limits.failures).map(failureRow);
  return [
    `### ${counted(failed.length, 'failing check')}`,
    [head, ...rows].join('\n'),
    ...rest(failed.length, limits.failures, 'check'),
  ].join('\n\n');
}

function failureRow(check: CheckRun): string {
  const finding = check.findings.find(({ verdict }) => verdict === check.verdict);
  return `| ${code(check.id)}<br>${plain(check.title)} | ${plain(finding?.expected ?? '')} | ${plain(finding?.observed ?? '')} |`;
}

function differences(run: Run): string {
  return listed('What differs', differenceLines(run).slice(0, limits.causes * run.simulations.length));
}

function flapping(run: Run): string {
  return listed('What comes and goes', flappingLines(run).slice(0, limits.causes));
}

function listed(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : [`### ${title}`, lines.map((line) => `- ${plain(line)}`).join('\n')].join('\n\n');
}

function known({ baseline }: Run): string {
  if (baseline === undefined) return '';
  const kinds = ['new', 'changed', 'expired', 'stale', 'expected', 'unseen'] as const;
  const counts = kinds.filter((kind) => baseline[kind].length > 0).map((kind) => `${baseline[kind].length} ${kind}`);
  return `Against the baseline: ${counts.length === 0 ? 'nothing known, nothing found' : counts.join(', ')}.`;
}

function rest(count: number, limit: number, one: string): string[] {
  return count > limit ? [`… and ${counted(count - limit, `more ${one}`)}.`] : [];
}

/** Text in which nothing is markup: neither Markdown's nor HTML's, nor a cell's end, nor a mention. */
function plain(text: string): string {
  return cut(inertLine(text), limits.words)
    .replace(/[\\`*_{}[\]()#+!|~>-]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('@', '&#64;')
    .replaceAll('://', ':&#47;/');
}

/** Ids come from the run file, so they are no more to be trusted than a body. */
function code(text: string): string {
  return `\`${cut(inertLine(text), limits.words).replace(/[`|<>]/g, '?')}\``;
}
