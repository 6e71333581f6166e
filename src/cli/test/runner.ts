import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { credentialOf } from '#client';
import type { Values } from '../flags.ts';
import type { Target } from '../target/target.ts';
import type { Terminal } from '../terminal.ts';
import type { MappingGiven } from './mapping.ts';
import { quickRuns } from './quick.ts';

export interface Assignment {
  readonly target: Target;
  /** Ids of the checks to run. */
  readonly checks: readonly string[];
  /** How many others there are. */
  readonly leftOut: number;
  readonly values: Values;
  /** An absolute path; gets run.json. */
  readonly folder: string;
  readonly seed: number;
  readonly mapping?: MappingGiven | undefined;
}

export interface RunnerEnd {
  readonly code: number;
  /** 130 or 143 when we were told to stop; the runner was then given time to clean up. */
  readonly interrupted: 130 | 143 | undefined;
}

const signals = { SIGINT: 130, SIGTERM: 143 } as const;

/** Starts Playwright on the suites. All that they need to know goes by environment, the credential above all. */
export async function runSuites(assignment: Assignment, terminal: Terminal): Promise<RunnerEnd> {
  const { promise, resolve, reject } = Promise.withResolvers<RunnerEnd>();
  const child = spawn(process.execPath, [playwright(), 'test', ...argumentsFor(assignment)], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: environmentFor(assignment, terminal.env),
    // In a group of its own, so that Ctrl-C reaches it once, through us: a second one would cut its clean-up short.
    detached: process.platform !== 'win32',
  });
  let interrupted: RunnerEnd['interrupted'];
  const stops = Object.entries(signals).map(([signal, code]) => {
    const stop = () => {
      interrupted = code;
      child.kill('SIGINT');
    };
    process.on(signal, stop);
    return () => process.off(signal, stop);
  });
  child.on('error', reject);
  child.on('close', (code) => {
    for (const undo of stops) undo();
    resolve({ code: code ?? 1, interrupted });
  });
  return promise;
}

function playwright(): string {
  return fileURLToPath(import.meta.resolve('@playwright/test/cli'));
}

/** A file of ours that Playwright loads itself; sources end in .ts, their compiled twins in .js. */
function fileFor(name: string): string {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  return fileURLToPath(new URL(`${name}.${extension}`, import.meta.url));
}

function argumentsFor({ checks, leftOut, values }: Assignment): string[] {
  return [
    `--config=${fileFor('../../config/suite.playwright.config')}`,
    `--reporter=${fileFor('../../check/reporter')},${fileFor('./progress')}`,
    ...(leftOut === 0 ? [] : [`--grep=@(${checks.join('|')})(\\s|$)`]),
    ...(values.workers === undefined ? [] : [`--workers=${values.workers}`]),
    ...(values.failFast === true ? ['-x'] : []),
    ...(values.maxFailures === undefined ? [] : [`--max-failures=${values.maxFailures}`]),
  ];
}

/** Ours are listed in src/config/suite.playwright.config.ts; those that the shell holds are flags and already read. */
function environmentFor(
  { target, leftOut, values, folder, seed, mapping }: Assignment,
  env: Terminal['env'],
): NodeJS.ProcessEnv {
  const runs = values.runs ?? (values.quick === true ? quickRuns : undefined);
  const { auth } = target;
  const credential = credentialOf(auth);
  const stopsEarly = values.failFast === true || values.maxFailures !== undefined;
  return {
    ...Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('SCIMULATE_'))),
    ...(mapping === undefined ? {} : { ...mapping.variables, SCIMULATE_MAPPING: mapping.file }),
    SCIMULATE_TARGET_URL: target.url,
    SCIMULATE_TARGET_NAME: target.name,
    SCIMULATE_AUTH: auth.kind,
    ...(credential === undefined ? {} : { SCIMULATE_TOKEN: credential }),
    ...(auth.kind === 'oauth2-cc' ? { SCIMULATE_TOKEN_URL: auth.tokenUrl, SCIMULATE_SCOPE: auth.scope } : {}),
    SCIMULATE_HEADERS: JSON.stringify(target.headers),
    SCIMULATE_QUIRKS: JSON.stringify(target.quirks),
    SCIMULATE_OUT: folder,
    SCIMULATE_SEED: String(seed),
    SCIMULATE_REQUEST_TIMEOUT: String(target.requestTimeoutMs),
    SCIMULATE_KEEP_EXCHANGES: values.keepExchanges,
    SCIMULATE_FAIL_ON: values.failOn,
    SCIMULATE_CONSISTENCY_TIMEOUT: String(target.consistencyTimeoutMs),
    SCIMULATE_LEFT_OUT: String(leftOut),
    ...(values.quick === true ? { SCIMULATE_QUICK: '1' } : {}),
    ...(values.maxTime === undefined ? {} : { SCIMULATE_MAX_TIME: String(values.maxTime) }),
    ...(values.path === undefined ? {} : { SCIMULATE_PATH: values.path }),
    ...(runs === undefined ? {} : { SCIMULATE_RUNS: String(runs) }),
    ...(target.ratePerSecond === undefined ? {} : { SCIMULATE_RATE: `${target.ratePerSecond}/s` }),
    ...(target.insecure ? { SCIMULATE_INSECURE: '1' } : {}),
    ...(target.caCert === undefined ? {} : { SCIMULATE_CACERT: target.caCert.file }),
    ...(stopsEarly ? { SCIMULATE_FAIL_TESTS: '1' } : {}),
  };
}
