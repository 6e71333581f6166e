import type { AdminStep, Stage } from '#idp';
import type { GoogleContext } from './memory.ts';

const minuteMs = 60_000;
const nothing: readonly Stage[] = [];

/** What an administrator can do. There is no way to start a cycle by hand. [google-cycle-01] */
export const actions = {
  /** A new credential: the next cycle takes up where the last one stopped. [google-auth-03] */
  reauthorize: (): readonly Stage[] => nothing,
  /** Switches provisioning off, which takes a while. [google-cycle-02] */
  deactivate: ({ memory, options }: GoogleContext, { at = 0 }: AdminStep): readonly Stage[] => {
    memory.inactiveFrom = at + options.deactivateLagMinutes * minuteMs;
    return nothing;
  },
  activate: ({ memory }: GoogleContext): readonly Stage[] => {
    memory.inactiveFrom = undefined;
    memory.isResuming = true;
    return nothing;
  },
} as const;
