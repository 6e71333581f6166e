import { isList, isObject, type Json, own } from '#scim';

/** What a JSON pointer leads to; undefined when it leads nowhere. @see RFC 6901 */
export function pointed(value: Json | undefined, pointer: string): Json | undefined {
  let found = value;
  for (const name of stepsOf(pointer)) {
    if (isList(found)) found = found[Number(name)];
    else found = isObject(found) ? own(found, name) : undefined;
  }
  return found;
}

/** A JSON object in which nothing stands but what the pointer leads to. */
export function objectWith(pointer: string, value: Json): Json {
  return stepsOf(pointer).reduceRight<Json>((inner, name) => ({ [name]: inner }), value);
}

function stepsOf(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}
