import type { Exchange } from '#wire';

/** What a check came to. @see docs in ARCHITECTURE.md */
export type Verdict = 'pass' | 'violation' | 'warning' | 'info' | 'unsupported' | 'blocked' | 'error';

/** A broken requirement, a caution or a choice worth noting, with the exchanges that prove it. */
export interface Finding {
  readonly requirement: string;
  readonly level: string;
  readonly verdict: 'violation' | 'warning' | 'info';
  readonly message: string;
  readonly expected: string;
  readonly observed: string;
  /** Ids into `Run.exchanges`; the last one is the one that shows it. */
  readonly exchanges: readonly string[];
  /** Set when a property found it. */
  readonly seed?: number;
  readonly path?: string;
  readonly counterexample?: string;
}

export interface CheckRun {
  readonly id: string;
  readonly title: string;
  /** The file under suites/ and the line, for whoever wants to read the check. */
  readonly source?: string;
  readonly requirements: readonly string[];
  readonly verdict: Verdict;
  /** Why it is unsupported, blocked or an error; else empty. */
  readonly reason: string;
  readonly durationMs: number;
  readonly findings: readonly Finding[];
  /** Set by a baseline: every finding of the check was expected. */
  readonly expected?: boolean;
}

export interface RequirementText {
  readonly level: string;
  readonly section: string;
  readonly link: string;
  readonly text: string;
}

/** One row of what an administrator of the identity provider would see. */
export interface ProvisioningRow {
  readonly at: string;
  readonly action: string;
  readonly subject: string;
  readonly status: 'Success' | 'Failure' | 'Skipped' | 'Escrowed' | 'Quarantined';
  readonly reason: string;
  readonly exchanges: readonly string[];
}

/** One step of a scenario and what it led to. */
export interface StepRun {
  readonly step: string;
  readonly exchanges: readonly string[];
  readonly provisioning: readonly ProvisioningRow[];
}

export interface SimulationRun {
  readonly idp: string;
  readonly scenario: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly steps: readonly StepRun[];
  readonly converged: boolean;
  readonly silent: boolean;
  /** What differs between the directory's scope and the server, one sentence each. */
  readonly differences: readonly string[];
  /** The behaviours that were seen, with their evidence. */
  readonly behaviours: Readonly<
    Record<string, { readonly does: string; readonly source: string; readonly strength: string }>
  >;
}

/** One execution, saved as `run.json`, from which every report is drawn. */
export interface Run {
  readonly schemaVersion: 1;
  readonly kind: 'test' | 'simulate';
  readonly tool: { readonly name: 'scimulate'; readonly version: string };
  readonly target: { readonly url: string; readonly name: string };
  readonly startedAt: string;
  readonly durationMs: number;
  readonly seed: number;
  readonly exit: number;
  readonly summary: Readonly<Record<Verdict, number>>;
  readonly checks: readonly CheckRun[];
  /** Text and link of every requirement that the run cites. */
  readonly requirements: Readonly<Record<string, RequirementText>>;
  /** What the target chose where the RFC leaves it open: key, value. */
  readonly choices: Readonly<Record<string, string>>;
  readonly simulations: readonly SimulationRun[];
  readonly exchanges: readonly Exchange[];
}
