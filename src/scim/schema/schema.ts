import type { Folding } from '../text/fold.ts';
import type { AttributeType, Mutability, ResourceTypeDefinition, Returned, Uniqueness } from './definition.ts';

/** An attribute with every characteristic settled and its place in the resource known. */
export interface Attribute {
  readonly name: string;
  /** The schema that defines it. */
  readonly urn: string;
  /** As one writes it in a filter: `userName`, `name.familyName`, `urn:…:User:department`. */
  readonly path: string;
  readonly type: AttributeType;
  readonly multiValued: boolean;
  readonly required: boolean;
  readonly caseExact: boolean;
  readonly mutability: Mutability;
  readonly returned: Returned;
  readonly uniqueness: Uniqueness;
  readonly canonicalValues: readonly string[];
  readonly referenceTypes: readonly string[];
  /** How its values compare, after `caseExact`; user names fold further (dispute D44). */
  readonly folding: Folding;
  readonly parent: Attribute | undefined;
  /** By lower-cased name. Empty unless the type is complex. */
  readonly subAttributes: ReadonlyMap<string, Attribute>;
  /** Those of them that a value must have, and the client can give. */
  readonly requiredParts: readonly Attribute[];
}

/** The attributes of one schema URN within a resource type, by lower-cased name. */
export interface AttributeSet {
  readonly urn: string;
  readonly required: boolean;
  readonly attributes: ReadonlyMap<string, Attribute>;
}

/**
 * All that is known of one resource type: the base schema with the common attributes
 * (`id`, `externalId`, `meta`, `schemas`; RFC 7643 §3.1), and its extensions, by lower-cased URN.
 */
export interface Schema {
  readonly resourceType: ResourceTypeDefinition;
  readonly base: AttributeSet;
  readonly extensions: ReadonlyMap<string, AttributeSet>;
}
