import { isList, isObject, type Json } from '#scim';

/** The place of a member or an element in JSON. */
export type Place = readonly (string | number)[];

/** Every member and element that stands so deep, the outermost being 1. */
export function placesAt(json: Json, depth: number, above: Place = []): readonly Place[] {
  const inner = childrenOf(json);
  if (depth === 1) return inner.map(([name]) => [...above, name]);
  return inner.flatMap(([name, value]) => placesAt(value, depth - 1, [...above, name]));
}

/** How deep members and elements stand. */
export function depthOf(json: Json): number {
  const inner = childrenOf(json);
  return inner.length === 0 ? 0 : 1 + Math.max(...inner.map(([, value]) => depthOf(value)));
}

/** The JSON without what stands at these places. */
export function without(json: Json, places: readonly Place[]): Json {
  const gone = new Set(places.map((place) => JSON.stringify(place)));
  const copy = (value: Json, at: Place): Json => {
    const stays = ([name]: readonly [string | number, Json]): boolean => !gone.has(JSON.stringify([...at, name]));
    if (isList(value))
      return childrenOf(value)
        .filter(stays)
        .map(([name, inner]) => copy(inner, [...at, name]));
    if (!isObject(value)) return value;
    return Object.fromEntries(
      childrenOf(value)
        .filter(stays)
        .map(([name, inner]) => [name, copy(inner, [...at, name])]),
    );
  };
  return copy(json, []);
}

function childrenOf(json: Json): readonly (readonly [string | number, Json])[] {
  if (isList(json)) return json.map((element, index) => [index, element] as const);
  return isObject(json) ? Object.entries(json) : [];
}
