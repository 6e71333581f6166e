import type { Dispute } from './dispute.ts';

/** What POST, PUT and DELETE make of what is sent. */
export const writingDisputes = {
  D07: {
    question: 'Are read-only values in POST, PUT and PATCH passed over or refused?',
    choice: 'POST and PUT pass over them; PATCH with a path gives mutability unless the value is the present one.',
    rows: ['7643-3.1-09', '7643-3.1-19', '7643-7-24', '7644-3.1-05', '7644-3.3-02', '7644-3.5.1-13', '7644-3.5.2-13'],
    allows: {
      pass: "POST and PUT answer 2xx with the server's own values; PATCH with a path 400 mutability; equal or path-less values passed over or refused.",
      warning: "POST or PUT refused for a client's id; PATCH with a path refused with another status or scimType.",
      violation:
        'A read-only value changes, PATCH by path answers 2xx to another value, a POST is refused for meta or groups, or a PUT of what GET gave is refused.',
    },
    infoKeys: ['readonly.patch'],
    idp: 'Okta sends back the whole resource it read; Entra sends meta on create.',
    errata: [7898],
  },
  D08: {
    question: 'Does PUT clear, default or keep what its body leaves out?',
    choice: 'Clears, defaults active, keeps the password; a missing required attribute is 400 invalidValue.',
    rows: ['7644-3.5.1-05', '7644-3.5.1-06', '7644-3.5.1-07', '7644-3.5.1-08', '7644-3.5.1-14'],
    allows: {
      pass: 'Cleared or defaulted; password kept; a missing required attribute 400.',
      warning: 'The old value is kept; a missing required attribute answers 200 and keeps its value.',
      violation:
        'A sent value is not applied, multi-valued values are merged with old ones, a User without userName results, or read-only values are lost.',
    },
    infoKeys: ['put.omitted'],
    idp: 'Okta and OneLogin do not rely on keeping; a OneLogin body without active must not suspend.',
    errata: [8281],
  },
  D09: {
    question: 'What is active, or another default, when the client sent nothing?',
    choice: 'True; a setting makes it false.',
    rows: ['7643-4.1.1-15', '7644-3.3-04', '7644-3.4.2.2-39'],
    allows: {
      pass: 'Absent, true or false, as long as answer, later GET and filters agree.',
      warning: 'A default shows up only in a later GET.',
      violation: 'A filter contradicts the value that was returned, or a value sent is overridden.',
    },
    infoKeys: ['default.active', 'default.others'],
    idp: 'OneLogin templates are free to omit active; Entra and Okta send it.',
  },
  D19: {
    question: 'Does a duplicate answer 409 or 400 on POST, PUT and PATCH?',
    choice: '409 uniqueness on every method.',
    rows: ['7643-4.1.1-02', '7643-7-35', '7644-3.3-11', '7644-3.12-14', '7644-3.12-21'],
    allows: {
      pass: 'POST 409 uniqueness; PUT and PATCH 409 or 400 uniqueness.',
      warning: 'POST 400 uniqueness; PUT or PATCH without scimType.',
      violation: 'The duplicate is taken, POST answers 409 without uniqueness, or parallel POSTs make two Users.',
    },
    infoKeys: ['uniqueness.status.put', 'uniqueness.status.patch'],
    idp: 'Okta, Entra and OneLogin act on 409 alone.',
    errata: [8279],
  },
  D30: {
    question: 'What do requests for a deleted resource get, and is its userName free again?',
    choice: '404 to everything; a new resource with a new id can take the name.',
    rows: ['7644-3.6-01', '7644-3.6-02', '7644-3.6-04'],
    allows: {
      pass: '404 with an Error body on every method; gone from lists; the same userName answers 201.',
      warning: 'The same userName or externalId answers 409, the old id comes back, or the 404 has no body.',
      violation:
        'DELETE answers other than 204, the resource is still shown or counted, or a second DELETE answers 204.',
    },
    infoKeys: ['delete.reuse'],
    idp: 'A blocked userName breaks a re-hire.',
  },
  D34: {
    question: 'Do null and the empty array clear, and is an empty text a value?',
    choice: 'Null and the empty array clear; an empty text is kept, save in required attributes and IdP templates.',
    rows: ['7643-2.5-02', '7643-4.1.1-01', '7644-3.3-06', '7644-3.5.1-09'],
    allows: {
      pass: 'Null and the empty array leave no value; an empty text is stored or counts as none.',
      warning:
        'A default appears in spite of null; null inside an element is refused; null for a required attribute has another scimType.',
      violation:
        'Null becomes a word, the old value stays, an empty userName is taken, or null on an optional attribute spoils the request.',
    },
    infoKeys: ['input.empty-string'],
    idp: 'Entra sends null for $ref in members; Okta resends the nulls it was given.',
  },
  D35: {
    question: 'May a server take a string for a boolean or number, and the reverse?',
    choice:
      'Strict: 400 invalidValue; lenient: the words true and false in any case become booleans; numbers never convert.',
    rows: ['7643-2.3-03', '7643-2.3.2-01'],
    allows: {
      pass: '400; or converted and returned in the right JSON type.',
      warning: 'Converted with 2xx; refused with another 4xx; a number turned into a string.',
      violation: 'The wrong JSON type is stored or returned, nonsense is taken, or the word False is read as true.',
    },
    infoKeys: ['coerce.boolean', 'coerce.number'],
    idp: 'Entra without its flag sends the word False: refusing it keeps leavers active.',
  },
  D48: {
    question: 'Must a resource body without the base URN in schemas be refused?',
    choice: 'Refused with 400 invalidSyntax, on PUT too.',
    rows: ['7643-2.1-02', '7643-3-03', '7643-3-08', '7643-3.3-02', '7644-3.12-23'],
    allows: {
      pass: '400; or taken, with the right schemas in the answer.',
      warning: 'Taken at all; refused with another scimType.',
      violation: 'The answer lacks the base URN, a right body is refused, or the order of the URNs matters.',
    },
    infoKeys: ['schemas.missing'],
    idp: 'OneLogin sends an older User URN.',
  },
  D49: {
    question: 'Are attributes that no schema defines passed over, refused or stored?',
    choice: 'Lenient: passed over; strict: 400 invalidSyntax; never stored.',
    rows: ['7643-2-01', '7644-3.3-01', '7644-3.3-10', '7644-3.12-23'],
    allows: {
      pass: 'Passed over; refused with 400.',
      warning: 'Stored and returned; refused with another status; a known attribute dropped because of an unknown one.',
      violation: 'An unknown name lands in another attribute, or overrides id or meta.',
    },
    infoKeys: ['input.unknown'],
    idp: 'Okta adds groups and Entra roles: refusal must not hit core attributes that the target lacks.',
  },
  D50: {
    question: 'Does an unknown URN beside a known one spoil the request?',
    choice: 'The unknown URN and its data are dropped; with no known URN 400 invalidSyntax.',
    rows: ['7643-3-06', '7643-3-07', '7643-3.3-01', '7643-3.3-03'],
    allows: {
      pass: 'Dropped or refused; with unknown URNs only, 400.',
      warning: 'Taken although all URNs are unknown.',
      violation: 'The unknown URN is echoed, or its data stored and returned.',
    },
    infoKeys: ['schemas.unknown'],
    idp: 'Entra adds a URN of its own on Group create, and Google one of SCIM 1.0.',
  },
  D63: {
    question: 'What do PUT and PATCH do to an immutable attribute with, and without, a value?',
    choice:
      'Another value: mutability; kept when omitted; the same value is a no-op; unset ones are set by PUT and add.',
    rows: ['7643-7-26', '7643-7-27', '7644-3.5.1-10', '7644-3.5.1-11', '7644-3.5.1-12', '7644-3.5.2-14'],
    allows: {
      pass: 'Another value 400 mutability; kept when omitted; the same value passes or is refused in PATCH; unset ones are set.',
      warning: '2xx with the old value kept; omission refused; the first value refused; another scimType.',
      violation:
        'The value changes or is cleared, a PUT of the same value is refused, or a PUT answers 2xx without setting the first value.',
    },
    infoKeys: ['immutable.put-omitted', 'immutable.patch-same'],
  },
  D66: {
    question: 'May PUT answer 204, POST 200, or 201 come without a body?',
    choice: 'POST 201 and PUT 200, each with everything.',
    rows: ['7644-3.3-07', '7644-3.3-08', '7644-3.3-09', '7644-3.5.1-15'],
    allows: {
      pass: '201 with the whole resource or the projection asked for; PUT 200 with the whole resource.',
      warning: 'PUT 204; 201 without a body but with Location; POST that updates an existing User.',
      violation:
        'POST of a new User answers other than 201, 201 lacks Location or id, success is told though nothing was created, PUT creates or answers 201, or the body contradicts the next GET.',
    },
    infoKeys: ['put.status', 'post.body'],
    idp: 'Okta takes the id from the body of the 201.',
  },
  D71: {
    question: 'Are values outside canonicalValues taken, dropped or refused?',
    choice: 'Taken and stored as sent.',
    rows: ['7643-2.3.1-03', '7643-4.1.2-04', '7643-4.1.2-08', '7643-7-17', '7643-7-18'],
    allows: {
      pass: 'Taken, refused with 400 invalidValue, or the element or its type dropped.',
      warning:
        'Refused with another scimType; other letter case refused on an attribute that is not caseExact; replaced by another value.',
      violation: 'A listed value is refused.',
    },
    infoKeys: ['canonical.input'],
    idp: 'Okta and Entra use work, mobile and fax.',
  },
  D72: {
    question: 'Must a server check formats inside strings, such as country, locale, zone, phone or base64?',
    choice: 'Base64 is checked; strict: the country too; all else is stored as sent.',
    rows: [
      '7643-2.3.6-01',
      '7643-4.1.1-11',
      '7643-4.1.1-12',
      '7643-4.1.1-13',
      '7643-4.1.1-14',
      '7643-4.1.2-01',
      '7643-4.1.2-05',
      '7643-4.1.2-19',
    ],
    allows: {
      pass: 'Refused with 400 invalidValue, or stored and returned unchanged.',
      warning:
        'A value returned in a wrong format because the client sent it so; invalid base64 stored; a valid value refused.',
      violation: 'Valid base64 decodes to other bytes, or the server itself makes an invalid value.',
    },
    infoKeys: ['format.checked'],
    idp: 'They pass on what the directory holds, such as country names and plain phone numbers.',
  },
  D73: {
    question: 'How much may a server alter, add or drop on the way in?',
    choice: 'Keeps everything as sent, save the domain of an e-mail, which goes to lower case.',
    rows: [
      '7643-2.4-09',
      '7643-4.1.2-02',
      '7643-4.1.2-06',
      '7643-4.1.2-09',
      '7643-7-21',
      '7643-7-22',
      '7644-3.1-06',
      '7644-3.1-07',
      '7644-3.3-10',
    ],
    allows: {
      pass: 'Canonical e-mail, phone and messaging forms; added parts; attributes outside its schema dropped; blanks trimmed.',
      warning: 'Something that its schema lists is dropped; a text is shortened or replaced.',
      violation:
        'A caseExact value changes case, text is garbled, GET contradicts the write, userName no longer filters, or another resource changes.',
    },
    infoKeys: ['input.altered'],
    idp: 'Entra compares the matching attribute, active and members; loss there is a fault.',
  },
  D74: {
    question: 'Is the order of array elements, or of members in an object, part of the value?',
    choice: 'Array order is kept, new elements go to the end, and member order never counts.',
    rows: ['7643-2.3.8-01', '7643-2.3.8-02', '7643-3-08'],
    allows: {
      pass: 'Any order of elements, the same after reload or not.',
      warning: 'The order differs between two reads under one strong entity tag.',
      violation: 'Member order changes the outcome, or a reordered array loses parts.',
    },
    infoKeys: ['array.order'],
  },
  D83: {
    question: 'Does the freedom of letter case reach JSON keys, message members and extension URNs as keys?',
    choice: 'Any case in, the case of the schema out; two spellings of one name are 400 invalidSyntax.',
    rows: ['7643-2.1-01', '7644-3.10-05'],
    allows: {
      pass: 'Names of attributes in any case understood; message members in other case taken or refused with 400.',
      warning:
        'Output in other case than the schema; an extension URN in other case refused; message members in other case passed over with 2xx.',
      violation:
        'An attribute name in other case is refused, lost or stored apart, filters and paths are case-sensitive in names, or the standard spelling is refused.',
    },
    infoKeys: ['names.message-case', 'names.urn-key-case'],
    idp: 'IdPs use the spelling of the schema.',
  },
} as const satisfies Record<`D${number}`, Dispute>;
