import fc from 'fast-check';
import { type Attribute, type AttributeSet, isObject, type JsonObject, type Schema } from '#scim';
import type { Quirks } from './target.ts';

/** How many values are drawn from a pattern. */
const drawn = 16;

/**
 * A schema of the target as its quirks leave it: without the attributes that are never to be sent, with those required
 * that every resource must have, and with the values that a pattern gives as the only ones. So whoever makes bodies from the
 * schema keeps to all three, and knows of none.
 */
export function quirkySchema(schema: Schema, type: 'User' | 'Group', quirks: Quirks): Schema {
  const never = new Set((quirks.never ?? []).map((name) => name.toLowerCase()));
  const patterns = new Map(Object.entries(quirks.values ?? {}).map(([name, text]) => [name.toLowerCase(), text]));
  const defaults = (type === 'User' ? quirks.userDefaults : quirks.groupDefaults) ?? {};
  if (never.size === 0 && patterns.size === 0 && Object.keys(defaults).length === 0) return schema;

  const kept = (attributes: ReadonlyMap<string, Attribute>, musts: JsonObject = {}): ReadonlyMap<string, Attribute> =>
    new Map(
      [...attributes]
        .filter(([, attribute]) => !never.has(nameOf(attribute, type)))
        .map(([key, attribute]) => {
          const pattern = patterns.get(nameOf(attribute, type));
          const canonicalValues = pattern === undefined ? attribute.canonicalValues : valuesFrom(pattern);
          const required = attribute.required || Object.hasOwn(musts, attribute.name);
          return [key, { ...attribute, required, canonicalValues, subAttributes: kept(attribute.subAttributes) }];
        }),
    );
  const set = (each: AttributeSet, musts: JsonObject): AttributeSet => ({
    ...each,
    attributes: kept(each.attributes, musts),
  });
  const partOf = (urn: string): JsonObject => (isObject(defaults[urn]) ? defaults[urn] : {});
  return {
    ...schema,
    base: set(schema.base, defaults),
    extensions: new Map([...schema.extensions].map(([key, each]) => [key, set(each, partOf(each.urn))])),
  };
}

/** Why a check that is about this attribute cannot be put; undefined when no quirk is in its way. */
export function quirkOn(need: string, quirks: Quirks): string | undefined {
  const is = (name: string): boolean => {
    const [quirk, wanted] = [name.toLowerCase(), need.toLowerCase()];
    return quirk === wanted || wanted.startsWith(`${quirk}.`);
  };
  const never = (quirks.never ?? []).find(is);
  if (never !== undefined) return `the quirks of the target say never to send ${never}`;
  const pattern = Object.keys(quirks.values ?? {}).find(is);
  return pattern === undefined ? undefined : `the quirks of the target give ${pattern} values of their own`;
}

/** `User.title`, `User.name.givenName`, `Enterprise.department`, in lower case. */
function nameOf({ path }: Attribute, type: 'User' | 'Group'): string {
  const [, urn, name] = /^(?:(urn:.*):)?([^:]*)$/i.exec(path) ?? [];
  const isEnterprise = urn?.toLowerCase().includes(':extension:enterprise:') === true;
  return `${isEnterprise ? 'enterprise' : urn === undefined ? type : urn}.${name}`.toLowerCase();
}

function valuesFrom(pattern: string): readonly string[] {
  const values = fc.stringMatching(new RegExp(pattern, 'u'));
  return [...new Set(fc.sample(values, { seed: 1, numRuns: drawn }))];
}
