export { type Flag, flags } from './flags.ts';
export { main } from './main.ts';
export { helpOf } from './program.ts';
export type { Terminal } from './terminal.ts';
export { variableOf } from './values.ts';
export { type Verb, type VerbName, verbs } from './verbs.ts';
