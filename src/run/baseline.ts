import schema from './baseline.schema.json' with { type: 'json' };
import { jsonFile } from './json-file.ts';
import { byText } from './order.ts';
import type { CheckRun, KnownFailure, Run, Verdict } from './run.ts';
import { signatureOf, signaturesOf } from './signature.ts';

/** One failure that is expected of a target. Days are ISO, UTC. */
export interface BaselineEntry {
  readonly target: string;
  readonly check: string;
  readonly signature: string;
  /** Why it is accepted for now; empty until someone writes it. */
  readonly reason: string;
  readonly owner: string;
  readonly link?: string;
  readonly since: string;
  /** The last day on which it excuses the failure. */
  readonly expires?: string;
  /** Found by a property: not every seed finds it. */
  readonly sometimes?: boolean;
}

export interface Baseline {
  readonly $schema?: string;
  readonly schemaVersion: 1;
  readonly entries: readonly BaselineEntry[];
}

const file = jsonFile<Baseline>('baseline', 1, schema);

/** @throws RunFileError in one sentence, with the place of the first fault */
export const readBaseline = file.read;
export const writeBaseline = file.write;

/** Verdicts after which one knows whether an expected failure is still there. */
const judged: ReadonlySet<Verdict> = new Set(['pass', 'violation', 'warning', 'info']);

/**
 * The baseline that expects just what this run found. What `before` says of other targets and of checks that were not
 * judged stays; reasons, owners and dates of failures that are still there are kept.
 * @param now the time as ISO 8601, UTC; its day becomes `since`
 */
export function baselineFrom(run: Run, now: string, before?: Baseline): Baseline {
  const known = new Map((before?.entries ?? []).map((entry) => [keyOf(entry), entry]));
  const ran = new Map(run.checks.map((check) => [check.id, check]));
  const kept = [...known.values()].filter((entry) => !isSettledBy(entry, run, ran));
  const found = run.checks.flatMap((check) =>
    signaturesOf(check).map((signature) => {
      const fresh = entryFrom(run, check, signature, now);
      return known.get(keyOf(fresh)) ?? fresh;
    }),
  );
  const entries = new Map([...kept, ...found].map((entry) => [keyOf(entry), entry]));
  const sorted = [...entries.values()].sort((a, b) => byText(keyOf(a), keyOf(b)));
  return { ...before, schemaVersion: 1, entries: sorted };
}

/** Whether this run decides about the entry: the same target, and its check was judged. */
function isSettledBy(entry: BaselineEntry, run: Run, ran: ReadonlyMap<string, CheckRun>): boolean {
  const check = ran.get(entry.check);
  return (
    entry.target === run.target.name && check !== undefined && judged.has(check.verdict) && entry.sometimes !== true
  );
}

function entryFrom(run: Run, check: CheckRun, signature: string, now: string): BaselineEntry {
  const byProperty = check.findings
    .filter((each) => signatureOf(each) === signature)
    .every(({ seed }) => seed !== undefined);
  return {
    target: run.target.name,
    check: check.id,
    signature,
    reason: '',
    owner: '',
    since: dayOf(now),
    ...(byProperty ? { sometimes: true } : {}),
  };
}

/**
 * The run, held against the baseline: failing checks whose every failure is expected are marked so, and `baseline` tells
 * the rest apart. The exit code is not touched; `exitOf` reads what is written here.
 * @param now the time as ISO 8601, UTC
 */
export function applyBaseline(run: Run, baseline: Baseline, now: string): Run {
  const entries = baseline.entries.filter(({ target }) => target === run.target.name);
  const today = dayOf(now);
  const isOver = (entry: BaselineEntry): boolean => entry.expires !== undefined && entry.expires < today;
  const found = new Set(run.checks.flatMap((check) => signaturesOf(check).map((each) => pairOf(check.id, each))));
  const ran = new Map(run.checks.map((check) => [check.id, check]));
  const present = entries.filter((entry) => found.has(pairOf(entry.check, entry.signature)));
  const gone = entries.filter((entry) => {
    const check = ran.get(entry.check);
    return check !== undefined && judged.has(check.verdict) && !found.has(pairOf(entry.check, entry.signature));
  });
  const excused = new Set(
    present.filter((entry) => !isOver(entry)).map((entry) => pairOf(entry.check, entry.signature)),
  );
  const listed = new Set(present.map((entry) => pairOf(entry.check, entry.signature)));
  const known = new Set(entries.map(({ check }) => check));
  const unlisted = run.checks.flatMap((check) =>
    signaturesOf(check)
      .filter((signature) => !listed.has(pairOf(check.id, signature)))
      .map((signature): KnownFailure => ({ check: check.id, signature })),
  );
  return {
    ...run,
    checks: run.checks.map((check) => markedBy(check, excused)),
    baseline: {
      expected: present.filter((entry) => !isOver(entry)).map(failureOf),
      new: unlisted.filter(({ check }) => !known.has(check)),
      changed: unlisted.filter(({ check }) => known.has(check)),
      stale: gone.filter(({ sometimes }) => sometimes !== true).map(failureOf),
      expired: present.filter(isOver).map(failureOf),
      unseen: gone.filter(({ sometimes }) => sometimes === true).map(failureOf),
    },
  };
}

function markedBy(check: CheckRun, excused: ReadonlySet<string>): CheckRun {
  const { expected, ...rest } = check;
  const signatures = signaturesOf(check);
  const isExpected = signatures.length > 0 && signatures.every((each) => excused.has(pairOf(check.id, each)));
  return isExpected ? { ...rest, expected: true } : rest;
}

/** The baseline without the entries that the run shows to be stale; with `unseen`, also without those not seen this time. */
export function pruneBaseline(
  baseline: Baseline,
  run: Run,
  now: string,
  options: { readonly unseen?: boolean } = {},
): Baseline {
  const outcome = applyBaseline(run, baseline, now).baseline;
  const drop = [...(outcome?.stale ?? []), ...(options.unseen === true ? (outcome?.unseen ?? []) : [])];
  const gone = new Set(drop.map((entry) => pairOf(entry.check, entry.signature)));
  const stays = (entry: BaselineEntry): boolean =>
    entry.target !== run.target.name || !gone.has(pairOf(entry.check, entry.signature));
  return { ...baseline, entries: baseline.entries.filter(stays) };
}

function failureOf({ target, sometimes, ...failure }: BaselineEntry): KnownFailure {
  return failure;
}

function keyOf(entry: BaselineEntry): string {
  return JSON.stringify([entry.target, entry.check, entry.signature]);
}

function pairOf(check: string, signature: string): string {
  return JSON.stringify([check, signature]);
}

function dayOf(now: string): string {
  return now.slice(0, 10);
}
