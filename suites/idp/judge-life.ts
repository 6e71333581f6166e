import type { Judge, RuleId } from '#check';
import type { Life } from './lifecycle.ts';

/** What a life that went wrong breaks: what the target holds, that nobody is there twice, that nothing is sent for ever. */
export interface LifeRules {
  readonly agrees: RuleId;
  readonly single: RuleId;
  readonly silent: RuleId;
}

/** Judges where a simulated life has ended. */
export function judgeLife(
  judge: Judge,
  { simulation, refusals, last }: Life,
  { agrees, single, silent }: LifeRules,
): void {
  const twice = simulation.differences.filter((each) => /has \d+ accounts of this name|linked to/.test(each));
  const loud = simulation.differences.filter((each) => /one more cycle would|still to be tried/.test(each));
  const others = simulation.differences.filter((each) => !twice.includes(each) && !loud.includes(each));
  const refused = simulation.steps
    .flatMap(({ provisioning }) => provisioning)
    .filter(({ status }) => status === 'Failure' || status === 'Escrowed' || status === 'Quarantined')
    .map(({ action, subject, reason }) => `${action} ${subject}: ${reason}`);
  const because = refused.length === 0 ? '' : ` (the provider's log: ${refused.slice(0, 2).join('; ')})`;

  const answer = refusals.length > 0 ? refusals.slice(0, 3) : last;
  judge.that(agrees, others.length === 0, {
    expected: 'the target to hold at the end what the directory says',
    observed: `${others.slice(0, 3).join(' ')}${because}`,
    answer,
    kind: 'not converged',
  });
  judge.that(single, twice.length === 0, {
    expected: 'one account for one person all along',
    observed: twice.join(' '),
    answer,
    kind: 'duplicate',
  });
  judge.that(silent, loud.length === 0, {
    expected: 'silence in one more cycle',
    observed: `${loud.slice(0, 3).join(' ')}${because}`,
    answer,
    kind: 'not silent',
  });
}
