import type { Behaviour } from '#idp';

/** What OneLogin does, where that is written (keys of `sources.ts`), and how sure we are. */
export const behaviours = {
  'onelogin-product-01': {
    does: 'Custom connectors come for SCIM 1.1 and 2.0, each with the core or the enterprise schema; apps of the catalogue are the same with fixed settings.',
    source: 'O2, O7 (that of the catalogue is inferred)',
    strength: 'vendor documentation',
  },
  'onelogin-call-01': {
    does: 'Users are listed, filtered by user name, read, created, replaced and deleted; groups are listed, created and patched. Users are not patched; groups are not replaced, deleted or read by id.',
    source: 'O1, O5, O6',
    strength: 'vendor documentation',
  },
  'onelogin-auth-01': {
    does: 'A pasted token, as `Authorization: Bearer <token>`; nothing else is on offer.',
    source: 'O2, O7, A1 (vendor documentation, recorded)',
    strength: 'recorded',
  },
  'onelogin-auth-02': {
    does: 'A box of custom headers adds some to each request or replaces them; vendors set Accept, Content-Type and User-Agent with it.',
    source: 'T8, T9, T10, T11',
    strength: 'third party',
  },
  'onelogin-header-01': {
    does: 'No `User-Agent`, unless a custom header brings one.',
    source: 'A1, T9 (recorded, third party)',
    strength: 'recorded',
  },
  'onelogin-header-02': {
    does: 'A PATCH was seen as `application/scim+json`; since vendors ask for that by a custom header, another type may be the default, here `application/json`.',
    source: 'A1, T8, T9, T10, T11 (disputed)',
    strength: 'recorded',
  },
  'onelogin-header-03': {
    does: 'No `Accept`.',
    source: 'A1 (one request)',
    strength: 'recorded',
  },
  'onelogin-header-04': {
    does: 'Answers have to be of a JSON type; `application/scim+json` works in practice.',
    source: 'O1, the rest inferred',
    strength: 'vendor documentation',
  },
  'onelogin-url-01': {
    does: 'A stray `&` ends each query, a stray `?` each path without one; that was seen on a GET, a PUT and a PATCH.',
    source: 'A1',
    strength: 'recorded',
  },
  'onelogin-url-02': {
    does: 'Spaces of a filter become `+`, quotes `%22`; paging parameters are absent.',
    source: 'A1',
    strength: 'recorded',
  },
  'onelogin-connect-01': {
    does: 'Enabling the connection looks up a name that nobody should have; an empty list or 404 enables it, and nothing is provisioned.',
    source: 'O1, T1 (vendor documentation, third party)',
    strength: 'vendor documentation',
  },
  'onelogin-discovery-01': {
    does: 'No discovery endpoint is read.',
    source: 'O1, O5, O6: none of them has one',
    strength: 'inferred',
  },
  'onelogin-import-01': {
    does: 'Refreshing entitlements, or including the parameter Groups, lists all groups of the app; rules can then set their names.',
    source: 'O8, T5, T12f (vendor documentation, third party)',
    strength: 'vendor documentation',
  },
  'onelogin-import-02': {
    does: 'When the connection is first enabled, older connectors list the users of the app and match them; the rest waits for an administrator.',
    source: 'O8, O1 (old)',
    strength: 'vendor documentation',
  },
  'onelogin-import-03': {
    does: 'How these lists are paged is unknown; here they are asked for once, whole.',
    source: 'nobody has said',
    strength: 'inferred',
  },
  'onelogin-task-01': {
    does: 'Saving a user, a role or an assignment queues tasks at once; there are no cycles, and nothing is read again by itself.',
    source: 'O8, T3, T12 (vendor documentation, third party)',
    strength: 'vendor documentation',
  },
  'onelogin-task-02': {
    does: 'To create, change or delete a user takes an approval, each ticked of itself; until then the user is Pending and nothing is sent.',
    source: 'O3, T4, T8, T12c (the default: third party)',
    strength: 'vendor documentation',
  },
  'onelogin-task-03': {
    does: 'A refused task shows Failed with the answer and is retried by hand; one that went through shows Provisioned. Reapplying mappings queues everybody.',
    source: 'T4, T12b',
    strength: 'third party',
  },
  'onelogin-lookup-01': {
    does: 'A task begins with the look-up by user name.',
    source: 'O1, A1 (vendor documentation, recorded)',
    strength: 'recorded',
  },
  'onelogin-lookup-02': {
    does: 'Who is found is linked and replaced, who is not is created.',
    source: 'A1 (found), O1, O5 (not found)',
    strength: 'recorded',
  },
  'onelogin-create-01': {
    does: '`POST /Users` with the JSON template of the connector, its macros replaced, compact and in its order.',
    source: 'O4, A1 (its order, on a PUT)',
    strength: 'vendor documentation',
  },
  'onelogin-create-02': {
    does: 'The SCIM 2.0 enterprise template begins with `schemas` of two URNs older than the RFC, then `userName`, then `name` with the family name first.',
    source: 'A1',
    strength: 'recorded',
  },
  'onelogin-create-03': {
    does: 'Then come the formatted name, `emails`, `title`, and the enterprise object with department and manager, as in the SCIM 1.1 template.',
    source: 'O4 (for SCIM 1.1)',
    strength: 'inferred',
  },
  'onelogin-create-04': {
    does: 'In SCIM 1.1 `emails` is one object, not a list.',
    source: 'O4, T2 (vendor documentation, third party)',
    strength: 'vendor documentation',
  },
  'onelogin-create-05': {
    does: 'In SCIM 2.0 `emails` is a list.',
    source: 'T1: a server that takes nothing else works',
    strength: 'inferred',
  },
  'onelogin-create-06': {
    does: '`active` is in no published template, yet the SCIM 2.0 connectors must send it as a boolean with each POST and PUT; where is unknown, here at the end.',
    source: 'O4, T1 (strong)',
    strength: 'inferred',
  },
  'onelogin-create-07': {
    does: 'A template of the administrator may lack `active`, in PUT as well.',
    source: 'T3, O6 (third party, vendor documentation)',
    strength: 'third party',
  },
  'onelogin-create-08': {
    does: 'Nobody is created inactive: who has no access or is suspended is not created.',
    source: 'O8',
    strength: 'inferred',
  },
  'onelogin-create-09': {
    does: 'Templates hold no password; `externalId` is not in them either, though one vendor reads it.',
    source: 'O4, T1 (disputed)',
    strength: 'vendor documentation',
  },
  'onelogin-create-10': {
    does: 'A conflict fails the task and is not adopted; mostly a server had hidden an inactive account from the look-up.',
    source: 'T8',
    strength: 'third party',
  },
  'onelogin-update-01': {
    does: 'An update is `PUT /Users/{id}` of the whole template; users are never patched.',
    source: 'A1, O5, O6 (recorded, vendor documentation)',
    strength: 'recorded',
  },
  'onelogin-update-02': {
    does: 'Before the PUT comes the look-up, here by the new name even after a rename; whether that is always so, or a GET by id, is unknown.',
    source: 'A1 (the link), T4, the rest inferred',
    strength: 'inferred',
  },
  'onelogin-update-03': {
    does: 'Values are put in as text and not trimmed; a macro without a value leaves its key with an empty text.',
    source: 'A1 (untrimmed), the rest inferred',
    strength: 'recorded',
  },
  'onelogin-update-04': {
    does: 'Answers to POST and PUT must give back given and family name, or the task fails.',
    source: 'T3',
    strength: 'third party',
  },
  'onelogin-suspend-01': {
    does: 'Suspending a user in OneLogin suspends the account or does nothing, as one setting says.',
    source: 'T12c, T12e, O8 (third party, vendor documentation)',
    strength: 'third party',
  },
  'onelogin-suspend-02': {
    does: 'To suspend is a PUT of the whole template with `active` false.',
    source: 'O5, O6, T1 (strong)',
    strength: 'inferred',
  },
  'onelogin-delete-01': {
    does: 'Deleting a user and taking the app away are one case, and one setting says delete, suspend or nothing.',
    source: 'O3, T12b, T12c (vendor documentation, third party)',
    strength: 'vendor documentation',
  },
  'onelogin-delete-02': {
    does: 'To delete is `DELETE /Users/{id}`, at once or when approved.',
    source: 'O1, O3 (when: inferred)',
    strength: 'vendor documentation',
  },
  'onelogin-rehire-01': {
    does: 'Who comes back is looked up, and replaced with `active` true or created.',
    source: 'our reading of O1, A1',
    strength: 'inferred',
  },
  'onelogin-group-01': {
    does: 'Groups are sent only if the parameter Groups is included and a rule sets it, commonly from the names of roles.',
    source: 'O7, T1, T4 (vendor documentation, third party)',
    strength: 'vendor documentation',
  },
  'onelogin-group-02': {
    does: 'Memberships follow the user: one PATCH for each group, with one user; a refused one does not stop the next.',
    source: 'A1',
    strength: 'recorded',
  },
  'onelogin-group-03': {
    does: 'A member is added by a PatchOp with `op`, `path` and a `value` of one; the recorded length of 165 bytes fits that and none of its relatives.',
    source: 'A1 (its length), the text inferred',
    strength: 'recorded',
  },
  'onelogin-group-04': {
    does: 'A group that the app lacks is created by name with empty `members`, then patched.',
    source: 'O5, O6 (SCIM 1.1), T3; inferred for SCIM 2.0',
    strength: 'vendor documentation',
  },
  'onelogin-group-05': {
    does: 'Ids of groups come from the entitlements or the create, never from a look-up by name.',
    source: 'O5, O6: they know no filter on groups',
    strength: 'inferred',
  },
  'onelogin-group-06': {
    does: 'A member is taken out by a remove with `path` members and a `value` of one, without a filter.',
    source: 'T3: a server that takes nothing else is documented to work',
    strength: 'inferred',
  },
  'onelogin-group-07': {
    does: 'In SCIM 1.1 a PATCH holds the member itself, to remove it with `operation` delete.',
    source: 'O5, O6',
    strength: 'vendor documentation',
  },
  'onelogin-group-08': {
    does: 'Groups are neither deleted nor renamed: a deleted role leaves its group, a renamed one makes another.',
    source: 'T4, T5, T6, T7 (the rename: inferred)',
    strength: 'third party',
  },
  'onelogin-group-09': {
    does: 'The members of a group are never replaced as a whole.',
    source: 'O5, O6, A1 (vendor documentation, recorded)',
    strength: 'vendor documentation',
  },
  'onelogin-attr-01': {
    does: 'Templates take macros of the user, his manager, custom fields and parameters, and any other key.',
    source: 'O4, T3, T12d (vendor documentation, third party)',
    strength: 'vendor documentation',
  },
  'onelogin-attr-02': {
    does: 'The manager is `managerId`, as in SCIM 1.1, and `displayName`.',
    source: 'O4 (SCIM 1.1), T12a (SCIM 2.0)',
    strength: 'vendor documentation',
  },
  'onelogin-attr-03': {
    does: 'A macro in quotes is sent as a text, so that `active` can be "true".',
    source: 'T12a',
    strength: 'third party',
  },
  'onelogin-attr-04': {
    does: 'The user name at the app is the directory field Username, which administrators often change to the e-mail.',
    source: 'O7, T12b (vendor documentation, third party)',
    strength: 'vendor documentation',
  },
  'onelogin-scope-01': {
    does: 'In scope is who has the app, by himself or by a role; mappings give roles, rules set parameters and groups.',
    source: 'O3, O8',
    strength: 'vendor documentation',
  },
  'onelogin-fail-01': {
    does: 'No retries, rate, Retry-After or threshold are published; here nothing is tried again by itself.',
    source: 'nobody has said',
    strength: 'inferred',
  },
  'onelogin-fail-02': {
    does: 'A 404 is shown as something missing.',
    source: 'T4',
    strength: 'third party',
  },
  'onelogin-net-01': {
    does: 'Requests come from the public cloud; what it cannot reach needs a proxy.',
    source: 'O2',
    strength: 'vendor documentation',
  },
} as const satisfies Readonly<Record<string, Behaviour>>;
