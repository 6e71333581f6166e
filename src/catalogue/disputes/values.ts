import type { Dispute } from './dispute.ts';

/** What attributes hold, and when two values are the same. */
export const valueDisputes = {
  D10: {
    question: 'Are two primaries refused or mended, and is an absent primary the same as false?',
    choice: 'POST and PUT refuse with 400; in PATCH the newly set one wins.',
    rows: ['7643-2.4-03', '7643-2.4-04', '7644-3.5.2-23', '7644-3.5.2.3-10'],
    allows: {
      pass: '400, or one primary at most in the result; PATCH unmarks the other.',
      warning: 'A filter for primary false misses elements that have none.',
      violation: 'Two primaries in an answer, or a PATCH that sets a second one leaves both or is refused.',
    },
    infoKeys: ['primary.conflict'],
    errata: [6005],
  },
  D11: {
    question: 'Which strings compare with letter case where text and printed schema differ?',
    choice: 'The text wins: userName without case; id, externalId and copies of ids with case.',
    rows: [
      '7643-3.1-11',
      '7643-3.1-16',
      '7643-4.1.1-03',
      '7643-7-20',
      '7643-7-22',
      '7644-3.4.2.2-42',
      '7644-3.4.2.3-09',
    ],
    allows: {
      pass: "userName found in any ASCII case; externalId only in its own; others as the target's schemas say.",
      warning: 'Schemas publish another caseExact for userName or externalId; an id in other case is found.',
      violation:
        'Two Users differ in ASCII case of userName only, filters go against caseExact, or a caseExact value is altered.',
    },
    infoKeys: ['case.member-value', 'case.id-url', 'sort.collation'],
    idp: 'Entra matches userName without case.',
    errata: [8472, 6001, 8475],
  },
  D17: {
    question: 'What becomes of groups that a client sends in a User, and must the server fill it?',
    choice: 'Derived, direct and indirect, with type; absent when empty; input passed over.',
    rows: ['7643-4.1.2-25', '7643-4.1.2-26'],
    allows: {
      pass: 'Input passed over; absent from the schema or direct only; with or without type, display and $ref.',
      warning: 'Listed in the schema but never filled.',
      violation:
        'Membership changes through the User, input is refused, a direct Group is typed indirect, or a value is no Group id.',
    },
    infoKeys: ['groups.filled', 'groups.indirect'],
    idp: 'Okta sends an empty groups list in every create.',
    errata: [8471],
  },
  D18: {
    question: 'Where do extension attributes live, which URN forms work, and who keeps schemas true?',
    choice:
      'In the container only; full names everywhere; a bare URN means the whole extension; schemas follows the data.',
    rows: [
      '7643-3-11',
      '7643-3.3-02',
      '7643-3.3-05',
      '7644-3.4.2.2-34',
      '7644-3.5.2-19',
      '7644-3.5.2-20',
      '7644-3.10-01',
      '7644-3.10-02',
      '7644-3.10-03',
      '7644-3.10-04',
    ],
    allows: {
      pass: 'Stored in and returned from the container; unlisted extensions refused with 400; a bare URN understood or refused.',
      warning: 'Extension data dropped with 2xx; a stale URN in schemas; an extension attribute at top level taken.',
      violation: 'Extension data at top level of an answer, a URN missing from schemas, or full names not understood.',
    },
    infoKeys: ['ext.bare-urn', 'ext.unlisted'],
    idp: 'Entra and Okta use full names in paths, and containers in bodies.',
  },
  D26: {
    question: 'Which wins where a printed schema contradicts the text?',
    choice: 'The text with its errata; display can be written, the display of a member cannot.',
    rows: ['7643-2.3.6-04', '7643-2.3.7-04', '7643-2.4-05', '7643-4.2-01', '7643-7-04', '7643-7-05', '7643-8.7.1-01'],
    allows: {
      pass: 'Either published form, and behaviour that fits it.',
      warning:
        'Group displayName published as not required; a characteristic with a default left out; caseExact false on references or binaries.',
      violation:
        "Behaviour contradicts the target's own schema, a definition lacks name or type, or a sub-attribute is complex outside the Schema schema.",
    },
    infoKeys: ['schema.diff'],
    errata: [5368, 5606, 5607, 6000, 6001, 6004, 6005, 7522, 8358, 8415, 8417, 8470, 8471, 8472, 8475],
  },
  D27: {
    question: 'Must a member exist, does it go with its User, and what does immutable forbid?',
    choice:
      'Unknown members 400 invalidValue; members of a deleted User go; elements come and go but are never rewritten.',
    rows: ['7643-2.3.7-08', '7643-4.2-02', '7643-4.2-03', '7643-4.2-04', '7644-3.5.2.1-10'],
    allows: {
      pass: 'Unknown ids refused with 400 or 404, or stored; dangling ones kept or removed; nested Groups kept or refused.',
      warning: 'Unknown ids dropped with 2xx; a present member duplicated; a rewrite of a member passed over with 2xx.',
      violation:
        'Other members are lost, a member is not the id sent, a PUT of the same list is refused, or a member is rewritten in place.',
    },
    infoKeys: ['member.unknown', 'member.dangling', 'group.nested'],
    idp: 'Okta is apt to push a Group whose Users the target does not know yet.',
    errata: [6011],
  },
  D28: {
    question: 'Are value and $ref of manager required, and does a bare string do?',
    choice: 'The value is optional; lenient: a string is taken as the value; strict: 400 invalidValue.',
    rows: ['7643-4.3-02', '7643-4.3-03', '7643-4.3-04'],
    allows: {
      pass: 'With value; without $ref; without value 201 or 400; a bare string refused or taken as value.',
      warning: 'The displayName of a client is stored; $ref missing where the target requires it.',
      violation:
        'A bare string comes back as a string, manager is stored elsewhere, or its $ref leads to something else.',
    },
    infoKeys: ['manager.string', 'manager.integrity'],
    idp: 'Entra sends a string; OneLogin templates send managerId.',
    errata: [8472, 6403, 8359],
  },
  D29: {
    question: 'Which forms does a dateTime have, and when may lastModified move?',
    choice: 'UTC with milliseconds; created equals lastModified after create; no-ops never move it.',
    rows: ['7643-2.3.5-01', '7643-3.1-23', '7644-3.5.2.1-11'],
    allows: {
      pass: 'Any offset and precision; no-op replace and PUT may move lastModified.',
      warning: 'No zone; less than a second between the two after create; a form that changes between two reads.',
      violation:
        'Unparseable, a bare date or a number; created changes; lastModified is a second or more off after create, goes back, stays after a change, or moves on an add that changes nothing.',
    },
    infoKeys: ['time.precision', 'time.noop-put'],
  },
  D31: {
    question: 'May a second resource with the same externalId be refused?',
    choice: 'Never refused; a filter may return several.',
    rows: ['7643-3.1-15'],
    allows: {
      pass: 'The second resource answers 201; the same externalId on a User and a Group.',
      warning: '409 in one tenant; externalId dropped with 2xx.',
      violation: '409 across tenants, or externalId set or altered by the server.',
    },
    infoKeys: ['externalId.unique'],
    idp: 'Okta is apt to send the same externalId again after a re-hire.',
  },
  D40: {
    question: 'Must meta.resourceType equal the ResourceType name to the letter?',
    choice: 'Equal to the letter.',
    rows: ['7643-3.1-20', '7643-6-06', '7644-3.3.1-01'],
    allows: {
      pass: 'Equal to the name of the ResourceType with that endpoint.',
      warning: 'Not User or Group where no ResourceTypes are published; a filter on it passes over case.',
      violation: 'Differs from the published name in any way, is taken from the client, or is missing.',
    },
    infoKeys: [],
    errata: [8475],
  },
  D44: {
    question: 'How far does the freedom of letter case in userName go beyond ASCII?',
    choice: 'Width, Unicode lower case and NFC; the spelling sent is kept.',
    rows: ['7643-4.1.1-03', '7644-5-01', '7644-7.8-01'],
    allows: {
      pass: 'Composed and decomposed forms conflict; accented letters fold; non-ASCII names refused with 400; special cases either way.',
      warning:
        'Accented letters or full-width forms of one name are two Users; filter and uniqueness fold differently.',
      violation: 'Composed and decomposed forms of one name are two Users, or text is altered otherwise.',
    },
    infoKeys: ['username.folding'],
  },
  D46: {
    question: 'May addresses such as $ref, meta.location and Location be relative?',
    choice: 'Absolute everywhere.',
    rows: [
      '7643-2.3.7-02',
      '7643-2.3.7-03',
      '7643-2.3.7-06',
      '7643-2.3.7-07',
      '7643-3.1-24',
      '7644-3.3-09',
      '7644-3.7-12',
    ],
    allows: {
      pass: 'Absolute; a relative $ref that resolves against the base.',
      warning:
        'A relative location; one that resolves against the request only; a scheme or host other than the one used.',
      violation: 'Resolves neither way, leads to another resource, or confuses Users and Groups.',
    },
    infoKeys: ['uri.form'],
    idp: 'Okta and Entra build their addresses from ids.',
  },
  D47: {
    question: 'May a password be filtered on, refused by policy, or lost by PUT?',
    choice: 'Filters refused with invalidFilter; kept by PUT; policy gives 400 invalidValue.',
    rows: ['7643-4.1.1-22', '7643-7-28', '7643-7-32', '7644-3.5.1-04'],
    allows: {
      pass: 'Any refusal or no match for filters; kept or cleared by PUT; policy 400 invalidValue; passed over where passwords are off.',
      warning: 'A password taken although the schema has none.',
      violation: 'A password or its hash is shown, stands in a URI, or a filter on it matches everybody.',
    },
    infoKeys: ['password.filter', 'password.put-omitted'],
    idp: 'Okta sends a random password even with password sync off.',
    errata: [8450],
  },
  D56: {
    question: 'What counts as the same element, and is a repeated one refused, merged or stored?',
    choice: 'Same type and value for contact data, same value for members; merged.',
    rows: ['7643-2.4-10', '7643-2.4-11', '7644-3.5.2.1-10'],
    allows: {
      pass: 'Refused with 400, or merged; the same value under another type kept as two.',
      warning: 'Stored and returned twice; add appends a second copy; the same value under another type merged.',
      violation: 'Different values merged, or an add of a present value loses its other parts.',
    },
    infoKeys: ['dup.key'],
    idp: 'Entra adds members again in each cycle.',
  },
  D67: {
    question: 'When does an attribute that is returned on request appear?',
    choice: 'In the answer to the write that sent it, and where attributes names it.',
    rows: ['7643-7-34', '7644-3.9-04'],
    allows: {
      pass: 'In the answer to a write or not; on GET where attributes names it; absent from a plain GET.',
      warning: 'Missing from the answer to the write that changed it.',
      violation: 'Shown by a plain GET, missing although asked for, or shown although excluded.',
    },
    infoKeys: ['returned.request.write'],
  },
  D77: {
    question: 'May attributes other than userName be unique, and must published uniqueness be kept?',
    choice: 'userName only; a setting makes Group names unique and publishes it.',
    rows: ['7643-4.1.1-03', '7643-7-37', '7643-7-38', '7643-7-40'],
    allows: {
      pass: '201 twice; 409 where the schema publishes uniqueness.',
      warning: '409 although the schema publishes none; a duplicate taken although it publishes uniqueness.',
      violation: 'Two Users with one userName.',
    },
    infoKeys: ['unique.extra'],
    idp: 'Entra matches Groups by name and is confused by two of one name.',
    errata: [8279],
  },
  D79: {
    question: 'Must Groups be allowed as members, and may a Group contain itself?',
    choice: 'Nested Groups and circles kept; a Group as its own member 400 invalidValue.',
    rows: ['7643-2.3.7-08', '7643-4.2-04', '7644-3.7.1-01'],
    allows: {
      pass: 'Nested kept or 400; a circle kept, or 400 or 409.',
      warning: 'A nested Group typed as User, dropped with 2xx, or answered 404.',
      violation: 'A circle causes a hang or 5xx, is half stored in a bulk job, or other members are lost.',
    },
    infoKeys: ['group.nested', 'group.cycle'],
    idp: 'Entra sends nested Groups as plain members.',
  },
  D80: {
    question: 'Does a change in derived data count as a change of the resource?',
    choice: 'No; a deleted member that goes from a Group counts.',
    rows: ['7643-3.1-22', '7643-3.1-26', '7643-3.1-28', '7644-3.5.2.1-11'],
    allows: {
      pass: 'Counted or not.',
      warning: 'A strong entity tag stays although the bytes changed; version moves while lastModified does not.',
      violation:
        'A change by PATCH or PUT leaves the version, lastModified goes back, or an add that changes nothing moves it.',
    },
    infoKeys: ['meta.derived'],
  },
  D82: {
    question: 'May answers hold null, an empty array or an empty object for what has no value?',
    choice: 'Left out.',
    rows: ['7643-2.5-03'],
    allows: {
      pass: 'Left out, null, or an empty array for multi-valued ones.',
      warning: 'An empty object; an empty text that nobody sent; null in an array; GET and list differ.',
      violation:
        'Null or an empty text for id, schemas, resourceType, location or a required attribute; the word null.',
    },
    infoKeys: ['output.unassigned'],
    idp: 'Okta takes nulls and sends them back.',
  },
} as const satisfies Record<`D${number}`, Dispute>;
