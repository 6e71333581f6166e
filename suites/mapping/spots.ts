import { type Leaf, leavesOf, type MappingRow, withValues } from '#mapping';
import { type Attribute, findAttribute, isObject, type Json, type JsonObject, type Schema } from '#scim';

/** A place of a row in the target's own schema. */
export interface Spot extends Leaf {
  /** Undefined for what the target takes though its schema does not say so. */
  readonly attribute: Attribute | undefined;
  readonly hasElements: boolean;
}

/** Values of one row by path. A place without values is left out. */
export type Draw = Readonly<Record<string, readonly Json[]>>;

/** The places of a row that this target's clients can write. */
export function spotsOf({ scim }: MappingRow, schema: Schema): readonly Spot[] {
  return leavesOf(scim).flatMap((leaf) => spotOf(leaf, schema) ?? []);
}

/** A place in the spelling of the schema; undefined when clients cannot write it. */
export function spotOf(leaf: Leaf, schema: Schema): Spot | undefined {
  if (!leaf.isPublished) return { ...leaf, attribute: undefined, hasElements: false };
  const attribute = attributeOf(leaf, schema);
  if (attribute === undefined || attribute.mutability === 'readOnly') return undefined;
  const holder = attribute.parent ?? attribute;
  return {
    ...leaf,
    urn: holder.urn === schema.base.urn ? undefined : holder.urn,
    name: holder.name,
    sub: attribute.parent === undefined ? undefined : attribute.name,
    attribute,
    hasElements: holder.multiValued,
  };
}

export function attributeOf({ urn, name, sub }: Leaf, schema: Schema): Attribute | undefined {
  return findAttribute(schema, { urn, name, sub });
}

/**
 * The body with the values of a draw. What the draw leaves out is taken away where the resource can be without it, or
 * where another name for the same thing is drawn.
 */
export function laid(body: JsonObject, spots: readonly Spot[], draw: Draw): JsonObject {
  const isRenamed = spots.some(({ path, isPublished }) => !isPublished && draw[path] !== undefined);
  const bare = spots
    .filter(({ path, attribute }) => draw[path] === undefined && (isRenamed || !isRequired(attribute)))
    .reduce((rest, spot) => withoutSpot(rest, spot), body);
  // Emptied first: elements of an earlier draw are not those of this one.
  const clear = spots
    .filter(({ path }) => draw[path] !== undefined)
    .reduce((rest, spot) => withoutSpot(rest, spot), bare);
  return spots.reduce((rest, spot) => {
    const values = draw[spot.path];
    return values === undefined ? rest : withValues(rest, spot, values, spot.hasElements);
  }, clear);
}

/** The body without what a place holds; of an attribute with elements, without all of them. */
export function withoutSpot(body: JsonObject, { path, urn, name, sub, hasElements }: Spot): JsonObject {
  const place = { path, urn, name, sub: hasElements ? undefined : sub, criteria: undefined };
  return withValues(body, place, [], false);
}

/** The body with null at a place; of an attribute with elements, in place of all of them. */
export function withNull(body: JsonObject, { path, urn, name, sub, hasElements }: Spot): JsonObject {
  const place = { path, urn, name, sub: hasElements ? undefined : sub, criteria: undefined };
  return withValues(body, place, [null], false);
}

export function isRequired(attribute: Attribute | undefined): boolean {
  return attribute !== undefined && (attribute.required || attribute.name.toLowerCase() === 'username');
}

/** The path of the attribute that a place belongs to, as PATCH takes it. */
export function attributePath({ urn, name, sub, hasElements }: Spot): string {
  const local = hasElements || sub === undefined ? name : `${name}.${sub}`;
  return urn === undefined ? local : `${urn}:${local}`;
}

/** A change of one place alone, as a PATCH operation and as the body that it leads to. */
export function changedAt(body: JsonObject, spot: Spot, values: readonly Json[]) {
  // Elements without brackets cannot be told apart: all of them are replaced.
  const isWhole = spot.hasElements && spot.criteria === undefined;
  const after = withValues(isWhole ? withoutSpot(body, spot) : body, spot, values, spot.hasElements);
  const path = isWhole ? attributePath(spot) : spot.path;
  const value = isWhole ? wholeOf(after, spot) : (values[0] ?? null);
  return { after, operation: { op: 'replace', path, value } };
}

function wholeOf(body: JsonObject, { urn, name }: Spot): Json {
  const container = urn === undefined ? body : body[urn];
  return isObject(container) ? (container[name] ?? null) : null;
}
