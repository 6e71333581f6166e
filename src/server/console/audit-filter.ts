import type { AuditFilter } from '../scaidrive/audit-log.ts';
import { ByHandError } from '../scaidrive/by-hand.ts';

/**
 * The filter that a query asks for: `event_type`, `actor`, `target`, `from` and `to`, on the page, in exports and in the API.
 * @throws ByHandError 400 for a moment that is none
 */
export function auditFilterFrom(given: (name: string) => string): AuditFilter {
  for (const name of ['from', 'to'] as const) {
    const text = given(name);
    if (text !== '' && Number.isNaN(Date.parse(text))) {
      throw new ByHandError(400, `"${text.slice(0, 60)}" is no time; write it like 2026-01-31T08:00Z.`);
    }
  }
  return {
    eventType: given('event_type'),
    actor: given('actor'),
    target: given('target'),
    from: given('from'),
    to: given('to'),
  };
}
