import { isList, isObject, type Json, type JsonObject } from '#scim';
import { type Exchange, queryOf } from '#wire';
import { pathIn } from './base-of.ts';
import { bodyOf } from './body-of.ts';
import { type Names, nameOf } from './names.ts';

/** What a request means to do, as a phrase: `adds ada@example.com to Engineering`. */
export function operationOf(exchange: Exchange, base: string, names: Names): string {
  const { request } = exchange;
  const path = pathIn(base, request.url) ?? request.url;
  const [endpoint = '', id] = segmentsOf(path);
  const kind = kinds[endpoint] ?? { one: endpoint, many: endpoint };
  const body = bodyOf(request);
  switch (request.method.toUpperCase()) {
    case 'GET':
      return id === undefined ? reads(endpoint, kind.many, request.url) : `reads ${names.of(id)}`;
    case 'POST':
      if (endpoint === 'Bulk') return `sends ${operationsOf(body).length} operations at once`;
      return endpoint === '.search' || id === '.search'
        ? `searches ${kind.many}`
        : `creates ${kind.one} ${labelOf(body)}`.trim();
    case 'PUT':
      return `replaces ${subject(id, body, names)}${activeOf(body) === false ? ' and disables it' : ''}`;
    case 'PATCH':
      return patches(subject(id, undefined, names), body, names);
    case 'DELETE':
      return `deletes ${id === undefined ? kind.many : names.of(id)}`;
    default:
      return `${request.method} ${path.split('?', 1).join('')}`;
  }
}

const kinds: Readonly<Record<string, { readonly one: string; readonly many: string }>> = {
  Users: { one: 'user', many: 'users' },
  Groups: { one: 'group', many: 'groups' },
  Schemas: { one: 'schema', many: 'the schemas' },
  ResourceTypes: { one: 'resource type', many: 'the resource types' },
  ServiceProviderConfig: { one: 'configuration', many: 'what the target can do' },
};

function segmentsOf(path: string): string[] {
  return path
    .split(/[?#]/, 1)
    .join('')
    .split('/')
    .filter((part) => part !== '')
    .map(decoded);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function reads(endpoint: string, many: string, url: string): string {
  const query = new Map(queryOf(url));
  const filter = query.get('filter');
  if (filter === undefined) {
    const from = query.get('startIndex');
    return `reads ${many}${from === undefined || endpoint === 'Schemas' ? '' : ` from ${from}`}`;
  }
  const value = /^\S+\s+eq\s+"(.*)"$/i.exec(filter.trim())?.[1];
  return `looks for ${value ?? `${many} with ${filter}`}`;
}

function subject(id: string | undefined, body: Json | undefined, names: Names): string {
  const label = labelOf(body);
  return label !== '' ? label : names.of(id ?? '');
}

function labelOf(body: Json | undefined): string {
  return isObject(body) ? (nameOf(body) ?? '') : '';
}

function activeOf(body: Json | undefined): boolean | undefined {
  return isObject(body) ? truth(body.active) : undefined;
}

/** Entra's older form writes booleans as text. [entra-patch-03] */
function truth(value: Json | undefined): boolean | undefined {
  if (typeof value === 'boolean') return value;
  return typeof value === 'string' && /^(?:true|false)$/i.test(value) ? value.toLowerCase() === 'true' : undefined;
}

function operationsOf(body: Json | undefined): readonly JsonObject[] {
  const operations = isObject(body) ? (body.Operations ?? body.operations) : undefined;
  return isList(operations) ? operations.filter(isObject) : [];
}

/** The first thing that an operator would want to know of a PATCH. */
function patches(whom: string, body: Json | undefined, names: Names): string {
  const operations = operationsOf(body);
  const members = operations.filter(
    ({ path, value }) => /^members\b/i.test(String(path ?? '')) || (isObject(value) && value.members !== undefined),
  );
  const [first] = members;
  if (first !== undefined) {
    const who = members.flatMap(memberIds).map(names.of);
    const all = who.length === 0 ? 'all members' : listed(who);
    const op = String(first.op).toLowerCase();
    if (op === 'remove') return `removes ${all} from ${whom}`;
    return op === 'add'
      ? `adds ${all} to ${whom}`
      : `sets the members of ${whom} to ${who.length === 0 ? 'nobody' : all}`;
  }
  const active = operations
    .map(({ path, value }) =>
      truth(path === undefined && isObject(value) ? value.active : path === 'active' ? value : undefined),
    )
    .find((value) => value !== undefined);
  if (active !== undefined && operations.length === 1) return `${active ? 'enables' : 'disables'} ${whom}`;
  const touched = operations.flatMap(({ path, value }) =>
    typeof path === 'string' ? [path] : isObject(value) ? Object.keys(value) : [],
  );
  return `changes ${listed(touched.filter((name) => name !== 'id'))} of ${whom}`;
}

function memberIds({ path, value }: JsonObject): readonly string[] {
  const filtered = /\[\s*value\s+eq\s+"([^"]+)"/i.exec(String(path ?? ''))?.[1];
  if (filtered !== undefined) return [filtered];
  const members = isObject(value) && value.members !== undefined ? value.members : value;
  const list = isList(members) ? members : [members];
  return list.flatMap((member) =>
    isObject(member) && typeof member.value === 'string'
      ? [member.value]
      : typeof member === 'string' && member !== ''
        ? [member]
        : [],
  );
}

function listed(names: readonly string[]): string {
  return names.length > 3 ? `${names.slice(0, 2).join(', ')} and ${names.length - 2} more` : names.join(', ');
}
