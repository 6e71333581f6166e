import { attributeName } from '../filter/attribute-name.ts';
import type { AttributeName } from '../filter/filter.ts';
import { isList, isObject, type Json, type JsonObject, own } from '../json.ts';
import { findAttribute, findExtension } from '../schema/find-attribute.ts';
import type { Attribute, AttributeSet, Schema } from '../schema/schema.ts';
import { scimError } from '../scim-error.ts';

/** Which attributes an answer shows: these only, or all but these. */
export interface Projection {
  readonly mode: 'only' | 'without';
  readonly names: readonly AttributeName[];
}

/**
 * Reads the parameters `attributes` and `excludedAttributes`: names with commas between them, or the list of a
 * SearchRequest. What is no name is left out, as unknown names are (dispute D16); empty is as good as absent.
 * @throws ScimError invalidValue when both are given
 * @see RFC 7644 §3.9
 */
export function parseProjection(
  attributes: string | readonly string[] | undefined,
  excludedAttributes: string | readonly string[] | undefined,
): Projection | undefined {
  const only = namesIn(attributes);
  const without = namesIn(excludedAttributes);
  if (only.length > 0 && without.length > 0) {
    throw scimError('invalidValue', 'one request can have "attributes" or "excludedAttributes", not both');
  }
  if (only.length > 0) return { mode: 'only', names: parsed(only) };
  return without.length > 0 ? { mode: 'without', names: parsed(without) } : undefined;
}

function namesIn(given: string | readonly string[] | undefined): readonly string[] {
  if (given === undefined) return [];
  return (typeof given === 'string' ? [given] : given)
    .flatMap((text) => text.split(','))
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

function parsed(names: readonly string[]): readonly AttributeName[] {
  return names.map((name) => attributeName(name, 0)).filter((name) => name !== undefined);
}

export interface ProjectOptions {
  /** Paths of attributes that the request wrote: those with `returned` request are shown (dispute D67). */
  readonly requested?: ReadonlySet<string>;
}

/** The resource as an answer shows it; the resource itself when nothing is left out. */
export function project(
  schema: Schema,
  resource: JsonObject,
  projection: Projection | undefined,
  options: ProjectOptions = {},
): JsonObject {
  return projector(schema, projection, options)(resource);
}

/**
 * The same, made once for many resources.
 * `schemas` and what is returned always stay, what is returned never is never there.
 * @see RFC 7643 §7 (returned), RFC 7644 §3.9, disputes D23, D38
 */
export function projector(
  schema: Schema,
  projection: Projection | undefined,
  { requested = new Set() }: ProjectOptions = {},
): (resource: JsonObject) => JsonObject {
  const choice = choiceOf(schema, projection);
  const shows = (attribute: Attribute): Shown => shownOf(attribute, choice, requested);
  const base = partsToChange(schema.base, shows);
  const extensions = [...schema.extensions.values()].map((set) => ({ set, parts: partsToChange(set, shows) }));
  return (resource) => {
    let changes = projected(resource, base);
    for (const { set, parts } of extensions) {
      const held = own(resource, set.urn);
      if (!isObject(held) || parts.length === 0) continue;
      const shown = applied(held, projected(held, parts));
      if (shown !== held) changes = { ...changes, [set.urn]: Object.keys(shown).length === 0 ? undefined : shown };
    }
    return applied(resource, changes);
  };
}

/** Named as a whole, or through some of its parts. */
interface Choice {
  readonly mode: 'only' | 'without' | 'default';
  readonly whole: ReadonlySet<Attribute>;
  readonly parents: ReadonlySet<Attribute>;
}

function choiceOf(schema: Schema, projection: Projection | undefined): Choice {
  const whole = new Set<Attribute>();
  const parents = new Set<Attribute>();
  for (const name of projection?.names ?? []) {
    const set = findExtension(schema, name);
    const attribute = set === undefined ? findAttribute(schema, name) : undefined;
    for (const each of set?.attributes.values() ?? []) whole.add(each);
    if (attribute === undefined) continue;
    whole.add(attribute);
    if (attribute.parent !== undefined) parents.add(attribute.parent);
  }
  return { mode: projection?.mode ?? 'default', whole, parents };
}

type Shown = 'whole' | 'parts' | 'no';

function shownOf(attribute: Attribute, choice: Choice, requested: ReadonlySet<string>): Shown {
  const { mode, whole, parents } = choice;
  const { parent } = attribute;
  const parentNamed = parent !== undefined && (whole.has(parent) || (!parents.has(parent) && isAlwaysWhole(parent)));
  const named = whole.has(attribute) || (parentNamed && attribute.returned !== 'request');
  if (attribute.returned === 'never') return 'no';
  if (attribute.returned === 'always') return mode === 'only' && !named ? 'parts' : 'whole';
  if (mode === 'only') {
    if (named) return 'whole';
    return parents.has(attribute) ? 'parts' : 'no';
  }
  if (mode === 'without' && whole.has(attribute)) return 'no';
  if (attribute.returned === 'request') return requested.has(attribute.path) ? 'whole' : 'no';
  return 'whole';
}

/** A complex attribute that is always returned, and none of its parts by itself: there must be something of it to see. */
function isAlwaysWhole({ returned, subAttributes }: Attribute): boolean {
  return returned === 'always' && [...subAttributes.values()].every((sub) => sub.returned !== 'always');
}

/** An attribute that must be looked at in each resource: left out, or shown in part. */
interface Part {
  readonly name: string;
  /** Undefined leaves it out; else what to do within it. */
  readonly within: readonly Part[] | undefined;
}

function partsToChange(set: AttributeSet, shows: (attribute: Attribute) => Shown): readonly Part[] {
  return [...set.attributes.values()].flatMap((attribute) => partOf(attribute, shows));
}

function partOf(attribute: Attribute, shows: (attribute: Attribute) => Shown): readonly Part[] {
  if (shows(attribute) === 'no') return [{ name: attribute.name, within: undefined }];
  const within = [...attribute.subAttributes.values()].flatMap((sub) => partOf(sub, shows));
  return within.length === 0 ? [] : [{ name: attribute.name, within }];
}

type Changes = { readonly [name: string]: Json | undefined };

function projected(object: JsonObject, parts: readonly Part[]): Changes | undefined {
  let changes: { [name: string]: Json | undefined } | undefined;
  for (const { name, within } of parts) {
    const held = own(object, name);
    if (held === undefined) continue;
    const shown = within === undefined ? undefined : valueWithin(held, within);
    if (shown === held) continue;
    changes ??= {};
    changes[name] = shown;
  }
  return changes;
}

function valueWithin(held: Json, parts: readonly Part[]): Json | undefined {
  if (isList(held)) {
    const values = held.map((element) => valueWithin(element, parts)).filter((element) => element !== undefined);
    return values.length === 0 ? undefined : values;
  }
  if (!isObject(held)) return held;
  const shown = applied(held, projected(held, parts));
  return Object.keys(shown).length === 0 ? undefined : shown;
}

function applied(object: JsonObject, changes: Changes | undefined): JsonObject {
  if (changes === undefined) return object;
  const result: { [name: string]: Json } = {};
  for (const name of Object.keys(object)) {
    const value = Object.hasOwn(changes, name) ? changes[name] : object[name];
    if (value !== undefined) result[name] = value;
  }
  return result;
}
