import { bindings } from '../bind/bindings.ts';
import { dependenciesOf, endpointOf } from '../bind/dependencies.ts';
import type { Recording } from '../recording/recording.ts';
import { cleanUp, leftBehind } from './clean-up.ts';
import { differences } from './differences.ts';
import { type IgnoreRule, usualRules } from './ignore-rules.ts';
import type { Compared, Oracle } from './oracle.ts';
import { type Played, play, type Surroundings, sent } from './play.ts';
import { messageTo, type SetUpRow, setUp } from './set-up.ts';

/** Whether the fault of a recording is still there. */
export type ReplayVerdict = 'FIXED' | 'STILL FAILS' | 'CANNOT REPLAY';

export interface ReplayOptions {
  readonly recording: Recording;
  readonly oracle: Oracle;
  readonly surroundings: Surroundings;
  /** Besides the usual ones. */
  readonly rules?: readonly IgnoreRule[] | undefined;
  /** The last step to send, from 0. */
  readonly until?: number | undefined;
  /** Divides the pauses of then; without it there are none. */
  readonly speed?: number | undefined;
  /** Leaves on the target what was created. */
  readonly keep?: boolean | undefined;
  readonly onStep?: ((step: Compared) => void) | undefined;
}

export interface Replayed {
  readonly verdict: ReplayVerdict;
  /** One sentence. */
  readonly reason: string;
  readonly setUp: readonly SetUpRow[];
  readonly steps: readonly Compared[];
  /** Paths of what the target would not let go, or all that was created with `keep`. */
  readonly left: readonly string[];
}

/** Sends a recording again and says whether its fault is still there. */
export async function replay(options: ReplayOptions): Promise<Replayed> {
  const { recording, oracle, surroundings } = options;
  const end = (options.until ?? recording.exchanges.length - 1) + 1;
  const cut = { ...recording, exchanges: recording.exchanges.slice(0, end) };
  const dependencies = dependenciesOf(cut);
  const bound = bindings();
  const made = await setUp(dependencies.presupposed, bound, surroundings);
  const missing = made.rows.find(({ did }) => did === 'missing');
  const compare = comparer(cut, bound, [...usualRules, ...(options.rules ?? [])]);

  const steps: Compared[] = [];
  if (missing === undefined) {
    await play(
      cut.exchanges.map((exchange, at) => ({ at, exchange })),
      cut,
      dependencies,
      bound,
      surroundings,
      {
        speed: options.speed,
        onPlayed: (played) => {
          const step = compare(played);
          steps.push(step);
          options.onStep?.(step);
        },
      },
    );
  }
  const ended =
    missing === undefined
      ? await judged(steps, oracle, surroundings)
      : ({ verdict: 'CANNOT REPLAY', reason: missing.reason } as const);
  const live = [...made.exchanges, ...steps.flatMap((step) => (step.live === undefined ? [] : [step.live]))];
  const there = leftBehind(live, surroundings.to.baseUrl);
  const left = options.keep === true ? there : await cleanUp(there, surroundings);
  return { ...ended, setUp: made.rows, steps, left };
}

/** Compares what was played with what was recorded. */
export function comparer(
  recording: Recording,
  bound: ReturnType<typeof bindings>,
  rules: readonly IgnoreRule[],
): (played: Played) => Compared {
  return (played) => ({
    ...played,
    differences:
      played.live === undefined
        ? []
        : differences(played.recorded, played.live, {
            rules,
            bound,
            endpoint: endpointOf(recording.base, played.recorded.request.url),
            withBody: !recording.bodiless.has(played.recorded.id),
          }),
  });
}

async function judged(
  steps: readonly Compared[],
  oracle: Oracle,
  surroundings: Surroundings,
): Promise<Pick<Replayed, 'verdict' | 'reason'>> {
  const ask = (path: string) => sent('oracle', messageTo(surroundings, 'GET', path), surroundings);
  if (await oracle.shows({ steps, ask, baseUrl: surroundings.to.baseUrl }))
    return { verdict: 'STILL FAILS', reason: oracle.says };
  const step = oracle.step === undefined ? undefined : steps.find((each) => each.step === oracle.step);
  if (oracle.step !== undefined && step === undefined)
    return { verdict: 'CANNOT REPLAY', reason: `step ${oracle.step + 1}, which shows the fault, was not sent` };
  if (step !== undefined && step.live === undefined)
    return { verdict: 'CANNOT REPLAY', reason: `step ${step.step + 1} could not be sent: ${step.reason}` };
  const astray = steps.find((each) => each.step !== oracle.step && wentAstray(each));
  if (astray !== undefined) {
    return {
      verdict: 'CANNOT REPLAY',
      reason: `step ${astray.step + 1} was answered ${statusOf(astray.recorded)} then and ${statusOf(astray.live)} now, so that what follows does not meet the same target${astray.live?.response?.status === 409 ? '; it may hold already what that step creates' : ''}`,
    };
  }
  return { verdict: 'FIXED', reason: oracle.otherwise ?? `not any more: ${oracle.says}` };
}

/** A step that prepared the fault and failed now: the fault cannot be looked for after it. */
function wentAstray({ recorded, live }: Compared): boolean {
  const before = recorded.response?.status;
  const after = live?.response?.status;
  return before !== undefined && before < 400 && (after === undefined || after >= 400);
}

function statusOf(exchange: Compared['live']): string {
  return exchange?.response === null || exchange === undefined ? 'nothing' : String(exchange.response.status);
}
