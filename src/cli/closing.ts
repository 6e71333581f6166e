import { appendFileSync } from 'node:fs';
import { agentSummary, annotations, formats, terminalSummary } from '#reports';
import type { Run } from '#run';
import type { Values } from './flags.ts';
import { targetArguments } from './target/target.ts';
import type { Terminal } from './terminal.ts';

/** What the end of a run says, to whoever reads it: a person, a program, or the page of a build. */
export function sayClosing(run: Run, report: string, values: Values, terminal: Terminal): void {
  const baseline = values.baseline === 'scimulate.baseline.json' ? undefined : values.baseline;
  const options = {
    ...terminal.paper,
    report,
    targetArguments: targetArguments(values),
    simulateArguments: [
      ...(values.scenario === undefined ? [] : ['--scenario', values.scenario]),
      ...(values.option ?? []).flatMap((option) => ['--option', option]),
      ...(values.fault ?? []).flatMap((fault) => ['--fault', fault]),
    ],
    ...(baseline === undefined ? {} : { baseline }),
  };
  const text = values.reporter === 'agent' ? agentSummary(run, options) : terminalSummary(run, options);
  if (isGithub(terminal)) tellGithub(run, terminal);
  terminal.out(text.trimEnd());
}

/** Folds what happens meanwhile, in the log of a build. */
export async function inGroup<T>(title: string, terminal: Terminal, work: () => Promise<T>): Promise<T> {
  if (!isGithub(terminal)) return work();
  terminal.out(`::group::${title}`);
  try {
    return await work();
  } finally {
    terminal.out('::endgroup::');
  }
}

function tellGithub(run: Run, terminal: Terminal): void {
  for (const line of annotations(run)) terminal.out(line);
  const file = terminal.env.GITHUB_STEP_SUMMARY;
  const summary = formats.find(({ name }) => name === 'md');
  if (file === undefined || file === '' || summary === undefined) return;
  try {
    appendFileSync(file, summary.draw(run));
  } catch {
    terminal.err(`scimulate: the job summary ${file} cannot be written to.`);
  }
}

function isGithub({ env }: Terminal): boolean {
  return env.GITHUB_ACTIONS === 'true';
}
