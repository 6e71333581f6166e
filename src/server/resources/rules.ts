import { scimError } from '#scim';
import type { IndexKey, View } from '../store/store.ts';
import type { Kind } from './kind.ts';

/** @throws ScimError uniqueness if another resource of the kind has one of these values where they must be unique */
export function requireUnique(view: View, kind: Kind, keys: readonly IndexKey[], id: string): void {
  for (const { path, unique } of kind.indexes) {
    if (!unique) continue;
    for (const key of keys) {
      if (key.index !== path || view.find(kind.name, path, 'eq', key.value).every((entry) => entry.id === id)) continue;
      throw scimError('uniqueness', `another ${kind.name} has this ${path}, which must be unique`, { attribute: path });
    }
  }
}

/**
 * `promised` are ids that the same bulk job creates.
 * @throws ScimError invalidValue for a member that is nobody, or the group itself (D27, D79)
 */
export function requireMembers(
  { view, promised }: { readonly view: View; readonly promised: ReadonlySet<string> },
  groupId: string,
  ids: readonly string[],
): void {
  for (const id of ids) {
    const position = { attribute: 'members', value: id };
    if (id === groupId) throw scimError('invalidValue', `a Group cannot be a member of itself ("${id}")`, position);
    if (view.entry(id) !== undefined || promised.has(id)) continue;
    throw scimError('invalidValue', `there is no resource with the id "${id}" to be a member`, position);
  }
}
