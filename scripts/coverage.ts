import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './child.ts';

/** What V8 writes with NODE_V8_COVERAGE, as far as it is read here. */
interface Coverage {
  readonly result: readonly { readonly url: string; readonly functions: readonly FunctionCoverage[] }[];
  readonly 'source-map-cache'?: Readonly<
    Record<
      string,
      { readonly lineLengths: readonly number[]; readonly data: ConstructorParameters<typeof SourceMap>[0] }
    >
  >;
}

interface FunctionCoverage {
  readonly isBlockCoverage: boolean;
  readonly ranges: readonly { readonly startOffset: number; readonly endOffset: number; readonly count: number }[];
}

/** A branch that no test can take, by a piece of its line. */
interface Unreachable {
  readonly file: string;
  readonly line: string;
  readonly why: string;
}

const never = {
  bug: 'only a bug of ours throws anything else, and it must not be taken for an error of the client',
  hole: 'an index within a list whose length was just looked at; the compiler does not follow that',
  given: 'the caller has seen to it that there is a value; the type cannot say so',
  element: 'the elements of a complex attribute that is kept are objects; the type is JSON',
} as const;

/** Every branch of the core that stays untaken, and why. One that is not here fails the run, and so does a row too many. */
const unreachable: readonly Unreachable[] = [
  { file: 'patch/apply-patch.ts', line: "error.scimType === 'invalidPath') return undefined", why: never.bug },
  {
    file: 'patch/located.ts',
    line: 'error instanceof ScimError ? locatedError(operation, error) : error',
    why: never.bug,
  },
  { file: 'patch/member-changes.ts', line: 'if (error instanceof ScimError) return undefined', why: never.bug },
  { file: 'patch/member-changes.ts', line: 'isObject(member) ? own(member, name) : undefined', why: never.element },
  { file: 'patch/apply-to-attribute.ts', line: 'const json = value ?? null', why: never.given },
  { file: 'patch/apply-to-attribute.ts', line: 'json.length === 1 ? json[0] : json) ?? null', why: never.hole },
  {
    file: 'patch/complex-value.ts',
    line: 'standsForOne(attribute, json, reading) ? (json[0] ?? null) : json',
    why: never.hole,
  },
  { file: 'patch/list-draft.ts', line: 'if (before === undefined) continue', why: never.hole },
  { file: 'patch/list-draft.ts', line: 'if (earlier === undefined) return', why: never.hole },
  { file: 'patch/list-draft.ts', line: "list.attribute.subAttributes.get('primary')?.name", why: never.given },
  {
    file: 'patch/remove-listed.ts',
    line: 'isObject(element) ? own(element, sub.name) : undefined',
    why: never.element,
  },
  { file: 'patch/require-outcome.ts', line: 'if (!isObject(element)) continue', why: never.element },
  { file: 'resource/identity.ts', line: "subAttributes.get('value')?.name ?? 'value'", why: never.given },
  { file: 'resource/read-simple.ts', line: "if (type === 'complex') throw", why: never.given },
];

const leastShare = 97;

/** Branches that properties take in most runs and miss in some: what they draw is another each time. */
const mostByChance = 3;

/**
 * Which branches of `src/scim` its own tests take. V8 counts a piece of code apart where it ran another number of times
 * than what is around it: those pieces and the functions are the branches. `node scripts/coverage.ts [FOLDER]`
 */
const core = 'src/scim';
const [folder = core] = process.argv.slice(2);
const output = mkdtempSync(join(tmpdir(), 'scimulate-coverage-'));
try {
  // One worker: counts of two processes cannot be added, as each cuts the code in other pieces.
  const tests = await run('playwright', ['test', '--project=unit', '--workers=1', folder], {
    env: { NODE_V8_COVERAGE: output },
  });
  if (tests.code !== 0) throw new Error(`the tests fail:\n${tests.output.trimEnd()}`);
  report(readdirSync(output).map((file) => readFileSync(join(output, file), 'utf8')));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  rmSync(output, { recursive: true, force: true });
}

function report(texts: readonly string[]): void {
  // The process that took most is the worker: the other one only lists the tests.
  const [most] = texts.map(branchesIn).toSorted((a, b) => b.taken - a.taken);
  if (most === undefined) throw new Error('no coverage was written');
  const { taken, missed } = most;
  const used = new Set<Unreachable>();
  const open = missed.toSorted().filter((place) => {
    const row = explanationOf(place);
    if (row !== undefined) used.add(row);
    return row === undefined;
  });
  for (const place of open) console.log(`${place} is taken by no test`);
  const stale = folder === core ? unreachable.filter((row) => !used.has(row)) : [];
  for (const { file, line } of stale) console.log(`${file}: "${line}" is explained, and taken or gone`);
  const share = (100 * taken) / (taken + missed.length);
  const explained = missed.length - open.length;
  console.log(
    `${taken} of ${taken + missed.length} branches of ${folder}, ${share.toFixed(1)} %; ${explained} cannot be taken`,
  );
  if (folder === core && (open.length + stale.length > mostByChance || share < leastShare)) process.exitCode = 1;
}

/** The row about a place: `file:line:column`. */
function explanationOf(place: string): Unreachable | undefined {
  const [file = '', number] = place.split(':');
  const text = readFileSync(file, 'utf8').split('\n')[Number(number) - 1] ?? '';
  return unreachable.find((row) => file === `${core}/${row.file}` && text.includes(row.line));
}

function branchesIn(text: string): { readonly taken: number; readonly missed: readonly string[] } {
  const coverage: Coverage = JSON.parse(text);
  let taken = 0;
  const missed: string[] = [];
  for (const { url, functions } of coverage.result) {
    const file = url.startsWith('file:') ? relative('.', fileURLToPath(url)) : url;
    if (!file.startsWith(folder) || file.endsWith('.test.ts') || file.includes('/testing/')) continue;
    const placeOf = places(coverage['source-map-cache']?.[url]);
    for (const { ranges, isBlockCoverage } of functions) {
      for (const { startOffset, count } of isBlockCoverage ? ranges : ranges.slice(0, 1)) {
        if (count === 0) missed.push(`${file}:${placeOf(startOffset)}`);
        else taken += 1;
      }
    }
  }
  return { taken, missed };
}

/** The line and column in the source of an offset in what ran; Playwright compiles what it loads. */
function places(map: NonNullable<Coverage['source-map-cache']>[string] | undefined): (offset: number) => string {
  if (map === undefined) return (offset) => `offset ${offset}`;
  const source = new SourceMap(map.data);
  return (offset) => {
    let line = 0;
    let column = offset;
    for (const length of map.lineLengths) {
      if (column <= length) break;
      column -= length + 1;
      line += 1;
    }
    const entry = source.findEntry(line, column);
    return 'originalLine' in entry ? `${entry.originalLine + 1}:${entry.originalColumn + 1}` : `offset ${offset}`;
  };
}
