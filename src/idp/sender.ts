import { type Exchange, type RequestMessage, type Transport, TransportError } from '#wire';
import type { Clock } from './clock.ts';
import type { Numbering } from './numbering.ts';
import type { PlannedRequest } from './plan.ts';
import type { Instance } from './simulator.ts';
import { targetUrl } from './target-url.ts';
import type { TokenKeeper } from './token-keeper.ts';

export interface RecordSetup {
  readonly clock: Clock;
  /** Of the provider: after so long an answer counts as none. */
  readonly timeoutMs?: number | undefined;
  /** Milliseconds from any start, for the duration of an exchange. Without one the durations are virtual. */
  readonly stopwatch?: (() => number) | undefined;
  readonly numbering: Numbering;
  /** Told of each exchange when it has ended. */
  readonly onExchange: (exchange: Exchange, place: Place) => void;
}

/** Where an exchange stands among the others. */
export interface Place {
  /** In the order of sending, from 0. */
  readonly order: number;
  /** How many had been sent when it ended: whatever has an order from its own to this one was under way with it. */
  readonly sentByThen: number;
}

/** Sends one message and makes an exchange of it, answered or not. */
export type SendRecorded = (request: RequestMessage, transport: Transport, behaviour: string) => Promise<Exchange>;

export function recordFrom(setup: RecordSetup): SendRecorded {
  const { clock, numbering, timeoutMs, onExchange } = setup;
  const stopwatch = setup.stopwatch ?? clock.now;
  return async (request, transport, behaviour) => {
    const order = numbering.next();
    const startedAt = new Date(clock.now()).toISOString();
    const base = { id: `x${order + 1}`, request, startedAt, behaviour };
    const ended = (exchange: Exchange): Exchange => {
      onExchange(exchange, { order, sentByThen: numbering.count() });
      return exchange;
    };
    const startMs = stopwatch();
    const sentAt = clock.now();
    try {
      const response = await transport(request);
      const durationMs = stopwatch() - startMs;
      if (timeoutMs === undefined || clock.now() - sentAt <= timeoutMs) return ended({ ...base, response, durationMs });
      const failure = { kind: 'timeout', message: `no answer within ${timeoutMs} ms` } as const;
      return ended({ ...base, response: null, failure, durationMs });
    } catch (error) {
      if (!(error instanceof TransportError)) throw error;
      const failure = { kind: error.kind, message: error.message };
      return ended({ ...base, response: null, failure, durationMs: stopwatch() - startMs });
    }
  };
}

export interface SenderSetup {
  readonly instance: Instance;
  readonly record: SendRecorded;
  readonly transport: Transport;
  readonly baseUrl: string;
  readonly tokens: TokenKeeper;
  readonly clock: Clock;
}

/** Puts one planned request on the wire: whole URL, header list of the simulator, pace of the policy. */
export function sender({
  instance,
  record,
  transport,
  baseUrl,
  tokens,
  clock,
}: SenderSetup): (request: PlannedRequest) => Promise<Exchange> {
  const { requestGapMs, maxRequestsPerSecond } = instance.policy;
  const gapMs = Math.max(requestGapMs, maxRequestsPerSecond === undefined ? 0 : 1000 / maxRequestsPerSecond);
  let nextSlot = Number.NEGATIVE_INFINITY;

  return async (planned) => {
    const slot = Math.max(nextSlot, clock.now());
    nextSlot = slot + gapMs;
    if (slot > clock.now()) await clock.sleep(slot - clock.now());
    const token = tokens.typed ?? (await tokens.now());
    const headers = instance.headers(planned, { token, baseUrl });
    const url = targetUrl(baseUrl, planned.target);
    const body = planned.body === undefined ? {} : { body: planned.body };
    return record({ method: planned.method, url, headers, ...body }, transport, planned.behaviour);
  };
}
