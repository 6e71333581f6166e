import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { isRuleId } from '#catalogue';
import { isList, isObject, type JsonObject } from '#scim';

/** The listing of all checks, which the runner makes (`npm run docs`) and `npm run check` keeps fresh. */
const listing: unknown = JSON.parse(
  readFileSync(fileURLToPath(new URL('../../suites/checks.json', import.meta.url)), 'utf8'),
);
const checks = isObject(listing) && isList(listing.checks) ? listing.checks.filter(isObject) : [];
const ids = checks.map(({ id }) => String(id));
const wordsOf = (check: JsonObject, member: string) => (isList(check[member]) ? check[member].map(String) : []);

test('every check has an id of its own', () => {
  expect(ids.length).toBeGreaterThan(300);
  expect(new Set(ids).size).toBe(ids.length);
});

test('every check judges rules of the catalogue', () => {
  for (const check of checks) {
    expect(wordsOf(check, 'judges').length, String(check.id)).toBeGreaterThan(0);
    expect(
      wordsOf(check, 'judges').filter((rule) => !isRuleId(rule)),
      String(check.id),
    ).toEqual([]);
  }
});

test('every check comes only after checks that there are, and never after itself', () => {
  const after = new Map(checks.map((check) => [String(check.id), wordsOf(check, 'after')]));
  for (const [id, before] of after) {
    expect(
      before.filter((each) => !after.has(each)),
      id,
    ).toEqual([]);
    const open = [...before];
    for (const seen = new Set<string>(); open.length > 0; ) {
      const next = open.pop() ?? '';
      expect(next, `${id} waits for itself`).not.toBe(id);
      if (seen.has(next)) continue;
      seen.add(next);
      open.push(...(after.get(next) ?? []));
    }
  }
});

test('titles begin with a verb in small letters, and hold neither a number nor "should"', () => {
  for (const { title } of checks) {
    expect(String(title)).toMatch(/^[a-z/]/);
    expect(String(title)).not.toMatch(/\bshould\b/i);
  }
});
