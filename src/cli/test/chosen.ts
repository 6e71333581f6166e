import { existsSync } from 'node:fs';
import { isFailure, type Run, readRun } from '#run';
import type { ListedCheck } from '../checks.ts';
import { readText } from '../files.ts';
import type { Values } from '../flags.ts';
import { notThere } from '../nearest.ts';
import { selected } from '../selectors.ts';
import { UsageError } from '../usage-error.ts';
import { quickChecks } from './quick.ts';

/**
 * The checks that a command asks for, in the order of the files: what the selectors name, less what each flag leaves out.
 * A shard is every n-th of them, so that each has its part of every suite.
 * @param runFile of the last run, for --last-failed
 * @throws UsageError
 */
export function chosen(words: readonly string[], values: Values, runFile: string): readonly ListedCheck[] {
  const named = selected(words);
  const asked = [matching(values), ofProviders(values.idp, named), ofLastRun(values, runFile), quick(values)];
  const kept = named.filter((check) => asked.every((isAsked) => isAsked(check)));
  const { shard } = values;
  return shard === undefined ? kept : kept.filter((_, at) => at % shard.total === shard.index - 1);
}

type Choice = (check: ListedCheck) => boolean;

function matching({ grep, grepInvert }: Values): Choice {
  const wanted = expression('--grep', grep);
  const unwanted = expression('--grep-invert', grepInvert);
  return (check) => {
    const text = `${check.title} ${check.tags.join(' ')}`;
    return (wanted?.test(text) ?? true) && !(unwanted?.test(text) ?? false);
  };
}

function expression(flag: string, text: string | undefined): RegExp | undefined {
  if (text === undefined) return undefined;
  try {
    return new RegExp(text, 'i');
  } catch (error) {
    throw new UsageError(
      `${flag} is "${text}"; ${error instanceof Error ? error.message : 'it is no regular expression'}.`,
    );
  }
}

/** Needs of identity providers that nobody will use break nothing; the RFCs are always judged. */
function ofProviders(idps: readonly string[] | undefined, checks: readonly ListedCheck[]): Choice {
  if (idps === undefined) return () => true;
  const known = ['all', 'none', ...new Set(checks.flatMap((check) => providerOf(check) ?? []))];
  const unknown = idps.find((idp) => !known.includes(idp));
  if (unknown !== undefined) throw new UsageError(notThere('identity provider', unknown, known));
  return (check) => {
    const provider = providerOf(check);
    return provider === undefined || idps.includes('all') || idps.includes(provider);
  };
}

/** `suites/idp/entra/hire.spec.ts` is of entra. */
function providerOf({ file }: ListedCheck): string | undefined {
  return /^suites\/idp\/([^/]+)\//.exec(file)?.[1];
}

function ofLastRun({ lastFailed }: Values, runFile: string): Choice {
  if (lastFailed !== true) return () => true;
  if (!existsSync(runFile)) throw new UsageError(`--last-failed needs an earlier run, and there is no ${runFile}.`);
  const run = readRun(readText(runFile, 'run file'), runFile);
  const ids = new Set(run.checks.filter((check) => isToRepeat(check, run)).map(({ id }) => id));
  return ({ id }) => ids.has(id);
}

function isToRepeat(check: Run['checks'][number], { failOn }: Run): boolean {
  return isFailure(check, failOn) || check.verdict === 'error' || check.verdict === 'blocked';
}

function quick(values: Values): Choice {
  return values.quick === true ? ({ id }) => quickChecks.has(id) : () => true;
}
