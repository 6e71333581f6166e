import type { JsonObject } from '../json.ts';
import { type Reading, tolerates } from '../profile/reading.ts';
import type { Attribute, AttributeSet } from '../schema/schema.ts';
import { urns } from '../urns.ts';

/** Names of SCIM 1.1 and of vendors, by the schema and attribute within which they stand, and what they mean there. */
const otherNames: readonly { readonly within: string; readonly name: string; readonly means: string }[] = [
  { within: `${urns.enterpriseUser}:manager`, name: 'managerid', means: 'value' },
  { within: urns.group, name: 'name', means: 'displayname' },
];

/** What stands beside a name: an older name means nothing next to the one of today. */
type Beside = JsonObject | undefined;

/** The attribute of that name in any letter case, or the one that an older name means. */
export function attributeNamed(
  set: AttributeSet,
  name: string,
  reading: Reading,
  beside?: Beside,
): Attribute | undefined {
  return named(set.urn, set.attributes, name, reading, beside);
}

/** The same for a part of a complex attribute. */
export function subAttributeNamed(
  parent: Attribute,
  name: string,
  reading: Reading,
  beside?: Beside,
): Attribute | undefined {
  return named(parent.path, parent.subAttributes, name, reading, beside);
}

function named(
  within: string,
  attributes: ReadonlyMap<string, Attribute>,
  name: string,
  reading: Reading,
  beside: Beside,
): Attribute | undefined {
  const attribute = attributes.get(name.toLowerCase());
  if (attribute !== undefined) return attribute;
  const means = meaning(within, name);
  if (means === undefined) return undefined;
  if (beside !== undefined && Object.keys(beside).some((key) => key.toLowerCase() === means)) return undefined;
  const other = attributes.get(means);
  return other !== undefined && tolerates(reading, 'other-name', other.path) ? other : undefined;
}

function meaning(within: string, name: string): string | undefined {
  return otherNames.find((row) => row.within === within && row.name === name.toLowerCase())?.means;
}
