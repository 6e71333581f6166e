import fc from 'fast-check';
import { type Attribute, isObject, type Json, type JsonObject } from '#scim';
import { objectsOf } from './objects-of.ts';

/**
 * Valid values of an attribute by its published characteristics, one element at least where it is multi-valued.
 * undefined when nothing valid can be made up: references to resources, and complex attributes without a usable part.
 */
export function valuesOf(attribute: Attribute): fc.Arbitrary<Json> | undefined {
  if (isTakenCareOf(attribute)) return undefined;
  const one = attribute.type === 'complex' ? complexValues(attribute) : simpleValues(attribute);
  if (one === undefined || !attribute.multiValued) return one;
  return fc.uniqueArray(one, { minLength: 1, maxLength: 3, selector: keyOf }).map(withOnePrimary);
}

/** Attributes whose values mean something elsewhere: members and managers must exist, certificates must be real. */
const special: ReadonlySet<string> = new Set([
  'members',
  'manager',
  'x509certificates',
  'groups',
  'schemas',
  'meta',
  'id',
]);

function isTakenCareOf({ name, parent, mutability, type, referenceTypes }: Attribute): boolean {
  if (parent === undefined && special.has(name.toLowerCase())) return true;
  if (mutability === 'readOnly') return true;
  return type === 'reference' && referenceTypes.some((word) => word !== 'external' && word !== 'uri');
}

function complexValues(attribute: Attribute): fc.Arbitrary<JsonObject> | undefined {
  const required: string[] = [];
  const parts: Record<string, fc.Arbitrary<Json>> = {};
  for (const part of attribute.subAttributes.values()) {
    const values = valuesOf(part);
    if (values === undefined || isOpenType(part)) continue;
    parts[part.name] = values;
    // An element says little without its value, and servers tell elements apart by type.
    if (part.required || ['value', 'type'].includes(part.name.toLowerCase())) required.push(part.name);
  }
  if (Object.keys(parts).length === 0) return undefined;
  const first = Object.keys(parts)[0] ?? '';
  return objectsOf(parts, required.length > 0 ? required : [first]);
}

/** A `type` for which nobody has said what is usual: some servers take none then (D71). */
function isOpenType(part: Attribute): boolean {
  return part.name.toLowerCase() === 'type' && part.canonicalValues.length === 0 && forms[formKey(part)] === undefined;
}

function simpleValues(attribute: Attribute): fc.Arbitrary<Json> {
  if (attribute.canonicalValues.length > 0) return fc.constantFrom(...attribute.canonicalValues);
  return forms[formKey(attribute)] ?? byType[attribute.type];
}

function formKey({ path }: Attribute): string {
  return path.slice(path.lastIndexOf(':') + 1).toLowerCase();
}

/** Words of several scripts. No white space at the ends, for servers may trim it (D73), and in composed form (D44). */
const words = fc
  .array(
    fc.constantFrom('Ada', 'Quill', 'de', "O'Neil", 'Müller', 'Łódź', '山田', 'עדה', 'a-b', 'x', '7', '&', 'ß', '😀'),
    {
      minLength: 1,
      maxLength: 4,
    },
  )
  .map((parts) => parts.join(' ').normalize('NFC'));

const labels = fc.stringMatching(/^[a-z][a-z0-9]{0,7}$/);
const addresses = fc.tuple(labels, labels).map(([box, host]) => `${box}@${host}.example.com`);
const links = labels.map((page) => `https://www.example.com/${page}`);

/** Texts whose form the RFC gives in words that a schema cannot hold. */
const forms: Readonly<Record<string, fc.Arbitrary<Json>>> = {
  'emails.value': addresses,
  'phonenumbers.value': fc.integer({ min: 1_000_000, max: 9_999_999 }).map((digits) => `tel:+1-201-${digits}`),
  'photos.value': links,
  profileurl: links,
  'addresses.country': fc.constantFrom('US', 'SE', 'JP'),
  preferredlanguage: fc.constantFrom('en-US', 'sv-SE', 'ja'),
  locale: fc.constantFrom('en-US', 'sv-SE', 'de'),
  timezone: fc.constantFrom('America/Los_Angeles', 'Europe/Stockholm', 'Asia/Tokyo'),
  'emails.type': fc.constantFrom('work', 'home', 'other'),
  'phonenumbers.type': fc.constantFrom('work', 'home', 'mobile'),
  'addresses.type': fc.constantFrom('work', 'home', 'other'),
};

const byType: Readonly<Record<Attribute['type'], fc.Arbitrary<Json>>> = {
  string: words,
  boolean: fc.boolean(),
  integer: fc.integer({ min: 0, max: 2_000_000_000 }),
  decimal: fc.integer({ min: -1000, max: 1000 }).map((quarters) => quarters / 4 + 0.125),
  dateTime: fc.integer({ min: 0, max: 2_000_000_000 }).map((seconds) => new Date(seconds * 1000).toISOString()),
  reference: links,
  binary: fc.uint8Array({ minLength: 1, maxLength: 24 }).map((bytes) => Buffer.from(bytes).toString('base64')),
  complex: fc.constant({}),
};

/** Two elements of one attribute differ in value and in type, so that no server has reason to merge them (D56). */
function keyOf(value: Json): string {
  if (!isObject(value)) return JSON.stringify(value);
  const { type, ...rest } = value;
  return JSON.stringify(type ?? rest);
}

function withOnePrimary(elements: readonly Json[]): readonly Json[] {
  const primary = elements.findIndex(isPrimary);
  return elements.map((element, at) => {
    return at !== primary && isPrimary(element) && isObject(element) ? { ...element, primary: false } : element;
  });
}

function isPrimary(element: Json): boolean {
  return isObject(element) && element.primary === true;
}
