import { quoted } from '../json.ts';
import { type Profile, profiles } from '../profile/profile.ts';
import type { Tolerance } from '../profile/tolerances.ts';
import { scimError } from '../scim-error.ts';
import { attributeName, isName } from './attribute-name.ts';
import type { AttributeName, CompareOperator, Filter, Literal, Range } from './filter.ts';
import { enter, type FilterLimits, isAt, isWord, type State, spacing, tolerate, unexpected } from './parse-state.ts';
import { advance, tokensOf } from './tokens.ts';

export interface FilterOptions {
  /** Lenient unless given. */
  readonly profile?: Profile;
  readonly limits?: Partial<FilterLimits>;
  /** Hears of each tolerance that was used. */
  readonly note?: (use: Tolerance) => void;
}

export const filterLimits: FilterLimits = { maxLength: 2_000_000, maxDepth: 100, maxTerms: 20_000 };
/** The parser calls itself at each level, so no limit may be so high that the stack gives way first. */
const deepest = 400;

/**
 * Parses a filter. Time and memory are linear in its length.
 * @throws ScimError invalidFilter with the offset at which it breaks, or tooMany when it has too many terms
 * @see RFC 7644 §3.4.2.2
 */
export function parseFilter(text: string, options: FilterOptions = {}): Filter {
  const limits = options.limits === undefined ? filterLimits : limitsFrom(options.limits);
  if (text.length > limits.maxLength) {
    throw scimError(
      'invalidFilter',
      `the filter has ${text.length} characters; at most ${limits.maxLength} are accepted`,
    );
  }
  const state: State = {
    tokens: tokensOf(text),
    profile: options.profile ?? profiles.lenient,
    note: options.note ?? (() => undefined),
    limits,
    depth: 0,
    terms: 0,
    inBrackets: false,
  };
  if (isAt(state.tokens, 'end')) throw scimError('invalidFilter', 'the filter is empty', { at: 0 });
  spacing(state, 'none');
  const filter = readOr(state);
  if (!isAt(state.tokens, 'end')) throw unexpected(state, '"and", "or" or the end');
  spacing(state, 'none');
  return filter;
}

function limitsFrom(given: Partial<FilterLimits>): FilterLimits {
  const limits = { ...filterLimits, ...given };
  return { ...limits, maxDepth: Math.min(limits.maxDepth, deepest) };
}

/** Chains of any length are read in a loop; only parentheses and brackets go deeper. */
function readOr(state: State): Filter {
  return readChain(state, 'or', readAnd);
}

function readAnd(state: State): Filter {
  return readChain(state, 'and', readTerm);
}

function readChain(state: State, word: 'and' | 'or', read: (state: State) => Filter): Filter {
  const { start } = state.tokens;
  const first = read(state);
  if (!isWord(state.tokens, word)) return first;
  const terms = [first];
  while (isWord(state.tokens, word)) {
    spacing(state, 'space');
    advance(state.tokens);
    spacing(state, 'space');
    terms.push(read(state));
  }
  return { kind: word, terms, range: { start, end: state.tokens.before } };
}

function readTerm(state: State): Filter {
  const { tokens } = state;
  const { start } = tokens;
  if (isAt(tokens, '(')) return readGroup(state);
  if (!isAt(tokens, 'word')) throw unexpected(state, 'an attribute name, "not" or "("');
  const word = tokens.value;
  const range = { start, end: tokens.end };
  advance(tokens);
  if (isAt(tokens, '(') && word.toLowerCase() === 'not') {
    // The grammar has no space after "not" and the examples have one (erratum 7319): both are right.
    if (tokens.gap === 'other') tolerate(state, 'filter-spaces', 'white space');
    const term = readGroup(state);
    return { kind: 'not', term, range: { start, end: tokens.before } };
  }
  const attribute = attributeName(word, start);
  if (attribute === undefined) {
    throw scimError('invalidFilter', `${quoted(word)} at ${start} is no attribute name`, { at: start });
  }
  if (isAt(tokens, '[')) return readValuePath(state, attribute);
  return readComparison(state, attribute, range);
}

function readGroup(state: State): Filter {
  const { tokens } = state;
  enter(state);
  advance(tokens);
  spacing(state, 'none');
  const filter = readOr(state);
  if (!isAt(tokens, ')')) throw unexpected(state, '"and", "or" or ")"');
  spacing(state, 'none');
  advance(tokens);
  state.depth--;
  return filter;
}

function readValuePath(state: State, attribute: AttributeName): Filter {
  const { tokens } = state;
  if (state.inBrackets) {
    throw scimError('invalidFilter', `brackets within brackets are not supported, at ${tokens.start}`, {
      at: tokens.start,
    });
  }
  if (attribute.sub !== undefined) {
    throw scimError('invalidFilter', `brackets follow a complex attribute, not a sub-attribute, at ${tokens.start}`, {
      at: tokens.start,
    });
  }
  spacing(state, 'none');
  enter(state);
  state.inBrackets = true;
  advance(tokens);
  spacing(state, 'none');
  const filter = readOr(state);
  if (!isAt(tokens, ']')) throw unexpected(state, '"and", "or" or "]"');
  spacing(state, 'none');
  state.inBrackets = false;
  state.depth--;
  advance(tokens);
  const start = attribute.range.start;
  if (!isAt(tokens, 'word') || tokens.gap !== 'none') {
    return { kind: 'value-path', attribute, filter, after: undefined, range: { start, end: tokens.before } };
  }
  if (tokens.value.charCodeAt(0) !== 0x2e || !isName(tokens.value, 1, tokens.value.length)) {
    throw unexpected(state, '"and", "or" or the end');
  }
  tolerate(state, 'value-path-then-name', 'a sub-attribute after the brackets');
  const sub = tokens.value.slice(1);
  advance(tokens);
  const after = { sub, ...readOperation(state) };
  return { kind: 'value-path', attribute, filter, after, range: { start, end: tokens.before } };
}

function readComparison(state: State, attribute: AttributeName, { start }: Range): Filter {
  const operation = readOperation(state);
  const range = { start, end: state.tokens.before };
  if (operation.operator === 'pr') return { kind: 'present', attribute, range };
  return { kind: 'compare', operator: operation.operator, attribute, value: operation.value, range };
}

type Operation = { readonly operator: 'pr' } | { readonly operator: CompareOperator; readonly value: Literal };

/** Reads the operator and what it compares with, and leaves the reader after them. */
function readOperation(state: State): Operation {
  const { tokens } = state;
  if (!isAt(tokens, 'word')) throw unexpected(state, 'an operator');
  const name = operators.has(tokens.value) ? tokens.value : tokens.value.toLowerCase();
  const operator = operators.get(name);
  if (operator === undefined) {
    throw scimError(
      'invalidFilter',
      `${quoted(tokens.value)} at ${tokens.start} is no operator; expected one of ${[...operators.keys()].join(', ')}`,
      { at: tokens.start },
    );
  }
  spacing(state, 'space');
  if (++state.terms > state.limits.maxTerms) {
    throw scimError('tooMany', `the filter has more than ${state.limits.maxTerms} comparisons`, { at: tokens.start });
  }
  advance(tokens);
  if (operator === 'pr') return { operator };
  const value = readLiteral(state);
  advance(tokens);
  return { operator, value };
}

const operators: ReadonlyMap<string, CompareOperator | 'pr'> = new Map(
  (['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le', 'pr'] as const).map((name) => [name, name]),
);
const constants: ReadonlyMap<string, Literal> = new Map<string, Literal>([
  ['true', true],
  ['false', false],
  ['null', null],
]);

function readLiteral(state: State): Literal {
  const { tokens } = state;
  if (!isAt(tokens, 'word') && !isAt(tokens, 'string')) throw unexpected(state, 'a value');
  spacing(state, 'space');
  if (isAt(tokens, 'string')) return tokens.value;
  const word = tokens.value;
  const constant = constants.get(word.toLowerCase());
  if (constant !== undefined) {
    if (!constants.has(word)) tolerate(state, 'literal-case', `${word.toLowerCase()} in other letters`);
    return constant;
  }
  const number = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/.test(word) ? Number(word) : Number.NaN;
  if (Number.isFinite(number)) return number;
  throw scimError(
    'invalidFilter',
    `the value at ${tokens.start} must be a string in double quotes, a number, true, false or null`,
    { at: tokens.start },
  );
}
