import type { Reactions } from '#idp';

/** What any request may meet. Only a 429 waits; all else becomes a task. [okta-error-01, okta-error-02] */
const common = {
  '401': { next: 'fail', code: 'Unauthorized' },
  '403': { next: 'fail', code: 'Forbidden' },
  '404': { next: 'fail', code: 'NotFound' },
  '409': { next: 'fail', code: 'Conflict' },
  '412': { next: 'fail', code: 'PreconditionFailed' },
  '429': { next: 'wait', code: 'TooManyRequests' },
  '501': { next: 'fail', code: 'NotImplemented' },
  '3xx': { next: 'fail', code: 'RedirectNotFollowed' },
  '4xx': { next: 'fail', code: 'Refused' },
  '5xx': { next: 'fail', code: 'RemoteServerError' },
  timeout: { next: 'fail', code: 'Timeout' },
  'no-answer': { next: 'fail', code: 'NoAnswer' },
  unreadable: { next: 'fail', code: 'InvalidJson' },
  other: { next: 'fail', code: 'Unexpected' },
} as const satisfies Reactions;

/** The same at a form or in an import: nobody tries it again but the administrator. */
const shown = {
  '401': { next: 'stop', code: 'AuthorizationFailure' },
  '403': { next: 'stop', code: 'AuthorizationFailure' },
  '3xx': { next: 'stop', code: 'RedirectNotFollowed' },
  '4xx': { next: 'stop', code: 'Refused' },
  '5xx': { next: 'stop', code: 'RemoteServerError' },
  timeout: { next: 'stop', code: 'ConnectTimedOut' },
  'no-answer': { next: 'stop', code: 'NoAnswer' },
  unreadable: { next: 'stop', code: 'InvalidJson' },
  other: { next: 'stop', code: 'Unexpected' },
} as const satisfies Reactions;

/** What Okta makes of the answers, by what it asked. */
export const reactions = {
  /** The connection test and each save. [okta-connect-03, okta-connect-04] */
  probe: { ...shown, none: { next: 'verified' }, one: { next: 'verified' }, many: { next: 'verified' } },
  /** Resource types, schemas and entitlements. [okta-discovery-02] */
  discovery: { ...shown, done: { next: 'read' } },
  /** A 404 counts as none only with a SCIM error. [okta-lookup-03 … -05] */
  lookup: {
    ...common,
    none: { next: 'create' },
    one: { next: 'link' },
    many: { next: 'many' },
    '404': { next: 'absent' },
  },
  /** [okta-create-08 … -10] */
  create: { ...common, resource: { next: 'link' }, unreadable: { next: 'fail', code: 'EmptyUser' } },
  /** GET before PUT: whatever came is put into the PUT. [okta-error-05] */
  read: { ...common, done: { next: 'merge' } },
  /** PUT and PATCH of a user. [okta-update-06, okta-active-06] */
  update: { ...common, done: { next: 'done' } },
  groupLookup: {
    ...common,
    none: { next: 'create' },
    one: { next: 'adopt' },
    many: { next: 'fail', code: 'SeveralGroups' },
    '404': { next: 'absent' },
  },
  /** Nothing is linked by name when the server says that the group exists. [okta-error-08] */
  groupCreate: { ...common, resource: { next: 'link' } },
  /** Whether the group still exists. [okta-group-18] */
  groupRead: { ...common, resource: { next: 'there' } },
  groupUpdate: { ...common, done: { next: 'done' } },
  /** What is gone already needs no deleting. [okta-group-15] */
  groupRemove: { ...common, done: { next: 'gone' }, '404': { next: 'gone' } },
  /** Pages of an import: an error ends it, and nothing is dropped from Okta. */
  page: {
    ...shown,
    none: { next: 'read' },
    one: { next: 'read' },
    many: { next: 'read' },
    '429': { next: 'wait', code: 'TooManyRequests' },
  },
} as const satisfies Record<string, Reactions>;
