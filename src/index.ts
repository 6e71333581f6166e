export { type Config, defineConfig, type SuiteTarget, suiteConfig, type TargetConfig } from '#config';
export type { CheckRun, Finding, Run, Verdict } from '#run';
export type { Exchange, Transport } from '#wire';
