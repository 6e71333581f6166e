export {
  applyBaseline,
  type Baseline,
  type BaselineEntry,
  baselineFrom,
  pruneBaseline,
  readBaseline,
  writeBaseline,
} from './baseline.ts';
export type { CheckResult } from './check-result.ts';
export { type CheckChange, diffRuns, type RunDiff } from './diff.ts';
export { type Ended, exitOf, isFailure } from './exit.ts';
export { mergeByTarget, mergeRuns } from './merge.ts';
export { byNumbers, byText } from './order.ts';
export { type RootCause, rootCauses } from './root-causes.ts';
export type {
  BaselineOutcome,
  CheckRun,
  FailOn,
  Finding,
  KnownFailure,
  Outcome,
  ProvisioningRow,
  ReplayRun,
  RequirementText,
  Run,
  Selection,
  SimulationRun,
  StepRun,
  Verdict,
} from './run.ts';
export { readRun, writeRun } from './run-file.ts';
export { RunFileError } from './run-file-error.ts';
export { type RunParts, runFrom } from './run-from.ts';
export { isNotRun } from './settle.ts';
export { signatureOf } from './signature.ts';
export { judgedOf, summaryOf, verdictOrder } from './summary.ts';
export { verdicts } from './verdicts.ts';
