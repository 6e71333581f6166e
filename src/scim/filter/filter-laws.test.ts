import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { isObject, type Json, type JsonObject } from '../json.ts';
import { profiles } from '../profile/profile.ts';
import { ScimError } from '../scim-error.ts';
import { userSchema } from '../testing/schemas.ts';
import { urns } from '../urns.ts';
import { compileFilter } from './compile-filter.ts';
import { equalities } from './equalities.ts';
import type { AttributeName, CompareOperator, Filter, Literal } from './filter.ts';
import { parseFilter } from './parse-filter.ts';
import { printFilter } from './print-filter.ts';

const range = { start: 0, end: 0 };
const operators: readonly CompareOperator[] = ['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le'];

const name = fc.stringMatching(/^[A-Za-z$][\w$-]{0,5}$/);
const literal: fc.Arbitrary<Literal> = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
  fc.constantFrom(true, false, null),
);

function attribute(options: { readonly bare: boolean }): fc.Arbitrary<AttributeName> {
  const full = fc.record({
    urn: fc.option(fc.constantFrom('urn:x:y', urns.enterpriseUser, 'http://x.test/a?b'), { nil: undefined }),
    name,
    sub: fc.option(name, { nil: undefined }),
    range: fc.constant(range),
  });
  return options.bare ? full.map((each) => ({ ...each, sub: undefined })) : full;
}

function leaf(): fc.Arbitrary<Filter> {
  return fc.oneof(
    fc.record({
      kind: fc.constant('present' as const),
      attribute: attribute({ bare: false }),
      range: fc.constant(range),
    }),
    fc.record({
      kind: fc.constant('compare' as const),
      operator: fc.constantFrom(...operators),
      attribute: attribute({ bare: false }),
      value: literal,
      range: fc.constant(range),
    }),
  );
}

function tree(leaves: fc.Arbitrary<Filter>): fc.Arbitrary<Filter> {
  return fc.letrec<{ filter: Filter }>((tie) => ({
    filter: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      leaves,
      fc.record({
        kind: fc.constantFrom('and' as const, 'or' as const),
        terms: fc.array(tie('filter'), { minLength: 2, maxLength: 3 }),
        range: fc.constant(range),
      }),
      fc.record({ kind: fc.constant('not' as const), term: tie('filter'), range: fc.constant(range) }),
    ),
  })).filter;
}

const valuePath: fc.Arbitrary<Filter> = fc.record({
  kind: fc.constant('value-path' as const),
  attribute: attribute({ bare: true }),
  filter: tree(leaf()),
  after: fc.oneof(
    fc.constant(undefined),
    fc.record({ sub: name, operator: fc.constant('pr' as const) }),
    fc.record({ sub: name, operator: fc.constantFrom(...operators), value: literal }),
  ),
  range: fc.constant(range),
});
const anyFilter = tree(fc.oneof(leaf(), valuePath));

test('reads back any filter that it prints', () => {
  fc.assert(
    fc.property(anyFilter, (filter) => {
      expect(withoutRanges(parseFilter(printFilter(filter)))).toEqual(withoutRanges(filter));
    }),
  );
});

test('prints by the strict grammar whatever the strict grammar has', () => {
  fc.assert(
    fc.property(tree(leaf()), (filter) => {
      const text = printFilter(filter);
      expect(printFilter(parseFilter(text, { profile: profiles.strict }))).toBe(text);
    }),
  );
});

test('each part of a tree lies within its parent, and alone it reads as itself', () => {
  fc.assert(
    fc.property(anyFilter, (filter) => {
      const text = printFilter(filter);
      for (const part of partsOf(parseFilter(text))) {
        const alone = text.slice(part.range.start, part.range.end);
        expect(withoutRanges(parseFilter(alone))).toEqual(withoutRanges(part));
      }
    }),
  );
});

test('any text is read or refused with invalidFilter at a place within it', () => {
  const piece = fc.constantFrom(
    ' ',
    '(',
    ')',
    '[',
    ']',
    '"',
    '\\',
    '.',
    ':',
    'eq',
    'pr',
    'and',
    'or',
    'not',
    'a',
    '1',
    'true',
    "'",
    '\n',
    '😀',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.array(piece).map((pieces) => pieces.join('')),
      ),
      (text) => {
        try {
          parseFilter(text);
        } catch (error) {
          expect(error).toBeInstanceOf(ScimError);
          const { scimType, position } = error as ScimError;
          expect(scimType).toBe('invalidFilter');
          expect(position.at).toBeGreaterThanOrEqual(0);
          expect(position.at).toBeLessThanOrEqual(text.length);
        }
      },
    ),
  );
});

/* An oracle that shares nothing with the evaluator: each attribute is a row that says how to get at its values. */

type Kind = 'name' | 'exact' | 'insensitive' | 'boolean' | 'instant';
interface Row {
  readonly text: string;
  readonly kind: Kind;
  readonly values: (user: JsonObject) => readonly Json[];
  /** Where pr looks at more than comparisons do. */
  readonly present?: (user: JsonObject) => readonly Json[];
}

function at(path: readonly string[]): (value: Json) => readonly Json[] {
  return (value) => {
    let values: readonly Json[] = [value];
    for (const step of path) {
      values = values
        .flatMap((each) => (Array.isArray(each) ? (each as Json[]) : [each]))
        .flatMap((each) => (isObject(each) && each[step] !== undefined && each[step] !== null ? [each[step]] : []));
    }
    return values.flatMap((each) => (Array.isArray(each) ? (each as Json[]) : [each]));
  };
}

const elementRows: readonly Row[] = [
  { text: 'value', kind: 'insensitive', values: at(['value']) },
  { text: 'TYPE', kind: 'insensitive', values: at(['type']) },
  { text: 'display', kind: 'insensitive', values: at(['display']) },
  {
    text: 'primary',
    kind: 'boolean',
    values: (element) => (element.primary === undefined ? [false] : [element.primary]),
  },
];
const rows: readonly Row[] = [
  { text: 'userName', kind: 'name', values: at(['userName']) },
  { text: 'id', kind: 'exact', values: at(['id']) },
  { text: 'EXTERNALID', kind: 'exact', values: at(['externalId']) },
  { text: 'title', kind: 'insensitive', values: at(['title']) },
  { text: 'name.familyName', kind: 'insensitive', values: at(['name', 'familyName']) },
  { text: `${urns.user}:name.givenName`, kind: 'insensitive', values: at(['name', 'givenName']) },
  { text: 'active', kind: 'boolean', values: at(['active']) },
  {
    text: 'emails',
    kind: 'insensitive',
    values: at(['emails', 'value']),
    present: (user) => at(['emails'])(user).flatMap((each) => Object.values(each as JsonObject)),
  },
  { text: 'emails.type', kind: 'insensitive', values: at(['emails', 'type']) },
  { text: 'meta.created', kind: 'instant', values: at(['meta', 'created']) },
  { text: `${urns.enterpriseUser}:department`, kind: 'insensitive', values: at([urns.enterpriseUser, 'department']) },
  {
    text: `${urns.enterpriseUser}:manager.value`,
    kind: 'exact',
    values: at([urns.enterpriseUser, 'manager', 'value']),
  },
];

type Question =
  | { readonly ask: 'leaf'; readonly row: Row; readonly operator: CompareOperator | 'pr'; readonly value: Literal }
  | { readonly ask: 'and' | 'or'; readonly terms: readonly Question[] }
  | { readonly ask: 'not'; readonly term: Question }
  | { readonly ask: 'element'; readonly term: Question };

function textOf(question: Question): string {
  switch (question.ask) {
    case 'leaf':
      return question.operator === 'pr'
        ? `${question.row.text} pr`
        : `${question.row.text} ${question.operator} ${JSON.stringify(question.value)}`;
    case 'not':
      return `not (${textOf(question.term)})`;
    case 'element':
      return `emails[${textOf(question.term)}]`;
    default:
      return question.terms.map((term) => `(${textOf(term)})`).join(` ${question.ask} `);
  }
}

function answer(question: Question, value: JsonObject): boolean {
  switch (question.ask) {
    case 'and':
      return question.terms.every((term) => answer(term, value));
    case 'or':
      return question.terms.some((term) => answer(term, value));
    case 'not':
      return !answer(question.term, value);
    case 'element':
      return Array.isArray(value.emails) && value.emails.some((each) => answer(question.term, each as JsonObject));
    case 'leaf': {
      const { row, operator, value: wanted } = question;
      const held = row.values(value);
      if (operator === 'pr')
        return (row.present?.(value) ?? held).some((each) => each !== '') && !isAssumed(row, value);
      if (wanted === null) return (operator === 'eq') === (held.length === 0 || isAssumed(row, value));
      const holds = (each: Json): boolean => compare(row.kind, operator === 'ne' ? 'eq' : operator, each, wanted);
      return operator === 'ne' ? !held.some(holds) : held.some(holds);
    }
  }
}

/** primary is assumed false for comparisons, and is not there for pr and null. */
function isAssumed(row: Row, value: JsonObject): boolean {
  return row.text === 'primary' && value.primary === undefined;
}

function compare(kind: Kind, operator: CompareOperator, held: Json, wanted: Literal): boolean {
  const plain = (text: unknown): string => {
    if (kind === 'exact') return String(text);
    return kind === 'name' ? String(text).normalize('NFKC').toLowerCase() : String(text).toLowerCase();
  };
  if (operator === 'co') return plain(held).indexOf(plain(wanted)) >= 0;
  if (operator === 'sw') return plain(held).slice(0, plain(wanted).length) === plain(wanted);
  if (operator === 'ew')
    return (
      plain(held).slice(plain(held).length - plain(wanted).length) === plain(wanted) &&
      plain(held).length >= plain(wanted).length
    );
  if (kind === 'boolean') return held === wanted;
  const order =
    kind === 'instant'
      ? Date.parse(String(held)) - Date.parse(String(wanted))
      : plain(held) < plain(wanted)
        ? -1
        : plain(held) > plain(wanted)
          ? 1
          : 0;
  return { eq: order === 0, gt: order > 0, ge: order >= 0, lt: order < 0, le: order <= 0 }[operator as 'eq'];
}

const word = fc.constantFrom('ada', 'ADA', 'Ad', 'work', 'Work', 'home', 'É', '', 'x');
const instant = fc.constantFrom(
  '2026-01-01T00:00:00Z',
  '2026-01-01T01:00:00+01:00',
  '2026-01-01T00:00:00.001Z',
  '2025-12-31T23:00:00-02:00',
);

function question(table: readonly Row[]): fc.Arbitrary<Question> {
  return fc.constantFrom(...table).chain((row) => {
    const allowed: readonly (CompareOperator | 'pr')[] =
      row.kind === 'boolean' ? ['eq', 'ne', 'pr'] : [...operators, 'pr'];
    const values = row.kind === 'boolean' ? fc.boolean() : row.kind === 'instant' ? instant : word;
    return fc.oneof(
      {
        weight: 9,
        arbitrary: fc.record({
          ask: fc.constant('leaf' as const),
          row: fc.constant(row),
          operator: fc.constantFrom(...allowed),
          value: values,
        }),
      },
      {
        weight: 1,
        arbitrary: fc.record({
          ask: fc.constant('leaf' as const),
          row: fc.constant(row),
          operator: fc.constantFrom('eq' as const, 'ne' as const),
          value: fc.constant(null),
        }),
      },
    );
  });
}

function questions(leaves: fc.Arbitrary<Question>): fc.Arbitrary<Question> {
  return fc.letrec<{ question: Question }>((tie) => ({
    question: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      leaves,
      fc.record({
        ask: fc.constantFrom('and' as const, 'or' as const),
        terms: fc.array(tie('question'), { minLength: 2, maxLength: 3 }),
      }),
      fc.record({ ask: fc.constant('not' as const), term: tie('question') }),
    ),
  })).question;
}

const element = fc.record({ value: word, type: word, display: word, primary: fc.boolean() }, { requiredKeys: [] });
const user: fc.Arbitrary<JsonObject> = fc.record(
  {
    userName: word,
    id: word,
    externalId: word,
    title: word,
    name: fc.record({ familyName: word, givenName: word }, { requiredKeys: [] }),
    active: fc.boolean(),
    emails: fc.array(element, { maxLength: 3 }),
    meta: fc.record({ created: instant }, { requiredKeys: [] }),
    [urns.enterpriseUser]: fc.record({ department: word, manager: fc.record({ value: word }) }, { requiredKeys: [] }),
  },
  { requiredKeys: [] },
);
const anyQuestion = questions(
  fc.oneof(
    { weight: 3, arbitrary: question(rows) },
    {
      weight: 1,
      arbitrary: fc.record({ ask: fc.constant('element' as const), term: questions(question(elementRows)) }),
    },
  ),
);

test('agrees with an oracle that was written apart from it', () => {
  fc.assert(
    fc.property(anyQuestion, user, (asked, resource) => {
      const filter = parseFilter(textOf(asked), { profile: profiles.strict });
      expect(compileFilter(userSchema, filter, { profile: profiles.strict })(resource)).toBe(answer(asked, resource));
    }),
    { numRuns: 2000 },
  );
});

test('whatever matches a filter meets each of its equalities', () => {
  fc.assert(
    fc.property(anyQuestion, user, (asked, resource) => {
      const filter = parseFilter(textOf(asked));
      if (!compileFilter(userSchema, filter)(resource)) return;
      for (const { path, operator, value } of equalities(userSchema, filter)) {
        const alone = parseFilter(`${path} ${operator} ${JSON.stringify(value)}`);
        expect(compileFilter(userSchema, alone)(resource)).toBe(true);
      }
    }),
    { numRuns: 1000 },
  );
});

function withoutRanges(filter: Filter): unknown {
  return JSON.parse(JSON.stringify(filter, (key, value) => (key === 'range' ? undefined : value)));
}

function partsOf(filter: Filter): Filter[] {
  if (filter.kind === 'and' || filter.kind === 'or') return [filter, ...filter.terms.flatMap(partsOf)];
  if (filter.kind === 'not') return [filter, ...partsOf(filter.term)];
  if (filter.kind === 'value-path') return [filter, ...partsOf(filter.filter)];
  return [filter];
}
