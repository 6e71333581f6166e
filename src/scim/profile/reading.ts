import type { Profile } from './profile.ts';
import type { Tolerance, ToleranceId } from './tolerances.ts';

/** How a request is read, and the record of the tolerances that it needed. */
export interface Reading {
  readonly profile: Profile;
  readonly source: 'body' | 'patch';
  readonly used: Tolerance[];
  /** The PATCH operation that is being read. */
  operation: number | undefined;
}

export function readingOf(profile: Profile, source: 'body' | 'patch'): Reading {
  return { profile, source, used: [], operation: undefined };
}

/** True when the profile has the tolerance; its use is then on record, once for each place. */
export function tolerates(reading: Reading, id: ToleranceId, attribute?: string): boolean {
  if (!reading.profile.tolerances.has(id)) return false;
  const { operation, used } = reading;
  const last = used.at(-1);
  if (last?.id === id && last.attribute === attribute && last.operation === operation) return true;
  used.push({ id, ...(operation !== undefined && { operation }), ...(attribute !== undefined && { attribute }) });
  return true;
}
