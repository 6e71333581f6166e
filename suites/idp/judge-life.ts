import type { Judge } from '#check';
import type { Difference } from '#idp';
import { foundIn, isBorne, refusalsIn } from './borne.ts';
import type { LifeRules } from './life-rules.ts';
import type { Life } from './lifecycle.ts';

interface Row {
  readonly rule: keyof LifeRules;
  readonly kinds: readonly Difference['kind'][];
  readonly expected: string;
}

/** What the end of a life is asked, and which differences answer it. */
const rows: readonly Row[] = [
  { rule: 'account', kinds: ['unread', 'account'], expected: 'an account for everybody in scope and nobody else' },
  { rule: 'single', kinds: ['single'], expected: 'one account for one person all along' },
  { rule: 'state', kinds: ['state', 'signIn'], expected: 'every account in use, or not, as the directory says' },
  { rule: 'value', kinds: ['value'], expected: 'the values that the directory has at the end' },
  { rule: 'group', kinds: ['group'], expected: 'the Groups of the directory under their names' },
  { rule: 'member', kinds: ['member'], expected: 'the members that the directory has at the end' },
  { rule: 'silent', kinds: ['silent'], expected: 'silence in one more cycle' },
];

/** Judges where a simulated life has ended: what a provider bears is a caution. With `isCaution` nothing is more than one. */
export function judgeLife(judge: Judge, life: Life, rules: LifeRules, { isCaution = false } = {}): void {
  const refused = refusalsIn(life.simulation).map(({ action, subject, reason }) => `${action} ${subject}: ${reason}`);
  const because = refused.length === 0 ? '' : ` (the provider's log: ${refused.slice(0, 2).join('; ')})`;
  const answer = life.refusals.length > 0 ? life.refusals.slice(0, 3) : life.last;

  const everything = foundIn(life);

  for (const { rule, kinds, expected } of rows) {
    const all = everything.filter(({ kind }) => kinds.includes(kind));
    const harmless = all.filter((each) => isCaution || isBorne(each, life));
    for (const [how, found] of [
      [judge.that, all.filter((each) => !harmless.includes(each))],
      [judge.warn, harmless],
    ] as const) {
      const texts = found.map(({ text }) => text);
      const observed = `${texts.slice(0, 3).join(' ')}${because}`;
      how(rules[rule], found.length === 0, { expected, observed, answer, kind: rule });
    }
  }
}
