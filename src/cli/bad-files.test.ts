import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { baselineFrom, writeBaseline, writeRun } from '#run';
import { harFrom } from '#wire';
import { expectPlain, inProcess } from '../../fixtures/command-line.ts';
import { sampleExchange, sampleResult, sampleRun } from '../../fixtures/runs/sample-run.ts';

const run = sampleRun([sampleResult('user-read')]);
const exchange = sampleExchange('x1');

/** Each kind of file that a verb reads: a good one, the same of a version that is still to come, and JSON of another shape. */
const kinds = {
  run: { good: writeRun(run), later: JSON.stringify({ ...run, schemaVersion: 9 }), other: '[]' },
  baseline: {
    good: writeBaseline(baselineFrom(run, '2026-01-02T03:04:05.000Z', undefined)),
    later: '{"schemaVersion": 9, "entries": []}',
    other: '[]',
  },
  recording: {
    good: JSON.stringify(harFrom([exchange], { creator: { name: 'test', version: '1' } })),
    later: '{"log": {"version": "9.0", "creator": {"name": "x", "version": "1"}, "entries": []}}',
    other: '[]',
  },
  config: { good: '{"seed": 5}', later: '{"targets": 9}', other: '[]' },
  seed: { good: '{"users": [{"userName": "ada"}]}', later: '{"users": 9}', other: '[]' },
  scenario: {
    good: JSON.stringify({ directory: { users: [], groups: [] }, steps: [{ do: 'sync' }] }),
    later: '{}',
    other: '[]',
  },
  directory: { good: '{"users": [], "groups": []}', later: '{"users": 9}', other: '[]' },
  mapping: { good: '{"User": {}}', later: '{"version": 9}', other: '[]' },
  schemas: { good: '[]', later: '9', other: 'null' },
  log: { good: '[]', later: '{"version": 9}', other: 'null' },
  document: {
    good: '{"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "ada"}',
    later: undefined,
    other: undefined,
  },
  // What cannot be wrong in itself: any text will do.
  body: { good: undefined, later: undefined, other: undefined },
  credential: { good: undefined, later: undefined, other: undefined },
  certificate: { good: undefined, later: undefined, other: '{}' },
} as const satisfies Readonly<Record<string, Record<'good' | 'later' | 'other', string | undefined>>>;

/** Every place where a file is named, and what follows the file. */
const places: readonly (readonly [kind: keyof typeof kinds, before: string, after?: string])[] = [
  ['run', 'report'],
  ['run', 'diff RUN'],
  ['run', 'baseline update'],
  ['baseline', 'test user-read --baseline'],
  ['baseline', 'baseline show --baseline'],
  ['recording', 'replay'],
  ['recording', 'shrink'],
  ['recording', 'compare', 'okta'],
  ['config', 'test --list --config'],
  ['seed', 'serve --port 0 --seed'],
  ['scenario', 'simulate entra --scenario'],
  ['directory', 'simulate entra --watch'],
  ['mapping', 'test user-read --target http://127.0.0.1:1 --mapping'],
  ['schemas', 'lint package.json --schemas'],
  ['log', 'compare RECORDING okta --log'],
  ['document', 'lint'],
  ['body', 'request POST /Users'],
  ['credential', 'doctor --target http://127.0.0.1:1 --token-file'],
  ['certificate', 'doctor --target http://127.0.0.1:1 --cacert'],
  ['certificate', 'record --target http://127.0.0.1:1 --port 0 --cacert'],
];

const huge = 300 * 1024 * 1024;

/** What may stand in place of a good file. Holes take no room on the disk. */
const faults = {
  'is a folder': (file) => mkdirSync(file),
  'is a film': (file) => writeFileSync(file, Buffer.from(Array.from({ length: 4096 }, (_, at) => (at * 37) % 256))),
  'has 300 MB': (file) => {
    writeFileSync(file, '{"log": [');
    truncateSync(file, huge);
  },
  'is empty': (file) => writeFileSync(file, ''),
  'is cut short': (file, { good }) => good !== undefined && writeFileSync(file, good.slice(0, good.length - 2)),
  'is of another version': (file, { later }) => later !== undefined && writeFileSync(file, later),
  'is nested without end': (file, { other }) => other !== undefined && writeFileSync(file, '[{"a":'.repeat(20_000)),
  'is of another shape': (file, { other }) => other !== undefined && writeFileSync(file, other),
} as const satisfies Readonly<
  Record<string, (file: string, kind: Record<'good' | 'later' | 'other', string | undefined>) => unknown>
>;

/** A text that is no JSON is what lint is there to judge, and a body may be anything. */
const judged: Readonly<Record<string, readonly string[]>> = {
  document: ['is empty', 'is cut short'],
  body: ['is empty'],
  credential: ['is empty'],
};

for (const [kind, before, after] of places) {
  test(`scimulate ${before} FILE refuses what is no ${kind}, in one sentence`, async () => {
    test.setTimeout(60_000);
    for (const [fault, make] of Object.entries(faults)) {
      if (judged[kind]?.includes(fault) === true) continue;
      const file = test.info().outputPath(`${fault.replaceAll(' ', '-')}.json`);
      if (make(file, kinds[kind]) === false) continue;
      const ended = await inProcess([...wordsOf(before), file, ...wordsOf(after ?? '')]);
      expect(ended.code, `${fault}: ${ended.err}`).toBe(2);
      expect(ended.err, fault).toContain(file.slice(file.lastIndexOf('/') + 1));
      expectPlain(ended);
    }
  });
}

for (const line of [
  'report FILE --report md --out OUT',
  'diff FILE RUN --report , --out OUT',
  'baseline check FILE --baseline BASELINE',
  'baseline show --baseline FILE',
  'replay FILE --out OUT',
  'test --print-config --config FILE',
  'lint FILE',
]) {
  test(`scimulate ${line} reads what a Windows editor has saved`, async () => {
    const kind = line.startsWith('lint')
      ? kinds.document
      : line.startsWith('replay')
        ? kinds.recording
        : line.includes('--config')
          ? kinds.config
          : line.includes('--baseline FILE')
            ? kinds.baseline
            : kinds.run;
    const [plain, saved] = [test.info().outputPath('plain.json'), test.info().outputPath('saved.json')];
    const pretty = JSON.stringify(JSON.parse(kind.good), null, 2);
    writeFileSync(plain, pretty);
    writeFileSync(saved, `\uFEFF${pretty.replaceAll('\n', '\r\n')}\r\n`);
    const [expected, actual] = [await inProcess(wordsOf(line, plain)), await inProcess(wordsOf(line, saved))];
    expect([actual.code, actual.err]).toEqual([expected.code, expected.err.replaceAll(plain, saved)]);
    expect([0, 1]).toContain(actual.code);
  });
}

test('a device that never ends is given up on', async () => {
  test.skip(process.platform === 'win32', 'there is no such device');
  const ended = await inProcess(['report', '/dev/zero']);
  expect(ended).toMatchObject({ code: 2, err: expect.stringContaining('more than the 90 MB') });
});

function wordsOf(line: string, file = ''): string[] {
  const words = line.split(' ').filter((word) => word !== '');
  return words.map((word) => {
    if (word === 'FILE') return file;
    if (word === 'OUT') return test.info().outputPath('out');
    const kind = word.toLowerCase();
    if (word !== word.toUpperCase() || (kind !== 'run' && kind !== 'baseline' && kind !== 'recording')) return word;
    const good = test.info().outputPath(`good-${kind}`);
    writeFileSync(good, kinds[kind].good);
    return good;
  });
}
