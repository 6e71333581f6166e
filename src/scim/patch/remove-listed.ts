import { isList, isObject, type Json, own } from '../json.ts';
import type { Reading } from '../profile/reading.ts';
import { identityOf, isMembership, valueKey } from '../resource/identity.ts';
import { objectFor, readOne, readParts } from '../resource/read-value.ts';
import type { Attribute } from '../schema/schema.ts';
import { changeWhere, type ListDraft, removeByKey } from './list-draft.ts';

/**
 * Removes the values that a remove lists beside its path, and no others (dispute D02).
 * One walk over the list, however many values are named.
 * @throws ScimError invalidValue for a value that the attribute cannot have
 */
export function removeListed(list: ListDraft, json: Json, reading: Reading): void {
  const { attribute } = list;
  const listed = isList(json) ? json : [json];
  if (attribute.type === 'complex' && !isMembership(attribute)) {
    removeMarked(list, marksOf(attribute, listed, reading));
    return;
  }
  for (const each of listed) {
    const element = readOne(attribute, asObject(attribute, each), reading, true);
    if (element !== undefined) removeByKey(list, identityOf(attribute, element));
  }
}

/** The parts by which a value is recognised; all must be equal. The first of them leads to the others. */
type Mark = readonly (readonly [Attribute, Json])[];
type Marks = ReadonlyMap<Attribute, ReadonlyMap<string, readonly Mark[]>>;

function marksOf(attribute: Attribute, listed: readonly Json[], reading: Reading): Marks {
  const marks = new Map<Attribute, Map<string, Mark[]>>();
  for (const each of listed) {
    const object = objectFor(attribute, asObject(attribute, each), reading);
    const mark = distinguishing(attribute, readParts(attribute, object, reading));
    const [first] = mark;
    if (first === undefined) continue;
    const byKey = marks.get(first[0]) ?? new Map<string, Mark[]>();
    marks.set(first[0], byKey);
    const key = valueKey(first[0], first[1]);
    const same = byKey.get(key);
    if (same === undefined) byKey.set(key, [mark]);
    else same.push(mark);
  }
  return marks;
}

function removeMarked(list: ListDraft, marks: Marks): void {
  const isListed = (element: Json): boolean => {
    for (const [sub, byKey] of marks) {
      const held = isObject(element) ? own(element, sub.name) : undefined;
      const candidates = held === undefined ? undefined : byKey.get(valueKey(sub, held));
      if (candidates?.some((mark) => bears(element, mark))) return true;
    }
    return false;
  };
  changeWhere(list, isListed, () => undefined);
}

function bears(element: Json, mark: Mark): boolean {
  return mark.every(([sub, wanted]) => {
    const held = isObject(element) ? own(element, sub.name) : undefined;
    return held !== undefined && valueKey(sub, held) === valueKey(sub, wanted);
  });
}

/** A string alone names the value. */
function asObject(attribute: Attribute, json: Json): Json {
  const value = attribute.subAttributes.get('value');
  return typeof json === 'string' && value !== undefined ? { [value.name]: json } : json;
}

/** Value and type, or all that is said where there is no value. */
function distinguishing(_attribute: Attribute, parts: ReadonlyMap<Attribute, Json | undefined>): Mark {
  const given: (readonly [Attribute, Json])[] = [];
  for (const [sub, part] of parts) if (part !== undefined) given.push([sub, part]);
  const value = given.find(([sub]) => sub.name.toLowerCase() === 'value');
  return value === undefined ? given : [value, ...given.filter(([sub]) => sub.name.toLowerCase() === 'type')];
}
