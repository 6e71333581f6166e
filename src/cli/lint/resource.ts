import {
  type Attribute,
  type AttributeSet,
  attributeSetOf,
  isList,
  isObject,
  type Json,
  type JsonObject,
  profiles,
  readResource,
  type Schema,
  ScimError,
} from '#scim';
import { nearestOf } from '../nearest.ts';
import { below, type Fault } from './fault.ts';
import { toleranceFaults } from './tolerated.ts';

/** Everything that is wrong with a resource, as the body of a POST or PUT. @see RFC 7643 §2, RFC 7644 §3.3 */
export function lintResource(schema: Schema, body: Json): Fault[] {
  if (!isObject(body)) return [{ level: 'error', pointer: '', says: 'a resource is a JSON object' }];
  const members = Object.entries(body).filter(([name]) => name.toLowerCase() !== 'schemas');
  const wrong = [
    ...schemasFaults(schema, body),
    ...missing(schema, body),
    ...members.flatMap(([name, value]) => valueFaults(value, below('', name), (part) => refusal(schema, name, part))),
  ];
  const unknown = members.flatMap(([name, value]) => unknownNames(schema, name, value));
  return wrong.length > 0 ? [...wrong, ...unknown] : [...unknown, ...tolerated(schema, body)];
}

/** Why a server refuses a resource with this one member; undefined when it takes it. */
function refusal(schema: Schema, name: string, value: Json): string | undefined {
  const rest = Object.fromEntries(
    requiredOf(schema)
      .filter((attribute) => attribute.name.toLowerCase() !== name.toLowerCase())
      .map((attribute) => [attribute.name, placeholders[attribute.type]]),
  );
  try {
    const body = { schemas: [schema.base.urn], ...rest, [name]: value };
    readResource(schema, body, { mode: 'create', profile: profiles.lenient });
    return undefined;
  } catch (error) {
    if (error instanceof ScimError) return error.message;
    throw error;
  }
}

/** Something of each type, where a required attribute must not stand in the way of another's fault. */
const placeholders: Readonly<Record<Attribute['type'], Json>> = {
  string: 'x',
  boolean: true,
  decimal: 1,
  integer: 1,
  dateTime: '2000-01-01T00:00:00Z',
  reference: 'x',
  binary: 'eA==',
  complex: {},
};

/** Looks for the smallest parts that are refused by themselves, and for what is wrong with the rest of the whole. */
function valueFaults(value: Json, pointer: string, refused: (part: Json) => string | undefined): Fault[] {
  const says = refused(value);
  if (says === undefined) return [];
  const parts = partsOf(value).map(([step, part, alone]) => ({
    step,
    faults: valueFaults(part, below(pointer, step), (smaller) => refused(alone(smaller))),
  }));
  const wrong = parts.filter(({ faults }) => faults.length > 0);
  if (wrong.length === 0) return [{ level: 'error', pointer, says }];
  const still = refused(without(value, new Set(wrong.map(({ step }) => step))));
  const rest: Fault[] = still === undefined ? [] : [{ level: 'error', pointer, says: still }];
  return [...rest, ...wrong.flatMap(({ faults }) => faults)];
}

function without(value: Json, steps: ReadonlySet<string | number>): Json {
  if (isList(value)) return value.filter((_, index) => !steps.has(index));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([name]) => !steps.has(name)));
}

type Part = readonly [step: string | number, value: Json, alone: (smaller: Json) => Json];

function partsOf(value: Json): Part[] {
  if (isList(value)) return value.map((element, index): Part => [index, element, (smaller) => [smaller]]);
  if (!isObject(value)) return [];
  return Object.entries(value).map(([name, member]): Part => [name, member, (smaller) => ({ [name]: smaller })]);
}

function schemasFaults(schema: Schema, body: JsonObject): Fault[] {
  const [name, given] = Object.entries(body).find(([each]) => each.toLowerCase() === 'schemas') ?? ['schemas'];
  const mend = `write "schemas": ["${schema.base.urn}"]`;
  if (given === undefined) return [{ level: 'error', pointer: '', says: '"schemas" is missing', mend }];
  const pointer = below('', name);
  const refused = refusal(schema, 'schemas', given);
  const base: Fault[] = refused === undefined ? [] : [{ level: 'error', pointer, says: refused, mend }];
  const urns = isList(given) ? given.map((urn) => String(urn).toLowerCase()) : [];
  const extensions = Object.keys(body)
    .filter((each) => each.includes(':') && !urns.includes(each.toLowerCase()))
    .map((urn) => ({
      level: 'warning' as const,
      pointer,
      says: `"schemas" does not name "${urn}", of which there is data`,
      mend: 'name every schema whose attributes stand in the resource',
    }));
  return [...base, ...extensions];
}

function missing(schema: Schema, body: JsonObject): Fault[] {
  const given = new Set(Object.keys(body).map((name) => name.toLowerCase()));
  return requiredOf(schema)
    .filter(({ name }) => !given.has(name.toLowerCase()))
    .map(({ name }) => ({
      level: 'error',
      pointer: '',
      says: `"${name}" is required and missing`,
      mend: `add "${name}"`,
    }));
}

function requiredOf(schema: Schema): Attribute[] {
  return [...schema.base.attributes.values()].filter(
    ({ name, required, mutability }) => required && mutability !== 'readOnly' && name !== 'schemas',
  );
}

function unknownNames(schema: Schema, name: string, value: Json): Fault[] {
  const pointer = below('', name);
  if (!name.includes(':')) return unknownIn(schema.base, name, value, pointer);
  const set = attributeSetOf(schema, name);
  if (set === undefined) {
    const known = [...schema.extensions.values()].map(({ urn }) => urn);
    return [
      {
        level: 'warning',
        pointer,
        says: `no schema of this resource type is called "${name}"`,
        ...mendWith(name, known),
      },
    ];
  }
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([each, inner]) => unknownIn(set, each, inner, below(pointer, each)));
}

function unknownIn(set: Pick<AttributeSet, 'attributes'>, name: string, value: Json, pointer: string): Fault[] {
  const attribute = set.attributes.get(name.toLowerCase());
  if (attribute === undefined) {
    const known = [...set.attributes.values()].map((each) => each.name);
    return [
      {
        level: 'warning',
        pointer,
        says: `no schema defines "${name}", so a server ignores or refuses it`,
        ...mendWith(name, known),
      },
    ];
  }
  const inner = { attributes: attribute.subAttributes };
  const parts: readonly Part[] = isList(value) ? partsOf(value) : [['', value, (same) => same]];
  return parts.flatMap(([step, part]) =>
    isObject(part) && attribute.type === 'complex'
      ? Object.entries(part).flatMap(([each, deeper]) =>
          unknownIn(inner, each, deeper, below(step === '' ? pointer : below(pointer, step), each)),
        )
      : [],
  );
}

function mendWith(name: string, known: readonly string[]): { readonly mend?: string } {
  const nearest = nearestOf(name, known);
  return nearest === undefined ? {} : { mend: `write "${nearest}"` };
}

function tolerated(schema: Schema, body: JsonObject): Fault[] {
  try {
    const { tolerances } = readResource(schema, body, { mode: 'create', profile: profiles.lenient });
    return toleranceFaults(tolerances, body, '');
  } catch (error) {
    // What no member does by itself, such as one attribute in two spellings.
    if (error instanceof ScimError) return [{ level: 'error', pointer: '', says: error.message }];
    throw error;
  }
}
