import {
  coreDefinitions,
  type JsonObject,
  type Profile,
  profiles,
  type ResourceTypeDefinition,
  type SchemaDefinition,
  urns,
} from '#scim';
import { type NewToken, type Tokens, tokens } from './auth/tokens.ts';
import { type Rate, type RateLimit, rateLimit } from './limits/rate-limit.ts';
import { type Kinds, kindsFrom, withUnique } from './resources/kinds.ts';
import type { Written } from './resources/writing.ts';
import { memoryStore } from './store/memory-store.ts';
import type { Store, Transaction, View } from './store/store.ts';

/** Called inside the transaction of each write, so that event and change are kept together or not at all. */
export type Audit = (event: JsonObject, transaction: Transaction) => void;

/**
 * What a product behind the protocol makes of a write: called in its transaction, also when the write changed nothing.
 * What it returns goes into the audit event. A ScimError thrown here refuses the write and takes it back.
 */
export type AfterWrite = (written: Written, transaction: Transaction) => JsonObject | undefined;

/**
 * What a product behind the protocol takes out of a resource, or puts into it, before it is kept: called in the
 * transaction of each create and change, with the resource as it was read from the request.
 */
export type BeforeWrite = (resource: JsonObject, type: string, view: View) => JsonObject;

export interface ServerOptions {
  /** Default `/scim/v2`. */
  readonly basePath?: string | undefined;
  /** `https://host` as clients see it, where that differs from what arrives here. */
  readonly publicOrigin?: string | undefined;
  /** Secrets to accept from the start. */
  readonly tokens?: readonly (string | NewToken)[] | undefined;
  readonly profile?: Profile | undefined;
  /** What `active` becomes when a new user does not say; default as the profile has it. */
  readonly activeDefault?: boolean | undefined;
  readonly store?: Store | undefined;
  /** Milliseconds since 1970. */
  readonly now?: (() => number) | undefined;
  readonly randomId?: (() => string) | undefined;
  /** Default 1,048,576. */
  readonly maxBodyBytes?: number | undefined;
  /** For each token; default none. */
  readonly rateLimit?: Rate | null | undefined;
  /** Default User and Group. */
  readonly resourceTypes?: readonly ResourceTypeDefinition[] | undefined;
  /** Schemas beside SCIM's own. */
  readonly definitions?: readonly SchemaDefinition[] | undefined;
  /** Refuses a second Group of one name, and says so in the schema; default false (D77). */
  readonly uniqueGroupNames?: boolean | undefined;
  /** Resources in a page when `count` does not say; default 100. */
  readonly defaultPageSize?: number | undefined;
  /** Default 1,000. */
  readonly maxPageSize?: number | undefined;
  /** Default 3,600. */
  readonly cursorTimeoutS?: number | undefined;
  /** Default 1,000. */
  readonly maxBulkOperations?: number | undefined;
  /** Rounds of PBKDF2; default 100,000. */
  readonly passwordIterations?: number | undefined;
  readonly audit?: Audit | undefined;
  readonly beforeWrite?: BeforeWrite | undefined;
  readonly afterWrite?: AfterWrite | undefined;
  /** While this says false, every request is refused. */
  readonly isEnabled?: (() => boolean) | undefined;
  /** Told of an error that is no ScimError: a fault of ours. The client sees a bare 500. */
  readonly onUnexpected?: ((error: unknown, requestId: string) => void) | undefined;
}

/** The options with every default filled in, and what is made from them once. */
export interface Settings {
  readonly basePath: string;
  readonly publicOrigin: string | undefined;
  readonly tokens: Tokens;
  readonly profile: Profile;
  readonly store: Store;
  readonly now: () => number;
  readonly randomId: () => string;
  readonly maxBodyBytes: number;
  readonly rateLimit: RateLimit;
  readonly kinds: Kinds;
  readonly defaultPageSize: number;
  readonly maxPageSize: number;
  readonly cursorTimeoutS: number;
  readonly maxBulkOperations: number;
  readonly passwordIterations: number;
  readonly audit: Audit | undefined;
  readonly beforeWrite: BeforeWrite | undefined;
  readonly afterWrite: AfterWrite | undefined;
  readonly isEnabled: (() => boolean) | undefined;
  readonly onUnexpected: (error: unknown, requestId: string) => void;
}

const defaults = {
  basePath: '/scim/v2',
  maxBodyBytes: 1_048_576,
  defaultPageSize: 100,
  maxPageSize: 1000,
  cursorTimeoutS: 3600,
  maxBulkOperations: 1000,
  passwordIterations: 100_000,
} as const;

export function settingsFrom(options: ServerOptions): Settings {
  const now = options.now ?? Date.now;
  const store = options.store ?? memoryStore();
  const profile = options.profile ?? profiles.lenient;
  const initial = (options.tokens ?? []).map((token) => (typeof token === 'string' ? { secret: token } : token));
  return {
    basePath: (options.basePath ?? defaults.basePath).replace(/\/+$/, ''),
    publicOrigin: options.publicOrigin?.replace(/\/+$/, ''),
    tokens: tokens(store, now, initial),
    profile: options.activeDefault === undefined ? profile : { ...profile, activeDefault: options.activeDefault },
    store,
    now,
    randomId: options.randomId ?? (() => crypto.randomUUID()),
    maxBodyBytes: options.maxBodyBytes ?? defaults.maxBodyBytes,
    rateLimit: rateLimit(options.rateLimit ?? null, now),
    kinds: kindsFrom(options.resourceTypes, definitionsFrom(options)),
    defaultPageSize: options.defaultPageSize ?? defaults.defaultPageSize,
    maxPageSize: options.maxPageSize ?? defaults.maxPageSize,
    cursorTimeoutS: options.cursorTimeoutS ?? defaults.cursorTimeoutS,
    maxBulkOperations: options.maxBulkOperations ?? defaults.maxBulkOperations,
    passwordIterations: options.passwordIterations ?? defaults.passwordIterations,
    audit: options.audit,
    beforeWrite: options.beforeWrite,
    afterWrite: options.afterWrite,
    isEnabled: options.isEnabled,
    onUnexpected: options.onUnexpected ?? (() => {}),
  };
}

function definitionsFrom({ definitions = [], uniqueGroupNames = false }: ServerOptions): readonly SchemaDefinition[] {
  return uniqueGroupNames ? withUnique([...coreDefinitions, ...definitions], urns.group, 'displayName') : definitions;
}
