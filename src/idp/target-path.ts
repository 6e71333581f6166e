import { isObject, type Json, type JsonObject } from '#scim';

/**
 * Where a mapped value lives in a resource: `title`, `name.familyName`, `emails[type eq "work"].value`, or an
 * extension's `urn:…:User:department`. Only what identity providers' mappings use; no general SCIM path.
 */
export interface TargetPath {
  readonly text: string;
  /** The extension's URN; absent for the core schema. */
  readonly urn?: string;
  readonly attribute: string;
  readonly filter?: { readonly attribute: string; readonly value: string };
  readonly sub?: string;
}

const pathPattern = /^(?:(urn:.+):)?([^:.[\]]+)(?:\[(\w+) eq "([^"]*)"\])?(?:\.([\w$]+))?$/;
const parsed = new Map<string, TargetPath>();

/** Reads a path; undefined when it has another form. */
export function targetPath(text: string): TargetPath | undefined {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const match = pathPattern.exec(text);
  if (match === null) return undefined;
  const [, urn, attribute = '', filterAttribute, filterValue, sub] = match;
  const path: TargetPath = {
    text,
    ...(urn === undefined ? {} : { urn }),
    attribute,
    ...(filterAttribute === undefined ? {} : { filter: { attribute: filterAttribute, value: filterValue ?? '' } }),
    ...(sub === undefined ? {} : { sub }),
  };
  parsed.set(text, path);
  return path;
}

/** The value at a path, in the first element that the filter finds; undefined when it is missing, null or empty. Names are compared without case. */
export function valueAt(resource: JsonObject, path: TargetPath): Json | undefined {
  return valuesOf(holdersOf(resource, path).slice(0, 1), path)[0];
}

/** The values at a path: in all elements that the filter finds, in whatever order they stand. */
export function valuesAt(resource: JsonObject, path: TargetPath): readonly Json[] {
  return valuesOf(holdersOf(resource, path), path);
}

function holdersOf(resource: JsonObject, { urn, attribute, filter }: TargetPath): readonly Json[] {
  const object = urn === undefined ? resource : memberOf(resource, urn);
  const value = isObject(object) ? memberOf(object, attribute) : undefined;
  if (value === undefined) return [];
  return filter === undefined ? [value] : itemsOf(value, filter);
}

function valuesOf(holders: readonly Json[], { sub }: TargetPath): readonly Json[] {
  return holders.flatMap((holder) => {
    const value = sub === undefined ? holder : isObject(holder) ? memberOf(holder, sub) : undefined;
    return value === undefined || isNothing(value) ? [] : [value];
  });
}

function isNothing(value: Json): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

function itemsOf(value: Json, filter: NonNullable<TargetPath['filter']>): readonly Json[] {
  if (!Array.isArray(value)) return [];
  return value.filter((item) => {
    const held = isObject(item) ? memberOf(item, filter.attribute) : undefined;
    return held !== undefined && String(held).toLowerCase() === filter.value.toLowerCase();
  });
}

function memberOf(object: JsonObject, name: string): Json | undefined {
  if (Object.hasOwn(object, name)) return object[name];
  const wanted = name.toLowerCase();
  for (const [key, value] of Object.entries(object)) if (key.toLowerCase() === wanted) return value;
  return undefined;
}
