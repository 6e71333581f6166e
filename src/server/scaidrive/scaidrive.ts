import { isObject, type JsonObject, sameJson, urns } from '#scim';
import { sha256 } from '../auth/digest.ts';
import type { IssuedToken, Tokens } from '../auth/tokens.ts';
import type { AfterWrite, Audit, ServerOptions } from '../settings.ts';
import type { Store, Transaction } from '../store/store.ts';
import { type Reach, reachOf } from './access.ts';
import type { Account } from './account.ts';
import { log, scimEvent } from './audit-log.ts';
import { scaiDriveDefinitions, scaiDriveResourceTypes } from './definitions.ts';
import { withoutKnownName } from './known-manager.ts';
import { type ProductSettings, readSettings, saveSettings } from './product-settings.ts';
import { type Effect, provisionGroup, provisionUser } from './provisioning.ts';
import { refusals } from './refusals.ts';
import { rowFrom, textIn } from './row.ts';
import { accountOfSession, newSession } from './sessions.ts';
import { type Claims, signIn } from './sign-in.ts';

/** Who did something by hand, and within which request, where there is one. */
export interface Origin {
  readonly name: string;
  readonly requestId?: string | undefined;
}

/** The product behind the protocol: who may sign in, what they reach, and what was done to them. */
export interface ScaiDrive {
  /** What makes a SCIM server its provisioning endpoint. */
  readonly options: Pick<
    ServerOptions,
    'resourceTypes' | 'definitions' | 'beforeWrite' | 'afterWrite' | 'audit' | 'isEnabled'
  >;
  readonly store: Store;
  readonly now: () => number;
  readonly settings: ProductSettings;
  /** Reads the settings from the store, at the start and after it was cleared. */
  load(): Promise<void>;
  change(settings: Partial<ProductSettings>, origin: Origin): Promise<void>;
  /**
   * Switches SCIM on and, unless a token is good already, issues one: both or neither.
   * @returns the token, whose secret is shown this once; undefined when there was one
   */
  enable(tokens: Tokens, origin: Origin, name: string): Promise<IssuedToken | undefined>;
  /** Keeps an event of something that was done by hand. */
  note(transaction: Transaction, origin: Origin, type: string, event?: JsonObject): void;
  /** Keeps that something happened for a first time: what no write tells, such as that discovery was read. */
  reach(milestone: string): Promise<void>;
  /** A sign-in that the IdP vouches for; `session` opens `open`. */
  signIn(claims: Claims): Promise<SignIn>;
  /** What a session can use now; undefined when it ended. */
  open(session: string): Promise<{ readonly account: Account; readonly reach: readonly Reach[] } | undefined>;
}

export interface SignIn {
  readonly outcome: 'created' | 'found' | 'suspended';
  readonly account: Account;
  /** Undefined when the account is suspended. */
  readonly session: string | undefined;
}

export interface ScaiDriveOptions {
  readonly store: Store;
  readonly now?: (() => number) | undefined;
  /** SCIM is off until an administrator enables it. */
  readonly setup?: boolean | undefined;
  /** What a user is of whom SCIM does not say it; default active. */
  readonly activeDefault?: boolean | undefined;
}

export function scaiDrive({ store, now = Date.now, setup = false, activeDefault = true }: ScaiDriveOptions): ScaiDrive {
  const initial: ProductSettings = { scimEnabled: !setup, readOnly: false, rateLimit: undefined };
  let settings = initial;
  const reached = new Set<string>();
  const refused = refusals();
  const keep = (transaction: Transaction, event: JsonObject) => {
    for (const each of refused.admit(transaction, event)) log(transaction, each);
  };

  const changed = (transaction: Transaction, wanted: Partial<ProductSettings>, origin: Origin): ProductSettings => {
    const before = readSettings(transaction, initial);
    const after = { ...before, ...wanted };
    saveSettings(transaction, after);
    note(transaction, origin, typeOfChange(wanted), { changes: changesOf(before, after) });
    return after;
  };
  const afterWrite: AfterWrite = (written, transaction) => {
    const provision = provisions[written.kind.definition.schema];
    const effect = provision?.(written, transaction, { now: now(), activeDefault });
    const isTold = effect !== undefined && (written.outcome !== 'unchanged' || effect.handEditsUndone !== undefined);
    return isTold
      ? rowFrom({ ...effect, handEditsUndone: effect.handEditsUndone && { ...effect.handEditsUndone } })
      : undefined;
  };
  const audit: Audit = (event, transaction) => {
    noteClient(transaction, event);
    const told = scimEvent(event);
    const type = String(told.type);
    if (milestones.has(type) && !reached.has(type)) {
      if (transaction.record('milestone', type) === undefined) transaction.putRecord('milestone', type, true);
      // Only what an earlier transaction kept is sure: this one may yet be taken back.
      else reached.add(type);
    }
    keep(transaction, told);
  };
  const note: ScaiDrive['note'] = (transaction, { name, requestId }, type, event = {}) =>
    keep(transaction, {
      type,
      at: new Date(now()).toISOString(),
      ...(requestId === undefined ? {} : { requestId }),
      actor: { name },
      ...event,
    });

  return {
    options: {
      resourceTypes: scaiDriveResourceTypes,
      definitions: scaiDriveDefinitions,
      beforeWrite: withoutKnownName,
      afterWrite,
      audit,
      isEnabled: () => settings.scimEnabled,
    },
    store,
    now,
    get settings() {
      return settings;
    },
    async load() {
      reached.clear();
      refused.reload();
      settings = await store.read((view) => readSettings(view, initial));
    },
    async change(wanted, origin) {
      settings = await store.write((transaction) => changed(transaction, wanted, origin));
    },
    async enable(tokens, origin, name) {
      const wanted = { scimEnabled: true };
      const isGood = ({ expiresAt }: { readonly expiresAt?: number | undefined }) =>
        expiresAt === undefined || expiresAt > now();
      if ((await tokens.list()).some(isGood)) {
        settings = await store.write((transaction) => changed(transaction, wanted, origin));
        return undefined;
      }
      let after = settings;
      const issued = await tokens.issue({ name }, (transaction, { id }) => {
        after = changed(transaction, wanted, origin);
        note(transaction, origin, 'scim.token.created', { target: { type: 'Token', id, name } });
      });
      // Only now is it sure to be kept.
      settings = after;
      return issued;
    },
    note,
    async reach(milestone) {
      if (reached.has(milestone)) return;
      await store.write((transaction) => {
        if (transaction.record('milestone', milestone) === undefined)
          transaction.putRecord('milestone', milestone, true);
      });
      reached.add(milestone);
    },
    async signIn(claims) {
      const session = await newSession();
      const { outcome, account } = await store.write((transaction) => {
        const signed = signIn(transaction, claims, session, { id: crypto.randomUUID(), now: now() });
        const type = signed.outcome === 'suspended' ? 'scaidrive.sign-in.refused' : 'scaidrive.sign-in.accepted';
        const target = { type: 'Account', id: signed.account.id, name: signed.account.displayName };
        note(transaction, { name: claims.sub.slice(0, 200) }, type, {
          target,
          created: signed.outcome === 'created',
          ...(signed.merged.length === 0 ? {} : { merged: signed.merged }),
        });
        return signed;
      });
      return { outcome, account, session: outcome === 'suspended' ? undefined : `${account.id}.${session.secret}` };
    },
    async open(session) {
      const dot = session.lastIndexOf('.');
      const hash = await sha256(session.slice(dot + 1));
      return store.read((view) => {
        const account = accountOfSession(view, session.slice(0, dot), hash, now());
        return account && { account, reach: reachOf(view, account) };
      });
    },
  };
}

/** Events whose first one tells an administrator that the connection works. */
const milestones = new Set(['scim.user.created', 'scim.user.suspended', 'scim.group.created']);

const provisions: Readonly<Record<string, (...args: Parameters<typeof provisionUser>) => Effect>> = {
  [urns.user]: provisionUser,
  [urns.group]: provisionGroup,
};

/** Which identity provider a token was last seen with, by what its requests look like. */
function noteClient(transaction: Transaction, { actor, client }: JsonObject): void {
  const token = isObject(actor) ? textIn(actor, 'token') : undefined;
  const idp = isObject(client) ? textIn(client, 'idp') : undefined;
  if (token === undefined || !idp || transaction.record('token-idp', token) === idp) return;
  transaction.putRecord('token-idp', token, idp);
}

function typeOfChange({ scimEnabled }: Partial<ProductSettings>): string {
  if (scimEnabled === undefined) return 'scaidrive.settings.changed';
  return scimEnabled ? 'scim.enabled' : 'scim.disabled';
}

function changesOf(before: ProductSettings, after: ProductSettings): JsonObject[] {
  const rows = {
    before: rowFrom({ ...before, rateLimit: rateRow(before) }),
    after: rowFrom({ ...after, rateLimit: rateRow(after) }),
  };
  return Object.keys(rows.after)
    .filter((path) => !sameJson(rows.before[path], rows.after[path]))
    .map((path) => ({ path, before: rows.before[path] ?? null, after: rows.after[path] ?? null }));
}

function rateRow({ rateLimit }: ProductSettings) {
  return rateLimit === undefined
    ? undefined
    : rateLimit === null
      ? 'off'
      : `${rateLimit.requests} in ${rateLimit.perMs} ms`;
}
