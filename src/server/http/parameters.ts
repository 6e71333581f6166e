import { scimError } from '#scim';

/**
 * The query parameters by name, decoded once. Of a repeated one the first counts, unless it is a list: lists are joined.
 * A `+` is a space, as the forms of browsers and most provisioning clients write it; a plus is `%2B`.
 * @throws ScimError invalidValue for a broken percent escape
 */
export function parametersFrom(query: string): ReadonlyMap<string, string> {
  const parameters = new Map<string, string>();
  if (query === '') return parameters;
  for (const part of query.split('&')) {
    if (part === '') continue;
    const equals = part.indexOf('=');
    const name = decode(equals < 0 ? part : part.slice(0, equals));
    const value = equals < 0 ? '' : decode(part.slice(equals + 1));
    const before = parameters.get(name);
    if (before === undefined) parameters.set(name, value);
    else if (lists.has(name)) parameters.set(name, `${before},${value}`);
  }
  return parameters;
}

const lists: ReadonlySet<string> = new Set(['attributes', 'excludedAttributes']);

function decode(text: string): string {
  const spaced = text.includes('+') ? text.replaceAll('+', ' ') : text;
  if (!spaced.includes('%')) return spaced;
  try {
    return decodeURIComponent(spaced);
  } catch {
    throw scimError('invalidValue', `the query holds a percent escape that is not UTF-8: "${text.slice(0, 80)}"`);
  }
}
