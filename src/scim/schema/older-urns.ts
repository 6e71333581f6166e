import type { Profile } from '../profile/profile.ts';
import type { Tolerance } from '../profile/tolerances.ts';
import { urns } from '../urns.ts';
import type { Schema } from './schema.ts';

/** Schema URNs of SCIM 1.1 and of drafts, and what they became; undefined stands for the base schema of the resource. */
const successors: ReadonlyMap<string, string | undefined> = new Map([
  ['urn:scim:schemas:core:1.0', undefined],
  ['urn:scim:schemas:core:2.0', undefined],
  ['urn:scim:schemas:extension:enterprise:1.0', urns.enterpriseUser],
  ['urn:scim:schemas:extension:enterprise:2.0', urns.enterpriseUser],
]);

/** The URN that is in force for the one given: itself, unless it is an older one and the profile takes these. */
export function currentUrn(schema: Schema, urn: string, profile: Profile, note: (use: Tolerance) => void): string {
  const key = urn.toLowerCase();
  if (!successors.has(key) || !profile.tolerances.has('older-urn')) return urn;
  note({ id: 'older-urn', attribute: urn });
  return successors.get(key) ?? schema.base.urn;
}
