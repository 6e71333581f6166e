import { type JsonObject, type Projection, projector } from '#scim';
import type { Entry } from '../store/store.ts';
import { type Scene, withDerived } from './derived.ts';
import type { Kind } from './kind.ts';

/** What the caller asked to see; `requested` are the attributes that a write sent. */
export interface Showing {
  readonly projection: Projection | undefined;
  readonly requested?: ReadonlySet<string> | undefined;
}

/** A generation that no write ends: nothing but the entry itself decides the text. */
const untilReplaced = -1;

/** Makes the JSON text of resources of one kind. The plain form is kept with the entry for as long as it stays true. */
export function renderer(scene: Scene, kind: Kind, showing: Showing): (entry: Entry) => string {
  return showing.projection === undefined && showing.requested === undefined
    ? (entry) => plainText(scene, kind, entry)
    : projectedText(scene, kind, showing);
}

function plainText(scene: Scene, kind: Kind, entry: Entry): string {
  const kept = entry.rendered;
  const generation = dependsOnOthers(scene, kind, entry) ? scene.view.generation : untilReplaced;
  if (kept !== undefined && kept.generation === generation && kept.base === scene.base) return kept.text;
  const text = JSON.stringify(kind.plain(withDerived(scene, kind, entry, { members: true, groups: true })));
  entry.rendered = { text, base: scene.base, generation };
  return text;
}

function projectedText(scene: Scene, kind: Kind, { projection, requested }: Showing): (entry: Entry) => string {
  const show = projector(kind.schema, projection, requested === undefined ? {} : { requested });
  // A list of 50,000 members is not built to be dropped.
  const derived = {
    members: kind.hasMembers && admits(show, 'members'),
    groups: kind.hasGroups && admits(show, 'groups'),
  };
  return (entry) => JSON.stringify(show(withDerived(scene, kind, entry, derived)));
}

function admits(show: (resource: JsonObject) => JsonObject, name: 'members' | 'groups'): boolean {
  return name in show({ [name]: [{ value: 'x', display: 'x', type: 'x', $ref: 'x' }] });
}

function dependsOnOthers(scene: Scene, kind: Kind, entry: Entry): boolean {
  if (kind.hasMembers) return scene.view.memberCount(entry.id) > 0;
  if (!kind.hasGroups) return false;
  for (const _ of scene.view.groupsOf(entry.id)) return true;
  return false;
}
