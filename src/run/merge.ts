import type { Exchange } from '#wire';
import { byNumbers, byText, inSourceOrder, latestOf } from './order.ts';
import type { CheckRun, Finding, Outcome, ProvisioningRow, Run, SimulationRun } from './run.ts';
import { RunFileError } from './run-file-error.ts';
import { runFrom } from './run-from.ts';
import { ownOf, settle } from './settle.ts';

/**
 * One run out of the shards or machines of one. Verdicts are derived anew over all of them, since a check and its
 * prerequisite may have run apart. Exchanges get names that cannot collide. A baseline is not merged: apply it again.
 * Neither the order of the runs nor that of several merges matters.
 * @throws RunFileError unlike, when the runs are of different targets
 */
export function mergeRuns(runs: readonly Run[]): Run {
  const [first, ...others] = [...runs].sort(byStart);
  if (first === undefined) throw new RunFileError('invalid', 'there is no run to merge');
  for (const other of others) {
    if (other.target.name !== first.target.name && other.target.url !== first.target.url) {
      const names = `"${first.target.name}" and "${other.target.name}"`;
      throw new RunFileError('unlike', `runs of different targets cannot be merged: ${names}`);
    }
  }
  const renamed = [first, ...others].map(withOwnNames);
  const { baseline, selection: _, ...rest } = first;
  const checks = settle(latestOf(renamed.flatMap((run) => run.checks.map(ownOf)))).sort(inSourceOrder);
  const exchanges = new Map(renamed.flatMap((run) => run.exchanges.map((exchange) => [exchange.id, exchange])));
  return runFrom({
    ...rest,
    kind: runs.some(({ kind }) => kind === 'test') ? 'test' : 'simulate',
    version: first.tool.version,
    durationMs: Math.max(...runs.map((run) => endOf(run))) - Date.parse(first.startedAt),
    checks,
    requirements: united(renamed.map((run) => run.requirements)),
    ...selectionOf(runs, checks.length),
    choices: united(renamed.map((run) => run.choices)),
    simulations: distinct(renamed.flatMap((run) => run.simulations)),
    exchanges: [...exchanges.values()].sort(inSendingOrder),
  });
}

/** Shards and machines merged, one run for each target name, in the order in which the names first appear. */
export function mergeByTarget(runs: readonly Run[]): Run[] {
  return [...Map.groupBy(runs, ({ target }) => target.name).values()].flatMap((each) =>
    each.length === 1 ? each : [mergeRuns(each)],
  );
}

/** What none of the parts was asked for. A part says how many checks there are: those that it has, and those left out. */
function selectionOf(runs: readonly Run[], merged: number): Pick<Run, 'selection'> {
  const all = Math.max(...runs.map(({ checks, selection }) => checks.length + (selection?.leftOut ?? 0)));
  const leftOut = all - merged;
  if (leftOut <= 0) return {};
  return { selection: { quick: runs.every(({ selection }) => selection?.quick === true), leftOut } };
}

/** By what a merged run takes from its first part, and by nothing else: so the grouping of merges plays no part. */
function byStart(a: Run, b: Run): number {
  const head = ({ startedAt, target, seed, failOn, tool }: Run): string =>
    JSON.stringify([startedAt, target.name, target.url, seed, failOn, tool.version]);
  return byText(head(a), head(b));
}

/** All members of all parts; where two differ, the greater text stands, whatever the order. */
function united<T>(parts: readonly Readonly<Record<string, T>>[]): Record<string, T> {
  const entries = parts.flatMap((part) => Object.entries(part));
  const sorted = entries.sort(([a, x], [b, y]) => byText(a, b) || byText(JSON.stringify(x), JSON.stringify(y)));
  return Object.fromEntries(sorted);
}

function endOf(run: Run): number {
  return Date.parse(run.startedAt) + run.durationMs;
}

/** Two shards each have an `x1`. Naming by content keeps them apart, and names what is merged twice only once. */
function withOwnNames(run: Run): Run {
  const names = new Map(run.exchanges.map((exchange) => [exchange.id, nameOf(exchange)]));
  const named = (ids: readonly string[]): string[] => ids.map((id) => names.get(id) ?? id);
  const finding = (each: Finding): Finding => ({ ...each, exchanges: named(each.exchanges) });
  const outcome = <T extends Outcome>(each: T): T => ({ ...each, findings: each.findings.map(finding) });
  const check = (each: CheckRun): CheckRun =>
    each.overruled === undefined ? outcome(each) : { ...outcome(each), overruled: outcome(each.overruled) };
  const row = (each: ProvisioningRow): ProvisioningRow => ({ ...each, exchanges: named(each.exchanges) });
  const simulation = (each: SimulationRun): SimulationRun => ({
    ...each,
    steps: each.steps.map((step) => ({
      ...step,
      exchanges: named(step.exchanges),
      provisioning: step.provisioning.map(row),
    })),
    ...(each.flapping === undefined
      ? {}
      : { flapping: each.flapping.map((flap) => ({ ...flap, exchanges: named(flap.exchanges) })) }),
  });
  return {
    ...run,
    checks: run.checks.map(check),
    simulations: run.simulations.map(simulation),
    exchanges: run.exchanges.map((exchange) => ({ ...exchange, id: names.get(exchange.id) ?? exchange.id })),
  };
}

function nameOf(exchange: Exchange): string {
  if (/~[0-9a-f]{13}$/.test(exchange.id)) return exchange.id;
  return `${exchange.id}~${fingerprint(JSON.stringify({ ...exchange, id: '' }))}`;
}

/** 52 bits of a text, enough to keep the exchanges of a run apart; no secrecy is meant (cyrb53, two 32-bit multipliers). */
function fingerprint(text: string): string {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    high = Math.imul(high ^ unit, 2654435761);
    low = Math.imul(low ^ unit, 1597334677);
  }
  const top = (high >>> 0) % 0x100000;
  return top.toString(16).padStart(5, '0') + (low >>> 0).toString(16).padStart(8, '0');
}

/** Identity providers are played one after the other on clocks of their own, so theirs are kept together. */
function inSendingOrder(a: Exchange, b: Exchange): number {
  const idp = ({ behaviour = '' }: Exchange): string => behaviour.split('-', 1).join('');
  return byText(idp(a), idp(b)) || byText(a.startedAt, b.startedAt) || byNumbers(a.id, b.id);
}

function distinct(simulations: readonly SimulationRun[]): SimulationRun[] {
  const texts = new Map(simulations.map((each) => [JSON.stringify(each), each]));
  return [...texts].sort(([a], [b]) => byText(a, b)).map(([, each]) => each);
}
