import type { CaseStep } from './case.ts';
import { oneLine } from './one-line.ts';

/** Steps that are sent at the same time, in their order. */
export function wavesOf(steps: readonly CaseStep[]): readonly (readonly CaseStep[])[] {
  return [...Map.groupBy(steps, ({ wave }) => wave).values()];
}

/** `step 3: adds ada@example.com to Engineering` */
export function stepLabel({ name, does }: CaseStep): string {
  return oneLine(`${name.replace(/(?<=[a-z])(?=\d)/, ' ').replace('-', ' of ')}: ${does}`);
}
