import { type Exchange, type RequestMessage, type Transport, TransportError } from '#wire';
import type { Clock } from './clock.ts';
import type { PlannedRequest } from './plan.ts';
import type { Instance } from './simulator.ts';
import { targetUrl } from './target-url.ts';

export interface SenderSetup {
  readonly instance: Instance;
  readonly transport: Transport;
  readonly baseUrl: string;
  readonly token: string;
  readonly clock: Clock;
  /** Milliseconds from any start, for the duration of an exchange. Without one the durations are virtual. */
  readonly stopwatch?: (() => number) | undefined;
  /** Told of each exchange when it has ended, with its place in the order of sending, from 0. */
  readonly onExchange: (exchange: Exchange, order: number) => void;
}

/** Puts one planned request on the wire: whole URL, header list of the simulator, pace of the policy. */
export function sender(setup: SenderSetup): (request: PlannedRequest) => Promise<Exchange> {
  const { instance, clock } = setup;
  const { requestGapMs, maxRequestsPerSecond } = instance.policy;
  const gapMs = Math.max(requestGapMs, maxRequestsPerSecond === undefined ? 0 : 1000 / maxRequestsPerSecond);
  const stopwatch = setup.stopwatch ?? clock.now;
  let order = 0;
  let nextSlot = Number.NEGATIVE_INFINITY;

  return async (planned) => {
    const slot = Math.max(nextSlot, clock.now());
    nextSlot = slot + gapMs;
    if (slot > clock.now()) await clock.sleep(slot - clock.now());
    const place = order;
    order += 1;
    const exchange = await exchanged(`x${place + 1}`, planned, setup, stopwatch);
    setup.onExchange(exchange, place);
    return exchange;
  };
}

/** The message that a planned request becomes. */
export function messageOf(
  planned: PlannedRequest,
  setup: { readonly instance: Instance; readonly baseUrl: string; readonly token: string },
): RequestMessage {
  const headers = setup.instance.headers(planned, { token: setup.token, baseUrl: setup.baseUrl });
  const url = targetUrl(setup.baseUrl, planned.target);
  return { method: planned.method, url, headers, ...(planned.body === undefined ? {} : { body: planned.body }) };
}

async function exchanged(
  id: string,
  planned: PlannedRequest,
  setup: SenderSetup,
  stopwatch: () => number,
): Promise<Exchange> {
  const request = messageOf(planned, setup);
  const base = { id, request, startedAt: new Date(setup.clock.now()).toISOString(), behaviour: planned.behaviour };
  const startMs = stopwatch();
  const sentAt = setup.clock.now();
  const { timeoutMs } = setup.instance.policy;
  try {
    const response = await setup.transport(request);
    const durationMs = stopwatch() - startMs;
    if (timeoutMs === undefined || setup.clock.now() - sentAt <= timeoutMs) return { ...base, response, durationMs };
    const failure = { kind: 'timeout', message: `no answer within ${timeoutMs} ms` } as const;
    return { ...base, response: null, failure, durationMs };
  } catch (error) {
    if (!(error instanceof TransportError)) throw error;
    const failure = { kind: error.kind, message: error.message };
    return { ...base, response: null, failure, durationMs: stopwatch() - startMs };
  }
}
