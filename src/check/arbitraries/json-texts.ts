import fc from 'fast-check';

const pieces = [
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '"schemas"',
  '"userName"',
  '"Operations"',
  '"op"',
  '"urn:ietf:params:scim:schemas:core:2.0:User"',
  'null',
  'true',
  '1e999',
  '-',
  '"',
  '\\u0000',
  '"\\ud800"',
  '""',
  '0',
  '\ufeff',
  '{}',
  '[[[[',
  '"a"',
] as const;

/** Texts that begin like JSON and go wrong, or are JSON that means nothing here. */
export function jsonTexts(): fc.Arbitrary<string> {
  const scraps = fc.array(fc.constantFrom(...pieces), { maxLength: 8 }).map((parts) => parts.join(''));
  return fc.oneof(scraps, fc.json({ maxDepth: 3 }));
}
