import { isObject } from '#scim';

/** `bulkId:` and an id, as a whole value, or quoted in a PATCH path, or as a segment of an operation's path. */
const whole = /^bulkId:(.+)$/;
const quoted = /"bulkId:([^"]+)"/g;
const segment = /(?<=^|\/)bulkId:([^/]+)/g;

/** The bulkIds that an operation refers to, in its path and anywhere in its data. */
export function referencesIn(path: string, data: unknown): ReadonlySet<string> {
  const found = new Set<string>();
  const note = (bulkId: string) => {
    found.add(bulkId);
    return '';
  };
  resolvePath(path, note);
  resolveData(data, note);
  return found;
}

/** The path with every reference replaced by what `idOf` says. */
export function resolvePath(path: string, idOf: (bulkId: string) => string): string {
  return path.replace(segment, (_, bulkId: string) => idOf(bulkId));
}

/** The data with every reference replaced by what `idOf` says. */
export function resolveData(data: unknown, idOf: (bulkId: string) => string): unknown {
  if (typeof data === 'string') {
    const bulkId = whole.exec(data)?.[1];
    return bulkId === undefined ? data.replace(quoted, (_, id: string) => `"${idOf(id)}"`) : idOf(bulkId);
  }
  if (Array.isArray(data)) return data.map((item) => resolveData(item, idOf));
  if (!isObject(data)) return data;
  // `fromEntries` defines own members whatever their names: `__proto__` stays the ordinary name that it is.
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, resolveData(value, idOf)]));
}
