import { isRuleId, requirementText } from '#catalogue';
import { exitOf } from './exit.ts';
import { byText } from './order.ts';
import type { CheckRun, RequirementText, Run } from './run.ts';
import { summaryOf } from './summary.ts';

/** What only the caller knows; the rest of a run follows from it. */
export type RunParts = Omit<
  Run,
  'schemaVersion' | 'tool' | 'exit' | 'summary' | 'requirements' | 'choices' | 'simulations'
> &
  Partial<Pick<Run, 'requirements' | 'choices' | 'simulations'>> & {
    /** Of scimulate. */
    readonly version: string;
  };

/** A whole run: summary, cited requirements and exit code are derived here and nowhere else. */
export function runFrom(parts: RunParts): Run {
  const { version, requirements, choices = {}, simulations = [], ...rest } = parts;
  return {
    schemaVersion: 1,
    tool: { name: 'scimulate', version },
    ...rest,
    exit: exitOf({ ...rest, simulations }),
    summary: summaryOf(parts.checks),
    requirements: { ...citedBy(parts.checks), ...requirements },
    choices,
    simulations,
  };
}

function citedBy(checks: readonly CheckRun[]): Record<string, RequirementText> {
  const ids = new Set(checks.flatMap((check) => [...check.requirements, ...findingsOf(check)]));
  const known = [...ids].sort(byText).filter(isRuleId);
  return Object.fromEntries(known.map((id) => [id, requirementText(id)]));
}

function findingsOf({ findings, overruled }: CheckRun): string[] {
  return [...findings, ...(overruled?.findings ?? [])].map(({ requirement }) => requirement);
}
