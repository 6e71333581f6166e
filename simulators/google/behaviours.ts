import type { Behaviour } from '#idp';

/** What Google does, where that is written (keys of `sources.ts`), and how sure we are. */
export const behaviours = {
  'google-product-01': {
    does: 'Provisioning is a panel of a SAML app of the catalogue; single sign-on for that app comes first.',
    source: 'G1, G2',
    strength: 'vendor documentation',
  },
  'google-product-02': {
    does: 'A SAML app that the customer defines has no such panel; who is not in the catalogue waits for Google.',
    source: 'V8, V9',
    strength: 'third party',
  },
  'google-product-03': {
    does: 'Other endpoints are reached by a catalogue app with a free URL, Keeper or Amazon Web Services, pointed elsewhere; its attribute list comes with it.',
    source: 'V3, V4, C1 (third party, recorded)',
    strength: 'third party',
  },
  'google-product-04': {
    does: 'The edition limits how many apps are provisioned: three, or up to a hundred; the free one has none.',
    source: 'G1, G2',
    strength: 'vendor documentation',
  },
  'google-auth-01': {
    does: 'The app decides how Google is let in: a pasted token, an OAuth consent that is refreshed, or an administrator with a password.',
    source: 'G5, G7, G9',
    strength: 'vendor documentation',
  },
  'google-auth-02': {
    does: 'A pasted token is sent as `Authorization: Bearer <token>`.',
    source: 'V1, C2: servers that take nothing else work',
    strength: 'inferred',
  },
  'google-auth-03': {
    does: 'Once the credential is changed, revoked or stale, nothing works until an administrator reauthorises.',
    source: 'G3, G9, V5 (vendor documentation, third party)',
    strength: 'vendor documentation',
  },
  'google-auth-04': {
    does: 'The endpoint URL is a template with blanks, by app; for Amazon Web Services, Keeper and Zscaler it is free text.',
    source: 'G5, G6, G9, V6',
    strength: 'vendor documentation',
  },
  'google-connect-01': {
    does: 'The wizard asks for token, URL, attributes, scope groups and delays, and no connection test is documented.',
    source: 'G4',
    strength: 'vendor documentation',
  },
  'google-connect-02': {
    does: 'Finishing the wizard sends nothing; whether something is probed is unknown, and one guide says `GET /Users?count=1`.',
    source: 'X1 (rejected)',
    strength: 'inferred',
  },
  'google-discovery-01': {
    does: 'Discovery endpoints are not read: for one app Google has the administrator permit the Users path only.',
    source: 'G5 (indirect)',
    strength: 'vendor documentation',
  },
  'google-import-01': {
    does: 'The users of an app are never listed; Google is the source.',
    source: 'G1',
    strength: 'inferred',
  },
  'google-lookup-01': {
    does: 'Before a create, `GET /Users` with a filter `userName eq` and `startIndex=1`, and without `count`.',
    source: 'C1',
    strength: 'recorded',
  },
  'google-lookup-02': {
    does: 'How that query is encoded, and its order, are not proven: the server that logged it rewrites URLs.',
    source: 'C1 (with that caveat)',
    strength: 'recorded',
  },
  'google-lookup-03': {
    does: 'An account of the same user name is taken over and overwritten; there is no second one and no conflict.',
    source: 'V1',
    strength: 'third party',
  },
  'google-header-01': {
    does: 'The product token is `Google-Auto-Provisioning`, without a version.',
    source: 'C2',
    strength: 'recorded',
  },
  'google-header-02': {
    does: 'Bodies are `application/json`, which nobody can change; a strict server answered 406.',
    source: 'C2',
    strength: 'recorded',
  },
  'google-header-03': {
    does: 'Whether there is an `Accept` is unknown; none is sent here.',
    source: 'nobody has said',
    strength: 'inferred',
  },
  'google-create-01': {
    does: '`POST /Users` with the keys `schemas`, `userName`, `emails`, `displayName`, `name`, `active` in this order; the log ends inside the last value.',
    source: 'C1',
    strength: 'recorded',
  },
  'google-create-02': {
    does: '`schemas` names the core of SCIM 1.0 and then the User of SCIM 2.0; a validating server refused it.',
    source: 'C1 (the Keeper app)',
    strength: 'recorded',
  },
  'google-create-03': {
    does: '`emails` has one work address, the user name, with the keys `primary`, `value`, `type`; `name` has given and family name and nothing formatted.',
    source: 'C1 (the Keeper app)',
    strength: 'recorded',
  },
  'google-create-04': {
    does: '`active` is true in a create; nothing hints at accounts that wait for an activation.',
    source: 'C1 (its first letter), the rest inferred',
    strength: 'recorded',
  },
  'google-create-05': {
    does: 'No `externalId` comes before `active`; whether one follows is unknown, and none is sent here.',
    source: 'C1 (in part); X1, X4 (rejected)',
    strength: 'recorded',
  },
  'google-create-06': {
    does: 'All values of a mapped attribute are sent: two addresses or phones fail at a server that takes one. The phone is the one at work.',
    source: 'V1',
    strength: 'third party',
  },
  'google-create-07': {
    does: 'Empty names are sent as they are, without a check; the server then refuses the create.',
    source: 'V1',
    strength: 'third party',
  },
  'google-update-01': {
    does: 'A changed attribute that is mapped is pushed by a later cycle.',
    source: 'G1, G3',
    strength: 'vendor documentation',
  },
  'google-update-02': {
    does: 'An update is a PUT of the whole account in the shape of a create, with its `id`. Whether it is PUT or PATCH was never shown; the two URNs in `schemas` suggest one writer for SCIM 1.1 and 2.0.',
    source: 'C1 (weak)',
    strength: 'inferred',
  },
  'google-update-03': {
    does: 'The id that the server gave is kept and used; a new user name is an update of the same account.',
    source: 'G3 (the link outlives the account)',
    strength: 'inferred',
  },
  'google-deprov-01': {
    does: 'Three things end an account, each with settings of its own: the app turned off for the user, the user suspended, the user deleted.',
    source: 'G7, G9, V6',
    strength: 'vendor documentation',
  },
  'google-deprov-02': {
    does: 'For each, suspend after a delay, delete after a delay, or both, but not neither: within 24 hours, 1, 7 or 21 days, in older texts 30.',
    source: 'G6, G7, G9, G10, V1, V6, V11 (vendor documentation, third party)',
    strength: 'vendor documentation',
  },
  'google-deprov-03': {
    does: 'The app decides which of the two is offered.',
    source: 'G6, G7, G10',
    strength: 'vendor documentation',
  },
  'google-deprov-04': {
    does: 'The delete should come later than the suspend.',
    source: 'V1',
    strength: 'third party',
  },
  'google-deprov-05': {
    does: 'To suspend is an update with `active` false, to delete is `DELETE /Users/{id}`.',
    source: 'V1, G7 (their effect only)',
    strength: 'inferred',
  },
  'google-deprov-06': {
    does: 'Delays run from the event; undoing it in time sends nothing.',
    source: 'our reading of G7',
    strength: 'inferred',
  },
  'google-reactivate-01': {
    does: 'A user who is back, or has the app again, gets an update with `active` true by the next cycle, under the same id.',
    source: 'our reading of G7',
    strength: 'inferred',
  },
  'google-rehire-01': {
    does: 'An account that was deleted at the app is never made again, not even for a user who was restored.',
    source: 'G3',
    strength: 'vendor documentation',
  },
  'google-rehire-02': {
    does: 'After a delete of its own, Google treats a user who comes back as new: look-up, then create.',
    source: 'our reading of G3',
    strength: 'inferred',
  },
  'google-group-01': {
    does: 'Neither groups nor memberships are ever sent; groups only narrow down who is provisioned.',
    source: 'V1, V3, V7, G5 (indirect); V10 calls the support minimal',
    strength: 'third party',
  },
  'google-attr-01': {
    does: 'The app fixes the list of attributes; the administrator says what feeds each, custom attributes of Google included.',
    source: 'G5, G6, G7, G9, V6, V11 (vendor documentation, third party)',
    strength: 'vendor documentation',
  },
  'google-attr-02': {
    does: 'Attributes of an extension stand under its URN, which joins `schemas`.',
    source: 'V11 (the URN only)',
    strength: 'inferred',
  },
  'google-scope-01': {
    does: 'Provisioned is who has the SAML app and, where scope groups are set, is in one of them.',
    source: 'G3, G6',
    strength: 'vendor documentation',
  },
  'google-scope-02': {
    does: 'External members of a scope group, and those of a secondary domain, are left out.',
    source: 'G6, G7, V6',
    strength: 'vendor documentation',
  },
  'google-scope-03': {
    does: 'Active, suspended and deleted users count; archived ones are passed over.',
    source: 'G1',
    strength: 'vendor documentation',
  },
  'google-cycle-01': {
    does: 'Cycles come every few hours and cannot be started by hand; the first shows within minutes, at the latest after a day.',
    source: 'G1, G3, V1 (vendor documentation, third party)',
    strength: 'vendor documentation',
  },
  'google-cycle-02': {
    does: 'Switching off takes up to 15 minutes; from then on nothing is sent.',
    source: 'G3',
    strength: 'vendor documentation',
  },
  'google-fail-01': {
    does: 'Failures are counted by user and listed with their reasons; other users go on.',
    source: 'G3 (that others go on is inferred)',
    strength: 'vendor documentation',
  },
  'google-fail-02': {
    does: 'No retries, rate, Retry-After or threshold are published; here the next cycle tries again.',
    source: 'nobody has said',
    strength: 'inferred',
  },
  'google-drift-01': {
    does: 'An account that was disabled at the app still gets its attributes; what the app holds is never read back.',
    source: 'V1',
    strength: 'third party',
  },
} as const satisfies Readonly<Record<string, Behaviour>>;
