import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type CheckRun, readRun } from '#run';
import type { ProviderTarget } from './provider.ts';

export interface ChecksOptions {
  readonly target: ProviderTarget;
  /** Suites, RFC sections, tags or ids, as `scimulate test` takes them; all of them when left out. */
  readonly select?: readonly string[] | undefined;
  readonly seed?: number | undefined;
}

/** One check, for a runner of any kind: `for (const { title, run } of await checks({ target })) test(title, run)`. */
export interface RunnableCheck {
  readonly id: string;
  readonly title: string;
  readonly requirements: readonly string[];
  /** Ends well when the target passes, or when the check does not concern it; the first call runs them all. */
  readonly run: () => Promise<void>;
}

/** What a check found: expected, observed and the exchanges are in `check`. */
export class CheckFailure extends Error {
  readonly check: CheckRun;

  constructor(check: CheckRun) {
    super(sentenceOf(check));
    this.name = 'CheckFailure';
    this.check = check;
  }
}

/**
 * The checks as functions. They run together, in a process of their own, when the first of them is called.
 * @throws Error with what the command line says, when nothing is selected or the target cannot be tested
 */
export async function checks({ target, select = [], seed = 1 }: ChecksOptions): Promise<RunnableCheck[]> {
  const listed: readonly { readonly id: string; readonly title: string; readonly judges?: readonly string[] }[] =
    JSON.parse((await scimulate(['list', 'checks', '--json'], target)).out);
  const { out } = await scimulate(['test', '--list', ...select], target);
  const wanted = new Set(out.split('\n').map((line) => line.split('  ', 1)[0]));
  let judged: Promise<ReadonlyMap<string, CheckRun>> | undefined;
  const verdictOf = async (id: string): Promise<CheckRun | undefined> => {
    judged ??= judge(target, select, seed);
    return (await judged).get(id);
  };
  return listed
    .filter(({ id }) => wanted.has(id))
    .map(({ id, ...rest }) => ({
      id,
      title: 'says' in rest ? String(rest.says) : id,
      requirements: rest.judges ?? [],
      run: async () => {
        const check = await verdictOf(id);
        if (check === undefined) throw new Error(`${id} did not run`);
        if (check.verdict === 'violation' || check.verdict === 'error') throw new CheckFailure(check);
      },
    }));
}

async function judge(target: ProviderTarget, select: readonly string[], seed: number): Promise<Map<string, CheckRun>> {
  const folder = mkdtempSync(join(tmpdir(), 'scimulate-checks-'));
  try {
    const where = ['--target', target.scim, '--writes', 'allow', '--out', folder, '--seed', String(seed)];
    const { code, err } = await scimulate(['test', ...select, ...where], target);
    // 1 says that there are findings, which is what they are asked for.
    if (code !== 0 && code !== 1) throw new Error(err.trim());
    const file = join(folder, 'run.json');
    return new Map(readRun(readFileSync(file, 'utf8'), file).checks.map((check) => [check.id, check]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** The command line is the one way in which the suites are run; the token goes by environment. */
function scimulate(args: readonly string[], { token }: ProviderTarget): Promise<Ended> {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const program = fileURLToPath(new URL(`../cli/bin.${extension}`, import.meta.url));
  const { promise, resolve, reject } = Promise.withResolvers<Ended>();
  const isTest = args[0] === 'test' && args.includes('--target');
  const child = spawn(
    process.execPath,
    [program, ...args, ...(isTest ? ['--token-env', 'SCIMULATE_CHECKS_TOKEN'] : [])],
    {
      // Flags that the caller's shell holds, and marks of its runner, are not meant for this.
      env: {
        ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(?:SCIMULATE|TEST)_/.test(name))),
        SCIMULATE_CHECKS_TOKEN: token,
      },
    },
  );
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk) => (out += String(chunk)));
  child.stderr.on('data', (chunk) => (err += String(chunk)));
  child.on('error', reject);
  child.on('close', (code) => {
    if (code === 0 || code === 1) resolve({ code, out, err });
    else reject(new Error(err.trim()));
  });
  return promise;
}

function sentenceOf({ id, findings, reason }: CheckRun): string {
  const [first] = findings;
  if (first === undefined) return `${id}: ${reason}`;
  return `${id} (${first.requirement}): ${first.message}; expected ${first.expected}, observed ${first.observed}`;
}
