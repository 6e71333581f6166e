import { type Json, kindOf, quoted } from '../json.ts';
import { type Reading, tolerates } from '../profile/reading.ts';
import type { AttributeType } from '../schema/definition.ts';
import type { Attribute } from '../schema/schema.ts';
import { type ScimError, scimError } from '../scim-error.ts';
import { instantOf } from '../text/instant.ts';
import { urns } from '../urns.ts';
import { certificatesIn } from './certificates.ts';

type SimpleType = Exclude<AttributeType, 'complex'>;

/**
 * Reads one value of a simple attribute.
 * @throws ScimError invalidValue when it has another type or form than the attribute
 * @see RFC 7643 §2.3
 */
export function readSimple(attribute: Attribute, json: Json, reading: Reading): Json {
  const { type } = attribute;
  if (type === 'complex') throw wrongType(attribute, 'an object', json);
  return readers[type](attribute, json, reading);
}

/** The refusal of a value. A string is shown, unless it is a secret. */
export function wrongType(attribute: Attribute, expected: string, given: Json): ScimError {
  const shown = typeof given === 'string' && attribute.returned !== 'never' ? quoted(given) : kindOf(given);
  return scimError('invalidValue', `${attribute.path} must be ${expected}, not ${shown}`, {
    attribute: attribute.path,
  });
}

const readers: { readonly [type in SimpleType]: (attribute: Attribute, json: Json, reading: Reading) => Json } = {
  string: readText,
  boolean(attribute, json, reading) {
    if (typeof json === 'boolean') return json;
    const word = typeof json === 'string' ? json.toLowerCase() : '';
    if ((word === 'true' || word === 'false') && tolerates(reading, 'text-boolean', attribute.path)) {
      return word === 'true';
    }
    throw wrongType(attribute, 'true or false', json);
  },
  integer(attribute, json) {
    // A larger one would be kept as another number than was sent.
    if (typeof json === 'number' && Number.isSafeInteger(json)) return json;
    const expected = 'an integer from -(2^53 - 1) to 2^53 - 1';
    throw wrongType(attribute, expected, typeof json === 'number' ? String(json) : json);
  },
  decimal(attribute, json) {
    if (typeof json === 'number' && Number.isFinite(json)) return json;
    throw wrongType(attribute, 'a number', json);
  },
  dateTime(attribute, json) {
    if (typeof json === 'string' && instantOf(json) !== undefined) return json;
    throw wrongType(attribute, 'a dateTime such as "2026-05-13T04:42:34Z"', json);
  },
  reference(attribute, json, reading) {
    const isWrong = typeof json === 'string' && reading.profile.checksFormats && !uri.test(json);
    if (typeof json !== 'string' || isWrong) throw wrongType(attribute, 'a string that holds a URI', json);
    return nonEmpty(attribute, json);
  },
  binary(attribute, json) {
    if (typeof json !== 'string' || !isBase64(json)) throw wrongType(attribute, 'binary data in base64', json);
    if (attribute.path === 'x509Certificates.value' && certificatesIn(json) > 1) {
      throw wrongType(attribute, 'one certificate', json);
    }
    return json;
  },
};

/** No more than that none of its characters is one that no URI has. @see RFC 3986 §2 */
const uri = /^[^\s<>"{}|\\^`]*$/;

function readText(attribute: Attribute, json: Json, reading: Reading): string {
  if (typeof json !== 'string') throw wrongType(attribute, 'a string', json);
  const text = nonEmpty(attribute, json);
  if (attribute.folding === 'name' && forbidden.test(text)) {
    throw scimError('invalidValue', `${attribute.path} holds a character that names must not have`, {
      attribute: attribute.path,
    });
  }
  const rule = textRules.get(attribute.path);
  if (rule === undefined || rule.urn !== attribute.urn) return text;
  if (reading.profile.checksFormats && rule.format !== undefined && !rule.format.test(text)) {
    throw wrongType(attribute, rule.expected, text);
  }
  return rule.canonical?.(text) ?? text;
}

/** A name of nothing but spaces is none: no user name can be one (RFC 8265 §3.1). */
function nonEmpty(attribute: Attribute, text: string): string {
  if (!attribute.required || (attribute.folding === 'name' ? text.trim() : text) !== '') return text;
  throw scimError('invalidValue', `${attribute.path} is required, so it must not be empty`, {
    attribute: attribute.path,
  });
}

/** Controls, format characters, surrogates, private use, unassigned, line and paragraph separators (dispute D44). */
const forbidden = /[\p{C}\p{Zl}\p{Zp}]/u;

interface TextRule {
  readonly urn: string;
  /** Checked when the profile says so (dispute D72). */
  readonly format?: RegExp;
  readonly expected: string;
  /** The form in which it is stored, where that is another than was sent (dispute D73). */
  readonly canonical?: (text: string) => string;
}

/** What the text of the RFC asks of strings that its schemas only call strings, by path. */
const textRules: ReadonlyMap<string, TextRule> = new Map<string, TextRule>([
  ['emails.value', { urn: urns.user, expected: 'an e-mail address', canonical: lowerDomain }],
  ['addresses.country', { urn: urns.user, expected: 'a country code of two letters', format: /^[A-Za-z]{2}$/ }],
]);

function lowerDomain(address: string): string {
  const at = address.lastIndexOf('@');
  return at < 0 ? address : address.slice(0, at) + address.slice(at).toLowerCase();
}

/** Either alphabet of RFC 4648; the padding may be missing (RFC 7643 §2.3.6). */
function isBase64(text: string): boolean {
  const data = text.replace(/={1,2}$/, '');
  const isPadded = data.length !== text.length;
  return (
    (/^[A-Za-z0-9+/]*$/.test(data) || /^[A-Za-z0-9_-]*$/.test(data)) &&
    data.length % 4 !== 1 &&
    (!isPadded || text.length % 4 === 0)
  );
}
