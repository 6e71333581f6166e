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

/** The value at a path; undefined when it is missing, null or empty. Attribute names are compared without case. */
export function valueAt(resource: JsonObject, path: TargetPath): Json | undefined {
  const holder = path.urn === undefined ? resource : memberOf(resource, path.urn);
  let value = isObject(holder) ? memberOf(holder, path.attribute) : undefined;
  if (path.filter !== undefined) value = itemOf(value, path.filter);
  if (path.sub !== undefined) value = isObject(value) ? memberOf(value, path.sub) : undefined;
  return value === null || value === '' || (Array.isArray(value) && value.length === 0) ? undefined : value;
}

function itemOf(value: Json | undefined, filter: NonNullable<TargetPath['filter']>): Json | undefined {
  if (!Array.isArray(value)) return undefined;
  return value.find((item) => {
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
