import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Goal, goals } from './goals.ts';
import { inTurn, load, type Measured, slow } from './load.ts';
import { type LongFilter, longFilters } from './long-filters.ts';
import { machine } from './machine.ts';
import { type BytesAUser, memoryOf } from './memory.ts';
import { groupOperations, type Operation, userOperations } from './operations.ts';
import { type Piece, pieces } from './pieces.ts';
import { addGroups, type Population, populate } from './population.ts';
import type { Row } from './row.ts';
import { type Section, sections } from './sections.ts';
import { type Subject, start } from './subject.ts';
import { consoleHead, consoleRow, type Document, markdown } from './table.ts';

/** How fast the reference server is beside a bare node:http server and SCIMMY: all in one run, so that ratios hold. */
const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    users: { type: 'string' },
    rounds: { type: 'string' },
    only: { type: 'string', default: '' },
    write: { type: 'string' },
  },
});
const sizes = (values.users ?? (values.quick ? '1000' : '1000,10000,100000')).split(',').map(Number);
const rounds = Number(values.rounds ?? (values.quick ? 1 : 3));
const durationMs = values.quick ? 300 : 500;
const warmUp = values.quick ? { durationMs: 400, requests: 1000 } : { durationMs: 2500, requests: 12_000 };
/** The floor looks at nothing, so what it is asked may come again; it asks for more than there is to add. */
const floorTurns = 10_000;
const file = values.write ?? (values.quick || values.users !== undefined ? undefined : 'docs/bench.md');

interface Placed {
  readonly subject: Subject;
  readonly population: Population;
}

const about = machine();
console.log(`${about}\n`);
const isWhole = values.only === '';
const measuredPieces: readonly Piece[] = isWhole ? pieces(values.quick ? 3 : 15) : [];
const long: readonly LongFilter[] = isWhole ? longFilters() : [];
for (const { name, ours, other, theirs } of measuredPieces) {
  console.log(`${name}: ${ours.toFixed(2)} µs; ${other} ${theirs.toFixed(2)} µs`);
}
console.log(`\n${consoleHead()}`);
const rows: Row[] = [];
for (const size of sizes) {
  rows.push(...(await atSize(size)));
  // The largest size takes longest; what is known before it is not lost if somebody has no patience for it.
  keep([], []);
}
const memory = isWhole ? memoryOf(values.quick ? [5000] : sizes) : [];
for (const { store, users, bytes } of memory) {
  console.log(`${store} with ${users}: ${(bytes / 1024).toFixed(2)} KB a user`);
}
for (const { goal, measured, isMet } of keep(memory, isWhole ? await sections(values.quick) : []))
  console.log(`${isMet ? 'met   ' : 'MISSED'}  ${goal}: ${measured}`);

function keep(memory: readonly BytesAUser[], others: readonly Section[]): readonly Goal[] {
  const reached = [...goals(rows, memory, measuredPieces, long), ...others.flatMap((section) => section.goals)];
  const measured = { rows, memory, pieces: measuredPieces, long, sections: others };
  const document: Document = { about, rounds, durationMs, ...measured, goals: reached };
  if (file !== undefined) writeFileSync(file, markdown(document));
  return reached;
}

async function atSize(users: number): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'scimulate-bench-'));
  const running: Subject[] = [];
  async function started(name: string, args: readonly string[]): Promise<Subject> {
    const subject = await start(name, args);
    running.push(subject);
    return subject;
  }
  try {
    const own: Placed[] = [];
    for (const [name, file] of [
      ['memory', []],
      ['SQLite', [join(folder, 'data.db')]],
      ['ScaiDrive', ['--scaidrive']],
    ] as const) {
      const subject = await started(name, ['bench/reference.ts', ...file]);
      own.push({ subject, population: { users: await populate(subject, users), groups: new Map() } });
    }
    const floor = await started('floor', ['bench/floor.ts']);
    const scimmy = await started('SCIMMY', ['bench/scimmy.ts', String(users)]);
    const forUsers = await measureAll(users, userOperations, [
      placedFloor(floor, own),
      ...own,
      { subject: scimmy, population: populationOf(scimmy, []) },
    ]);
    await scimmy.stop();

    const operations = groupOperations.filter(({ groupSize = 0 }) => groupSize < users);
    const groupSizes = [...new Set(operations.flatMap(({ groupSize }) => groupSize ?? []))];
    const withGroups: Placed[] = [];
    for (const { subject, population } of own) {
      const groups = new Map<number, readonly string[]>();
      for (const size of groupSizes) groups.set(size, await addGroups(subject, population.users, size));
      withGroups.push({ subject, population: { ...population, groups } });
    }
    const grouped = await started('SCIMMY', ['bench/scimmy.ts', String(users), ...groupSizes.map(String)]);
    const forGroups = await measureAll(users, operations, [
      placedFloor(floor, withGroups),
      ...withGroups,
      { subject: grouped, population: populationOf(grouped, groupSizes) },
    ]);
    return [...forUsers, ...forGroups];
  } finally {
    await Promise.all(running.map((subject) => subject.stop()));
    rmSync(folder, { recursive: true });
  }
}

/** The floor is asked for the same things as the first of the others. */
function placedFloor(subject: Subject, [first]: readonly Placed[]): Placed {
  if (first === undefined) throw new Error('there is nothing beside the floor');
  return { subject, population: first.population };
}

function populationOf({ ready }: Subject, sizes: readonly number[]): Population {
  const { users = [], groups = [] }: { users?: readonly string[]; groups?: readonly (readonly string[])[] } = ready;
  return { users, groups: new Map(sizes.map((size, at) => [size, groups[at] ?? []])) };
}

async function measureAll(users: number, operations: readonly Operation[], placed: readonly Placed[]): Promise<Row[]> {
  const rows: Row[] = [];
  for (const operation of operations) {
    if (!operation.name.includes(values.only)) continue;
    const inTime = placed.filter(({ subject }) => subject.name !== 'SCIMMY' || isInTime(operation, users));
    const measured = await measure(operation, inTime);
    for (const [subject, results] of measured) {
      const row: Row = { users, operation: operation.name, subject, rounds: results };
      rows.push(row);
    }
    for (const row of rows.slice(-measured.size)) console.log(consoleRow(row, rows));
  }
  return rows;
}

/** SCIMMY would take minutes for one request of these. */
function isInTime({ walks, groupSize = 0 }: Operation, users: number): boolean {
  return groupSize <= 1000 && (walks !== true || users <= 10_000);
}

/** Each server in turn, again and again, so that whatever else the machine does falls on all of them. */
async function measure(operation: Operation, placed: readonly Placed[]): Promise<ReadonlyMap<string, Measured[]>> {
  const turns = placed.map(({ subject, population }) => {
    let turn = 0;
    const most = subject.name === 'floor' ? floorTurns : Number.POSITIVE_INFINITY;
    return { subject, next: () => operation.shot(population, turn++ % most) };
  });
  const [floor, model] = turns;
  if (floor !== undefined && model !== undefined) await teach(floor.subject, operation, model);
  const results = new Map<string, Measured[]>(placed.map(({ subject }) => [subject.name, []]));
  const singles = new Set<string>();
  for (const { subject, next } of turns) {
    const single = await slow(subject, operation.name, next);
    if (single === undefined) await load(subject, operation.name, warmUp.durationMs, next, warmUp.requests);
    else {
      singles.add(subject.name);
      results.get(subject.name)?.push(single);
    }
  }
  for (let round = 0; round < rounds; round += 1) {
    for (const { subject, next } of turns) {
      if (singles.has(subject.name)) continue;
      results.get(subject.name)?.push(await load(subject, operation.name, durationMs, next));
    }
  }
  return results;
}

async function teach(
  floor: Subject,
  { name }: Operation,
  model: { subject: Subject; next: () => ReturnType<Operation['shot']> },
) {
  const [answer] = await inTurn(model.subject, [model.next()], ({ status, body }) => ({ status, body }), name);
  await inTurn(floor, [{ method: 'PUT', path: '/', body: JSON.stringify(answer) }], () => undefined, name);
}
