import { parseFilter } from '#scim';

/** A filter of a size that only malice or a fault makes, parsed or refused. */
export interface LongFilter {
  readonly name: string;
  readonly bytes: number;
  /** For a megabyte of it, in its fastest round. */
  readonly msAMegabyte: number;
  /** The same at half the size: in linear time it is one figure, in quadratic time half of it. */
  readonly msAMegabyteOfHalf: number;
}

const megabyte = 2 ** 20;
const limits = { maxLength: 2 * megabyte, maxDepth: 64, maxTerms: 100_000 };

const filters: Readonly<Record<string, (share: number) => string>> = {
  'an unterminated string of newlines': (share) => `userName eq "${'\\n'.repeat((share * megabyte) / 2)}`,
  '20,000 terms with `and` between them': (share) =>
    Array.from({ length: 20_000 * share }, (_, at) => `userName eq "user ${at}"`).join(' and '),
  'a literal of a megabyte': (share) => `userName eq "${'x'.repeat(share * megabyte)}"`,
  'a megabyte of spaces': (share) => `userName${' '.repeat(share * megabyte)}pr`,
};

export function longFilters(): readonly LongFilter[] {
  return Object.entries(filters).map(([name, make]) => ({
    name,
    bytes: make(1).length,
    msAMegabyte: msAMegabyte(make(1)),
    msAMegabyteOfHalf: msAMegabyte(make(0.5)),
  }));
}

function msAMegabyte(filter: string): number {
  let fastest = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 15; round += 1) {
    const from = performance.now();
    try {
      parseFilter(filter, { limits });
    } catch {
      // What is not closed is refused; how fast is the question.
    }
    fastest = Math.min(fastest, performance.now() - from);
  }
  return (fastest * megabyte) / filter.length;
}
