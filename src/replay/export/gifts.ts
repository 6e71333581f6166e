import { isList, isObject } from '#scim';
import { type Exchange, headerOf } from '#wire';
import { idOf, lastSegment } from '../bind/given.ts';
import { bodyOf } from '../recording/body-of.ts';
import type { Gift } from './case.ts';

/** Where an answer shows an id, a version or a cursor; undefined where it does not. */
export function giftOf(
  { response }: Exchange,
  kind: Gift['kind'],
  value: string,
): Pick<Gift, 'from' | 'isLastSegment'> | undefined {
  if (response === null) return undefined;
  const body = bodyOf(response);
  const parts = isObject(body) ? body : {};
  const list = (name: string) => {
    const elements = parts[name];
    return isList(elements) ? elements.map((element) => (isObject(element) ? element : {})) : [];
  };
  const places = (path: (index: number) => readonly string[], name: string, is: (index: number) => boolean) => {
    const at = list(name).findIndex((_, index) => is(index));
    return at < 0 ? undefined : { from: { body: path(at) } };
  };
  switch (kind) {
    case 'id': {
      if (idOf(parts) === value) return { from: { body: ['id'] } };
      const resources = list('Resources');
      const listed = places(
        (at) => ['Resources', String(at), 'id'],
        'Resources',
        (at) => idOf(resources[at]) === value,
      );
      if (listed !== undefined) return listed;
      if (lastSegment(headerOf(response, 'location')) === value)
        return { from: { header: 'location' }, isLastSegment: true };
      const operations = list('Operations');
      const inBulk = places(
        (at) => ['Operations', String(at), 'location'],
        'Operations',
        (at) => lastSegment(String(operations[at]?.location ?? '')) === value,
      );
      return inBulk === undefined ? undefined : { ...inBulk, isLastSegment: true };
    }
    case 'version': {
      if (headerOf(response, 'etag') === value) return { from: { header: 'etag' } };
      if (versionOf(parts) === value) return { from: { body: ['meta', 'version'] } };
      const resources = list('Resources');
      const path = (at: number) => ['Resources', String(at), 'meta', 'version'];
      return places(path, 'Resources', (at) => versionOf(resources[at] ?? {}) === value);
    }
    case 'cursor': {
      const name = ['nextCursor', 'previousCursor'].find((each) => parts[each] === value);
      return name === undefined ? undefined : { from: { body: [name] } };
    }
  }
}

function versionOf(resource: { readonly meta?: unknown }): unknown {
  return isObject(resource.meta) ? resource.meta.version : undefined;
}
