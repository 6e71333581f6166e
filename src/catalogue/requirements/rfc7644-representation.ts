import type { Requirement } from '../requirement.ts';

/** RFC 7644 §3.8–§3.11: media types, projections, attribute notation and /Me. */
export const representations = {
  '7644-3.9-01': {
    level: 'DEFINES',
    binds: 'server',
    section: 'rfc7644#section-3.9',
    testable: 'black-box',
    text: 'Every answer that shows a resource shows the attributes that are always or by default returned.',
  },
  '7644-3.9-02': {
    level: 'MAY',
    binds: 'client',
    section: 'rfc7644#section-3.9',
    testable: 'black-box',
    text: 'A client is free to ask for part of a resource on any operation that answers with one.',
    disputed: ['D23'],
  },
  '7644-3.9-03': {
    level: 'DEFINES',
    binds: 'both',
    section: 'rfc7644#section-3.9',
    testable: 'black-box',
    text: 'A request uses either attributes or excludedAttributes, never the two together.',
    disputed: ['D23'],
  },
  '7644-3.9-04': {
    level: 'MUST',
    binds: 'server',
    section: 'rfc7644#section-3.9',
    testable: 'black-box',
    text: 'With attributes, each resource shows the named attributes plus those that are always returned.',
    disputed: ['D23', 'D38', 'D67'],
  },
  '7644-3.9-05': {
    level: 'DEFINES',
    binds: 'both',
    section: 'rfc7644#section-3.9',
    testable: 'black-box',
    text: 'The attributes parameter is a list of attribute names with commas between them.',
    disputed: ['D16'],
  },
  '7644-3.9-06': {
    level: 'MUST',
    binds: 'server',
    section: 'rfc7644#section-3.9',
    testable: 'black-box',
    text: 'With excludedAttributes, each resource still shows what is always returned.',
  },
  '7644-3.9-07': {
    level: 'DEFINES',
    binds: 'server',
    section: 'rfc7644#section-3.9',
    testable: 'black-box',
    text: 'With excludedAttributes, each resource shows the default selection without the attributes listed there.',
  },
} as const satisfies Record<string, Requirement>;
