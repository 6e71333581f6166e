import { isObject, type JsonObject, urns } from '#scim';

/**
 * Which members a PATCH body can change: the ids that it names, or 'all' when that cannot be told from the body.
 * Only these need to be loaded, so that adding one member costs the same in a group of one and of 50,000.
 */
export function touchedMembers(body: unknown): 'all' | ReadonlySet<string> {
  const ids = new Set<string>();
  for (const operation of list(isObject(body) ? member(body, 'operations') : undefined)) {
    if (!isObject(operation)) continue;
    const touched = touchedBy(operation);
    if (touched === 'all') return 'all';
    for (const id of touched) ids.add(id);
  }
  return ids;
}

function touchedBy(operation: JsonObject): 'all' | readonly string[] {
  const op = String(member(operation, 'op')).toLowerCase();
  const path = member(operation, 'path');
  const value = member(operation, 'value');
  if (path === undefined || path === null) {
    const mentions = JSON.stringify(value ?? null)
      .toLowerCase()
      .includes('members');
    if (!mentions) return [];
    const members = op === 'add' && isObject(value) ? member(value, 'members') : undefined;
    return members === undefined ? 'all' : idsIn(members);
  }
  const name = localName(String(path));
  if (!name.includes('members')) return [];
  const selected = /^members\[\s*value\s+eq\s+"([^"\\]*)"\s*\]$/i.exec(localName(String(path), false));
  if (op === 'remove' && selected?.[1] !== undefined) return [selected[1]];
  if (name === 'members' && (op === 'add' || (op === 'remove' && value !== undefined))) return idsIn(value);
  return 'all';
}

function idsIn(value: unknown): 'all' | readonly string[] {
  const ids: string[] = [];
  for (const item of list(value)) {
    const id = isObject(item) ? member(item, 'value') : item;
    // A text that may be JSON is for the core to read, and what it holds is not known here.
    if (typeof id !== 'string' || /[[{]/.test(id)) return 'all';
    ids.push(id);
  }
  return ids;
}

function localName(path: string, lower = true): string {
  const prefix = `${urns.group}:`;
  const local = path.toLowerCase().startsWith(prefix.toLowerCase()) ? path.slice(prefix.length) : path;
  return (lower ? local.toLowerCase() : local).trim();
}

/** A member of a message, its name in any letter case. */
function member(object: JsonObject, lowerName: string): unknown {
  const name = Object.keys(object).find((key) => key.toLowerCase() === lowerName);
  return name === undefined ? undefined : object[name];
}

function list(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}
