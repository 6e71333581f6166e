import { compileElementFilter, type ResourceTest } from '../filter/compile-filter.ts';
import type { Filter } from '../filter/filter.ts';
import { quoted } from '../json.ts';
import { noteIn, type Reading, readingOf, tolerates } from '../profile/reading.ts';
import { attributeNamed, subAttributeNamed } from '../resource/other-names.ts';
import { attributeSetOf, findExtension, type NameQuery } from '../schema/find-attribute.ts';
import { currentUrn } from '../schema/older-urns.ts';
import type { Attribute, AttributeSet, Schema } from '../schema/schema.ts';
import { scimError } from '../scim-error.ts';
import { parsePath } from './parse-path.ts';
import type { Path } from './path.ts';

/** What a path means in a resource type. */
export type Target = { readonly kind: 'set'; readonly set: AttributeSet } | AttributeTarget;

export interface AttributeTarget {
  readonly kind: 'attribute';
  /** At the top level of the resource or of an extension. */
  readonly attribute: Attribute;
  readonly selection: Selection | undefined;
  readonly sub: Attribute | undefined;
}

/** The values that a filter in brackets picks. */
export interface Selection {
  readonly filter: Filter;
  readonly test: ResourceTest;
}

/**
 * Finds what a path means. The last ones are remembered, since a client sends the same few for ever.
 * @throws ScimError invalidPath for a malformed path or an unknown name, invalidFilter for what stands in brackets
 */
export function targetOf(schema: Schema, text: string, reading: Reading): Target {
  const targets = known.get(schema) ?? new Map<string, Target>();
  const found = targets.get(text);
  if (found !== undefined) return found;
  const first = readingOf(reading.profile, reading.source);
  const target = find(schema, text, first);
  for (const { id, attribute } of first.used) tolerates(reading, id, attribute);
  // What needed a tolerance is found anew each time: another profile may refuse it, and its use goes on record.
  if (first.used.length > 0 || text.length > longestKnown) return target;
  if (targets.size >= knownMost) targets.clear();
  targets.set(text, target);
  known.set(schema, targets);
  return target;
}

const known = new WeakMap<Schema, Map<string, Target>>();
const knownMost = 100;
const longestKnown = 200;

function find(schema: Schema, text: string, reading: Reading): Target {
  const note = noteIn(reading);
  const path = parsePath(text, schema, { profile: reading.profile, note });
  const { attribute: name } = path;
  const urn = name.urn === undefined ? undefined : currentUrn(schema, name.urn, reading.profile, note);
  const set = urn === undefined ? undefined : extensionAt(schema, text, { ...name, urn }, reading);
  if (set === schema.base)
    throw scimError('invalidPath', `${quoted(text)} is a schema, not an attribute or an extension`);
  if (set !== undefined) return { kind: 'set', set };
  const within = urn === undefined ? schema.base : attributeSetOf(schema, urn);
  const attribute = within && attributeNamed(within, name.name, reading);
  if (attribute !== undefined) return attributeTarget(text, path, attribute, name.sub ?? path.sub, reading);
  const afterDot =
    name.sub === undefined
      ? undefined
      : attributeSetOf(schema, `${urn}:${name.name}`)?.attributes.get(name.sub.toLowerCase());
  if (afterDot !== undefined && tolerates(reading, 'dotted-urn', afterDot.path)) {
    return attributeTarget(text, path, afterDot, path.sub, reading);
  }
  throw unknown(text);
}

/** The extension that the path is, under the URN that it has now or had before. */
function extensionAt(schema: Schema, text: string, name: NameQuery, reading: Reading): AttributeSet | undefined {
  const current = () => currentUrn(schema, text, reading.profile, noteIn(reading));
  return findExtension(schema, name) ?? attributeSetOf(schema, current());
}

function attributeTarget(
  text: string,
  path: Path,
  attribute: Attribute,
  subName: string | undefined,
  reading: Reading,
): Target {
  const sub = subName === undefined ? undefined : subAttributeOf(attribute, subName, text, reading);
  const selection = path.filter && selectionOf(attribute, path.filter, text, reading);
  return { kind: 'attribute', attribute, selection, sub };
}

function subAttributeOf(attribute: Attribute, name: string, text: string, reading: Reading): Attribute {
  const sub = subAttributeNamed(attribute, name, reading);
  if (sub === undefined) throw unknown(text);
  return sub;
}

function selectionOf(attribute: Attribute, filter: Filter, text: string, reading: Reading): Selection {
  if (attribute.type !== 'complex') {
    throw scimError('invalidPath', `${quoted(text)} has a filter, but ${attribute.path} is not complex`);
  }
  if (!attribute.multiValued && !tolerates(reading, 'single-value-filter', attribute.path)) {
    throw scimError('invalidPath', `${quoted(text)} has a filter, but ${attribute.path} has one value only`);
  }
  const test = compileElementFilter(attribute, filter, { profile: reading.profile, note: noteIn(reading) });
  return { filter, test };
}

function unknown(text: string) {
  return scimError('invalidPath', `the path ${quoted(text)} names nothing that this resource type has`);
}
