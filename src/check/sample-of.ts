import type { Attribute, Json } from '#scim';
import type { Fresh } from './fresh.ts';

/** One valid value for an attribute, as plain as can be; unique where the schema asks for it. */
export function sampleOf(attribute: Attribute, fresh: Fresh): Json {
  const one = attribute.type === 'complex' ? complexSample(attribute, fresh) : simpleSample(attribute, fresh);
  return attribute.multiValued ? [one] : one;
}

/** Every writable sub-attribute that is required, and `value` in any case. */
function complexSample(attribute: Attribute, fresh: Fresh): Json {
  const parts = [...attribute.subAttributes.values()].filter(
    ({ required, mutability, name }) => mutability !== 'readOnly' && (required || name.toLowerCase() === 'value'),
  );
  const chosen = parts.length > 0 ? parts : [...attribute.subAttributes.values()].slice(0, 1);
  return Object.fromEntries(chosen.map((part) => [part.name, sampleOf(part, fresh)]));
}

function simpleSample(attribute: Attribute, fresh: Fresh): Json {
  const canonical = attribute.canonicalValues[0];
  if (canonical !== undefined) return canonical;
  const known = byPath[attribute.path.slice(attribute.path.lastIndexOf(':') + 1).toLowerCase()];
  if (known !== undefined) return known(fresh);
  return byType[attribute.type](fresh);
}

/** Attributes whose text has a form that a schema cannot tell. */
const byPath: Readonly<Record<string, (fresh: Fresh) => Json>> = {
  username: (fresh) => fresh.userName(),
  'emails.value': (fresh) => `${fresh.word()}@example.com`,
  'phonenumbers.value': () => '+1-201-555-0123',
  'addresses.country': () => 'US',
  preferredlanguage: () => 'en-US',
  locale: () => 'en-US',
  timezone: () => 'America/Los_Angeles',
  password: (fresh) => `Tr1cky!${fresh.word()}`,
};

const byType: Readonly<Record<Attribute['type'], (fresh: Fresh) => Json>> = {
  string: (fresh) => fresh.word(),
  boolean: () => true,
  decimal: () => 1.5,
  integer: () => 1,
  dateTime: () => '2024-02-29T12:00:00Z',
  reference: () => 'https://example.com/a',
  binary: () => 'c2NpbXVsYXRl',
  complex: () => ({}),
};
