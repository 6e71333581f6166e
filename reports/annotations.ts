import { isFailure, type Run, rootCauses } from '#run';
import { cut, inertLine } from './inert.ts';
import { sourceOf } from './source.ts';
import { promise } from './words.ts';

/** GitHub shows ten of a step and drops the rest. */
const most = 10;

/** Workflow commands of GitHub Actions, one for each root cause: what is demanded, expected and observed. */
export function annotations(run: Run): string[] {
  const failing = new Map(run.checks.filter((check) => isFailure(check, run.failOn)).map((check) => [check.id, check]));
  const causes = rootCauses(run)
    .filter(({ expected, checks }) => !expected && checks.some((id) => failing.has(id)))
    .map((cause) => {
      const { finding } = cause;
      const source = sourceOf(failing.get(cause.check) ?? {});
      const place = source === undefined ? '' : `,file=${property(source.file)},line=${source.line}`;
      const text = [
        run.requirements[cause.requirement]?.text ?? finding.message,
        `expected: ${finding.expected}`,
        `observed: ${finding.observed}`,
        promise(cause),
      ];
      const level = cause.verdict === 'violation' ? 'error' : 'warning';
      return `::${level} title=${property(`${cause.check} (${cause.requirement})`)}${place}::${data(text)}`;
    });
  const differing = run.simulations
    .filter(({ converged }) => !converged)
    .map(({ idp, scenario, differences }) => `::error title=${property(`${idp}: ${scenario}`)}::${data(differences)}`);
  return [...causes, ...differing].slice(0, most);
}

/** What would end the command, or its property, is written as its code. */
function data(lines: readonly string[]): string {
  return lines.map((line) => cut(inertLine(line), 300).replaceAll('%', '%25')).join('%0A');
}

function property(text: string): string {
  return cut(inertLine(text), 120).replaceAll('%', '%25').replaceAll(':', '%3A').replaceAll(',', '%2C');
}
