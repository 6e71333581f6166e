import type { Level } from './requirement.ts';

/** What a broken requirement of a level comes to; the one place that says so. */
const verdictOfLevel = {
  MUST: 'violation',
  'MUST NOT': 'violation',
  DEFINES: 'violation',
  SHOULD: 'warning',
  'SHOULD NOT': 'warning',
  MAY: 'info',
} as const satisfies Record<Level, 'violation' | 'warning' | 'info'>;

/** The verdict of a finding against a requirement of this level, where no dispute allows more. */
export function verdictOf(level: Level): 'violation' | 'warning' | 'info' {
  return verdictOfLevel[level];
}
