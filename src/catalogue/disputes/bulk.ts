import type { Dispute } from './dispute.ts';

/** Bulk jobs. */
export const bulkDisputes = {
  D20: {
    question: 'Is bulkId required, is status a string or an object, and what answers a job with failures?',
    choice: 'bulkId required for that operation; status a string; 200 for every well-formed job.',
    rows: [
      '7644-3.7-08',
      '7644-3.7-11',
      '7644-3.7-15',
      '7644-3.7-17',
      '7644-3.7-21',
      '7644-3.7.2-02',
      '7644-3.7.3-03',
      '7644-3.7.3-04',
    ],
    allows: {
      pass: 'bulkId required or not; either form of status; 200, or an error when every operation failed.',
      warning: 'status as a number; an overall error though something succeeded; no detail for a failure.',
      violation:
        'Another code than the single request, bulkId not returned, a reference left in stored data or in a path, a failure without explanation, or nothing done and yet 2xx.',
    },
    infoKeys: ['bulk.status', 'bulk.bulkId'],
    idp: 'No IdP uses bulk.',
    errata: [7916, 5050],
  },
  D54: {
    question: 'Must circular and forward references in a bulk job be resolved?',
    choice: 'All resolved; an unknown bulkId 409 for that operation.',
    rows: [
      '7644-3.7-24',
      '7644-3.7.1-01',
      '7644-3.7.1-02',
      '7644-3.7.2-01',
      '7644-3.7.2-02',
      '7644-3.7.2-03',
      '7644-3.7.2-04',
    ],
    allows: {
      pass: 'Resolved or 409; an unknown bulkId 400 or 409; a repeated one 400.',
      warning: 'Forward or circular references 400; references in the path not resolved.',
      violation:
        'A literal reference is stored, half of a circle kept as if whole, or success reported for an unresolved reference.',
    },
    infoKeys: ['bulk.circular', 'bulk.forward', 'bulk.path-ref'],
    idp: 'No IdP uses bulk.',
  },
  D55: {
    question: 'When does failOnErrors stop, and are the rest listed or undone?',
    choice: 'Stops at the number given; the rest left out; request order; earlier successes stay.',
    rows: [
      '7644-3.7-04',
      '7644-3.7-18',
      '7644-3.7-19',
      '7644-3.7-20',
      '7644-3.7-23',
      '7644-3.7.3-01',
      '7644-3.7.3-05',
      '7644-3.7.3-06',
    ],
    allows: {
      pass: 'Stops at the number; the rest left out or listed; any order; zero or none means no limit.',
      warning: 'Stops one later; another status than 200; results that cannot be matched.',
      violation:
        'The limit is passed over, operations run after the stop, successes undone yet reported, or results missing.',
    },
    infoKeys: ['bulk.failOnErrors.stop', 'bulk.unprocessed'],
    idp: 'No IdP uses bulk.',
  },
} as const satisfies Record<`D${number}`, Dispute>;
