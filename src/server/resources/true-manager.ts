import { isObject, type JsonObject, urns } from '#scim';
import { locationOf, type Scene } from './derived.ts';
import type { Kind } from './kind.ts';

/**
 * Keeps the `$ref` of a manager true, which says in a URL whom `value` says by id. Of a user here it is that user's URL;
 * one that was there before goes when another manager comes without it; a relative one is made absolute (dispute D46).
 * Who sends none is given none.
 * @see RFC 7643 §4.3
 */
export function withTrueManager(
  scene: Scene,
  kind: Kind,
  user: JsonObject,
  before: JsonObject | undefined,
): JsonObject {
  if (!kind.hasGroups) return user;
  const { enterprise, manager } = managerOf(user);
  if (manager === undefined || typeof manager.$ref !== 'string') return user;
  const { $ref, ...rest } = manager;
  const held = before === undefined ? undefined : managerOf(before).manager;
  const isHeld = held?.$ref === $ref;
  if (isHeld && held.value === manager.value) return user;
  const isStale = isHeld && manager.value !== undefined;
  const truth = urlOf(scene, manager.value) ?? (isStale ? undefined : absolute(scene, kind, $ref));
  if (truth === $ref) return user;
  const settled = truth === undefined ? rest : { ...manager, $ref: truth };
  return { ...user, [urns.enterpriseUser]: { ...enterprise, manager: settled } };
}

function managerOf(user: JsonObject) {
  const enterprise = user[urns.enterpriseUser];
  if (!isObject(enterprise)) return { enterprise: undefined, manager: undefined };
  const { manager } = enterprise;
  return { enterprise, manager: isObject(manager) ? manager : undefined };
}

/** The URL of the user with this id. */
function urlOf(scene: Scene, id: unknown): string | undefined {
  const entry = typeof id === 'string' ? scene.view.entry(id) : undefined;
  const kind = entry === undefined ? undefined : scene.kinds.byName.get(entry.type);
  return entry === undefined || kind === undefined || !kind.hasGroups ? undefined : locationOf(scene, kind, entry.id);
}

/** A relative URL is seen from the resource that it stands in, as in the examples of RFC 7643 §8. */
function absolute(scene: Scene, kind: Kind, $ref: string): string {
  const seenFrom = locationOf(scene, kind, 'x');
  const isRelative = $ref !== '' && !URL.canParse($ref) && URL.canParse($ref, seenFrom);
  return isRelative ? new URL($ref, seenFrom).href : $ref;
}
