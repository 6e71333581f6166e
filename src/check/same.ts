import { isObject } from '#scim';

/**
 * Where two JSON values differ, as `path: expected …, observed …`; empty when they say the same.
 * null, [] and absence are one thing (RFC 7643 §2.5), and neither members nor values of an array have an order.
 * `ignore` holds paths such as `meta.lastModified`, to which the difference does not matter.
 */
export function differences(expected: unknown, observed: unknown, ignore: readonly string[] = []): readonly string[] {
  return [...compare(expected, observed, '', new Set(ignore))];
}

function* compare(expected: unknown, observed: unknown, path: string, ignore: ReadonlySet<string>): Generator<string> {
  if (ignore.has(path)) return;
  if (isUnassigned(expected) && isUnassigned(observed)) return;
  if (isObject(expected) && isObject(observed)) {
    for (const name of new Set([...Object.keys(expected), ...Object.keys(observed)])) {
      yield* compare(expected[name], observed[name], path === '' ? name : `${path}.${name}`, ignore);
    }
    return;
  }
  if (canonical(expected) !== canonical(observed)) {
    yield `${path === '' ? 'the value' : path}: expected ${brief(expected)}, observed ${brief(observed)}`;
  }
}

/** True for null, an absent value and an empty array. @see RFC 7643 §2.5 */
export function isUnassigned(value: unknown): boolean {
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}

/** A text that is the same for two values that say the same. */
export function canonical(value: unknown): string {
  if (isUnassigned(value)) return 'null';
  if (Array.isArray(value)) return `[${value.map(canonical).sort().join(',')}]`;
  if (isObject(value)) {
    const members = Object.entries(value).filter(([, member]) => !isUnassigned(member));
    return `{${members
      .map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`)
      .sort()
      .join(',')}}`;
  }
  return JSON.stringify(value);
}

/**
 * Whether `kept` says at least what was sent. Letter case of texts is left open, and so are a server's own additions and
 * a primary that it gives to the only value (D73).
 */
export function says(kept: unknown, sent: unknown): boolean {
  if (isUnassigned(sent)) return true;
  if (isObject(sent)) {
    return (
      isObject(kept) &&
      Object.entries(sent).every(([name, value]) => (name === 'primary' && value === false) || says(kept[name], value))
    );
  }
  if (Array.isArray(sent)) return Array.isArray(kept) && sent.every((one) => kept.some((other) => says(other, one)));
  if (typeof sent === 'string' && typeof kept === 'string') return kept.toLowerCase() === sent.toLowerCase();
  return kept === sent || (sent === false && kept === undefined);
}

/** A value as a finding shows it: JSON, cut at 300 characters. */
export function brief(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}
