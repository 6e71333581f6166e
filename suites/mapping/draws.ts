import fc from 'fast-check';
import { type Fresh, valuesOf } from '#check';
import { domainOf, type MappingRow, type ValueLimits, waysOf } from '#mapping';
import type { Attribute, Json } from '#scim';
import { type Draw, isRequired, type Spot } from './spots.ts';

/** Some places of a row, at least one, with values for each. */
export function drawsOf(row: MappingRow, spots: readonly Spot[]): fc.Arbitrary<Draw> {
  const must = spots.filter(({ attribute }) => isRequired(attribute)).map(({ path }) => path);
  const others = spots.filter(({ path }) => !must.includes(path)).map(({ path }) => path);
  // A name that stands in for another is tried without it.
  const renames = spots.filter(({ isPublished }) => !isPublished).map(({ path }) => path);
  const chosen = fc.oneof(
    others.length === 0 ? fc.constant(must) : fc.subarray(others, { minLength: 1 }),
    ...renames.map((path) => fc.constant([path])),
  );
  return chosen.chain((paths) =>
    valuesAtAll(
      row,
      spots.filter(
        ({ path }) => paths.includes(path) || (must.includes(path) && !renames.some((each) => paths.includes(each))),
      ),
    ),
  );
}

/** Each way in which a row can come by its value, alone. */
export function waysDrawnOf(row: MappingRow, spots: readonly Spot[]): readonly fc.Arbitrary<Draw>[] {
  return waysOf(row.scim).flatMap((leaves) => {
    const here = spots.filter(({ path }) => leaves.some((leaf) => leaf.path === path));
    return here.length === 0 ? [] : [valuesAtAll(row, here)];
  });
}

/** Every published place of a row, with values for each. */
export function wholeDrawsOf(row: MappingRow, spots: readonly Spot[]): fc.Arbitrary<Draw> {
  return valuesAtAll(
    row,
    spots.filter(({ isPublished }) => isPublished),
  );
}

/** Values as they are sent: those that must be unique, and people, are made when they are needed. */
export function settled(
  draw: Draw,
  row: MappingRow,
  spots: readonly Spot[],
  fresh: Fresh,
  people: readonly string[],
): Draw {
  return Object.fromEntries(
    Object.entries(draw).map(([path, values]) => {
      const spot = spots.find((each) => each.path === path);
      return [path, values.map((value) => settledValue(value, row, spot?.attribute, fresh, people))];
    }),
  );
}

/** How many people there are to be members of something. */
export const peopleCount = 3;

function valuesAtAll(row: MappingRow, spots: readonly Spot[]): fc.Arbitrary<Draw> {
  const members = spots.map((spot) => valuesAt(row, spot).map((values) => [spot.path, values] as const));
  return fc.tuple(...members).map((entries) => Object.fromEntries(entries));
}

function valuesAt(row: MappingRow, { attribute }: Spot): fc.Arbitrary<readonly Json[]> {
  if (isPerson(attribute)) {
    const all = Array.from({ length: peopleCount }, (_, index) => index);
    return row.many === undefined ? fc.constantFrom(...all).map((one) => [one]) : fc.subarray(all, { minLength: 1 });
  }
  const one = oneValue(row, attribute);
  if (row.many === undefined) return one.map((value) => [value]);
  return fc.uniqueArray(one, { minLength: 1, maxLength: 3, selector: (value) => JSON.stringify(value) });
}

function oneValue({ values = {}, transform }: MappingRow, attribute: Attribute | undefined): fc.Arbitrary<Json> {
  if (values.oneOf !== undefined) return fc.constantFrom(...values.oneOf);
  const domain = domainOf(transform);
  if (domain !== undefined) return fc.constantFrom(...domain.map((word) => typed(word, attribute)));
  const length = { maxLength: values.maxLength ?? 200 };
  if (values.pattern !== undefined) return within(fc.stringMatching(new RegExp(values.pattern, 'u'), length), values);
  if (attribute?.name.toLowerCase() === 'username') return words;
  if (attribute?.type === 'integer')
    return fc.integer({ min: values.minimum ?? 0, max: values.maximum ?? 2_000_000_000 });
  // An element of an attribute is a value of its own here.
  const single =
    attribute === undefined ? undefined : valuesOf({ ...attribute, multiValued: false, mutability: 'readWrite' });
  return within(single === undefined ? words : single.map(inBothCases), values);
}

const words = fc.stringMatching(/^[A-Z][a-z]{0,5}$/);

/** An address in capitals and small letters: what keeps values keeps these too. */
function inBothCases(value: Json): Json {
  return typeof value === 'string' && /^[a-z]\w*@/.test(value)
    ? `${value.slice(0, 1).toUpperCase()}${value.slice(1)}`
    : value;
}

function within(values: fc.Arbitrary<Json>, { minLength = 0, maxLength = Number.POSITIVE_INFINITY }: ValueLimits) {
  return values.filter(
    (value) => typeof value !== 'string' || (value.length >= minLength && value.length <= maxLength),
  );
}

function typed(word: string, attribute: Attribute | undefined): Json {
  if (attribute?.type === 'boolean') return word === 'true';
  return attribute?.type === 'integer' || attribute?.type === 'decimal' ? Number(word) : word;
}

function isPerson(attribute: Attribute | undefined): boolean {
  return attribute?.parent?.name.toLowerCase() === 'members' && attribute.name.toLowerCase() === 'value';
}

function settledValue(
  value: Json,
  row: MappingRow,
  attribute: Attribute | undefined,
  fresh: Fresh,
  people: readonly string[],
): Json {
  if (isPerson(attribute)) return people[Number(value)] ?? '';
  if (typeof value !== 'string') return value;
  if (attribute?.name.toLowerCase() === 'username') return fresh.userName(value);
  if (row.unique !== true && (attribute === undefined || attribute.uniqueness === 'none')) return value;
  const [box, host] = value.split('@');
  return host === undefined ? `${value}-${fresh.word()}` : `${box}.${fresh.word()}@${host}`;
}
