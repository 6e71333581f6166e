import type { AttributeName } from './filter.ts';

/**
 * Splits `[URN:]name[.sub]`, which begins at `start` in its filter or path; undefined when it is malformed.
 * A URN without a name after it, such as one that ends in `:2.0`, comes back with an empty name.
 * @see RFC 7644 §3.4.2.2 (attrPath), RFC 7643 §2.1; the dollar is from erratum 8924
 */
export function attributeName(text: string, start: number): AttributeName | undefined {
  const range = { start, end: start + text.length };
  const colon = text.lastIndexOf(':');
  const dot = text.indexOf('.', colon + 1);
  const nameEnd = dot < 0 ? text.length : dot;
  if (isName(text, colon + 1, nameEnd) && (dot < 0 || isName(text, dot + 1, text.length))) {
    if (colon === 0) return undefined;
    return {
      urn: colon < 0 ? undefined : text.slice(0, colon),
      name: text.slice(colon + 1, nameEnd),
      sub: dot < 0 ? undefined : text.slice(dot + 1),
      range,
    };
  }
  return bareUrn.test(text) ? { urn: text, name: '', sub: undefined, range } : undefined;
}

const bareUrn = /^urn:\S*:[\w-]+(?:\.[\w-]+)*$/i;

/** The text of a name; a bare URN is the URN alone. */
export function printAttributeName({ urn, name, sub }: AttributeName): string {
  const local = sub === undefined ? name : `${name}.${sub}`;
  if (urn === undefined) return local;
  return name === '' ? urn : `${urn}:${local}`;
}

/** True when the part of the text is a name by the grammar. */
export function isName(text: string, start: number, end: number): boolean {
  if (start >= end) return false;
  const first = text.charCodeAt(start);
  if (!isLetter(first) && first !== dollar) return false;
  for (let at = start + 1; at < end; at++) if (!isNameCharacter(text.charCodeAt(at))) return false;
  return true;
}

const dollar = 0x24;

function isLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
}

function isNameCharacter(code: number): boolean {
  return isLetter(code) || (code >= 0x30 && code <= 0x39) || code === dollar || code === 0x2d || code === 0x5f;
}
