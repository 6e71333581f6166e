export type { Level, Requirement } from './requirement.ts';
