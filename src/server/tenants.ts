import { statusError } from '#scim';
import { type Answer, responseFrom } from './http/answer.ts';
import { type Call, callFrom } from './http/call.ts';
import { errorAnswer } from './http/error-answer.ts';
import { type ScimServer, scimServer } from './scim-server.ts';
import type { ServerOptions } from './settings.ts';

/** Servers that share an address and nothing else: each tenant has its own tokens, limits and store. */
export interface TenantServers {
  readonly fetch: (request: Request) => Promise<Response>;
  readonly answer: (call: Call) => Promise<Answer>;
  /** Empty: every path is theirs. */
  readonly basePath: '';
  readonly servers: ReadonlyMap<string, ScimServer>;
}

/** One server for each name, at `/name/scim/v2`. The names are path segments as they stand in a URL. */
export function tenantServers(tenants: Readonly<Record<string, ServerOptions>>): TenantServers {
  const servers = new Map(
    Object.entries(tenants).map(([name, options]) => {
      const basePath = `/${name}${options.basePath ?? '/scim/v2'}`;
      return [name, scimServer({ ...options, basePath })] as const;
    }),
  );

  async function answer(call: Call): Promise<Answer> {
    const [, name = ''] = call.path.split('/', 2);
    const server = servers.get(name);
    return server === undefined
      ? errorAnswer(statusError(404, 'there is no such tenant'), 'application/scim+json')
      : server.answer(call);
  }

  return { basePath: '', servers, answer, fetch: async (request) => responseFrom(await answer(callFrom(request))) };
}
