export { type Config, defineConfig, type Settings, type TargetConfig } from './config.ts';
export { ConfigError } from './config-error.ts';
export { readConfig } from './read-config.ts';
export { type SuiteTarget, suiteConfig } from './suite-config.ts';
