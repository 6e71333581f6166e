import { execFileSync } from 'node:child_process';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { jsonLines } from './json-lines.ts';

function lines(text: string): readonly string[] {
  const env = { PATH: process.env.PATH, LC_ALL: 'C' };
  return execFileSync('sh', ['-c', 'exec awk "$0"', jsonLines], { input: text, encoding: 'utf8', env })
    .split('\n')
    .slice(0, -1);
}

function expected(json: unknown, one = '', every = ''): readonly string[] {
  if (Array.isArray(json))
    return [`${one}\t${every}\t[`, ...json.flatMap((inner, at) => expected(inner, `${one}/${at}`, `${every}/*`))];
  if (typeof json !== 'object' || json === null) return [`${one}\t${every}\t${JSON.stringify(json)}`];
  const members = Object.entries(json).flatMap(([name, inner]) => {
    const here = `/${JSON.stringify(name).slice(1, -1).replaceAll('~', '~0').replaceAll('/', '~1')}`;
    return expected(inner, one + here, every + here);
  });
  return [`${one}\t${every}\t{`, ...members];
}

// One document of many values: a process for each would take long.
const strings = fc.string({ unit: fc.constantFrom(...'ab/~"\\\n\t\u0001\u007fäß€😀\ud800\u2028 {}[]:,') });
const values = fc.sample(fc.jsonValue({ stringUnit: 'grapheme', maxDepth: 4 }), { seed: 11, numRuns: 120 });
const document = { values, texts: fc.sample(strings, { seed: 11, numRuns: 120 }), name: { 'a/b~"c': 1 } };

for (const [how, text] of [
  ['compact', JSON.stringify(document)],
  ['on many lines', JSON.stringify(document, null, 2).replaceAll('\n', '\r\n')],
  ['with a mark before it', `\ufeff${JSON.stringify(document)}`],
  [
    'escaped as far as it can be',
    JSON.stringify(document)
      .replace(/[^\u0020-\u007e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0').toUpperCase()}`)
      .replaceAll('/', '\\/'),
  ],
] as const) {
  test(`the program of awk writes JSON ${how} as JSON.parse reads it`, () => {
    expect(lines(text)).toEqual(expected(JSON.parse(text.replace('\ufeff', ''))));
  });
}

for (const text of ['', 'no JSON', '<html>"x"</html>', '{"a":', '{"a":1,}', '[1', '{"a" 1}', '"a']) {
  test(`the program of awk comes to an end with ${JSON.stringify(text)}`, () => {
    expect(lines(text).length).toBeLessThan(4);
  });
}
