import { ScenarioError } from '#idp';

/** The source side of a mapping row: `[mail]`, `"text"`, or a function over others. */
export type Expression =
  | { readonly attribute: string }
  | { readonly constant: string }
  | { readonly call: string; readonly of: readonly (Expression | undefined)[] };

/** What a function does to its arguments; an empty or missing one is undefined. */
type ExpressionFunction = (of: readonly (string | undefined)[]) => string | undefined;

const functions: Readonly<Record<string, ExpressionFunction>> = {
  Append: ([text, suffix]) => (text === undefined ? undefined : text + (suffix ?? '')),
  Coalesce: (of) => of.find((value) => value !== undefined),
  IIF: ([condition, then, otherwise]) => (condition?.toLowerCase() === 'true' ? then : otherwise),
  Join: ([separator, ...of]) => textOf(of.filter((value) => value !== undefined).join(separator ?? '')),
  Left: ([text, count]) => textOf(text?.slice(0, Number(count))),
  Mid: ([text, start, length]) => textOf(text?.slice(Number(start) - 1, Number(start) - 1 + Number(length))),
  NormalizeDiacritics: ([text]) => text?.normalize('NFD').replace(/\p{Mn}/gu, ''),
  Not: ([value]) => (value === undefined ? undefined : value.toLowerCase() === 'true' ? 'False' : 'True'),
  Right: ([text, count]) => textOf(text?.slice(-Number(count))),
  StripSpaces: ([text]) => text?.replaceAll(' ', ''),
  // Switch(source, default, key, value, …): a source that is none of the keys gives the default.
  Switch: ([source, otherwise, ...pairs]) => {
    for (let index = 0; index + 1 < pairs.length; index += 2) if (pairs[index] === source) return pairs[index + 1];
    return otherwise;
  },
  ToLower: ([text]) => text?.toLowerCase(),
  ToUpper: ([text]) => text?.toUpperCase(),
  Trim: ([text]) => textOf(text?.trim()),
};

/** The value of an expression; undefined when it is empty, and then nothing is sent. */
export function evaluate(expression: Expression, attribute: (name: string) => string | undefined): string | undefined {
  if ('attribute' in expression) return attribute(expression.attribute);
  if ('constant' in expression) return expression.constant;
  const of = expression.of.map((item) => (item === undefined ? undefined : evaluate(item, attribute)));
  return functions[expression.call]?.(of);
}

/**
 * Reads an expression as an administrator types it.
 * @throws ScenarioError with the position of what cannot be read
 */
export function parseExpression(text: string): Expression {
  const { expression, end } = readExpression(text, skipSpace(text, 0));
  if (skipSpace(text, end) < text.length) throw broken(text, end);
  return expression;
}

interface Read {
  readonly expression: Expression;
  readonly end: number;
}

function readExpression(text: string, start: number): Read {
  const rest = text.slice(start);
  const attribute = /^\[([\w.]+)\]/.exec(rest);
  if (attribute !== null) return { expression: { attribute: attribute[1] ?? '' }, end: start + attribute[0].length };
  const constant = /^"((?:[^"\\]|\\.)*)"/.exec(rest);
  if (constant !== null) {
    return { expression: { constant: (constant[1] ?? '').replace(/\\(.)/g, '$1') }, end: start + constant[0].length };
  }
  const number = /^\d+/.exec(rest);
  if (number !== null) return { expression: { constant: number[0] }, end: start + number[0].length };
  const call = /^([A-Za-z]\w*)\s*\(/.exec(rest);
  if (call !== null) return readCall(text, call[1] ?? '', start + call[0].length);
  throw broken(text, start);
}

function readCall(text: string, call: string, start: number): Read {
  if (!Object.hasOwn(functions, call)) {
    const known = Object.keys(functions).join(', ');
    throw new ScenarioError(`The mapping function "${call}" is not simulated; there are ${known}.`);
  }
  const of: (Expression | undefined)[] = [];
  let at = skipSpace(text, start);
  for (;;) {
    if (text[at] === ',' || text[at] === ')') of.push(undefined);
    else {
      const item = readExpression(text, at);
      of.push(item.expression);
      at = skipSpace(text, item.end);
    }
    if (text[at] === ')') return { expression: { call, of }, end: at + 1 };
    if (text[at] !== ',') throw broken(text, at);
    at = skipSpace(text, at + 1);
  }
}

function skipSpace(text: string, start: number): number {
  let at = start;
  while (text[at] === ' ' || text[at] === '\t' || text[at] === '\n') at += 1;
  return at;
}

function broken(text: string, at: number): ScenarioError {
  return new ScenarioError(`The mapping expression ${JSON.stringify(text)} cannot be read from position ${at} on.`);
}

function textOf(value: string | undefined): string | undefined {
  return value === '' ? undefined : value;
}
