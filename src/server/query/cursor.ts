import { isObject, type JsonObject, scimError } from '#scim';
import { base64url, fromBase64url } from '../auth/base64url.ts';
import { hexOf } from '../auth/digest.ts';
import type { Settings } from '../settings.ts';
import type { Transaction, View } from '../store/store.ts';

/**
 * Where a page ended: after the entry numbered `seq`. In a sorted list it is after the place where `last` sorts, or
 * after the first `seq` resources where no short text says what the last one was sorted by.
 */
export interface Place {
  readonly seq: number;
  readonly last?: JsonObject | undefined;
}

/**
 * Writes a cursor that needs no memory here: the place, the page size and the end of its life, signed together with
 * the query, so that none of them can be changed. All its characters are unreserved in URLs.
 * @see RFC 9865 §2
 */
export async function cursorTo(settings: Settings, query: string, count: number, place: Place): Promise<string> {
  const expires = Math.floor(settings.now() / 1000) + settings.cursorTimeoutS;
  const payload = base64url(new TextEncoder().encode(JSON.stringify([expires, count, place.seq, place.last ?? null])));
  return `${payload}.${await sign(settings, payload, query)}`;
}

/** @throws ScimError invalidCursor, expiredCursor or invalidCount */
export async function placeOf(settings: Settings, query: string, count: number, cursor: string): Promise<Place> {
  const [payload = '', signature = '', ...rest] = cursor.split('.');
  const genuine = rest.length === 0 && (await verify(settings, payload, query, signature));
  const parts: unknown = genuine ? JSON.parse(new TextDecoder().decode(fromBase64url(payload))) : undefined;
  if (!Array.isArray(parts)) throw scimError('invalidCursor', 'this cursor was not issued for this query');
  const [expires, size, seq, last]: unknown[] = parts;
  if (typeof expires !== 'number' || expires * 1000 <= settings.now()) {
    throw scimError(
      'expiredCursor',
      `the cursor is older than ${settings.cursorTimeoutS} s; begin again with an empty one`,
    );
  }
  if (size !== count) throw scimError('invalidCount', `"count" must stay ${String(size)} from page to page`);
  return { seq: typeof seq === 'number' ? seq : 0, last: isObject(last) ? last : undefined };
}

const signatureBytes = 16;

async function sign(settings: Settings, payload: string, query: string): Promise<string> {
  const signature = await crypto.subtle.sign('HMAC', await keyOf(settings), signed(payload, query));
  return hexOf(new Uint8Array(signature, 0, signatureBytes));
}

/** Compared by way of a second signature: its bytes tell nothing about how far the forged one was right. */
async function verify(settings: Settings, payload: string, query: string, signature: string): Promise<boolean> {
  const expected = await sign(settings, payload, query);
  return (await sign(settings, expected, '')) === (await sign(settings, signature, ''));
}

function signed(payload: string, query: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`${payload}\n${query}`);
}

interface Key {
  readonly secret: string;
  readonly key: CryptoKey;
}

const keys = new WeakMap<Settings, Key>();

/** The secret lives in the store, so that cursors outlive a restart, and do not outlive what they point into. */
async function keyOf(settings: Settings): Promise<CryptoKey> {
  const secret = (await settings.store.read(secretIn)) ?? (await settings.store.write(keptSecret));
  const known = keys.get(settings);
  if (known?.secret === secret) return known.key;
  const bytes = new TextEncoder().encode(secret);
  const key = await crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  keys.set(settings, { secret, key });
  return key;
}

function secretIn(view: View): string | undefined {
  const kept = view.record('secret', 'cursor');
  return typeof kept === 'string' ? kept : undefined;
}

function keptSecret(transaction: Transaction): string {
  const kept = secretIn(transaction);
  if (kept !== undefined) return kept;
  const made = hexOf(crypto.getRandomValues(new Uint8Array(32)));
  transaction.putRecord('secret', 'cursor', made);
  return made;
}
