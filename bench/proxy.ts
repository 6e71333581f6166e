import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { type Connection, connection } from './connection.ts';
import type { Goal } from './goals.ts';
import { type Subject, start } from './subject.ts';

/** What the recording proxy adds to a request on its way: one at a time, the two ways in turn. */
export interface ProxyRow {
  readonly request: string;
  /** Medians, microseconds. */
  readonly directUs: number;
  readonly proxiedUs: number;
}

/** Asks each way so many times. */
export async function proxyRows(times: number): Promise<readonly ProxyRow[]> {
  const server = await start('reference server', ['bench/reference.ts', '--scaidrive']);
  const proxy = await start('recording proxy', ['bench/proxying.ts', server.scim, server.token]);
  const ways = await Promise.all(
    [server, proxy].map(async (subject) => ({ subject, line: await connection(Number(new URL(subject.scim).port)) })),
  );
  try {
    const rows: ProxyRow[] = [];
    for (const [request, message] of Object.entries(requests)) {
      const took: [number[], number[]] = [[], []];
      for (let turn = 0; turn < times; turn += 1) {
        for (const [at, { subject, line }] of ways.entries())
          took[at === 0 ? 0 : 1].push(await timed(line, message(subject, `${turn}-${at}`)));
      }
      rows.push({ request, directUs: median(took[0]), proxiedUs: median(took[1]) });
    }
    return rows;
  } finally {
    for (const { line } of ways) line.close();
    await proxy.stop();
    await server.stop();
  }
}

const requests: Readonly<Record<string, (subject: Subject, turn: string) => string>> = {
  'GET of a list of none': (subject) => written('GET', '/Users?filter=userName%20eq%20%22nobody%22', subject),
  'POST of a user': (subject, turn) =>
    written(
      'POST',
      '/Users',
      subject,
      JSON.stringify({
        schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
        userName: `u${turn}@example.com`,
        name: { givenName: 'Ada', familyName: 'Byron' },
      }),
    ),
};

function written(method: string, path: string, { scim, token }: Subject, body = ''): string {
  const { host, pathname } = new URL(scim);
  const framing =
    body === '' ? '' : `Content-Type: application/scim+json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n`;
  return `${method} ${pathname}${path} HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${token}\r\n${framing}\r\n${body}`;
}

async function timed(line: Connection, message: string): Promise<number> {
  const began = performance.now();
  const { status } = await line.ask(message);
  const us = (performance.now() - began) * 1000;
  if (status >= 400) throw new Error(`the bench was answered ${status}`);
  return us;
}

function median(values: readonly number[]): number {
  // The first quarter is warm-up.
  const sorted = values.slice(values.length / 4).toSorted((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

export function proxyTable(rows: readonly ProxyRow[]): string {
  const line = ({ request, directUs, proxiedUs }: ProxyRow) =>
    `| ${request} | ${directUs.toFixed(0)} µs | ${proxiedUs.toFixed(0)} µs | ${(proxiedUs / directUs).toFixed(2)} |`;
  return ['| one request at a time | direct | through record | ratio |', '|---|---|---|---|', ...rows.map(line)].join(
    '\n',
  );
}

/** Nobody measures a provider's patience in half milliseconds; the proxy must stay far below what a network adds. */
export function proxyGoals(rows: readonly ProxyRow[]): readonly Goal[] {
  const added = Math.max(...rows.map(({ directUs, proxiedUs }) => proxiedUs - directUs));
  return [{ goal: 'record adds at most 1 ms to a request', measured: `${added.toFixed(0)} µs`, isMet: added <= 1000 }];
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { values } = parseArgs({ options: { times: { type: 'string', default: '2000' } } });
  const rows = await proxyRows(Number(values.times));
  console.log(proxyTable(rows));
  for (const { goal, measured, isMet } of proxyGoals(rows))
    console.log(`${isMet ? 'met   ' : 'MISSED'}  ${goal}: ${measured}`);
}
