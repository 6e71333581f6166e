import { isList, isObject, type Json, type JsonObject, sameJson } from '#scim';

/** One attribute that a write changed; null is none. */
export interface Difference {
  readonly path: string;
  readonly before: Json;
  readonly after: Json;
}

const passed = new Set(['meta', 'id', 'schemas']);
const longestText = 2000;
const mostElements = 100;

/** What differs between two states of a resource, by attribute; within complex attributes and extensions by theirs. */
export function differences(before: JsonObject, after: JsonObject): readonly Difference[] {
  const found: Difference[] = [];
  for (const name of namesIn(before, after)) if (!passed.has(name)) compare(name, before[name], after[name], found);
  return found;
}

/** The members of either, those of the first before those that only the second has. */
function namesIn(before: JsonObject, after: JsonObject): readonly string[] {
  const names = Object.keys(before);
  if (names.length === 0) return Object.keys(after);
  for (const name of Object.keys(after)) if (!Object.hasOwn(before, name)) names.push(name);
  return names;
}

function compare(path: string, before: Json | undefined, after: Json | undefined, found: Difference[]): void {
  if (sameJson(before, after)) return;
  if (isObject(before) && isObject(after)) {
    const separator = path.includes(':') ? ':' : '.';
    for (const name of namesIn(before, after)) compare(path + separator + name, before[name], after[name], found);
  } else found.push({ path, before: shortened(before ?? null), after: shortened(after ?? null) });
}

/** A log keeps what happened, not photographs. */
function shortened(value: Json): Json {
  if (typeof value === 'string') {
    return value.length <= longestText ? value : `${value.slice(0, longestText)}… (${value.length} characters)`;
  }
  if (isList(value)) {
    const kept = value.slice(0, mostElements).map(shortened);
    return value.length <= mostElements ? kept : [...kept, `… (${value.length} values)`];
  }
  return isObject(value)
    ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, shortened(inner)]))
    : value;
}
