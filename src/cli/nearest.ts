import { closest, distance } from 'fastest-levenshtein';

/** `there is no suite "usrs"; did you mean "users"?`, or a list of a few where nothing comes near. */
export function notThere(kind: string, given: string, known: readonly string[]): string {
  const nearest = closest(given, [...known]);
  const isNear = known.length > 0 && distance(given, nearest) <= Math.max(2, Math.ceil(given.length / 2));
  const hint = isNear ? `did you mean "${nearest}"?` : `known are ${known.slice(0, 12).join(', ')}.`;
  return `there is no ${kind} "${given}"; ${hint}`;
}
