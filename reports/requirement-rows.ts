import { byNumbers, type CheckRun, type RequirementText, type Run, type Verdict } from '#run';

/** A cited requirement, and what the run says of it. */
export interface RequirementRow {
  readonly id: string;
  readonly text: RequirementText | undefined;
  readonly verdict: 'violation' | 'warning' | 'info' | 'pass' | 'unjudged';
  /** Checks that cite it and were judged, in the order of the run. */
  readonly judgedBy: readonly CheckRun[];
  /** Of those, the ones that found it broken or worth a word. */
  readonly foundBy: readonly CheckRun[];
}

const judged: ReadonlySet<Verdict> = new Set(['pass', 'violation', 'warning', 'info']);
const gravity = ['violation', 'warning', 'info'] as const;

/** Every requirement that the checks cite, by section and number. */
export function requirementsOf(run: Pick<Run, 'checks' | 'requirements'>): RequirementRow[] {
  const citing = new Map<string, CheckRun[]>();
  for (const check of run.checks) {
    const ids = new Set([...check.requirements, ...check.findings.map(({ requirement }) => requirement)]);
    for (const id of ids)
      citing
        .set(id, citing.get(id) ?? [])
        .get(id)
        ?.push(check);
  }
  return [...citing].sort(([a], [b]) => byNumbers(a, b)).map(([id, checks]) => rowOf(id, checks, run));
}

function rowOf(id: string, checks: readonly CheckRun[], run: Pick<Run, 'requirements'>): RequirementRow {
  const judgedBy = checks.filter(({ verdict }) => judged.has(verdict));
  const found = judgedBy.flatMap(({ findings }) => findings).filter(({ requirement }) => requirement === id);
  const worst = gravity.find((verdict) => found.some((finding) => finding.verdict === verdict));
  return {
    id,
    text: Object.hasOwn(run.requirements, id) ? run.requirements[id] : undefined,
    verdict: worst ?? (judgedBy.length > 0 ? 'pass' : 'unjudged'),
    judgedBy,
    foundBy: judgedBy.filter(({ findings }) => findings.some(({ requirement }) => requirement === id)),
  };
}
