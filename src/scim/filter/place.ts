import { isObject, type Json, type JsonObject, own } from '../json.ts';
import type { Profile } from '../profile/profile.ts';
import type { Tolerance } from '../profile/tolerances.ts';
import { findAttribute, findExtension } from '../schema/find-attribute.ts';
import { currentUrn } from '../schema/older-urns.ts';
import type { Attribute, Schema } from '../schema/schema.ts';
import type { AttributeName } from './filter.ts';

/** Where a name leads: an attribute and the way to it, or a whole extension. */
export interface Place {
  readonly attribute: Attribute | undefined;
  /** The sub-attribute that is meant within each value that `read` gives. */
  readonly part: string | undefined;
  readonly read: (resource: JsonObject) => Json | undefined;
}

/** Finds the attribute or extension that a name means, with the way to its value; undefined when the type has neither. */
export function placeIn(
  schema: Schema,
  name: AttributeName,
  profile: Profile,
  note: (use: Tolerance) => void,
): Place | undefined {
  const urn = name.urn === undefined ? undefined : currentUrn(schema, name.urn, profile, note);
  const query = { urn, name: name.name, sub: name.sub };
  const extension = findExtension(schema, query);
  if (extension !== undefined && extension !== schema.base) {
    return { attribute: undefined, part: undefined, read: member(extension.urn) };
  }
  const attribute = findAttribute(schema, query) ?? bareName(schema, name, profile, note);
  if (attribute === undefined) return undefined;
  const read = member((attribute.parent ?? attribute).name);
  const part = attribute.parent && attribute.name;
  if (attribute.urn === schema.base.urn) return { attribute, part, read };
  const container = member(attribute.urn);
  return {
    attribute,
    part,
    read: (resource) => {
      const values = container(resource);
      return isObject(values) ? read(values) : undefined;
    },
  };
}

/** Some ask for `manager` and mean that of the enterprise extension. */
function bareName(schema: Schema, name: AttributeName, profile: Profile, note: (use: Tolerance) => void) {
  if (name.urn !== undefined || !profile.tolerances.has('filter-bare-name')) return undefined;
  const found = [...schema.extensions.values()]
    .map(({ urn }) => findAttribute(schema, { ...name, urn }))
    .filter((attribute) => attribute !== undefined);
  const [only] = found;
  if (only === undefined || found.length > 1) return undefined;
  note({ id: 'filter-bare-name', attribute: only.path });
  return only;
}

/** The same for a name within brackets, which means a part of the element. */
export function placeWithin(parent: Attribute, { urn, name, sub }: AttributeName): Place | undefined {
  if (urn !== undefined || sub !== undefined) return undefined;
  const attribute = parent.subAttributes.get(name.toLowerCase());
  return attribute && { attribute, part: undefined, read: member(attribute.name) };
}

function member(name: string): (object: JsonObject) => Json | undefined {
  return name in Object.prototype ? (object) => own(object, name) : (object) => object[name];
}
