import { type CheckRun, isFailure, type RootCause, type Run, rootCauses, verdictOrder } from '#run';
import { counted } from '#wire';
import { headlineOf } from './headline.ts';
import { inactiveLines } from './inactive.ts';
import { cut, inertLine } from './inert.ts';
import { painter } from './paint.ts';
import { differenceLines, flappingLines } from './simulation.ts';
import { duration, promise, verdictWords } from './words.ts';
import { wrapped, wrappedCommand } from './wrap.ts';

export interface TerminalOptions {
  readonly color: boolean;
  /** Columns; lines stay within it, 40 at least. */
  readonly width: number;
  /** Where the HTML report was written. */
  readonly report?: string;
  /** The words that name the target in a command to copy; without them the URL is named. Never a secret. */
  readonly targetArguments?: readonly string[];
  /** The words that tell again what was simulated. */
  readonly simulateArguments?: readonly string[];
  /** The file of expected findings, where it is not the usual one. */
  readonly baseline?: string;
}

const shownCauses = 5;

/**
 * The end of a run on a terminal: verdict, root causes, counts, seed, report, the command for the first failure, and what
 * to do next.
 */
export function terminalSummary(run: Run, options: TerminalOptions): string {
  const width = Math.max(40, options.width);
  const blocks = [
    verdict(run, options, width),
    causes(run, options, width),
    list('What differs', differenceLines(run), options, width),
    list('What comes and goes', flappingLines(run), options, width),
    list('Who was pushed inactive', inactiveLines(run), options, width),
    facts(run, options, width),
  ];
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n')}\n`;
}

function verdict(run: Run, { color }: TerminalOptions, width: number): string[] {
  const { word, tone, sentence, details } = headlineOf(run);
  const indent = word.length + 2;
  const [first = '', ...others] = wrapped(inertLine(sentence), width - indent);
  const small = details.flatMap((detail) => wrapped(inertLine(detail), width - indent));
  const paint = painter(color);
  return [
    `${paint(` ${word} `.trim(), tone, true)}  ${paint(first, 'plain', true)}`,
    ...[...others, ...small].map((line) => ' '.repeat(indent) + line),
  ];
}

function causes(run: Run, { color }: TerminalOptions, width: number): string[] {
  const all = rootCauses(run).filter(
    (cause) => !cause.expected && (cause.verdict === 'violation' || run.failOn === 'warning'),
  );
  if (all.length === 0) return [];
  const paint = painter(color);
  const more =
    all.length > shownCauses ? [`  … and ${counted(all.length - shownCauses, 'more cause')} in the report`] : [];
  return [
    paint(all.length > shownCauses ? `Root causes, ${shownCauses} of ${all.length}` : 'Root causes', 'plain', true),
    ...all.slice(0, shownCauses).flatMap((cause, index) => causeLines(run, cause, index, color, width)),
    ...more,
  ];
}

function causeLines(run: Run, cause: RootCause, index: number, color: boolean, width: number): string[] {
  const paint = painter(color);
  const { finding } = cause;
  const text = run.requirements[cause.requirement]?.text ?? finding.message;
  const indent = '     ';
  const block = (label: string, said: string): string[] => {
    const [first = '', ...others] = wrapped(cut(inertLine(said), 240), width - indent.length - 9);
    return [
      `${indent}${paint(label.padEnd(9), 'dim')}${first}`,
      ...others.map((line) => `${indent}${' '.repeat(9)}${line}`),
    ];
  };
  const title = wrapped(`${inertLine(cause.requirement)}  ${inertLine(text)}`, width - indent.length);
  return [
    ...title.map((line, at) => (at === 0 ? `${String(index + 1).padStart(3)}  ${paint(line, 'bad')}` : indent + line)),
    ...block('expected', finding.expected),
    ...block('observed', finding.observed),
    ...wrapped(
      `${promise(cause)} (${inertLine(cause.check)}${cause.checks.length > 1 ? ', …' : ''})`,
      width - indent.length,
    ).map((line) => indent + paint(line, 'dim')),
  ];
}

function list(title: string, all: readonly string[], { color }: TerminalOptions, width: number): string[] {
  if (all.length === 0) return [];
  const lines = all.slice(0, shownCauses * 2).flatMap((line) => {
    const [first = '', ...others] = wrapped(cut(inertLine(line), 240), width - 4);
    return [`  - ${first}`, ...others.map((each) => `    ${each}`)];
  });
  const more = all.length > shownCauses * 2 ? [`  … and ${all.length - shownCauses * 2} more in the report`] : [];
  return [painter(color)(title, 'plain', true), ...lines, ...more];
}

function facts(run: Run, options: TerminalOptions, width: number): string[] {
  const paint = painter(options.color);
  const failed = firstFailure(run);
  const counts = verdictOrder
    .filter((each) => run.summary[each] > 0)
    .map((each) => counted(run.summary[each], verdictWords[each].word, verdictWords[each].many));
  const rows: readonly (readonly [label: string, lines: readonly string[]])[] = [
    ['Counts', counts.length === 0 ? [] : wrapped(counts.join(', '), width - 9)],
    ['Seed', [`${run.seed} (the run took ${duration(run.durationMs)})`]],
    ['Report', options.report === undefined ? [] : [inertLine(options.report)]],
    ['Again', failed === undefined ? playedAgain(run, options, width - 9) : again(run, failed, options, width - 9)],
    ['Next', next(run, options, width - 9)],
  ];
  return rows.flatMap(([label, lines]) =>
    lines.map((line, at) => `${at === 0 ? paint(label.padEnd(9), 'dim') : ' '.repeat(9)}${line}`),
  );
}

/** The check that shows the first cause, else the first that failed. */
function firstFailure(run: Run): CheckRun | undefined {
  const failed = run.checks.filter((check) => isFailure(check, run.failOn));
  const [cause] = rootCauses(run).filter(({ expected }) => !expected);
  return failed.find(({ id }) => id === cause?.check) ?? failed[0];
}

function again(run: Run, { id }: CheckRun, options: TerminalOptions, width: number): string[] {
  return wrappedCommand(['npx', 'scimulate', 'test', id, ...target(run, options), '--seed', String(run.seed)], width);
}

/** The provider that was the first to disagree, once more by itself. */
function playedAgain(run: Run, options: TerminalOptions, width: number): string[] {
  const simulation = run.simulations.find(({ converged }) => !converged);
  if (simulation === undefined) return [];
  const words = ['npx', 'scimulate', 'simulate', simulation.idp, ...target(run, options)];
  return wrappedCommand([...words, ...(options.simulateArguments ?? []), '--seed', String(run.seed)], width);
}

function next(run: Run, options: TerminalOptions, width: number): string[] {
  const [cause] = rootCauses(run).filter(({ expected }) => !expected);
  const command = (...words: readonly string[]): string[] => wrappedCommand(['npx', 'scimulate', ...words], width);
  if (run.checks.some((check) => isFailure(check, run.failOn)) && cause !== undefined)
    return command('explain', cause.requirement);
  if ((run.baseline?.stale.length ?? 0) > 0)
    return command('baseline', 'prune', ...(options.baseline === undefined ? [] : ['--baseline', options.baseline]));
  if (run.simulations.some(({ converged }) => !converged))
    return ['open the report: the steps that failed name the requests'];
  if (run.summary.error > 0) return ['open the report: the errors of ours say what broke'];
  if (run.kind === 'test') return command('simulate', 'all', ...target(run, options));
  return command('test', ...target(run, options));
}

function target(run: Run, { targetArguments }: TerminalOptions): readonly string[] {
  return targetArguments ?? ['--target', run.target.url];
}
