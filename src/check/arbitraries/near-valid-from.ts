import fc from 'fast-check';
import type { Attribute, Json, JsonObject, Schema } from '#scim';

/** A body member with one fault in it, and what the fault is. */
export interface NearValid {
  /** Laid over a valid body. */
  readonly members: JsonObject;
  /** `title: a number for a string`. */
  readonly fault: string;
  readonly attribute: Attribute;
}

/**
 * Bodies that are valid but for one attribute, whose value has the wrong JSON type by the target's own schema.
 * Strings in place of booleans and numbers are left out where they could be read as one (D35).
 */
export function nearValidFrom(schema: Schema): fc.Arbitrary<NearValid> {
  const faults = [schema.base, ...schema.extensions.values()].flatMap(({ urn, attributes }) =>
    [...attributes.values()]
      .filter(({ name, mutability }) => mutability === 'readWrite' && !common.has(name.toLowerCase()))
      .flatMap(faultsOf)
      .map((fault) => (urn === schema.base.urn ? fault : { ...fault, members: { [urn]: fault.members } })),
  );
  return fc.constantFrom(...faults);
}

const common: ReadonlySet<string> = new Set(['id', 'meta', 'schemas']);

/** For each type a few JSON values that can be no value of it. */
const wrong: Readonly<Record<Attribute['type'], readonly (readonly [string, Json])[]>> = {
  string: [
    ['an object', { a: 1 }],
    ['an array', [['a']]],
  ],
  reference: [['an object', { a: 1 }]],
  binary: [['an object', { a: 1 }]],
  dateTime: [
    ['a word', 'yesterday'],
    ['an object', { a: 1 }],
  ],
  boolean: [
    ['a word', 'notabool'],
    ['an object', { a: 1 }],
  ],
  integer: [
    ['a word', 'many'],
    ['an object', { a: 1 }],
  ],
  decimal: [
    ['a word', 'much'],
    ['an object', { a: 1 }],
  ],
  complex: [
    ['a string', 'text'],
    ['a number', 7],
  ],
};

function faultsOf(attribute: Attribute): readonly NearValid[] {
  // A manager may be told by the id alone (D28).
  if (attribute.name === 'manager') return [];
  return wrong[attribute.type].map(([what, value]) => {
    const wrapped = attribute.multiValued ? [value] : value;
    const fault = `${attribute.name}: ${what} for a ${attribute.type}`;
    return { members: { [attribute.name]: wrapped }, fault, attribute, [fc.toStringMethod]: () => fault };
  });
}
