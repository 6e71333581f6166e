import type { Reactions } from '#idp';

/** What any request may meet: the user fails and is taken up again by the next cycle. [google-fail-01, google-fail-02] */
const common = {
  '401': { next: 'fail', code: 'ReauthorizationNeeded' },
  '403': { next: 'fail', code: 'ReauthorizationNeeded' },
  '404': { next: 'fail', code: 'NotFound' },
  '409': { next: 'fail', code: 'Conflict' },
  '429': { next: 'fail', code: 'TooManyRequests' },
  '3xx': { next: 'fail', code: 'RedirectNotFollowed' },
  '4xx': { next: 'fail', code: 'Refused' },
  '5xx': { next: 'fail', code: 'ServerError' },
  timeout: { next: 'fail', code: 'Timeout' },
  'no-answer': { next: 'fail', code: 'NoAnswer' },
  unreadable: { next: 'fail', code: 'UnreadableAnswer' },
  other: { next: 'fail', code: 'Unexpected' },
} as const satisfies Reactions;

/** What Google makes of the answers, by what it asked. */
export const reactions = {
  /** Only with the option probe. [google-connect-02] */
  probe: { ...common, none: { next: 'go on' }, one: { next: 'go on' }, many: { next: 'go on' } },
  /** A 404 is not known to mean that there is nobody. [google-lookup-01, google-lookup-03] */
  lookup: {
    ...common,
    none: { next: 'create' },
    one: { next: 'adopt' },
    many: { next: 'fail', code: 'SeveralAccounts' },
  },
  /** Refused or not, the next cycle begins with the look-up again. */
  create: { ...common, resource: { next: 'link' } },
  /** A 404 says that the app deleted the account: it is never made again. [google-rehire-01] */
  update: { ...common, done: { next: 'done' }, '404': { next: 'lost' } },
  /** What is gone already needs no deleting. */
  remove: { ...common, done: { next: 'done' }, '404': { next: 'done' } },
} as const satisfies Record<string, Reactions>;
