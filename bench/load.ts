import { Pool } from 'undici';
import type { Subject } from './subject.ts';

const connections = 16;

export interface Shot {
  readonly method: 'GET' | 'POST';
  /** Behind the SCIM base. */
  readonly path: string;
  readonly body?: string;
}

export interface Measured {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/**
 * Keeps as many requests in flight as there are connections, for `durationMs`.
 * @throws Error when an answer is no success: a fast refusal is not speed
 */
export async function load(subject: Subject, durationMs: number, next: () => Shot): Promise<Measured> {
  const base = new URL(subject.scim);
  const pool = new Pool(base.origin, { connections });
  const took: number[] = [];
  const since = performance.now();
  const deadline = since + durationMs;
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (performance.now() < deadline) {
        const from = performance.now();
        await fire(pool, base.pathname, subject.token, next());
        took.push(performance.now() - from);
      }
    }),
  );
  const elapsedMs = performance.now() - since;
  await pool.close();
  const sorted = took.toSorted((a, b) => a - b);
  return { perSecond: (took.length / elapsedMs) * 1000, p50Ms: quantile(sorted, 0.5), p99Ms: quantile(sorted, 0.99) };
}

/** Sends one request and gives the parsed body. */
export async function once(subject: Subject, shot: Shot): Promise<string> {
  const base = new URL(subject.scim);
  const pool = new Pool(base.origin, { connections: 1 });
  try {
    return await fire(pool, base.pathname, subject.token, shot);
  } finally {
    await pool.close();
  }
}

async function fire(pool: Pool, base: string, token: string, { method, path, body }: Shot): Promise<string> {
  const { statusCode, body: answer } = await pool.request({
    method,
    path: base + path,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/scim+json' }),
    },
    ...(body === undefined ? {} : { body }),
  });
  const text = await answer.text();
  if (statusCode >= 300) throw new Error(`${method} ${path} was answered ${statusCode}: ${text.slice(0, 200)}`);
  return text;
}

function quantile(sorted: readonly number[], q: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN;
}
