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

/**
 * Which branches of `src/scim` its own tests take. V8 counts a piece of code apart where it ran another number of times
 * than what is around it: those pieces and the functions are the branches. `node scripts/coverage.ts [FOLDER]`
 */
const [folder = 'src/scim'] = process.argv.slice(2);
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
  for (const place of missed.toSorted()) console.log(place);
  const share = (100 * taken) / (taken + missed.length);
  console.log(`${taken} of ${taken + missed.length} branches of ${folder}, ${share.toFixed(1)} %`);
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
