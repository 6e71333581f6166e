import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import type { Finding } from '#run';
import { isObject, type JsonObject } from '#scim';
import { error, type Fault, fakeTarget, json } from '../../fixtures/fake-target.ts';
import { OutOfTime } from './deadline.ts';
import { runProperty, seedFor, type Trials } from './property.ts';
import { session } from './session.ts';
import { targetFrom } from './target.ts';

const target = targetFrom({ url: 'http://fake.example/scim/v2' }, {});

function checkOn(fault?: Fault, more: Partial<Trials> = {}) {
  const transport = fakeTarget(fault);
  const running = session({
    transport,
    target,
    judges: ['7644-3.3-07', '7644-3.1-07', '7644-3.3-08'],
    prefix: 'scimulate-test-',
    now: () => 0,
  });
  const trials: Trials = {
    seed: 1,
    runSeed: 1,
    runs: undefined,
    path: undefined,
    now: () => 0,
    until: { drawMs: 1, shrinkMs: 1 },
    cutShort: () => undefined,
    aside: running.aside,
    record: running.record,
    ...more,
  };
  return { running, trials };
}

const names = fc.record({ userName: fc.string({ minLength: 1, maxLength: 12 }), title: fc.string({ maxLength: 12 }) });

/** The server breaks on a title with a percent sign. */
const crashOnPercent: Fault = (request, good) =>
  request.method === 'POST' && String(titleIn(request.body)).includes('%') ? error(500) : good();

/** The server keeps eight characters of a title. */
const cutsTitles: Fault = (request, good) => {
  const answer = good();
  const made: unknown = JSON.parse(answer.body);
  if (request.method !== 'POST' || !isObject(made)) return answer;
  return json(answer.status, { ...made, title: String(made.title).slice(0, 8) });
};

function titleIn(body: string | undefined): unknown {
  const value: unknown = JSON.parse(body ?? '{}');
  return isObject(value) ? value.title : undefined;
}

async function createsAndReads(
  { running, trials }: ReturnType<typeof checkOn>,
  runs = 200,
): Promise<readonly Finding[]> {
  const { http, judge } = running;
  await runProperty(
    trials,
    names,
    async (body: JsonObject) => {
      const created = await http.post('/Users', body);
      if (!judge.status('7644-3.3-07', created, 201)) return;
      const read = await http.get(`/Users/${String(created.json.id)}`);
      judge.same('7644-3.1-07', read.json, created.json, { answer: read });
    },
    { runs },
  );
  return running.findings;
}

test('finds nothing on a server without a fault', async () => {
  expect(await createsAndReads(checkOn())).toEqual([]);
});

test('shrinks a crash to the smallest body that still makes it', async () => {
  const [finding] = await createsAndReads(checkOn(crashOnPercent));
  expect(finding).toMatchObject({ requirement: '7644-3.12-10', verdict: 'violation', kind: 'crash', seed: 1 });
  expect(finding?.counterexample).toContain('"title":"%"');
});

test('shrinks a contradiction between two answers', async () => {
  const [finding] = await createsAndReads(checkOn(cutsTitles));
  expect(finding?.requirement).toBe('7644-3.1-07');
  expect(finding?.counterexample).toMatch(/"title":"[^"]{9}"/);
});

test('comes to the same counterexample again with the same seed', async () => {
  const [first] = await createsAndReads(checkOn(crashOnPercent));
  const [second] = await createsAndReads(checkOn(crashOnPercent));
  expect(second).toEqual(first);
});

test('goes straight to the counterexample with the path that was kept', async () => {
  const [first] = await createsAndReads(checkOn(crashOnPercent));
  const again = checkOn(crashOnPercent, { path: first?.path });
  const [second] = await createsAndReads(again);
  expect(second?.counterexample).toBe(first?.counterexample);
  expect(again.running.exchanges.length).toBeLessThan(10);
});

/** Forgets the third User that is created in one trial, which no single request shows. */
const forgetsTheThird: Fault = (request, good) => {
  const answer = good();
  const { userName } = JSON.parse(request.body ?? '{}');
  return request.method === 'POST' && String(userName).endsWith('-3')
    ? json(201, { ...JSON.parse(answer.body), id: 'nobody' })
    : answer;
};

test('keeps of a series of steps the shortest, every request of it in order, and comes to it again by its path', async () => {
  const trial = async ({ running, trials }: ReturnType<typeof checkOn>) => {
    await runProperty(trials, fc.array(fc.constantFrom('create', 'list'), { maxLength: 12 }), async (steps) => {
      let made = 0;
      for (const step of steps) {
        if (step === 'list') await running.http.get('/Users');
        else {
          made += 1;
          const created = await running.http.post('/Users', { userName: `u-${made}` });
          const read = await running.http.get(`/Users/${String(created.json.id)}`);
          if (!running.judge.status('7644-3.3-07', read, 200)) return;
        }
      }
    });
    const [finding] = running.findings;
    const sent = finding?.exchanges.map((id) => running.exchanges.find((each) => each.id === id)?.request.method);
    return { finding, sent, asked: running.exchanges.length };
  };
  const first = await trial(checkOn(forgetsTheThird));
  expect(first.finding?.counterexample).toBe('["create","create","create"]');
  expect(first.sent).toEqual(['POST', 'GET', 'POST', 'GET', 'POST', 'GET']);

  const again = await trial(checkOn(forgetsTheThird, { path: first.finding?.path }));
  expect(again.finding?.counterexample).toBe(first.finding?.counterexample);
  expect(again.asked).toBeLessThan(first.asked);
});

test('keeps a warning once and goes on looking', async () => {
  const { running, trials } = checkOn();
  let asked = 0;
  await runProperty(
    trials,
    fc.nat(),
    async () => {
      asked += 1;
      running.judge.warn('7644-3.3-08', false, { expected: 'a', observed: 'b' });
    },
    { runs: 7 },
  );
  expect(asked).toBe(7);
  expect(running.findings).toHaveLength(1);
});

test('asks the target no more often than the shrink budget allows', async () => {
  const check = checkOn((request, good) => (request.method === 'POST' ? error(500) : good()));
  let asked = 0;
  await runProperty(
    check.trials,
    fc.array(fc.string(), { minLength: 5 }),
    async () => {
      asked += 1;
      await check.running.http.post('/Users', {});
    },
    { shrinks: 4 },
  );
  expect(asked).toBeLessThanOrEqual(1 + 4);
});

test('throws on what the predicate throws, for that is our own fault', async () => {
  const { trials } = checkOn();
  await expect(
    runProperty(trials, fc.nat(), async () => {
      throw new TypeError('no such fixture');
    }),
  ).rejects.toThrow('no such fixture');
});

test('gives every check of a run a seed of its own, the same in each run', () => {
  expect(seedFor(7, 'round-trip')).toBe(seedFor(7, 'round-trip'));
  expect(seedFor(7, 'round-trip')).not.toBe(seedFor(7, 'put-round-trip'));
  expect(seedFor(7, 'round-trip')).not.toBe(seedFor(8, 'round-trip'));
});

test('stops drawing when time is over, and tells how far it came', async () => {
  let time = 0;
  const told: number[] = [];
  const { running, trials } = checkOn(undefined, {
    now: () => time,
    until: { drawMs: 3, shrinkMs: 3 },
    cutShort: (...counts) => told.push(...counts),
  });
  await runProperty(trials, names, async () => {
    time += 1;
  });
  expect(told).toEqual([3, 15]);
  expect(running.findings).toEqual([]);
});

test('tries one value at least, and shrinks in the time that is left', async () => {
  let time = 10;
  const told: number[] = [];
  const { running, trials } = checkOn(undefined, {
    now: () => time,
    until: { drawMs: 1, shrinkMs: 12 },
    cutShort: (...counts) => told.push(...counts),
  });
  await runProperty(trials, fc.integer({ min: 50, max: 100 }), async (value) => {
    time += 1;
    running.judge.that('7644-3.3-07', false, { expected: 'less', observed: String(value) });
  });
  expect(told).toEqual([]);
  expect(running.findings).toHaveLength(1);
  expect(time).toBe(12);
});

test('is not put at all when the run is out of time', async () => {
  const { running, trials } = checkOn();
  const untimely = runProperty(trials, names, async () => {
    throw new OutOfTime();
  });
  await expect(untimely).rejects.toThrow(/--max-time/);
  expect(running.findings).toEqual([]);
});
