import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { authorized, givingUp, paced, poolTransport, retryingWhenBusy } from '#client';
import type { Transport } from '#wire';
import { settling } from './settling.ts';
import type { Target } from './target.ts';

/** The wire to one target: paced, and patient when the target asks for patience. */
export interface Link {
  readonly transport: Transport;
  close(): Promise<void>;
}

/** How long all waits for one request may take, milliseconds. */
const maxWaitMs = 60_000;

/** `share` is how many workers divide the rate among them. */
export function linkTo(target: Target, share: number): Link {
  const settings = {
    timeoutMs: target.requestTimeoutMs,
    insecure: target.insecure,
    ...(target.caCertFile === undefined ? {} : { caCert: readFileSync(target.caCertFile, 'utf8') }),
  };
  const pool = poolTransport({ ...settings, origin: new URL(target.url).origin });
  const tokens = poolTransport(settings);
  const alive = givingUp(pool, { now: Date.now });
  const known = authorized(alive, target.auth, { tokenTransport: tokens, now: Date.now });
  const clock = { now: () => Date.now(), sleep: (ms: number): Promise<void> => sleep(ms) };
  const steady =
    target.ratePerSecond === undefined
      ? known
      : paced(known, { ratePerSecond: target.ratePerSecond / Math.max(share, 1), clock });
  const patient = retryingWhenBusy(steady, { sleep: clock.sleep, maxWaitMs });
  const { consistencyTimeoutMs: timeoutMs, url: base } = target;
  return {
    transport: timeoutMs === 0 ? patient : settling(patient, { base, timeoutMs, clock }),
    close: async () => {
      await Promise.all([pool.close(), tokens.close()]);
    },
  };
}
