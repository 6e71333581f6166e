import type { JsonObject } from '#scim';

const sync = { do: 'sync' };

/** What an administrator of a provider expects of it, each by itself: a row of the compatibility report. */
export interface Operation {
  /** What a target that works with the provider lets it do. */
  readonly does: string;
  readonly steps: readonly JsonObject[];
  /** It is about Groups. */
  readonly ofGroups?: true;
  /** The account is there before. */
  readonly isThere?: true;
}

export const operations = {
  connect: { does: 'passes the connection test', steps: [] },
  match: { does: 'finds the account that is there, and makes no second one', steps: [sync], isThere: true },
  create: { does: 'takes new people', steps: [sync] },
  update: {
    does: 'takes what changes about people',
    steps: [sync, { do: 'updated', user: 'u1', set: { familyName: 'King', department: 'Mills' } }, sync],
  },
  disable: { does: 'ends the use of an account', steps: [sync, { do: 'disabled', user: 'u1' }, sync] },
  enable: {
    does: 'gives an account back',
    steps: [sync, { do: 'disabled', user: 'u1' }, sync, { do: 'enabled', user: 'u1' }, sync],
  },
  delete: {
    does: 'deletes an account',
    steps: [sync, { do: 'terminated', user: 'u1' }, sync, { do: 'wait', for: '31d' }],
  },
  password: { does: 'takes a new password', steps: [sync, { do: 'passwordSet', user: 'u1' }, sync] },
  'group create': { does: 'takes a Group', steps: [sync], ofGroups: true },
  'member add': {
    does: 'takes a new member',
    steps: [sync, { do: 'memberAdded', group: 'g1', user: 'u2' }, sync],
    ofGroups: true,
  },
  'member remove': {
    does: 'lets a member go',
    steps: [sync, { do: 'memberRemoved', group: 'g1', user: 'u1' }, sync],
    ofGroups: true,
  },
  'group rename': {
    does: 'gives a Group another name',
    steps: [sync, { do: 'groupRenamed', group: 'g1', displayName: '{} renamed' }, sync],
    ofGroups: true,
  },
  'group delete': { does: 'deletes a Group', steps: [sync, { do: 'groupDeleted', group: 'g1' }, sync], ofGroups: true },
  /** Judged by the checks in paging.spec.ts, where a provider pages. */
  paging: { does: 'lists people page by page', steps: [] },
  'rate limit': { does: 'says how long to wait when it limits requests', steps: [] },
} as const satisfies Readonly<Record<string, Operation>>;

export type OperationName = keyof typeof operations;
