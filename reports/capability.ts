import type { CheckRun } from '#run';

/** What a check is about: its folder under suites/ (`patch`, `idp/entra`), or the first word of its id. */
export function capabilityOf({ id, source = '' }: Pick<CheckRun, 'id' | 'source'>): string {
  const folder = /(?:^|[\\/])suites[\\/](.+)[\\/][^\\/]+$/.exec(source)?.[1];
  return folder?.replaceAll('\\', '/') ?? id.split('-')[0] ?? id;
}

/** The checks by capability, in the order in which the run first names each. */
export function byCapability(checks: readonly CheckRun[]): Map<string, CheckRun[]> {
  return Map.groupBy(checks, capabilityOf);
}
