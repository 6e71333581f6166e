import type { Dispute } from './dispute.ts';

/** How PATCH is read. */
export const patchDisputes = {
  D01: {
    question:
      'Does each member of a path-less PATCH value merge or overwrite, and may its key be more than a plain name?',
    choice: 'Merges member by member; keys that look like paths are taken as paths.',
    rows: [
      '7644-3.5.2-08',
      '7644-3.5.2-09',
      '7644-3.5.2.1-03',
      '7644-3.5.2.3-01',
      '7644-3.5.2.3-03',
      '7644-3.5.2.3-11',
    ],
    allows: {
      pass: 'The named attributes have the new values, everything else is as before, and complex attributes are merged.',
      warning: 'A complex attribute is overwritten as a whole.',
      violation:
        'A named attribute is not set, an unnamed one changes, add loses old values, replace keeps them, a string, an array or nothing is taken as value, or plain names are refused.',
    },
    infoKeys: ['patch.pathless.complex', 'patch.pathless.keys'],
    idp: 'Okta sends nothing but path-less operations; Entra with its compliance flag needs path-like keys.',
    errata: [8096],
  },
  D02: {
    question: 'What does a remove do without a path, and what does a value beside an unfiltered path mean?',
    choice: 'Refuses a missing path with noTarget; a value selects what to remove, and nothing else goes.',
    rows: ['7644-3.5.2-08', '7644-3.5.2-09', '7644-3.5.2.2-01', '7644-3.5.2.2-03'],
    allows: {
      pass: 'Without a path 400 noTarget; a path alone takes all values; a path with a value takes all, takes the listed ones, or is refused.',
      warning: 'Without a path 400 with another scimType.',
      violation:
        'A remove without a path answers 2xx or 5xx, a path alone leaves values, a listed value stays after 2xx, or another attribute changes.',
    },
    infoKeys: ['patch.remove.value'],
    idp: 'Entra without its flag and OneLogin need the value to select: else one leaver empties the Group.',
  },
  D03: {
    question: 'Is the removal of something that is not there a success or an error?',
    choice: 'Succeeds, changes nothing and moves neither lastModified nor version.',
    rows: ['7644-3.5.2.2-04', '7644-3.5.2.2-05', '7644-3.5.2.2-09'],
    allows: {
      pass: 'Success with nothing changed; 400 noTarget for anything but Group members.',
      warning: '400 noTarget for somebody who is not a member; 400 with another scimType.',
      violation: 'Anything changes, other values go, or the answer is 404 or 5xx.',
    },
    infoKeys: ['patch.remove.nomatch'],
    idp: 'Entra, Okta and OneLogin repeat removals, and retry when one is refused.',
  },
  D04: {
    question: 'When a value filter matches nothing, do add and replace fail or create the element?',
    choice: 'Replace: noTarget, or add where the attribute is empty; add: creates from an eq filter, else noTarget.',
    rows: ['7644-3.5.2.1-04', '7644-3.5.2.3-04', '7644-3.5.2.3-09', '7644-3.12-25'],
    allows: {
      pass: "Replace: 400 noTarget, or created where the whole attribute was absent; add: created with the filter's values, or refused with 400.",
      warning: 'Replace creates an element although the attribute has others.',
      violation:
        '2xx with no effect, a change in an element that does not match, or a plain path on an absent attribute refused.',
    },
    infoKeys: ['patch.valuepath.nomatch.replace', 'patch.valuepath.nomatch.add'],
    idp: 'Entra needs add to create the element.',
    errata: [8097],
  },
  D05: {
    question: 'Does letter case matter in op, and how is an unknown op refused?',
    choice: 'Takes any case; an unknown or missing op is 400 invalidSyntax.',
    rows: ['7644-3.5.2-05', '7644-3.5.2-06'],
    allows: {
      pass: 'Lower case works; other case is applied or refused with 400; an unknown op is refused with a 4xx.',
      warning: 'An unknown op is refused with a scimType that fits neither syntax nor value.',
      violation: 'Lower case is refused, an unknown op answers 2xx or 5xx, or other case answers 2xx with no effect.',
    },
    infoKeys: ['patch.op.case'],
    idp: 'Entra sends Add, Replace and Remove.',
  },
  D06: {
    question: 'May PATCH always answer 204, and when is 200 due?',
    choice: 'Users 200 with the resource; Groups 204, or 200 when a projection is asked for.',
    rows: ['7644-3.5.2-27', '7644-3.5.2-28', '7644-3.5.2-29', '7644-3.5.2.1-12'],
    allows: {
      pass: '200 with the whole resource; 204 without a body; 200 and the projection when attributes was given.',
      warning: '204 without ETag from a server that supports entity tags.',
      violation:
        'Another 2xx, a missing or stale body on 200, a body on 204, 204 although attributes was given, or an operation without effect refused.',
    },
    infoKeys: ['patch.status.users', 'patch.status.groups'],
    idp: 'Okta takes both; Entra advises against a body for Groups.',
    errata: [5295],
  },
  D15: {
    question: 'Can a path filter select simple values, and which scimType marks a bad path?',
    choice:
      'Filters select complex values only; malformed and unknown paths give invalidPath, bad filters inside them invalidFilter.',
    rows: ['7644-3.5.2-10', '7644-3.5.2.2-04', '7644-3.5.2.2-05'],
    allows: {
      pass: '400 with invalidPath, invalidFilter or, for an unknown attribute, noTarget; filters on simple values work or are refused.',
      warning:
        '400 with another scimType or none; an empty path taken as absent; a malformed path that hits the plainly meant target.',
      violation:
        'A malformed path answers 2xx without effect or with another effect, is stored as a name, or gives 5xx.',
    },
    infoKeys: ['patch.path.simple-filter'],
    errata: [7122],
  },
  D37: {
    question: 'Does a replace of a selected element with an object swap it or merge into it?',
    choice: 'Swaps the element.',
    rows: ['7644-3.5.2.3-07'],
    allows: {
      pass: 'Swapped or merged; every match treated alike; the others untouched.',
      warning: 'Only the first of several matches changes.',
      violation:
        'The object is refused, other elements change, sent parts are not set, or the old element stays beside the new; with a plain path to a complex attribute, parts not sent are lost.',
    },
    infoKeys: ['patch.element.replace'],
  },
  D39: {
    question: 'May a multi-valued target take one object, and what is a quoted value?',
    choice: 'Takes an object or an array, and never parses a string as JSON.',
    rows: ['7644-3.5.2.1-01', '7644-3.5.2.1-02', '7644-3.5.2.1-05', '7644-3.5.2.1-06', '7644-3.8-09'],
    allows: {
      pass: 'An array works, and a single object works.',
      warning: 'A single object is refused with 400; a string is parsed as JSON.',
      violation:
        'An array is refused, an object becomes an indexed list or replaces all values on add, a string is stored for a complex attribute, or an add without a value clears.',
    },
    infoKeys: ['patch.value.single'],
    idp: 'Entra sends arrays for members; older flows send one object.',
  },
  D43: {
    question: 'Does a late failure undo earlier operations, when is validity judged, and which of two errors is told?',
    choice: 'Atomic and in order; judged on the result; 404 before 400; the first failing operation is named.',
    rows: ['7644-3.5.2-15', '7644-3.5.2-21', '7644-3.5.2-22', '7644-3.5.2-24', '7644-3.5.2-25', '7644-3.5.2-26'],
    allows: {
      pass: 'All or nothing, in order; 400 or 404 where both apply; a required attribute removed and set again passes or gives 400.',
      warning: 'The error does not say which operation failed.',
      violation: 'Part of a failed PATCH stays, order is not kept, or later operations are skipped with 2xx.',
    },
    infoKeys: ['patch.validity'],
    idp: 'Entra and Okta send several operations at once and rely on their order.',
  },
  D58: {
    question: 'Must messages without their URN be refused, and a PATCH without operations?',
    choice: 'Refuses both with 400 invalidSyntax.',
    rows: ['7644-3.1-03', '7644-3.4.3-04', '7644-3.5.2-03', '7644-3.5.2-04', '7644-3.7-02', '7644-3.7-06'],
    allows: {
      pass: '400 with invalidSyntax or invalidValue.',
      warning:
        'Taken without its URN; empty Operations answer 2xx with nothing changed; extra URNs beside the right one refused.',
      violation:
        'Missing Operations answer 2xx, the URN of another message is taken and something else done, or the right URN is refused.',
    },
    infoKeys: ['message.urn'],
  },
  D59: {
    question: 'Does removing a required attribute give mutability or invalidValue?',
    choice: 'Remove gives mutability; replacing with null or an empty text gives invalidValue.',
    rows: ['7644-3.5.2.2-08', '7644-3.12-22', '7644-3.12-26'],
    allows: {
      pass: '400 mutability; either keyword where the value is replaced by null or an empty text.',
      warning: '400 with another keyword; a Group displayName removed where it is published as not required.',
      violation: 'A required attribute is removed with 2xx, or the answer is 5xx.',
    },
    infoKeys: ['patch.remove-required'],
  },
} as const satisfies Record<`D${number}`, Dispute>;
