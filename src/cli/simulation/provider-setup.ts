import { setTimeout as sleep } from 'node:timers/promises';
import { paced } from '#client';
import type { Clock, Person, SignInOutcome, Simulator } from '#idp';
import type { RunningServer } from '#server';
import { jsonOf, NotJson, type ResponseMessage, type Transport, TransportError } from '#wire';
import { open, reach } from '../target/reach.ts';
import { consoleSignIn } from '../target/sign-in.ts';
import type { Target } from '../target/target.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';

/** Time as it is, for `--real-time`; whoever sleeps is woken by the signal, with an error. */
export function realClock(signal?: AbortSignal): Clock {
  return {
    now: Date.now,
    sleep: async (ms) => {
      await sleep(ms, undefined, { signal });
    },
  };
}

/** What an administrator would type at the provider for this target. */
export interface Credential {
  readonly token: string;
  /** The parts of it that nobody may read. */
  readonly secrets: readonly string[];
  /** Options that the kind of credential asks for. */
  readonly options: Readonly<Record<string, string>>;
}

/** @throws UsageError when the provider has no such way to present itself */
export function credentialOf({ auth }: Target, { name, options }: Simulator): Credential {
  if (auth.kind === 'bearer')
    return { token: auth.token, secrets: [auth.token, ...auth.token.split(' ')], options: {} };
  if (auth.kind === 'none') return { token: '', secrets: [], options: {} };
  const { auth: ways } = options;
  if (auth.kind === 'basic' && ways?.kind === 'choice' && ways.values.includes('basic')) {
    return { token: `${auth.user}:${auth.password}`, secrets: [auth.password], options: { auth: 'basic' } };
  }
  throw new UsageError(`${name} has no way to present itself by --auth ${auth.kind}; give a bearer token.`);
}

/** The ways to a target, for as long as `work` lasts; once the signal is given, they lead nowhere. */
export async function withWays<T>(
  target: Target,
  terminal: Terminal,
  work: (ways: { readonly transport: Transport; readonly plain: Transport }) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const pool = open(target);
  const until: Transport = (request) => {
    signal?.throwIfAborted();
    return pool(request);
  };
  try {
    const sure = sureAtFirst(until, () => reach(target, terminal));
    return await work({ transport: wayTo(target, sure), plain: until });
  } finally {
    await pool.close();
  }
}

/** How people sign in at the target; undefined where there is no way from here. */
export function signInAt(
  target: Target,
  server: RunningServer | undefined,
  passwordEnv: string | undefined,
  terminal: Terminal,
): ((person: Person) => Promise<SignInOutcome>) | undefined {
  const drive = server?.scaidrive;
  if (drive !== undefined) {
    return async ({ userName, email, name }) => (await drive.signIn({ sub: userName, email, name })).outcome;
  }
  if (passwordEnv === undefined) return undefined;
  const password = terminal.env[passwordEnv];
  if (password === undefined || password === '') {
    throw new UsageError(`the environment has no ${passwordEnv}, which --admin-password-env names.`);
  }
  return async (person) => {
    const pool = open(target);
    try {
      return await consoleSignIn(new URL(target.url).origin, password, pool)(person);
    } finally {
      await pool.close();
    }
  };
}

/** What the target's flags add to a request that a simulator means to send. */
function wayTo({ headers, ratePerSecond }: Target, pool: Transport): Transport {
  const dressed: Transport = (request) => pool({ ...request, headers: [...request.headers, ...headers] });
  return ratePerSecond === undefined ? dressed : paced(dressed, { ratePerSecond, clock: realClock() });
}

/**
 * A provider does not ask whether a target can be tested. So it is asked only when the first answer gives reason to:
 * nothing came, the credential is refused, or it is no JSON.
 */
function sureAtFirst(pool: Transport, doubt: () => Promise<void>): Transport {
  let isFirst = true;
  return async (request) => {
    if (!isFirst) return pool(request);
    isFirst = false;
    try {
      const answer = await pool(request);
      if (answer.status === 401 || !isJson(answer)) await doubt();
      return answer;
    } catch (error) {
      if (error instanceof TransportError) await doubt();
      throw error;
    }
  };
}

function isJson(answer: ResponseMessage): boolean {
  try {
    return jsonOf(answer) !== undefined;
  } catch (error) {
    if (error instanceof NotJson) return false;
    throw error;
  }
}
