import { type Context, durationMs, ScenarioError } from '#idp';
import type { JsonObject } from '#scim';
import { rowsOf } from './mapping.ts';
import type { GoogleOptions } from './options.ts';

/** What leads to the end of an account, each with delays of its own. [google-deprov-01] */
export const triggers = ['appOff', 'suspended', 'deleted'] as const;
export type Trigger = (typeof triggers)[number];

/** What Google remembers of one linked user. */
export interface Account {
  /** The attributes that were last sent, in the order of a create, without `active`. */
  sent: JsonObject;
  isActive: boolean;
  /** Was created inactive, and nothing was said about it since. [google-create-04] */
  isWaiting: boolean;
  /** Since when a trigger holds, epoch milliseconds. */
  readonly since: Map<Trigger, number>;
}

/** Milliseconds from a trigger to the first cycle that may act on it; undefined for never. */
export interface Delays {
  readonly suspendMs: number | undefined;
  readonly deleteMs: number | undefined;
}

export interface GoogleMemory {
  readonly accounts: Map<string, Account>;
  /** Those of `accounts` that a trigger holds for, so that a cycle need not look at all. */
  readonly leaving: Set<string>;
  /** Whose account the app deleted itself: never again. [google-rehire-01] */
  readonly barred: Set<string>;
  readonly delays: Readonly<Record<Trigger, Delays>>;
  readonly scopeGroups: ReadonlySet<string>;
  /** The credential was refused in the running cycle. [google-auth-03] */
  isRefused: boolean;
  /** From when on nothing is sent. [google-cycle-02] */
  inactiveFrom: number | undefined;
  /** Switched on again: what happened meanwhile was not read as changes. */
  isResuming: boolean;
  /** Updates sent, to take turns. */
  updates: number;
}

export type GoogleContext = Context<GoogleOptions, GoogleMemory>;

/** @throws ScenarioError when the delays, scope groups or attribute rows of the options cannot be used */
export function memory(options: GoogleOptions): GoogleMemory {
  rowsOf(options);
  const cycleMs = options.cycleHours * hourMs;
  return {
    accounts: new Map(),
    leaving: new Set(),
    barred: new Set(),
    delays: {
      appOff: delaysOf('appOff', options['deprovision.appOff.suspend'], options['deprovision.appOff.delete'], cycleMs),
      suspended: delaysOf(
        'suspended',
        options['deprovision.suspended.suspend'],
        options['deprovision.suspended.delete'],
        cycleMs,
      ),
      deleted: delaysOf(
        'deleted',
        options['deprovision.deleted.suspend'],
        options['deprovision.deleted.delete'],
        cycleMs,
      ),
    },
    scopeGroups: new Set(idsFrom(options.scopeGroups)),
    isRefused: false,
    inactiveFrom: undefined,
    isResuming: false,
    updates: 0,
  };
}

function delaysOf(trigger: Trigger, suspend: string, remove: string, cycleMs: number): Delays {
  if (suspend === 'off' && remove === 'off') {
    throw new ScenarioError(`For "${trigger}", google must suspend or delete: not both delays can be off.`);
  }
  return { suspendMs: delayMs(suspend, cycleMs), deleteMs: delayMs(remove, cycleMs) };
}

/** `24h` is said as *within* 24 hours: the last cycle before they are over. A number of days has to have passed. */
function delayMs(delay: string, cycleMs: number): number | undefined {
  return delay === '24h' ? Math.max(0, dayMs - cycleMs) : durationMs(delay);
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

function idsFrom(given: unknown): readonly string[] {
  if (given === undefined || given === 'none') return [];
  if (typeof given === 'string') return given.split(',').filter((id) => id !== '');
  if (Array.isArray(given) && given.every((id) => typeof id === 'string')) return given;
  throw new ScenarioError('The option "scopeGroups" of google must be a list of directory ids.');
}
