import { type ExportedFinding, type Recording, recordingFrom } from '#replay';
import type { CheckRun, Run } from '#run';
import { notThere } from '../nearest.ts';
import { UsageError } from '../usage-error.ts';

/** The exchanges of one finding, and what it says. */
export interface FindingOfRun {
  readonly recording: Recording;
  readonly finding: ExportedFinding;
}

/**
 * The finding of a check in a run; the check need not be named where only one has any.
 * @throws UsageError
 */
export function findingIn(run: Run, file: string, id: string | undefined): FindingOfRun {
  const failed = run.checks.filter(({ findings }) => findings.some(({ exchanges }) => exchanges.length > 0));
  const ids = failed.map((check) => check.id);
  if (failed.length === 0)
    throw new UsageError(`${file} holds no finding with exchanges, so that there is nothing to export.`);
  if (id === undefined && failed.length > 1)
    throw new UsageError(`${file} holds findings of ${failed.length} checks; name one of them: ${named(ids)}.`);
  const check = id === undefined ? failed[0] : failed.find((each) => each.id === id);
  if (check === undefined) throw new UsageError(notThere('check with findings', id ?? '', ids));
  return partOf(run, file, check);
}

function named(ids: readonly string[]): string {
  return ids.length > 5 ? `${ids.slice(0, 5).join(', ')} and ${ids.length - 5} more` : ids.join(', ');
}

function partOf(run: Run, file: string, check: CheckRun): FindingOfRun {
  const withExchanges = check.findings.filter(({ exchanges }) => exchanges.length > 0);
  const finding = withExchanges.find(({ verdict }) => verdict === 'violation') ?? withExchanges[0];
  if (finding === undefined) throw new UsageError(`${check.id} has no finding with exchanges.`);
  const wanted = new Set(finding.exchanges);
  const exchanges = run.exchanges.filter((exchange) => wanted.has(exchange.id));
  const marked = finding.exchanges.at(-1);
  return {
    recording: recordingFrom(exchanges, { name: file, creator: 'scimulate run file', marked }),
    finding: {
      check: check.id,
      title: check.title,
      requirement: finding.requirement,
      message: finding.message,
      expected: finding.expected,
      observed: finding.observed,
      pointer: finding.pointer,
    },
  };
}
