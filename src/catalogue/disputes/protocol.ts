import type { Dispute } from './dispute.ts';

/** Discovery, media types, entity tags, methods and errors. */
export const protocolDisputes = {
  D24: {
    question: 'Are discovery endpoints open, and what do query parameters do there?',
    choice: 'ServiceProviderConfig open, the others need the token; a filter 403; other parameters passed over.',
    rows: ['7643-5-19', '7644-4-01', '7644-4-09', '7644-4-10'],
    allows: {
      pass: 'Schemas and ResourceTypes open or not; a filter refused with 403.',
      warning: 'ServiceProviderConfig needs credentials; a filter passed over or 400.',
      violation: 'A filtered, paged or sorted answer, a bare array, or 404 on what is advertised.',
    },
    infoKeys: [
      'discovery.anonymous.config',
      'discovery.anonymous.schemas',
      'discovery.anonymous.resourceTypes',
      'discovery.filter',
    ],
    idp: 'Okta and Google read no discovery; Entra reads schemas for some apps.',
  },
  D25: {
    question: 'Which header equals meta.location, must version equal ETag, and is a stale write 412 or 409?',
    choice: 'Location everywhere; version equals ETag to the letter; a stale write 412.',
    rows: ['7643-3.1-25', '7643-3.1-26', '7644-3.3-09', '7644-3.12-15', '7644-3.14-07'],
    allows: {
      pass: 'Location on 201 only; no Content-Location; equal to the letter; 412 or 409; 428 where If-Match is demanded.',
      warning: 'Version and ETag equal save quotes or prefix; no version though entity tags are supported.',
      violation:
        '201 without Location, an address other than meta.location, no ETag or another than the version though supported, or a stale write applied.',
    },
    infoKeys: ['etag.stale', 'header.location.get'],
    idp: 'No IdP sends If-Match.',
  },
  D32: {
    question: 'Which status answers PATCH, bulk and /Me where they are missing?',
    choice: '501 for /Me without a subject; nothing else is missing.',
    rows: ['7644-3.5.2-01', '7644-3.7-01', '7644-3.11-03', '7644-3.12-18'],
    allows: {
      pass: '501; PATCH 405 with Allow.',
      warning: '404, 403 or 405 for /Me and bulk; 404 for PATCH.',
      violation: '2xx that does nothing, 500, advertised but refused, or a flag missing.',
    },
    infoKeys: ['unsupported.me', 'unsupported.bulk', 'unsupported.patch'],
    idp: 'Okta does not fall back to PUT after 501.',
  },
  D33: {
    question: 'Must every answer be application/scim+json, whatever Accept says?',
    choice: 'scim+json; plain JSON only when asked for alone; other types 406.',
    rows: ['7644-3.1-01', '7644-3.8-04', '7644-3.8-05', '7644-3.8-06', '7644-3.8-07', '7644-3.8-08', '7644-8.1-01'],
    allows: {
      pass: 'scim+json with or without charset; plain JSON on request; 406 or an answer for other types.',
      warning: 'Plain JSON unasked; 406 for plain JSON; errors as plain JSON.',
      violation: 'scim+json refused, JSON under a text type, or a body that is not UTF-8 JSON.',
    },
    infoKeys: ['media.default', 'media.json'],
    idp: 'Entra asks for scim+json; OneLogin wants a JSON type.',
  },
  D41: {
    question: 'How does If-Match compare weak entity tags?',
    choice: 'Weakly; its own tags are weak.',
    rows: ['7643-3.1-28', '7644-3.14-02', '7644-3.14-03', '7644-3.14-05', '7644-3.14-06', '7644-3.14-07'],
    allows: {
      pass: 'If-Match with the very tag it gave: 2xx; strong or weak tags; If-None-Match 304.',
      warning: 'Its own weak tags never match; a prefix left off or added counts as different.',
      violation:
        'A stale tag is taken, a star is refused, an unchanged read answers 200, or the prefix is in lower case.',
    },
    infoKeys: ['etag.kind', 'etag.compare'],
  },
  D45: {
    question: 'Are trailing slashes, doubled slashes and other letter case in the path the same address?',
    choice: 'A trailing slash is taken; the others are 404.',
    rows: ['7643-6-09', '7644-3.2-01'],
    allows: {
      pass: '2xx, 308 or 404.',
      violation: 'The answer is 5xx, or a redirect turns a write into a read.',
    },
    infoKeys: ['url.trailing-slash', 'url.case'],
    idp: 'OneLogin appends a stray question mark or ampersand.',
  },
  D51: {
    question: 'Must a body under plain JSON, another type or none be read?',
    choice: 'Plain JSON and no type are read as SCIM; anything else 415.',
    rows: ['7644-3.8-01', '7644-3.8-02', '7644-3.8-03', '7644-3.8-04', '7644-3.8-06', '7644-8.1-01'],
    allows: {
      pass: 'scim+json with charset; plain JSON read; no type read or refused; other types 400 or 415.',
      warning: 'Plain JSON refused; text or XML parsed as JSON.',
      violation: 'scim+json or its charset refused.',
    },
    infoKeys: ['input.media.json', 'input.media.absent'],
    idp: 'Google sends plain JSON.',
  },
  D52: {
    question: 'Must HEAD and OPTIONS work?',
    choice: 'HEAD as GET without body; OPTIONS 204 with Allow and no token.',
    rows: ['7644-3.2-04', '7644-3.2-09', '7644-3.2-10'],
    allows: {
      pass: 'Any of 200, 204, 401, 404, 405 and 501.',
      warning: 'HEAD has another status than GET.',
      violation: 'HEAD has a body, state changes, OPTIONS shows data, or the answer is 500.',
    },
    infoKeys: ['http.head', 'http.options'],
  },
  D53: {
    question: 'Must missing or bad credentials give 401 with a challenge?',
    choice: '401 with a Bearer challenge and an Error body, before anything else is checked.',
    rows: ['7644-2-06', '7644-3.12-11', '7644-3.12-12'],
    allows: {
      pass: '401 with a challenge; 200 under anonymous access; checked before or after the path.',
      warning: '403 or 404 without credentials; 401 without an Error body.',
      violation:
        '401 without WWW-Authenticate, data or another 2xx without credentials, a redirect to a login page, or the token echoed.',
    },
    infoKeys: ['auth.order', 'auth.realm'],
    idp: 'Okta and Entra read 401 as a bad token.',
  },
  D60: {
    question: 'Must errors that never reach a resource be SCIM Errors?',
    choice: 'Every error below the base path is one.',
    rows: ['7644-3.2-18', '7644-3.12-01', '7644-3.12-02', '7644-3.12-03', '7644-3.12-13'],
    allows: {
      pass: 'A SCIM Error.',
      warning: 'None for unknown paths, 401, 405, 406, 413, 415, 429 or gateway errors.',
      violation:
        'None for 400, 404, 409 or 412 on a resource endpoint, an Error whose status is not the HTTP status or no string, or that lacks schemas, or a stack trace.',
    },
    infoKeys: ['error.coverage'],
    idp: 'Okta shows the message of its parser when an error is not JSON.',
    errata: [6893],
  },
  D64: {
    question: 'What do schemas list, and must they carry schemas and meta?',
    choice: 'All of them, discovery schemas too, as a ListResponse with schemas and meta; common attributes left out.',
    rows: ['7643-3.1-04', '7643-3.1-05', '7643-7-01', '7643-7-03', '7644-4-04', '7644-4-05', '7644-4-08'],
    allows: {
      pass: 'With schemas and meta; discovery schemas listed or not; common attributes listed or not.',
      warning: 'schemas or meta missing; members with a default left out; other characteristics for common attributes.',
      violation:
        'A bare array, a schema of a ResourceType not listed, a listed one not found by its URN, or a wrong total.',
    },
    infoKeys: ['schemas.self', 'schemas.common'],
    idp: 'Entra reads schemas for a few apps.',
    errata: [8417, 5999, 8415],
  },
  D65: {
    question: 'Which key opens a ResourceType, and does endpoint begin with a slash?',
    choice: 'id equals name; found by exact name; endpoint with a slash.',
    rows: ['7643-3-02', '7643-6-03', '7643-6-04', '7643-6-06', '7643-6-09', '7644-4-07'],
    allows: {
      pass: 'id, name or both; endpoint with or without a slash; no id.',
      warning: 'Not found by name though by id; id and name differ; an absolute endpoint below the base.',
      violation:
        'Found by neither, a part missing, names or endpoints repeated, a dead endpoint, or a meta.resourceType that names none.',
    },
    infoKeys: ['resourcetype.key', 'resourcetype.endpoint.slash'],
    errata: [8475],
  },
  D69: {
    question: 'How are 429 and 503 judged, about which SCIM is silent?',
    choice: '429 with Retry-After and an Error body when a limit is set.',
    rows: ['7644-3.12-01'],
    allows: {
      pass: '429 or 503 with Retry-After: the harness waits and judges the final answer.',
      warning: '429 without Retry-After; no Error body.',
      violation: 'A write was applied although 429 was answered.',
    },
    infoKeys: ['limits.seen'],
    idp: 'Okta and Entra retry.',
  },
  D70: {
    question: 'Which status answers a method that an endpoint does not have?',
    choice: '405 with Allow and an Error body.',
    rows: ['7644-3.2-09', '7644-3.2-10', '7644-3.2-11', '7644-3.2-12', '7644-3.2-13', '7644-3.2-14', '7644-3.2-15'],
    allows: {
      pass: '405; 501.',
      warning: '404, 403 or 400; 405 without Allow.',
      violation: '2xx, anything changed, 500, or a redirect.',
    },
    infoKeys: ['method.unsupported', 'method.override'],
  },
  D75: {
    question: 'When is scimType due, and which word?',
    choice: 'Always on 400, the most fitting word; uniqueness on 409; no invented words.',
    rows: [
      '7644-3.12-04',
      '7644-3.12-10',
      '7644-3.12-19',
      '7644-3.12-20',
      '7644-3.12-21',
      '7644-3.12-22',
      '7644-3.12-23',
      '7644-3.12-24',
      '7644-3.12-25',
      '7644-3.12-26',
      '7644-3.12-27',
      '7644-3.12-28',
      '7644-3.12-30',
    ],
    allows: {
      pass: 'Absent where no section names it; a listed word that fits.',
      warning: 'Absent, wrong or unregistered where a section names it; on an unusual status.',
      violation:
        '409 of a POST without uniqueness, an unknown operator without invalidFilter, not a string, or a word that tells the contrary.',
    },
    infoKeys: ['scimtype.map'],
    idp: 'Okta and Entra read the status only.',
  },
} as const satisfies Record<`D${number}`, Dispute>;
