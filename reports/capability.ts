import type { CheckRun } from '#run';

/**
 * What a check is about: what its tag `@row:` says, its folder in suites (`patch`), or the first word of its id. In the
 * suite of an identity provider it is the file, so that all providers stand in one row: `suites/idp/entra/match.spec.ts`
 * is about `match`.
 */
export function capabilityOf({ id, source = '', tags = [] }: Pick<CheckRun, 'id' | 'source' | 'tags'>): string {
  const row = tags.map((tag) => /^@row:(.+)$/.exec(tag)?.[1]).find((name) => name !== undefined);
  if (row !== undefined) return row;
  const inSuites = source.replaceAll('\\', '/').replace(/^.*?(?:^|\/)suites\//, '');
  const ofProvider = /^idp\/[^/]+\/([^/.]+)\./.exec(inSuites)?.[1];
  if (ofProvider !== undefined) return ofProvider;
  const folder = /^(.+)\/[^/]+$/.exec(inSuites)?.[1];
  return folder ?? id.split('-', 1).join('');
}

/** The checks by capability, in the order in which the run first names each. */
export function byCapability(checks: readonly CheckRun[]): Map<string, CheckRun[]> {
  return Map.groupBy(checks, capabilityOf);
}
