export { type Difference, differences, summary } from './again/differences.ts';
export { type IgnoreRule, readRule, usualRules } from './again/ignore-rules.ts';
export {
  type Compared,
  type Evidence,
  faultStep,
  type Oracle,
  OracleSyntaxError,
  stepNamed,
  usualOracle,
} from './again/oracle.ts';
export type { Surroundings } from './again/play.ts';
export { type OracleMeans, oracleForms, oracleOfPart, readOracle } from './again/read-oracle.ts';
export { type Replayed, type ReplayOptions, type ReplayVerdict, replay } from './again/replay.ts';
export type { Destination } from './again/request-again.ts';
export { addressed } from './again/request-again.ts';
export type { SetUpRow } from './again/set-up.ts';
export { compareSides, type Pair, type Side, type Unlike } from './beside/compare.ts';
export { differenceText, type Habit, habitsOf } from './beside/difference.ts';
export { type Story, storyOf } from './beside/story.ts';
export { type Bindings, bindings } from './bind/bindings.ts';
export { type Dependencies, type Dependency, dependenciesOf, type Presupposed } from './bind/dependencies.ts';
export { type ExportOptions, exportBundle } from './export/export-bundle.ts';
export type { ExportedFinding } from './export/fault-of.ts';
export type { LogRow } from './logs/log-row.ts';
export { type ProviderLog, readLog } from './logs/read-log.ts';
export { type Moment, timelineOf } from './logs/timeline.ts';
export { type HarFile, harFile } from './proxy/har-file.ts';
export { type ProxyOptions, type RecordingProxy, startProxy } from './proxy/proxy.ts';
export { pathIn } from './recording/base-of.ts';
export { type Names, namesSeen } from './recording/names.ts';
export { operationOf } from './recording/operation-of.ts';
export { maxRecordingBytes, readRecording, recordingFrom } from './recording/read-recording.ts';
export type { Recording, SetAside } from './recording/recording.ts';
export { RecordingError } from './recording/recording-error.ts';
export { type Speaker, spokenBy } from './recording/spoken-by.ts';
export { type RedactOptions, redactor } from './redact/redactor.ts';
export { ddmin } from './shrink/ddmin.ts';
export { type Progress, type ShrinkOptions, type ShrinkState, type Shrunk, shrink } from './shrink/shrink.ts';
