import type { Behaviour } from '#idp';

/** What Entra does, where that is written (keys of `sources.ts`), and how sure we are. */
export const behaviours = {
  'entra-auth-01': {
    does: '`Authorization: Bearer <secret token>` on every request, the token pasted by the admin. One static token; expiry leads to 401 and quarantine.',
    source: 'V1, V9',
    strength: 'vendor documentation',
  },
  'entra-auth-02': {
    does: 'Token field blank: Entra signs its own JWT: `iss` `https://sts.windows.net/{tenant}/`, `appid` `00000014-0000-0000-c000-000000000000`, `aud` `8adf8e6e-67b2-4cf2-a259-e3dc5476c621` (custom app) or `00000002-0000-0000-c000-000000000000` (older / gallery). For tests, not production.',
    source: 'V1, C2, T7 (vendor documentation, recorded)',
    strength: 'vendor documentation',
  },
  'entra-auth-03': {
    does: 'OAuth client credentials: token endpoint gets a form POST; client id and secret travel in an `Authorization: Basic` header, other placements are refused by the configuration; access token must live 60 min–6 h. New gallery apps must use this or federation; static bearer is closed for new gallery apps (2026), not for custom apps.',
    source: 'V2, V16, T8 (vendor documentation (gallery rule), third party (Basic))',
    strength: 'vendor documentation',
  },
  'entra-auth-04': {
    does: "Workload identity federation: form POST to the app's token endpoint with `grant_type=client_credentials`, `client_id`, `client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer`, `client_assertion=<JWT, iss https://login.microsoftonline.com/{tid}/v2.0>`, `scope`; then Bearer.",
    source: 'V17',
    strength: 'vendor documentation',
  },
  'entra-auth-05': {
    does: 'OAuth code grant: gallery only, being withdrawn for new apps.',
    source: 'V1, V2',
    strength: 'vendor documentation',
  },
  'entra-header-01': {
    does: "No `User-Agent` was present on the Test Connection request (a firewall's default rule answered it 403 and broke the set-up).",
    source: 'C20 (recorded (one, 2026))',
    strength: 'recorded',
  },
  'entra-header-02': {
    does: "A non-standard header `ADSCIMVersion` is sent. Seen as `5.0` (2019) and, later, as a list of client properties that includes an activity id. Bitwarden's server knows Entra by this header's presence.",
    source: 'C2, C21',
    strength: 'recorded',
  },
  'entra-header-03': {
    does: 'POST and PATCH: `Content-Type: application/scim+json; charset=utf-8`. GET and DELETE: none.',
    source: 'C3, C1 (recorded (POST, GET), inferred (rest))',
    strength: 'recorded',
  },
  'entra-header-04': {
    does: 'No `Accept` seen; frameworks that negotiate fell back to HTML. The answer must be SCIM JSON whatever was asked.',
    source: 'C1 (recorded (one), inferred)',
    strength: 'recorded',
  },
  'entra-header-05': {
    does: 'HTTPS, TLS 1.2; requests from Microsoft addresses (service tag AzureActiveDirectory). No `If-Match`, no `x-ms-…` header is reported.',
    source: 'V1 (vendor documentation; last clause inferred)',
    strength: 'vendor documentation',
  },
  'entra-url-01': {
    does: 'Query values are form-encoded: space `+`, quote `%22`, `[` `%5b`, `]` `%5d` (lower-case hex), `@` `%40`. Parameter order: `attributes`, `excludedAttributes`, `filter`, `startIndex`, `count`.',
    source: 'C1, C5, V15 (recorded (`+`, `%22`); vendor documentation code (rest))',
    strength: 'recorded',
  },
  'entra-url-02': {
    does: 'Only `eq` and `and` are used. A quote or backslash inside the value is not escaped; matching on such values fails.',
    source:
      'V1, V6, V15 (vendor documentation (`eq`/`and`, special characters), vendor documentation code (no escape))',
    strength: 'vendor documentation',
  },
  'entra-url-03': {
    does: 'The unquoted filter (`externalId eq jyoung`) is a slip of the documentation; every capture is quoted.',
    source: 'C1, C2, C4, C16',
    strength: 'recorded',
  },
  'entra-url-04': {
    does: 'The flag stays a parameter of the tenant URL; nothing shows that it reaches the server. Tenant URL may have any path in custom apps (the `/scim` root rule belongs to the retired `customappsso` job).',
    source: 'V3 (inferred, vendor documentation)',
    strength: 'inferred',
  },
  'entra-probe-01': {
    does: 'Test Connection: query for a user that does not exist: `GET /Users?filter={matching attribute} eq "<random GUID>"`. Needs 200 and an empty ListResponse.',
    source: 'V1, C1, C5 (vendor documentation, recorded)',
    strength: 'vendor documentation',
  },
  'entra-probe-02': {
    does: 'The probed attribute is the one of the mapping with matching precedence 1: `userName` by default, `externalId` or `emails[type eq "work"].value` where the admin matches on these.',
    source: 'C1, C16, C17, V1',
    strength: 'recorded',
  },
  'entra-probe-03': {
    does: 'The same is done for groups, when the group mapping is on: `GET /Groups?excludedAttributes=members&filter=displayName eq "<random GUID>"`.',
    source: 'V1 (vendor documentation (that a group is fetched), inferred (exact form))',
    strength: 'vendor documentation',
  },
  'entra-probe-04': {
    does: 'The probe is not only for Test Connection: it starts every piece of work, each cycle (40 min) and each on-demand run (about 3 in a row were seen on-demand).',
    source: 'V1, C5 (vendor documentation, recorded)',
    strength: 'vendor documentation',
  },
  'entra-probe-05': {
    does: 'A 404, HTML or other non-list answer to the probe fails the test and puts a running job in quarantine ("404 rather than 200", "not able to deserialize").',
    source: 'V9, C26 (vendor documentation, recorded)',
    strength: 'vendor documentation',
  },
  'entra-discovery-01': {
    does: '`/Schemas` is read only for chosen gallery apps, when the admin saves the configuration or opens the edit page; adds attributes, removes none; wants a ListResponse, no nulls. Custom apps never. Required of new gallery apps (2026).',
    source: 'V1, V2',
    strength: 'vendor documentation',
  },
  'entra-discovery-02': {
    does: '`/ServiceProviderConfig` and `/ResourceTypes` are not read; PATCH is used whatever they say. PUT and Bulk are never sent.',
    source: 'V1, V2 (inferred (no trace in any source; V2 recommends bulk to gallery apps without saying it is used))',
    strength: 'inferred',
  },
  'entra-discovery-03': {
    does: 'Account discovery (2026, separate feature, started by hand): pages through all of `GET /Users` with `startIndex` and `count`. Not part of a cycle.',
    source: 'V13',
    strength: 'vendor documentation',
  },
  'entra-cycle-01': {
    does: 'Initial cycle: read everything in scope, for each: match → create or update → store link. Users, then groups, then references (manager, members). Then the watermark is stored.',
    source: 'V4',
    strength: 'vendor documentation',
  },
  'entra-cycle-02': {
    does: "Incremental cycle: every 40 min (fixed; up to 20–40 between), only what the directory's delta query returns, same order, plus escrowed failures.",
    source: 'V4, V6, V11',
    strength: 'vendor documentation',
  },
  'entra-cycle-03': {
    does: 'Nothing changed = nothing sent but probes. Changes made in the server are not seen: no drift detection until the object changes in Entra, or a restart, or on-demand.',
    source: 'V6, T1 (vendor documentation, third party (MS))',
    strength: 'vendor documentation',
  },
  'entra-cycle-04': {
    does: 'Restart clears watermark and escrows and runs an initial cycle; links are kept unless the reset scope is `Full`. Changing mappings or scoping filters also starts an initial cycle; objects are read and compared again.',
    source: 'V4, V9',
    strength: 'vendor documentation',
  },
  'entra-cycle-05': {
    does: 'Stop: the running cycle finishes. Start later resumes at the watermark.',
    source: 'V6',
    strength: 'vendor documentation',
  },
  'entra-cycle-06': {
    does: "Initial cycle's length is 0.01–0.08 min per user + group + membership by Microsoft's table: with custom apps some 12–100 objects a minute.",
    source: 'V12',
    strength: 'vendor documentation',
  },
  'entra-demand-01': {
    does: 'On-demand: probe → read from directory → scope → match (or GET by id) → act. One user, or one group with at most 5 chosen members. Result within 30 s.',
    source: 'V10',
    strength: 'vendor documentation',
  },
  'entra-demand-02': {
    does: 'On-demand disables a user who left the scope, but does not act on users disabled or deleted in Entra; it cannot restore (may make a duplicate); roles are not sent.',
    source: 'V10, V5',
    strength: 'vendor documentation',
  },
  'entra-demand-03': {
    does: 'On-demand uses the old PATCH dialect even with the flag.',
    source: 'V3',
    strength: 'vendor documentation',
  },
  'entra-demand-04': {
    does: 'An on-demand failure can itself quarantine the job.',
    source: 'V9',
    strength: 'vendor documentation',
  },
  'entra-scope-01': {
    does: "Scope = assigned users and groups (default) or everybody, and then scoping filters. No assignment = nothing sent. Group assignment counts direct members only; a nested group's users are not flattened.",
    source: 'V4, V6, T8 (vendor documentation, third party)',
    strength: 'vendor documentation',
  },
  'entra-scope-02': {
    does: 'A nested group that is itself in scope is put in `members` of its parent by id, as a member of no special type. Out of scope: not at all.',
    source: 'T5 (third party (MS engineer 2019))',
    strength: 'third party',
  },
  'entra-scope-03': {
    does: 'A user whose account is disabled in Entra when first seen is skipped (`NotEffectivelyEntitled`), not created with `active:false`.',
    source: 'V4, V14',
    strength: 'vendor documentation',
  },
  'entra-match-01': {
    does: 'Object without link → match query. 0 results → POST. 1 → link, compare, PATCH the difference (none if equal). ≥2 → error `DuplicateTargetEntries`, nothing sent.',
    source: 'V4, V14, T1 (vendor documentation, third party (MS))',
    strength: 'vendor documentation',
  },
  'entra-match-02': {
    does: 'Several matching attributes: queried in order of precedence, one request each; the first with a result wins.',
    source: 'V5',
    strength: 'vendor documentation',
  },
  'entra-match-03': {
    does: 'Default match: user `userName`; group `displayName`. `externalId` is common in gallery apps and after admin edits.',
    source: 'V5, C2, C4, C22 (vendor documentation, recorded)',
    strength: 'vendor documentation',
  },
  'entra-match-04': {
    does: 'Object with link → `GET /Users/{id}` first. 404 → the link is dropped and the match query follows (0 → POST, 1 → link anew + PATCH).',
    source: 'T1, C4, C12 (third party (MS), recorded (GET))',
    strength: 'third party',
  },
  'entra-match-05': {
    does: 'An inactive account must still be found by match and by id. If it is hidden, Entra creates a second one or gets 409.',
    source: 'V1',
    strength: 'vendor documentation',
  },
  'entra-match-06': {
    does: 'The value compared is the one returned by the server at that GET/query; an answer that lacks a mapped attribute, or gives it another form, leads to the same PATCH on each evaluation.',
    source: 'C4, C23, C12',
    strength: 'recorded',
  },
  'entra-create-01': {
    does: "`POST /Users`. Key order: `schemas`, `externalId`, `userName`, then alphabetically `active`, `addresses`, `displayName`, `emails`, `meta`, `name`, `phoneNumbers`, `preferredLanguage`, `roles`, `title`, `userType`, at the end the extension object(s). Only `schemas … name, roles` is proven; the rest is the library's order.",
    source: 'V1, V15 (vendor documentation (sample), vendor documentation code)',
    strength: 'vendor documentation',
  },
  'entra-create-02': {
    does: '`schemas` = core User, enterprise User, in that order, even if no enterprise value follows. URNs of custom extensions are not listed, though their values are sent.',
    source: 'V1, V5',
    strength: 'vendor documentation',
  },
  'entra-create-03': {
    does: '`meta` is sent: `{"resourceType":"User"}`. No `id`. No `password` (unless mapped to a constant/expression; none by default).',
    source: 'V1, V6',
    strength: 'vendor documentation',
  },
  'entra-create-04': {
    does: '`active` on POST is the boolean `true` in both dialects (Microsoft\'s own test collection also posts the string `"True"`, so servers should take both).',
    source: 'V1, V15',
    strength: 'vendor documentation',
  },
  'entra-create-05': {
    does: '`emails` `[{"primary":true,"type":"work","value":…}]`; item key order `primary`, `type`, then values alphabetically. Phones `{primary:false, type, value}`, addresses one item `{primary:false, type:"work", country, formatted, locality, postalCode, region, streetAddress}`.',
    source: 'V1, V15 (vendor documentation (emails), inferred from code (phones, addresses))',
    strength: 'vendor documentation',
  },
  'entra-create-06': {
    does: 'Attributes that are empty in the directory are left out, not null (samples with `null` are from 2018 or older). A cloud-only user without `mail` has no `emails` at all.',
    source: 'V6, V5, T8 (vendor documentation, third party)',
    strength: 'vendor documentation',
  },
  'entra-create-07': {
    does: '`manager` and `members` are references: never in the POST of a user; `members: []` in that of a group. `roles: []` may appear empty in a user.',
    source: 'V4, V1, C6 (vendor documentation, recorded)',
    strength: 'vendor documentation',
  },
  'entra-create-08': {
    does: "The reply's `id` becomes the link. A reply that cannot be parsed (no `id`, manager as plain string, HTML) is an error `SystemForCrossDomainIdentityManagementServiceIncompatible` though the account now exists.",
    source: 'V14, C28 (vendor documentation, recorded)',
    strength: 'vendor documentation',
  },
  'entra-map-01': {
    does: 'Default user mapping of a custom app (source → target): `userPrincipalName`→`userName` (match 1) · `Switch([IsSoftDeleted], , "False","True","True","False")`→`active` · `displayName` · `jobTitle`→`title` · `mail`→`emails[type eq "work"].value` · `preferredLanguage` · `givenName`→`name.givenName` · `surname`→`name.familyName` · `Join(" ",[givenName],[surname])`→`name.formatted` · `physicalDeliveryOfficeName`, `streetAddress`, `city`, `state`, `postalCode`, `country`→`addresses[type eq "work"].formatted/streetAddress/locality/region/postalCode/country` · `telephoneNumber`, `mobile`, `facsimileTelephoneNumber`→`phoneNumbers[type eq "work"/"mobile"/"fax"].value` · `mailNickname`→`externalId` · `employeeId`→ent:`employeeNumber` · `department`→ent:`department` · `manager`→ent:`manager`.',
    source: 'V1, V5, T9 (vendor documentation (part), third party (rest))',
    strength: 'vendor documentation',
  },
  'entra-map-02': {
    does: '`externalId` is by default the mail nickname, which changes with a rename and may be reused; not the object id. Careful admins remap it to `objectId`. Group `externalId` is the object id.',
    source: 'V1, T9 (vendor documentation, third party)',
    strength: 'vendor documentation',
  },
  'entra-map-03': {
    does: 'Default group mapping: `displayName` (match 1), `objectId`→`externalId`, `members`.',
    source: 'V1',
    strength: 'vendor documentation',
  },
  'entra-map-04': {
    does: 'Mapping kinds: direct, constant, expression (≤10,000 characters), none. "Default if null" acts on create only. "Apply only during creation" keeps an attribute out of PATCH.',
    source: 'V5, V6',
    strength: 'vendor documentation',
  },
  'entra-map-05': {
    does: 'Guests: the `#EXT#` part of the UPN is removed before `userName`.',
    source: 'V4',
    strength: 'vendor documentation',
  },
  'entra-map-06': {
    does: 'Custom extension: `urn:ietf:params:scim:schemas:extension:{name}:2.0:User:{attr}`; in custom apps only single-valued. Complex attributes with three or more sub-attributes cannot be mapped in full; `type` must be unique in a multi-valued attribute.',
    source: 'V5, V1',
    strength: 'vendor documentation',
  },
  'entra-active-01': {
    does: '`IsSoftDeleted` is true in four cases: unassigned, outside the scoping filter, soft-deleted, `accountEnabled` false. Each leads to the same PATCH.',
    source: 'V5',
    strength: 'vendor documentation',
  },
  'entra-active-02': {
    does: 'If `active` is not mapped, or Update is switched off, nothing is sent for these. Some gallery apps without soft delete get DELETE instead.',
    source: 'V4',
    strength: 'vendor documentation',
  },
  'entra-active-03': {
    does: 'An admin may map `accountEnabled`→`active`, or `Not([IsSoftDeleted])` (several gallery apps). With the first, leaving the scope does not disable. Even so a disabled user is not created.',
    source: 'V5; last clause V4',
    strength: 'vendor documentation',
  },
  'entra-patch-01': {
    does: 'Update is PATCH; all attribute changes of one object in one request. References go in their own, later. Not known to be split by size.',
    source: 'V1, C12; last inferred (vendor documentation, recorded)',
    strength: 'vendor documentation',
  },
  'entra-patch-02': {
    does: 'Body key order `schemas`, `Operations`; operation `op`, `path`, `value`.',
    source: 'C7, V15 (recorded, vendor documentation code)',
    strength: 'recorded',
  },
  'entra-patch-03': {
    does: 'Without flag: `Add` / `Replace` / `Remove`, capitalised; one operation for each target attribute, each with a `path`; scalar values as JSON strings, booleans as `"True"` / `"False"`.',
    source: 'V3, C10, C11, C12 (vendor documentation, recorded)',
    strength: 'vendor documentation',
  },
  'entra-patch-04': {
    does: 'With flag: lower case. `add`: one operation each, with path. `replace`: first one operation for each path with a filter, then one operation without `path` whose value is a flat object with dotted keys (`name.familyName`) and full URN keys (`urn:…:User:department`). Booleans are booleans.',
    source: 'V3',
    strength: 'vendor documentation',
  },
  'entra-patch-05': {
    does: "`Add` if the server's copy has the attribute missing, null or empty; `Replace` if it holds another value. The caller's dialect aside, servers see both for one attribute; do not tie meaning to the verb.",
    source: 'C12, C18, C19, T3 (recorded (name.givenName), third party)',
    strength: 'recorded',
  },
  'entra-patch-06': {
    does: '`Add`/`Replace` to `emails[type eq "work"].value` (phones, addresses alike) is sent even when the server holds no such item; the server must create it, with the type taken from the filter.',
    source: 'C18, V3 (recorded, vendor documentation)',
    strength: 'recorded',
  },
  'entra-patch-07': {
    does: 'Several sub-attributes of one item = several operations with the same filter, in one request.',
    source: 'V3',
    strength: 'inferred',
  },
  'entra-patch-08': {
    does: 'Extension path: URN, colon, attribute (`urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department`). The dotted form (`…:User.department`) belonged to the old job (before December 2018).',
    source: 'V3, C13 (vendor documentation, recorded)',
    strength: 'vendor documentation',
  },
  'entra-patch-09': {
    does: 'Clearing an attribute in Entra sends nothing: null does not flow out; the server keeps the old value. (A test list of 2026 wants `""`/null handled; the preview of clearing is for inbound.)',
    source: 'V6, V8, C12, V16 (vendor documentation, recorded)',
    strength: 'vendor documentation',
  },
  'entra-patch-10': {
    does: 'Equal values: no PATCH at all.',
    source: 'V4, T1 (vendor documentation, third party)',
    strength: 'vendor documentation',
  },
  'entra-patch-11': {
    does: 'After a PATCH nothing is read back; 200 with a body and 204 are equal. For groups 204 is asked.',
    source: 'V1, T4 (vendor documentation, third party)',
    strength: 'vendor documentation',
  },
  'entra-manager-01': {
    does: 'Value = the manager\'s server id, as a bare string: `{"op":"Add","path":"urn:…:enterprise:2.0:User:manager","value":"271"}`. An array with `$ref` is the old form.',
    source: 'C13, T6',
    strength: 'recorded',
  },
  'entra-manager-02': {
    does: 'Sent after the users of the cycle, in its own PATCH. First `Add`, on change `Replace`.',
    source: 'C13, V16 (recorded (Add), inferred (Replace; agrees with V16))',
    strength: 'recorded',
  },
  'entra-manager-03': {
    does: 'Removal, with flag: `{"op":"remove","path":"manager[value eq \\"<old id>\\"]"}` with the URN before `manager`: a value filter on a single-valued attribute.',
    source: 'C14 (recorded (quoted short))',
    strength: 'recorded',
  },
  'entra-manager-04': {
    does: 'Removal, without flag: `Remove`, URN path, value = old id or empty string.',
    source: 'V16, C8',
    strength: 'inferred',
  },
  'entra-manager-05': {
    does: 'A manager who is out of scope is not set; when he enters the scope later it is still not set until the report changes or a restart.',
    source: 'V6',
    strength: 'vendor documentation',
  },
  'entra-manager-06': {
    does: 'The server should give `manager` back as `{"value":…}`. A string in a response breaks parsing; a form Entra does not recognise leads to the same PATCH every cycle.',
    source: 'C28, C4',
    strength: 'recorded',
  },
  'entra-ref-01': {
    does: 'Reference check `GET /Users?filter=id eq "{id}" and manager eq "{mgr}"&attributes=id` is documented (only for manager), and `GET /Groups?filter=id eq "{g}" and members eq "{u}"&attributes=id` was seen by one vendor. No recent log shows either. Support them, do not expect them.',
    source: 'V1, T10 (vendor documentation, third party; "recent absence" inferred)',
    strength: 'vendor documentation',
  },
  'entra-group-01': {
    does: 'Match: `GET /Groups?excludedAttributes=members&filter=displayName eq "…"`. By id: `GET /Groups/{id}?excludedAttributes=members`. Members are never read; returning them is unwelcome.',
    source: 'V1, T4 (vendor documentation, third party (MS))',
    strength: 'vendor documentation',
  },
  'entra-group-02': {
    does: '`POST /Groups`: `schemas` (core Group only), `externalId`, `displayName`, `members: []`, `meta`. The second URN `http://schemas.microsoft.com/…/ADSCIM/2.0/Group` on the documentation page is old.',
    source: 'C6, C24',
    strength: 'recorded',
  },
  'entra-group-03': {
    does: 'Members are added in a later PATCH, after all users and groups of the cycle: `path` `members`, value an array of `{"value":"<server id>"}`; `Add`, or `add` with flag. Older traffic (2019, and the documentation page) had `"$ref":null` before `value`.',
    source: 'C7, C9, V1',
    strength: 'recorded',
  },
  'entra-group-04': {
    does: 'Removal, without flag: `{"op":"Remove","path":"members","value":[{"value":"<id>"}]}`. Only these members go: a server that reads "Remove members" per the RFC\'s text empties the group.',
    source: 'C8, V3 (recorded, vendor documentation)',
    strength: 'recorded',
  },
  'entra-group-05': {
    does: 'Removal, with flag: `{"op":"remove","path":"members[value eq \\"<id>\\"]"}`, no value; one operation each.',
    source: 'V3 (vendor documentation; "one each" inferred)',
    strength: 'vendor documentation',
  },
  'entra-group-06': {
    does: 'Several members in one request; the batch limit is not published.',
    source: 'V1, V2, T8 (vendor documentation (that it happens), third party)',
    strength: 'vendor documentation',
  },
  'entra-group-07': {
    does: 'Only members who are in scope and linked are sent. A member who comes into scope later through another way may be missed until restart.',
    source: 'V6',
    strength: 'vendor documentation',
  },
  'entra-group-08': {
    does: 'Rename: GET (members excluded) → PATCH `Replace displayName`. Same id.',
    source: 'V1, C19 (vendor documentation, recorded)',
    strength: 'vendor documentation',
  },
  'entra-group-09': {
    does: 'Group unassigned, out of scope or deleted → `DELETE /Groups/{id}` (groups have no soft delete in SCIM). Its users, if nothing else assigns them, are disabled first.',
    source: 'T2, C25 (third party, recorded)',
    strength: 'third party',
  },
  'entra-group-10': {
    does: 'In 2020 one admin saw membership changes go out only together with a rename; not reproduced since.',
    source: 'azure-docs 57965',
    strength: 'third party',
  },
  'entra-off-01': {
    does: 'Disable / unassign / leave scope / soft delete of a linked user: `GET /Users/{id}` → PATCH `active` false. Entra keeps the link.',
    source: 'V4, C10, C11, T2 (vendor documentation, recorded)',
    strength: 'vendor documentation',
  },
  'entra-off-02': {
    does: 'After unassign or leaving the scope the user is unmanaged: later changes, and even his deletion from Entra, send nothing.',
    source: 'V4',
    strength: 'vendor documentation',
  },
  'entra-off-03': {
    does: 'Soft-deleted in Entra, then purged (30 days, or by an admin sooner): `DELETE /Users/{id}`.',
    source: 'V4',
    strength: 'vendor documentation',
  },
  'entra-off-04': {
    does: 'Enable, reassign, return to scope, restore from the bin: PATCH `active` true on the same id, not a POST. Memberships are not put back by that alone; a group member event is needed.',
    source: 'V4, T11 (vendor documentation, third party (MS))',
    strength: 'vendor documentation',
  },
  'entra-off-05': {
    does: 'The linked server account was deleted by hand, then reassign: GET 404 → match → POST.',
    source: 'T1 (third party (MS))',
    strength: 'third party',
  },
  'entra-off-06': {
    does: '`SkipOutOfScopeDeletions` = True: leaving scope sends nothing. Disable and delete in Entra still act.',
    source: 'V7',
    strength: 'vendor documentation',
  },
  'entra-off-07': {
    does: "Accidental deletion prevention: if the cycle's disables + deletes (users and groups) exceed the set number, none of them is sent, the job goes to quarantine, log rows say StagedDelete; an admin allows or rejects. Off by default; the number is the admin's.",
    source: 'V11',
    strength: 'vendor documentation',
  },
  'entra-off-08': {
    does: 'Target actions Create / Update / Delete can each be switched off. Delete off: no DELETE at purge (the user was disabled before); Update off: no disabling.',
    source: 'V4',
    strength: 'vendor documentation',
  },
  'entra-role-01': {
    does: '`SingleAppRoleAssignment` → `roles[primary eq "True"].value` (…`.display`, `.type`): POST `"roles":[{"primary":true,"type":"WindowsAzureActiveDirectoryRole","value":"Admin"}]`. The filter compares a boolean with the string `"True"`. One role only.',
    source: 'V5',
    strength: 'vendor documentation',
  },
  'entra-role-02': {
    does: '`AppRoleAssignmentsComplex`: POST list with `primary:false`, `type`, `display`/`displayName`, `value` (one item for each app role). PATCH without flag: `{"op":"Add","path":"roles","value":[{"value":"{\\"id\\":…,\\"value\\":…,\\"displayName\\":…}"}]}`, i.e. JSON inside a string. Add only: roles taken away stay. With flag PATCH items have POST\'s shape.',
    source: 'V5, C15 (vendor documentation, recorded)',
    strength: 'vendor documentation',
  },
  'entra-role-03': {
    does: '`AssertiveAppRoleAssignmentsComplex`: PATCH `replace` of `roles` with the whole list, so removal works. Not with scope "all users".',
    source: 'V5',
    strength: 'vendor documentation',
  },
  'entra-rate-01': {
    does: 'Server must stand 25 requests/s for each tenant.',
    source: 'V1, V2',
    strength: 'vendor documentation',
  },
  'entra-rate-02': {
    does: "The service limits its own rate for gallery apps (each job); custom apps have no such limit, so the target's 429 is the only brake.",
    source: 'T12, V12 (third party, vendor documentation (gallery))',
    strength: 'third party',
  },
  'entra-rate-03': {
    does: 'Concurrency is unpublished; order between objects is not promised, order within one object is.',
    source: 'V4',
    strength: 'inferred',
  },
  'entra-must-01': {
    does: "Microsoft's must-list: create and PATCH users (groups optional), GET by id, filter by `userName`, `externalId`, `displayName` (and whatever is used to match), paging, `excludedAttributes=members`, soft delete and restore through `active`, bearer token, `op` case-insensitive, `id` in every resource, `application/scim+json`, ListResponse for every query (also with one or no result), unknown value → error not silent change.",
    source: 'V1',
    strength: 'vendor documentation',
  },
  'entra-fail-01': {
    does: 'A failed object is kept aside (escrow) and tried again in later cycles with decreasing frequency; others go on.',
    source: 'V4',
    strength: 'vendor documentation',
  },
  'entra-fail-02': {
    does: 'Quarantine when: credentials or compliance fail at the probe; or, after ≥5,000 failures were counted, >40 % of operations failed, or >40,000 failed (references not counted); or 60,000 with references.',
    source: 'V9',
    strength: 'vendor documentation',
  },
  'entra-fail-03': {
    does: 'In quarantine: tries at 6 h, 12 h, 24 h after the first failure, then each 24 h up to 28 days, then the job is disabled. One success lifts it. Other pages say "once a day" and "four weeks".',
    source: 'V9, V4 (vendor documentation (pages differ))',
    strength: 'vendor documentation',
  },
  'entra-fail-04': {
    does: 'A restart from the portal clears quarantine, escrows and watermark.',
    source: 'V9',
    strength: 'vendor documentation',
  },
  'entra-fail-05': {
    does: 'Log text of a repeated failure: how often it was tried, and the UTC time after which it will be again.',
    source: 'C16',
    strength: 'recorded',
  },
  'entra-log-01': {
    does: 'Log row (Graph `provisioningObjectSummary`): `id, activityDateTime, tenantId, jobId, cycleId, changeId, provisioningAction (create, update, delete, disable, stagedDelete, other), durationInMilliseconds, initiatedBy, sourceSystem, targetSystem, servicePrincipal, sourceIdentity, targetIdentity, provisioningStatusInfo{status success/failure/skipped/warning, errorInformation{errorCode, reason, additionalDetails, errorCategory, recommendedAction}}, provisioningSteps[{name, provisioningStepType import/scoping/matching/processing/referenceResolution/export, status, description, details}], modifiedProperties[{displayName, oldValue, newValue}]`.',
    source: 'V14',
    strength: 'vendor documentation',
  },
  'entra-log-02': {
    does: 'Step names: `EntryImport`, `EntrySynchronizationAdd/Update/…`, `EntryExportAdd/Update/UpdateSoftDelete/Delete`.',
    source: 'V14, C29 (vendor documentation, recorded)',
    strength: 'vendor documentation',
  },
  'entra-quirk-01': {
    does: '`"False"` as a non-empty string is truthy, or is refused as no boolean: servers had to convert it (rancher, scimgateway, kortix, Sentry).',
    source: 'C10, C11, C20, C23',
    strength: 'recorded',
  },
  'entra-quirk-02': {
    does: '`Remove members` with a value array: SCIM-SDK, scim-patch, kortix emptied the group or refused.',
    source: 'C8, C20',
    strength: 'recorded',
  },
  'entra-quirk-03': {
    does: '`remove …manager[value eq "…"]`: patch libraries refuse a filter on a single-valued attribute.',
    source: 'C14',
    strength: 'recorded',
  },
  'entra-quirk-04': {
    does: 'Manager as string where the schema says complex: SCIM-SDK needs a workaround switch, scimgateway converts.',
    source: 'C13, T7',
    strength: 'recorded',
  },
  'entra-quirk-05': { does: 'Roles as JSON in a string.', source: 'C15', strength: 'recorded' },
  'entra-quirk-06': {
    does: '`Add` to a filtered path without such an item: keycloak-scim-server and others answered noTarget.',
    source: 'C18',
    strength: 'recorded',
  },
  'entra-quirk-07': {
    does: 'Dotted keys in a value without path (`"name.familyName"`): a strict server sees an unknown attribute.',
    source: 'V3',
    strength: 'vendor documentation',
  },
  'entra-quirk-08': {
    does: 'Filter with a value path (`emails[type eq "work"].value eq "…"`): FusionAuth and scimitar had no support; with match on e-mail everything failed, since the probe uses it.',
    source: 'C17',
    strength: 'recorded',
  },
  'entra-quirk-09': {
    does: 'Blank/absent `User-Agent` meets bot rules; HTML 403 then reads as a SCIM fault.',
    source: 'C20',
    strength: 'recorded',
  },
  'entra-quirk-10': {
    does: '404, 400 or 409 for "nothing found" on a filter: Entra reports incompatibility or quarantine.',
    source: 'C26, C27',
    strength: 'recorded',
  },
  'entra-quirk-11': {
    does: 'Server without Groups answers 404 to the group probe: whole job in quarantine until the group mapping is switched off.',
    source: 'C26',
    strength: 'recorded',
  },
  'entra-quirk-12': {
    does: 'The same PATCH at each evaluation when the server does not return what was written (active, manager).',
    source: 'C23, C4',
    strength: 'recorded',
  },
  'entra-quirk-13': {
    does: 'The match query answered 200, yet POST followed and got 409, again and again (cause assumed: the answer was not understood as a match).',
    source: 'C4',
    strength: 'recorded',
  },
  'entra-quirk-14': {
    does: 'DELETE of a group answered 400: logged as failure and retried.',
    source: 'C25',
    strength: 'recorded',
  },
  'entra-quirk-15': {
    does: 'One vendor says that re-enabling a user fails without the flag (its server reads only booleans).',
    source: 'Bright SCIM page',
    strength: 'third party',
  },
} as const satisfies Record<string, Behaviour>;
