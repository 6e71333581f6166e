import { byText } from './order.ts';
import type { CheckRun, Finding } from './run.ts';

/** How a finding fails, without what differs from run to run: no text, id, value or exchange. */
export function signatureOf(finding: Finding): string {
  return finding.kind === undefined ? finding.requirement : `${finding.requirement} ${finding.kind}`;
}

/** The signatures of what fails in a check, each once, sorted. Notes do not fail. */
export function signaturesOf({ findings }: Pick<CheckRun, 'findings'>): string[] {
  const failures = findings.filter(({ verdict }) => verdict !== 'info');
  return [...new Set(failures.map(signatureOf))].sort(byText);
}
