import { expect, test } from '@playwright/test';
import { type RequestMessage, type Transport, TransportError } from '#wire';
import { virtualClock } from './clock.ts';
import { directoryFrom } from './directory.ts';
import { type Engine, engine, type ProvisioningRow } from './engine.ts';
import { get, type Outcome, type Plan } from './plan.ts';
import type { Policy } from './policy.ts';
import { ask, type Reactions } from './reaction.ts';
import type { Batch, Job, Stage } from './simulator.ts';
import { retried, simulatorFrom } from './simulator.ts';

const startMs = Date.UTC(2026, 0, 5, 8);
const minuteMs = 60_000;

const reactions: Reactions<'done'> = {
  done: { next: 'done' },
  '429': { next: 'wait', code: 'TooMany' },
  '410': { next: 'stop', code: 'Gone' },
  '418': { next: 'abort', code: 'Teapot' },
  '401': { next: 'quarantine', code: 'Credentials' },
  other: { next: 'fail', code: 'Failed' },
};

const events: Policy = {
  mode: 'events',
  cycleMs: 0,
  concurrency: 1,
  requestGapMs: 200,
  backoff: { firstMs: 300_000, factor: 2, attempts: 3, honourRetryAfter: true },
  onFailure: { kind: 'task', retryOnSync: false },
};
const cycles: Policy = {
  mode: 'cycles',
  cycleMs: 40 * minuteMs,
  concurrency: 1,
  requestGapMs: 0,
  onFailure: { kind: 'escrow', firstMs: 40 * minuteMs, factor: 2, maxMs: 24 * 60 * minuteMs },
  quarantine: {
    minFailures: 3,
    share: 0.4,
    maxFailures: 100,
    maxWithReferences: 200,
    triesMs: [6, 12, 24].map((hours) => hours * 60 * minuteMs),
    thenEveryMs: 24 * 60 * minuteMs,
    disabledAfterMs: 28 * 24 * 60 * minuteMs,
  },
};

/** A provider that touches each changed user with one GET. */
function toy(policy: Policy) {
  const touch = (id: string): Job => ({
    key: `user:${id}`,
    subject: id,
    action: 'touch',
    *run(): Plan<Outcome> {
      yield* ask(get(`/Users/${id}`, 'toy-01'), 'success', reactions);
      return { action: 'touch', status: 'Success' };
    },
  });
  return simulatorFrom({
    id: 'toy',
    name: 'Toy',
    options: {},
    behaviours: { 'toy-01': { does: 'Touches a user.', source: 'here', strength: 'inferred' } },
    policy: () => policy,
    memory: () => ({}),
    headers: () => [],
    *connect() {
      yield* ask(get('/connect', 'toy-01'), 'success', reactions);
      return { action: 'connect', status: 'Success' };
    },
    *plan({ directory }, batch: Batch): Generator<Stage> {
      const ids = new Set(batch.changes.flatMap(({ user }) => user ?? []));
      if (batch.reason === 'initial') for (const { id } of directory.users()) ids.add(id);
      for (const id of retried(batch, 'user')) ids.add(id);
      yield { name: 'users', jobs: [...ids].map(touch) };
    },
    desired: () => ({ users: [], groups: [] }),
    actions: {
      *touch(_context, { user = '' }) {
        yield { name: 'touch', jobs: [touch(user)] };
      },
    },
  });
}

interface Bench {
  readonly running: Engine;
  /** `minutes path`, in the order of sending. */
  readonly sent: string[];
  readonly rows: ProvisioningRow[];
}

/** An engine over a target that answers what `answers` says: a status, or text for a lost connection. */
function bench(
  policy: Policy,
  answer: (request: RequestMessage, count: number) => number | 'reset',
  latencyMs = 0,
): Bench {
  const clock = virtualClock(startMs);
  const sent: string[] = [];
  const rows: ProvisioningRow[] = [];
  const transport: Transport = async (request) => {
    sent.push(`${Math.floor((clock.now() - startMs) / minuteMs)} ${request.url.replace('http://t', '')}`);
    const status = answer(request, sent.length);
    await clock.sleep(latencyMs);
    if (status === 'reset') throw new TransportError('reset', 'the connection broke');
    return { status, headers: [['Retry-After', '120']], body: '' };
  };
  const users = ['a', 'b', 'c'].map((id) => ({ id, userName: id }));
  const running = engine({
    simulator: toy(policy),
    directory: directoryFrom({ users, groups: [] }, { users: 'all', membersOf: [], groups: 'all' }),
    transport,
    baseUrl: 'http://t',
    token: '',
    options: {},
    seed: 1,
    clock,
    onExchange: () => {},
    onRow: (row) => rows.push(row),
  });
  return { running, sent, rows };
}

const disableA = [{ do: 'disabled', user: 'a' }] as const;

test.describe('an event-driven provider', () => {
  test('reads what is there first, and then lets each change lead to requests at once', async () => {
    const { running, sent } = bench(events, () => 200);

    await running.change(disableA);

    expect(sent).toEqual(['0 /Users/a', '0 /Users/b', '0 /Users/c', '0 /Users/a']);
    expect(running.isPending()).toBe(false);
  });

  test('pauses a job that was answered 429, doubling the wait, and lets the others go on', async () => {
    const { running, sent, rows } = bench(events, ({ url }, count) => (url.endsWith('a') && count < 6 ? 429 : 200));

    await running.sync();

    expect(sent).toEqual(['0 /Users/a', '0 /Users/b', '0 /Users/c', '2 /Users/a', '6 /Users/a', '14 /Users/a']);
    expect(rows.at(-1)).toMatchObject({ status: 'Success', subject: 'a' });
  });

  test('gives up after the attempts of its backoff, and leaves a task', async () => {
    const { running, sent, rows } = bench(events, ({ url }) => (url.endsWith('a') ? 429 : 200));

    await running.sync();

    expect(sent.filter((line) => line.endsWith('a'))).toHaveLength(4);
    expect(rows.at(-1)).toMatchObject({ status: 'Failure', subject: 'a' });
    expect(running.isPending()).toBe(false);
  });

  test('does not retry a failure by itself, but when an administrator does', async () => {
    let isDown = true;
    const { running, sent } = bench(events, ({ url }) => (isDown && url.endsWith('b') ? 500 : 200));
    await running.sync();
    await running.sync();
    await running.wait(60 * minuteMs);
    expect(sent).toHaveLength(3);

    isDown = false;
    await running.admin({ action: 'retry' });
    await running.admin({ action: 'retry' });

    expect(sent.slice(3)).toEqual(['60 /Users/b']);
  });

  test('retries its tasks at each sync where the policy says so', async () => {
    const policy = { ...events, onFailure: { kind: 'task', retryOnSync: true } } as const;
    const { running, sent } = bench(policy, (_request, count) => (count === 1 ? 'reset' : 200));
    await running.change([]);
    expect(running.isPending()).toBe(true);

    await running.settle(3);

    expect(sent.at(-1)).toBe('0 /Users/a');
    expect(running.isPending()).toBe(false);
  });

  test('drops a paused job when a newer one for the same object succeeds', async () => {
    const { running, sent } = bench(events, (_request, count) => (count === 1 ? 429 : 200));
    await running.change(disableA);
    await running.sync();

    expect(sent).toEqual(['0 /Users/a', '0 /Users/b', '0 /Users/c', '0 /Users/a']);
  });

  test('takes changes that come together as one batch, with jobs in flight side by side', async () => {
    const { running, sent } = bench({ ...events, concurrency: 4 }, () => 200);
    await running.sync();

    await running.change([
      { do: 'disabled', user: 'a' },
      { do: 'disabled', user: 'b' },
      { do: 'enabled', user: 'a' },
    ]);

    expect(sent.slice(3)).toEqual(['0 /Users/a', '0 /Users/b']);
  });

  test('plays an action of its own, and names the ones it has when it is asked for another', async () => {
    const { running, sent } = bench(events, () => 200);

    await running.admin({ action: 'touch', user: 'c' });

    expect(sent).toEqual(['0 /Users/c']);
    await expect(running.admin({ action: 'pushNow' })).rejects.toThrow(
      'toy has no action "pushNow"; it has restart, retry, touch.',
    );
  });
});

test.describe('a cyclic provider', () => {
  test('lets changes wait for the next cycle', async () => {
    const { running, sent } = bench(cycles, () => 200);
    await running.sync();
    await running.change(disableA);
    expect(sent).toHaveLength(3);

    await running.sync();

    expect(sent.slice(3)).toEqual(['40 /Users/a']);
  });

  test('keeps a failed object aside in doubling steps, while the others go on', async () => {
    const { running, sent, rows } = bench(cycles, ({ url }, count) => (url.endsWith('b') && count < 7 ? 500 : 200));
    await running.sync();

    await running.settle(10);

    expect(sent.filter((line) => line.endsWith('b'))).toEqual([
      '0 /Users/b',
      '40 /Users/b',
      '120 /Users/b',
      '280 /Users/b',
      '600 /Users/b',
    ]);
    expect(rows.filter(({ status }) => status === 'Escrowed')).toHaveLength(4);
    expect(running.isPending()).toBe(false);
  });

  test('takes up a failed object at once when it changes', async () => {
    const { running, sent } = bench(cycles, ({ url }, count) => (url.endsWith('a') && count < 5 ? 500 : 200));
    await running.sync();
    await running.sync();
    await running.change(disableA);
    await running.sync();

    expect(sent.slice(3)).toEqual(['40 /Users/a', '80 /Users/a']);
    expect(running.isPending()).toBe(false);
  });

  test('never tries again what it was told to stop', async () => {
    const { running, rows } = bench(cycles, ({ url }) => (url.endsWith('a') ? 410 : 200));
    await running.sync();

    expect(rows[0]).toMatchObject({ status: 'Failure', subject: 'a', reason: expect.stringContaining('Gone: ') });
    expect(running.isPending()).toBe(false);
  });

  test('reads a batch again that was aborted, at the usual time', async () => {
    const { running, sent } = bench(cycles, (_request, count) => (count === 2 ? 418 : 200));
    await running.sync();
    await running.sync();

    expect(sent).toEqual(['0 /Users/a', '0 /Users/b', '40 /Users/a', '40 /Users/b', '40 /Users/c']);
  });

  test('rests in quarantine 6, 12 and 24 hours after the first failure, then daily, and is off after four weeks', async () => {
    const { running, sent } = bench(cycles, () => 401);

    await running.sync();
    await running.settle(100);

    const hours = sent.map((line) => Number(line.split(' ')[0]) / 60);
    expect(hours.slice(0, 6)).toEqual([0, 6, 12, 24, 48, 72]);
    expect(hours.at(-1)).toBe(28 * 24);
    expect(running.isPending()).toBe(false);
  });

  test('leaves quarantine with the first success, and has lost no change', async () => {
    let isRefused = false;
    const { running, sent } = bench(cycles, () => (isRefused ? 401 : 200));
    await running.sync();
    isRefused = true;
    await running.change(disableA);
    await running.sync();
    isRefused = false;
    await running.sync();
    await running.sync();

    expect(sent.slice(3)).toEqual(['40 /Users/a', '400 /Users/a']);
    expect(running.isPending()).toBe(false);
  });

  test('quarantines itself when too great a share of its work fails', async () => {
    const { running, rows } = bench(cycles, () => 500);

    await running.sync();

    expect(rows.at(-1)).toMatchObject({ status: 'Quarantined', reason: '3 of 3 operations failed' });
  });

  test('lets no idle cycle run while time passes', async () => {
    const { running, sent } = bench(cycles, ({ url }, count) => (url.endsWith('b') && count === 2 ? 500 : 200));
    await running.sync();

    await running.wait(30 * 24 * 60 * minuteMs);

    expect(sent.slice(3)).toEqual(['40 /Users/b']);
  });

  test('waits for a paused job before the cycle goes on, where it has a backoff', async () => {
    const policy = { ...cycles, backoff: { firstMs: minuteMs, factor: 2, attempts: 5, honourRetryAfter: true } };
    const { running, sent } = bench(policy, (_request, count) => (count === 1 ? 429 : 200));

    await running.sync();

    expect(sent).toEqual(['0 /Users/a', '0 /Users/b', '0 /Users/c', '2 /Users/a']);
  });
});

test('keeps to the rate that the policy allows', async () => {
  const { running, sent } = bench({ ...cycles, maxRequestsPerSecond: 1 / 60 }, () => 200);

  await running.sync();

  expect(sent).toEqual(['0 /Users/a', '1 /Users/b', '2 /Users/c']);
});

test('counts a request that took longer than its timeout as unanswered', async () => {
  const { running, rows } = bench({ ...cycles, timeoutMs: 60_000 }, () => 200, 61_000);

  await running.sync();

  expect(rows[0]).toMatchObject({ status: 'Escrowed', reason: expect.stringContaining('no answer within 60000 ms') });
});

for (const [baseUrl, url] of [
  ['http://t', 'http://t/connect'],
  ['http://t/', 'http://t/connect'],
  ['http://t/scim/v2?tenant=7', 'http://t/scim/v2/connect?tenant=7'],
] as const) {
  test(`puts a path behind ${baseUrl}`, async () => {
    const seen: string[] = [];
    const running = engine({
      simulator: toy(cycles),
      directory: directoryFrom({ users: [], groups: [] }, { users: 'all', membersOf: [], groups: 'all' }),
      transport: async (request) => {
        seen.push(request.url);
        return { status: 200, headers: [], body: '' };
      },
      baseUrl,
      token: '',
      options: {},
      seed: 1,
      clock: virtualClock(startMs),
      onExchange: () => {},
      onRow: () => {},
    });
    await running.connect();

    expect(seen).toEqual([url]);
  });
}

test('says false of a connection test that fails', async () => {
  const { running, rows } = bench(cycles, () => 401);

  expect(await running.connect()).toBe(false);
  expect(rows).toMatchObject([{ status: 'Failure', action: 'connect' }]);
});

test('writes nothing while it evaluates', async () => {
  const { running, sent } = bench(cycles, () => 200);
  await running.sync();

  expect(await running.evaluate(async () => ({ status: 200, headers: [], body: '' }))).toEqual([]);
  expect(sent).toHaveLength(3);
});
