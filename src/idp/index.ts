export type { Change, ChangeKind, GroupSeed, LoggedChange, UserSeed } from './change.ts';
export { changesBetween } from './changes-between.ts';
export { type Clock, durationMs, virtualClock } from './clock.ts';
export type { TokenRequest } from './credential.ts';
export type { Desired, DesiredGroup, DesiredUser } from './desired.ts';
export type { Difference, DifferenceKind } from './difference.ts';
export { type Directory, type DirectorySeed, directoryFrom, type LiveDirectory, type Scope } from './directory.ts';
export {
  attributeOf,
  type DirectoryGroup,
  type DirectoryUser,
  type UserAttribute,
  userAttributes,
} from './directory-user.ts';
export { type Engine, type EngineSetup, engine, type ProvisioningRow } from './engine.ts';
export type { Flap, FlapCause } from './flapping/flap.ts';
export { flappingWatch } from './flapping/flapping.ts';
export { type Links, links, type ObjectKind } from './links.ts';
export { type Live, type LiveSetup, live } from './live/live.ts';
export { type LiveSite, liveSite } from './live/live-site.ts';
export { type Numbering, numbering } from './numbering.ts';
export { type OptionSpec, type OptionsOf, type OptionTable, optionsFrom } from './options.ts';
export { differences } from './oracle.ts';
export { del, get, type Outcome, type Plan, type PlannedRequest, patch, post, put } from './plan.ts';
export type { Backoff, FailurePolicy, Policy, Quarantine } from './policy.ts';
export { hashOf, type Random, randomFrom, uuidFrom } from './random.ts';
export {
  type Answer,
  type AnswerWord,
  ask,
  bodyOf,
  type EngineNext,
  type Hope,
  idOf,
  listOf,
  PlanFailure,
  type Reaction,
  type Reactions,
  wordsOf,
} from './reaction.ts';
export { readmeOf } from './readme.ts';
export { refreshRequest } from './refresh-request.ts';
export { renamed } from './renamed.ts';
export { isSameValue } from './same-value.ts';
export {
  directorySeed,
  hasSignIn,
  type Mode,
  modesOf,
  readScenario,
  type Scenario,
  type SignInOutcome,
  type Step,
} from './scenario.ts';
export { ScenarioError } from './scenario-error.ts';
export {
  type Person,
  type Simulated,
  type SimulateSetup,
  type Simulation,
  type SimulationStep,
  simulate,
} from './simulate.ts';
export {
  type Address,
  type AdminStep,
  type Batch,
  type Behaviour,
  type Context,
  type Instance,
  type Job,
  retried,
  type Simulator,
  type SimulatorParts,
  type Stage,
  type Strength,
  simulatorFrom,
  type WireSetup,
} from './simulator.ts';
export { type TargetPath, targetPath, valueAt, valuesAt } from './target-path.ts';
export { withIds } from './with-ids.ts';
