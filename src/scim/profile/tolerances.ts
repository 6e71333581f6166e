/**
 * What the server takes beyond the letter of the RFCs, and whose traffic needs it.
 * `source` names behaviours of identity providers, or the dispute that lets both readings stand.
 */
export const tolerances = {
  'op-case': { does: 'Takes the op of a PATCH operation in any letter case.', source: 'entra-patch-03, D05' },
  'pathless-keys': {
    does: 'Takes dotted names, value paths and names with a URN as keys of the value of a PATCH operation without path.',
    source: 'entra-patch-04, D01',
  },
  'remove-listed': {
    does: 'Removes only the values that a PATCH remove lists beside a path without filter.',
    source: 'entra-group-04, onelogin-group-06, D02',
  },
  'patch-one-for-list': {
    does: 'Takes one value where a PATCH of a multi-valued attribute wants a list.',
    source: 'D39',
  },
  'body-one-for-list': {
    does: 'Takes one value where a multi-valued attribute of a POST or PUT wants a list.',
    source: 'onelogin-create-04',
  },
  'list-for-single': {
    does: 'Takes a list of one where a complex attribute that has a value, such as the manager, wants the one.',
    source: 'entra-manager-01',
  },
  'filtered-add-creates': {
    does: 'Makes the element that the filter of a PATCH add describes when no element matches.',
    source: 'entra-patch-06, D04',
  },
  'filtered-replace-creates': {
    does: 'Does the same for a PATCH replace, also when the attribute has other values.',
    source: 'entra-patch-06, D04',
  },
  'single-value-filter': {
    does: 'Takes a value filter on a complex attribute that has one value.',
    source: 'entra-manager-03',
  },
  'dotted-urn': {
    does: 'Takes a dot between a URN and the name of an extension attribute.',
    source: 'entra-patch-08',
  },
  'json-text': {
    does: 'Reads a string as JSON where a PATCH value must be an object or a list.',
    source: 'entra-role-02, D39',
  },
  'text-boolean': { does: 'Reads "true" and "false" in any letter case as booleans.', source: 'entra-quirk-01, D35' },
  'text-complex': {
    does: 'Reads a bare string given for a complex attribute as its "value".',
    source: 'entra-manager-01, D28',
  },
  'blank-text': {
    does: 'Reads an empty string in a POST or PUT as no value, unless the attribute is required.',
    source: 'onelogin-update-03, D34',
  },
  'other-name': {
    does: 'Takes older names of attributes: managerId for manager.value, name for the displayName of a Group.',
    source: 'onelogin-attr-02',
  },
  'older-urn': {
    does: 'Takes the schema URNs of the time before RFC 7643 for their successors.',
    source: 'google-create-02, onelogin-create-02, D48',
  },
  'value-path-then-name': {
    does: 'Takes a filter that compares a sub-attribute after the brackets.',
    source: 'entra-quirk-08, D14',
  },
  'literal-case': { does: 'Takes true, false and null of a filter in any letter case.', source: 'D14' },
  'filter-spaces': { does: 'Takes more or fewer spaces in a filter than the grammar has.', source: 'D14' },
  'filter-bare-name': {
    does: 'Takes the name of an extension attribute in a filter without its URN, when one extension only has it.',
    source: 'entra-ref-01',
  },
  'filter-text-boolean': {
    does: 'Compares a boolean attribute with the strings "true" and "false" in any letter case.',
    source: 'entra-role-01',
  },
} as const satisfies Record<string, { readonly does: string; readonly source: string }>;

export type ToleranceId = keyof typeof tolerances;

/** One use of a tolerance: which one, and where in the request. */
export interface Tolerance {
  readonly id: ToleranceId;
  /** Index of the PATCH operation. */
  readonly operation?: number;
  /** Path of the attribute. */
  readonly attribute?: string;
}
