import { cut, inert } from '../inert.ts';
import { escaped, type Markup, markup } from './markup.ts';

/**
 * A body for reading. JSON is broken into lines token by token and never parsed and printed again: what a target sent
 * twice, or as 1.0, stays so. Anything else is shown as it is.
 * @param limit characters of the body that are shown
 * @param pointer JSON pointer to the part to mark
 */
export function bodyMarkup(body: string, limit: number, pointer?: string): Markup {
  const shown = body.slice(0, limit);
  if (!/^\s*[{[]/.test(shown) || (body.length <= limit && !isJson(body))) return markup`${cut(body, limit)}`;
  const note = body.length > limit ? `\n… (cut: ${body.length - limit} more characters)` : '';
  return { html: linesOf(shown, pointer) + note };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

interface Level {
  readonly isObject: boolean;
  readonly pointer: string;
  key: string;
  index: number;
  isEmpty: boolean;
  expectsKey: boolean;
}

function linesOf(text: string, pointer: string | undefined): string {
  const levels: Level[] = [];
  let html = '';
  let marked = -1;
  const newline = (): string => `\n${'  '.repeat(levels.length)}`;
  const here = (): string => {
    const level = levels.at(-1);
    return level === undefined ? '' : `${level.pointer}/${level.isObject ? escapedKey(level.key) : level.index}`;
  };
  const begin = (): void => {
    const level = levels.at(-1);
    if (level !== undefined && !level.isObject) {
      html += newline();
      level.isEmpty = false;
    }
    if (pointer !== undefined && marked === -1 && here() === pointer) {
      marked = levels.length;
      html += '<mark>';
    }
  };
  const end = (): void => {
    if (marked === levels.length) {
      html += '</mark>';
      marked = -2;
    }
  };
  for (const token of tokensOf(text)) {
    const level = levels.at(-1);
    if (token === '{' || token === '[') {
      begin();
      levels.push({
        isObject: token === '{',
        pointer: here(),
        key: '',
        index: 0,
        isEmpty: true,
        expectsKey: token === '{',
      });
      html += token;
    } else if (token === '}' || token === ']') {
      levels.pop();
      html += level === undefined || level.isEmpty ? token : newline() + token;
      end();
    } else if (token === ',') {
      html += token;
      if (level !== undefined) {
        level.index += 1;
        level.expectsKey = level.isObject;
      }
    } else if (token === ':') html += ': ';
    else if (level?.isObject === true && level.expectsKey) {
      level.key = keyOf(token);
      level.expectsKey = false;
      level.isEmpty = false;
      html += `${newline()}<b>${escaped(inert(token))}</b>`;
    } else {
      begin();
      html += token.startsWith('"') ? escaped(inert(token)) : `<i>${escaped(inert(token))}</i>`;
      end();
    }
  }
  return marked >= 0 ? `${html}</mark>` : html;
}

/** Strings, marks and words; blanks between them are dropped. A string that was cut ends with the text. */
function* tokensOf(text: string): Generator<string> {
  for (let at = 0; at < text.length; ) {
    const end = tokenEnd(text, at);
    const token = text.slice(at, end);
    if (token.trim() !== '') yield token;
    at = end;
  }
}

function tokenEnd(text: string, start: number): number {
  const first = text[start] ?? '';
  let at = start + 1;
  if (first === '"') {
    for (; at < text.length && text[at] !== '"'; at += 1) if (text[at] === '\\') at += 1;
    return Math.min(at + 1, text.length);
  }
  if ('{}[],:'.includes(first)) return at;
  while (at < text.length && !'{}[],:" \n\r\t'.includes(text[at] ?? '')) at += 1;
  return at;
}

function keyOf(token: string): string {
  try {
    const key: unknown = JSON.parse(token);
    return typeof key === 'string' ? key : token;
  } catch {
    return token;
  }
}

function escapedKey(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
