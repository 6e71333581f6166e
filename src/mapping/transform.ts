import type { Json } from '#scim';
import type { Transform } from './mapping.ts';

/** What a value of SCIM becomes in the application; undefined for one that the transformation does not know. */
export function transformed(transform: Transform, value: Json): Json | undefined {
  if (typeof transform === 'string') return byName[transform](value);
  if ('booleanToText' in transform) {
    const { true: yes, false: no } = transform.booleanToText;
    return typeof value === 'boolean' ? (value ? yes : no) : undefined;
  }
  const { map, otherwise } = transform;
  return Object.hasOwn(map, String(value)) ? map[String(value)] : otherwise;
}

/** The values that a transformation knows, where it knows only some; texts, as keys of the file are. */
export function domainOf(transform: Transform | undefined): readonly string[] | undefined {
  if (transform === undefined || typeof transform === 'string') return undefined;
  if ('booleanToText' in transform) return ['true', 'false'];
  return transform.otherwise === undefined ? Object.keys(transform.map) : undefined;
}

const byName: Readonly<Record<Extract<Transform, string>, (value: Json) => Json>> = {
  none: (value) => value,
  'lower-case': (value) => (typeof value === 'string' ? value.toLowerCase() : value),
  'upper-case': (value) => (typeof value === 'string' ? value.toUpperCase() : value),
  trim: (value) => (typeof value === 'string' ? value.trim() : value),
  'to-text': (value) => (typeof value === 'string' ? value : JSON.stringify(value)),
};
