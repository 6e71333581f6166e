import { type CheckRun, isFailure, type Run, rootCauses } from '#run';
import { headlineOf } from './headline.ts';
import { cut, inertLine } from './inert.ts';
import { differenceLines } from './simulation.ts';
import { promise } from './words.ts';

const limit = 4096;

/**
 * The end of a run for a program that reads text: what fails, expected, observed, what mending it does, and the command
 * that runs it again. One line a fact, under 4 KB whatever the run holds.
 */
export function agentSummary(run: Run, options: { readonly targetArguments?: readonly string[] } = {}): string {
  const { word, sentence, details } = headlineOf(run);
  const target = (options.targetArguments ?? ['--target', run.target.url]).join(' ');
  const head = [`${word}: ${sentence}`, ...details].map((line) => cut(inertLine(line), 200)).slice(0, 6);
  const entries = [...causes(run, target), ...differenceLines(run).map((line) => `differs: ${short(line)}`)];
  const foot = `seed: ${run.seed}; exit: ${run.exit}`;
  const room = limit - bytes(head.join('\n')) - bytes(foot) - 80;
  const shown: string[] = [];
  for (const entry of entries) {
    if (bytes([...shown, entry].join('\n\n')) > room) break;
    shown.push(entry);
  }
  const left = entries.length - shown.length;
  const rest = left > 0 ? [`… and ${left} more in run.json`] : [];
  return `${[head.join('\n'), ...shown, ...rest, foot].join('\n\n')}\n`;
}

function causes(run: Run, target: string): string[] {
  const failing = new Map(run.checks.filter((check) => isFailure(check, run.failOn)).map((check) => [check.id, check]));
  return rootCauses(run)
    .filter(({ expected, checks }) => !expected && checks.some((id) => failing.has(id)))
    .map((cause) => {
      const text = run.requirements[cause.requirement]?.text ?? cause.finding.message;
      return [
        `fails: ${short(cause.check)}${source(failing.get(cause.check))}`,
        `rule: ${short(cause.requirement)} ${short(text)}`,
        `expected: ${short(cause.finding.expected)}`,
        `observed: ${short(cause.finding.observed)}`,
        `mend: ${promise(cause)}`,
        `again: npx scimulate test ${short(cause.check)} ${target} --seed ${run.seed}`,
      ].join('\n');
    });
}

function source(check: CheckRun | undefined): string {
  return check?.source === undefined ? '' : ` (${short(check.source)})`;
}

function short(text: string): string {
  return cut(inertLine(text), 200);
}

function bytes(text: string): number {
  return new TextEncoder().encode(text).length;
}
