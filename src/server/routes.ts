import type { Answer } from './http/answer.ts';
import type { Context } from './http/context.ts';
import { bulk } from './operations/bulk.ts';
import { resourceType, resourceTypes, schema, schemas, serviceProviderConfig } from './operations/discovery.ts';
import { deleteItem, patchItem, post, put, read } from './operations/item.ts';
import { list, search } from './operations/list.ts';
import { asMe, createMe } from './operations/me.ts';
import type { Kind } from './resources/kind.ts';
import type { Kinds } from './resources/kinds.ts';

export type Handler = (context: Context) => Answer | Promise<Answer>;

/** What one path can do, by HTTP method. HEAD and OPTIONS follow from it. */
export interface Route {
  readonly methods: Readonly<Record<string, Handler>>;
  /** Answers without a token. */
  readonly isOpen?: boolean;
}

/** The paths that do not depend on the resource types. `*` stands for one segment. */
const fixed: Readonly<Record<string, (segment: string) => Route>> = {
  '': () => ({ methods: { GET: (context) => list(context, context.settings.kinds.all) } }),
  '.search': () => ({ methods: { POST: (context) => search(context, context.settings.kinds.all) } }),
  Bulk: () => ({ methods: { POST: bulk } }),
  Me: () => ({
    methods: {
      GET: (context) => asMe(context, read),
      POST: createMe,
      PUT: (context) => asMe(context, put),
      PATCH: (context) => asMe(context, patchItem),
      DELETE: (context) => asMe(context, deleteItem),
    },
  }),
  ServiceProviderConfig: () => ({ methods: { GET: serviceProviderConfig }, isOpen: true }),
  ResourceTypes: () => ({ methods: { GET: resourceTypes } }),
  'ResourceTypes/*': (name) => ({ methods: { GET: (context) => resourceType(context, name) } }),
  Schemas: () => ({ methods: { GET: schemas } }),
  'Schemas/*': (urn) => ({ methods: { GET: (context) => schema(context, urn) } }),
};

/** The paths that every resource type has. */
const ofKind = {
  collection: (kind: Kind): Route => ({
    methods: { GET: (context) => list(context, [kind]), POST: (context) => post(context, kind) },
  }),
  search: (kind: Kind): Route => ({ methods: { POST: (context) => search(context, [kind]) } }),
  item: (kind: Kind, id: string): Route => ({
    methods: {
      GET: (context) => read(context, kind, id),
      PUT: (context) => put(context, kind, id),
      PATCH: (context) => patchItem(context, kind, id),
      DELETE: (context) => deleteItem(context, kind, id),
    },
  }),
} as const;

/** The route of a path below the base path, without its first slash; undefined where there is nothing. */
export function routeOf(kinds: Kinds, path: string): Route | undefined {
  // Ids and URNs hold no slash, so a second one, or a doubled one, leads nowhere.
  if (path.endsWith('/') || path.indexOf('/') !== path.lastIndexOf('/')) return undefined;
  const slash = path.indexOf('/');
  const first = decoded(slash < 0 ? path : path.slice(0, slash));
  const rest = slash < 0 ? '' : path.slice(slash + 1);
  const second = rest === '' ? undefined : decoded(rest);
  if (first === undefined || first.includes('/') || (rest !== '' && second === undefined)) return undefined;

  const kind = kinds.bySegment.get(first);
  if (kind !== undefined) {
    if (second === undefined) return ofKind.collection(kind);
    return second === '.search' ? ofKind.search(kind) : ofKind.item(kind, second);
  }
  const key = second === undefined ? first : `${first}/*`;
  return Object.hasOwn(fixed, key) ? fixed[key]?.(second ?? '') : undefined;
}

function decoded(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
