import { isObject, type JsonObject, urns } from '#scim';
import type { View } from '../store/store.ts';

/**
 * The name of a manager is the server's to say where the manager has an account here (RFC 7643 §4.3), and so what a
 * client says is dropped. Of somebody whom ScaiDrive does not know, it is all that there is to show (S10), and is kept.
 */
export function withoutKnownName(user: JsonObject, type: string, view: View): JsonObject {
  const enterprise = user[urns.enterpriseUser];
  if (type !== 'User' || !isObject(enterprise)) return user;
  const { manager } = enterprise;
  if (!isObject(manager) || manager.displayName === undefined || typeof manager.value !== 'string') return user;
  if (view.entry(manager.value)?.type !== 'User') return user;
  const { displayName: _, ...rest } = manager;
  return { ...user, [urns.enterpriseUser]: { ...enterprise, manager: rest } };
}
