import type { OptionsOf, OptionTable } from '#idp';

const ticked = { kind: 'boolean', default: true, basis: 'onelogin-task-02' } as const;

/** Everything about a OneLogin app that an administrator can set, or that is not known of its connectors. */
export const options = {
  connector: {
    kind: 'choice',
    values: ['v2-enterprise', 'v2-core', 'v1-enterprise', 'v1-core'],
    default: 'v2-enterprise',
    does: 'SCIM version and schema of the connector.',
    basis: 'onelogin-product-01',
  },
  jsonTemplate: {
    kind: 'text',
    does: 'The body of a user as JSON text with macros, key order kept, instead of that of the connector.',
    basis: 'onelogin-create-01',
  },
  customHeaders: {
    kind: 'text',
    does: 'Lines `Name: value` that add to the headers of each request, or replace some.',
    basis: 'onelogin-auth-02',
  },
  contentType: {
    kind: 'text',
    default: 'application/json',
    does: 'The media type of bodies; application/scim+json was seen, perhaps from custom headers.',
    basis: 'onelogin-header-02',
  },
  strayQueryMarks: {
    kind: 'boolean',
    default: true,
    does: 'The `&` after a query and the `?` after a path without one.',
    basis: 'onelogin-url-01',
  },
  'approvals.create': { ...ticked, does: 'Whether an administrator has to approve that a user is created.' },
  'approvals.update': { ...ticked, does: 'Whether an administrator has to approve that a user is changed.' },
  'approvals.delete': { ...ticked, does: 'Whether an administrator has to approve that a user is deleted.' },
  approveAfter: {
    kind: 'text',
    default: '5m',
    does: 'How long an administrator takes to approve, in virtual time; never leaves it to the action approve.',
    basis: 'onelogin-task-02',
  },
  adminRetry: {
    kind: 'choice',
    values: ['none', 'after-each'],
    default: 'none',
    does: 'Whether an administrator retries failed tasks at each sync, and refreshes entitlements where a group needs it.',
    basis: 'onelogin-task-03',
  },
  onDeleted: {
    kind: 'choice',
    values: ['delete', 'suspend', 'nothing'],
    default: 'delete',
    does: "What happens when a user is deleted in OneLogin or loses the app; the vendor's default is unknown.",
    basis: 'onelogin-delete-01',
  },
  onSuspended: {
    kind: 'choice',
    values: ['suspend', 'nothing'],
    default: 'suspend',
    does: "What happens when a user is suspended in OneLogin; the vendor's default is unknown.",
    basis: 'onelogin-suspend-01',
  },
  groupsIncluded: {
    kind: 'boolean',
    default: false,
    does: 'Whether the parameter Groups is included in user provisioning.',
    basis: 'onelogin-group-01',
  },
  rules: {
    kind: 'json',
    does: 'Rows {role, group}: a pattern for the names of roles, and the group that each is set to, by itself the same; or one pattern.',
    basis: 'onelogin-group-01',
  },
  injectActive: {
    kind: 'boolean',
    default: true,
    does: 'Whether active is sent though the template has none; SCIM 1.1 connectors send it only when it changes.',
    basis: 'onelogin-create-06, onelogin-create-07',
  },
  quotedBooleans: {
    kind: 'boolean',
    default: false,
    does: 'Writes active as a text, as a template with a quoted macro does.',
    basis: 'onelogin-attr-03',
  },
  emailsAsObject: {
    kind: 'choice',
    values: ['connector', 'true', 'false'],
    default: 'connector',
    does: "Whether emails is one object in the connector's template; it is in SCIM 1.1.",
    basis: 'onelogin-create-04, onelogin-create-05',
  },
  schemaUrns: {
    kind: 'choice',
    values: ['captured', 'rfc7643'],
    default: 'captured',
    does: 'The URNs in the SCIM 2.0 templates: those that were seen, or those of the RFC.',
    basis: 'onelogin-create-02',
  },
  externalId: {
    kind: 'choice',
    values: ['off', 'onelogin-id'],
    default: 'off',
    does: 'Whether the OneLogin user id is sent as externalId.',
    basis: 'onelogin-create-09',
  },
  memberRemoveShape: {
    kind: 'choice',
    values: ['list', 'filter'],
    default: 'list',
    does: 'How a member is taken out of a group: by a list of one, or by a filter in the path.',
    basis: 'onelogin-group-06',
  },
  updateLookup: {
    kind: 'choice',
    values: ['username', 'id', 'none'],
    default: 'username',
    does: 'What precedes the update of a linked account: the look-up, a GET by its id, or nothing.',
    basis: 'onelogin-update-02',
  },
  scimUsername: {
    kind: 'text',
    default: 'username',
    does: 'The directory field behind the parameter scimusername: username, email, or another.',
    basis: 'onelogin-attr-04',
  },
  importOnEnable: {
    kind: 'boolean',
    default: false,
    does: 'Whether the users of the app are read and matched when the connection is enabled.',
    basis: 'onelogin-import-02',
  },
  createInactive: {
    kind: 'boolean',
    default: false,
    does: 'Creates accounts with active false, which OneLogin does not do; for accounts that must start inactive.',
    basis: 'onelogin-create-08',
  },
} as const satisfies OptionTable;

export type OneLoginOptions = OptionsOf<typeof options>;

/** Whether the connector speaks SCIM 1.1. */
export function isLegacy({ connector }: OneLoginOptions): boolean {
  return connector === 'v1-core' || connector === 'v1-enterprise';
}
