import { type JsonObject, type Projection, project } from '#scim';
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

/** The resource as JSON text. The plain form is kept with the entry for as long as it stays true. */
export function render(scene: Scene, kind: Kind, entry: Entry, showing: Showing): string {
  if (showing.projection !== undefined || showing.requested !== undefined) {
    return JSON.stringify(shown(scene, kind, entry, showing));
  }
  const kept = entry.rendered;
  const generation = dependsOnOthers(scene, kind, entry) ? scene.view.generation : untilReplaced;
  if (kept !== undefined && kept.generation === generation && kept.base === scene.base) return kept.text;
  const text = JSON.stringify(shown(scene, kind, entry, showing));
  entry.rendered = { text, base: scene.base, generation };
  return text;
}

function shown(scene: Scene, kind: Kind, entry: Entry, { projection, requested }: Showing): JsonObject {
  const derived = {
    members: kind.hasMembers && admits(kind, 'members', projection),
    groups: kind.hasGroups && admits(kind, 'groups', projection),
  };
  const whole = withDerived(scene, kind, entry, derived);
  return project(kind.schema, whole, projection, requested === undefined ? {} : { requested });
}

/** Whether a projection shows an attribute at all, so that a list of 50,000 members is not built to be dropped. */
function admits(kind: Kind, name: 'members' | 'groups', projection: Projection | undefined): boolean {
  if (projection === undefined) return true;
  const sample = { [name]: [{ value: 'x', display: 'x', type: 'x', $ref: 'x' }] };
  return name in project(kind.schema, sample, projection);
}

function dependsOnOthers(scene: Scene, kind: Kind, entry: Entry): boolean {
  if (kind.hasMembers) return scene.view.memberCount(entry.id) > 0;
  if (!kind.hasGroups) return false;
  for (const _ of scene.view.groupsOf(entry.id)) return true;
  return false;
}
