import type { LongFilter } from './long-filters.ts';
import type { BytesAUser } from './memory.ts';
import type { Piece } from './pieces.ts';
import { type Row, rateRatio, ratio, rowOf } from './row.ts';

/** What we want, and what a run found. */
export interface Goal {
  readonly goal: string;
  readonly measured: string;
  readonly isMet: boolean;
}

/** Goals about rates: the first operation's rate is at least `least` of that of the second, at every size measured. */
const rates: readonly {
  readonly goal: string;
  readonly of: readonly [operation: string, subject: string];
  readonly to: readonly [operation: string, subject: string];
  readonly least: number;
}[] = [
  {
    goal: 'GET by id in memory, of the floor: 0.60 or more',
    of: ['GET by id', 'memory'],
    to: ['GET by id', 'floor'],
    least: 0.6,
  },
  { goal: 'POST in memory, of the floor: 0.40 or more', of: ['POST', 'memory'], to: ['POST', 'floor'], least: 0.4 },
  ...(['memory', 'SQLite'] as const).flatMap((store) => [
    {
      goal: `filter eq in ${store} takes at most 1.5 times GET by id`,
      of: ['filter userName eq', store],
      to: ['GET by id', store],
      least: 1 / 1.5,
    } as const,
    {
      goal: `a page at 90 % in ${store} takes at most twice the first one`,
      of: ['page of 100, at 90 %', store],
      to: ['page of 100, first', store],
      least: 1 / 2,
    } as const,
    {
      goal: `a member added to 50,000 in ${store} takes at most twice one added to 1`,
      of: ['add member to a group of 50,000', store],
      to: ['add member to a group of 1', store],
      least: 1 / 2,
    } as const,
    {
      goal: `a member added to 50,000 in ${store} takes at most twice a PATCH of one attribute`,
      of: ['add member to a group of 50,000', store],
      to: ['PATCH one attribute', store],
      least: 1 / 2,
    } as const,
  ]),
];

const bytesAUser = 4096;
const parseUs = 3;
const megabyteMs = 50;

export function goals(
  rows: readonly Row[],
  memory: readonly BytesAUser[],
  pieces: readonly Piece[],
  long: readonly LongFilter[],
): readonly Goal[] {
  const sizes = [...new Set(rows.map((row) => row.users))];
  const about = rates.flatMap(({ goal, of, to, least }) => {
    const found = sizes
      .map((users) => [rowOf(rows, users, ...of), rowOf(rows, users, ...to)] as const)
      .map(([row, other]) => ({ ratio: ratio(row, other), byRate: rateRatio(row, other) }))
      .filter(({ ratio }) => !Number.isNaN(ratio));
    if (found.length === 0) return [];
    const measured = found.map(({ ratio, byRate }) => `${shown(ratio, least)} (rates ${shown(byRate, least)})`);
    return [{ goal, measured: measured.join(', '), isMet: found.every(({ ratio }) => ratio >= least) }];
  });
  // Tens of megabytes that the engine holds in reserve are little for each of 100,000, and most of it for each of 1,000.
  const largest = Math.max(...memory.map(({ users }) => users));
  const small = memory.map(({ store, users, bytes, heapBytes }) => {
    const [figure, of] = users === largest ? [bytes, 'resident'] : [heapBytes, 'of heap'];
    return {
      goal: `less than 4 KB a user in ${store} with ${users.toLocaleString('en')}`,
      measured: `${(figure / 1024).toFixed(2)} KB ${of}`,
      isMet: figure < bytesAUser,
    };
  });
  const [first] = pieces;
  const simple =
    first === undefined
      ? []
      : [
          {
            goal: `${first.name} in at most 3 µs`,
            measured: `${first.ours.toFixed(2)} µs`,
            isMet: first.ours <= parseUs,
          },
        ];
  const others = [...new Set(pieces.map((piece) => piece.other))].map((other) => {
    const compared = pieces.filter((piece) => piece.other === other);
    const slower = compared.filter(({ ours, theirs }) => ours > theirs);
    const measured =
      slower.length === 0
        ? `${compared.length} of ${compared.length} cases`
        : `slower in: ${slower.map(({ name }) => name).join('; ')}`;
    return { goal: `no slower than ${other}`, measured, isMet: slower.length === 0 };
  });
  const linear =
    long.length === 0
      ? []
      : [
          {
            goal: 'a megabyte of filter, whatever is in it, in at most 50 ms, and in linear time',
            measured: `${Math.max(...long.map(({ msAMegabyte }) => msAMegabyte)).toFixed(1)} ms`,
            isMet: long.every(({ msAMegabyte, msAMegabyteOfHalf }) => {
              return msAMegabyte <= megabyteMs && msAMegabyte <= 1.6 * msAMegabyteOfHalf;
            }),
          },
        ];
  return [...about, ...small, ...simple, ...others, ...linear];
}

/** A goal on a share reads as the share; one on a time as how many times it takes. */
function shown(value: number, least: number): string {
  return least === 0.5 || least === 1 / 1.5 ? `${(1 / value).toFixed(2)}×` : value.toFixed(2);
}
