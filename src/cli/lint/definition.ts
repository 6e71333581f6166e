import { definitionFrom, isList, isObject, type Json, type JsonObject, ScimError } from '#scim';
import { below, type Fault } from './fault.ts';

/** What a definition may leave out, and what then holds. @see RFC 7643 §2.2, §7 */
const defaults: Readonly<Record<string, string>> = {
  multiValued: 'false',
  required: 'false',
  mutability: 'readWrite',
  returned: 'default',
};

/** Everything that is wrong with a schema definition, attribute by attribute. @see RFC 7643 §7 */
export function lintDefinition(body: Json): Fault[] {
  if (!isObject(body)) return [{ level: 'error', pointer: '', says: 'a schema is a JSON object' }];
  const { attributes } = body;
  if (!isList(attributes)) return headFaults(body);
  return [
    ...headFaults({ ...body, attributes: [] }),
    ...attributes.flatMap((attribute, index) => attributeFaults(attribute, below('/attributes', index))),
  ];
}

function headFaults(body: Json): Fault[] {
  const says = refusalOf(body);
  return says === undefined ? [] : [{ level: 'error', pointer: '', says }];
}

function attributeFaults(attribute: Json, pointer: string): Fault[] {
  const subs = isObject(attribute) && isList(attribute.subAttributes) ? attribute.subAttributes : [];
  const inner = subs.flatMap((sub, index) => attributeFaults(sub, below(below(pointer, 'subAttributes'), index)));
  const own =
    isObject(attribute) && inner.some(({ level }) => level === 'error')
      ? { ...attribute, subAttributes: [] }
      : attribute;
  const says = refusalOf({ id: 'urn:x', attributes: [own] });
  const wrong: Fault[] = says === undefined ? [] : [{ level: 'error', pointer, says: says.replace(' in "urn:x"', '') }];
  return [...wrong, ...(isObject(attribute) ? leftOut(attribute, pointer) : []), ...inner];
}

function leftOut(attribute: JsonObject, pointer: string): Fault[] {
  const missing = Object.keys(defaults).filter((name) => attribute[name] === undefined);
  if (missing.length === 0) return [];
  const held = missing.map((name) => `${name} ${defaults[name]}`).join(', ');
  return [
    {
      level: 'warning',
      pointer,
      says: `clients differ in what they take for granted here: ${held}`,
      mend: 'write them out',
    },
  ];
}

function refusalOf(definition: Json): string | undefined {
  try {
    definitionFrom(definition);
    return undefined;
  } catch (error) {
    if (error instanceof ScimError) return error.message;
    throw error;
  }
}
