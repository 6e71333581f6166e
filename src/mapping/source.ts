import type { Json, JsonObject } from '#scim';
import type { MappingRow, Source } from './mapping.ts';
import { type Place, placeOf, valuesAt } from './place.ts';
import { transformed } from './transform.ts';

/** A place that a row reads. */
export interface Leaf extends Place {
  /** Whether the target's schema is expected to have it. */
  readonly isPublished: boolean;
}

/** All places that a source reads, in the order in which they are asked. */
export function leavesOf(source: Source): readonly Leaf[] {
  if (typeof source === 'string') return [{ ...placeOf(source), isPublished: true }];
  if ('path' in source) return [{ ...placeOf(source.path), isPublished: source.published }];
  return ('firstOf' in source ? source.firstOf : source.concat).flatMap(leavesOf);
}

/** The ways in which a source can come by a value: the places of each. */
export function waysOf(source: Source): readonly (readonly Leaf[])[] {
  if (typeof source === 'object' && 'firstOf' in source) return source.firstOf.flatMap(waysOf);
  return [leavesOf(source)];
}

/** What the field of a row should hold when SCIM holds this resource; undefined for nothing. */
export function fieldOf(row: MappingRow, resource: JsonObject): Json | undefined {
  const { scim, transform = 'none', many, default: otherwise } = row;
  const values = valuesFrom(scim, resource).map((value) => transformed(transform, value));
  if (many !== undefined) return values.length === 0 ? otherwise : values.flatMap((value) => value ?? []);
  return values[0] ?? otherwise;
}

/** As documentation would write a source. */
export function sourceText(source: Source): string {
  if (typeof source === 'string') return source;
  if ('path' in source) return source.path;
  if ('firstOf' in source) return source.firstOf.map(sourceText).join(', else ');
  return source.concat.map(sourceText).join(' + ');
}

function valuesFrom(source: Source, resource: JsonObject): readonly Json[] {
  if (typeof source === 'string') return valuesAt(resource, placeOf(source));
  if ('path' in source) return valuesAt(resource, placeOf(source.path));
  if ('firstOf' in source) {
    for (const each of source.firstOf) {
      const values = valuesFrom(each, resource);
      if (values.length > 0) return values;
    }
    return [];
  }
  const parts = source.concat.flatMap((each) => valuesFrom(each, resource).slice(0, 1));
  return parts.length === 0 ? [] : [parts.map(String).join(source.separator ?? ' ')];
}
