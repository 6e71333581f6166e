import { type ScimServer, scimServer } from '../scim-server.ts';
import type { ServerOptions } from '../settings.ts';
import { type Listener, type ListenOptions, listen } from './listen.ts';

export interface StartOptions extends Omit<ServerOptions, 'tokens'>, ListenOptions {
  /** A secret to accept; else one is made. */
  readonly token?: string | undefined;
}

export interface RunningServer {
  /** The base URL that a client is configured with: `http://127.0.0.1:8790/scim/v2`. */
  readonly scim: string;
  readonly token: string;
  readonly server: ScimServer;
  /** Forgets all data; the token stays good. */
  reset(): Promise<void>;
  /** Lets requests in flight end, then frees the port and closes the store. */
  close(): Promise<void>;
}

/**
 * A reference server on a port of this machine, ready when the promise resolves.
 * @throws ListenError
 */
export async function startServer({
  token,
  port,
  host,
  elsewhere,
  ...options
}: StartOptions = {}): Promise<RunningServer> {
  const secret = token ?? `scim_${crypto.randomUUID()}`;
  const server = scimServer({ ...options, tokens: [{ name: 'start', secret }] });
  const listener: Listener = await listen(server, { port, host, elsewhere });
  return {
    scim: listener.origin + server.basePath,
    token: secret,
    server,
    reset: () => server.reset(),
    async close() {
      await listener.close();
      await server.store.close();
    },
  };
}
