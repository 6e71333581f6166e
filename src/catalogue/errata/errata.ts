import type { RequirementId } from '../requirements/requirements.ts';

/** A correction that the RFC Editor verified and that changes what a requirement demands. */
export interface Erratum {
  readonly section: string;
  readonly rows: readonly RequirementId[];
  /** What is to be read differently, in our own words. */
  readonly effect: string;
}

/** Verified errata by their number; held, reported and rejected ones change nothing and stand in the disputes at most. */
export const errata = {
  5368: {
    section: 'rfc7643#section-8.7.1',
    rows: ['7643-4.2-01', '7643-8.7.1-01'],
    effect: 'The printed Group schema marks displayName as required, so a Group without one is refused.',
  },
  5606: {
    section: 'rfc7643#section-8.7.1',
    rows: ['7643-2.3-01', '7643-7-12'],
    effect: 'The printed Schema schema counts binary among the types that an attribute can have.',
  },
  5607: {
    section: 'rfc7643#section-8.7.2',
    rows: ['7643-7-43'],
    effect: 'The referenceTypes of a sub-attribute are an array, as those of an attribute are.',
  },
  5990: {
    section: 'rfc7643#section-8.2',
    rows: ['7643-4.1.2-19'],
    effect: 'The country in the example has two letters, so the rule has no exception.',
  },
  6004: {
    section: 'rfc7643#section-8.7.1',
    rows: ['7643-2.3.8-03', '7643-8.7.1-01'],
    effect: 'The complex attributes name, emails and addresses have no uniqueness in the printed schema.',
  },
  6893: {
    section: 'rfc7644#section-7.5.2',
    rows: ['7644-3.12-03', '7644-7.5.2-04'],
    effect: 'The status member of an Error is the HTTP status of the answer, in the example of a sensitive filter too.',
  },
  7522: {
    section: 'rfc7643#section-8.7.2',
    rows: ['7643-6-11'],
    effect: 'The schemaExtensions of a ResourceType are an array, and a single object is wrong.',
  },
  7916: {
    section: 'rfc7644#section-3.7.3',
    rows: ['7644-3.7.3-03', '7644-3.7.3-04'],
    effect: 'The bulk example loses a stray status line, and its error bodies are valid JSON.',
  },
  8361: {
    section: 'rfc7643#section-3.1',
    rows: ['7643-3.1-01'],
    effect: 'Two endpoints and no others are free of id and meta: ServiceProviderConfig and ResourceTypes.',
  },
  8365: {
    section: 'rfc7644#section-4',
    rows: ['7643-6-09', '7644-4-06'],
    effect: 'A resource type has one endpoint, not several.',
  },
  8415: {
    section: 'rfc7643#section-8.7.1',
    rows: ['7643-2.3-01', '7643-2.3.8-04'],
    effect: 'A sub-attribute is never of type complex, and is free to be of type binary.',
  },
  8417: {
    section: 'rfc7643#section-8.7.2',
    rows: ['7643-2.1-02', '7643-7-03'],
    effect: 'Schema resources, those of the discovery endpoints included, have schemas and meta.',
  },
  8435: {
    section: 'rfc7643#section-7',
    rows: ['7643-2.3-01', '7643-7-12'],
    effect: 'The list of attribute types in the text includes binary.',
  },
  8471: {
    section: 'rfc7643#section-8.7.1',
    rows: ['7643-4.1.2-24', '7643-8.7.1-01'],
    effect: 'The $ref of an entry in User.groups refers to Groups only.',
  },
  8472: {
    section: 'rfc7643#section-8.7.1',
    rows: ['7643-4.3-02', '7643-8.7.1-01'],
    effect: 'The value of a manager is caseExact, for it is the id of a resource.',
  },
  8475: {
    section: 'rfc7643#section-6',
    rows: ['7643-3.1-20', '7643-6-06', '7643-6-09'],
    effect: 'The name and the endpoint of a ResourceType are unique on the server and caseExact.',
  },
} as const satisfies Record<number, Erratum>;
