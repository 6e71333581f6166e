import { isObject } from '#scim';
import { base64url } from '../auth/base64url.ts';
import { sha256 } from '../auth/digest.ts';
import type { Store } from '../store/store.ts';

/** A browser that an administrator signed in with. */
export interface AdminSession {
  readonly hash: string;
  /** What every form must carry, so that no other site can send one. */
  readonly csrf: string;
}

const kind = 'console-session';
const lastsMs = 8 * 3_600_000;

export interface AdminSessions {
  /** @returns the secret for the cookie */
  open(): Promise<string>;
  find(secret: string): Promise<AdminSession | undefined>;
  close(session: AdminSession): Promise<void>;
}

/** Kept by the hash of their secret; the csrf word is another hash of it, so the store cannot open a session. */
export function adminSessions(store: Store, now: () => number): AdminSessions {
  return {
    async open() {
      const secret = base64url(crypto.getRandomValues(new Uint8Array(32)));
      const hash = await sha256(secret);
      await store.write((transaction) => {
        for (const [key, row] of transaction.records(kind)) {
          if (!isYoung(row, now())) transaction.putRecord(kind, key, undefined);
        }
        transaction.putRecord(kind, hash, { createdAt: now() });
      });
      return secret;
    },
    async find(secret) {
      const hash = await sha256(secret);
      const row = await store.read((view) => view.record(kind, hash));
      return isYoung(row, now()) ? { hash, csrf: await sha256(`csrf ${secret}`) } : undefined;
    },
    close: ({ hash }) => store.write((transaction) => transaction.putRecord(kind, hash, undefined)),
  };
}

function isYoung(row: unknown, now: number): boolean {
  return isObject(row) && typeof row.createdAt === 'number' && now - row.createdAt < lastsMs;
}
