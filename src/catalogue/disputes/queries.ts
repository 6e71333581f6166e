import type { Dispute } from './dispute.ts';

/** Filters, projections, sorting and paging. */
export const queryDisputes = {
  D12: {
    question: 'Do ne, not, eq null and pr match what is unassigned, empty or multi-valued?',
    choice: 'Two-valued logic; ne means no value is equal; pr is false for null and anything empty.',
    rows: ['7643-2.5-01', '7644-3.4.2.2-11', '7644-3.4.2.2-15', '7644-3.4.2.2-33'],
    allows: {
      pass: 'Any reading for ne, null and empty texts; 400 invalidFilter for a null literal.',
      warning: 'A negated eq leaves out the unassigned; pr matches an empty array or object.',
      violation:
        'ne returns an equal value or misses a plainly different one, or pr misses false or 0 or matches the absent.',
    },
    infoKeys: ['filter.ne.unassigned', 'filter.ne.multi', 'filter.null', 'filter.pr.empty-string'],
    idp: 'IdPs send eq and and only.',
  },
  D13: {
    question: 'May a filter name a complex attribute without a sub-attribute?',
    choice: 'Its value is meant where it has one; else 400 invalidFilter.',
    rows: ['7644-3.4.2.2-38', '7644-3.4.2.2-44'],
    allows: {
      pass: 'The value is compared, or 400 invalidFilter; presence and schemas tested rightly.',
      warning: '200 with an empty list; 400 with another scimType; an equality on schemas refused.',
      violation: 'Wrong results, or the filter is dropped.',
    },
    infoKeys: ['filter.implied-value'],
    errata: [8057],
  },
  D14: {
    question: 'Which filters beyond or short of the printed grammar are taken?',
    choice:
      "Strict: the grammar, a space after not, $ref and groups in brackets; lenient: Entra's form, True and double spaces.",
    rows: [
      '7643-2.1-03',
      '7644-3.4.2.2-26',
      '7644-3.4.2.2-31',
      '7644-3.4.2.2-32',
      '7644-3.4.2.2-35',
      '7644-3.4.2.2-36',
    ],
    allows: {
      pass: 'Either spelling of not; extras answered rightly or with 400 invalidFilter.',
      warning:
        'Only one spelling of not works; bare or single-quoted values taken; AND, OR and NOT in capitals refused.',
      violation:
        'No spelling of not works, precedence is wrong, operators in capitals are refused, a broken filter answers 200, or an accepted filter gives wrong results.',
    },
    infoKeys: ['filter.grammar'],
    idp: 'Entra needs a sub-attribute behind a value filter where e-mail is its matching attribute.',
    errata: [4670, 7319, 4690, 7322, 8924],
  },
  D16: {
    question: 'Does a name that no schema defines give an error or count as no value?',
    choice:
      'Filters: invalidFilter on one type, false over several; projections passed over; sortBy and PATCH paths invalidPath.',
    rows: ['7643-3-06', '7644-3.4.2.1-07', '7644-3.5.2-12', '7644-3.9-05'],
    allows: {
      pass: 'Filter 400 invalidFilter or no match; projections passed over or 400; PATCH path 400.',
      warning: 'Filter 400 with another scimType; sortBy or projection 400 without one.',
      violation:
        'The filter is dropped, an unknown PATCH path answers 2xx or is stored, a URN foreign to the type gets into schemas, or a root query fails though one type has the name.',
    },
    infoKeys: ['unknown.filter', 'unknown.attributes', 'unknown.sortBy', 'unknown.path'],
    idp: 'The matching attribute of Entra must exist.',
  },
  D21: {
    question: 'Must the server answer queries at the root, on one resource and by POST?',
    choice: 'Works at the root and on every type; a filter on one resource is passed over.',
    rows: ['7644-3.2-16', '7644-3.4.2-01', '7644-3.4.2.1-01', '7644-3.4.3-01'],
    allows: {
      pass: 'A search equals its GET; root 200 with all types, or a refusal; a filter on one resource passed over, applied or refused.',
      warning: 'No search by POST on a resource type endpoint.',
      violation:
        'A search creates a resource, parameters are passed over with 200, or a root answer lacks a matching type.',
    },
    infoKeys: ['search.users', 'search.root', 'query.root', 'query.single'],
    idp: 'No IdP uses these.',
    errata: [8084],
  },
  D22: {
    question: 'What do itemsPerPage, startIndex and Resources hold on odd pages, and what happens above the limit?',
    choice:
      'itemsPerPage is this page; capped at maxResults; Resources always an array; startIndex is the effective one.',
    rows: [
      '7643-5-12',
      '7644-3.4.2-07',
      '7644-3.4.2-08',
      '7644-3.4.2-09',
      '7644-3.4.2.1-04',
      '7644-3.4.2.4-05',
      '7644-3.4.2.4-09',
      '7644-3.4.2.4-11',
    ],
    allows: {
      pass: "The page's own number; capped or tooMany; Resources absent or empty; both numbers absent on a complete page.",
      warning: 'itemsPerPage is the size asked for; Resources null; a high count refused with another scimType.',
      violation:
        'More than count or maxResults, a wrong total, numbers missing on a partial page or sent as strings, resources for a count of zero, or a low startIndex refused or echoed.',
    },
    infoKeys: ['page.itemsPerPage', 'page.over-max'],
    idp: "Okta needs the page's own number, as an integer; OneLogin sends no count.",
    errata: [6010],
  },
  D23: {
    question: 'Do schemas and meta stay under a projection, and does it apply to writes?',
    choice: 'schemas stays, meta goes, all methods; both parameters together 400 invalidValue.',
    rows: ['7643-3-05', '7643-3.1-18', '7643-7-33', '7644-3.9-02', '7644-3.9-03', '7644-3.9-04'],
    allows: {
      pass: 'schemas kept; meta dropped, or kept when excluded; both parameters refused or one wins; an empty list either way.',
      warning:
        'schemas dropped; meta kept though not asked for; projection not applied to POST and PUT; siblings of a sub-attribute shown.',
      violation:
        'id missing, an asked attribute missing, others shown, an excluded one shown, the parameter passed over on reads, or names compared with case.',
    },
    infoKeys: ['proj.schemas', 'proj.meta', 'proj.both'],
    idp: 'Entra leaves members out of every Group it reads.',
    errata: [8084],
  },
  D36: {
    question: 'How do cursor pages end, and what of changed parameters, high counts and both methods at once?',
    choice:
      'Exact end; capped; both methods or a changed query 400 invalidCursor; a changed count invalidCount; total always given.',
    rows: ['9865-2-10', '9865-2-15', '9865-2-16', '9865-2-18', '9865-2.1-04', '9865-2.1-05', '9865-2.4-01'],
    allows: {
      pass: 'Exact end; high or changed counts capped or refused; an expired cursor refused or served; totals absent.',
      warning:
        'A full last page leads to an empty one; a negative count refused; an unknown cursor with another scimType; a changed filter served from the old query.',
      violation:
        'A resource missing or twice, nextCursor missing too early, previousCursor on page one, more than count, characters that need escaping, a forged cursor served, or foreign data shown.',
    },
    infoKeys: ['cursor.last-page', 'cursor.over-max', 'cursor.both', 'cursor.totals'],
    idp: 'No IdP uses cursors yet.',
  },
  D38: {
    question: 'What does a projection give that names an attribute never returned?',
    choice: 'Nothing of it; the rest of the answer as asked.',
    rows: ['7643-4.1.1-16', '7643-4.1.1-23', '7643-7-29', '7643-7-31', '7644-3.9-04'],
    allows: {
      pass: 'Left out, or the request refused with 400.',
      warning: 'A constant mask in its place.',
      violation: 'The secret, its hash or anything that varies with it in any answer.',
    },
    infoKeys: ['proj.never'],
    errata: [8450],
  },
  D42: {
    question: 'Where do resources without the sorted value go, and what of keys that cannot be sorted by?',
    choice: 'Last when ascending; an unknown or complex key 400 invalidPath; ties in order of id.',
    rows: [
      '7644-3.4.2.3-01',
      '7644-3.4.2.3-03',
      '7644-3.4.2.3-04',
      '7644-3.4.2.3-05',
      '7644-3.4.2.3-06',
      '7644-3.4.2.3-07',
      '7644-3.4.2.3-08',
      '7644-3.4.2.3-09',
      '9865-2.2-01',
    ],
    allows: {
      pass: 'Missing values at the right end; without support passed over, 400 or 501.',
      warning: 'sortOrder in other case refused; an unsupported key passed over; the primary value not preferred.',
      violation:
        'Wrong order of plain letters, numbers or times; descending passed over; missing values at the wrong end; resources lost by sorting.',
    },
    infoKeys: ['sort.unsupported', 'sort.collation'],
  },
  D57: {
    question: 'Is an empty filter parameter an invalid filter or none?',
    choice: '400 invalidFilter, for blanks too.',
    rows: ['7644-3.4.2.2-06', '7644-3.4.2.2-07'],
    allows: {
      pass: '400 invalidFilter.',
      warning: '200 unfiltered; 400 with another scimType.',
      violation: 'The answer is 5xx, or a broken filter that is not empty counts as none.',
    },
    infoKeys: ['filter.empty'],
  },
  D61: {
    question: 'May value filters in square brackets be missing from queries and paths?',
    choice: 'All of it in both places, save brackets within brackets.',
    rows: ['7644-3.4.2.2-28', '7644-3.4.2.2-29', '7644-3.4.2.2-30', '7644-3.5.2-11'],
    allows: {
      pass: 'Right results, or 400 invalidFilter in a query.',
      warning: 'Refused in a query with another scimType or 501; and, or, not inside brackets refused in PATCH.',
      violation: 'Matches across elements, an empty or unfiltered 200, or a simple selection refused in PATCH.',
    },
    infoKeys: ['filter.valuepath', 'patch.valuepath.boolean'],
    idp: 'Entra needs them in PATCH, and in filters where e-mail is its matching attribute.',
    errata: [4690, 7322],
  },
  D62: {
    question: 'Does filter support promise every operator on every attribute?',
    choice: 'Every operator on every attribute, save order on booleans and binaries, and passwords.',
    rows: [
      '7644-3.4.2.2-01',
      '7644-3.4.2.2-10',
      '7644-3.4.2.2-11',
      '7644-3.4.2.2-12',
      '7644-3.4.2.2-13',
      '7644-3.4.2.2-14',
      '7644-3.4.2.2-15',
      '7644-3.4.2.2-40',
      '7644-3.4.2.2-41',
      '7644-3.12-19',
    ],
    allows: {
      pass: 'Right results; order on booleans and binaries 400 invalidFilter.',
      warning: 'Another operator or attribute refused with 400 or 501.',
      violation:
        'Wrong results, an unknown operator answered 200, order on booleans taken, or filters passed over though said to be off.',
    },
    infoKeys: ['filter.operators', 'filter.unsupported.status'],
    idp: 'All need eq on userName; Okta and Entra on Group displayName; Entra on externalId.',
  },
  D68: {
    question: 'What do startIndex and count give that are no integers?',
    choice: '400 invalidValue, for empty values too; a huge startIndex gives an empty page.',
    rows: ['7644-3.4.2.4-03', '7644-3.4.2.4-04', '9865-2.1-05'],
    allows: {
      pass: '400 invalidValue; the default; invalidCount where cursors are supported; an empty page far past the end.',
      warning: '400 with another scimType; a count sent as a string in a search taken.',
      violation: 'The answer is 5xx or HTML, or all resources come in spite of a limit.',
    },
    infoKeys: ['page.noninteger'],
  },
  D76: {
    question: 'Is a plus sign in a query a space or a plus?',
    choice: 'A bare plus is a space, an encoded one a plus; raw brackets are taken.',
    rows: ['7644-1.2-01'],
    allows: {
      pass: 'Encoded blanks and pluses understood; a bare plus read either way.',
      warning: 'Raw quotes or brackets refused.',
      violation: 'Percent-encoding decoded wrongly or twice, or a Location with raw blanks.',
    },
    infoKeys: ['url.plus'],
    idp: 'Entra and OneLogin send a plus for a space.',
  },
  D78: {
    question: 'Are parameters that SCIM does not define passed over?',
    choice: 'Passed over; names of parameters are exact.',
    rows: ['7644-3.4.2-02', '7644-3.4.2-03'],
    allows: {
      pass: 'Passed over; names compared either way; documented extras.',
      warning: 'Refused with 400; a repeated parameter refused or resolved.',
      violation: 'The result changes without being documented, or a stray question mark or ampersand is refused.',
    },
    infoKeys: ['query.unknown', 'query.case'],
    idp: 'OneLogin appends a stray question mark or ampersand.',
  },
  D81: {
    question: 'Do index pages of unchanged data fit together without sortBy, and must index paging exist?',
    choice: 'Stable order by creation, then id; index and cursor paging both on.',
    rows: ['7644-3.4.2.4-01', '7644-3.4.2.4-02', '7644-3.4.2.4-12', '9865-4-04'],
    allows: {
      pass: 'Pages join without gap or repeat; shorter pages; without index paging startIndex passed over or refused.',
      warning:
        'A gap or repeat without sortBy; startIndex passed over while the answer says so; stale totals under other writers.',
      violation:
        'A gap or repeat when sorted by a unique attribute, resources past the end, or the first page for every startIndex though index paging is advertised.',
    },
    infoKeys: ['page.stable', 'page.index'],
    idp: 'Okta imports by index pages and misses Users when they overlap.',
  },
} as const satisfies Record<`D${number}`, Dispute>;
