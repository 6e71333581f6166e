import type { CheckRun, Run, SimulationRun } from '#run';
import { capabilityOf } from './capability.ts';
import type { Format } from './format.ts';
import { cut, inert } from './inert.ts';
import { messageOf, type Outcome, outcomeOf } from './outcome.ts';
import { playedAs } from './simulation.ts';
import { sourceOf } from './source.ts';

/** Common Test Report Format, version 0.0.0 of its schema. */
export const ctrf = { name: 'ctrf', file: 'ctrf.json', title: 'CTRF', draw: drawCtrf } as const satisfies Format;

/** An error of ours is neither the target's failure nor a pass. */
const statuses = { passed: 'passed', failure: 'failed', skipped: 'skipped', error: 'other' } as const satisfies Record<
  Outcome,
  string
>;

interface Test {
  readonly name: string;
  readonly status: (typeof statuses)[Outcome];
  readonly duration: number;
}

function drawCtrf(run: Run): string {
  const tests: readonly Test[] = [
    ...run.checks.map((check) => checkTest(run, check)),
    ...run.simulations.map(simulationTest),
  ];
  const count = (status: Test['status']): number => tests.filter((test) => test.status === status).length;
  const start = Math.round(Date.parse(run.startedAt));
  const report = {
    reportFormat: 'CTRF',
    specVersion: '0.0.0',
    generatedBy: 'scimulate',
    timestamp: run.startedAt,
    results: {
      tool: { name: 'scimulate', version: run.tool.version },
      summary: {
        tests: tests.length,
        passed: count('passed'),
        failed: count('failed'),
        skipped: count('skipped'),
        pending: 0,
        other: count('other'),
        start,
        stop: start + Math.round(run.durationMs),
      },
      tests,
      environment: { appName: text(run.target.name), extra: { target: text(run.target.url), seed: run.seed } },
    },
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

function checkTest(run: Run, check: CheckRun): Test {
  const message = messageOf(run, check);
  const source = sourceOf(check);
  return {
    name: text(check.title || check.id || 'a check'),
    status: statuses[outcomeOf(run, check)],
    duration: Math.round(check.durationMs),
    ...{ suite: [text(capabilityOf(check))], rawStatus: check.verdict },
    ...(message === '' ? {} : { message: text(message) }),
    ...(source === undefined ? {} : { filePath: text(source.file), line: source.line }),
    ...(check.attempts === undefined ? {} : { retries: check.attempts - 1, flaky: check.verdict === 'pass' }),
    ...{ extra: { check: text(check.id), requirements: check.requirements.map(text) } },
  };
}

function simulationTest(simulation: SimulationRun): Test {
  const { idp, converged, differences } = simulation;
  return {
    name: text(playedAs(simulation) || 'a scenario'),
    status: converged ? 'passed' : 'failed',
    duration: 0,
    ...{ suite: ['simulate', text(idp)], rawStatus: converged ? 'converged' : 'not converged' },
    ...(converged ? {} : { message: text(differences.join('\n')) }),
  };
}

function text(said: string): string {
  return inert(cut(said, 4000));
}
