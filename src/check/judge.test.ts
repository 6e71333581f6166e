import { expect, test } from '@playwright/test';
import type { Answer } from './http.ts';
import { bench } from './judge.ts';

const seen = { expected: 'this', observed: 'that' };

function answer(status: number, json = {}): Answer {
  const exchange = {
    id: `x${status}`,
    request: { method: 'GET', url: 'http://t/', headers: [] },
    response: null,
    startedAt: '2024-01-01T00:00:00.000Z',
    durationMs: 1,
  };
  return { status, text: JSON.stringify(json), body: json, json, exchange, header: () => undefined };
}

for (const [level, requirement, verdict] of [
  ['a MUST', '7644-3.3-11', 'violation'],
  ['a text without a keyword', '7644-3.6-02', 'violation'],
  ['a SHOULD', '7644-3.3-08', 'warning'],
  ['a MAY', '7644-3.1-02', 'info'],
] as const) {
  test(`a broken row of ${level} is of verdict ${verdict}`, () => {
    const sheet = bench([requirement]);
    sheet.judge.that(requirement, false, seen);
    expect(sheet.findings.map((finding) => finding.verdict)).toEqual([verdict]);
  });
}

test('what holds leaves no finding', () => {
  const sheet = bench(['7644-3.3-11']);
  expect(sheet.judge.that('7644-3.3-11', true, seen)).toBe(true);
  expect(sheet.findings).toEqual([]);
});

test('warn never comes to more than a warning', () => {
  const sheet = bench(['7644-3.3-11']);
  sheet.judge.warn('7644-3.3-11', false, seen);
  expect(sheet.findings[0]?.verdict).toBe('warning');
});

test('the same finding is written down once', () => {
  const sheet = bench(['7644-3.3-11']);
  sheet.judge.that('7644-3.3-11', false, seen);
  sheet.judge.that('7644-3.3-11', false, seen);
  expect(sheet.findings).toHaveLength(1);
});

test('judging a requirement that the check does not declare is a fault of the check', () => {
  expect(() => bench([]).judge.that('7644-3.3-11', false, seen)).toThrow('does not declare');
});

test('another scimType is a warning, and invalidSyntax for invalidValue is nothing', () => {
  const sheet = bench(['7644-3.12-19', '7644-3.12-26']);
  sheet.judge.error('7644-3.12-19', answer(400, { scimType: 'invalidValue' }), 400, 'invalidFilter');
  sheet.judge.error('7644-3.12-26', answer(400, { scimType: 'invalidSyntax' }), 400, 'invalidValue');
  expect(sheet.findings.map(({ requirement, verdict, kind }) => [requirement, verdict, kind])).toEqual([
    ['7644-3.12-19', 'warning', 'scimType invalidValue'],
  ]);
});

test('a refusal with another 4xx is a warning, a success is a violation', () => {
  const sheet = bench(['7644-3.12-26']);
  sheet.judge.refused('7644-3.12-26', answer(422), 'invalidValue');
  sheet.judge.refused('7644-3.12-26', answer(200), 'invalidValue');
  expect(sheet.findings.map(({ verdict }) => verdict)).toEqual(['warning', 'violation']);
});

test('a crash is one finding, and what follows from it is none', () => {
  const sheet = bench(['7644-3.4.2.2-07']);
  const crash = answer(500);
  sheet.saw(crash);
  sheet.judge.status('7644-3.4.2.2-07', crash, 400);
  expect(sheet.findings.map(({ requirement, kind }) => [requirement, kind])).toEqual([['7644-3.12-10', 'crash']]);
});

for (const status of [501, 502, 503, 504]) {
  test(`status ${status} is no crash`, () => {
    const sheet = bench([]);
    sheet.saw(answer(status));
    expect(sheet.findings).toEqual([]);
  });
}

test('findings made aside are handed back and not kept', async () => {
  const sheet = bench(['7644-3.3-11']);
  const found = await sheet.aside(async () => {
    sheet.judge.that('7644-3.3-11', false, seen);
  });
  expect(found).toHaveLength(1);
  expect(sheet.findings).toEqual([]);
});

test('null, an empty array and absence are the same, and order is nothing', () => {
  const sheet = bench(['7644-3.1-07']);
  const same = sheet.judge.same(
    '7644-3.1-07',
    { a: [{ v: 1 }, { v: 2 }], b: null },
    { a: [{ v: 2 }, { v: 1 }], c: [] },
  );
  expect(same).toBe(true);
});
