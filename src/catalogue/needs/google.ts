import type { Need } from './need.ts';

/** What a server must do to work with Google Workspace. */
export const googleNeeds = {
  'google-need-01': {
    level: 'MUST',
    idp: 'google',
    text: 'Bodies of type application/json are read on POST, PUT and PATCH.',
    restsOn: ['google-header-02'],
    narrows: ['D51'],
  },
  'google-need-02': {
    level: 'MUST',
    idp: 'google',
    text: 'Unknown URNs in schemas are passed over, the User URN of SCIM 1.0 first of all.',
    restsOn: ['google-create-02'],
    narrows: ['D50'],
  },
  'google-need-03': {
    level: 'MUST',
    idp: 'google',
    text: 'A userName filter with startIndex and no count answers a list, empty if need be, and never 404.',
    restsOn: ['google-lookup-01'],
  },
  'google-need-04': {
    level: 'MUST',
    idp: 'google',
    text: 'Inactive accounts are found by that filter, so that a return makes no duplicate.',
    restsOn: ['google-lookup-01', 'google-lookup-03'],
  },
  'google-need-05': {
    level: 'MUST',
    idp: 'google',
    text: 'A create answers with an id that stays the same when userName changes.',
    restsOn: ['google-update-03'],
  },
  'google-need-06': {
    level: 'MUST',
    idp: 'google',
    text: 'A create without externalId, formatted name, title and groups succeeds and shows displayName.',
    restsOn: ['google-create-01', 'google-create-03', 'google-create-05'],
  },
  'google-need-07': {
    level: 'MUST',
    idp: 'google',
    text: 'Users take PUT, PATCH with and without a path, and DELETE, for which of these comes is not published.',
    restsOn: ['google-update-02', 'google-deprov-05'],
    narrows: ['D01'],
  },
  'google-need-08': {
    level: 'MUST',
    idp: 'google',
    text: 'Access does not depend on Groups, which are never pushed.',
    restsOn: ['google-group-01'],
  },
  'google-need-09': {
    level: 'MUST',
    idp: 'google',
    text: 'Several e-mail addresses and phones of one User are taken, and the primary one counts.',
    restsOn: ['google-create-06'],
  },
  'google-need-10': {
    level: 'MUST',
    idp: 'google',
    text: 'An account made by sign-in is adopted when a create or update names its userName.',
    restsOn: ['google-lookup-03'],
  },
  'google-need-11': {
    level: 'SHOULD',
    idp: 'google',
    text: 'The server does not purge accounts by itself, since a remote deletion shuts that person out for good.',
    restsOn: ['google-rehire-01'],
  },
  'google-need-12': {
    level: 'MUST',
    idp: 'google',
    text: 'Everything works with no discovery request made before.',
    restsOn: ['google-discovery-01'],
  },
  'google-need-13': {
    level: 'SHOULD',
    idp: 'google',
    text: 'Late suspension and a deletion weeks later are borne, and a suspended account can be deleted.',
    restsOn: ['google-deprov-02', 'google-deprov-06', 'google-cycle-01'],
  },
} as const satisfies Record<`google-need-${number}`, Need>;
