import { type DirectoryUser, hashOf, randomFrom } from '#idp';
import { isList, isObject, type Json, type JsonObject, urns } from '#scim';
import { appUserName, type MappingRow, mappingOf, type Profile, profileOf } from './mapping.ts';
import type { OktaContext } from './memory.ts';
import type { OktaOptions } from './options.ts';
import { hasPlace, withoutValue, withValue } from './place.ts';

type Draft = { [name: string]: Json };

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const digits = '0123456789';
const oktaId = /^00u[A-Za-z0-9]{17}$/;

/** The Okta user id of a person of the directory; an id that is one stays. [okta-create-04] */
export function oktaIdOf(id: string): string {
  return oktaId.test(id) ? id : `00u${randomFrom(hashOf(id)).text(17, digits + letters)}`;
}

/** The body of a create, keys in Okta's order. [okta-create-01 … -07] */
export function createBody(context: OktaContext, user: DirectoryUser): JsonObject {
  const { options } = context;
  const [core, extensions] = split(profileOf(context, user));
  let resource: JsonObject = {};
  for (const [row, value] of core) resource = withValue(resource, row.place, value);
  const body: Draft = {
    schemas: [urns.user, ...new Set(extensions.flatMap(([{ place }]) => place.urn ?? []))],
    ...resource,
    ...rolesOf(context, user),
    ...(options.externalId === 'none' ? {} : { externalId: oktaIdOf(user.id) }),
    groups: [],
  };
  const password = passwordOf(context);
  if (password !== undefined) body.password = password;
  body.active = options.createActive;
  let whole: JsonObject = body;
  for (const [row, value] of extensions) whole = withValue(whole, row.place, value);
  return whole;
}

/** A random placeholder, sent even without password sync. [okta-create-06] */
function passwordOf({ options, random }: OktaContext): string | undefined {
  if (options.createPassword === 'none') return undefined;
  return options.createPassword === 'fixed' ? 'gl7mqWZx' : random.text(8, letters + digits);
}

export function newPassword({ options, random }: OktaContext): string {
  return random.text(options.passwordSync === 'okta' ? 12 : 8, letters + digits);
}

/**
 * The server's own representation with the mapped values put into it, for a PUT: nothing else is touched, keys keep
 * their order and new ones come last. [okta-update-01, okta-update-02]
 */
export function profileBody(
  context: OktaContext,
  user: DirectoryUser,
  before: JsonObject,
  profile: Profile,
): JsonObject {
  const { memory, options } = context;
  const pushed = memory.users.get(user.id)?.pushed;
  const rows = mappingOf(options);
  const put = (resource: JsonObject, row: MappingRow): JsonObject => {
    const value = profile.get(row);
    const old = pushed?.get(row);
    if (value === undefined) {
      const isCleared = old !== undefined || options.profilePush === 'whole';
      return isCleared ? cleared(options, resource, row) : resource;
    }
    return options.profilePush === 'changed' && value === old ? resource : withValue(resource, row.place, value);
  };
  let body = rows.filter(({ place }) => place.urn === undefined).reduce(put, before);
  body = { ...body, ...rolesOf(context, user) };
  if (options.externalId !== 'none') body = { ...body, externalId: oktaIdOf(user.id) };
  if (body.groups === undefined) body = { ...body, groups: [] };
  body = rows.filter(({ place }) => place.urn !== undefined).reduce(put, body);
  return withSchemas(body, rows);
}

/** An attribute that Okta has cleared. [okta-attr-06] */
function cleared(options: OktaOptions, resource: JsonObject, { place }: MappingRow): JsonObject {
  if (options.clearAs === 'omit') return withoutValue(resource, place);
  return hasPlace(resource, place) ? withValue(resource, place, options.clearAs === 'null' ? null : '') : resource;
}

/** The URNs of the extensions that a body holds join its `schemas`. */
function withSchemas(body: JsonObject, rows: readonly MappingRow[]): JsonObject {
  const { schemas } = body;
  if (!isList(schemas)) return body;
  const used = new Set(rows.flatMap(({ place }) => place.urn ?? []));
  const missing = [...used].filter((urn) => isObject(body[urn]) && !schemas.includes(urn));
  return missing.length === 0 ? body : { ...body, schemas: [...schemas, ...missing] };
}

/** What differs from the last push, as the value of a pathless replace; undefined when nothing does. [okta-update-05] */
export function profilePatch(context: OktaContext, user: DirectoryUser, profile: Profile): JsonObject | undefined {
  const { memory, options } = context;
  const pushed = memory.users.get(user.id)?.pushed;
  const rows = mappingOf(options);
  const changed = new Set(rows.filter((row) => profile.get(row) !== pushed?.get(row)));
  // An element of a list goes as a whole, since a part of it could not be told from another element.
  const lists = new Set([...changed].flatMap(({ place }) => (place.selector === undefined ? [] : place.attribute)));
  let value: JsonObject = {};
  for (const row of rows) {
    if (!changed.has(row) && !(row.place.selector !== undefined && lists.has(row.place.attribute))) continue;
    const held = profile.get(row);
    if (held !== undefined) value = withValue(value, row.place, held);
    else if (pushed?.get(row) !== undefined)
      value = withValue(value, row.place, options.clearAs === 'empty' ? '' : null);
  }
  if (areRolesNew(context, user)) value = { ...value, ...rolesOf(context, user) };
  return Object.keys(value).length === 0 ? undefined : value;
}

/** A PATCH with one pathless replace. [okta-active-01] */
export function replaceBody(value: JsonObject): JsonObject {
  return { schemas: [urns.patchOp], Operations: [{ op: 'replace', value }] };
}

/** Roles by the ids that the server gave them; only where entitlements were read. [okta-discovery-02] */
function rolesOf(context: OktaContext, user: DirectoryUser): JsonObject {
  const told = context.memory.users.get(user.id)?.roles ?? [];
  if (!hasRoles(context) || (user.roles.length === 0 && told.length === 0)) return {};
  const { entitlements } = context.memory;
  return { roles: user.roles.map((display) => ({ value: entitlements.get(display) ?? display, display })) };
}

function hasRoles({ options }: OktaContext): boolean {
  return options.discovery === 'entitlements';
}

/** Whether the roles are others than those that were told last. */
export function areRolesNew(context: OktaContext, user: DirectoryUser): boolean {
  const told = context.memory.users.get(user.id)?.roles ?? [];
  return (
    hasRoles(context) && (told.length !== user.roles.length || told.some((role, index) => role !== user.roles[index]))
  );
}

/** Members are shown by their application user name. [okta-group-04] */
export function displayOf(context: OktaContext, user: DirectoryUser): string | null {
  return context.options.memberDisplay === 'null' ? null : appUserName(context, user);
}

type Entry = readonly [row: MappingRow, value: string];

function split(profile: Profile): readonly [core: readonly Entry[], extensions: readonly Entry[]] {
  const entries = [...profile];
  return [
    entries.filter(([{ place }]) => place.urn === undefined),
    entries.filter(([{ place }]) => place.urn !== undefined),
  ];
}
