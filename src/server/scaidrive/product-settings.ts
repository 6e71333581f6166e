import { isObject, type Json } from '#scim';
import type { Rate } from '../limits/rate-limit.ts';
import type { Transaction, View } from '../store/store.ts';

/** What administrators set in the console. */
export interface ProductSettings {
  /** While false, every SCIM request is refused. */
  readonly scimEnabled: boolean;
  /** The console creates and edits no users: the IdP owns them. */
  readonly readOnly: boolean;
  /** Null is no limit; undefined is as the server was started. */
  readonly rateLimit: Rate | null | undefined;
}

const kind = 'setting';
const key = 'scaidrive';

export function readSettings(view: View, initial: ProductSettings): ProductSettings {
  const row = view.record(kind, key);
  if (!isObject(row)) return initial;
  return {
    scimEnabled: typeof row.scimEnabled === 'boolean' ? row.scimEnabled : initial.scimEnabled,
    readOnly: row.readOnly === true,
    rateLimit: rateFrom(row.rateLimit),
  };
}

export function saveSettings(transaction: Transaction, settings: ProductSettings): void {
  const { scimEnabled, readOnly, rateLimit } = settings;
  const rate = rateLimit === undefined ? {} : { rateLimit: rateLimit === null ? null : { ...rateLimit } };
  transaction.putRecord(kind, key, { scimEnabled, readOnly, ...rate });
}

function rateFrom(row: Json | undefined): Rate | null | undefined {
  if (row === null) return null;
  if (!isObject(row) || typeof row.requests !== 'number' || typeof row.perMs !== 'number') return undefined;
  return { requests: row.requests, perMs: row.perMs };
}
