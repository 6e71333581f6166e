import { fileURLToPath } from 'node:url';
import type { PlaywrightTestConfig } from '@playwright/test';

/** What `suiteConfig` needs to know of a target; the checks know more options, which pass through. */
export interface SuiteTarget {
  /** The SCIM base URL; without it the environment must hold SCIMULATE_TARGET_URL. */
  readonly url?: string;
  readonly name?: string;
  /** The environment variable that holds the credential. */
  readonly tokenEnv?: string;
  readonly [option: string]: unknown;
}

/** One sentence now is better than the same error from every check. */
function mustNameTarget(target: SuiteTarget): void {
  const url = target.url ?? process.env.SCIMULATE_TARGET_URL;
  // Merging the blobs of shards asks no target; they say which one it was.
  if (process.argv.includes('merge-reports')) return;
  if (url === undefined || !URL.canParse(url)) {
    throw new Error('SCIMULATE_TARGET_URL, or the url given to suiteConfig, must be the SCIM base URL of the target.');
  }
}

/** Sources have the extension .ts, their compiled twins .js; paths are told from this very file. */
const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';

/**
 * A Playwright config that puts all suites to one target. Start it as it is, or spread it into a config of your own.
 * A run has one seed and one nonce for all its workers: they are settled here, in the first process, and inherited.
 */
export function suiteConfig(target: SuiteTarget = {}): PlaywrightTestConfig<object, { targetOptions: unknown }> {
  mustNameTarget(target);
  process.env.SCIMULATE_SEED ||= String(Math.floor(Math.random() * 2 ** 31));
  process.env.SCIMULATE_NONCE ||= Math.random().toString(36).slice(2, 8);
  const maxTimeMs = Number(process.env.SCIMULATE_MAX_TIME);
  if (maxTimeMs > 0) process.env.SCIMULATE_DEADLINE ||= String(Date.now() + maxTimeMs);
  return {
    testDir: pathOf('../../suites'),
    testMatch: `**/*.spec.${extension}`,
    // They test our own server from within the repository, and judge no target.
    testIgnore: '**/suites/scaidrive/**',
    outputDir: pathInOutput('playwright'),
    preserveOutput: 'never',
    fullyParallel: true,
    workers: Number(process.env.SCIMULATE_WORKERS) || 2,
    timeout: timeoutMs(process.env),
    metadata: { scimulate: factsOf(target) },
    reporter: [[pathOf(`../check/reporter.${extension}`)]],
    ...(target.url === undefined ? {} : { use: { targetOptions: target } }),
  };
}

/** How long one check may take: longer where each request has to wait, for the rate or for the target to catch up. */
function timeoutMs(env: NodeJS.ProcessEnv): number {
  const [amount = 0, unit = 's'] = env.SCIMULATE_RATE?.split('/') ?? [];
  const perSecond = Number(amount) / ({ s: 1, min: 60, h: 3600 }[unit] ?? 1);
  const pacingMs = perSecond > 0 ? 200 * (1000 / perSecond) : 0;
  const catchingUpMs = 20 * (Number(env.SCIMULATE_CONSISTENCY_TIMEOUT) || 0);
  return 60_000 + pacingMs + catchingUpMs;
}

/** What the report says of the run; it travels with blobs, where the environment does not. */
function factsOf(target: SuiteTarget) {
  const url = target.url ?? process.env.SCIMULATE_TARGET_URL;
  const name = target.name ?? process.env.SCIMULATE_TARGET_NAME;
  if (url === undefined || !URL.canParse(url)) return undefined;
  return { url, name: name ?? new URL(url).host, seed: Number(process.env.SCIMULATE_SEED) };
}

function pathOf(relative: string): string {
  return fileURLToPath(new URL(relative, import.meta.url));
}

function pathInOutput(folder: string): string {
  return `${process.env.SCIMULATE_OUT ?? 'scimulate-report'}/${folder}`;
}
