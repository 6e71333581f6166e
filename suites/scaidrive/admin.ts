import type { RunningServer } from './running-server.ts';

/** One page of the console as a browser without script gets it. */
export interface Shown {
  readonly status: number;
  readonly headers: Headers;
  readonly html: string;
  /** What a person reads: no markup, and one space where there was any. */
  readonly words: string;
  /** Where a form that was done leads. */
  readonly location: string;
}

type Fields = Readonly<Record<string, string>>;

/** An administrator at the console, over HTTP alone. */
export interface Admin {
  readonly cookie: string;
  get(path: string, headers?: Fields): Promise<Shown>;
  /** Sends a form with the word of the session in it, unless `fields` has another. */
  post(path: string, fields: Fields, headers?: Fields): Promise<Shown>;
  /** The events that fit, oldest first. */
  events(query: string): Promise<readonly AuditEvent[]>;
  /** What the sign-in page says of somebody for whom the identity provider vouches. */
  signIn(claims: Fields): Promise<string>;
  /** The account whose subject this is: what its page says, by label. */
  account(sub: string): Promise<Fields>;
  /** Makes a share, and gives its path. */
  share(name: string, owner: string): Promise<string>;
}

export interface AuditEvent {
  readonly type: string;
  readonly at: string;
  readonly requestId?: string;
  readonly actor: { readonly name?: string; readonly idp?: string };
  readonly target?: { readonly type: string; readonly id: string; readonly name?: string };
  readonly changes?: readonly { readonly path: string; readonly before: unknown; readonly after: unknown }[];
  readonly [name: string]: unknown;
}

export async function signedIn(server: RunningServer): Promise<Admin> {
  const opened = await sendForm(server, '/sign-in', { password: server.adminPassword }, {});
  const cookie = (opened.headers.getSetCookie()[0] ?? '').split(';')[0] ?? '';
  if (opened.status !== 303) throw new Error(`the console answered ${opened.status} to the admin password`);
  const get: Admin['get'] = async (path, headers = {}) =>
    shownFrom(await fetch(new URL(path, server.console), { headers: { cookie, ...headers }, redirect: 'manual' }));
  const csrf = csrfIn((await get('/system/settings')).html);
  const post: Admin['post'] = (path, fields, headers = {}) =>
    sendForm(server, path, { csrf, ...fields }, { cookie, ...headers });
  return {
    cookie,
    get,
    post,
    async events(query) {
      const { html } = await get(`/compliance/audit.ndjson?${query}`);
      return html
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line));
    },
    signIn: async (claims) => (await post('/identity/sign-in', claims)).words,
    async account(sub) {
      const found = await get(`/users?q=${encodeURIComponent(sub)}`);
      const path = /href="(\/users\/[^"?]+)"/.exec(found.html)?.[1];
      if (path === undefined) throw new Error(`the console shows no account "${sub}"`);
      return { ...factsIn((await get(path)).html), path };
    },
    share: async (name, owner) => (await post('/shares', { name, owner })).location,
  };
}

export async function sendForm(server: RunningServer, path: string, fields: Fields, headers: Fields): Promise<Shown> {
  const body = new URLSearchParams(fields);
  return shownFrom(await fetch(new URL(path, server.console), { method: 'POST', body, headers, redirect: 'manual' }));
}

async function shownFrom(response: Response): Promise<Shown> {
  const html = await response.text();
  const { status, headers } = response;
  return { status, headers, html, words: wordsOf(html), location: headers.get('location') ?? '' };
}

export function csrfIn(html: string): string {
  return /name="csrf" value="([^"]+)"/.exec(html)?.[1] ?? '';
}

/** The secret that a page shows this once. */
export function secretIn(html: string): string {
  const secret = /scim_[\w-]{20,}/.exec(html)?.[0];
  if (secret === undefined) throw new Error('the page shows no token');
  return secret;
}

/** The labels of a page with what stands beside each: in lists of terms, and in the first two cells of rows. */
function factsIn(html: string): Fields {
  const cell = '<td[^>]*>(.*?)</td>\\s*';
  const rows = html.matchAll(new RegExp(`<tr[^>]*>\\s*${cell}${cell}`, 'gs'));
  const terms = html.matchAll(/<dt[^>]*>(.*?)<\/dt>\s*<dd[^>]*>(.*?)<\/dd>/gs);
  return Object.fromEntries([...rows, ...terms].map(([, label = '', value = '']) => [wordsOf(label), wordsOf(value)]));
}

const entities: Fields = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' };

function wordsOf(html: string): string {
  return html
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(lt|gt|quot|#39|amp);/g, (_, name: string) => entities[name] ?? '')
    .replace(/\s+/g, ' ')
    .trim();
}
