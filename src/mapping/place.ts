import { type Filter, isList, isObject, type Json, type JsonObject, parsePath } from '#scim';

/** A place in a resource, from a path such as `name.givenName`, `emails[type eq "work"].value`, `urn:…:User:role`. */
export interface Place {
  /** As written. */
  readonly path: string;
  readonly urn: string | undefined;
  readonly name: string;
  readonly sub: string | undefined;
  /** What the brackets ask of an element; undefined without brackets. */
  readonly criteria: JsonObject | undefined;
}

/** @throws ScimError for what is no path; RangeError for brackets that hold more than comparisons with eq and `and` */
export function placeOf(path: string): Place {
  const { attribute, filter, sub } = parsePath(path);
  return {
    path,
    urn: attribute.urn,
    name: attribute.name,
    sub: attribute.sub ?? sub,
    criteria: filter === undefined ? undefined : criteriaOf(filter),
  };
}

/** Every value at a place that is a text, a number or a boolean, in order. */
export function valuesAt(resource: JsonObject, { urn, name, sub, criteria }: Place): readonly Json[] {
  const container = urn === undefined ? resource : memberOf(resource, urn);
  const value = isObject(container) ? memberOf(container, name) : undefined;
  const elements = isList(value) ? value : value === undefined ? [] : [value];
  const chosen = criteria === undefined ? elements : elements.filter((element) => meets(element, criteria));
  const parts =
    sub === undefined ? chosen : chosen.map((element) => (isObject(element) ? memberOf(element, sub) : null));
  return parts.filter(isPlain);
}

/**
 * The resource with these values at a place, which nobody else's value leaves. No value at all takes away what stood
 * there. `isList` says that the attribute has elements.
 */
export function withValues(
  resource: JsonObject,
  { urn, name, sub, criteria }: Place,
  values: readonly Json[],
  hasElements: boolean,
): JsonObject {
  if (urn !== undefined) {
    const held = resource[urn];
    const inner = withValues(
      isObject(held) ? held : {},
      { path: name, urn: undefined, name, sub, criteria },
      values,
      hasElements,
    );
    return replaced(resource, urn, Object.keys(inner).length === 0 ? undefined : inner);
  }
  const before = resource[name];
  if (!hasElements) {
    const [value] = values;
    if (sub === undefined) return replaced(resource, name, value);
    const inner = replaced(isObject(before) ? before : {}, sub, value);
    return replaced(resource, name, Object.keys(inner).length === 0 ? undefined : inner);
  }
  const others = isList(before) && criteria !== undefined ? before.filter((each) => !meets(each, criteria)) : [];
  const kept = criteria === undefined && isList(before) && values.length === 1 ? before : others;
  const made = values.map((value) => (sub === undefined ? value : { ...criteria, [sub]: value }));
  const all = [...kept, ...made];
  return replaced(resource, name, all.length === 0 ? undefined : all);
}

function replaced(object: JsonObject, name: string, value: Json | undefined): JsonObject {
  const { [name]: _, ...rest } = object;
  return value === undefined ? rest : { ...rest, [name]: value };
}

/** A member by its name in any letter case. */
export function memberOf(object: JsonObject, name: string): Json | undefined {
  const key = Object.keys(object).find((each) => each.toLowerCase() === name.toLowerCase());
  return key === undefined ? undefined : object[key];
}

function meets(element: Json, criteria: JsonObject): boolean {
  if (!isObject(element)) return false;
  return Object.entries(criteria).every(([name, wanted]) => folded(memberOf(element, name)) === folded(wanted));
}

function folded(value: Json | undefined): unknown {
  return typeof value === 'string' ? value.toLowerCase() : value;
}

function isPlain(value: Json | undefined): value is string | number | boolean {
  return typeof value === 'number' || typeof value === 'boolean' || (typeof value === 'string' && value !== '');
}

function criteriaOf(filter: Filter): JsonObject {
  if (filter.kind === 'compare' && filter.operator === 'eq') return { [filter.attribute.name]: filter.value };
  if (filter.kind === 'and') return Object.assign({}, ...filter.terms.map(criteriaOf));
  throw new RangeError('its brackets may hold comparisons with eq, joined by and, for others tell no value to create');
}
