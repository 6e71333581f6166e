import { responseFrom } from '../http/answer.ts';
import { callFrom } from '../http/call.ts';
import { observed } from '../recording/observed.ts';
import { recentExchanges } from '../recording/recent-exchanges.ts';
import { scaiDrive } from '../scaidrive/scaidrive.ts';
import { scimServer } from '../scim-server.ts';
import type { ServerOptions } from '../settings.ts';
import { memoryStore } from '../store/memory-store.ts';
import type { Store } from '../store/store.ts';
import { adminConsole } from './console.ts';

export const adminPassword = 'open sesame, please';
export const origin = 'http://scim.example';

interface Shown {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** The console of a server in this process, as a browser without script would use it. */
export async function testConsole(options: ServerOptions & { readonly setup?: boolean; readonly store?: Store } = {}) {
  const { setup = false, store = memoryStore(), ...rest } = options;
  const drive = scaiDrive({ store, now: rest.now, setup });
  await drive.load();
  const server = scimServer({ ...drive.options, ...rest, store, passwordIterations: 10 });
  const recent = recentExchanges();
  const pages = adminConsole({ server, drive, adminPassword, recent });
  const answer = observed(server, drive, recent);
  let cookie = '';
  let csrf = '';

  async function shown(request: Request): Promise<Shown> {
    const response = await pages(request);
    const [set = ''] = response.headers.getSetCookie();
    if (set !== '') cookie = set.split(';')[0] ?? '';
    const text = await response.text();
    csrf = /name="csrf" value="([^"]+)"/.exec(text)?.[1] ?? csrf;
    return { status: response.status, headers: response.headers, text };
  }
  const get = (path: string, headers: Readonly<Record<string, string>> = {}) =>
    shown(new Request(origin + path, { headers: { cookie, ...headers } }));
  const post = (
    path: string,
    fields: Readonly<Record<string, string>>,
    headers: Readonly<Record<string, string>> = {},
  ) =>
    shown(
      new Request(origin + path, {
        method: 'POST',
        headers: { cookie, ...headers },
        body: new URLSearchParams({ csrf, ...fields }),
      }),
    );

  return {
    server,
    drive,
    get,
    post,
    /** Signs in, and opens a page so that forms can be sent. */
    async signIn() {
      await post('/sign-in', { password: adminPassword });
      await get('/identity/scim');
    },
    cookie: () => cookie,
    /** Sends a SCIM request with a token. */
    async scim(
      method: string,
      path: string,
      token: string,
      body?: unknown,
      more: Readonly<Record<string, string>> = {},
    ) {
      const headers = {
        ...more,
        authorization: `Bearer ${token}`,
        'content-type': 'application/scim+json',
      };
      const sent = body === undefined ? null : JSON.stringify(body);
      const request = new Request(`${origin}${server.basePath}${path}`, { method, headers, body: sent });
      const response = responseFrom(await answer(callFrom(request)));
      const text = await response.text();
      return { status: response.status, headers: response.headers, body: text === '' ? {} : JSON.parse(text) };
    },
  };
}

/** The token that a page shows this once. */
export function secretIn(text: string): string {
  const secret = /class="secret">([^<]+)</.exec(text)?.[1];
  if (secret === undefined) throw new Error('the page shows no token');
  return secret;
}
