/** What mostly mends a server that breaks rows of a section. The longest section that a row's own begins with counts. */
export const mends: Readonly<Record<string, string>> = {
  'rfc7643#section-1':
    'Write the characteristics of each attribute down in its schema, and let reader and writer go by it.',
  'rfc7643#section-2':
    'Check each value against type and characteristics in one place, driven by the schema, before it is stored.',
  'rfc7643#section-2.1': 'Compare attribute names and URNs without case, and keep them as the schema spells them.',
  'rfc7643#section-2.2': 'Take from one definition what /Schemas publishes and what requests are checked by.',
  'rfc7643#section-2.4':
    'When a value comes in as primary, take the mark off its neighbours, and compare values as a whole.',
  'rfc7643#section-2.5': 'Treat null, an empty list and an absent attribute alike, and leave all three out of answers.',
  'rfc7643#section-3': 'Make "schemas" from the data that a resource really holds, each time it is shown.',
  'rfc7643#section-3.1':
    'Set id and meta in the server alone, pass over what clients send there, and keep externalId to the client.',
  'rfc7643#section-3.3': 'Keep extension data under the full URN of its schema, and name that URN in "schemas".',
  'rfc7643#section-4.1':
    'Hold the User to its published schema: userName unique without case, password written and never shown, groups read only.',
  'rfc7643#section-4.2': 'Keep members by id with type and $ref, and let displayName be required.',
  'rfc7643#section-4.3':
    'Publish the enterprise extension, and keep manager as an object whose value is the id of a User.',
  'rfc7643#section-5':
    'Write ServiceProviderConfig by hand against what the server really does, and test each claim once.',
  'rfc7643#section-6': 'List each endpoint in /ResourceTypes with the URNs of its schema and extensions.',
  'rfc7643#section-7':
    'Publish every characteristic of every attribute, from the definition that requests are checked by.',
  'rfc7643#section-9': 'Keep passwords as a salted hash, and leave them out of every answer, error and log.',
  'rfc7643#section-10': 'Name schemas by their registered URNs, letter for letter.',
  'rfc7644#section-2':
    'Refuse a missing or wrong credential with 401, a challenge and a SCIM error body, before anything is read.',
  'rfc7644#section-3.1': 'Answer with application/scim+json, and take application/json as well.',
  'rfc7644#section-3.2':
    'Route each resource type to its endpoint, and answer what is not offered with 404, 405 or 501.',
  'rfc7644#section-3.3':
    'Answer a create with 201, Location and the whole resource, and a name that is taken with 409 uniqueness.',
  'rfc7644#section-3.4': 'Answer what is not there with 404, and lists as a ListResponse with numbers for its counts.',
  'rfc7644#section-3.4.2': 'Answer a search that finds nothing with 200 and totalResults 0.',
  'rfc7644#section-3.4.2.1': 'Cap an answer at maxResults, or refuse with 400 tooMany.',
  'rfc7644#section-3.4.2.2':
    'Parse filters by the grammar into a tree and evaluate that by the schema; regular expressions on the text miss precedence, case and escapes.',
  'rfc7644#section-3.4.2.3':
    'Sort by the primary or first value, resources without one last when ascending, case as caseExact says.',
  'rfc7644#section-3.4.2.4':
    'Read startIndex and count as numbers, a startIndex below 1 as 1 and a count below 0 as 0, and order resources the same each time.',
  'rfc7644#section-3.4.2.5':
    'Apply attributes and excludedAttributes when a resource is written out, after "returned" has had its say.',
  'rfc7644#section-3.4.3': 'Let .search read the query from its body, and do as a GET does.',
  'rfc7644#section-3.5.1':
    'Let a PUT clear what it does not name, save read-only and immutable attributes, and keep the id.',
  'rfc7644#section-3.5.2':
    'Apply all operations to a copy, in order, and store it only when all succeed; op in any case, a path by the grammar.',
  'rfc7644#section-3.5.2.1': 'Let an add join lists without doubles, merge objects, and replace single values.',
  'rfc7644#section-3.5.2.2':
    'Refuse a remove without a path with 400 noTarget, and drop an attribute whose last value goes.',
  'rfc7644#section-3.5.2.3':
    'Let a replace act as an add where nothing was, and refuse a value filter that matches nothing with noTarget.',
  'rfc7644#section-3.6': 'Answer a delete with 204, and everything after it with 404.',
  'rfc7644#section-3.7':
    'Run bulk operations one by one through the handlers of single requests, with a status for each, and resolve bulkIds as they become known.',
  'rfc7644#section-3.8': 'Negotiate the media type, and always write UTF-8.',
  'rfc7644#section-3.9': 'Take attribute names with their URN and without, in any case.',
  'rfc7644#section-3.10': "Read a name as URN, attribute and sub-attribute; without a URN it is the base schema's.",
  'rfc7644#section-3.11': 'Serve /Me as the signed-in user, or answer it with 501.',
  'rfc7644#section-3.12':
    'Turn every error into one SCIM error body in one place: status as a text, scimType where there is one, and a detail.',
  'rfc7644#section-3.14':
    'Give each resource a version that changes with it, and answer an If-Match that fails with 412.',
  'rfc7644#section-4': 'Serve discovery without paging or filters; answer a filter there with 403.',
  'rfc7644#section-7': 'Take credentials in headers alone, speak TLS, and keep secrets out of addresses and logs.',
  rfc9865:
    'Make cursors opaque, tie them to the query that made them, and answer one that is wrong or expired with its own scimType.',
};
