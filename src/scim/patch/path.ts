import type { AttributeName, Filter } from '../filter/filter.ts';

/** The target of a PATCH operation. @see RFC 7644 §3.5.2 (Figure 7) */
export interface Path {
  /** With `attribute.name` empty it is a whole extension: a bare URN. */
  readonly attribute: AttributeName;
  readonly filter: Filter | undefined;
  /** The sub-attribute after the bracket, `emails[…].value`. */
  readonly sub: string | undefined;
}
