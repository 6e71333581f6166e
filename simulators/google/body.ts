import { type DirectoryUser, hashOf, randomFrom, type TargetPath } from '#idp';
import { isList, isObject, type Json, type JsonObject, sameJson, urns } from '#scim';
import { mapped, rowsOf } from './mapping.ts';
import type { GoogleOptions } from './options.ts';

const legacyUrn = 'urn:scim:schemas:core:1.0';

/** The mapped attributes of a person, in the order of the rows. */
export function attributesOf(options: GoogleOptions, user: DirectoryUser): JsonObject {
  let attributes: JsonObject = {};
  for (const row of rowsOf(options)) {
    const value = mapped(row, user, options);
    if (value !== undefined) attributes = placed(attributes, row.target, value);
  }
  return options.externalId === 'off' ? attributes : { ...attributes, externalId: googleIdOf(user.id) };
}

/** The id that Google gives a user: 21 digits. One that is such an id stays. */
function googleIdOf(id: string): string {
  return /^\d{21}$/.test(id) ? id : `1${randomFrom(hashOf(id)).text(20, '0123456789')}`;
}

/**
 * A whole account, as it is created, or with its `id` as it is replaced. `active` follows the attributes that every app
 * has; what an app has besides comes last. [google-create-01 … -05, google-update-02, google-attr-02]
 */
export function accountBody(options: GoogleOptions, attributes: JsonObject, active: boolean, id?: string): JsonObject {
  const extensions = Object.keys(attributes).filter((name) => name.startsWith('urn:'));
  const schemas = [...(options.legacySchemaUrn ? [legacyUrn] : []), urns.user, ...extensions];
  const isFirst = (name: string): boolean => firstNames.includes(name);
  const entries = Object.entries(attributes);
  return {
    schemas,
    ...(id === undefined ? {} : { id }),
    ...Object.fromEntries(entries.filter(([name]) => isFirst(name))),
    active,
    ...Object.fromEntries(entries.filter(([name]) => !isFirst(name))),
  };
}

const firstNames: readonly string[] = ['userName', 'emails', 'displayName', 'name'];

/**
 * The PATCH from what was sent to what is: changed attributes in one pathless replace, and a remove for each that is
 * gone. Undefined when nothing differs. [google-update-02]
 */
export function patchBody(before: JsonObject, after: JsonObject): JsonObject | undefined {
  const changed: Record<string, Json> = {};
  for (const [name, value] of Object.entries(after)) if (!sameJson(before[name], value)) changed[name] = value;
  const gone = Object.keys(before).flatMap((name) => goneOf(name, before[name], after[name]));
  const replace = Object.keys(changed).length === 0 ? [] : [{ op: 'replace', value: changed }];
  const operations = [...replace, ...gone.map((path) => ({ op: 'remove', path }))];
  return operations.length === 0 ? undefined : { schemas: [urns.patchOp], Operations: operations };
}

/** The paths that were there and are not now. A replaced object is merged at the server, so its parts go one by one. */
function goneOf(name: string, before: Json | undefined, after: Json | undefined): readonly string[] {
  if (after === undefined && !name.startsWith('urn:')) return [name];
  if (!isObject(before)) return [];
  const rest = isObject(after) ? after : {};
  const separator = name.startsWith('urn:') ? ':' : '.';
  return Object.keys(before)
    .filter((part) => rest[part] === undefined)
    .map((part) => `${name}${separator}${part}`);
}

/** The object with a value at a path; objects and elements on the way are made. */
function placed(object: JsonObject, { urn, attribute, filter, sub }: TargetPath, value: Json): JsonObject {
  if (urn !== undefined) {
    const held = object[urn];
    const rest = {
      text: '',
      attribute,
      ...(filter === undefined ? {} : { filter }),
      ...(sub === undefined ? {} : { sub }),
    };
    return { ...object, [urn]: placed(isObject(held) ? held : {}, rest, value) };
  }
  const held = object[attribute];
  if (filter === undefined) {
    return { ...object, [attribute]: sub === undefined ? value : { ...(isObject(held) ? held : {}), [sub]: value } };
  }
  const list = isList(held) ? held : [];
  const index = list.findIndex((item) => isObject(item) && item[filter.attribute] === filter.value);
  const element = index === -1 ? undefined : list[index];
  const base = isObject(element) ? element : { primary: list.length === 0, [sub ?? 'value']: value };
  const next = { ...base, [sub ?? 'value']: value, [filter.attribute]: filter.value };
  return { ...object, [attribute]: index === -1 ? [...list, next] : list.with(index, next) };
}
