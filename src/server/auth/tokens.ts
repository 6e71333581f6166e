import { isObject, type JsonObject } from '#scim';
import type { Store, Transaction } from '../store/store.ts';
import { base64url } from './base64url.ts';
import { sameSecret, sha256 } from './digest.ts';

/** What is known of a token; the secret itself is shown once and not kept. Times are milliseconds since 1970. */
export interface Token {
  readonly id: string;
  readonly name: string;
  /** Whom it speaks for: the id or the userName of the User that `/Me` is. */
  readonly subject?: string | undefined;
  /** The first and last letters of the secret, to tell tokens apart on a page. */
  readonly hint: string;
  readonly createdAt: number;
  readonly lastUsedAt?: number | undefined;
  /** After a rotation with an overlap. */
  readonly expiresAt?: number | undefined;
}

export interface NewToken {
  readonly name?: string | undefined;
  readonly subject?: string | undefined;
  /** For scripts that bring their own; else 256 random bits. */
  readonly secret?: string | undefined;
  /** Of those accepted from the start: what an earlier start accepted so ends. Nobody knows its secret any more. */
  readonly isOnly?: boolean | undefined;
  /** Of those accepted from the start as the only one: told of each that ends for it. */
  readonly replaced?: ((transaction: Transaction, token: Token, old: Token) => void) | undefined;
}

export interface IssuedToken {
  readonly token: Token;
  readonly secret: string;
}

/** What else is to be written together with a token, such as the event of an audit. */
export type Beside = (transaction: Transaction, token: Token) => void;

export interface Tokens {
  issue(wanted: NewToken, beside?: Beside): Promise<IssuedToken>;
  /** A new secret under the same name. The old one ends now, or after `overlapMs`. Undefined if there is no such token. */
  rotate(
    id: string,
    options?: { readonly overlapMs?: number; readonly beside?: Beside },
  ): Promise<IssuedToken | undefined>;
  revoke(id: string, beside?: Beside): Promise<boolean>;
  list(): Promise<readonly Token[]>;
  /** The living token that this secret opens. A promise only when the secret was not seen before. */
  find(secret: string): Token | undefined | Promise<Token | undefined>;
  /** Reads the store again, after it was cleared. */
  reload(): Promise<void>;
}

const kind = 'token';
/** "Last used" is kept to the minute: writing it at each request would make every read a write. */
const lastUsedStepMs = 60_000;

interface Known {
  token: Token;
  readonly hash: string;
  /** Accepted from a start as the only one so. What replaced it in a rotation was shown to somebody, and stays. */
  readonly isOnly: boolean;
  /** The secret as last presented and found right, so that SHA-256 is not computed at each request. Memory only. */
  seen: string | undefined;
}

/** The tokens in a store. Those in `initial` are accepted from the start: they are added unless the store knows them. */
export function tokens(store: Store, now: () => number, initial: readonly NewToken[] = []): Tokens {
  let loading: Promise<void> | undefined;
  let known: Known[] | undefined;

  /** All that is known, read from the store when first needed. */
  async function all(): Promise<Known[]> {
    loading ??= load();
    await loading;
    return known ?? [];
  }

  async function load(): Promise<void> {
    const rows = await store.read((view) => view.records(kind));
    let found = rows.flatMap(([id, value]) => knownFrom(id, value) ?? []);
    for (const wanted of initial) {
      const made = await make(wanted);
      if (wanted.isOnly === true) found = await withoutEarlier(found, made.known, wanted);
      if (found.some(({ hash }) => hash === made.known.hash)) continue;
      await store.write((transaction) => save(transaction, made.known));
      found.push(made.known);
    }
    known = found;
  }

  async function withoutEarlier(
    found: readonly Known[],
    { token, hash }: Known,
    { replaced }: NewToken,
  ): Promise<Known[]> {
    const ending = found.filter((one) => one.isOnly && one.hash !== hash);
    await store.write((transaction) => {
      for (const { token: old } of ending) {
        transaction.putRecord(kind, old.id, undefined);
        replaced?.(transaction, token, old);
      }
    });
    return found.filter((one) => !ending.includes(one));
  }

  async function make(wanted: NewToken): Promise<{ known: Known; secret: string }> {
    const secret = wanted.secret ?? `scim_${base64url(crypto.getRandomValues(new Uint8Array(32)))}`;
    const token: Token = {
      id: crypto.randomUUID(),
      name: wanted.name ?? 'token',
      subject: wanted.subject,
      hint: secret.length < 16 ? '…' : `${secret.slice(0, 6)}…${secret.slice(-4)}`,
      createdAt: now(),
    };
    const known = { token, hash: await sha256(secret), isOnly: wanted.isOnly === true, seen: undefined };
    return { known, secret };
  }

  function used(found: Known): Token | undefined | Promise<Token | undefined> {
    const at = now();
    if (found.token.expiresAt !== undefined && found.token.expiresAt <= at) return undefined;
    if (at - (found.token.lastUsedAt ?? Number.NEGATIVE_INFINITY) < lastUsedStepMs) return found.token;
    found.token = { ...found.token, lastUsedAt: at };
    return store.write((transaction) => save(transaction, found)).then(() => found.token);
  }

  async function findByHash(secret: string): Promise<Token | undefined> {
    const hash = await sha256(secret);
    const [found] = (await all()).filter((one) => sameSecret(hash, one.hash));
    if (found === undefined) return undefined;
    found.seen = secret;
    return used(found);
  }

  return {
    async issue(wanted, beside) {
      const tokens = await all();
      const made = await make(wanted);
      await store.write((transaction) => {
        save(transaction, made.known);
        beside?.(transaction, made.known.token);
      });
      tokens.push(made.known);
      return { token: made.known.token, secret: made.secret };
    },

    async rotate(id, { overlapMs = 0, beside } = {}) {
      const tokens = await all();
      const old = tokens.find(({ token }) => token.id === id);
      if (old === undefined) return undefined;
      const { name, subject } = old.token;
      const made = await make({ name, subject });
      const before = old.token;
      try {
        await store.write((transaction) => {
          old.token = { ...old.token, expiresAt: now() + overlapMs };
          save(transaction, old);
          save(transaction, made.known);
          beside?.(transaction, made.known.token);
        });
      } catch (error) {
        old.token = before;
        throw error;
      }
      tokens.push(made.known);
      return { token: made.known.token, secret: made.secret };
    },

    async revoke(id, beside) {
      const tokens = await all();
      const revoked = tokens.find(({ token }) => token.id === id);
      if (revoked === undefined) return false;
      await store.write((transaction) => {
        transaction.putRecord(kind, id, undefined);
        beside?.(transaction, revoked.token);
      });
      tokens.splice(tokens.indexOf(revoked), 1);
      return true;
    },

    list: async () => (await all()).map(({ token }) => token),

    find(secret) {
      // All are compared, whichever fits, so that the time tells nothing.
      const seen = known?.filter((one) => one.seen !== undefined && sameSecret(secret, one.seen))[0];
      return seen === undefined ? findByHash(secret) : used(seen);
    },

    async reload() {
      loading = undefined;
      known = undefined;
      await all();
    },
  };
}

function save(transaction: Transaction, { token, hash, isOnly }: Known): void {
  const { id, subject, lastUsedAt, expiresAt, ...rest } = token;
  transaction.putRecord(kind, id, {
    ...rest,
    hash,
    ...(subject === undefined ? {} : { subject }),
    ...(lastUsedAt === undefined ? {} : { lastUsedAt }),
    ...(expiresAt === undefined ? {} : { expiresAt }),
    ...(isOnly ? { isOnly } : {}),
  });
}

function knownFrom(id: string, value: unknown): Known | undefined {
  if (!isObject(value)) return undefined;
  const { name, hint, createdAt, hash } = value;
  if (typeof name !== 'string' || typeof hint !== 'string' || typeof createdAt !== 'number') return undefined;
  if (typeof hash !== 'string') return undefined;
  const token: Token = {
    id,
    name,
    hint,
    createdAt,
    subject: typeof value.subject === 'string' ? value.subject : undefined,
    lastUsedAt: numberAt(value, 'lastUsedAt'),
    expiresAt: numberAt(value, 'expiresAt'),
  };
  return { token, hash, isOnly: value.isOnly === true, seen: undefined };
}

function numberAt(value: JsonObject, name: string): number | undefined {
  const number = value[name];
  return typeof number === 'number' ? number : undefined;
}
