import { closest, distance } from 'fastest-levenshtein';

/** `there is no suite "usrs"; did you mean "users"?`, or a list of a few where nothing comes near. */
export function notThere(kind: string, given: string, known: readonly string[]): string {
  const nearest = nearestOf(given, known);
  const hint = nearest !== undefined ? `did you mean "${nearest}"?` : `known are ${known.slice(0, 12).join(', ')}.`;
  return `there is no ${kind} "${given}"; ${hint}`;
}

/** The known name that was probably meant; undefined when none is near. */
export function nearestOf(given: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined;
  const nearest = closest(given, [...known]);
  return distance(given, nearest) <= Math.max(2, Math.ceil(given.length / 2)) ? nearest : undefined;
}
