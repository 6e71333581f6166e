import { type Transport, TransportError } from '#wire';

export interface GivingUpOptions {
  /** So many requests in a row without an answer are enough. Default 5. */
  readonly after?: number | undefined;
  /** How long nothing is sent then; one more request is tried after each such time. Default 10 s. */
  readonly restMs?: number | undefined;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/**
 * A transport that stops asking a target which has died or hangs: a run with hundreds of questions would else wait for
 * each of them. What it does not send fails like what it sent before, and an answer sets all right again.
 */
export function givingUp(transport: Transport, options: GivingUpOptions): Transport {
  const { after = 5, restMs = 10_000, now } = options;
  let failed = 0;
  let nextTryMs = 0;
  return async (request) => {
    if (failed >= after && now() < nextTryMs) {
      throw new TransportError('aborted', `not sent: ${failed} requests in a row had no answer`);
    }
    // Others wait for what comes of this one.
    if (failed >= after) nextTryMs = now() + restMs;
    try {
      const answer = await transport(request);
      failed = 0;
      return answer;
    } catch (error) {
      if (!(error instanceof TransportError)) throw error;
      failed += 1;
      if (failed >= after) nextTryMs = now() + restMs;
      throw error;
    }
  };
}
