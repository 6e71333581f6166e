import { type DirectoryUser, targetPath, valueAt } from '#idp';
import type { Json, JsonObject } from '#scim';
import { enterprise, mapped, mappingOf } from './mapping.ts';
import type { EntraContext } from './memory.ts';
import type { EntraOptions } from './options.ts';
import { type RoleUpdate, roleUpdate } from './roles.ts';

const patchOp = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';
export const managerPath = `${enterprise}:manager`;

/** One attribute that the server has otherwise, or not at all. */
export interface Difference {
  readonly path: string;
  readonly value: string | boolean;
  /** The server has no value: the verb is Add. [entra-patch-05] */
  readonly isNew: boolean;
}

/**
 * What differs between the mapped values and the server's copy, in the order of the mapping. A value that is empty in
 * the directory is no difference: nothing is ever cleared. [entra-patch-09, entra-patch-10]
 */
export function differencesOf(
  { options }: EntraContext,
  user: DirectoryUser,
  isSoftDeleted: boolean,
  copy: JsonObject,
): readonly Difference[] {
  return mappingOf(options).flatMap((row): Difference[] => {
    const path = targetPath(row.target);
    const value = mapped(row, user, isSoftDeleted);
    if (path === undefined || value === undefined || row.onlyOnCreate) return [];
    const held = valueAt(copy, path);
    return held === value ? [] : [{ path: row.target, value, isNew: held === undefined }];
  });
}

/** The body of U; undefined when there is nothing to send. All changes of one object go in one request. [entra-patch-01] */
export function updateBody(
  context: EntraContext,
  user: DirectoryUser,
  differences: readonly Difference[],
  /** Absent where only `active` may go out: then roles stay as they are, as they do in an on-demand run. [entra-demand-02] */
  copy: JsonObject | undefined,
): JsonObject | undefined {
  const isFlagged = speaksFlagged(context);
  const operations = isFlagged ? flagged(differences, context.options) : unflagged(differences);
  const areRolesSent = copy !== undefined && !context.memory.isOnDemand;
  const roles = !areRolesSent ? undefined : roleUpdate(context.options, user, copy, isFlagged);
  const all = roles === undefined ? operations : [...operations, roleOperation(roles, isFlagged)];
  return all.length === 0 ? undefined : patchBody(all);
}

export function speaksFlagged({ options, memory }: EntraContext): boolean {
  return options.aadOptscim062020 && !memory.isOnDemand;
}

export function patchBody(operations: readonly JsonObject[]): JsonObject {
  return { schemas: [patchOp], Operations: operations };
}

/** One operation for each attribute, capitalised verbs, every value as text. [entra-patch-03] */
function unflagged(differences: readonly Difference[]): readonly JsonObject[] {
  return differences.map(({ path, value, isNew }) => ({
    op: isNew ? 'Add' : 'Replace',
    path,
    value: typeof value === 'boolean' ? (value ? 'True' : 'False') : value,
  }));
}

/** Adds with a path; replaces with a filtered path; then one replace without a path for all the rest. [entra-patch-04] */
function flagged(differences: readonly Difference[], options: EntraOptions): readonly JsonObject[] {
  const added = differences.filter(({ isNew }) => isNew);
  const replaced = differences.filter(({ isNew }) => !isNew);
  const filtered = replaced.filter(({ path }) => path.includes('['));
  const plain = replaced.filter(({ path }) => !path.includes('['));
  const [only] = plain;
  const isLoneActive = differences.length === 1 && only?.path === 'active';
  const isLonePath = plain.length === 1 && options.flagSingleReplace === 'path';
  const rest: readonly JsonObject[] =
    only === undefined
      ? []
      : isLoneActive || isLonePath
        ? [{ op: 'replace', path: only.path, value: only.value }]
        : [{ op: 'replace', value: Object.fromEntries(plain.map(({ path, value }) => [path, value])) }];
  return [
    ...added.map(({ path, value }) => ({ op: 'add', path, value })),
    ...filtered.map(({ path, value }) => ({ op: 'replace', path, value })),
    ...rest,
  ];
}

function roleOperation(roles: RoleUpdate, isFlagged: boolean): JsonObject {
  if (roles.form === 'single') {
    const verb = roles.isNew ? 'Add' : 'Replace';
    return { op: isFlagged ? verb.toLowerCase() : verb, path: roles.path, value: roles.value };
  }
  // The whole list is replaced in lower case in either dialect. [entra-role-03]
  if (roles.form === 'assertive') return { op: 'replace', path: 'roles', value: roles.value };
  return { op: isFlagged ? 'add' : 'Add', path: 'roles', value: roles.value };
}

/** The body of UM. [entra-manager-01 … -04] */
export function managerBody(context: EntraContext, before: string | undefined, now: string | undefined): JsonObject {
  const { options } = context;
  const isFlagged = speaksFlagged(context);
  if (now === undefined) {
    if (isFlagged) return patchBody([{ op: 'remove', path: `${managerPath}[value eq "${before ?? ''}"]` }]);
    const value = options.managerRemoveValue === 'empty' ? '' : (before ?? '');
    return patchBody([{ op: 'Remove', path: managerPath, value }]);
  }
  const verb = before === undefined ? 'Add' : 'Replace';
  const value: Json = options.managerForm === 'ref-array' ? [{ $ref: `../Users/${now}`, value: now }] : now;
  return patchBody([{ op: isFlagged ? verb.toLowerCase() : verb, path: managerPath, value }]);
}

/** The bodies of GU for members: one request for each batch. [entra-group-03 … -06] */
export function memberBodies(context: EntraContext, verb: 'add' | 'remove', ids: readonly string[]): readonly Batch[] {
  const size = context.options.memberBatch;
  const count = Math.ceil(ids.length / size);
  return Array.from({ length: count }, (_, index) => {
    const part = ids.slice(index * size, (index + 1) * size);
    return { ids: part, body: patchBody(memberOperations(context, verb, part)) };
  });
}

interface Batch {
  readonly ids: readonly string[];
  readonly body: JsonObject;
}

function memberOperations(
  context: EntraContext,
  verb: 'add' | 'remove',
  ids: readonly string[],
): readonly JsonObject[] {
  const isFlagged = speaksFlagged(context);
  if (verb === 'remove' && isFlagged) return ids.map((id) => ({ op: 'remove', path: `members[value eq "${id}"]` }));
  const value = ids.map((id): JsonObject => (context.options.memberRef ? { $ref: null, value: id } : { value: id }));
  const names = isFlagged ? { add: 'add', remove: 'remove' } : { add: 'Add', remove: 'Remove' };
  return [{ op: names[verb], path: 'members', value }];
}
