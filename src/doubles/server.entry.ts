/** `scimulate/server`: the reference server, and that of a test in front. */
export * from '#server';
export { type Control, type ControlOptions, startControl } from './control.ts';
export type { Seed } from './seed.ts';
export { startServer, type TestServer, type TestServerOptions } from './start-server.ts';
export type { TestClock } from './test-clock.ts';
