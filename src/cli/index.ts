export type { ListedCheck } from './checks.ts';
export { type Flag, type FlagKey, flags } from './flags.ts';
export { variableOf } from './values.ts';
export { flagOf, type Verb, verbs } from './verbs.ts';
