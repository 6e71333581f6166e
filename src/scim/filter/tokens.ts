import { scimError } from '../scim-error.ts';

export type TokenKind = 'word' | 'string' | '(' | ')' | '[' | ']' | 'end';
/** What stood before a token: nothing, one space, or other white space than the grammar has. */
export type Gap = 'none' | 'space' | 'other';

/** A reader that stands on one token of a filter. Each character is looked at once. */
export interface Tokens {
  readonly text: string;
  kind: TokenKind;
  gap: Gap;
  /** Where the token lies, end exclusive. */
  start: number;
  end: number;
  /** Where the token before it ended. */
  before: number;
  /** The word as written, or the string that a literal stands for. */
  value: string;
}

/** A reader that stands on the first token. */
export function tokensOf(text: string): Tokens {
  const tokens: Tokens = { text, kind: 'end', gap: 'none', start: 0, end: 0, before: 0, value: '' };
  advance(tokens);
  return tokens;
}

/**
 * Steps to the next token; at the end it stays there.
 * @throws ScimError invalidFilter for a string that is not closed or not JSON, and for a single quote
 */
export function advance(tokens: Tokens): void {
  const { text } = tokens;
  const from = tokens.end;
  let at = from;
  while (at < text.length && isSpace(text.charCodeAt(at))) at++;
  tokens.before = from;
  tokens.gap = at === from ? 'none' : at === from + 1 && text.charCodeAt(from) === space ? 'space' : 'other';
  tokens.start = at;
  if (at === text.length) {
    tokens.kind = 'end';
    tokens.end = at;
    return;
  }
  const code = text.charCodeAt(at);
  if (code === quote) {
    readString(tokens, at);
    return;
  }
  const mark = markOf(code);
  if (mark !== undefined) {
    tokens.kind = mark;
    tokens.end = at + 1;
    return;
  }
  if (code === singleQuote) {
    throw scimError('invalidFilter', `a string must be in double quotes, not in single ones, at ${at}`, { at });
  }
  while (at < text.length && !endsWord(text.charCodeAt(at))) at++;
  tokens.kind = 'word';
  tokens.end = at;
  tokens.value = text.slice(tokens.start, at);
}

const space = 0x20;
const quote = 0x22;
const singleQuote = 0x27;
const backslash = 0x5c;

function markOf(code: number): '(' | ')' | '[' | ']' | undefined {
  switch (code) {
    case 0x28:
      return '(';
    case 0x29:
      return ')';
    case 0x5b:
      return '[';
    case 0x5d:
      return ']';
    default:
      return undefined;
  }
}

function isSpace(code: number): boolean {
  return code === space || (code >= 0x09 && code <= 0x0d);
}

function endsWord(code: number): boolean {
  return isSpace(code) || code === quote || markOf(code) !== undefined;
}

function readString(tokens: Tokens, start: number): void {
  const { text } = tokens;
  let escaped = false;
  let at = start + 1;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) break;
    if (code === backslash) {
      escaped = true;
      at++;
    } else if (code < space) {
      throw scimError('invalidFilter', `a string must write the control character at ${at} as an escape`, { at });
    }
  }
  if (at >= text.length) {
    throw scimError('invalidFilter', `the string that begins at ${start} is not closed`, { at: start });
  }
  tokens.kind = 'string';
  tokens.end = at + 1;
  tokens.value = escaped ? unescaped(text.slice(start, at + 1), start) : text.slice(start + 1, at);
}

function unescaped(literal: string, start: number): string {
  try {
    return String(JSON.parse(literal));
  } catch {
    throw scimError('invalidFilter', `the string that begins at ${start} has an escape that JSON does not know`, {
      at: start,
    });
  }
}
