import type { Attribute, AttributeSet } from '../schema/schema.ts';
import { urns } from '../urns.ts';

/** Names of SCIM 1.1 and of vendors, by the schema and attribute within which they stand, and what they mean there. */
const otherNames: readonly { readonly within: string; readonly name: string; readonly means: string }[] = [
  { within: `${urns.enterpriseUser}:manager`, name: 'managerid', means: 'value' },
  { within: urns.group, name: 'name', means: 'displayname' },
];

/** The sub-attribute that an older name means. */
export function otherSubAttribute(parent: Attribute, name: string): Attribute | undefined {
  const means = meaning(parent.path, name);
  return means === undefined ? undefined : parent.subAttributes.get(means);
}

/** The attribute that an older name means. */
export function otherAttribute(set: AttributeSet, name: string): Attribute | undefined {
  const means = meaning(set.urn, name);
  return means === undefined ? undefined : set.attributes.get(means);
}

function meaning(within: string, name: string): string | undefined {
  return otherNames.find((row) => row.within === within && row.name === name.toLowerCase())?.means;
}
