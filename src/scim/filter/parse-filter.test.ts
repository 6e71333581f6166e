import { expect, test } from '@playwright/test';
import { profiles } from '../profile/profile.ts';
import type { Tolerance } from '../profile/tolerances.ts';
import { ScimError } from '../scim-error.ts';
import type { Filter } from './filter.ts';
import { type FilterOptions, parseFilter } from './parse-filter.ts';
import { printFilter } from './print-filter.ts';

const strict: FilterOptions = { profile: profiles.strict };

function refusal(text: string, options: FilterOptions = {}) {
  try {
    parseFilter(text, options);
  } catch (error) {
    if (error instanceof ScimError) return { scimType: error.scimType, at: error.position.at };
    throw error;
  }
  return 'accepted';
}

for (const text of [
  'userName eq "bjensen"',
  `name.familyName co "O'Malley"`,
  'urn:ietf:params:scim:schemas:core:2.0:User:userName sw "J"',
  'title pr',
  'meta.lastModified gt "2011-05-13T04:42:34Z"',
  'title pr and userType eq "Employee"',
  'userType eq "Employee" and (emails co "example.com" or emails.value co "example.org")',
  'userType ne "Employee" and not (emails co "example.com")',
  'emails[type eq "work" and value co "@example.com"] or ims[type eq "xmpp" and value co "@foo.com"]',
  'emails[type eq "work" and (value co "a" or not (value pr))]',
  'a eq 1 or b eq 2 and c eq 3 or d eq 4',
  'members.$ref eq "https://x.test/Users/1"',
  'x-y_z1 eq null',
  'quota eq -1500.25',
]) {
  test(`reads and prints ${text} by the strict grammar`, () => {
    expect(printFilter(parseFilter(text, strict))).toBe(text);
  });
}

test('and binds closer than or, and not closer than both', () => {
  const tree = parseFilter('a pr or not (b pr) and c pr');
  expect(shape(tree)).toEqual(['or', 'a', ['and', ['not', 'b'], 'c']]);
});

test('parentheses make a group of their own, and print as they were read', () => {
  expect(shape(parseFilter('(a pr or b pr) and c pr'))).toEqual(['and', ['or', 'a', 'b'], 'c']);
  expect(shape(parseFilter('(a pr and b pr) and c pr'))).toEqual(['and', ['and', 'a', 'b'], 'c']);
  expect(printFilter(parseFilter('((a pr) or (b pr or c pr))'))).toBe('a pr or (b pr or c pr)');
});

for (const [text, printed] of [
  ['userName EQ "x" AND NOT(title PR)', 'userName eq "x" and not (title pr)'],
  ['a Eq true oR b Pr', 'a eq true or b pr'],
] as const) {
  test(`reads the operators of ${text} in any letter case`, () => {
    expect(printFilter(parseFilter(text, strict))).toBe(printed);
  });
}

test('reads numbers as JSON writes them', () => {
  expect(parseFilter('quota eq -1.5e+3', strict)).toMatchObject({ value: -1500 });
  expect(parseFilter('quota eq 1e2', strict)).toMatchObject({ value: 100 });
  expect(parseFilter('quota eq 0', strict)).toMatchObject({ value: 0 });
});

test('reads every escape that JSON has', () => {
  const filter = parseFilter(String.raw`a eq "\"\\\/\b\f\n\r\tA\ud83d\ude00ü😀"`, strict);
  expect(filter).toMatchObject({ value: '"\\/\b\f\n\r\tA😀ü😀' });
});

test('knows where each part lies in the text', () => {
  const filter = parseFilter('title pr and emails[type eq "a]b"] or x eq 1');
  expect(ranges('title pr and emails[type eq "a]b"] or x eq 1', filter)).toEqual([
    'title pr and emails[type eq "a]b"] or x eq 1',
    'title pr and emails[type eq "a]b"]',
    'title pr',
    'emails[type eq "a]b"]',
    'type eq "a]b"',
    'x eq 1',
  ]);
  expect(filter.kind === 'or' && filter.terms[1]?.kind === 'compare' && filter.terms[1].attribute.range).toEqual({
    start: 38,
    end: 39,
  });
});

for (const [text, name] of [
  ['urn:ietf:params:scim:schemas:core:2.0:User:name.familyName pr', { name: 'name', sub: 'familyName' }],
  ['urn:x:2.0:dept pr', { urn: 'urn:x:2.0', name: 'dept', sub: undefined }],
  ['urn:x:ext:2.0 pr', { urn: 'urn:x:ext:2.0', name: '', sub: undefined }],
  ['http://x.test/ext:dept pr', { urn: 'http://x.test/ext', name: 'dept' }],
] as const) {
  test(`splits the name of ${text} at its last colon`, () => {
    expect(parseFilter(text, strict)).toMatchObject({ kind: 'present', attribute: name });
  });
}

for (const [text, at] of [
  ['', 0],
  ['   ', 0],
  ['userName', 8],
  ['userName eq', 11],
  ['userName eq ', 12],
  ['eq "x"', 3],
  ['userName regex "x"', 9],
  ['userName "x"', 9],
  ['userName eq x', 12],
  ['userName eq User', 12],
  [`userName eq 'x'`, 12],
  ['userName eq "x', 12],
  ['userName eq "x\\"', 12],
  ['userName eq "\\x"', 12],
  ['userName eq "\\u12"', 12],
  ['userName eq "a\nb"', 14],
  ['userName eq "a" and', 19],
  ['userName eq "a" xor b pr', 16],
  ['userName eq "a" "b"', 16],
  ['userName eq "a"and b pr', 15],
  ['userName eq"a"', 11],
  ['and b pr', 4],
  ['(active eq true', 15],
  ['active eq true)', 14],
  ['()', 1],
  ['not', 3],
  ['not active', 4],
  ['not active pr', 4],
  ['not ()', 5],
  ['emails[]', 7],
  ['emails[type eq "work"', 21],
  ['emails[type eq "work")', 21],
  ['emails[type eq "work"]x', 22],
  ['emails[type eq "work"] x', 23],
  ['emails[type eq "work"] .value eq "x"', 23],
  ['emails[type eq "work"].', 22],
  ['emails[type eq "work"].9 pr', 22],
  ['emails[type eq "work"].value', 28],
  ['emails[a[b pr]]', 8],
  ['emails.value[type pr]', 12],
  ['.userName pr', 0],
  ['a.b.c pr', 0],
  ['user..name pr', 0],
  ['9a pr', 0],
  ['a:9b pr', 0],
  [':a pr', 0],
  ['a eq 01', 5],
  ['a eq +1', 5],
  ['a eq .5', 5],
  ['a eq 1.', 5],
  ['a eq 1e', 5],
  ['a eq 1e999', 5],
  ['a eq (b)', 5],
  ['ä pr', 0],
  ['userName eq "a" or (title pr and', 32],
] as const) {
  test(`refuses ${JSON.stringify(text)} and says where it breaks, at ${at}`, () => {
    expect(refusal(text)).toEqual({ scimType: 'invalidFilter', at });
  });
}

for (const [text, id] of [
  ['emails[type eq "work"].value eq "x"', 'value-path-then-name'],
  ['emails[type eq "work"].value pr', 'value-path-then-name'],
  ['active eq True', 'literal-case'],
  ['active eq NULL', 'literal-case'],
  ['active  eq true', 'filter-spaces'],
  ['active eq\ttrue', 'filter-spaces'],
  [' active eq true', 'filter-spaces'],
  ['active eq true ', 'filter-spaces'],
  ['( active eq true)', 'filter-spaces'],
  ['(active eq true )', 'filter-spaces'],
  ['not  (active eq true)', 'filter-spaces'],
  ['emails [type pr]', 'filter-spaces'],
  ['emails[ type pr]', 'filter-spaces'],
  ['emails[type pr ]', 'filter-spaces'],
  ['a pr  and b pr', 'filter-spaces'],
  ['a pr and  b pr', 'filter-spaces'],
] as const) {
  test(`takes ${JSON.stringify(text)} as ${id} and says so; the strict profile refuses it`, () => {
    const used: Tolerance[] = [];
    parseFilter(text, { note: (use) => used.push(use) });
    expect(used).toEqual([{ id }]);
    expect(refusal(text, strict)).toMatchObject({ scimType: 'invalidFilter' });
  });
}

test('reports no tolerance for a filter that needs none', () => {
  const used: Tolerance[] = [];
  parseFilter('not(a pr) and emails[type eq "x" or not (b pr)]', { note: (use) => used.push(use) });
  expect(used).toEqual([]);
});

test('refuses a filter that is longer than the limit', () => {
  expect(refusal('userName pr', { limits: { maxLength: 10 } })).toMatchObject({ scimType: 'invalidFilter' });
  expect(refusal('userName pr', { limits: { maxLength: 11 } })).toBe('accepted');
});

test('refuses a filter that is nested deeper than the limit, whatever nests it', () => {
  const limits = { maxDepth: 2 };
  for (const text of ['(((a pr)))', 'not (not (not (a pr)))', '((a[b pr]))']) {
    expect(refusal(text, { limits })).toMatchObject({ scimType: 'invalidFilter' });
  }
  expect(refusal('((a pr)) and (b[c pr] or ((d pr)))', { limits: { maxDepth: 3 } })).toBe('accepted');
  for (const limits of [{}, { maxDepth: 1_000_000 }]) {
    expect(refusal(`${'('.repeat(100_000)}a pr`, { limits })).toMatchObject({ scimType: 'invalidFilter' });
    expect(refusal('not('.repeat(100_000), { limits })).toMatchObject({ scimType: 'invalidFilter' });
  }
});

test('answers tooMany when the filter has more comparisons than the limit', () => {
  expect(refusal('a pr and b eq 1 or c[d pr]', { limits: { maxTerms: 2 } })).toMatchObject({ scimType: 'tooMany' });
  expect(refusal('a pr and b eq 1 or c[d pr]', { limits: { maxTerms: 3 } })).toBe('accepted');
});

test('reads a chain of 20,000 terms without going deep', () => {
  const filter = parseFilter(Array.from({ length: 20_000 }, () => 'a pr').join(' and '));
  expect(filter.kind === 'and' && filter.terms.length).toBe(20_000);
});

test('reads a literal of a million characters, and refuses one that is not closed', () => {
  const text = 'x'.repeat(1_000_000);
  expect(parseFilter(`a eq "${text}"`)).toMatchObject({ value: text });
  expect(refusal(`a eq "${'\n'.repeat(1_000_000)}`)).toMatchObject({ scimType: 'invalidFilter' });
});

test('does not repeat a literal in an error, for it may be a secret', () => {
  expect(() => parseFilter('password eq "hunter2" nonsense')).toThrow(
    expect.objectContaining({ scimType: 'invalidFilter' }),
  );
  try {
    parseFilter('a "hunter2"');
  } catch (error) {
    expect(String(error)).not.toContain('hunter2');
  }
});

function shape(filter: Filter): unknown {
  switch (filter.kind) {
    case 'present':
    case 'compare':
    case 'value-path':
      return filter.attribute.name;
    case 'not':
      return ['not', shape(filter.term)];
    default:
      return [filter.kind, ...filter.terms.map(shape)];
  }
}

function ranges(text: string, filter: Filter): string[] {
  const own = text.slice(filter.range.start, filter.range.end);
  if (filter.kind === 'and' || filter.kind === 'or')
    return [own, ...filter.terms.flatMap((term) => ranges(text, term))];
  if (filter.kind === 'not') return [own, ...ranges(text, filter.term)];
  if (filter.kind === 'value-path') return [own, ...ranges(text, filter.filter)];
  return [own];
}
