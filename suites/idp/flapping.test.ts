import { expect, test } from '@playwright/test';
import { causeOf } from './flapping.ts';

for (const [name, together, inTurn, cause] of [
  ['finds no cause where all stay', ['a', 'b'], ['a', 'b'], undefined],
  ['blames parallel PATCHes for those that stay when they come in turn', ['a'], ['a', 'b'], /at the same time/],
  ['blames the target for those that never stay', ['a'], ['a'], /even one after another/],
  ['blames the letter case of ids', ['a', 'B'], ['a', 'B'], /letter case/],
] as const) {
  test(name, () => {
    const found = causeOf({ told: ['a', 'b'], shown: together }, { told: ['b'], shown: inTurn });
    if (cause === undefined) expect(found).toBeUndefined();
    else expect(found).toMatch(cause);
  });
}
