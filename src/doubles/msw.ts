import { type HttpHandler, http } from 'msw';
import { type ScimServer, type ServerOptions, scimServer } from '#server';

export interface ScimHandlersOptions extends Omit<ServerOptions, 'tokens' | 'basePath'> {
  /** What the application under test calls; default `http://localhost/scim/v2`. */
  readonly baseUrl?: string | undefined;
  /** The token to accept; default `scim-token`. */
  readonly token?: string | undefined;
  /** A server of your own, in place of the options: made by `scimServer` with the base path of `baseUrl`. */
  readonly server?: ScimServer | undefined;
}

/**
 * Handlers for MSW 3, in Node and in a browser: whatever is sent to `baseUrl` is answered by a reference server in
 * memory. `setupServer(...scimHandlers({ baseUrl }))`
 */
export function scimHandlers(options: ScimHandlersOptions = {}): HttpHandler[] {
  const { baseUrl = 'http://localhost/scim/v2', token = 'scim-token', server, ...rest } = options;
  const { pathname } = new URL(baseUrl);
  const base = baseUrl.replace(/\/+$/, '');
  const answering = server ?? scimServer({ ...rest, basePath: pathname.replace(/\/+$/, ''), tokens: [token] });
  const answer = ({ request }: { readonly request: Request }): Promise<Response> => answering.fetch(request);
  return [http.all(base, answer), http.all(`${base}/*`, answer)];
}
