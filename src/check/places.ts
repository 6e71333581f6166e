import { type Attribute, isList, isObject, type Json, type JsonObject, type Schema } from '#scim';
import type { Fresh } from './fresh.ts';
import { sampleOf } from './sample-of.ts';

/** An attribute where it stands in a resource, so that one loop reaches base, extensions and parts alike. */
export interface Place {
  readonly attribute: Attribute;
  /** Members of a body that hold the value there, with what its neighbours must have. */
  holding(value: Json): JsonObject;
  /** What a resource shows there; of several elements, what the first one shows. */
  shownIn(resource: JsonObject): unknown;
}

/**
 * Every attribute of a schema but the common ones, and those whose values must be ids or certificates that are real.
 * Parts of read-only attributes are left out too: they cannot be sent by themselves.
 */
export function placesIn(schema: Schema, fresh: Fresh): readonly Place[] {
  return [schema.base, ...schema.extensions.values()].flatMap(({ urn, attributes }) =>
    [...attributes.values()]
      .filter(({ name }) => !left.has(name.toLowerCase()))
      .flatMap((attribute) => [
        topPlace(schema, urn, attribute, attributes, fresh),
        ...(attribute.mutability === 'readOnly'
          ? []
          : [...attribute.subAttributes.values()].map((part) => partPlace(schema, attribute, part, fresh))),
      ])
      .filter(({ attribute }) => !pointsAtResource(attribute)),
  );
}

const left: ReadonlySet<string> = new Set([
  'id',
  'externalid',
  'meta',
  'schemas',
  'members',
  'groups',
  'manager',
  'x509certificates',
]);

function pointsAtResource({ type, referenceTypes }: Attribute): boolean {
  return type === 'reference' && referenceTypes.some((word) => word !== 'external' && word !== 'uri');
}

function topPlace(
  schema: Schema,
  urn: string,
  attribute: Attribute,
  neighbours: ReadonlyMap<string, Attribute>,
  fresh: Fresh,
): Place {
  const { name } = attribute;
  if (urn === schema.base.urn) return { attribute, holding: (value) => ({ [name]: value }), shownIn: (of) => of[name] };
  // An extension of which nothing is sent is not used, so a neighbour stands for it.
  const beside = [...neighbours.values()].find(
    (other) =>
      other !== attribute && other.mutability === 'readWrite' && !pointsAtResource(other) && !left.has(other.name),
  );
  const own = beside === undefined ? {} : { [beside.name]: sampleOf(beside, fresh) };
  return {
    attribute,
    holding: (value) => ({ [urn]: { ...own, [name]: value } }),
    shownIn: ({ [urn]: container }) => (isObject(container) ? container[name] : undefined),
  };
}

function partPlace(schema: Schema, parent: Attribute, part: Attribute, fresh: Fresh): Place {
  const inContainer = (body: JsonObject): JsonObject =>
    parent.urn === schema.base.urn ? body : { [parent.urn]: body };
  const others = [...parent.subAttributes.values()].filter(
    (other) => other !== part && other.mutability !== 'readOnly' && !pointsAtResource(other),
  );
  const needed = others.filter(({ required, name }) => required || name.toLowerCase() === 'value');
  // Without any, leaving the part out would leave the whole out.
  const neighbours = needed.length > 0 ? needed : others.slice(0, 1);
  return {
    attribute: part,
    holding: (value) => {
      const own = Object.fromEntries(neighbours.map((other) => [other.name, sampleOf(other, fresh)]));
      const one: JsonObject = { ...own, [part.name]: value };
      return inContainer({ [parent.name]: parent.multiValued ? [one] : one });
    },
    shownIn: (resource) => {
      const container = parent.urn === schema.base.urn ? resource : resource[parent.urn];
      const whole = isObject(container) ? container[parent.name] : undefined;
      const one = isList(whole) ? whole[0] : whole;
      return isObject(one) ? one[part.name] : undefined;
    },
  };
}

/** Two valid values that differ, or undefined where no two can be made up. */
export function twoOf(attribute: Attribute, fresh: Fresh): readonly [Json, Json] | undefined {
  const [first, second] = attribute.canonicalValues;
  const pair: readonly [Json, Json] | undefined =
    first !== undefined
      ? second === undefined
        ? undefined
        : [first, second]
      : (pairs[attribute.type] ?? [unwrapped(attribute, fresh), unwrapped(attribute, fresh)]);
  if (pair === undefined || JSON.stringify(pair[0]) === JSON.stringify(pair[1])) return undefined;
  return attribute.multiValued ? [[pair[0]], [pair[1]]] : pair;
}

function unwrapped(attribute: Attribute, fresh: Fresh): Json {
  const sample = sampleOf(attribute, fresh);
  return attribute.multiValued && isList(sample) ? (sample[0] ?? null) : sample;
}

const pairs: Readonly<Partial<Record<Attribute['type'], readonly [Json, Json]>>> = {
  boolean: [true, false],
  integer: [1, 2],
  decimal: [1.5, 2.5],
  dateTime: ['2024-02-29T12:00:00Z', '2025-01-31T06:30:00Z'],
  reference: ['https://example.com/a', 'https://example.com/b'],
  binary: ['c2NpbXVsYXRl', 'c2VydmVy'],
};
