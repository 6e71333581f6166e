import { summary } from '../again/differences.ts';
import { namesSeen } from '../recording/names.ts';
import { operationOf } from '../recording/operation-of.ts';
import type { Recording } from '../recording/recording.ts';
import type { ProviderLog } from './read-log.ts';

/** One event, on the wire or in a provider's log. */
export interface Moment {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly from: 'wire' | 'entra' | 'okta';
  readonly says: string;
  readonly isFailure: boolean;
}

/** What went over the wire and what the provider says of it, in one order. Of the same instant, the wire comes first. */
export function timelineOf({ exchanges, base }: Recording, logs: readonly ProviderLog[]): readonly Moment[] {
  const names = namesSeen();
  const wire = exchanges.map((exchange): Moment => {
    names.learn(exchange);
    const says = `${exchange.request.method} ${summary(exchange)}: ${operationOf(exchange, base, names)}`;
    const ms = Date.parse(exchange.startedAt);
    const isFailure = exchange.response === null || exchange.response.status >= 400;
    return { at: Number.isNaN(ms) ? '' : new Date(ms).toISOString(), from: 'wire', says, isFailure };
  });
  const told = logs.flatMap(({ idp, rows }) =>
    rows.map(({ at, action, subject, status, reason, details }): Moment => {
      const why = [reason, ...details].filter((text) => text !== '').join('; ');
      return {
        at,
        from: idp,
        says: `${status}: ${action} ${subject}${why === '' ? '' : ` (${why})`}`,
        isFailure: status === 'Failure',
      };
    }),
  );
  return [...wire, ...told].toSorted((left, right) => Date.parse(left.at) - Date.parse(right.at));
}
