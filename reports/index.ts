export { agentSummary } from './agent.ts';
export { annotations } from './annotations.ts';
export type { Beside, Format } from './format.ts';
export { formats } from './formats.ts';
export { terminalSummary } from './terminal.ts';
