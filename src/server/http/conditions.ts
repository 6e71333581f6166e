import { statusError } from '#scim';
import type { Call } from './call.ts';

/** The entity tag of a version: weak, because derived values may differ under the same version. */
export function etagOf(version: number): string {
  return `W/"${version}"`;
}

/**
 * Judges If-Match and If-None-Match by weak comparison.
 * @returns 'unmodified' if a GET is to be answered 304, else undefined
 * @throws ScimError 412 if the condition of a write, or an If-Match of a read, does not hold
 */
export function conditionOf(call: Call, version: number): 'unmodified' | undefined {
  const ifMatch = call.header('if-match');
  if (ifMatch !== undefined && !holds(ifMatch, version)) {
    throw statusError(412, `the resource is at version ${etagOf(version)}, which If-Match does not name`);
  }
  const ifNoneMatch = call.header('if-none-match');
  if (ifNoneMatch === undefined || !holds(ifNoneMatch, version)) return undefined;
  if (call.method === 'GET' || call.method === 'HEAD') return 'unmodified';
  throw statusError(412, `the resource is at version ${etagOf(version)}, which If-None-Match excludes`);
}

/** The same for the `version` of a bulk operation. @throws ScimError 412 */
export function requireVersion(wanted: string): (version: number) => void {
  return (version) => {
    if (!holds(wanted, version)) throw statusError(412, `the resource is at version ${etagOf(version)}, not ${wanted}`);
  };
}

function holds(condition: string, version: number): boolean {
  const current = `"${version}"`;
  return condition.split(',').some((part) => {
    const tag = part.trim();
    return tag === '*' || tag.replace(/^W\//, '') === current;
  });
}
