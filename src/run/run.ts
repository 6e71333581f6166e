import type { Exchange } from '#wire';

/** What a check came to. `verdicts` derives it; nothing else may. */
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
  /** How it fails, in words that stay the same from run to run (`status 500`, `missing`). A baseline tells failures apart by it. */
  readonly kind?: string;
  /** JSON pointer to the offending part of the last exchange's response body. */
  readonly pointer?: string;
  /** Set when a property found it. */
  readonly seed?: number;
  readonly path?: string;
  readonly counterexample?: string;
}

/** What a check came to by itself, before its prerequisites were looked at. */
export interface Outcome {
  readonly verdict: Verdict;
  /** Why it is unsupported, blocked or an error, or on how few values it was judged when time was short; else empty. */
  readonly reason: string;
  readonly findings: readonly Finding[];
  /** An error because the target gave no answer, and not because something of ours broke. */
  readonly isUnanswered?: boolean;
}

export interface CheckRun extends Outcome {
  readonly id: string;
  readonly title: string;
  /** The file under suites/ and the line, for whoever wants to read the check. */
  readonly source?: string;
  readonly requirements: readonly string[];
  readonly needs?: readonly string[];
  readonly after?: readonly string[];
  readonly tags?: readonly string[];
  /** ISO 8601, UTC. Of several results of one check, the latest counts. */
  readonly startedAt?: string;
  readonly durationMs: number;
  /** How many results there were of this check; absent means one. */
  readonly attempts?: number;
  /** The failing check at the root of a blocked one. */
  readonly blockedBy?: string;
  /** What the check itself came to, where a prerequisite overrules it. Its findings are withheld, not lost. */
  readonly overruled?: Outcome;
  /** Set by a baseline: every failure of the check was expected. */
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

/** Something that did not stay as the target was told, and why. */
export interface FlapRun {
  readonly subject: string;
  readonly what: string;
  readonly cause:
    | 'two writers'
    | 'order of operations'
    | 'incremental beside overwrite'
    | 'server drops members'
    | 'case of ids';
  readonly because: string;
  readonly exchanges: readonly string[];
}

export interface SimulationRun {
  readonly idp: string;
  readonly scenario: string;
  /** The mode of the scenario; or `first` and `second`, where two providers worked on one target. */
  readonly mode?: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly steps: readonly StepRun[];
  readonly converged: boolean;
  readonly silent: boolean;
  /** What differs between the directory's scope and the server, one sentence each. */
  readonly differences: readonly string[];
  readonly flapping?: readonly FlapRun[];
  /** The behaviours that were seen, with their evidence. */
  readonly behaviours: Readonly<
    Record<string, { readonly does: string; readonly source: string; readonly strength: string }>
  >;
}

/** A recording that was sent again. */
export interface ReplayRun {
  readonly verdict: 'FIXED' | 'STILL FAILS' | 'CANNOT REPLAY';
  readonly reason: string;
  /** What the fault is, in words. */
  readonly oracle: string;
  /** The file. */
  readonly recording: string;
  readonly steps: readonly {
    /** Its place in the recording, from 1. */
    readonly step: number;
    readonly does: string;
    readonly recorded: string;
    /** Undefined when it was not sent. */
    readonly live?: string;
    /** The exchange of now. */
    readonly exchange?: string;
    readonly differences: readonly { readonly at: string; readonly recorded?: unknown; readonly live?: unknown }[];
  }[];
}

/** A failure that a baseline knows or should know. `signature` is how it fails. */
export interface KnownFailure {
  readonly check: string;
  readonly signature: string;
  readonly reason?: string;
  readonly owner?: string;
  readonly link?: string;
  readonly since?: string;
  readonly expires?: string;
}

/** A run held against a baseline. */
export interface BaselineOutcome {
  readonly expected: readonly KnownFailure[];
  /** The check has no entry at all. */
  readonly new: readonly KnownFailure[];
  /** The check has entries, but fails in another way. */
  readonly changed: readonly KnownFailure[];
  /** The check was judged and no longer fails that way. */
  readonly stale: readonly KnownFailure[];
  /** Still fails that way, but the entry's time is over, so it excuses nothing. */
  readonly expired: readonly KnownFailure[];
  /** Found by a property once, not by this seed: neither stale nor confirmed. */
  readonly unseen: readonly KnownFailure[];
}

/** What part of the checks a run was asked for. */
export interface Selection {
  readonly quick: boolean;
  /** How many checks there are that were not asked for. */
  readonly leftOut: number;
}

/** From which verdict on a run fails. */
export type FailOn = 'violation' | 'warning';

/** One execution, saved as `run.json`, from which every report is drawn. */
export interface Run {
  readonly schemaVersion: 1;
  readonly kind: 'test' | 'simulate' | 'replay';
  readonly tool: { readonly name: 'scimulate'; readonly version: string };
  readonly target: { readonly url: string; readonly name: string };
  readonly startedAt: string;
  readonly durationMs: number;
  readonly seed: number;
  readonly failOn?: FailOn;
  /** Which checks were to run, when not all. */
  readonly selection?: Selection;
  readonly exit: number;
  readonly summary: Readonly<Record<Verdict, number>>;
  readonly checks: readonly CheckRun[];
  /** Text and link of every requirement that the run cites. */
  readonly requirements: Readonly<Record<string, RequirementText>>;
  /** What the target chose where the RFC leaves it open: key, value. */
  readonly choices: Readonly<Record<string, string>>;
  readonly simulations: readonly SimulationRun[];
  readonly exchanges: readonly Exchange[];
  /** Present when a recording was sent again. */
  readonly replay?: ReplayRun;
  /** Present when a baseline was applied. */
  readonly baseline?: BaselineOutcome;
}
