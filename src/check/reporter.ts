import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { FullConfig, FullResult, Reporter, Suite, TestCase, TestResult } from '@playwright/test/reporter';
import { type CheckResult, type Run, runFrom, type Selection, verdicts, writeRun } from '#run';
import { isObject } from '#scim';
import type { Exchange } from '#wire';
import { type Collected, collect, notRun } from './collect.ts';
import { settingsFrom } from './environment.ts';

/**
 * Writes `run.json` into SCIMULATE_OUT and says how the run ended. It reads nothing but what the runner hands it, so
 * it works alike in a run, in a shard and over merged blobs.
 */
export default class RunReporter implements Reporter {
  private readonly collected: Collected[] = [];
  private suites = '';
  private planned: readonly TestCase[] = [];
  private facts = factsFrom(undefined);

  onBegin(config: FullConfig, suite: Suite): void {
    this.planned = suite.allTests();
    const [project] = config.projects;
    this.suites = project?.testDir ?? config.rootDir;
    this.facts = factsFrom(config.metadata.scimulate);
  }

  onTestEnd(test: TestCase, result: TestResult): void {
    const collected = collect(test, result, this.suites);
    if (collected !== undefined) this.collected.push(collected);
  }

  async onEnd(ended: FullResult): Promise<{ status: FullResult['status'] }> {
    const startedAt = ended.startTime.toISOString();
    const left = this.planned.filter(({ results }) => results.length === 0);
    const untold = left.flatMap((test) => notRun(test, this.suites, startedAt) ?? []);
    const { checks, exchanges, choices, rules } = gathered(this.collected, untold);
    const run = runFrom({
      version: packageVersion(),
      kind: 'test',
      target: { url: this.facts.url, name: this.facts.name },
      startedAt,
      durationMs: Math.round(ended.duration),
      seed: this.facts.seed,
      ...selectionFrom(process.env),
      ...(process.env.SCIMULATE_FAIL_ON === 'warning' ? { failOn: 'warning' as const } : {}),
      checks,
      requirements: rules,
      choices,
      exchanges,
    });
    const folder = process.env.SCIMULATE_OUT ?? 'scimulate-report';
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, 'run.json'), writeRun(run));
    if (ended.status === 'interrupted' || ended.status === 'timedout') return { status: ended.status };
    return { status: run.exit === 0 ? 'passed' : 'failed' };
  }

  printsToStdio(): boolean {
    return false;
  }
}

/** Gives every exchange an id that is unique in the run; the ids within a check begin at x1. */
function gathered(collected: readonly Collected[], untold: readonly CheckResult[]) {
  const exchanges: Exchange[] = [];
  const results: CheckResult[] = [];
  const ordered = [...collected].sort((a, b) => order(a.result, b.result));
  for (const { result, exchanges: own } of ordered) {
    const renamed = new Map<string, string>();
    for (const exchange of own) {
      const id = `x${exchanges.length + 1}`;
      renamed.set(exchange.id, id);
      exchanges.push({ ...exchange, id });
    }
    const findings = result.findings.map((finding) => ({
      ...finding,
      exchanges: finding.exchanges.flatMap((id) => renamed.get(id) ?? []),
    }));
    results.push({ ...result, findings });
  }
  const choices = chosen(ordered.flatMap((each) => Object.entries(each.choices)));
  const rules: Run['requirements'] = Object.assign({}, ...results.map((each) => each.rules));
  return { checks: verdicts([...results, ...untold]), exchanges, choices, rules };
}

/** Where two checks saw different choices, the greater text stands, as when shards are merged. */
function chosen(choices: readonly (readonly [string, string])[]): Record<string, string> {
  const settled: Record<string, string> = {};
  for (const [key, value] of choices) {
    const before = settled[key];
    if (before === undefined || JSON.stringify(value) > JSON.stringify(before)) settled[key] = value;
  }
  return settled;
}

function order(a: CheckResult, b: CheckResult): number {
  if (a.id !== b.id) return a.id < b.id ? -1 : 1;
  return a.attempt - b.attempt;
}

/** What part of the checks was asked for; nothing when all were. */
function selectionFrom({ SCIMULATE_LEFT_OUT, SCIMULATE_QUICK }: NodeJS.ProcessEnv): { selection?: Selection } {
  const leftOut = Number(SCIMULATE_LEFT_OUT ?? 0);
  return leftOut === 0 ? {} : { selection: { quick: SCIMULATE_QUICK === '1', leftOut } };
}

/** What the config says of the run; a config that says nothing leaves it to the environment. */
function factsFrom(metadata: unknown): { url: string; name: string; seed: number } {
  const given = isObject(metadata) ? metadata : {};
  const url = typeof given.url === 'string' ? given.url : (process.env.SCIMULATE_TARGET_URL ?? '');
  const name = typeof given.name === 'string' ? given.name : process.env.SCIMULATE_TARGET_NAME;
  const seed = typeof given.seed === 'number' ? given.seed : settingsFrom(process.env).seed;
  return { url, name: name ?? (URL.canParse(url) ? new URL(url).host : url), seed };
}

/** Of the nearest package.json above that is scimulate's own. */
function packageVersion(): string {
  const require = createRequire(import.meta.url);
  for (const place of ['../../package.json', '../../../package.json']) {
    try {
      const manifest: unknown = require(place);
      if (isObject(manifest) && manifest.name === 'scimulate' && typeof manifest.version === 'string')
        return manifest.version;
    } catch {
      // The compiled file lies one folder deeper than the source.
    }
  }
  return '0.0.0';
}
