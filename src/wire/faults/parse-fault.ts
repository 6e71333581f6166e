import type { Fault, FaultEffect } from './fault.ts';

/** The text describes no fault. Its message is one sentence that says what was given and what is expected. */
export class FaultSyntaxError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'FaultSyntaxError';
  }
}

/** The settings after an effect. */
const settings = {
  'retry-after': { expects: 'seconds or an HTTP date', reads: /^.+$/ },
  ms: { expects: 'a number of milliseconds', reads: /^\d+$/ },
  bytes: { expects: 'a number of bytes', reads: /^\d+$/ },
  status: { expects: 'a status from 200 to 599', reads: /^[2-5]\d\d$/ },
  after: { expects: 'a number of requests', reads: /^\d+$/ },
  times: { expects: 'a number of requests', reads: /^\d+$/ },
  probability: { expects: 'a number from 0 to 1', reads: /^(?:0|1|0?\.\d+|1\.0+|0\.\d+)$/ },
  seed: { expects: 'a whole number', reads: /^\d+$/ },
} as const;

type SettingName = keyof typeof settings;
type Settings = Readonly<Partial<Record<SettingName, string>>>;

interface EffectRow {
  readonly says: string;
  /** The settings that belong to it, beside after, times, probability and seed. */
  readonly takes: readonly SettingName[];
  readonly effect: (given: Settings) => FaultEffect;
}

/** The effects by the word that names them; a bare status is one too. */
const effects: Readonly<Record<string, EffectRow>> = {
  delay: {
    says: 'sends the request late',
    takes: ['ms'],
    effect: (given) => ({ does: 'delay', ms: Number(given.ms ?? 1000) }),
  },
  reset: {
    says: 'breaks the connection before the target sees the request',
    takes: [],
    effect: () => ({ does: 'reset' }),
  },
  timeout: {
    says: 'lets the client wait for nothing',
    takes: ['ms'],
    effect: (given) => ({ does: 'timeout', ms: Number(given.ms ?? 0) }),
  },
  lost: {
    says: 'lets the target act and loses its answer',
    takes: [],
    effect: () => ({ does: 'lost' }),
  },
  truncated: {
    says: 'breaks the answer off',
    takes: ['bytes'],
    effect: (given) => ({ does: 'truncated', ...(given.bytes === undefined ? {} : { bytes: Number(given.bytes) }) }),
  },
  slow: {
    says: 'lets the answer trickle in',
    takes: ['ms'],
    effect: (given) => ({ does: 'slow', ms: Number(given.ms ?? 2000) }),
  },
  stale: {
    says: 'reads show what was there before the last writes',
    takes: ['ms'],
    effect: (given) => ({ does: 'stale', ms: Number(given.ms ?? 1000) }),
  },
  html: {
    says: 'answers a web page',
    takes: ['status'],
    effect: (given) => ({ does: 'html', status: Number(given.status ?? 502) }),
  },
  twice: {
    says: 'delivers the request twice',
    takes: [],
    effect: () => ({ does: 'twice' }),
  },
};

/** Other words for an effect. */
const synonyms: Readonly<Record<string, string>> = {
  hang: 'timeout',
  'response-lost': 'lost',
  duplicate: 'twice',
  'stale-read': 'stale',
  'slow-body': 'slow',
};

const always: readonly SettingName[] = ['after', 'times', 'probability', 'seed'];

/** One row for each effect, for help texts. */
export const faultEffects: readonly {
  readonly name: string;
  readonly says: string;
  readonly takes: readonly string[];
}[] = [
  { name: '<status>', says: 'answers this status', takes: ['retry-after'] },
  ...Object.entries(effects).map(([name, { says, takes }]) => ({ name, says, takes })),
];

/**
 * Reads a fault as one types it: `PATCH /Groups/* 429 retry-after=2 times=1`, that is a method or `*`, the end of a
 * path with `*` and `**`, an effect, and settings.
 * @throws FaultSyntaxError with what was given and what is expected
 */
export function parseFault(text: string): Fault {
  const [method, path, word, ...rest] = text.trim().split(/\s+/);
  if (method === undefined || path === undefined || word === undefined) {
    throw new FaultSyntaxError(`a fault is "METHOD PATH EFFECT [name=value …]", but "${text}" is not`);
  }
  if (!/^(?:\*|[A-Za-z]+)$/.test(method)) throw new FaultSyntaxError(`"${method}" is no HTTP method; "*" means any`);
  if (!/^[/*]/.test(path)) throw new FaultSyntaxError(`the path "${path}" should begin with "/", as in "/Groups/*"`);
  const row = effectRow(word);
  const given = readSettings(rest, [...row.takes, ...always], word);
  return {
    method: method.toUpperCase(),
    path,
    effect: row.effect(given),
    after: Number(given.after ?? 0),
    times: given.times === undefined ? Number.POSITIVE_INFINITY : Number(given.times),
    probability: Number(given.probability ?? 1),
    ...(given.seed === undefined ? {} : { seed: Number(given.seed) }),
  };
}

function effectRow(word: string): EffectRow {
  if (/^[2-5]\d\d$/.test(word)) return statusRow(Number(word));
  const name = word.toLowerCase();
  const row = effects[synonyms[name] ?? name];
  if (row === undefined) {
    throw new FaultSyntaxError(
      `"${word}" is no effect; there are a status such as 429, ${Object.keys(effects).join(', ')}`,
    );
  }
  return row;
}

function statusRow(status: number): EffectRow {
  return {
    says: 'answers this status',
    takes: ['retry-after'],
    effect: (given) => ({
      does: 'status',
      status,
      ...(given['retry-after'] === undefined ? {} : { retryAfter: given['retry-after'] }),
    }),
  };
}

function readSettings(words: readonly string[], allowed: readonly SettingName[], effect: string): Settings {
  const given: Partial<Record<SettingName, string>> = {};
  for (const word of words) {
    const [name = '', ...rest] = word.split('=');
    const known = allowed.find((candidate) => candidate === name.toLowerCase());
    if (known === undefined) {
      throw new FaultSyntaxError(`the fault "${effect}" has no setting "${name}"; it has ${allowed.join(', ')}`);
    }
    const value = rest.join('=');
    const { expects, reads } = settings[known];
    if (!reads.test(value)) throw new FaultSyntaxError(`"${word}": ${known} is ${expects}`);
    given[known] = value;
  }
  return given;
}
