import type { NewToken } from '../auth/tokens.ts';
import { adminConsole } from '../console/console.ts';
import { observed } from '../recording/observed.ts';
import { recentExchanges } from '../recording/recent-exchanges.ts';
import { type ScaiDrive, scaiDrive } from '../scaidrive/scaidrive.ts';
import { type ScimServer, scimServer } from '../scim-server.ts';
import type { ServerOptions } from '../settings.ts';
import { memoryStore } from '../store/memory-store.ts';
import type { SqliteOptions } from '../store/sqlite-database.ts';
import { sqliteStore } from '../store/sqlite-store.ts';
import { type Listener, type ListenOptions, listen } from './listen.ts';

export interface StartOptions extends Omit<ServerOptions, 'tokens'>, ListenOptions {
  /** A secret to accept; else one is made. */
  readonly token?: string | undefined;
  /** A file to keep all data in; else they last as long as the process. */
  readonly data?: string | undefined;
  /** False leaves out ScaiDrive, the product behind the protocol: its User extension and all that provisioning does. */
  readonly scaidrive?: boolean | undefined;
  /** SCIM is off, and has no token of ours, until somebody enables it in the console. */
  readonly setup?: boolean | undefined;
  /** Opens ScaiDrive's admin console at `/`, to whom has this password. */
  readonly adminPassword?: string | undefined;
  /** For `data`: what survives a loss of power. */
  readonly durability?: SqliteOptions['durability'];
}

export interface RunningServer {
  /** The base URL that a client is configured with: `http://127.0.0.1:8790/scim/v2`. */
  readonly scim: string;
  /** Empty when SCIM is still to be set up and no token was given. */
  readonly token: string;
  readonly server: ScimServer;
  /** Where the admin console is; undefined without one. */
  readonly console: string | undefined;
  /** Undefined when it was left out. */
  readonly scaidrive: ScaiDrive | undefined;
  /** Forgets all data; the token stays good. */
  reset(): Promise<void>;
  /** Lets requests in flight end, then frees the port and closes the store. */
  close(): Promise<void>;
}

/**
 * A reference server on a port of this machine, ready when the promise resolves.
 * @throws ListenError if the port cannot be had, StoreError if the file cannot
 */
export async function startServer(options: StartOptions = {}): Promise<RunningServer> {
  const {
    token,
    data,
    durability,
    port,
    host,
    graceMs,
    elsewhere,
    scaidrive = true,
    setup = false,
    adminPassword,
    ...rest
  } = options;
  const secret = token ?? (setup ? '' : `scim_${crypto.randomUUID()}`);
  const store = data === undefined ? (rest.store ?? memoryStore()) : await sqliteStore(data, { durability });
  const activeDefault = rest.activeDefault ?? rest.profile?.activeDefault;
  const product = scaidrive ? scaiDrive({ store, now: rest.now, setup, activeDefault }) : undefined;
  await product?.load();
  const tokens = secret === '' ? [] : [{ name: 'start', secret, isOnly: true, replaced: product && notedBy(product) }];
  const server = scimServer({ ...product?.options, ...rest, store, tokens });
  await server.prepare();
  const stored = product?.settings.rateLimit;
  if (stored !== undefined) server.rateLimit.set(stored);
  const recent = recentExchanges();
  const pages =
    product === undefined || adminPassword === undefined
      ? undefined
      : adminConsole({
          server,
          drive: product,
          adminPassword,
          recent,
          publicOrigin: rest.publicOrigin,
          onUnexpected: rest.onUnexpected,
        });
  const answer =
    product === undefined || pages === undefined ? server.answer : observed(server, product, recent, rest.publicOrigin);
  const listener = await listenOrClose({ ...server, answer }, { port, host, graceMs, elsewhere: elsewhere ?? pages });
  return {
    scim: listener.origin + server.basePath,
    token: secret,
    server,
    console: pages === undefined ? undefined : `${listener.origin}/`,
    scaidrive: product,
    async reset() {
      await server.reset();
      await product?.load();
    },
    async close() {
      await listener.close();
      await store.close();
    },
  };
}

/** Who starts the server with another token has rotated it. */
function notedBy(product: ScaiDrive): NewToken['replaced'] {
  return (transaction, { id, name }, { id: replaces }) =>
    product.note(transaction, { name: 'start' }, 'scim.token.rotated', {
      target: { type: 'Token', id, name },
      replaces,
      overlapMinutes: 0,
    });
}

async function listenOrClose(server: ScimServer, options: ListenOptions): Promise<Listener> {
  try {
    return await listen(server, options);
  } catch (error) {
    await server.store.close();
    throw error;
  }
}
