import { quoted } from '../json.ts';
import type { Profile } from '../profile/profile.ts';
import type { Tolerance, ToleranceId } from '../profile/tolerances.ts';
import { scimError } from '../scim-error.ts';
import type { Gap, TokenKind, Tokens } from './tokens.ts';

/** How much a filter may ask for; what exceeds the limits is refused before it costs anything. */
export interface FilterLimits {
  /** In UTF-16 units. Above: invalidFilter. */
  readonly maxLength: number;
  /** Parentheses and brackets within each other. Above: invalidFilter. */
  readonly maxDepth: number;
  /** Comparisons. Above: tooMany. */
  readonly maxTerms: number;
}

/** Where a parse stands. Made once, changed as it goes. */
export interface State {
  readonly tokens: Tokens;
  readonly profile: Profile;
  readonly note: (use: Tolerance) => void;
  readonly limits: FilterLimits;
  depth: number;
  terms: number;
  inBrackets: boolean;
}

/** A call, because the compiler would take the kind for settled while `advance` changes it. */
export function isAt({ kind }: Tokens, wanted: TokenKind): boolean {
  return kind === wanted;
}

export function isWord({ kind, value }: Tokens, word: string): boolean {
  return kind === 'word' && value.length === word.length && value.toLowerCase() === word;
}

/** Checks the white space before the current token against what the grammar has there. */
export function spacing(state: State, wanted: Gap): void {
  const { gap, start } = state.tokens;
  if (gap === wanted) return;
  if (gap === 'none') throw scimError('invalidFilter', `a space is missing at ${start}`, { at: start });
  tolerate(state, 'filter-spaces', 'white space');
}

export function tolerate(state: State, id: ToleranceId, what: string): void {
  const { start } = state.tokens;
  if (!state.profile.tolerances.has(id)) {
    throw scimError('invalidFilter', `the grammar of filters does not have ${what} at ${start}`, { at: start });
  }
  state.note({ id });
}

export function enter(state: State): void {
  if (++state.depth > state.limits.maxDepth) {
    const { start } = state.tokens;
    throw scimError('invalidFilter', `the filter is nested deeper than ${state.limits.maxDepth} levels at ${start}`, {
      at: start,
    });
  }
}

export function unexpected({ tokens }: State, expected: string) {
  const { kind, start, end, text } = tokens;
  const found =
    kind === 'end' ? 'the end of the filter' : kind === 'string' ? 'a string' : quoted(text.slice(start, end));
  return scimError('invalidFilter', `expected ${expected} at ${start}, found ${found}`, { at: start });
}
