import type { Exchange } from '#wire';
import type { Outcome, PlannedRequest } from './plan.ts';
import { PlanFailure } from './reaction.ts';
import type { Job } from './simulator.ts';

/** What became of one job. */
export interface JobResult {
  readonly job: Job;
  readonly end: Outcome | PlanFailure;
  readonly exchanges: readonly string[];
}

export type Send = (request: PlannedRequest) => Promise<Exchange>;

/** Drives one plan to its end: each request it yields is sent, and it is answered with the exchange. */
export async function runJob(job: Job, send: Send): Promise<JobResult> {
  const exchanges: string[] = [];
  const plan = job.run();
  try {
    let step = plan.next();
    while (!step.done) {
      const exchange = await send(step.value);
      exchanges.push(exchange.id);
      step = plan.next(exchange);
    }
    return { job, end: step.value, exchanges };
  } catch (error) {
    if (!(error instanceof PlanFailure)) throw error;
    return { job, end: error, exchanges };
  }
}

/**
 * Runs jobs, at most `concurrency` at a time, and pulls no further one once `onResult` says `stop`.
 * Jobs are pulled lazily, so a hundred thousand of them cost no memory.
 */
export async function runJobs(
  jobs: Iterable<Job>,
  concurrency: number,
  send: Send,
  onResult: (result: JobResult) => 'go on' | 'stop',
): Promise<void> {
  const queue = jobs[Symbol.iterator]();
  let isStopped = false;
  const worker = async (): Promise<void> => {
    while (!isStopped) {
      const next = queue.next();
      if (next.done) return;
      if (onResult(await runJob(next.value, send)) === 'stop') isStopped = true;
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, concurrency) }, worker));
}
