import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { TestCase, TestResult } from '@playwright/test/reporter';
import { mappingRows } from '#catalogue';
import type { CheckResult } from '#run';
import type { Exchange } from '#wire';
import { checkOf } from './check.ts';
import { type Evidence, evidenceName, readEvidence } from './evidence.ts';

export interface Collected {
  readonly result: CheckResult;
  readonly exchanges: readonly Exchange[];
  readonly choices: Evidence['choices'];
}

/** What the runner says of one execution of a check, told from `suites` on; undefined for a test that is no check. */
export function collect(test: TestCase, result: TestResult, suites: string): Collected | undefined {
  const described = factsOf(test, [...test.annotations, ...result.annotations], suites);
  if (described === undefined) return undefined;
  const evidence = evidenceFrom(result);
  const unsupported = evidence?.unsupported;
  const rows = evidence?.rules && Object.keys(evidence.rules);
  const error = evidence?.error ?? (evidence === undefined ? withoutEvidence(result) : undefined);
  return {
    result: {
      ...described,
      requirements: described.requirements.flatMap((id) => (id === mappingRows ? (rows ?? [id]) : [id])),
      status: result.status,
      findings: evidence?.findings ?? [],
      ...(evidence?.rules === undefined ? {} : { rules: evidence.rules }),
      ...(unsupported === undefined ? {} : { unsupported }),
      ...(evidence?.notRun === undefined ? {} : { notRun: evidence.notRun }),
      ...(evidence?.cutShort === undefined ? {} : { cutShort: evidence.cutShort }),
      ...(error === undefined ? {} : { error }),
      ...(evidence?.isUnanswered === true ? { isUnanswered: true } : {}),
      startedAt: result.startTime.toISOString(),
      durationMs: result.duration,
      attempt: result.retry,
    },
    exchanges: evidence?.exchanges ?? [],
    choices: evidence?.choices ?? {},
  };
}

/** A check that the run was to put and did not come to: it was stopped before. `startedAt` is that of the run. */
export function notRun(test: TestCase, suites: string, startedAt: string): CheckResult | undefined {
  const described = factsOf(test, test.annotations, suites);
  if (described === undefined) return undefined;
  const reason = 'not run: the run was stopped before';
  return { ...described, status: 'skipped', findings: [], notRun: reason, startedAt, durationMs: 0, attempt: 0 };
}

/** What a check says of itself. */
function factsOf(test: TestCase, annotations: Parameters<typeof checkOf>[0], suites: string) {
  const check = checkOf(annotations);
  if (check === undefined) return undefined;
  return {
    id: check.id,
    title: test.title,
    source: `${path.relative(suites, test.location.file).split(path.sep).join('/')}:${test.location.line}`,
    requirements: unique(check.judges),
    needs: unique(check.needs),
    after: unique(check.after),
    tags: test.tags,
  };
}

function evidenceFrom(result: TestResult): Evidence | undefined {
  const attachment = result.attachments.find(({ name }) => name === evidenceName);
  if (attachment === undefined) return undefined;
  const bytes = attachment.body ?? (attachment.path === undefined ? undefined : readFileSync(attachment.path));
  return bytes === undefined ? undefined : readEvidence(bytes.toString('utf8'));
}

/** A check that left nothing did not come to its end. */
function withoutEvidence(result: TestResult): string | undefined {
  const message = result.error?.message ?? result.error?.value;
  if (message !== undefined) return message.split('\n')[0] ?? message;
  if (result.status === 'timedOut' || result.status === 'interrupted') return undefined;
  return 'the check left no evidence';
}

function unique(words: readonly string[]): readonly string[] {
  return [...new Set(words)];
}
