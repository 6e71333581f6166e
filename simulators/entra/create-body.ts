import { type DirectoryUser, type TargetPath, targetPath, uuidFrom } from '#idp';
import { isObject, type Json, type JsonObject } from '#scim';
import { enterprise, mapped, mappingOf } from './mapping.ts';
import type { EntraContext } from './memory.ts';
import { createdRoles } from './roles.ts';

const coreUser = 'urn:ietf:params:scim:schemas:core:2.0:User';
const coreGroup = 'urn:ietf:params:scim:schemas:core:2.0:Group';

/** Where the library puts keys that are not in alphabetical order. [entra-create-01] */
const first = ['externalId', 'userName'];
const nameOrder = ['formatted', 'familyName', 'givenName'];

type Draft = { [name: string]: Json };

/** The body of C. Empty attributes are left out; manager is a reference and never in it. [entra-create-01 … -07] */
export function createBody({ options, memory }: EntraContext, user: DirectoryUser, isSoftDeleted: boolean): JsonObject {
  const core: Draft = {};
  const extensions = new Map<string, Draft>();
  const items = new Map<string, Map<string, Draft>>();
  for (const row of mappingOf(options)) {
    const value = mapped(row, user, isSoftDeleted) ?? row.defaultIfNull;
    const path = targetPath(row.target);
    if (value === undefined || path === undefined) continue;
    const sent = row.target === 'active' && options.postActive === 'string' ? titleCase(value) : value;
    if (path.filter !== undefined) itemOf(items, path, options.otherPrimary === 'absent')[path.sub ?? 'value'] = sent;
    else place(path.urn === undefined ? core : extensionOf(extensions, path.urn), path, sent);
  }
  for (const [attribute, byType] of items) core[attribute] = [...byType.values()].map(itemOrdered);
  // An on-demand run sends no roles. [entra-demand-02]
  const roles = memory.isOnDemand ? undefined : createdRoles(options, user);
  if (roles !== undefined) core.roles = roles;
  core.meta = { resourceType: 'User' };
  return {
    schemas: [coreUser, enterprise],
    ...ordered(core, first),
    ...Object.fromEntries([...extensions].map(([urn, values]) => [urn, ordered(values, [])])),
  };
}

/** The body of GC: members come later. [entra-group-02] */
export function groupBody(id: string, displayName: string): JsonObject {
  return {
    schemas: [coreGroup],
    externalId: uuidFrom(id),
    displayName,
    members: [],
    meta: { resourceType: 'Group' },
  };
}

function place(holder: Draft, path: TargetPath, value: Json): void {
  if (path.sub === undefined) {
    holder[path.attribute] = value;
    return;
  }
  const complex = holder[path.attribute];
  const before = isObject(complex) ? complex : {};
  holder[path.attribute] = ordered({ ...before, [path.sub]: value }, path.attribute === 'name' ? nameOrder : []);
}

function extensionOf(extensions: Map<string, Draft>, urn: string): Draft {
  const known = extensions.get(urn) ?? {};
  extensions.set(urn, known);
  return known;
}

/** The element that a filtered path means: `primary` and `type` first. Only the e-mail is primary. [entra-create-05] */
function itemOf(items: Map<string, Map<string, Draft>>, path: TargetPath, leavesPrimaryOut: boolean): Draft {
  const byType = items.get(path.attribute) ?? new Map<string, Draft>();
  items.set(path.attribute, byType);
  const type = path.filter?.value ?? '';
  const known = byType.get(type);
  if (known !== undefined) return known;
  const isPrimary = path.attribute === 'emails' && byType.size === 0;
  const item: Draft = isPrimary || !leavesPrimaryOut ? { primary: isPrimary, type } : { type };
  byType.set(type, item);
  return item;
}

function itemOrdered(item: Draft): JsonObject {
  return ordered(item, ['primary', 'type']);
}

/** The keys named first, then the others by alphabet. */
function ordered(draft: Draft, leading: readonly string[]): JsonObject {
  const rest = Object.keys(draft).filter((key) => !leading.includes(key));
  const keys = [...leading.filter((key) => key in draft), ...rest.sort()];
  return Object.fromEntries(keys.map((key) => [key, draft[key] ?? null]));
}

function titleCase(value: string | boolean): string {
  return value === true || value === 'true' ? 'True' : 'False';
}
