import { isList, isObject, type Json, type Tolerance, tolerances } from '#scim';
import { below, type Fault } from './fault.ts';

/** What only a lenient server takes, each where it stands in `body`. */
export function toleranceFaults(used: readonly Tolerance[], body: Json, pointer: string): Fault[] {
  return used.map(({ id, attribute }) => ({
    level: 'warning',
    pointer: `${pointer}${attribute === undefined ? '' : pointerOf(body, attribute)}`,
    says: `not every server takes this (${id}): ${tolerances[id].does.replace(/\.$/, '')}`,
  }));
}

/** Where an attribute path leads in a resource, in any letter case, as far as it goes. */
function pointerOf(body: Json, path: string): string {
  let pointer = '';
  let value = body;
  for (const step of stepsOf(path)) {
    const holder: Json = isList(value) ? (value[0] ?? null) : value;
    if (isList(value) && value.length > 0) pointer = below(pointer, 0);
    if (!isObject(holder)) return pointer;
    const found = Object.keys(holder).find((name) => name.toLowerCase() === step.toLowerCase());
    if (found === undefined) return pointer;
    pointer = below(pointer, found);
    value = holder[found] ?? null;
  }
  return pointer;
}

function stepsOf(path: string): string[] {
  const colon = path.lastIndexOf(':');
  const urn = colon < 0 ? [] : [path.slice(0, colon)];
  return [...urn, ...path.slice(colon + 1).split('.')];
}
