import type { RuleId } from '#catalogue';
import { type Attribute, isObject, type Schema } from '#scim';
import { brief } from './same.ts';

/** A value that is not what the target's own schema says it is. */
export interface WrongType {
  readonly rule: RuleId;
  readonly expected: string;
  readonly observed: string;
}

/** Which row a value of each type would break. */
const rules = {
  string: '7643-2.3-02',
  boolean: '7643-2.3-03',
  decimal: '7643-2.3-04',
  integer: '7643-2.3-05',
  dateTime: '7643-2.3-06',
  binary: '7643-2.3-07',
  reference: '7643-2.3-08',
  complex: '7643-2.3-09',
} as const satisfies Record<Attribute['type'], RuleId>;

/** All rows that `wrongTypes` can name, for a check to declare. */
export const typeRules: readonly [RuleId, ...RuleId[]] = ['7643-1.2-02', '7643-1.2-03', ...Object.values(rules)];

const isOfType: Readonly<Record<Attribute['type'], (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  reference: (value) => typeof value === 'string',
  dateTime: (value) => typeof value === 'string',
  binary: (value) => typeof value === 'string' && /^[A-Za-z0-9+/_-]*={0,2}$/.test(value),
  boolean: (value) => typeof value === 'boolean',
  integer: (value) => typeof value === 'number' && Number.isInteger(value),
  decimal: (value) => typeof value === 'number',
  complex: isObject,
};

/** Walks a resource along the schema. Unassigned values are of any type (D82); what no schema knows is passed over. */
export function wrongTypes(schema: Schema, resource: unknown): readonly WrongType[] {
  if (!isObject(resource)) return [];
  const own = [...membersIn(resource, schema.base.attributes)];
  const extended = [...schema.extensions.values()].flatMap(({ urn, attributes }) => [
    ...membersIn(resource[urn], attributes),
  ]);
  return [...own, ...extended];
}

function* membersIn(json: unknown, attributes: ReadonlyMap<string, Attribute>): Generator<WrongType> {
  if (!isObject(json)) return;
  for (const [name, value] of Object.entries(json)) {
    const attribute = attributes.get(name.toLowerCase());
    if (attribute === undefined || value === null) continue;
    if (attribute.multiValued !== Array.isArray(value)) {
      yield {
        rule: attribute.multiValued ? '7643-1.2-03' : '7643-1.2-02',
        expected: `${attribute.path} as ${attribute.multiValued ? 'an array' : 'a single value'}`,
        observed: brief(value),
      };
      continue;
    }
    for (const one of Array.isArray(value) ? value : [value]) yield* faultOf(attribute, one);
  }
}

function* faultOf(attribute: Attribute, value: unknown): Generator<WrongType> {
  if (value === null) return;
  if (!isOfType[attribute.type](value)) {
    yield { rule: rules[attribute.type], expected: `${attribute.path} as a ${attribute.type}`, observed: brief(value) };
  } else if (attribute.type === 'complex') {
    yield* membersIn(value, attribute.subAttributes);
  }
}
