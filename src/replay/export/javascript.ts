import type { Condition, Gift, Scalar, Template } from './case.ts';

/** How a place to fill is written in a language, given its name: `user1`, `pm.collectionVariables.get("user1")`. */
export type Refer = (name: string) => string;

/** JSON is JavaScript, but for two line ends that older readers stumble over. */
export function literal(value: unknown): string {
  return JSON.stringify(value).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
}

/** A template literal that stands for exactly this text. */
export function templateLiteral(template: Template, refer: Refer): string {
  const inside = template.map((part) =>
    typeof part === 'string'
      ? part
          .replace(/[\\`]|\$(?=\{)|\$$/g, '\\$&')
          // What an editor would hide, turn or take for a line end.
          .replace(/[\p{Cc}\u2028\u2029\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]|\p{Cs}/gu, escapedUnit)
      : `\${${refer(part.ref)}}`,
  );
  return `\`${inside.join('')}\``;
}

function escapedUnit(unit: string): string {
  return unit === '\n' ? '\n' : `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/**
 * An expression that is true when the condition holds. It uses `status` (0 without an answer) and `at(path)`.
 * @param of what they are members of, with the dot: `step1.`
 */
export function expression(condition: Condition, refer: Refer, of = ''): string {
  const status = `${of}status`;
  switch (condition.is) {
    case 'status':
      return statusIs(status, condition.status);
    case 'not':
      return `${status} !== 0 && !(${statusIs(status, condition.status)})`;
    case 'success':
      return `${status} >= 200 && ${status} < 400`;
    case 'has':
    case 'lacks':
      return `${condition.is === 'has' ? '' : '!'}${of}at(${literal(condition.at)}).some((value) => ${isValue(condition.value, refer)})`;
    case 'present':
    case 'absent':
      return `${of}at(${literal(condition.at)}).length ${condition.is === 'present' ? '>' : '==='} 0`;
    case 'count':
    case 'other count':
      return `${of}at(${literal([...condition.at, '*'])}).length ${condition.is === 'count' ? '===' : '!=='} ${condition.count}`;
  }
}

function statusIs(status: string, wanted: string): string {
  if (wanted === 'none') return `${status} === 0`;
  return /x/.test(wanted) ? `Math.floor(${status} / 100) === ${wanted.slice(0, 1)}` : `${status} === ${wanted}`;
}

function isValue(scalar: Scalar, refer: Refer): string {
  if ('json' in scalar) return `value === ${literal(scalar.json)}`;
  return `String(value) === ${templateLiteral(scalar.text, refer)}`;
}

/** The function `at`: all that stands at a path of `body`. */
export const atFunction = `const at = (path) => path.reduce((found, name) => found.flatMap((one) =>
  one === null || typeof one !== 'object' ? []
    : name === '*' ? (Array.isArray(one) ? one : [])
    : Object.hasOwn(one, name) ? [one[name]] : []), [body]);`;

/** An expression for a gift; `header(name)` gives a header or something empty. */
export function giftExpression({ from, isLastSegment }: Gift, of = ''): string {
  const value = 'header' in from ? `${of}header(${literal(from.header)})` : `${of}at(${literal(from.body)})[0]`;
  return isLastSegment === true
    ? `String(${value} ?? '').replace(/[?#].*$/, '').replace(/\\/+$/, '').split('/').pop()`
    : value;
}
