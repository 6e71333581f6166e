import type { Json } from '#scim';

/** What an application makes of SCIM, as its documentation says it: a mapping file, once read. */
export interface Mapping {
  readonly name: string;
  readonly User?: MappingSide;
  readonly Group?: MappingSide;
}

export type MappedType = 'User' | 'Group';

/** One resource type: where the application keeps it, and which attribute becomes which field. */
export interface MappingSide {
  readonly application: ApplicationAccess;
  readonly rows: readonly MappingRow[];
}

/** How to reach the record that the application made of a resource. */
export interface ApplicationAccess {
  readonly read: ReadAccess;
  /** Sets one field, where the application can be written to beside SCIM. */
  readonly write?: HttpAccess & { readonly method?: 'PATCH' | 'PUT' | 'POST' };
  /** JSON pointer, in the record, to the application's own key of it. */
  readonly identity?: string;
}

export type ReadAccess = (HttpAccess | CommandAccess) & {
  /** JSON pointer to the record within what was read. */
  readonly record?: string;
};

/** A JSON API. `url` and the values of `headers` are templates. @see filled */
export interface HttpAccess {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A program that prints JSON. It is started without a shell, in the folder of the mapping file. */
export interface CommandAccess {
  readonly command: readonly [string, ...string[]];
}

export type Direction = 'in' | 'out' | 'both';

/** SCIM attribute ↔ application field. */
export interface MappingRow {
  readonly id: string;
  readonly text?: string;
  readonly scim: Source;
  /** JSON pointer to the field in the record. */
  readonly field: string;
  /** `in` from SCIM to the application, `out` from the application to SCIM. */
  readonly direction: Direction;
  readonly transform?: Transform;
  /** A resource without it is refused, unless there is a default. It also makes the row a MUST. */
  readonly required?: boolean;
  readonly level?: 'MUST' | 'SHOULD' | 'MAY';
  /** What the field holds when SCIM says nothing; nothing unless given. */
  readonly default?: Json;
  /** The values to try, where the target's schema does not say enough. */
  readonly values?: ValueLimits;
  /** Two resources cannot have the same value. */
  readonly unique?: boolean;
  /** It tells the application who somebody is: the record and this field outlive a change of every other row. */
  readonly identity?: boolean;
  /** All values count, not the first; `item` points to each within an element of the field. */
  readonly many?: { readonly item?: string };
}

/** Where a value comes from: a path, the first of several that has a value, or several in a row. */
export type Source =
  | string
  | { readonly path: string; readonly published: boolean }
  | { readonly firstOf: readonly Source[] }
  | { readonly concat: readonly Source[]; readonly separator?: string };

export type Transform =
  | 'none'
  | 'lower-case'
  | 'upper-case'
  | 'trim'
  | 'to-text'
  | { readonly booleanToText: { readonly true: string; readonly false: string } }
  | { readonly map: Readonly<Record<string, Json>>; readonly otherwise?: Json };

export interface ValueLimits {
  readonly oneOf?: readonly Json[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
}
