import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { urns } from '#scim';
import { startServer } from '#server';
import type { Goal } from './goals.ts';
import { userNamed } from './population.ts';
import { median } from './row.ts';

/** How long one page of the console takes beside a GET by id of the same server. */
export interface ConsoleRow {
  readonly page: string;
  readonly users: number;
  readonly p50Ms: number;
  readonly worstMs: number;
  /** Processor time of a request, client and all: what else the machine does changes it little. */
  readonly cpuMs: number;
  /** That of a GET by id goes so often into it. */
  readonly ofGet: number;
}

const adminPassword = 'bench';
const aBulk = 500;
const warmUp = 5;
const goalMs = 100;

/** What is asked for, after `/`; NUL cannot be in a URL, so places in the list are asked for by a letter. */
const pages = {
  'users, first page': 'users',
  'users, from the middle on': 'users?from=person%2050000',
  'users, search by name': 'users?q=person%2077777',
  'users, search that fits thousands': 'users?q=person%201',
  'users, search that fits nobody': 'users?q=nobody',
  'audit, first page': 'compliance/audit',
  'audit, filter by event type': 'compliance/audit?event_type=scim.user.*',
  'audit, filter by a target': 'compliance/audit?target=bench99990',
  'audit, filter that fits nothing': 'compliance/audit?actor=nobody',
} as const;

/** Fills a SQLite file over the wire, then asks for each page in turn, one request at a time. */
export async function consoleRows(users: number, rounds: number): Promise<readonly ConsoleRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'scimulate-console-'));
  const server = await startServer({ data: join(folder, 'data.db'), adminPassword, maxBodyBytes: 8_000_000 });
  const { scim, token, console: base = '' } = server;
  try {
    const id = await fill(scim, token, users);
    const cookie = await signedIn(base);
    const authorization = `Bearer ${token}`;
    const byId = await timed(`${scim}/Users/${id}`, { authorization }, rounds * 4);
    const rows: ConsoleRow[] = [];
    for (const [page, path] of Object.entries(pages)) {
      const took = await timed(base + path, { cookie }, rounds);
      rows.push({ page, users, ...took, ofGet: took.cpuMs / byId.cpuMs });
    }
    return rows;
  } finally {
    await server.close();
    rmSync(folder, { recursive: true });
  }
}

export function consoleGoals(rows: readonly ConsoleRow[]): readonly Goal[] {
  return rows.map(({ page, users, p50Ms, cpuMs, ofGet }) => ({
    goal: `console at ${users.toLocaleString('en')} users, ${page}: at most ${goalMs} ms`,
    measured: `${p50Ms.toFixed(1)} ms, of processor ${cpuMs.toFixed(1)} ms, ${ofGet.toFixed(1)} times a GET by id`,
    isMet: cpuMs <= goalMs,
  }));
}

export function consoleTable(rows: readonly ConsoleRow[]): string {
  const head = [
    '| users | page | p50 ms | worst ms | CPU ms | times a GET by id |',
    '| --- | --- | --- | --- | --- | --- |',
  ];
  const lines = rows.map(
    ({ users, page, p50Ms, worstMs, cpuMs, ofGet }) =>
      `| ${[users.toLocaleString('en'), page, p50Ms.toFixed(1), worstMs.toFixed(1), cpuMs.toFixed(2), ofGet.toFixed(1)].join(' | ')} |`,
  );
  return [...head, ...lines].join('\n');
}

async function fill(scim: string, token: string, users: number): Promise<string> {
  let location = '';
  for (let from = 0; from < users; from += aBulk) {
    const Operations = Array.from({ length: Math.min(aBulk, users - from) }, (_, at) => {
      const displayName = `Person ${String(from + at).padStart(5, '0')}`;
      const data = { ...userNamed(`bench${from + at}`), displayName, name: { formatted: displayName } };
      return { method: 'POST', path: '/Users', bulkId: `b${at}`, data };
    });
    const answer = await fetch(`${scim}/Bulk`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json' },
      body: JSON.stringify({ schemas: [urns.bulkRequest], Operations }),
    });
    const { Operations: done }: { Operations?: readonly { readonly location?: string }[] } = await answer.json();
    location = done?.[0]?.location ?? '';
    if (location === '') throw new Error(`a bulk of users was answered ${answer.status}`);
  }
  return location.slice(location.lastIndexOf('/') + 1);
}

async function signedIn(base: string): Promise<string> {
  const body = new URLSearchParams({ password: adminPassword });
  const { headers } = await fetch(`${base}sign-in`, { method: 'POST', body, redirect: 'manual' });
  return headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

async function timed(url: string, headers: Readonly<Record<string, string>>, rounds: number) {
  const took: number[] = [];
  let before = process.cpuUsage();
  for (let round = 0; round < rounds + warmUp; round += 1) {
    if (round === warmUp) before = process.cpuUsage();
    const since = performance.now();
    const answer = await fetch(url, { headers, redirect: 'manual' });
    await answer.text();
    if (answer.status !== 200) throw new Error(`${url} was answered ${answer.status}`);
    if (round >= warmUp) took.push(performance.now() - since);
  }
  const { user, system } = process.cpuUsage(before);
  return { p50Ms: median(took), worstMs: Math.max(...took), cpuMs: (user + system) / 1000 / rounds };
}

/** `node bench/console.ts [USERS]`: this section alone. */
if (import.meta.main) {
  const rows = await consoleRows(Number(process.argv[2] ?? 100_000), 20);
  console.log(consoleTable(rows));
  for (const { goal, measured, isMet } of consoleGoals(rows))
    console.log(`${isMet ? 'met   ' : 'MISSED'}  ${goal}: ${measured}`);
}
