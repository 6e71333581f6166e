import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { type Pause, pauses } from './pauses.ts';
import type { Plan } from './plan.ts';

function pauseOf(key: string, dueAt: number, attempt = 1): Pause {
  const run = function* (): Plan {
    throw new Error('not run here');
  };
  return { job: { key, subject: key, action: 'x', run }, dueAt, waitMs: 1, attempt };
}

const steps = fc.array(
  fc.oneof(
    fc.record({ do: fc.constant('keep' as const), key: fc.constantFrom('a', 'b', 'c', 'd', 'e'), at: fc.nat(9) }),
    fc.record({ do: fc.constant('drop' as const), key: fc.constantFrom('a', 'b', 'c', 'd', 'e'), at: fc.nat(9) }),
    fc.record({ do: fc.constant('take' as const), key: fc.constant(''), at: fc.nat(9) }),
  ),
  { maxLength: 60 },
);

test('gives back what a list that is searched from end to end would', () => {
  fc.assert(
    fc.property(steps, (given) => {
      const kept = pauses();
      let list: readonly Pause[] = [];
      for (const [index, step] of given.entries()) {
        if (step.do === 'keep') {
          const pause = pauseOf(step.key, step.at, index);
          list = [...list.filter(({ job }) => job.key !== step.key), pause];
          kept.keep(pause);
        } else if (step.do === 'drop') {
          list = list.filter(({ job }) => job.key !== step.key);
          kept.drop(step.key);
        } else {
          const due = [...list].sort((a, b) => a.dueAt - b.dueAt)[0];
          const wanted = due !== undefined && due.dueAt <= step.at ? due : undefined;
          list = list.filter((pause) => pause !== wanted);
          expect(kept.take(step.at)).toBe(wanted);
        }
        expect(kept.isEmpty()).toBe(list.length === 0);
        expect(kept.nextDue()).toBe(list.length === 0 ? undefined : Math.min(...list.map(({ dueAt }) => dueAt)));
      }
    }),
  );
});
