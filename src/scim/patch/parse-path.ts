import { attributeName, isName, printAttributeName } from '../filter/attribute-name.ts';
import { type FilterOptions, parseFilter } from '../filter/parse-filter.ts';
import { printFilter } from '../filter/print-filter.ts';
import { quoted } from '../json.ts';
import { findExtension } from '../schema/find-attribute.ts';
import type { Schema } from '../schema/schema.ts';
import { type FaultPosition, ScimError, scimError } from '../scim-error.ts';
import type { Path } from './path.ts';

/**
 * Parses the path of a PATCH operation. With a schema at hand, a URN that it knows is read as the whole extension.
 * @throws ScimError invalidPath when it is malformed, invalidFilter when what stands in the brackets is
 */
export function parsePath(text: string, schema?: Schema, options: FilterOptions = {}): Path {
  const open = text.indexOf('[');
  const word = open < 0 ? text : text.slice(0, open);
  const attribute = attributeName(word, 0);
  if (attribute === undefined) throw invalidPath(text, 0, 'it must begin with an attribute name');
  if (open < 0) {
    const extension = schema && findExtension(schema, attribute);
    if (extension === undefined) return { attribute, filter: undefined, sub: undefined };
    return { attribute: { ...attribute, urn: text, name: '', sub: undefined }, filter: undefined, sub: undefined };
  }
  if (attribute.sub !== undefined || attribute.name === '') {
    throw invalidPath(text, open, 'brackets follow the name of a complex attribute');
  }
  const close = text.lastIndexOf(']');
  if (close < open) throw invalidPath(text, text.length, 'the bracket is not closed');
  const rest = text.slice(close + 1);
  if (rest !== '' && !(rest.startsWith('.') && isName(rest, 1, rest.length))) {
    throw invalidPath(text, close + 1, 'only a dot and the name of a sub-attribute may follow the bracket');
  }
  return {
    attribute,
    filter: filterWithin(text.slice(0, close + 1), attribute.range.end, options),
    sub: rest === '' ? undefined : rest.slice(1),
  };
}

/** The text of a path; parsing it gives the same path. */
export function printPath({ attribute, filter, sub }: Path): string {
  const brackets = filter === undefined ? '' : `[${printFilter(filter)}]`;
  return `${printAttributeName(attribute)}${brackets}${sub === undefined ? '' : `.${sub}`}`;
}

/** Parses name and brackets as one value path, so that offsets are those of the path. */
function filterWithin(valuePath: string, open: number, options: FilterOptions) {
  const filter = parseFilter(valuePath, options);
  if (filter.kind === 'value-path' && filter.range.end === valuePath.length) return filter.filter;
  const position: FaultPosition = { at: open };
  throw new ScimError(400, 'invalidFilter', `${quoted(valuePath)} is no single value path`, position);
}

function invalidPath(path: string, at: number, why: string) {
  return scimError('invalidPath', `the path ${quoted(path)} is malformed at ${at}: ${why}`, { at });
}
