import type { Reactions } from '#idp';

/** What any request may meet: the task fails, and waits for an administrator. [onelogin-task-03, onelogin-fail-01, -02] */
const common = {
  '401': { next: 'fail', code: 'Unauthorized' },
  '403': { next: 'fail', code: 'Forbidden' },
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

/** What OneLogin makes of the answers, by what it asked. */
export const reactions = {
  /** Anything else leaves the connection disabled. [onelogin-connect-01] */
  probe: {
    ...common,
    none: { next: 'enabled' },
    one: { next: 'enabled' },
    many: { next: 'enabled' },
    '404': { next: 'enabled' },
  },
  /** Entitlements and the import of users. [onelogin-import-01, onelogin-import-02] */
  list: { ...common, none: { next: 'read' }, one: { next: 'read' }, many: { next: 'read' } },
  /** [onelogin-lookup-01, onelogin-lookup-02] */
  lookup: {
    ...common,
    none: { next: 'absent' },
    '404': { next: 'absent' },
    one: { next: 'found' },
    many: { next: 'fail', code: 'SeveralAccounts' },
  },
  /** A GET by id, where the option says so: its answer is not used. [onelogin-update-02] */
  read: { ...common, resource: { next: 'found' }, '404': { next: 'gone' } },
  /** A conflict is not adopted. [onelogin-create-10] */
  create: { ...common, resource: { next: 'link' } },
  /** After a 404 a retry starts from the look-up, and creates. */
  update: { ...common, resource: { next: 'done' }, '404': { next: 'gone' } },
  /** What is gone already counts as a failure, but nobody can mend it. */
  remove: { ...common, done: { next: 'done' }, '404': { next: 'gone' } },
  groupCreate: { ...common, resource: { next: 'link' } },
  /** A refused PATCH does not stop the next. [onelogin-group-02] */
  groupUpdate: { ...common, done: { next: 'done' }, '404': { next: 'gone' } },
} as const satisfies Record<string, Reactions>;
