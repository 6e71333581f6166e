import { type Auth, type AuthKind, authFrom, authHeaders, secretsOf } from '#client';
import type { JsonObject } from '#scim';
import type { Header } from '#wire';

/** What a target does that the RFCs leave to it and that no discovery document tells. All of it is optional. */
export interface Quirks {
  /** A userName is made by putting a unique word in place of `{}`; default `{}@example.com`. */
  readonly userName?: string;
  /**
   * Members that every created User, or Group, must have: attribute (or extension URN) and value. In a text, a unique
   * word goes in place of `{}`.
   */
  readonly userDefaults?: JsonObject;
  readonly groupDefaults?: JsonObject;
  /** Regular expressions that the values of an attribute must match, by `User.title`, `Enterprise.department`, `Group.…`. */
  readonly values?: Readonly<Record<string, string>>;
  /** Attributes that are never to be sent, by the same names. */
  readonly never?: readonly string[];
  /** The most that may be asked for in one page. */
  readonly maxPage?: number;
  /** Capabilities that the target has or lacks, whatever it advertises. */
  readonly capabilities?: Readonly<Record<string, boolean>>;
}

/** Where a target is and how to speak to it. The credential is named by the variable that holds it, never by value. */
export interface TargetOptions {
  readonly url: string;
  readonly name?: string;
  readonly auth?: AuthKind;
  /** The environment variable with the credential: a bearer token, `user:password`, `Name: value` or `client-id:client-secret`; default SCIMULATE_TOKEN. */
  readonly tokenEnv?: string;
  /** Where `oauth2-cc` gets its tokens, and the scope that it asks for. */
  readonly tokenUrl?: string;
  readonly scope?: string;
  readonly headers?: readonly Header[];
  readonly ratePerSecond?: number;
  readonly requestTimeoutMs?: number;
  readonly consistencyTimeoutMs?: number;
  readonly insecure?: boolean;
  /** A file with a PEM certificate authority. */
  readonly caCertFile?: string;
  readonly quirks?: Quirks;
  /** A mapping file: which SCIM attribute becomes which field of the application. */
  readonly mapping?: string;
}

/** The target as checks see it. */
export interface Target {
  /** The SCIM base, without a slash at the end. */
  readonly url: string;
  readonly name: string;
  /** Sent with every request: the credential first. */
  readonly headers: readonly Header[];
  /** What must never reach a file. */
  readonly secrets: readonly string[];
  /** Headers that whoever runs us added: their values are hidden where they stand. */
  readonly extraHeaders: readonly string[];
  readonly auth: Auth;
  readonly hasCredential: boolean;
  readonly ratePerSecond: number | undefined;
  readonly requestTimeoutMs: number;
  /** How long a write may take to show; 0 for a target that is consistent at once. */
  readonly consistencyTimeoutMs: number;
  readonly insecure: boolean;
  readonly caCertFile: string | undefined;
  readonly quirks: Quirks;
  readonly mappingFile: string | undefined;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Settles the options of a target; the credential comes from the environment.
 * @throws RangeError when it has not the form that its kind needs
 */
export function targetFrom(options: TargetOptions, environment: Environment): Target {
  const given = environment[options.tokenEnv ?? 'SCIMULATE_TOKEN'];
  const auth = authFrom(options.auth ?? 'bearer', given, { tokenUrl: options.tokenUrl, scope: options.scope });
  const secret = auth.kind === 'none' || given === undefined ? [] : [given];
  return {
    url: options.url.replace(/\/+$/, ''),
    name: options.name ?? new URL(options.url).host,
    headers: [...authHeaders(auth), ...(options.headers ?? [])],
    secrets: [...new Set([...secret, ...secretsOf(auth)])],
    auth,
    extraHeaders: (options.headers ?? []).map(([name]) => name),
    hasCredential: auth.kind !== 'none',
    ratePerSecond: options.ratePerSecond,
    requestTimeoutMs: options.requestTimeoutMs ?? 15_000,
    consistencyTimeoutMs: options.consistencyTimeoutMs ?? 0,
    insecure: options.insecure ?? false,
    caCertFile: options.caCertFile,
    quirks: options.quirks ?? {},
    mappingFile: options.mapping,
  };
}
