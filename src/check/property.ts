import fc from 'fast-check';
import type { Finding } from '#run';
import { OutOfTime } from './deadline.ts';

/** What a property needs of the check that it runs in. */
export interface Trials {
  /** From the seed of the run and the id of the check, so that no two checks draw the same values. */
  readonly seed: number;
  /** The seed of the run, as one gives it to see the finding again. */
  readonly runSeed: number;
  readonly runs: number | undefined;
  readonly path: string | undefined;
  readonly now: () => number;
  /** No new value is drawn after the first, and no smaller one tried after the second; in the time of `now`. */
  readonly until: { readonly drawMs: number; readonly shrinkMs: number };
  aside(body: () => Promise<void>): Promise<readonly Finding[]>;
  record(findings: readonly Finding[]): void;
  /** Told when time was short: how many values of how many were tried. */
  cutShort(tried: number, planned: number): void;
}

export interface PropertyOptions {
  /** How many values are tried, unless the run says otherwise. */
  readonly runs?: number;
  /** How often a smaller value may be tried once one has failed: the target is asked each time. */
  readonly shrinks?: number;
}

const defaults = { runs: 15, shrinks: 60 } as const satisfies PropertyOptions;

/**
 * Puts one question with many inputs. A violation ends the search and the input is shrunk; its findings are kept for
 * the smallest input that still shows one, with seed and path. A warning does not end the search, and is kept once.
 * When time is over, what was tried so far counts.
 * @throws what `predicate` throws: then we are wrong, not the target; OutOfTime when not one value could be tried
 */
export async function runProperty<Value>(
  trials: Trials,
  arbitrary: fc.Arbitrary<Value>,
  predicate: (value: Value) => Promise<void>,
  options: PropertyOptions = {},
): Promise<void> {
  const shrinks = options.shrinks ?? defaults.shrinks;
  const milder: Finding[] = [];
  let violations: readonly Finding[] = [];
  let broken: { readonly error: unknown } | undefined;
  let drawn = 0;
  let shrunk = 0;
  let isOutOfTime = false;
  const numRuns = trials.runs ?? options.runs ?? defaults.runs;

  const details = await fc.check(
    fc.asyncProperty(arbitrary, async (value) => {
      const shrinking = violations.length > 0;
      // Passing from here on is how fast-check is told to stop, or that it has shrunk enough.
      if (broken !== undefined || isOutOfTime || (shrinking && shrunk >= shrinks)) return;
      isOutOfTime = drawn > 0 && trials.now() >= (shrinking ? trials.until.shrinkMs : trials.until.drawMs);
      if (isOutOfTime) return;
      if (shrinking) shrunk += 1;
      try {
        const found = await trials.aside(() => predicate(value));
        const grave = found.filter(({ verdict }) => verdict === 'violation');
        if (!shrinking) drawn += 1;
        if (!shrinking) milder.push(...found.filter(({ verdict }) => verdict !== 'violation'));
        if (grave.length === 0) return;
        violations = grave;
      } catch (error) {
        if (error instanceof OutOfTime && drawn > 0) {
          isOutOfTime = true;
          return;
        }
        // A smaller value that cannot even be tried is no smaller counterexample.
        if (!shrinking) broken = { error };
        return;
      }
      throw new Error('violation');
    }),
    {
      seed: trials.seed,
      numRuns,
      ...(trials.path === undefined ? {} : { path: trials.path }),
    },
  );

  trials.record(milder);
  if (isOutOfTime && violations.length === 0) trials.cutShort(drawn, numRuns);
  const { counterexamplePath, counterexample } = details;
  trials.record(
    violations.map((finding) => ({
      ...finding,
      seed: trials.runSeed,
      ...(counterexamplePath === null ? {} : { path: counterexamplePath }),
      ...(counterexample === null ? {} : { counterexample: fc.stringify(counterexample[0]).slice(0, 2000) }),
    })),
  );
  if (broken !== undefined) throw broken.error;
}

/** A seed for one check of a run: FNV-1a over both. */
export function seedFor(runSeed: number, checkId: string): number {
  let hash = 0x811c9dc5 ^ runSeed;
  for (const character of checkId) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return hash | 0;
}
