import { coreDefinitions, coreResourceTypes, isObject, type JsonObject, urns } from '#scim';
import type { RequestMessage, ResponseMessage, Transport } from '#wire';

/** A fault is asked before the fake answers; what it gives back is the answer. */
export type Fault = (request: RequestMessage, good: () => ResponseMessage) => ResponseMessage;

/** A SCIM server of a few lines, in memory, for tests of the harness: Users only, and filters of one comparison. */
export function fakeTarget(
  fault: Fault = (_, good) => good(),
): Transport & { readonly users: Map<string, JsonObject> } {
  const users = new Map<string, JsonObject>();
  let count = 0;

  const good = ({ method, url, body }: RequestMessage): ResponseMessage => {
    const { pathname, searchParams } = new URL(url);
    const [, kind = '', id] = /^\/scim\/v2\/([^/]+)(?:\/(.+))?$/.exec(pathname) ?? [];
    if (kind === 'ServiceProviderConfig') return json(200, config);
    if (kind === 'ResourceTypes') return list(coreResourceTypes.filter(({ name }) => name === 'User').map(plain));
    if (kind === 'Schemas') return list(coreDefinitions.map(plain));
    if (kind !== 'Users') return error(404);
    if (method === 'POST') {
      count += 1;
      const made = {
        ...parsed(body),
        id: `id-${count}`,
        meta: { resourceType: 'User', location: `${url}/id-${count}` },
      };
      users.set(made.id, made);
      return json(201, made);
    }
    if (id === undefined) return list([...users.values()].filter(matching(searchParams.get('filter'))));
    const found = users.get(id);
    if (found === undefined) return error(404);
    if (method === 'GET') return json(200, found);
    if (method === 'DELETE') users.delete(id);
    return { status: 204, headers: [], body: '' };
  };
  return Object.assign(async (request: RequestMessage) => fault(request, () => good(request)), { users });
}

const config: JsonObject = {
  schemas: [urns.serviceProviderConfig],
  patch: { supported: false },
  filter: { supported: true, maxResults: 100 },
};

/** `userName eq "x"`, or the same with sw or co, without regard to case. */
function matching(filter: string | null): (user: JsonObject) => boolean {
  const [, name = '', operator, value = ''] = /^(\w+) (eq|sw|co) "(.*)"$/.exec(filter ?? '') ?? [];
  return (user) => {
    const text = String(user[name] ?? '').toLowerCase();
    if (operator === 'eq') return text === value.toLowerCase();
    if (operator === 'sw') return text.startsWith(value.toLowerCase());
    return operator === undefined || text.includes(value.toLowerCase());
  };
}

export function json(status: number, body: unknown): ResponseMessage {
  return { status, headers: [['Content-Type', 'application/scim+json']], body: JSON.stringify(body) };
}

export function error(status: number, scimType?: string): ResponseMessage {
  return json(status, { schemas: [urns.error], status: String(status), scimType });
}

function list(resources: readonly unknown[]): ResponseMessage {
  return json(200, { schemas: [urns.listResponse], totalResults: resources.length, Resources: resources });
}

function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

function parsed(body: string | undefined): JsonObject {
  const value: unknown = JSON.parse(body ?? '{}');
  return isObject(value) ? value : {};
}
