import type { Goal } from './goals.ts';
import { connections } from './load.ts';
import type { LongFilter } from './long-filters.ts';
import type { BytesAUser } from './memory.ts';
import type { Piece } from './pieces.ts';
import { figure, type Row, ratio, rowOf } from './row.ts';
import type { Section } from './sections.ts';

export interface Document {
  readonly about: string;
  readonly rounds: number;
  readonly durationMs: number;
  readonly rows: readonly Row[];
  readonly memory: readonly BytesAUser[];
  readonly pieces: readonly Piece[];
  readonly long: readonly LongFilter[];
  readonly sections: readonly Section[];
  readonly goals: readonly Goal[];
}

const columns = ['users', 'operation', 'server', 'requests/s', 'p50 ms', 'p99 ms', 'CPU µs', 'of floor', 'of SCIMMY'];
const widths = [8, 38, 9, 11, 9, 9, 9, 9, 10] as const;

export function consoleHead(): string {
  return aligned(columns);
}

export function consoleRow(row: Row, rows: readonly Row[]): string {
  return aligned(cells(row, rows));
}

function aligned(texts: readonly string[]): string {
  return texts
    .map((text, at) => (at === 1 || at === 2 ? `  ${text.padEnd(widths[at] ?? 0)}` : text.padStart(widths[at] ?? 0)))
    .join('');
}

function cells(row: Row, rows: readonly Row[]): string[] {
  const to = (subject: string) => number(ratio(row, rowOf(rows, row.users, row.operation, subject)), 2);
  const rate = figure(row, 'perSecond');
  return [
    row.users.toLocaleString('en'),
    row.operation,
    row.subject,
    number(rate, rate < 10 ? 1 : 0) + (row.rounds[0]?.isSingle === true ? ' *' : ''),
    number(figure(row, 'p50Ms'), 2),
    number(figure(row, 'p99Ms'), 2),
    number(figure(row, 'cpuUs'), 0),
    to('floor'),
    to('SCIMMY'),
  ];
}

/** The document that is kept: what was measured, how, and which goals hold. */
export function markdown({ about, rounds, durationMs, rows, memory, pieces, long, sections, goals }: Document): string {
  return `# How fast it is

Written by \`npm run bench\`. ${about}

Servers and load are processes of one machine. The load is ${connections} kept-alive connections over bare sockets, each with
one request in flight. *floor* is node:http and nothing else, with as many bytes in its answers as the reference server in
memory; *memory* and *SQLite* are the reference server in its two stores, *ScaiDrive* the one in memory with the product behind it that
\`scimulate serve\` has; *SCIMMY* is SCIMMY on Express 5 with its
rows in a Map, filled beforehand. Every row is the median of ${rounds} rounds of ${durationMs} ms after a warm-up; the servers
take turns in each round. *CPU* is what the server's process used for one request. A server has one busy thread, so its
processor time is what bounds its rate, and it changes little with what else runs on the machine: *of floor* and *of SCIMMY*
are ratios of it, 1.00 being as fast, and the goals are judged by it. Rates and latencies are as they were, with the load of
that hour. A rate with a star is that of one request that had the server for itself, where a load would take minutes; SCIMMY
answers a page with the whole list, so at 100,000 users, and in groups of 50,000, it is left out.

## Goals

${table(
  ['goal', 'measured', ''],
  goals.map(({ goal, measured, isMet }) => [goal, measured, isMet ? 'met' : '**missed**']),
)}

## Requests

${table(
  columns,
  rows.map((row) => cells(row, rows)),
)}

## Memory

Of the process after garbage collection, for each user beyond the empty server.

${table(
  ['store', 'users', 'resident, KB a user', 'heap, KB a user'],
  memory.map(({ store, users, bytes, heapBytes }) => [
    store,
    users.toLocaleString('en'),
    number(bytes / 1024, 2),
    number(heapBytes / 1024, 2),
  ]),
)}

## Pieces

In one process, taking turns; the fastest of the rounds, since what else the machine does only adds.

${table(
  ['what', 'ours, µs', 'theirs, µs', ''],
  pieces.map(({ name, ours, other, theirs }) => [name, number(ours, 2), number(theirs, 2), other]),
)}

## Long filters

Parsed or refused, with the limits lifted.

${table(
  ['filter', 'bytes', 'ms a megabyte', 'at half the size'],
  long.map(({ name, bytes, msAMegabyte, msAMegabyteOfHalf }) => [
    name,
    bytes.toLocaleString('en'),
    number(msAMegabyte, 1),
    number(msAMegabyteOfHalf, 1),
  ]),
)}
${sections.map(({ title, table: text }) => `\n## ${title}\n\n${text}\n`).join('')}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (texts: readonly string[]) => `| ${texts.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function number(value: number, digits: number): string {
  return Number.isFinite(value) ? value.toFixed(digits) : '';
}
