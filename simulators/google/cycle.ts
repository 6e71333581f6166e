import { type Batch, type Job, PlanFailure, retried, type Stage } from '#idp';
import { usersBehind } from './group.ts';
import type { GoogleContext } from './memory.ts';
import { dues, isSwitchedOff, noteTriggers } from './standing.ts';
import { provision } from './user.ts';

/** One cycle: everybody whom a change or a timer touches. [google-cycle-01, google-update-01] */
export function* cycle(context: GoogleContext, batch: Batch): Generator<Stage> {
  const { memory } = context;
  const isWhole = batch.reason !== 'changes' || memory.isResuming;
  const users = isWhole ? everybody(context, batch) : touched(context, batch);
  if (batch.reason !== 'evaluate') noteTriggers(context, batch, isWhole ? [...memory.accounts.keys()] : users);
  if (isSwitchedOff(context, batch.at)) return;
  memory.isResuming = false;
  memory.isRefused = false;
  yield { name: 'users', jobs: jobs(context, users, batch.at) };
  if (memory.isRefused && batch.reason !== 'evaluate') yield { name: 'credential', jobs: [refusal] };
}

/** Every user has failed; nothing more is sent until somebody reauthorises. [google-auth-03] */
const refusal: Job = {
  key: 'credential:',
  subject: 'provisioning',
  action: 'reauthorize',
  *run() {
    throw new PlanFailure('quarantine', 'ReauthorizationNeeded', 'the app refused the credential');
  },
};

function* jobs(context: GoogleContext, users: Iterable<string>, at: number): Generator<Job> {
  for (const id of users) {
    const subject = context.directory.user(id)?.userName ?? id;
    yield { key: `user:${id}`, subject, action: 'provision', run: () => provision(context, id, at) };
  }
}

/** All of the directory, and the accounts whose users it has lost. That one is barred is told when he comes back. */
function* everybody({ directory, memory }: GoogleContext, { reason }: Batch): Generator<string> {
  for (const { id } of directory.users()) if (reason !== 'evaluate' || !memory.barred.has(id)) yield id;
  for (const id of [...memory.accounts.keys()]) if (directory.user(id) === undefined) yield id;
}

/** Whom the delta names, whose timer has run out, and who failed in the cycle before. */
function touched(context: GoogleContext, batch: Batch): ReadonlySet<string> {
  const { directory, memory } = context;
  const ids = new Set<string>();
  const isKnown = (id: string): boolean => directory.user(id) !== undefined || memory.accounts.has(id);
  for (const change of batch.changes) {
    if (change.kind === 'passwordSet') continue;
    for (const id of usersBehind(context, change)) if (isKnown(id)) ids.add(id);
  }
  for (const id of retried(batch, 'user')) if (isKnown(id)) ids.add(id);
  for (const id of memory.leaving) {
    const account = memory.accounts.get(id);
    if (account === undefined) continue;
    const { suspendAt, deleteAt } = dues(context, account);
    if (Math.min(suspendAt, deleteAt) <= batch.at) ids.add(id);
  }
  return ids;
}
