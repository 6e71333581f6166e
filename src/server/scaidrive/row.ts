import type { Json, JsonObject } from '#scim';

/** Readers of the rows that a store gives back as JSON: a member that is missing or of another type is not there. */
export function textIn(row: JsonObject, name: string): string | undefined {
  const value = row[name];
  return typeof value === 'string' ? value : undefined;
}

export function numberIn(row: JsonObject, name: string): number | undefined {
  const value = row[name];
  return typeof value === 'number' ? value : undefined;
}

export function textsIn(row: JsonObject, name: string): readonly string[] {
  const value = row[name];
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** A row for the store: what is undefined is left out. */
export function rowFrom(fields: { readonly [name: string]: Json | undefined }): JsonObject {
  const row: { [name: string]: Json } = {};
  for (const name of Object.keys(fields)) {
    const value = fields[name];
    if (value !== undefined) row[name] = value;
  }
  return row;
}
