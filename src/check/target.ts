import type { JsonObject } from '#scim';
import type { Header } from '#wire';

/** What a target does that the RFCs leave to it and that no discovery document tells. All of it is optional. */
export interface Quirks {
  /** A userName is made by putting a unique word in place of `{}`; default `{}@example.com`. */
  readonly userName?: string;
  /** Members that every created User, or Group, must have: attribute (or extension URN) and value. */
  readonly userDefaults?: JsonObject;
  readonly groupDefaults?: JsonObject;
  /** Capabilities that the target has or lacks, whatever it advertises. */
  readonly capabilities?: Readonly<Record<string, boolean>>;
}

/** Where a target is and how to speak to it. The credential is named by the variable that holds it, never by value. */
export interface TargetOptions {
  readonly url: string;
  readonly name?: string;
  readonly auth?: 'bearer' | 'basic' | 'none';
  /** The environment variable with the bearer token, or with `user:password`; default SCIMULATE_TOKEN. */
  readonly tokenEnv?: string;
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

/** Settles the options of a target; the credential comes from the environment. */
export function targetFrom(options: TargetOptions, environment: Environment): Target {
  const auth = options.auth ?? 'bearer';
  const secret = auth === 'none' ? undefined : environment[options.tokenEnv ?? 'SCIMULATE_TOKEN'];
  const credential = secret === undefined || secret === '' ? [] : [credentialHeader(auth, secret)];
  const encoded = credential.map(([, value]) => value.slice(value.indexOf(' ') + 1));
  return {
    url: options.url.replace(/\/+$/, ''),
    name: options.name ?? new URL(options.url).host,
    headers: [...credential, ...(options.headers ?? [])],
    secrets: [...new Set([...(secret === undefined || secret === '' ? [] : [secret]), ...encoded])],
    extraHeaders: (options.headers ?? []).map(([name]) => name),
    hasCredential: credential.length > 0,
    ratePerSecond: options.ratePerSecond,
    requestTimeoutMs: options.requestTimeoutMs ?? 15_000,
    consistencyTimeoutMs: options.consistencyTimeoutMs ?? 0,
    insecure: options.insecure ?? false,
    caCertFile: options.caCertFile,
    quirks: options.quirks ?? {},
    mappingFile: options.mapping,
  };
}

function credentialHeader(auth: 'bearer' | 'basic' | 'none', secret: string): Header {
  if (auth !== 'basic') return ['Authorization', `Bearer ${secret}`];
  return ['Authorization', `Basic ${Buffer.from(secret, 'utf8').toString('base64')}`];
}
