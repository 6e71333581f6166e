import { type Auth, type AuthKind, authFrom } from '#client';
import type { Config, QuirksConfig } from '#config';
import type { Header } from '#wire';
import type { Values } from '../flags.ts';
import { notThere } from '../nearest.ts';
import type { Terminal } from '../terminal.ts';
import type { MappingGiven } from '../test/mapping.ts';
import { UsageError } from '../usage-error.ts';
import { authorityIn } from './authority.ts';
import { credentialFrom } from './credential.ts';

/** The target of a command, settled: where it is, how to speak to it, and how it is called in reports. */
export interface Target {
  readonly url: string;
  readonly name: string;
  readonly auth: Auth;
  readonly headers: readonly Header[];
  readonly insecure: boolean;
  /** A file, and what it holds. */
  readonly caCert: { readonly file: string; readonly pem: string } | undefined;
  /** Requests a second; undefined is no limit. */
  readonly ratePerSecond: number | undefined;
  readonly requestTimeoutMs: number;
  /** How long a write may take to show; 0 for a target that is consistent at once. */
  readonly consistencyTimeoutMs: number;
  /** From the config file: what the target does that no discovery document tells. */
  readonly quirks: QuirksConfig;
  /** What lies behind it, where we started it ourselves. */
  readonly mapping?: MappingGiven;
}

/** @throws UsageError for an address, a header or a credential that cannot be read */
export async function targetFrom(address: string, values: Values, config: Config, terminal: Terminal): Promise<Target> {
  const { url, name } = addressOf(address, config);
  return {
    url,
    name: values.targetName ?? name,
    auth: authOf(values, await credentialFrom(values, terminal)),
    headers: (values.header ?? []).map(headerFrom),
    insecure: values.insecure ?? false,
    caCert: values.cacert === undefined ? undefined : { file: values.cacert, pem: authorityIn(values.cacert) },
    ratePerSecond: values.rate === 0 ? undefined : values.rate,
    requestTimeoutMs: values.requestTimeout ?? 15_000,
    consistencyTimeoutMs: values.consistencyTimeout ?? 0,
    quirks: config.targets?.[address]?.quirks ?? {},
  };
}

/** The words that name the target again, for the commands that the summary prints. Never a credential. */
export function targetArguments({ target, auth, tokenUrl, scope, tokenEnv, tokenFile }: Values): readonly string[] {
  return [
    ...(target === undefined ? [] : ['--target', target]),
    ...(auth === undefined || auth === 'bearer' ? [] : ['--auth', auth]),
    ...(tokenUrl === undefined ? [] : ['--token-url', tokenUrl]),
    ...(scope === undefined ? [] : ['--scope', scope.includes(' ') ? JSON.stringify(scope) : scope]),
    ...(tokenEnv === undefined ? [] : ['--token-env', tokenEnv]),
    ...(tokenFile === undefined ? [] : ['--token-file', tokenFile]),
  ];
}

function addressOf(address: string, config: Config): { url: string; name: string } {
  const named = config.targets?.[address];
  if (named !== undefined) return { url: trimmed(named.url), name: address };
  if (/^https?:\/\//i.test(address) && URL.canParse(address)) {
    const url = new URL(address);
    if (url.username !== '' || url.password !== '') {
      throw new UsageError('the address of the target holds a credential; give it with --token-env or --token-file.');
    }
    return { url: trimmed(address), name: url.host };
  }
  const names = Object.keys(config.targets ?? {});
  if (names.length > 0 && !/[./:]/.test(address)) throw new UsageError(notThere('target', address, names));
  throw new UsageError(`the target "${address}" is no URL; give one like https://dev.example.com/scim/v2.`);
}

function trimmed(url: string): string {
  return url.replace(/\/+$/, '');
}

function authOf({ auth, tokenUrl, scope }: Values, credential: string | undefined): Auth {
  try {
    return authFrom(kindOf(auth), credential, { tokenUrl, scope });
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(`--auth ${error.message}.`);
    throw error;
  }
}

/** The flag has let no other word through. */
function kindOf(auth: string | undefined): AuthKind {
  return auth === 'basic' || auth === 'header' || auth === 'oauth2-cc' || auth === 'none' ? auth : 'bearer';
}

function headerFrom(line: string): Header {
  const [, name, value] = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([^\r\n]*)$/.exec(line) ?? [];
  if (name === undefined || value === undefined) throw new UsageError('--header must look like "Name: value".');
  return [name, value];
}
