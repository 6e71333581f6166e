/** Offsets in the text that was parsed, in UTF-16 units, end exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

export type CompareOperator = 'eq' | 'ne' | 'co' | 'sw' | 'ew' | 'gt' | 'ge' | 'lt' | 'le';

/** An attribute as named in a filter or path: `[URN:]name[.sub]`, spelled as it was written. */
export interface AttributeName {
  readonly urn: string | undefined;
  readonly name: string;
  readonly sub: string | undefined;
  readonly range: Range;
}

export type Literal = string | number | boolean | null;

/** A parsed filter. @see RFC 7644 §3.4.2.2 */
export type Filter =
  | { readonly kind: 'present'; readonly attribute: AttributeName; readonly range: Range }
  | {
      readonly kind: 'compare';
      readonly operator: CompareOperator;
      readonly attribute: AttributeName;
      readonly value: Literal;
      readonly range: Range;
    }
  | { readonly kind: 'and' | 'or'; readonly terms: readonly Filter[]; readonly range: Range }
  | { readonly kind: 'not'; readonly term: Filter; readonly range: Range }
  /** `emails[type eq "work"]`; `after` is the tolerated form `emails[type eq "work"].value eq "x"`. */
  | {
      readonly kind: 'value-path';
      readonly attribute: AttributeName;
      readonly filter: Filter;
      readonly after:
        | { readonly sub: string; readonly operator: CompareOperator; readonly value: Literal }
        | { readonly sub: string; readonly operator: 'pr' }
        | undefined;
      readonly range: Range;
    };
