import { headerOf, type ResponseMessage, type Transport } from '#wire';
import type { Clock } from './paced.ts';

export interface RetryOptions {
  readonly sleep: Clock['sleep'];
  /** Needed to read a Retry-After that is a date. Milliseconds since 1970. */
  readonly now?: Clock['now'] | undefined;
  /** In all, over every attempt of one request; an answer that asks for more is handed on. Default 60 s. */
  readonly maxWaitMs?: number | undefined;
  /** Waited where the answer names no time; doubled each time. Default 1 s. */
  readonly firstWaitMs?: number | undefined;
}

/**
 * A transport that waits as a 429, or a 503 with Retry-After, asks and sends the request again: a target that limits its
 * callers is obeyed first and only then judged (D69). The last such answer is handed on when the waits would be longer
 * than allowed. A 503 that names no time may stay for ever, so it is an answer like any other.
 */
export function retryingWhenBusy(transport: Transport, options: RetryOptions): Transport {
  const { sleep, now = Date.now, maxWaitMs = 60_000, firstWaitMs = 1_000 } = options;
  return async (request) => {
    let waitedMs = 0;
    let ownWaitMs = firstWaitMs;
    for (;;) {
      const answer = await transport(request);
      const asked = retryAfterMs(answer, now());
      if (answer.status !== 429 && !(answer.status === 503 && asked !== undefined)) return answer;
      // A wait of nothing at all would be a busy loop.
      const waitMs = Math.max(asked ?? ownWaitMs, 50);
      if (waitedMs + waitMs > maxWaitMs) return answer;
      await sleep(waitMs);
      waitedMs += waitMs;
      if (asked === undefined) ownWaitMs *= 2;
    }
  };
}

/**
 * How long an answer asks to wait; undefined when it does not say, or in no form that RFC 9110 §10.2.3 knows.
 * @param nowMs milliseconds since 1970
 */
export function retryAfterMs(answer: ResponseMessage, nowMs: number): number | undefined {
  const value = headerOf(answer, 'retry-after')?.trim();
  if (value === undefined || value === '') return undefined;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const atMs = /[a-z]{3}/i.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(atMs) ? undefined : Math.max(0, atMs - nowMs);
}
