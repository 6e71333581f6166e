import type { Exchange, Transport } from '#wire';
import type { Change } from './change.ts';
import type { Clock } from './clock.ts';
import type { Desired } from './desired.ts';
import type { LiveDirectory } from './directory.ts';
import { escrow } from './escrow.ts';
import { type Links, links } from './links.ts';
import { type Numbering, numbering } from './numbering.ts';
import { type Pause, pauses } from './pauses.ts';
import { quarantineState } from './quarantine.ts';
import { randomFrom } from './random.ts';
import { PlanFailure } from './reaction.ts';
import { type JobResult, runJob, runJobs } from './run-jobs.ts';
import { ScenarioError } from './scenario-error.ts';
import { type Place, recordFrom, sender } from './sender.ts';
import type { AdminStep, Batch, Instance, Job, Simulator, Stage } from './simulator.ts';
import { tokenKeeper } from './token-keeper.ts';

/** One row of the log that an administrator of the provider would see. Same shape as the run file's. */
export interface ProvisioningRow {
  /** ISO 8601, UTC, of virtual time. */
  readonly at: string;
  readonly action: string;
  readonly subject: string;
  readonly status: 'Success' | 'Failure' | 'Skipped' | 'Escrowed' | 'Quarantined';
  readonly reason: string;
  readonly exchanges: readonly string[];
}

export interface EngineSetup {
  readonly simulator: Simulator;
  readonly directory: LiveDirectory;
  readonly transport: Transport;
  readonly baseUrl: string;
  readonly token: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly seed: number;
  readonly clock: Clock;
  readonly stopwatch?: (() => number) | undefined;
  /** The way to a token endpoint; default `transport`. */
  readonly tokenTransport?: Transport | undefined;
  /** Shared by providers that work on one target, or follow each other in one run. */
  readonly numbering?: Numbering | undefined;
  readonly onExchange: (exchange: Exchange, place: Place) => void;
  readonly onSecret?: ((secret: string) => void) | undefined;
  readonly onRow: (row: ProvisioningRow) => void;
}

/** One provider at work on one directory and one target. Every method ends when nothing more happens by itself. */
export interface Engine {
  readonly instance: Instance;
  readonly links: Links;
  /** What a client would present now: the token that was typed, or the access token that it is good for; empty when none is had. */
  accessToken(): Promise<string>;
  desired(): Desired;
  /** The connection test. False when it fails. */
  connect(): Promise<boolean>;
  /** Lets something happen in the directory: several changes at once are one batch. */
  change(changes: readonly Change[]): Promise<void>;
  /** The next cycle; for an event-driven provider, all that waits for time to pass. */
  sync(): Promise<void>;
  /** Lets virtual time pass. Cycles in which there would be nothing to do are left out. */
  wait(ms: number): Promise<void>;
  /** @throws ScenarioError when the provider has no such action */
  admin(step: AdminStep & { readonly full?: boolean }): Promise<void>;
  /** Whether something is still to be done: unread changes, escrow, pauses, quarantine. */
  isPending(): boolean;
  /** Lets time pass until nothing is pending, for at most `maxSyncs` syncs. */
  settle(maxSyncs: number): Promise<void>;
  /**
   * Asks each object in scope whether it would be written again, reading through `transport` and writing nothing.
   * @returns one sentence for each write that would follow; none when the provider would be silent
   */
  evaluate(transport: Transport): Promise<readonly string[]>;
}

/** What the log calls a job that failed at a request of this method; a read has the name of its job. */
const actions: Readonly<Record<string, string>> = { POST: 'create', PUT: 'update', PATCH: 'update', DELETE: 'delete' };

export function engine(setup: EngineSetup): Engine {
  const { clock, directory, simulator } = setup;
  const correlation = links();
  const world = { directory, links: correlation, random: randomFrom(setup.seed) };
  const { baseUrl, options } = simulator.address(setup.baseUrl);
  const instance = simulator.open({ ...options, ...setup.options }, world);
  const { policy } = instance;
  const wire = { clock, timeoutMs: policy.timeoutMs, stopwatch: setup.stopwatch };
  const record = recordFrom({ ...wire, numbering: setup.numbering ?? numbering(), onExchange: setup.onExchange });
  const tokens = tokenKeeper({
    typed: setup.token,
    request: instance.credential(setup.token),
    record,
    transport: setup.tokenTransport ?? setup.transport,
    clock,
    onSecret: setup.onSecret,
  });
  const send = sender({ ...setup, baseUrl, instance, record, tokens });
  const failed = escrow(policy.onFailure.kind === 'escrow' ? policy.onFailure : { firstMs: 0, factor: 1, maxMs: 0 });
  const quarantine = quarantineState(policy.quarantine);
  const tasks = new Map<string, Job>();
  /** The keys that the running batch came to. */
  const tried = new Set<string>();
  const paused = pauses();
  let watermark = directory.end();
  let hasStarted = false;
  let isRestarting = false;
  let nextCycleAt = clock.now();
  /** Why a batch was stopped: whether the job rests now, or goes on at its usual time. */
  let isQuarantining = false;

  const row = (result: JobResult, status: ProvisioningRow['status'], action: string, reason: string): void => {
    const at = new Date(clock.now()).toISOString();
    setup.onRow({ at, action, subject: result.job.subject, status, reason, exchanges: result.exchanges });
  };

  /**
   * The start of the cycle that runs or ran last, from which the steps of an escrow are counted: else what failed a moment
   * after it would not be due at the start of the next one.
   */
  const cycleStartedAt = (): number => (policy.mode === 'cycles' ? nextCycleAt - policy.cycleMs : clock.now());

  /** Books one result. `stop` when the batch ends here. */
  const book = (result: JobResult, before?: Pause): 'go on' | 'stop' => {
    const { job, end } = result;
    tried.add(job.key);
    if (!(end instanceof PlanFailure)) {
      failed.release(job.key);
      tasks.delete(job.key);
      paused.drop(job.key);
      quarantine.count(false, job.isReference === true);
      if (end.status !== 'silent') row(result, end.status, end.action, end.reason ?? '');
      return 'go on';
    }
    const said = `${end.code}: ${end.message}`;
    const action = actions[end.exchange?.request.method ?? ''] ?? job.action;
    if (end.next === 'quarantine' || end.next === 'abort') {
      isQuarantining = end.next === 'quarantine';
      row(result, isQuarantining ? 'Quarantined' : 'Failure', action, said);
      return 'stop';
    }
    if (end.next === 'stop') {
      failed.release(job.key);
      row(result, 'Failure', action, said);
      return 'go on';
    }
    const attempt = before === undefined ? 1 : before.attempt + 1;
    if (end.next === 'wait' && policy.backoff !== undefined && attempt <= policy.backoff.attempts) {
      const { backoff } = policy;
      const firstMs = (backoff.honourRetryAfter ? retryAfterMs(end.exchange) : undefined) ?? backoff.firstMs;
      const waitMs = before === undefined ? firstMs : before.waitMs * backoff.factor;
      const dueAt = clock.now() + waitMs;
      paused.keep({ job, dueAt, waitMs, attempt });
      row(result, 'Escrowed', action, `${said}; paused until ${new Date(dueAt).toISOString()}`);
      return 'go on';
    }
    if (policy.onFailure.kind === 'task') {
      tasks.set(job.key, job);
      row(result, 'Failure', action, said);
    } else {
      const { dueAt, failures } = failed.keep(job.key, cycleStartedAt());
      const next = new Date(dueAt).toISOString();
      row(result, 'Escrowed', action, `${said}; failed ${failures} times, tried again after ${next}`);
    }
    const why = quarantine.count(true, job.isReference === true);
    if (why === undefined) return 'go on';
    isQuarantining = true;
    row({ ...result, job: { ...job, subject: 'provisioning job' }, exchanges: [] }, 'Quarantined', 'quarantine', why);
    return 'stop';
  };

  /** Lets the paused jobs that are due by `untilMs` run, each at its time. */
  const resume = async (untilMs: number): Promise<boolean> => {
    for (let next = paused.take(untilMs); next !== undefined; next = paused.take(untilMs)) {
      if (next.dueAt > clock.now()) await clock.sleep(next.dueAt - clock.now());
      if (book(await runJob(next.job, send), next) === 'stop') return false;
    }
    return true;
  };

  /** Runs stages one after another. False when the batch was stopped. */
  const run = async (stages: Iterable<Stage>): Promise<boolean> => {
    for (const stage of stages) {
      let isStopped = false;
      await runJobs(stage.jobs, policy.concurrency, send, (result) => {
        const verdict = book(result);
        if (verdict === 'stop') isStopped = true;
        return verdict;
      });
      if (isStopped) return false;
      // A cycle waits for its paused jobs, since later stages need their links; events do not wait for each other.
      if (policy.mode === 'cycles' && !(await resume(Number.POSITIVE_INFINITY))) return false;
    }
    return true;
  };

  const work = async (): Promise<void> => {
    const at = clock.now();
    if (policy.purgeMs !== undefined) directory.purge(policy.purgeMs, at);
    const reason = isRestarting ? 'restart' : hasStarted ? 'changes' : 'initial';
    const end = directory.end();
    const isWhole = reason !== 'changes';
    const changes = isWhole ? [] : directory.since(watermark);
    const batch: Batch = { reason, changes, retry: failed.due(at), isHeld: (key) => failed.isHeld(key, at), at };
    tried.clear();
    if (await run(instance.plan(batch))) {
      // What no job was planned for has become moot: the object is gone.
      for (const key of batch.retry) if (!tried.has(key)) failed.release(key);
      watermark = end;
      hasStarted = true;
      isRestarting = false;
      quarantine.lift();
    } else if (isQuarantining) quarantine.enter(at);
  };

  const cycle = async (): Promise<void> => {
    const tryAt = quarantine.nextTry();
    if (tryAt === 'never') return;
    const startAt = Math.max(tryAt ?? nextCycleAt, clock.now());
    if (startAt > clock.now()) await clock.sleep(startAt - clock.now());
    nextCycleAt = startAt + policy.cycleMs;
    await work();
  };

  /** When there is next something to do by itself; undefined when there is nothing. */
  const nextWorkAt = (): number | undefined => {
    const tryAt = quarantine.nextTry();
    if (tryAt !== undefined) return tryAt === 'never' ? undefined : tryAt;
    if (policy.mode === 'events') {
      const dues = [paused.nextDue(), instance.wakeAt()].filter((at) => at !== undefined);
      return dues.length > 0 ? Math.min(...dues) : undefined;
    }
    if (!hasStarted || isRestarting || directory.end() > watermark) return nextCycleAt;
    const purgeAt = policy.purgeMs === undefined ? undefined : directory.nextPurgeAt(policy.purgeMs);
    const dues = [failed.nextDue(), purgeAt, instance.wakeAt()].filter((at) => at !== undefined);
    if (dues.length === 0) return undefined;
    const late = Math.min(...dues) - nextCycleAt;
    return nextCycleAt + Math.max(0, Math.ceil(late / policy.cycleMs)) * policy.cycleMs;
  };

  const start = async (): Promise<void> => {
    if (!hasStarted) await work();
  };

  const retryTasks = async (): Promise<void> => {
    const waiting = [...tasks.values()];
    tasks.clear();
    await run([{ name: 'retry', jobs: waiting }]);
  };

  const sync = async (): Promise<void> => {
    if (policy.mode === 'cycles') return cycle();
    await start();
    await resume(Number.POSITIVE_INFINITY);
    if (policy.onFailure.kind === 'task' && policy.onFailure.retryOnSync && tasks.size > 0) await retryTasks();
  };

  const isPending = (): boolean => {
    if (quarantine.nextTry() === 'never') return false;
    if (!hasStarted || isRestarting || directory.end() > watermark || !paused.isEmpty()) return true;
    if (policy.onFailure.kind === 'task') return policy.onFailure.retryOnSync && tasks.size > 0;
    return failed.nextDue() !== undefined || quarantine.nextTry() !== undefined;
  };

  return {
    instance,
    links: correlation,
    accessToken: () => tokens.now().catch(() => ''),
    desired: () => instance.desired(),
    connect: async () => {
      const job: Job = { key: 'connect', subject: simulator.name, action: 'connect', run: () => instance.connect() };
      const result = await runJob(job, send);
      if (!(result.end instanceof PlanFailure)) {
        row(result, result.end.status === 'silent' ? 'Success' : result.end.status, 'connect', result.end.reason ?? '');
        return true;
      }
      row(result, 'Failure', 'connect', `${result.end.code}: ${result.end.message}`);
      return false;
    },
    change: async (changes) => {
      // An event-driven provider has read what was there before it can notice that something changes.
      if (policy.mode === 'events') await start();
      for (const change of changes) directory.apply(change, clock.now());
      if (policy.mode === 'events') await work();
    },
    sync,
    wait: async (ms) => {
      const untilMs = clock.now() + ms;
      let before = Number.NEGATIVE_INFINITY;
      for (let due = nextWorkAt(); due !== undefined && due <= untilMs; due = nextWorkAt()) {
        // Work that is due at the same time for ever would keep us here.
        if (due <= before) break;
        before = due;
        if (due > clock.now()) await clock.sleep(due - clock.now());
        if (policy.mode === 'events') {
          await resume(due);
          await work();
        } else {
          nextCycleAt = due;
          await cycle();
        }
      }
      if (untilMs > clock.now()) await clock.sleep(untilMs - clock.now());
    },
    admin: async (step) => {
      if (step.action === 'restart') {
        isRestarting = true;
        failed.clear();
        quarantine.lift();
        nextCycleAt = clock.now();
        if (step.full === true) correlation.clear();
        return;
      }
      if (step.action === 'retry') return retryTasks();
      if (!instance.actions.includes(step.action)) {
        const known = ['restart', 'retry', ...instance.actions].join(', ');
        throw new ScenarioError(`${simulator.id} has no action "${step.action}"; it has ${known}.`);
      }
      if (await run(instance.act({ ...step, at: clock.now() }))) quarantine.lift();
      else if (isQuarantining) quarantine.enter(clock.now());
    },
    isPending,
    settle: async (maxSyncs) => {
      for (let count = 0; count < maxSyncs && isPending(); count += 1) {
        const due = nextWorkAt();
        if (due !== undefined && due > clock.now()) await clock.sleep(due - clock.now());
        if (due !== undefined && policy.mode === 'cycles') nextCycleAt = due;
        await sync();
      }
    },
    evaluate: async (transport) => {
      const writes: string[] = [];
      const unseen = recordFrom({ ...wire, numbering: numbering(), onExchange: () => {} });
      const read = sender({ ...setup, baseUrl, instance, record: unseen, tokens, transport });
      const batch: Batch = { reason: 'evaluate', changes: [], retry: [], isHeld: () => false, at: clock.now() };
      for (const stage of instance.plan(batch)) {
        await runJobs(
          stage.jobs,
          policy.concurrency,
          async (request) => {
            if (request.method === 'GET') return read(request);
            throw new PlanFailure('stop', 'NotSilent', `${request.method} ${request.target} [${request.behaviour}]`);
          },
          ({ job, end }) => {
            if (end instanceof PlanFailure)
              writes.push(`${job.subject}: one more cycle would ${job.action}: ${end.message}`);
            return 'go on';
          },
        );
      }
      return writes;
    },
  };
}

/** A `Retry-After` in whole seconds; the other forms are not read, as no documented provider reads them. */
function retryAfterMs(exchange: Exchange | undefined): number | undefined {
  const header = exchange?.response?.headers.find(([name]) => name.toLowerCase() === 'retry-after');
  return header !== undefined && /^\d+$/.test(header[1]) ? Number(header[1]) * 1000 : undefined;
}
