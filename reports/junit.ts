import { create } from 'xmlbuilder2';
import type { CheckRun, Finding, Run, SimulationRun } from '#run';
import { byCapability } from './capability.ts';
import type { Format } from './format.ts';
import { cut, inert, inertLine } from './inert.ts';
import { messageOf, type Outcome, outcomeOf } from './outcome.ts';
import { playedAs } from './simulation.ts';

/** JUnit's XML, as Jenkins, GitLab and Azure read it: one suite for each capability, one for each simulation. */
export const junit = {
  name: 'junit',
  file: 'junit.xml',
  title: 'JUnit XML',
  draw: drawJunit,
} as const satisfies Format;

/** Characters of one text that are written: a reader of JUnit shows them whole. */
const limits = { attribute: 1000, part: 4000, body: 20_000 } as const;

interface Case {
  readonly name: string;
  readonly seconds: string;
  readonly outcome: Outcome;
  readonly type: string;
  readonly message: string;
  readonly body: string;
}

interface Suite {
  readonly name: string;
  readonly cases: readonly Case[];
}

function drawJunit(run: Run): string {
  const suites: readonly Suite[] = [
    ...[...byCapability(run.checks)].map(([name, checks]) => ({
      name,
      cases: checks.map((check) => checkCase(run, check)),
    })),
    ...run.simulations.map((simulation) => ({
      name: ['simulate', simulation.idp, ...(simulation.mode === undefined ? [] : [simulation.mode])].join('/'),
      cases: [simulationCase(simulation)],
    })),
  ];
  const all = suites.flatMap(({ cases }) => cases);
  // The common schema has no count of skipped tests on the outermost element, only on each suite.
  const { skipped, ...whole } = totals(all);
  const root = create({ version: '1.0', encoding: 'UTF-8' }).ele('testsuites', {
    name: attribute(`scimulate ${run.target.name}`),
    ...whole,
    time: seconds(run.durationMs),
  });
  suites.forEach((suite, index) => {
    const element = root.ele('testsuite', {
      name: attribute(suite.name),
      id: String(index),
      package: 'scimulate',
      hostname: attribute(hostOf(run.target.url)),
      timestamp: run.startedAt.slice(0, 19),
      ...totals(suite.cases),
      time: suite.cases.reduce((sum, each) => sum + Number(each.seconds), 0).toFixed(3),
    });
    const properties = element.ele('properties');
    properties.ele('property', { name: 'target', value: attribute(run.target.url) });
    properties.ele('property', { name: 'seed', value: String(run.seed) });
    for (const each of suite.cases) {
      const testcase = element.ele('testcase', {
        name: attribute(each.name),
        classname: attribute(`scimulate.${suite.name.replaceAll('/', '.')}`),
        time: each.seconds,
      });
      if (each.outcome === 'passed') {
        if (each.body !== '') testcase.ele('system-out').txt(inert(cut(each.body, limits.body)));
        continue;
      }
      if (each.outcome === 'skipped') {
        // The common schema gives it text and no attribute.
        const why = [each.message, each.body].filter((part) => part !== '').join('\n\n');
        testcase.ele('skipped').txt(inert(cut(why, limits.body)));
        continue;
      }
      const found = testcase.ele(each.outcome, { message: attribute(each.message), ...typeOf(each) });
      if (each.body !== '') found.txt(inert(cut(each.body, limits.body)));
    }
  });
  return `${root.end({ prettyPrint: true })}\n`;
}

function checkCase(run: Run, check: CheckRun): Case {
  return {
    name: `${check.id}: ${check.title}`,
    seconds: seconds(check.durationMs),
    outcome: outcomeOf(run, check),
    type: check.verdict,
    message: messageOf(run, check),
    body: [...(check.source === undefined ? [] : [check.source]), ...check.findings.map(findingText)]
      .join('\n\n')
      .trim(),
  };
}

function findingText(finding: Finding): string {
  return [
    `${finding.verdict}: ${finding.requirement} (${finding.level}) ${finding.message}`,
    `expected: ${cut(finding.expected, limits.part)}`,
    `observed: ${cut(finding.observed, limits.part)}`,
    ...(finding.counterexample === undefined ? [] : [`smallest input that fails: ${finding.counterexample}`]),
    ...(finding.exchanges.length === 0 ? [] : [`exchanges: ${finding.exchanges.join(', ')}`]),
  ].join('\n');
}

function simulationCase(simulation: SimulationRun): Case {
  return {
    name: playedAs(simulation),
    seconds: seconds(0),
    outcome: simulation.converged ? 'passed' : 'failure',
    type: 'not-converged',
    message: simulation.differences[0] ?? 'the identity provider and the target do not agree',
    body: simulation.differences.join('\n'),
  };
}

function totals(cases: readonly Case[]): Record<'tests' | 'failures' | 'errors' | 'skipped', string> {
  const count = (outcome: Outcome): string => String(cases.filter((each) => each.outcome === outcome).length);
  return { tests: String(cases.length), failures: count('failure'), errors: count('error'), skipped: count('skipped') };
}

/** `skipped` has a message only. */
function typeOf({ outcome, type }: Case): { readonly type?: string } {
  return outcome === 'skipped' ? {} : { type };
}

/** Attributes would have their line ends turned into blanks by any reader, so that happens here, plainly. */
function attribute(text: string): string {
  return inertLine(cut(text, limits.attribute));
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : 'unknown';
}
