import type { Json, JsonObject } from '#scim';
import { isObject, urns } from '#scim';
import { type ScimServer, scimServer } from './scim-server.ts';
import type { ServerOptions } from './settings.ts';

/** What a test looks at. `body` is the parsed JSON, an empty object if there was none. */
export interface Seen {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: a test says itself what it expects
  readonly body: { readonly [name: string]: any };
  readonly text: string;
}

export interface TestServer {
  readonly server: ScimServer;
  send(method: string, path: string, body?: Json | string, headers?: Record<string, string>): Promise<Seen>;
  /** Creates a resource and fails the test if that is not possible. */
  create(endpoint: 'Users' | 'Groups', attributes: JsonObject): Promise<Seen['body']>;
  patch(path: string, ...operations: readonly JsonObject[]): Promise<Seen>;
}

export const secret = 'correct horse battery staple';

/** A server in this process, asked through its fetch handler. */
export function testServer(options: ServerOptions = {}): TestServer {
  const server = scimServer({ passwordIterations: 10, tokens: [secret], ...options });
  const base = `https://scim.example${server.basePath}`;

  async function send(
    method: string,
    path: string,
    body?: Json | string,
    headers: Record<string, string> = {},
  ): Promise<Seen> {
    const sent: Record<string, string> = { authorization: `Bearer ${secret}`, ...headers };
    if (body !== undefined) sent['content-type'] ??= 'application/scim+json';
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const request = new Request(base + path, { method, headers: sent, body: body === undefined ? null : text });
    const response = await server.fetch(request);
    const answer = await response.text();
    const parsed: unknown = answer === '' ? {} : JSON.parse(answer);
    return { status: response.status, headers: response.headers, body: isObject(parsed) ? parsed : {}, text: answer };
  }

  return {
    server,
    send,
    async create(endpoint, attributes) {
      const schema = endpoint === 'Users' ? urns.user : urns.group;
      const { status, body } = await send('POST', `/${endpoint}`, { schemas: [schema], ...attributes });
      if (status !== 201) throw new Error(`a ${endpoint} could not be created: ${JSON.stringify(body)}`);
      return body;
    },
    patch: (path, ...operations) => send('PATCH', path, { schemas: [urns.patchOp], Operations: operations }),
  };
}

/** The parts of an error answer that a client can act on. */
export function errorOf({ status, body }: Seen): readonly [number, string | undefined] {
  return [status, body.scimType];
}
