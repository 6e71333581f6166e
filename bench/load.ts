import { type Connection, connection, type Reply } from './connection.ts';
import type { Subject } from './subject.ts';

export const connections = 16;

export interface Shot {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT';
  /** Behind the SCIM base. */
  readonly path: string;
  readonly body?: string;
}

export interface Measured {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Processor time of the server for one request, in µs; NaN where it is not known. */
  readonly cpuUs: number;
  /** Too slow for a load: what one request took that had the server for itself. */
  readonly isSingle: boolean;
}

/** A request that takes longer than this is not repeated under load. */
const slowMs = 400;

/**
 * Keeps as many requests in flight as there are connections, for `durationMs` or until `enough` have been answered.
 * @throws Error when an answer is no success: a fast refusal is not speed
 */
export async function load(
  subject: Subject,
  operation: string,
  durationMs: number,
  next: () => Shot,
  enough = Number.POSITIVE_INFINITY,
): Promise<Measured> {
  const open = await Promise.all(Array.from({ length: connections }, () => connectionTo(subject)));
  const took: number[] = [];
  const cpuBefore = subject.cpuMs();
  const since = performance.now();
  const deadline = since + durationMs;
  await Promise.all(
    open.map(async (one) => {
      while (performance.now() < deadline && took.length < enough) {
        const from = performance.now();
        await fire(one, subject, operation, next());
        took.push(performance.now() - from);
      }
    }),
  );
  const elapsedMs = performance.now() - since;
  const cpuUs = ((subject.cpuMs() - cpuBefore) * 1000) / took.length;
  for (const one of open) one.close();
  const sorted = took.toSorted((a, b) => a - b);
  const perSecond = (took.length / elapsedMs) * 1000;
  return { perSecond, p50Ms: quantile(sorted, 0.5), p99Ms: quantile(sorted, 0.99), cpuUs, isSingle: false };
}

/** One request alone: undefined if it is fast enough for a load, else what it took. */
export async function slow(subject: Subject, operation: string, next: () => Shot): Promise<Measured | undefined> {
  const one = await connectionTo(subject);
  const cpuBefore = subject.cpuMs();
  const from = performance.now();
  await fire(one, subject, operation, next());
  const tookMs = performance.now() - from;
  one.close();
  const cpuUs = (subject.cpuMs() - cpuBefore) * 1000;
  return tookMs < slowMs
    ? undefined
    : { perSecond: 1000 / tookMs, p50Ms: tookMs, p99Ms: tookMs, cpuUs, isSingle: true };
}

/** Sends requests one after the other. */
export async function inTurn<T>(
  subject: Subject,
  shots: Iterable<Shot>,
  take: (reply: Reply, shot: Shot) => T,
  operation = '',
): Promise<T[]> {
  const one = await connectionTo(subject);
  const taken: T[] = [];
  for (const shot of shots) taken.push(take(await fire(one, subject, operation, shot), shot));
  one.close();
  return taken;
}

function connectionTo(subject: Subject): Promise<Connection> {
  return connection(Number(new URL(subject.scim).port));
}

async function fire(to: Connection, subject: Subject, operation: string, shot: Shot): Promise<Reply> {
  const { host, pathname } = new URL(subject.scim);
  const { method, path, body } = shot;
  const head = `${method} ${pathname}${path} HTTP/1.1\r\nhost: ${host}\r\nauthorization: Bearer ${subject.token}\r\nx-operation: ${operation}\r\n`;
  const reply = await to.ask(
    body === undefined
      ? `${head}\r\n`
      : `${head}content-type: application/scim+json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
  if (reply.status < 300) return reply;
  throw new Error(`${subject.name}: ${method} ${path} was answered ${reply.status}: ${reply.body.slice(0, 300)}`);
}

function quantile(sorted: readonly number[], q: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN;
}
