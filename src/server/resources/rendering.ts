import { type JsonObject, type Projection, projector } from '#scim';
import type { Entry } from '../store/store.ts';
import { derivedOf, locationOf, type Scene, withDerived } from './derived.ts';
import type { Kind } from './kind.ts';

/** What the caller asked to see; `requested` are the attributes that a write sent. */
export interface Showing {
  readonly projection: Projection | undefined;
  readonly requested?: ReadonlySet<string> | undefined;
}

/** Makes the JSON text of resources of one kind. */
export function renderer(scene: Scene, kind: Kind, showing: Showing): (entry: Entry) => string {
  return showing.projection === undefined && showing.requested === undefined && kind.showsAll
    ? (entry) => plainText(scene, kind, entry)
    : projectedText(scene, kind, showing);
}

const all = { members: true, groups: true } as const;

/**
 * The kept text, with what is not kept put into it: nothing is parsed, and nothing printed that was printed before.
 * `meta` is the last member of what is kept, so the last place where it seems to begin is where it does.
 */
function plainText(scene: Scene, kind: Kind, entry: Entry): string {
  const { text } = entry;
  const location = `,"location":${JSON.stringify(locationOf(scene, kind, entry.id))}}}`;
  const derived = derivedOf(scene, kind, entry, all);
  if (derived === undefined) return text.slice(0, -2) + location;
  const meta = text.lastIndexOf(',"meta":{');
  return `${text.slice(0, meta)},${JSON.stringify(derived).slice(1, -1)}${text.slice(meta, -2)}${location}`;
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
