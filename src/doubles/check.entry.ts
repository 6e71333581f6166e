/** `scimulate/check`: declare checks of your own, and run those that there are in any runner. */
export * from '#check';
export { CheckFailure, type ChecksOptions, checks, type RunnableCheck } from './checks.ts';
