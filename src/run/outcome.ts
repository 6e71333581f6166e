import type { CheckResult } from './check-result.ts';
import type { Finding, Outcome } from './run.ts';

const weight: Readonly<Record<Finding['verdict'], number>> = { violation: 3, warning: 2, info: 1 };

const silence: Readonly<Record<CheckResult['status'], Pick<Outcome, 'verdict' | 'reason'>>> = {
  passed: { verdict: 'pass', reason: '' },
  failed: { verdict: 'error', reason: 'the check failed and recorded neither a finding nor an error' },
  timedOut: { verdict: 'error', reason: 'the check ran out of time' },
  interrupted: { verdict: 'error', reason: 'the check was interrupted' },
  skipped: { verdict: 'unsupported', reason: 'skipped' },
};

/**
 * What one result means by itself, before prerequisites are looked at.
 * A violation that was established stands even if the check broke afterwards; anything less does not excuse the break.
 */
export function outcomeOf(result: CheckResult): Outcome {
  const { findings } = result;
  if (result.unsupported !== undefined) return { verdict: 'unsupported', reason: result.unsupported, findings };
  const worst = worstOf(findings);
  if (result.notRun !== undefined && worst !== 'violation') {
    return { verdict: 'blocked', reason: result.notRun, findings: [] };
  }
  const broke = result.error ?? unfinished(result);
  if (broke !== undefined) {
    return worst === 'violation'
      ? { verdict: 'violation', reason: `the check broke off after this: ${broke}`, findings }
      : { verdict: 'error', reason: broke, findings, ...(isUnanswered(result) ? { isUnanswered: true } : {}) };
  }
  const reason = result.cutShort ?? '';
  if (worst !== undefined) return { verdict: worst, reason, findings };
  const { verdict, reason: said } = silence[result.status];
  return { verdict, reason: said === '' ? reason : said, findings };
}

function worstOf(findings: readonly Finding[]): Finding['verdict'] | undefined {
  return findings
    .map((each) => each.verdict)
    .reduce<Finding['verdict'] | undefined>(
      (worst, verdict) => (worst === undefined || weight[verdict] > weight[worst] ? verdict : worst),
      undefined,
    );
}

/** No answer came, or not in the time that a check has: no bug of ours. */
function isUnanswered(result: CheckResult): boolean {
  return result.isUnanswered === true || (result.error === undefined && result.status === 'timedOut');
}

function unfinished({ status }: CheckResult): string | undefined {
  return status === 'timedOut' || status === 'interrupted' ? silence[status].reason : undefined;
}
