import type { Behaviour } from '#idp';

/** What Okta does, where that is written (keys of `sources.ts`), and how sure we are. */
export const behaviours = {
  'okta-header-01': {
    does: 'Without a body, in this order: `Accept: application/scim+json`, `Accept-Charset: utf-8`, `User-Agent: Okta SCIM Client 1.0.0`, `Authorization`, `Host`, `Connection: Keep-Alive`, `Accept-Encoding: gzip,deflate`. No `Content-Type`.',
    source: 'D8; K2 (first three); L1',
    strength: 'recorded',
  },
  'okta-header-02': {
    does: 'With a body: `Content-Type: application/scim+json; charset=utf-8` comes after `Accept-Charset`, and `Content-Length` after `Authorization`. DELETE is shown with that Content-Type and no body.',
    source: 'D8; FZ (same set, order lost)',
    strength: 'recorded',
  },
  'okta-header-03': {
    does: 'The product token is `Okta SCIM Client 1.0.0`, from 2018 to 2026.',
    source: 'D1, D8, K2, FZ, L1 (vendor documentation, recorded)',
    strength: 'recorded',
  },
  'okta-header-04': {
    does: 'Bodies are compact JSON: the logged `Content-Length` of the deactivate PATCH (118) and of two PUTs (607, 579) is exactly the body without white space.',
    source: 'D8, FZ (recorded (computed))',
    strength: 'recorded',
  },
  'okta-header-05': {
    does: "The answer's media type is not checked: Okta's samples answer `text/json`, one error even `text/html`. The body must parse as JSON; a non-JSON error body surfaces as a parser message that hides the cause.",
    source: 'D1, M100 (vendor documentation, recorded)',
    strength: 'recorded',
  },
  'okta-auth-01': {
    does: 'AIW offers Basic, HTTP Header, OAuth 2. In HTTP Header mode the form shows a fixed `Bearer`; the admin types the bare token; Okta sends `Authorization: Bearer <token>`.',
    source: 'D12, B1, L1, airbyte (vendor documentation, recorded)',
    strength: 'recorded',
  },
  'okta-auth-02': {
    does: 'The OIN Header Auth template sends what the admin typed unchanged: without a typed `Bearer ` prefix the header is `Authorization: <token>`.',
    source: 'B1',
    strength: 'recorded',
  },
  'okta-auth-03': {
    does: 'A catalogue submission declares one of: header `Authorization: {token}`, bearer `Authorization: Bearer {token}`, OAuth 2 authorization code (with or without refresh). Basic is not accepted there. No client-credentials grant.',
    source: 'D6',
    strength: 'vendor documentation',
  },
  'okta-auth-04': {
    does: 'Base URL is fixed text or per-customer template; `https`; no underscore in the host; resource paths are appended to it.',
    source: 'D6, D4',
    strength: 'vendor documentation',
  },
  'okta-query-01': {
    does: 'User lookup, order fixed: `filter`, `startIndex=1`, `count=100`. Space as `%20`, quote `%22`, `@` as `%40`. Older dumps (2018) have `+` for the space. Accept both.',
    source: 'D1, B1, K15 (2021, 2024) vs D8 (vendor documentation, recorded)',
    strength: 'recorded',
  },
  'okta-query-02': {
    does: 'Only operator ever sent: `eq`; no `attributes`, `excludedAttributes`, `sortBy`, `POST /.search`, `/Bulk`, `/Me`, no `meta.lastModified` filter.',
    source: 'D3',
    strength: 'vendor documentation',
  },
  'okta-connect-01': {
    does: 'Test Connector Configuration / Test API Credentials, then Save, then every Save of the To App page: one `GET /Users?startIndex=1&count=2` each time.',
    source: 'L1, D8, D9, D10, B2, Delinea',
    strength: 'recorded',
  },
  'okta-connect-02': {
    does: 'Second request, only with Import Groups ticked: `GET /Groups?startIndex=1&count=100`. With it off (Push Groups on) `/Groups` was not called. The parameters of both are constants.',
    source: 'L1; D9, D8, D10, Delinea (recorded (off), vendor documentation (on))',
    strength: 'recorded',
  },
  'okta-connect-03': {
    does: 'The answer must be a ListResponse with a `Resources` array (empty is fine). A 200 without it gives "No results for users returned".',
    source: 'K3',
    strength: 'vendor documentation',
  },
  'okta-connect-04': {
    does: '401/403, a timeout or a non-JSON body: an error is shown beside the button and the settings cannot be saved (OIN test plan). A refused token reads "Authorization failure"; connect timeouts read "… connect timed out".',
    source: 'D4b, K11, L1 (vendor documentation, recorded)',
    strength: 'recorded',
  },
  'okta-connect-05': {
    does: 'The test proves reading only: it ticks Create, Update, Push Groups without a single write.',
    source: 'L1',
    strength: 'recorded',
  },
  'okta-discovery-01': {
    does: '`/ServiceProviderConfig`, `/Schemas`, `/ResourceTypes` are not read by ordinary integrations.',
    source: 'D3, L1 (vendor documentation, recorded)',
    strength: 'recorded',
  },
  'okta-discovery-02': {
    does: 'Only integrations with entitlement management (and, from 2026-05, those with Import User Schema) read, when provisioning is enabled: `GET /ResourceTypes`, `GET /Schemas` (for extensions Okta does not know), then every resource endpoint named for the URNs `urn:okta:scim:schemas:core:1.0:Role` / `…:Entitlement`. Users then carry `entitlements` / `roles` arrays of `{value, display, …}`.',
    source: 'D5, D6',
    strength: 'vendor documentation',
  },
  'okta-import-01': {
    does: '`GET /Users?startIndex=1&count=100`, then `startIndex=101`, … while `totalResults` exceeds what was read. The same for `/Groups`, only with group import on. No writes.',
    source: 'D1, L1 (vendor documentation, recorded (users only))',
    strength: 'recorded',
  },
  'okta-import-02': {
    does: '`startIndex`, `itemsPerPage`, `totalResults` must be JSON integers. With strings the lookup also fails, so no user is ever created.',
    source: 'D1, K15 (vendor documentation, recorded)',
    strength: 'recorded',
  },
  'okta-import-03': {
    does: 'The order of results must not change between pages.',
    source: 'D1',
    strength: 'vendor documentation',
  },
  'okta-import-04': {
    does: 'Key `resources` and lower-case `totalresults`, `startindex`, `itemsperpage` are tolerated.',
    source: 'D8 (vendor documentation (2018))',
    strength: 'vendor documentation',
  },
  'okta-import-05': {
    does: '`active:false` users are not imported; they are not even counted as scanned. Users need userName, given and family name, e-mail; otherwise the import reports errors for them.',
    source: 'D2, D4b, B2, L1 (vendor documentation, recorded)',
    strength: 'recorded',
  },
  'okta-import-06': {
    does: 'A linked user missing from a full import loses the app assignment in Okta. A safeguard stops imports that would drop more than 20 %.',
    source: 'D2, D12',
    strength: 'vendor documentation',
  },
  'okta-import-07': {
    does: 'Manual, or hourly / daily / weekly; a scheduled run starts a few minutes off the mark. Default: never.',
    source: 'K14, D12',
    strength: 'vendor documentation',
  },
  'okta-import-08': {
    does: 'Group import fills the list of existing groups to link to; switched off, group ids are unknown and looked up by name (okta-group-03).',
    source: 'D1, D12',
    strength: 'vendor documentation',
  },
  'okta-lookup-01': {
    does: 'Each (re)assignment begins with `GET /Users?filter=userName%20eq%20%22<app user name>%22&startIndex=1&count=100`. Okta repeats it on re-assignment even if it once knew the id.',
    source: 'D1, F2, B1 (vendor documentation, recorded)',
    strength: 'recorded',
  },
  'okta-lookup-02': {
    does: "The value is the application user name from the app's mapping. The current page keeps `userName` on the left even if e-mail is the unique identifier.",
    source: 'D1 (disputed: below)',
    strength: 'vendor documentation',
  },
  'okta-lookup-03': {
    does: 'None: 200 with an empty list or 404 with a SCIM error → create.',
    source: 'D1',
    strength: 'vendor documentation',
  },
  'okta-lookup-04': {
    does: "One: link. The result's `id` becomes the app user's external id, then the profile is pushed: GET, PUT. That PUT overwrites `userName`, names, `emails` (adding `type`), `displayName`, `locale`, `externalId`, adds `groups: []`, has `active: true`, carries no `password`, and leaves `meta`, `name.formatted` and unknown keys as they were.",
    source: 'FZ, L1, D1, K4, F2 (vendor documentation, recorded)',
    strength: 'recorded',
  },
  'okta-lookup-05': {
    does: 'More than one: fails, "Multiple users found by userName. Expected 0 or 1 results but was [N]"; no POST. A server that ignores the filter and lists everybody lands here.',
    source: 'K6, D4b (vendor documentation, third party)',
    strength: 'vendor documentation',
  },
  'okta-lookup-06': {
    does: 'Resources in the result need at least `schemas`, `id`, `userName`, `active`, `meta`.',
    source: 'K7',
    strength: 'vendor documentation',
  },
  'okta-lookup-07': {
    does: 'Create Users off and nothing found: "Matching user not found"; no request.',
    source: 'K5',
    strength: 'vendor documentation',
  },
  'okta-create-01': {
    does: '`POST /Users`, keys in this order: `schemas`, `userName`, `name{givenName, familyName}`, `emails[{primary, value, type}]`, `displayName`, `locale`, `externalId`, `groups`, `password`, `active`.',
    source: 'D1, D8, B1 (vendor documentation, recorded)',
    strength: 'recorded',
  },
  'okta-create-02': {
    does: '`schemas` holds the core User URN. A mapped department adds the enterprise object to every body; if the user has no value the object is absent altogether. The URN joins `schemas`.',
    source: 'L1, K9 (recorded (object), inferred (`schemas`))',
    strength: 'recorded',
  },
  'okta-create-03': {
    does: '`emails`: one element, `primary:true`, `type:"work"`. `displayName` "Given Family". `locale` `en-US` (`en_US` in 2018). All three follow mappings: an app stripped of them sent `emails:[{"primary":true,"value":…}]` and no `displayName`, `locale`.',
    source: 'D1, D8, B1, L1 (vendor documentation, recorded)',
    strength: 'recorded',
  },
  'okta-create-04': {
    does: '`externalId` is the Okta user id (`00u…`, 20 characters). One documentation sample (custom attributes) leaves it out. It is in every later PUT too.',
    source: 'D1, D8, B1, L1, FZ (vendor documentation, recorded)',
    strength: 'recorded',
  },
  'okta-create-05': {
    does: '`groups: []` is always sent.',
    source: 'D1, D8, B1, L1 (vendor documentation, recorded)',
    strength: 'recorded',
  },
  'okta-create-06': {
    does: "`password` is sent even with password sync off: a random 8-character placeholder. Its strength follows Okta's own password policy, so a stricter server policy would refuse it.",
    source: 'D1, K1, B1, L1 (vendor documentation, recorded)',
    strength: 'recorded',
  },
  'okta-create-07': {
    does: '`active: true`, always, in every SCIM 2.0 trace. It is not a mapping; it comes from the action.',
    source: 'D1, D2, D8, B1, L1 (vendor documentation, recorded)',
    strength: 'recorded',
  },
  'okta-create-08': {
    does: 'Only `id` of the answer is kept. Other values enter Okta with an import, not from the answer.',
    source: 'D1, D2',
    strength: 'vendor documentation',
  },
  'okta-create-09': {
    does: 'An empty 201 body fails: "Create new user returned empty user".',
    source: 'D1',
    strength: 'vendor documentation',
  },
  'okta-create-10': {
    does: '409 stops the job. Okta neither repeats the lookup nor links; an admin has to act.',
    source: 'D1, F2 (vendor documentation, recorded)',
    strength: 'recorded',
  },
  'okta-create-11': {
    does: 'Assigning a group to the app is one lookup and one POST per member; no group is created by it.',
    source: 'B1, D12, L1 (vendor documentation, recorded)',
    strength: 'recorded',
  },
  'okta-create-12': {
    does: 'Staged (not yet activated) users who are assigned are provisioned at once, like active ones.',
    source: 'MB (2024)',
    strength: 'recorded',
  },
  'okta-create-13': {
    does: 'Users assigned before provisioning was switched on get nothing, not from saving and not from Force Sync; an admin clicks Provision User, then lookup and POST (or link) run per person.',
    source: 'L1',
    strength: 'recorded',
  },
  'okta-update-01': {
    does: "Profile update = `GET /Users/{id}`, put the mapped values into the server's own representation, `PUT /Users/{id}`, about 0.2 s apart.",
    source: 'D1, D8, L1, FZ, F2 (vendor documentation, recorded)',
    strength: 'recorded',
  },
  'okta-update-02': {
    does: 'Everything the server returned goes back, in its order: `id`, `meta`, `groups`, unknown attributes, even a `password` (a dump shows the server\'s encoded value returned). A server that wrongly answered GET with a ListResponse got that list back with `"active":false` appended.',
    source: 'D8, FZ, SO, APP',
    strength: 'recorded',
  },
  'okta-update-03': {
    does: 'Okta holds the last pushed profile; the documentation says changed attributes are set, support says the whole app profile is pushed on any change, so blank mapped attributes overwrite too. On the wire both are a full PUT.',
    source: 'D1, K8',
    strength: 'vendor documentation',
  },
  'okta-update-04': {
    does: '`active` is whatever GET returned (OIN): profile pushes do not change status. This makes okta-quirk-01 possible.',
    source: 'D2, F1 (vendor documentation, inferred)',
    strength: 'vendor documentation',
  },
  'okta-update-05': {
    does: 'Catalogue integrations may declare PATCH for users (`scimServerConfig.patch`). Which body is sent for profile changes is unpublished.',
    source: 'D3, D6, P1',
    strength: 'vendor documentation',
  },
  'okta-update-06': {
    does: '200 with the updated user. For PATCH also 204.',
    source: 'D1',
    strength: 'vendor documentation',
  },
  'okta-update-07': {
    does: 'A changed user name is pushed only with Update application username on: Create and update; otherwise `userName` stays. Link is by id, so no new account.',
    source: 'K13, D12',
    strength: 'vendor documentation',
  },
  'okta-update-08': {
    does: 'Update User Attributes off: nothing is sent on profile changes.',
    source: 'D1',
    strength: 'vendor documentation',
  },
  'okta-active-01': {
    does: 'OIN: one `PATCH /Users/{id}`, no `path`: `{"op":"replace","value":{"active":false}}`. No GET before it.',
    source: 'D1, D8, B1, scimitar, sentry (vendor documentation, recorded)',
    strength: 'recorded',
  },
  'okta-active-02': {
    does: 'AIW: `GET /Users/{id}`, then `PUT` of exactly what GET returned with `active:false`; nothing else is added or changed, not even `groups` or `locale`.',
    source: 'FZ, L1, F2, D1, P1 (vendor documentation, recorded)',
    strength: 'recorded',
  },
  'okta-active-03': {
    does: 'Sent when: unassigned, removed from the (last) assigned group, deactivated in Okta (the deactivation removes the assignment, and only that removal sends traffic; 2 s later). Deactivate Users off: nothing.',
    source: 'D1, D8, L1 (vendor documentation, recorded)',
    strength: 'recorded',
  },
  'okta-active-04': { does: 'Suspending a user sends nothing.', source: 'D1', strength: 'vendor documentation' },
  'okta-active-05': {
    does: 'Deleting an already deactivated Okta user sends nothing. `DELETE /Users/{id}` never occurs.',
    source: 'D1, D2',
    strength: 'vendor documentation',
  },
  'okta-active-06': {
    does: 'A 501 to that PATCH is not followed by PUT: the task fails. (An old page claimed a PUT fallback; Okta staff disproved it.)',
    source: 'P1, D8',
    strength: 'recorded',
  },
  'okta-active-07': {
    does: 'Reactivation = new assignment: lookup; OIN `PATCH {"active":true}` then profile GET + PUT; AIW GET, PUT `active:true`, GET, PUT again, within about 3 s.',
    source: 'F1, B2, F2',
    strength: 'recorded',
  },
  'okta-active-08': {
    does: 'Reactivating the Okta user alone does nothing for an individual assignment (it was removed); a group assignment comes back by itself.',
    source: 'D4b',
    strength: 'vendor documentation',
  },
  'okta-password-01': {
    does: 'Needs Sync Password and a catalogue integration: a PATCH, OIN only. Body unpublished. Either the Okta password (at the next sign-in or change) or a random one.',
    source: 'D1, D2, D12',
    strength: 'vendor documentation',
  },
  'okta-group-01': {
    does: 'Nothing is sent for a group until it is pushed by name or rule (Push Groups). Pushed and assigned are different things; Okta advises not to use one group for both (race).',
    source: 'D12',
    strength: 'vendor documentation',
  },
  'okta-group-02': {
    does: '`POST /Groups`, keys `schemas`, `displayName`, `members`. `members` is `[]` or `[{value, display}]`; no `externalId`, no `type`, no `$ref`.',
    source:
      'D1 (empty), B1 (filled, OIN), L1 (filled, AIW), SIS (empty, AIW); D8 prints it filled, but its Content-Length fits `[]` (vendor documentation, recorded)',
    strength: 'recorded',
  },
  'okta-group-03': {
    does: 'By name, when the id is unknown (Import Groups off): `GET /Groups?filter=displayName%20eq%20%22<name>%22&startIndex=1&count=100`. Seen before the first POST of an app with Import Groups off; older traces of other apps have POST with no lookup.',
    source: 'D1, D3, L1; without: B1, SIS, GS (vendor documentation, recorded)',
    strength: 'recorded',
  },
  'okta-group-04': {
    does: '`display` is the member\'s app user name; some apps send `"display": null`.',
    source: 'B1, SDK419, SG95',
    strength: 'recorded',
  },
  'okta-group-05': {
    does: 'OIN, right after POST: PATCH add of the same members (B1: the server had answered `members: []`), `GET /Groups/{id}`, PATCH replace `{id, displayName}` even though the name is the same. If the last one is refused, the mapping goes to Error and memberships stop.',
    source: 'B1, GS, M113',
    strength: 'recorded',
  },
  'okta-group-06': {
    does: 'OIN membership change: one PATCH; first one `remove` per leaver with path `members[value eq "<id>"]` and no value, then one `add` with path `members` and an array.',
    source: 'D1, D8, SDK419 (vendor documentation, recorded)',
    strength: 'recorded',
  },
  'okta-group-07': {
    does: 'A name PATCH accompanies every membership update.',
    source: 'D1, GS (vendor documentation, recorded)',
    strength: 'recorded',
  },
  'okta-group-08': {
    does: 'OIN Push now: `{"op":"replace","path":"members","value":[…]}`; an empty array when nobody is left.',
    source: 'D1, D8, SDK757 (vendor documentation, recorded)',
    strength: 'recorded',
  },
  'okta-group-09': {
    does: 'Some traces show the full list without path: `value:{members:[…]}`, or `value` with `members`, `id`, `displayName`.',
    source: 'M100, SG113, Tealium (disputed) (third party, recorded)',
    strength: 'recorded',
  },
  'okta-group-10': {
    does: 'OIN batch size is an app setting, 100–1000, default 100 (2021 form); 256 per request seen in 2026.',
    source: 'D7, PO (vendor documentation, recorded)',
    strength: 'recorded',
  },
  'okta-group-11': {
    does: 'AIW: `PUT /Groups/{id}` with `schemas`, `id`, `displayName`, full `members`, for members, rename and push now. GET first (2018 text, and L1 at create). A push is lookup, POST with members, GET by id, PUT with the same members, in 0.8 s. One documentation sample lacks `id`.',
    source: 'L1, D1, D8, SIS, SG95 (vendor documentation, recorded)',
    strength: 'recorded',
  },
  'okta-group-12': {
    does: 'Rename is pushed if Rename app groups to match group name in Okta is on (default).',
    source: 'D12',
    strength: 'vendor documentation',
  },
  'okta-group-13': {
    does: 'Linking to an existing group: membership push plus the name update; members the server had and Okta lacks are kept (test plan) until Push now.',
    source: 'D4b, D12',
    strength: 'vendor documentation',
  },
  'okta-group-14': {
    does: 'Only users who are in the Okta group, assigned and provisioned are sent. Others are left out silently and need another push later.',
    source: 'D1, D12',
    strength: 'vendor documentation',
  },
  'okta-group-15': {
    does: 'Unlink: delete in the target → `DELETE /Groups/{id}`, 204 expected; leave → nothing. Deactivating the mapping pauses; activating it pushes memberships at once.',
    source: 'D1, D12',
    strength: 'vendor documentation',
  },
  'okta-group-16': {
    does: 'Removal of a user who is not active in Okta (staged, deactivated) is not sent until that user is activated; full lists may still hold them. Reported, and closed as intended behaviour. In Okta itself, deactivated users who joined by a group rule stay in the group.',
    source: 'MB, F7, K21 (recorded, vendor documentation)',
    strength: 'recorded',
  },
  'okta-group-17': {
    does: 'Okta groups hold only users, so no nested group is ever sent.',
    source: 'D12',
    strength: 'inferred',
  },
  'okta-group-18': {
    does: '`GET /Groups/{id}` is used to see if the group still exists, and follows each create.',
    source: 'D1, L1, GS (vendor documentation, recorded)',
    strength: 'recorded',
  },
  'okta-group-19': {
    does: 'Answers need id and displayName; `members` may be left out or null. PATCH may answer 204.',
    source: 'D1',
    strength: 'vendor documentation',
  },
  'okta-group-20': {
    does: 'After unassign and reassign of a user, the group must be pushed again for that user.',
    source: 'D12',
    strength: 'vendor documentation',
  },
  'okta-attr-01': {
    does: 'Default app profile → SCIM: userName; name.givenName, familyName, middleName, honorificPrefix, honorificSuffix; emails (primary value, type); title; displayName; nickName; profileUrl; phoneNumbers (primary); addresses (one, with type, streetAddress, locality, region, postalCode, country); preferredLanguage; locale; timezone; userType; enterprise employeeNumber, costCenter, organization, division, department, manager.value, manager.displayName. Unset ones are not sent at create. An admin may delete rows; then the key never appears.',
    source: 'D4, D1, B1, L1 (vendor documentation, recorded)',
    strength: 'recorded',
  },
  'okta-attr-02': {
    does: 'Enterprise values sit in an object keyed by the enterprise URN, and that URN joins `schemas`. `managerId` → `manager.value`, an Okta-side string (e-mail or id), not a SCIM id resolved by Okta.',
    source: "L1, D4, K9, vendors' attribute tables (recorded (department), inferred (manager))",
    strength: 'recorded',
  },
  'okta-attr-03': {
    does: 'A custom attribute has external name and external namespace. It goes under the namespace URN. Without a namespace it is not sent.',
    source: 'K9',
    strength: 'vendor documentation',
  },
  'okta-attr-04': {
    does: 'Multi-valued: one app attribute per element, external name `roles.^[type==\'Primary\'].value`, giving `[{"type":"Primary","value":…}]`. `emails.^[primary==false].value` is used the same way.',
    source: 'K10, PagerDuty, PactFlow, Figma (vendor documentation, third party)',
    strength: 'vendor documentation',
  },
  'okta-attr-05': {
    does: 'Values are not validated before sending; `groups` is a reserved name.',
    source: 'D3',
    strength: 'vendor documentation',
  },
  'okta-attr-06': {
    does: 'Cleared attributes: the server must accept empty values; we take it to be `""`, key kept. `null` seen only as a member\'s `display`.',
    source: 'D4b, SG95 (vendor documentation (accept), inferred (shape))',
    strength: 'vendor documentation',
  },
  'okta-attr-07': {
    does: '`active`, `primary` are JSON booleans, never "True".',
    source: 'D8, B1',
    strength: 'recorded',
  },
  'okta-error-01': {
    does: 'Only 429 is retried by itself. Every other failure becomes a task (Dashboard → Tasks), a mark in Assignments or Push Groups, and waits for Retry Selected / Retry All Groups.',
    source: 'D2, K5, F3, FL3 (vendor documentation, third party)',
    strength: 'vendor documentation',
  },
  'okta-error-02': {
    does: '429: the task pauses; `Retry-After` in whole seconds is obeyed; absent, HTTP-date or fraction → 5 minutes. Each further wait is double the previous one. After 10 attempts: permanent failure. Covers user create/update/(de)activate, profile sync, group push, user import.',
    source: 'D2 (vendor documentation (2026-03-18))',
    strength: 'vendor documentation',
  },
  'okta-error-03': {
    does: 'The socket is closed after 60 s without data. Group PATCH has the same limit.',
    source: 'D3, D7',
    strength: 'vendor documentation',
  },
  'okta-error-04': {
    does: 'Admin text = Okta\'s phrase, then "Errors reported by remote server:", then the SCIM `detail`. E.g. "Automatic provisioning of user X to app Y failed: Error while creating user Z: …"; "Unable to update Group Push mapping target App group G: …"; 401: "Error while verifying if user X exists: Unauthorized". A proxy\'s plain-text 502: "Bad Gateway. Errors reported by remote server: Invalid JSON: Unrecognized token \'error\' … line: 1, column: 6".',
    source: 'D1, K17, M113, FL2, L1 (vendor documentation, recorded)',
    strength: 'recorded',
  },
  'okta-error-05': {
    does: '404 on GET/PUT of a linked user: error. No re-create; unassign and assign again.',
    source: 'K5, F5',
    strength: 'vendor documentation',
  },
  'okta-error-06': {
    does: 'A failed update is not re-sent by a later, unrelated event on its own account; the next successful push of that user carries the current profile.',
    source: 'F3 (third party, inferred)',
    strength: 'third party',
  },
  'okta-error-07': {
    does: 'Ids are not re-discovered: after a server lost its data, Okta went on using old group and member ids.',
    source: 'FL2',
    strength: 'recorded',
  },
  'okta-error-08': {
    does: 'Group create refused as existing (409 / "already exists"): mapping error; no link by name.',
    source: 'K18',
    strength: 'third party',
  },
  'okta-error-09': {
    does: 'System log events: `application.provision.user.verify_exists`, `.push`, `.push_profile`, `.password`, `.deactivate`, `.reactivate`, `.import`, `.sync`, `application.provision.group.add`, `application.provision.group_push.updated`, `application.provision.group_membership.{add,remove,import}` and rate-limit / authentication failures. Bodies are not logged.',
    source: 'D12, K12, L1 (vendor documentation, recorded)',
    strength: 'recorded',
  },
  'okta-timing-01': {
    does: 'Event driven, near real time: seconds after the change; requests of one job follow each other in 0.2–0.3 s.',
    source: 'L1, F2, B2',
    strength: 'recorded',
  },
  'okta-timing-02': {
    does: 'One request per resource; no bulk. Mass assignment comes as a burst.',
    source: 'D3, D8',
    strength: 'vendor documentation',
  },
  'okta-timing-03': {
    does: "No order is promised between user and group jobs, and PATCHes for one group may be in flight together. A group push may reach the server before its member's POST.",
    source: 'FL1, PO, TF',
    strength: 'recorded',
  },
  'okta-timing-04': { does: 'The number of parallel requests is unpublished.', source: 'F4', strength: 'inferred' },
  'okta-v11-01': {
    does: 'Same User-Agent and queries; `application/json`; URN `urn:scim:schemas:core:1.0`. User PATCH is flat: `schemas`, `id`, `active`. Group PATCH is flat too: `members` with `"operation":"delete"` on leavers; full push adds `"meta":{"attributes":["members"]}`; a described group carries `urn:okta:custom:group:1.0`. 2.0 sends no description.',
    source: 'D8, D9 (recorded, vendor documentation)',
    strength: 'recorded',
  },
  'okta-quirk-01': {
    does: 'Quick reactivate + reassign: PATCH `active:true`, then a profile PUT carrying stale `active:false`; the account ends inactive.',
    source: 'F1 (2021)',
    strength: 'recorded',
  },
  'okta-quirk-02': {
    does: 'The name PATCH carries `id` inside `value`; strict servers reject it as read-only, and group push then stops. Okta once announced it would drop it.',
    source: 'GS, M113, D8 (recorded, vendor documentation)',
    strength: 'recorded',
  },
  'okta-quirk-03': {
    does: 'Pathless replace on a group (`{id, displayName}`) taken as a full replace wiped members.',
    source: 'scimgateway, M95–101',
    strength: 'recorded',
  },
  'okta-quirk-04': {
    does: 'Members without `type`; servers that need it dropped them without an error.',
    source: 'SDK419',
    strength: 'recorded',
  },
  'okta-quirk-05': {
    does: '`display` on members refused by strict schemas.',
    source: 'scimmy 17, SG95',
    strength: 'recorded',
  },
  'okta-quirk-06': {
    does: '`replace` of `members` with `[]` refused or read as no-op; the group never empties.',
    source: 'SDK757, SFK144',
    strength: 'recorded',
  },
  'okta-quirk-07': {
    does: 'After re-assignment following a rename, the lookup used another user name than the server held: 0 results, then POST, then 409.',
    source: 'F2 (2024)',
    strength: 'recorded',
  },
  'okta-quirk-08': {
    does: 'Placeholder password refused by password policy → create fails though sync is off.',
    source: 'K1',
    strength: 'vendor documentation',
  },
  'okta-quirk-09': {
    does: '`groups` echoed in PUT: servers that act on it change membership; it is read-only.',
    source: 'APP, PO3136',
    strength: 'recorded',
  },
  'okta-quirk-10': {
    does: 'Unassigned users hidden by the server (404, or not in the filter): reactivation fails or meets 409.',
    source: 'F5, F2, D11 (recorded, vendor documentation)',
    strength: 'recorded',
  },
  'okta-quirk-11': {
    does: 'Member ids the server does not know (deleted users): a 4xx/5xx for the whole PATCH blocks all later ones of the group.',
    source: 'FL2, FL3',
    strength: 'recorded',
  },
  'okta-quirk-12': {
    does: 'Concurrent PATCHes of one group lost updates in a read-modify-write server.',
    source: 'PO',
    strength: 'recorded',
  },
  'okta-quirk-13': {
    does: 'Numbers as strings in the ListResponse: no POST ever.',
    source: 'K15',
    strength: 'recorded',
  },
  'okta-quirk-14': {
    does: 'Servers that parse only `application/json` bodies get an empty body.',
    source: 'D8 (its sample forces parsing), L1 (vendor documentation, third party)',
    strength: 'vendor documentation',
  },
  'okta-quirk-15': {
    does: 'The Header template without a typed `Bearer ` sends a bare token: 401 at connect.',
    source: 'B1',
    strength: 'recorded',
  },
} as const satisfies Readonly<Record<string, Behaviour>>;
