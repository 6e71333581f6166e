import type { Profile } from './profile.ts';
import type { Tolerance, ToleranceId } from './tolerances.ts';

/** How a request is read, and the record of the tolerances that it needed. */
export interface Reading {
  readonly profile: Profile;
  readonly source: 'body' | 'patch';
  readonly used: Tolerance[];
  /** What is on record already, so that a list of a thousand values says it once. */
  readonly seen: Set<string>;
  /** The PATCH operation that is being read. */
  operation: number | undefined;
}

export function readingOf(profile: Profile, source: 'body' | 'patch'): Reading {
  return { profile, source, used: [], seen: new Set(), operation: undefined };
}

/** True when the profile has the tolerance; its use is then on record, once for each place. */
export function tolerates(reading: Reading, id: ToleranceId, attribute?: string): boolean {
  if (!reading.profile.tolerances.has(id)) return false;
  const { operation, used, seen } = reading;
  const key = `${id} ${operation} ${attribute}`;
  if (seen.has(key)) return true;
  seen.add(key);
  const use: { id: ToleranceId; operation?: number; attribute?: string } = { id };
  if (operation !== undefined) use.operation = operation;
  if (attribute !== undefined) use.attribute = attribute;
  used.push(use);
  return true;
}

/** The same for what reports its use of a tolerance by itself. */
export function noteIn(reading: Reading): (use: Tolerance) => void {
  return ({ id, attribute }) => tolerates(reading, id, attribute);
}
