import type { Reactions } from '#idp';

const incompatible = 'SystemForCrossDomainIdentityManagementServiceIncompatible';
const badRequest = 'SystemForCrossDomainIdentityManagementBadRequest';

/** What any request may meet. A 429 waits only where the policy has a backoff; else it fails the object. */
const common = {
  '401': { next: 'fail', code: 'Unauthorized' },
  '403': { next: 'fail', code: 'InsufficientRights' },
  '405': { next: 'fail', code: 'MethodNotAllowed' },
  '429': { next: 'wait', code: 'TooManyRequests' },
  '3xx': { next: 'fail', code: 'RedirectNotFollowed' },
  '4xx': { next: 'fail', code: badRequest },
  '5xx': { next: 'fail', code: 'InternalServerError' },
  timeout: { next: 'fail', code: 'Timeout' },
  'no-answer': { next: 'fail', code: 'WebExceptionProtocolError' },
  unreadable: { next: 'fail', code: incompatible },
  other: { next: 'fail', code: incompatible },
} as const satisfies Reactions;

/** The query for a random GUID: anything but a list stops the whole job. [entra-probe-05] */
const probe = {
  none: { next: 'go on' },
  one: { next: 'go on' },
  many: { next: 'go on' },
  '401': { next: 'quarantine', code: 'CredentialValidationFailure' },
  '403': { next: 'quarantine', code: 'CredentialValidationFailure' },
  unreadable: { next: 'quarantine', code: incompatible },
  '429': { next: 'abort', code: 'TooManyRequests' },
  '5xx': { next: 'abort', code: 'InternalServerError' },
  timeout: { next: 'abort', code: 'Timeout' },
  'no-answer': { next: 'abort', code: 'WebExceptionProtocolError' },
  other: { next: 'quarantine', code: 'EncounteredQuarantineException' },
} as const satisfies Reactions;

/** What Entra makes of the answers, by what it asked. */
export const reactions = {
  /** Nothing is done without a probe: whatever hinders it ends the cycle. */
  probe,
  /** The same where Retry-After is obeyed. */
  patientProbe: { ...probe, '429': { next: 'wait', code: 'TooManyRequests' } },
  /** Q and GQ. A 404 is no way to say that nothing was found. [entra-match-01, entra-quirk-10] */
  match: {
    ...common,
    none: { next: 'create' },
    one: { next: 'adopt' },
    many: { next: 'fail', code: 'DuplicateTargetEntries' },
    '400': { next: 'fail', code: 'SystemForCrossDomainIdentityManagementServiceIncompatibleFiltering' },
    '404': { next: 'fail', code: 'SystemForCrossDomainIdentityManagementServiceIncompatibleFiltering' },
    '409': { next: 'fail', code: 'SystemForCrossDomainIdentityManagementServiceIncompatibleFiltering' },
  },
  /** G and GG. [entra-match-04] */
  read: { ...common, resource: { next: 'compare' }, '404': { next: 'relink' } },
  /** C and GC. Any 2xx with an id is taken. [entra-create-08] */
  create: {
    ...common,
    resource: { next: 'link' },
    '404': { next: 'fail', code: badRequest },
    '409': { next: 'fail', code: 'Conflict' },
    '422': { next: 'fail', code: 'UnprocessableEntity' },
  },
  /** U, UM, GU. The body of the answer is not used. [entra-patch-11] */
  update: {
    ...common,
    done: { next: 'done' },
    '404': { next: 'fail', code: 'InvalidAnchor' },
    '409': { next: 'fail', code: 'Conflict' },
    '422': { next: 'fail', code: 'UnprocessableEntity' },
  },
  /** D and GD. What is gone already needs no deleting. */
  remove: { ...common, done: { next: 'done' }, '404': { next: 'done' } },
  /** R. [entra-ref-01] */
  reference: { ...common, none: { next: 'send' }, one: { next: 'skip' }, many: { next: 'skip' } },
  /** Discovery is not part of a cycle; a failure is only shown. */
  discovery: { ...common, none: { next: 'go on' }, one: { next: 'go on' }, many: { next: 'go on' } },
} as const satisfies Record<string, Reactions>;
