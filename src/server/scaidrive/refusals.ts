import { isObject, type JsonObject } from '#scim';
import type { Transaction } from '../store/store.ts';
import { numberIn, rowFrom, textIn } from './row.ts';

/** Refusals that cost their sender nothing: anybody could fill a log with them. */
const countable = new Set(['scim.auth.refused', 'scim.rate.refused']);
/** So many of one kind and one token are told one by one in a minute; those beyond are counted. */
export const toldInMinute = 20;
const minuteMs = 60_000;
const kind = 'refusals';

/** What came in since the first of these refusals. Times are milliseconds since 1970. */
interface Tally {
  readonly since: number;
  readonly told: number;
  readonly untold: number;
  readonly last: number;
  /** Whose token it is; empty when there is none. */
  readonly actor: JsonObject;
}

export interface Refusals {
  /** The events to keep at this moment: counts that are complete, and the one given, unless it is but counted. */
  admit(transaction: Transaction, event: JsonObject): readonly JsonObject[];
  /** Forgets what it knows of the store, after the store was cleared or opened. */
  reload(): void;
}

/** Keeps the log in bounds while somebody is refused over and over: none is lost, but the many become a number. */
export function refusals(): Refusals {
  // Whether there may be counts in the store: asking it at every write would cost the many that are refused nothing.
  let mayCount = true;
  return {
    reload() {
      mayCount = true;
    },
    admit(transaction, event) {
      const at = Date.parse(textIn(event, 'at') ?? '');
      const key = keyOf(event);
      const complete = mayCount ? takeComplete(transaction, at) : [];
      if (mayCount) mayCount = transaction.recordCount(kind) > 0;
      if (key === undefined) return [...complete, event];
      mayCount = true;
      const actor = actorOf(event);
      const tally = tallyFrom(transaction.record(kind, key)) ?? { since: at, told: 0, untold: 0, last: at, actor };
      const isTold = tally.told < toldInMinute;
      const more = isTold ? { told: tally.told + 1 } : { untold: tally.untold + 1, last: at };
      transaction.putRecord(kind, key, { ...tally, ...more });
      return isTold ? [...complete, event] : complete;
    },
  };
}

/** One tally for each token, and one for all who have none: a stranger cannot make more of them. */
function keyOf(event: JsonObject): string | undefined {
  const type = textIn(event, 'type') ?? '';
  return countable.has(type) ? `${type} ${actorOf(event).token ?? ''}` : undefined;
}

function actorOf({ actor }: JsonObject): JsonObject {
  return isObject(actor) ? rowFrom({ token: actor.token, name: actor.name }) : {};
}

/** Ends the tallies whose minute is over. @returns an event for each that left something untold */
function takeComplete(transaction: Transaction, now: number): readonly JsonObject[] {
  return transaction.records(kind).flatMap(([key, row]) => {
    const tally = tallyFrom(row);
    if (tally !== undefined && now - tally.since < minuteMs) return [];
    transaction.putRecord(kind, key, undefined);
    if (tally === undefined || tally.untold === 0) return [];
    return [
      {
        type: key.slice(0, key.indexOf(' ')),
        at: new Date(tally.last).toISOString(),
        actor: tally.actor,
        count: tally.untold,
        since: new Date(tally.since).toISOString(),
        detail: `${tally.untold} more were refused in this minute`,
      },
    ];
  });
}

function tallyFrom(row: unknown): Tally | undefined {
  if (!isObject(row)) return undefined;
  const [since, told, untold, last] = ['since', 'told', 'untold', 'last'].map((name) => numberIn(row, name));
  if (since === undefined || told === undefined || untold === undefined || last === undefined) return undefined;
  return { since, told, untold, last, actor: isObject(row.actor) ? row.actor : {} };
}
