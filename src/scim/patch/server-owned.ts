import { isList, isObject, type Json, own, quoted, sameJson } from '../json.ts';
import type { Schema } from '../schema/schema.ts';
import { scimError } from '../scim-error.ts';
import { type Draft, valueIn } from './draft.ts';
import type { Op } from './read-patch.ts';
import type { AttributeTarget } from './target.ts';

/** A readOnly attribute may be named with the value that it has (dispute D07). */
export function requireUnchanged(
  draft: Draft,
  { attribute, selection, sub }: AttributeTarget,
  op: Op,
  value: Json | undefined,
): void {
  const held = valueIn(draft, attribute);
  const chosen = (isList(held) ? held : held === undefined ? [] : [held]).filter(
    (element) => selection === undefined || (isObject(element) && selection.test(element)),
  );
  const present = chosen.map((element) => (sub && isObject(element) ? own(element, sub.name) : element));
  const isSame =
    op !== 'remove' &&
    present.length > 0 &&
    (sub === undefined && selection === undefined
      ? sameJson(held, value)
      : present.every((each) => sameJson(each, value)));
  if (isSame) return;
  const path = (sub ?? attribute).path;
  throw scimError('mutability', `${path} is readOnly`, { attribute: path });
}

/** The list follows from the data (dispute D18), so it can be named but not bent. */
export function checkSchemas(schema: Schema, op: Op, value: Json | undefined): void {
  const position = { attribute: 'schemas' };
  if (op === 'remove') throw scimError('mutability', 'schemas is required', position);
  const list = isList(value) ? value : [value];
  if (!list.every((urn) => typeof urn === 'string')) {
    throw scimError('invalidValue', 'schemas must be a list of URNs', position);
  }
  const wanted = schema.base.urn.toLowerCase();
  if (op === 'replace' && !list.some((urn) => urn.toLowerCase() === wanted)) {
    throw scimError('invalidValue', `schemas must have ${quoted(schema.base.urn)}`, position);
  }
}
