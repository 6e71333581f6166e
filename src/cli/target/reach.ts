import { setTimeout as sleep } from 'node:timers/promises';
import { authorized, type PoolTransport, paced, poolTransport, probeTarget, scimClient, TargetError } from '#client';
import type { Terminal } from '../terminal.ts';
import type { Target } from './target.ts';

const betweenTriesMs = 500;

/** The way to a target, as its flags say: with its token, where one has to be fetched. Whoever opens it closes it. */
export function open(target: Target): PoolTransport {
  const settings = {
    timeoutMs: target.requestTimeoutMs,
    insecure: target.insecure,
    ...(target.caCert === undefined ? {} : { caCert: target.caCert.pem }),
  };
  const pool = poolTransport({ ...settings, origin: new URL(target.url).origin });
  if (target.auth.kind !== 'oauth2-cc') return pool;
  const tokens = poolTransport(settings);
  const transport = authorized(pool, target.auth, { tokenTransport: tokens, now: Date.now });
  return Object.assign(transport, {
    close: async () => {
      await Promise.all([pool.close(), tokens.close()]);
    },
  });
}

/**
 * Asks whether the target can be tested at all, again and again until `waitMs` is over.
 * @throws TargetError
 */
export async function reach(target: Target, terminal: Terminal, waitMs = 0): Promise<void> {
  const deadline = Date.now() + waitMs;
  const pool = open(target);
  const client = scimClient({
    baseUrl: target.url,
    auth: target.auth,
    headers: Object.fromEntries(target.headers),
    transport:
      target.ratePerSecond === undefined
        ? pool
        : paced(pool, { ratePerSecond: target.ratePerSecond, clock: { now: Date.now, sleep } }),
  });
  try {
    for (;;) {
      try {
        const probe = await probeTarget(client);
        for (const note of probe.notes) terminal.err(`scimulate: ${note}`);
        return;
      } catch (error) {
        if (!(error instanceof TargetError) || Date.now() + betweenTriesMs > deadline) throw error;
        await sleep(betweenTriesMs);
      }
    }
  } finally {
    await pool.close();
  }
}
