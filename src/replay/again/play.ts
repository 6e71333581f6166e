import { type Exchange, type RequestMessage, type ResponseMessage, type Transport, TransportError } from '#wire';
import type { Bindings } from '../bind/bindings.ts';
import type { Dependencies } from '../bind/dependencies.ts';
import { givenBy } from '../bind/given.ts';
import type { Recording } from '../recording/recording.ts';
import { addressed, type Destination } from './request-again.ts';
import { type Step, waves } from './waves.ts';

export interface Surroundings {
  readonly transport: Transport;
  readonly to: Destination;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
}

/** A step of then and what became of it now. */
export interface Played {
  /** Its place in the recording, from 0. */
  readonly step: number;
  readonly recorded: Exchange;
  /** Undefined when it could not be sent: `reason` says why. */
  readonly live: Exchange | undefined;
  readonly reason: string;
}

export interface PlayOptions {
  /** Divides the pauses of then; without it there are none. */
  readonly speed?: number | undefined;
  readonly onPlayed?: ((played: Played) => void) | undefined;
}

/**
 * Sends steps of a recording in their order, each once the names that it needs are known. It judges nothing and goes on
 * whatever is answered. A step whose need could not be met is not sent.
 */
export async function play(
  steps: readonly Step[],
  recording: Pick<Recording, 'base' | 'exchanges'>,
  dependencies: Dependencies,
  bound: Bindings,
  surroundings: Surroundings,
  options: PlayOptions = {},
): Promise<readonly Played[]> {
  const address = addressed(recording, surroundings.to);
  const needs = Map.groupBy(dependencies.all, ({ step }) => step);
  const creators = new Set(
    recording.exchanges.flatMap((exchange, at) => (givenBy(exchange).created.length > 0 ? [at] : [])),
  );
  const sends = new Set(steps.map(({ at }) => at));
  const played: Played[] = [];
  const began = surroundings.now();
  const beganThen = Date.parse(steps[0]?.exchange.startedAt ?? '');

  const missing = (step: number): string => {
    for (const { kind, on, value } of needs.get(step) ?? []) {
      if (kind === 'id' && creators.has(on) && sends.has(on) && bound.of(value) === undefined)
        return `it needs the id that step ${on + 1} gave, and now gave none`;
    }
    return '';
  };

  const one = async ({ at, exchange }: Step): Promise<Played> => {
    const reason = missing(at);
    if (reason !== '') return { step: at, recorded: exchange, live: undefined, reason };
    const live = await sent(exchange.id, address(bound.rebound(exchange.request, recording.base)), surroundings);
    return { step: at, recorded: exchange, live, reason: '' };
  };

  for (const wave of waves(steps, (step, on) => needs.get(step)?.some((need) => need.on === on) === true)) {
    if (options.speed !== undefined) await pause(wave[0], began, beganThen, options.speed, surroundings);
    const results = await Promise.all(wave.map(one));
    for (const result of results) {
      if (result.live !== undefined) bound.learn(result.recorded, result.live);
      played.push(result);
      options.onPlayed?.(result);
    }
  }
  return played;
}

async function pause(
  step: Step | undefined,
  began: number,
  beganThen: number,
  speed: number,
  { now, sleep }: Surroundings,
): Promise<void> {
  const dueMs = began + (Date.parse(step?.exchange.startedAt ?? '') - beganThen) / speed;
  if (dueMs > now()) await sleep(dueMs - now());
}

/** One exchange; a failure of the connection is part of it. */
export async function sent(id: string, request: RequestMessage, { transport, now }: Surroundings): Promise<Exchange> {
  const startedMs = now();
  const base = { id, request, startedAt: new Date(startedMs).toISOString() };
  try {
    const response: ResponseMessage = await transport(request);
    return { ...base, response, durationMs: now() - startedMs };
  } catch (error) {
    if (!(error instanceof TransportError)) throw error;
    const failure = { kind: error.kind, message: error.message };
    return { ...base, response: null, failure, durationMs: now() - startedMs };
  }
}
