export { type Config, ConfigError, defineConfig, type QuirksConfig, type TargetConfig } from './config.ts';
export { readConfig } from './read-config.ts';
export { type SuiteTarget, suiteConfig } from './suite-config.ts';
