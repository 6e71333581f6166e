import { isObject } from '#scim';
import type { Header } from '#wire';
import type { TargetOptions } from './target.ts';

/** What a run is told by its environment. The variables are listed in src/config/suite.playwright.config.ts. */
export interface RunSettings {
  readonly seed: number;
  /** Part of every name that the run gives, so that two runs never meet. */
  readonly nonce: string;
  /** Values per property; undefined leaves it to the property. */
  readonly runs: number | undefined;
  /** Where fast-check goes on from, to see one counterexample again. */
  readonly path: string | undefined;
  readonly keepAllExchanges: boolean;
  /** When the run has to be over, milliseconds since 1970; undefined for as long as it takes. */
  readonly deadlineMs: number | undefined;
}

type Environment = Readonly<Record<string, string | undefined>>;

export function settingsFrom(environment: Environment): RunSettings {
  return {
    seed: integer(environment, 'SCIMULATE_SEED') ?? 1,
    nonce: environment.SCIMULATE_NONCE ?? 'adhoc',
    runs: integer(environment, 'SCIMULATE_RUNS'),
    path: environment.SCIMULATE_PATH === '' ? undefined : environment.SCIMULATE_PATH,
    keepAllExchanges: environment.SCIMULATE_KEEP_EXCHANGES === 'all',
    deadlineMs: integer(environment, 'SCIMULATE_DEADLINE'),
  };
}

/**
 * The target that the environment names.
 * @throws Error in one sentence when SCIMULATE_TARGET_URL is missing or a variable cannot be read
 */
export function targetOptionsFrom(environment: Environment): TargetOptions {
  const url = environment.SCIMULATE_TARGET_URL;
  if (url === undefined || !URL.canParse(url)) {
    throw new Error('SCIMULATE_TARGET_URL must hold the SCIM base URL of the target, such as https://host/scim/v2.');
  }
  const auth = environment.SCIMULATE_AUTH;
  const rate = environment.SCIMULATE_RATE === undefined ? undefined : ratePerSecond(environment.SCIMULATE_RATE);
  const timeout = integer(environment, 'SCIMULATE_REQUEST_TIMEOUT');
  const consistency = integer(environment, 'SCIMULATE_CONSISTENCY_TIMEOUT');
  return {
    url,
    ...(environment.SCIMULATE_TARGET_NAME ? { name: environment.SCIMULATE_TARGET_NAME } : {}),
    ...(auth === 'basic' || auth === 'header' || auth === 'oauth2-cc' || auth === 'none' ? { auth } : {}),
    ...(environment.SCIMULATE_TOKEN_URL ? { tokenUrl: environment.SCIMULATE_TOKEN_URL } : {}),
    ...(environment.SCIMULATE_SCOPE ? { scope: environment.SCIMULATE_SCOPE } : {}),
    headers: headersOf(environment.SCIMULATE_HEADERS),
    ...(rate === undefined ? {} : { ratePerSecond: rate }),
    ...(timeout === undefined ? {} : { requestTimeoutMs: timeout }),
    ...(consistency === undefined ? {} : { consistencyTimeoutMs: consistency }),
    insecure: environment.SCIMULATE_INSECURE === 'true' || environment.SCIMULATE_INSECURE === '1',
    ...(environment.SCIMULATE_CACERT ? { caCertFile: environment.SCIMULATE_CACERT } : {}),
    quirks: quirksOf(environment.SCIMULATE_QUIRKS),
    ...(environment.SCIMULATE_MAPPING ? { mapping: environment.SCIMULATE_MAPPING } : {}),
  };
}

/** `10/s`, `600/min` or a bare number of requests a second. */
function ratePerSecond(text: string): number {
  const match = /^(\d+(?:\.\d+)?)(?:\/(s|min|h))?$/.exec(text);
  if (match?.[1] === undefined) throw new Error(`SCIMULATE_RATE is "${text}"; it must look like 10/s or 600/min.`);
  const seconds = { s: 1, min: 60, h: 3600 }[match[2] ?? 's'] ?? 1;
  return Number(match[1]) / seconds;
}

function integer(environment: Environment, name: string): number | undefined {
  const text = environment[name];
  if (text === undefined || text === '') return undefined;
  if (!/^-?\d+$/.test(text)) throw new Error(`${name} is "${text}"; it must be an integer.`);
  return Number(text);
}

function headersOf(text: string | undefined): readonly Header[] {
  if (text === undefined || text === '') return [];
  const pairs: unknown = JSON.parse(text);
  if (!Array.isArray(pairs)) throw new Error('SCIMULATE_HEADERS must be a JSON array of [name, value] pairs.');
  return pairs.map((pair: unknown): Header => {
    if (!Array.isArray(pair)) throw new Error('SCIMULATE_HEADERS must be a JSON array of [name, value] pairs.');
    return [String(pair[0]), String(pair[1])];
  });
}

function quirksOf(text: string | undefined): NonNullable<TargetOptions['quirks']> {
  if (text === undefined || text === '') return {};
  const quirks: unknown = JSON.parse(text);
  if (!isObject(quirks)) throw new Error('SCIMULATE_QUIRKS must be a JSON object.');
  return {
    ...(typeof quirks.userName === 'string' ? { userName: quirks.userName } : {}),
    ...(isObject(quirks.userDefaults) ? { userDefaults: quirks.userDefaults } : {}),
    ...(isObject(quirks.groupDefaults) ? { groupDefaults: quirks.groupDefaults } : {}),
    ...(isObject(quirks.values) ? { values: textsOf(quirks.values) } : {}),
    ...(Array.isArray(quirks.never) ? { never: quirks.never.map(String) } : {}),
    ...(typeof quirks.maxPage === 'number' ? { maxPage: quirks.maxPage } : {}),
    ...(isObject(quirks.capabilities) ? { capabilities: booleansOf(quirks.capabilities) } : {}),
  };
}

function textsOf(object: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(Object.entries(object).map(([key, text]) => [key, String(text)]));
}

function booleansOf(object: Readonly<Record<string, unknown>>): Record<string, boolean> {
  return Object.fromEntries(
    Object.entries(object).flatMap(([key, on]) => (typeof on === 'boolean' ? [[key, on]] : [])),
  );
}
