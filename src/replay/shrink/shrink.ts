import type { Json } from '#scim';
import type { Exchange } from '#wire';
import { cleanUp, leftBehind } from '../again/clean-up.ts';
import { type IgnoreRule, usualRules } from '../again/ignore-rules.ts';
import type { Compared, Oracle } from '../again/oracle.ts';
import { play, type Surroundings, sent } from '../again/play.ts';
import { comparer } from '../again/replay.ts';
import { messageTo, setUp } from '../again/set-up.ts';
import type { Step } from '../again/waves.ts';
import { bindings } from '../bind/bindings.ts';
import { type Dependencies, dependenciesOf } from '../bind/dependencies.ts';
import { bodyOf } from '../recording/body-of.ts';
import type { Recording } from '../recording/recording.ts';
import { depthOf, placesAt, without } from './body-parts.ts';
import { ddmin } from './ddmin.ts';

export interface ShrinkOptions {
  readonly recording: Recording;
  readonly oracle: Oracle;
  readonly surroundings: Surroundings;
  /** Puts the target back between trials; without it what a trial created is deleted. */
  readonly reset?: (() => Promise<void>) | undefined;
  readonly rules?: readonly IgnoreRule[] | undefined;
  /** A trial must show the fault so often. A race does not show every time: then one of so many tries is enough. */
  readonly tries?: number | undefined;
  /** Milliseconds for all of it. */
  readonly maxTimeMs?: number | undefined;
  /** Where an earlier shrink was left off. */
  readonly from?: ShrinkState | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

/** How far a shrink has come: what is kept, and the bodies that were made smaller. */
export interface ShrinkState {
  /** Steps of the recording, from 0. */
  readonly steps: readonly number[];
  /** Bodies by the step. */
  readonly bodies: Readonly<Record<string, string>>;
  /** Whether nothing can be taken from the steps any more. */
  readonly stepsAreMinimal: boolean;
}

export interface Progress {
  readonly trials: number;
  readonly elapsedMs: number;
  readonly state: ShrinkState;
}

export interface Shrunk {
  /** `minimal`: nothing can be left out. `budget`: the time was over before that was known. `not shown`: the whole recording does not show the fault. */
  readonly ended: 'minimal' | 'budget' | 'not shown';
  readonly state: ShrinkState;
  /** What is left, with the answers of then. */
  readonly exchanges: readonly Exchange[];
  /** The last trial that showed the fault. */
  readonly steps: readonly Compared[];
  readonly trials: number;
}

/** The smallest part of a recording that still shows the fault: of its steps first, then of their bodies. */
export async function shrink(options: ShrinkOptions): Promise<Shrunk> {
  const { recording, surroundings } = options;
  const begunMs = surroundings.now();
  // A body that was made smaller may need less, so that its steps may do with fewer.
  let dependencies = dependenciesOf(recording);
  const laboratory = laboratoryFor(options, () => dependencies);
  const isOver = (): boolean => options.maxTimeMs !== undefined && surroundings.now() - begunMs >= options.maxTimeMs;

  let state: ShrinkState = options.from ?? {
    steps: recording.exchanges.map((_, at) => at),
    bodies: {},
    stepsAreMinimal: false,
  };
  const tell = (next: ShrinkState): void => {
    state = next;
    options.onProgress?.({ trials: laboratory.trials(), elapsedMs: surroundings.now() - begunMs, state });
  };
  const ended = (how: Shrunk['ended']): Shrunk => ({
    ended: how,
    state,
    exchanges: state.steps.map((at) => smaller(recording, at, state.bodies)),
    steps: laboratory.lastShown(),
    trials: laboratory.trials(),
  });

  if (!(await laboratory.shows(state))) return ended('not shown');
  if (!state.stepsAreMinimal) {
    for (const guess of guesses(state.steps, options.oracle, dependencies)) {
      if (guess.length < state.steps.length && (await laboratory.shows({ ...state, steps: guess }))) {
        tell({ ...state, steps: guess });
        break;
      }
    }
  }
  for (let before = ''; !isOver() && before !== JSON.stringify(state); ) {
    before = JSON.stringify(state);
    dependencies = dependenciesOf({
      ...recording,
      exchanges: recording.exchanges.map((_, at) => smaller(recording, at, state.bodies)),
    });
    if (!state.stepsAreMinimal) await shrinkSteps();
    const bodies = JSON.stringify(state.bodies);
    for (const at of state.steps) await shrinkBody(at);
    if (JSON.stringify(state.bodies) !== bodies) tell({ ...state, stepsAreMinimal: false });
  }
  return ended(isOver() ? 'budget' : 'minimal');

  async function shrinkSteps(): Promise<void> {
    const test = async (steps: readonly number[]): Promise<boolean> => {
      const isShown = await laboratory.shows({ ...state, steps });
      if (isShown) tell({ ...state, steps });
      return isShown;
    };
    const kept = await ddmin(state.steps, test, { closed: (steps) => closed(steps, dependencies), stop: isOver });
    tell({ ...state, steps: kept, stepsAreMinimal: !isOver() });
  }

  async function shrinkBody(at: number): Promise<void> {
    let body = bodyAt(at);
    for (let depth = 1; body !== undefined && depth <= depthOf(body); depth += 1) {
      const whole: Json = body;
      const kept = await ddmin(
        placesAt(whole, depth),
        async (places) => {
          const left = new Set(places.map((place) => JSON.stringify(place)));
          const text = JSON.stringify(
            without(
              whole,
              placesAt(whole, depth).filter((place) => !left.has(JSON.stringify(place))),
            ),
          );
          const next = { ...state, bodies: { ...state.bodies, [at]: text } };
          const isShown = await laboratory.shows(next);
          if (isShown) tell(next);
          return isShown;
        },
        { stop: isOver },
      );
      body = bodyAt(at);
      if (kept.length === 0) break;
    }
  }

  function bodyAt(at: number): Json | undefined {
    return bodyOf(smaller(recording, at, state.bodies).request);
  }
}

/** Cheap ways to much less: what the fault's step needs, with and without what wrote to the same resources, and what came before it. */
function guesses(
  steps: readonly number[],
  { step }: Oracle,
  dependencies: Dependencies,
): readonly (readonly number[])[] {
  if (step === undefined) return [];
  const needed = neededBy(step, dependencies);
  const named = new Set(
    dependencies.all.filter((each) => each.kind === 'id' && needed.has(each.step)).map(({ value }) => value),
  );
  const touching = new Set(dependencies.all.filter(({ value }) => named.has(value)).map((each) => each.step));
  const related = new Set([...needed, ...touching].flatMap((at) => [...neededBy(at, dependencies)]));
  return [needed, related]
    .map((kept) => steps.filter((at) => kept.has(at) && at <= step))
    .concat([steps.filter((at) => at <= step)]);
}

function neededBy(step: number, { all }: Dependencies): ReadonlySet<number> {
  const needed = new Set([step]);
  // Needs point backwards, so that one pass from the end finds them all.
  for (const each of all.toSorted((left, right) => right.step - left.step))
    if (needed.has(each.step)) needed.add(each.on);
  return needed;
}

/** Without the steps whose needs are gone. */
function closed(steps: readonly number[], { all }: Dependencies): readonly number[] {
  const needs = Map.groupBy(all, ({ step }) => step);
  const kept = new Set<number>();
  for (const step of steps) if ((needs.get(step) ?? []).every(({ on }) => kept.has(on))) kept.add(step);
  return [...kept];
}

function smaller({ exchanges }: Recording, at: number, bodies: ShrinkState['bodies']): Exchange {
  const exchange = exchanges[at];
  if (exchange === undefined) throw new RangeError(`there is no step ${at}`);
  const body = bodies[at];
  return body === undefined ? exchange : { ...exchange, request: { ...exchange.request, body } };
}

interface Laboratory {
  readonly shows: (state: ShrinkState) => Promise<boolean>;
  readonly trials: () => number;
  readonly lastShown: () => readonly Compared[];
}

/** Tries parts of the recording on the target, each from the same start, and never the same part twice. */
function laboratoryFor(options: ShrinkOptions, dependenciesNow: () => Dependencies): Laboratory {
  const { recording, oracle, surroundings } = options;
  const rules = [...usualRules, ...(options.rules ?? [])];
  const known = new Map<string, boolean>();
  let trials = 0;
  let last: readonly Compared[] = [];

  const once = async ({ steps, bodies }: ShrinkState): Promise<boolean> => {
    trials += 1;
    const dependencies = dependenciesNow();
    const kept: Step[] = steps.map((at) => ({ at, exchange: smaller(recording, at, bodies) }));
    const bound = bindings();
    await options.reset?.();
    const needed = dependencies.presupposed.filter(({ uses }) => uses.some((at) => steps.includes(at)));
    const made = await setUp(needed, bound, surroundings);
    if (made.rows.some(({ did }) => did === 'missing')) return false;
    const played = await play(kept, recording, dependencies, bound, surroundings);
    const compared = played.map(comparer(recording, bound, rules));
    const ask = (path: string) => sent('oracle', messageTo(surroundings, 'GET', path), surroundings);
    const isShown = await oracle.shows({ steps: compared, ask, baseUrl: surroundings.to.baseUrl });
    if (options.reset === undefined) {
      const live = [...made.exchanges, ...compared.flatMap((step) => (step.live === undefined ? [] : [step.live]))];
      await cleanUp(leftBehind(live, surroundings.to.baseUrl), surroundings);
    }
    if (isShown) last = compared;
    return isShown;
  };

  return {
    shows: async (state) => {
      const key = JSON.stringify([state.steps, state.steps.map((at) => state.bodies[at])]);
      const before = known.get(key);
      if (before !== undefined) return before;
      let isShown = false;
      for (let tries = 0; tries < (options.tries ?? 1) && !isShown; tries += 1) isShown = await once(state);
      known.set(key, isShown);
      return isShown;
    },
    trials: () => trials,
    lastShown: () => last,
  };
}
