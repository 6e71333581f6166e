import { isObject, type JsonObject } from '#scim';
import type { ResponseMessage, Transport } from '#wire';

export const base = 'https://sp.test/scim/v2';

/** A target whose ids can be foretold: u-100, u-101 … and g-200, g-201 …. It keeps what it is given, as it is given. */
export interface Target {
  readonly transport: Transport;
  readonly users: Map<string, JsonObject>;
  readonly groups: Map<string, JsonObject>;
}

export type Answers = (request: string) => Partial<ResponseMessage> | undefined;

/** `answers` may take over any request, which it is told as `GET /Users/u-100`. */
export function tiny(answers: Answers = () => undefined, seeds: readonly JsonObject[] = []): Target {
  const kept = { Users: new Map<string, JsonObject>(), Groups: new Map<string, JsonObject>() };
  for (const seed of seeds) kept.Users.set(String(seed.id), seed);
  const transport: Transport = async ({ method, url, body }) => {
    const target = url.replace(base, '');
    const own = answers(`${method} ${target}`);
    if (own !== undefined) return { status: 200, headers: [], body: '', ...own };
    const [, kind, id] = /^\/(Users|Groups)(?:\/([^?]+))?/.exec(target) ?? [];
    const table = kind === 'Users' ? kept.Users : kept.Groups;
    const sent: unknown = body === undefined ? undefined : JSON.parse(body);
    if (method === 'POST' && isObject(sent)) {
      const made = { ...sent, id: kind === 'Users' ? `u-${100 + table.size}` : `g-${200 + table.size}` };
      table.set(made.id, made);
      return json(201, made);
    }
    if (id === undefined) return json(200, listOf(table, new URL(url).searchParams));
    const held = table.get(id);
    if (held === undefined) return json(404, scimError(404, `there is no ${id}`));
    if (method === 'PUT' && isObject(sent)) table.set(id, sent);
    if (method === 'PATCH') table.set(id, { ...held, ...valueOfReplace(sent) });
    if (method === 'DELETE') table.delete(id);
    return method === 'PATCH' || method === 'DELETE'
      ? { status: 204, headers: [], body: '' }
      : json(200, table.get(id));
  };
  return { transport, users: kept.Users, groups: kept.Groups };
}

function valueOfReplace(body: unknown): JsonObject {
  const operations = isObject(body) && Array.isArray(body.Operations) ? body.Operations : [];
  return Object.assign({}, ...operations.map((operation) => (operation.path === undefined ? operation.value : {})));
}

function listOf(table: ReadonlyMap<string, JsonObject>, query: URLSearchParams): object {
  const match = /^(\w+) eq "(.*)"$/.exec(query.get('filter') ?? '');
  const all = [...table.values()].filter((item) => match === null || item[match[1] ?? ''] === match[2]);
  const from = Number(query.get('startIndex') ?? 1) - 1;
  const page = all.slice(from, from + Number(query.get('count') ?? 100));
  return list(page, all.length);
}

export function list(resources: readonly unknown[], totalResults: unknown = resources.length): object {
  const schemas = ['urn:ietf:params:scim:api:messages:2.0:ListResponse'];
  return { schemas, totalResults, startIndex: 1, itemsPerPage: resources.length, Resources: resources };
}

export function json(status: number, body: unknown): ResponseMessage {
  return { status, headers: [['Content-Type', 'application/scim+json']], body: JSON.stringify(body) };
}

export function scimError(status: number, detail: string): object {
  return { schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], detail, status: String(status) };
}
