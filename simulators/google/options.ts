import type { OptionsOf, OptionTable } from '#idp';

const delays = ['off', '24h', '1d', '7d', '21d', '30d'] as const;
const suspendAfter = { kind: 'choice', values: delays, default: '24h' } as const;
const deleteAfter = { kind: 'choice', values: delays, default: '7d' } as const;

/** Everything about Google's provisioning that an administrator can set, that differs between apps, or that is not known. */
export const options = {
  app: {
    kind: 'choice',
    values: ['keeper', 'aws'],
    default: 'keeper',
    does: 'The app of the catalogue whose attribute list is used; both take any endpoint URL.',
    basis: 'google-product-03',
  },
  attributes: {
    kind: 'json',
    does: 'Rows {attribute, target} instead of the attribute list of the app.',
    basis: 'google-attr-01',
  },
  auth: {
    kind: 'choice',
    values: ['bearer', 'oauth-refresh', 'basic'],
    default: 'bearer',
    does: 'What stands in Authorization: the pasted token, an access token, or user:password in Base64.',
    basis: 'google-auth-01',
  },
  tokenUrl: {
    kind: 'text',
    does: 'With auth oauth-refresh: the token endpoint. Then the credential is a refresh token, or a client secret, a space and a refresh token; without it, it is the access token.',
    basis: 'google-auth-01',
  },
  clientId: { kind: 'text', does: 'The client id at the token endpoint.', basis: 'google-auth-01' },

  updateMethod: {
    kind: 'choice',
    values: ['put', 'patch', 'both'],
    default: 'put',
    does: 'How an account is updated, suspended and restored; both takes turns, beginning with PUT.',
    basis: 'google-update-02',
  },
  legacySchemaUrn: {
    kind: 'boolean',
    default: true,
    does: 'Whether schemas begins with the SCIM 1.0 URN.',
    basis: 'google-create-02',
  },
  contentType: {
    kind: 'text',
    default: 'application/json',
    does: 'The media type of bodies.',
    basis: 'google-header-02',
  },
  probe: {
    kind: 'choice',
    values: ['none', 'users-count-1'],
    default: 'none',
    does: 'What is asked when provisioning is set up.',
    basis: 'google-connect-02',
  },
  externalId: {
    kind: 'choice',
    values: ['off', 'google-id'],
    default: 'off',
    does: 'Whether the Google user id is sent, after active.',
    basis: 'google-create-05',
  },
  queryEncoding: {
    kind: 'choice',
    values: ['%20', '+'],
    default: '%20',
    does: 'How a space in a query is written.',
    basis: 'google-lookup-02',
  },
  'deprovision.appOff.suspend': {
    ...suspendAfter,
    does: 'When an account is suspended after the app was turned off for its user; 24h is within 24 hours, 1d after a day.',
    basis: 'google-deprov-02',
  },
  'deprovision.appOff.delete': {
    ...deleteAfter,
    does: 'When it is deleted after that. Not both may be off.',
    basis: 'google-deprov-02',
  },
  'deprovision.suspended.suspend': {
    ...suspendAfter,
    does: 'When an account is suspended after its user was suspended in Google.',
    basis: 'google-deprov-02',
  },
  'deprovision.suspended.delete': {
    ...deleteAfter,
    does: 'When it is deleted after that. Not both may be off.',
    basis: 'google-deprov-02',
  },
  'deprovision.deleted.suspend': {
    ...suspendAfter,
    does: 'When an account is suspended after its user was deleted from Google.',
    basis: 'google-deprov-02',
  },
  'deprovision.deleted.delete': {
    ...deleteAfter,
    does: 'When it is deleted after that. Not both may be off.',
    basis: 'google-deprov-02',
  },
  scopeGroups: {
    kind: 'json',
    does: 'Directory ids of the groups whose members are provisioned: a list, or ids joined by commas.',
    basis: 'google-scope-01',
  },
  primaryDomain: {
    kind: 'text',
    does: 'With scope groups, only users of this domain are provisioned; without it nobody counts as secondary or external.',
    basis: 'google-scope-02',
  },
  multiValue: {
    kind: 'choice',
    values: ['all', 'primary-only'],
    default: 'all',
    does: 'Which values of an attribute with several are sent.',
    basis: 'google-create-06',
  },
  cycleHours: {
    kind: 'number',
    default: 3,
    min: 0.01,
    does: 'From the start of one cycle to the next, in virtual hours; the first begins at once.',
    basis: 'google-cycle-01',
  },
  deactivateLagMinutes: {
    kind: 'number',
    default: 15,
    min: 0,
    does: 'How long provisioning goes on after the action deactivate.',
    basis: 'google-cycle-02',
  },
  reauthorize: {
    kind: 'choice',
    values: ['by-hand', 'next-cycle'],
    default: 'by-hand',
    does: 'After a refused credential: the action reauthorize, or an administrator who does it before each cycle.',
    basis: 'google-auth-03',
  },
  recreateAfterRemoteDelete: {
    kind: 'boolean',
    default: false,
    does: 'Whether an account that the app deleted is created anew.',
    basis: 'google-rehire-01',
  },
  createInactive: {
    kind: 'boolean',
    default: false,
    does: 'Creates accounts with active false, which Google does not do; for accounts that must start inactive.',
    basis: 'google-create-04',
  },
} as const satisfies OptionTable;

export type GoogleOptions = OptionsOf<typeof options>;
