import type { OptionsOf, OptionTable } from '#idp';

const on = { kind: 'boolean', default: true } as const;
const off = { kind: 'boolean', default: false } as const;

/** Everything about an Okta integration that an administrator can set, or that differs between apps and times. */
export const options = {
  app: {
    kind: 'choice',
    values: ['oin', 'aiw'],
    default: 'oin',
    does: 'The kind of integration: from the catalogue (PATCH) or made with the App Integration Wizard (PUT).',
    basis: 'okta-active-01',
  },
  userUpdate: {
    kind: 'choice',
    values: ['put', 'patch'],
    default: 'put',
    does: 'How a profile is pushed; patch only takes effect with app oin.',
    basis: 'okta-update-05',
  },
  deactivate: {
    kind: 'choice',
    values: ['app', 'patch', 'put'],
    default: 'app',
    does: 'How active is set; app is patch for oin and put for aiw.',
    basis: 'okta-active-01',
  },
  groupUpdate: {
    kind: 'choice',
    values: ['app', 'patch', 'put'],
    default: 'app',
    does: 'How a group is changed; app is patch for oin and put for aiw.',
    basis: 'okta-group-06',
  },
  auth: {
    kind: 'choice',
    values: ['header-bearer', 'header-raw', 'basic', 'oauth2'],
    default: 'header-bearer',
    does: 'What stands in Authorization: a bearer token, the token as typed, user:password in Base64, or an access token.',
    basis: 'okta-auth-01',
  },
  tokenUrl: {
    kind: 'text',
    does: 'With auth oauth2: the token endpoint. Then the credential is a refresh token, or a client secret, a space and a refresh token; without it, it is the access token.',
    basis: 'okta-auth-03',
  },
  clientId: { kind: 'text', does: 'The client id at the token endpoint.', basis: 'okta-auth-03' },

  createUsers: { ...on, does: 'Create Users; off links accounts that exist and makes none.', basis: 'okta-lookup-07' },
  updateUsers: { ...on, does: 'Update User Attributes; off sends no profiles.', basis: 'okta-update-08' },
  deactivateUsers: {
    ...on,
    does: 'Deactivate Users; off sends nothing when somebody leaves.',
    basis: 'okta-active-03',
  },
  pushGroups: { ...on, does: 'Whether groups are pushed.', basis: 'okta-group-01' },
  importGroups: {
    ...off,
    does: 'Import Groups: probes and imports groups, and knows their ids.',
    basis: 'okta-import-08',
  },
  import: {
    kind: 'choice',
    values: ['never', 'manual', 'hourly', 'daily', 'weekly'],
    default: 'never',
    does: 'The schedule of imports; the action import works with any.',
    basis: 'okta-import-07',
  },
  probeGroups: {
    kind: 'choice',
    values: ['import', 'on', 'off'],
    default: 'import',
    does: 'Whether the connection test asks for groups; import does as importGroups says.',
    basis: 'okta-connect-02',
  },
  saves: {
    kind: 'number',
    default: 2,
    min: 0,
    max: 10,
    does: 'How often settings are saved after the connection test; each save probes again.',
    basis: 'okta-connect-01',
  },
  discovery: {
    kind: 'choice',
    values: ['off', 'entitlements'],
    default: 'off',
    does: 'Reads resource types, schemas and entitlements when provisioning is enabled, and sends roles.',
    basis: 'okta-discovery-02',
  },
  uniqueIdentifier: {
    kind: 'choice',
    values: ['userName', 'email'],
    default: 'userName',
    does: 'Whose value the look-up asks for; the left side is filterAttribute.',
    basis: 'okta-lookup-02',
  },
  filterAttribute: {
    kind: 'text',
    default: 'userName',
    does: 'The left side of the look-up; older texts let it differ from userName.',
    basis: 'okta-lookup-02',
  },
  usernameUpdate: {
    kind: 'choice',
    values: ['create', 'create-and-update'],
    default: 'create',
    does: 'When the application user name follows the login.',
    basis: 'okta-update-07',
  },
  passwordSync: {
    kind: 'choice',
    values: ['off', 'okta', 'random'],
    default: 'off',
    does: 'Whether a new password is sent, the Okta one or a random one; oin only.',
    basis: 'okta-password-01',
  },
  createPassword: {
    kind: 'choice',
    values: ['random', 'fixed', 'none'],
    default: 'random',
    does: 'The placeholder in a create: 8 random characters, always the same (for tests), or none (never seen).',
    basis: 'okta-create-06',
  },
  externalId: {
    kind: 'choice',
    values: ['okta-id', 'none'],
    default: 'okta-id',
    does: 'Whether the Okta user id is sent as externalId.',
    basis: 'okta-create-04',
  },
  createActive: {
    ...on,
    does: 'The value of active in a create. False is not what Okta does; for accounts that must start inactive. A suspension and its end send nothing, so only a new assignment activates one.',
    basis: 'okta-create-07',
  },
  provisionStaged: {
    ...on,
    does: 'Whether people who are not yet activated are provisioned.',
    basis: 'okta-create-12',
  },
  assignedBy: {
    kind: 'choice',
    values: ['group', 'person'],
    default: 'group',
    does: 'How those are assigned who are in scope as themselves: a group assignment comes back with the person, an individual one does not.',
    basis: 'okta-active-08',
  },
  groupLookup: {
    kind: 'choice',
    values: ['never', 'when-id-unknown', 'always'],
    default: 'when-id-unknown',
    does: 'When a group is looked up by its name before it is made.',
    basis: 'okta-group-03',
  },
  pushMembershipsImmediately: {
    ...on,
    does: 'Whether the first push holds the members; off sends them with the next change.',
    basis: 'okta-group-05',
  },
  groupCreateFollowUp: {
    kind: 'set',
    values: ['app', 'members', 'get', 'name', 'put'],
    default: ['app'],
    does: 'What follows the creation of a group; app is members, get, name for patch and get, put for put.',
    basis: 'okta-group-05',
  },
  groupNamePatch: { ...on, does: 'Whether a name PATCH accompanies each change of members.', basis: 'okta-group-07' },
  renameGroups: { ...on, does: 'Whether a new name of a group is pushed.', basis: 'okta-group-12' },
  groupBatch: {
    kind: 'number',
    default: 100,
    min: 1,
    max: 1000,
    does: 'Members in one PATCH.',
    basis: 'okta-group-10',
  },
  fullPush: {
    kind: 'choice',
    values: ['path', 'pathless', 'pathless-with-id'],
    default: 'path',
    does: 'How Push now writes the whole list in a PATCH.',
    basis: 'okta-group-09',
  },
  memberDisplay: {
    kind: 'choice',
    values: ['userName', 'null'],
    default: 'userName',
    does: 'The display of a member.',
    basis: 'okta-group-04',
  },
  unlink: {
    kind: 'choice',
    values: ['delete', 'leave'],
    default: 'delete',
    does: 'What becomes of the group at the server when it is no longer pushed.',
    basis: 'okta-group-15',
  },
  holdInactiveRemovals: {
    ...on,
    does: 'Keeps back the removal of members who are not active in Okta until they are.',
    basis: 'okta-group-16',
  },
  concurrency: {
    kind: 'number',
    default: 1,
    min: 1,
    max: 100,
    does: 'Jobs at work at a time; from 2 on, the batches of one group are in flight together.',
    basis: 'okta-timing-03',
  },
  interleave: {
    kind: 'choice',
    values: ['users-first', 'groups-first', 'seed'],
    default: 'users-first',
    does: 'The order of user and group jobs that come at once; seed shuffles them.',
    basis: 'okta-timing-03',
  },
  staleReactivation: {
    ...off,
    does: 'A fault: the profile pushed after a reactivation carries the old active false.',
    basis: 'okta-quirk-01',
  },
  spaceEncoding: {
    kind: 'choice',
    values: ['%20', '+'],
    default: '%20',
    does: 'How a space in a query is written.',
    basis: 'okta-query-01',
  },
  locale: {
    kind: 'text',
    default: 'en-US',
    does: 'The locale of who has none; none removes the row.',
    basis: 'okta-create-03',
  },
  displayName: {
    kind: 'choice',
    values: ['given-family', 'none'],
    default: 'given-family',
    does: 'What is mapped to displayName where the directory holds none; none removes the row.',
    basis: 'okta-create-03',
  },
  emailType: {
    kind: 'text',
    default: 'work',
    does: 'The type of the e-mail; none removes the row.',
    basis: 'okta-create-03',
  },
  attributeMap: {
    kind: 'json',
    does: 'Rows {attribute, externalName, externalNamespace?} instead of the default profile.',
    basis: 'okta-attr-01',
  },
  extensions: {
    kind: 'json',
    does: 'Rows {attribute, externalName, externalNamespace} beside the profile; without a namespace a row sends nothing.',
    basis: 'okta-attr-03',
  },
  profilePush: {
    kind: 'choice',
    values: ['set', 'changed', 'whole'],
    default: 'set',
    does: 'What a push sets: what changed and what is not empty, only what changed, or everything, blanks too.',
    basis: 'okta-update-03',
  },
  clearAs: {
    kind: 'choice',
    values: ['empty', 'null', 'omit'],
    default: 'empty',
    does: 'What a cleared attribute becomes: an empty text, null, or nothing.',
    basis: 'okta-attr-06',
  },
  timeoutSeconds: { kind: 'number', default: 60, min: 1, does: 'How long an answer may take.', basis: 'okta-error-03' },
  rateLimitSeconds: {
    kind: 'number',
    default: 300,
    min: 1,
    does: 'The wait after a 429 that names none.',
    basis: 'okta-error-02',
  },
  rateLimitFactor: {
    kind: 'number',
    default: 2,
    min: 1,
    does: 'How much longer each further wait is.',
    basis: 'okta-error-02',
  },
  rateLimitAttempts: {
    kind: 'number',
    default: 10,
    min: 0,
    does: 'Waits before a task fails for good.',
    basis: 'okta-error-02',
  },
  adminRetry: {
    kind: 'choice',
    values: ['none', 'once', 'after-each'],
    default: 'none',
    does: 'Whether an administrator retries failed tasks at each sync: never, once for each task, or every time.',
    basis: 'okta-error-01',
  },
  retry5xx: { ...off, does: 'Tries a task that met a 5xx once more after the wait for a 429.', basis: 'okta-error-01' },
  assignedBeforeProvisioning: {
    kind: 'json',
    does: 'Directory ids of those who were assigned before provisioning was on: silent until the action provisionUser.',
    basis: 'okta-create-13',
  },
  requestGapMs: {
    kind: 'number',
    default: 200,
    min: 0,
    does: 'From one request to the next.',
    basis: 'okta-timing-01',
  },
} as const satisfies OptionTable;

export type OktaOptions = OptionsOf<typeof options>;

/** How this integration writes: what the options say, and where they say nothing, what its kind of app does. */
export interface Dialect {
  readonly profile: 'put' | 'patch';
  readonly active: 'put' | 'patch';
  readonly group: 'put' | 'patch';
  readonly followUps: readonly ('members' | 'get' | 'name' | 'put')[];
}

const ofApp = { oin: 'patch', aiw: 'put' } as const;
const followUpsOf = { patch: ['members', 'get', 'name'], put: ['get', 'put'] } as const;

export function dialectOf(options: OktaOptions): Dialect {
  const own = ofApp[options.app];
  const group = options.groupUpdate === 'app' ? own : options.groupUpdate;
  const asked = options.groupCreateFollowUp;
  return {
    profile: options.app === 'oin' ? options.userUpdate : 'put',
    active: options.deactivate === 'app' ? own : options.deactivate,
    group,
    followUps: asked.includes('app') ? followUpsOf[group] : asked.filter((step) => step !== 'app'),
  };
}
