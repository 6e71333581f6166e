import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { html } from 'hono/html';
import { sameSecret } from '../auth/digest.ts';
import { rateLimit } from '../limits/rate-limit.ts';
import { type RecentExchanges, recentExchanges } from '../recording/recent-exchanges.ts';
import { ByHandError } from '../scaidrive/by-hand.ts';
import type { Origin, ScaiDrive } from '../scaidrive/scaidrive.ts';
import type { ScimServer } from '../scim-server.ts';
import { type AdminSession, type AdminSessions, adminSessions } from './admin-sessions.ts';
import { applicationApi } from './application-api.ts';
import { assets } from './assets.ts';
import { auditRoutes } from './audit-pages.ts';
import type { ConsoleRoute } from './desk.ts';
import { field, type Html } from './elements.ts';
import { groupRoutes } from './group-pages.ts';
import { mappingRoutes } from './mapping-page.ts';
import { alone, page } from './page.ts';
import { scimRoutes } from './scim-pages.ts';
import { settingsRoutes } from './settings-pages.ts';
import { shareRoutes } from './share-pages.ts';
import { signInRoutes } from './sign-in-pages.ts';
import { userRoutes } from './user-pages.ts';

export interface ConsoleOptions {
  readonly server: ScimServer;
  readonly drive: ScaiDrive;
  readonly adminPassword: string;
  /** What passed at the SCIM endpoint of late. */
  readonly recent?: RecentExchanges | undefined;
  /** `https://host` as clients see it, where that differs from what arrives here. */
  readonly publicOrigin?: string | undefined;
  readonly onUnexpected?: ((error: unknown, requestId: string) => void) | undefined;
}

const routes: readonly ConsoleRoute[] = [
  { method: 'get', path: '/', make: ({ go }) => go('/identity/scim') },
  ...scimRoutes,
  ...mappingRoutes,
  ...signInRoutes,
  ...userRoutes,
  ...groupRoutes,
  ...shareRoutes,
  ...settingsRoutes,
  ...auditRoutes,
];

const cookie = 'scaidrive_admin';
/** Script and style are files of ours and never part of a page, and nobody may frame one. */
const headers: Readonly<Record<string, string>> = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
};

const mostBytes = 65_536;

/** The admin console as a function from request to response. */
export function adminConsole(options: ConsoleOptions): (request: Request) => Promise<Response> {
  const { server, drive, adminPassword, recent = recentExchanges(), publicOrigin, onUnexpected = () => {} } = options;
  const sessions = adminSessions(drive.store, drive.now);
  const attempts = rateLimit({ requests: 10, perMs: 60_000 }, drive.now);
  const app = new Hono();

  app.use(async (context, next) => {
    await next();
    for (const [name, value] of Object.entries(headers)) context.res.headers.set(name, value);
    if (!context.res.headers.has('cache-control')) context.res.headers.set('cache-control', 'no-store');
  });
  const limited = bodyLimit({ maxSize: mostBytes, onError: (context) => plain(context, 413, tooLarge) });
  // It reads forms of unknown length itself; what goes wrong further on does not come back here.
  app.use((context, next) => readable(() => limited(context, next)));
  for (const { path, type, text } of Object.values(assets)) {
    const kept = { 'content-type': type, 'cache-control': 'public, max-age=31536000, immutable' };
    app.get(path.split('?')[0] ?? path, (context) => context.body(text, 200, kept));
  }
  app.get('/sign-in', (context) => context.html(signInPage(undefined, placeFrom(context.req.query('to')))));
  app.get('/api/*', (context) => applicationApi({ drive, adminPassword, attempts }, context.req.raw));

  app.post('/sign-in', async (context) => {
    const origin: Origin = { name: 'admin' };
    if (isForeign(context.req.raw)) return plain(context, 403, 'This form was sent from another site.');
    const { password, to: wanted } = await formIn(context);
    const to = placeFrom(wanted);
    const waitS = attempts.peek('sign-in');
    if (waitS > 0) {
      const words = `Too many attempts. Wait ${waitS} s, then try again.`;
      return context.html(signInPage(words, to), 429, { 'retry-after': String(waitS) });
    }
    const isRight = typeof password === 'string' && sameSecret(password.trim(), adminPassword);
    // Only guesses count: a script may open as many sessions as it likes.
    if (!isRight) attempts.take('sign-in');
    await drive.store.write((transaction) =>
      drive.note(transaction, origin, `console.sign-in.${isRight ? 'accepted' : 'refused'}`),
    );
    if (!isRight)
      return context.html(signInPage('This is not the password. It was printed when the server started.', to), 401);
    // A new secret at each sign-in: one that was planted before is worth nothing.
    setCookie(context, cookie, await sessions.open(), { httpOnly: true, sameSite: 'Strict', path: '/' });
    return context.redirect(to, 303);
  });

  app.post('/sign-out', async (context) => {
    const session = await sessionOf(context, sessions);
    const { csrf } = await formIn(context);
    if (session !== undefined && session.csrf === csrf) await sessions.close(session);
    deleteCookie(context, cookie, { path: '/' });
    return context.redirect('/sign-in', 303);
  });

  for (const { method, path, make } of routes) {
    app.on(method.toUpperCase(), path, async (context) => {
      const session = await sessionOf(context, sessions);
      const here = new URL(context.req.url);
      if (session === undefined) {
        if (method === 'get') {
          const to = here.pathname + here.search;
          return context.redirect(to === '/' ? '/sign-in' : `/sign-in?to=${encodeURIComponent(to)}`, 303);
        }
        const words = 'Your session ended. Sign in again, then repeat what you did.';
        return context.html(signInPage(words, pageOf(here.pathname)), 401);
      }
      const form = method === 'post' ? await formIn(context) : {};
      if (method === 'post' && (isForeign(context.req.raw) || !isFrom(session, form.csrf))) {
        const words = 'This form is not one of this session. Open the page again, then repeat what you did.';
        return context.html(refusedPage(session, 403, words, here.pathname), 403);
      }
      const given = (name: string): string => {
        const value = context.req.param(name) ?? form[name] ?? context.req.query(name);
        return typeof value === 'string' ? value : '';
      };
      try {
        return await make({
          server,
          drive,
          recent,
          scimBase: (publicOrigin ?? here.origin) + server.basePath,
          origin: { name: 'admin' },
          csrf: session.csrf,
          request: context.req.raw,
          given,
          show: (head, content) => context.html(page({ ...head, csrf: session.csrf }, content)),
          go: (to) => context.redirect(to, 303),
        });
      } catch (error) {
        if (!(error instanceof ByHandError)) throw error;
        return context.html(refusedPage(session, error.status, error.message, here.pathname), error.status);
      }
    });
  }

  app.notFound(async (context) => {
    const session = await sessionOf(context, sessions);
    const words = 'There is no such page.';
    return session === undefined
      ? plain(context, 404, words)
      : context.html(refusedPage(session, 404, words, context.req.path), 404);
  });
  app.onError((error, context) => {
    if (error instanceof UnreadableForm) return plain(context, 400, 'This is no form that can be read to its end.');
    onUnexpected(error, 'console');
    return plain(context, 500, 'The console failed to do this.');
  });
  return async (request) => app.fetch(request);
}

const tooLarge = 'The form is too large.';

/** The fault of whoever sent it: no form, a broken one, or a connection that ended too early. */
class UnreadableForm extends Error {}

async function readable<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    throw new UnreadableForm('the form cannot be read', { cause });
  }
}

function formIn(context: Context): Promise<Record<string, unknown>> {
  return readable(() => context.req.parseBody());
}

async function sessionOf(context: Context, sessions: AdminSessions): Promise<AdminSession | undefined> {
  const secret = getCookie(context, cookie);
  return secret === undefined ? undefined : sessions.find(secret);
}

function isFrom(session: AdminSession, csrf: unknown): boolean {
  return typeof csrf === 'string' && sameSecret(csrf, session.csrf);
}

/** Browsers say where a form was sent from; a request without these words came from no browser. */
function isForeign(request: Request): boolean {
  const site = request.headers.get('sec-fetch-site');
  if (site !== null) return site !== 'same-origin' && site !== 'none';
  const origin = request.headers.get('origin');
  return origin !== null && new URL(request.url).host !== hostOf(origin);
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}

/** Where somebody goes after signing in: a page of ours, whatever the link said. */
function placeFrom(wanted: unknown): string {
  const base = 'http://console';
  if (typeof wanted !== 'string' || !wanted.startsWith('/') || !URL.canParse(wanted, base)) return '/';
  const { origin, pathname, search } = new URL(wanted, base);
  // A path that begins with two slashes would be read as a host by the browser that is sent there.
  return origin === base && !pathname.startsWith('//') ? pathname + search : '/';
}

/** The page that a form is on, by where it is sent to. */
function pageOf(path: string): string {
  const parts = path.split('/').slice(1, 3).join('/');
  return routes.some(({ method, path: own }) => method === 'get' && fits(own, `/${parts}`)) ? `/${parts}` : '/';
}

function fits(route: string, path: string): boolean {
  const wanted = path.split('/');
  const parts = route.split('/');
  return wanted.length === parts.length && parts.every((part, at) => part.startsWith(':') || part === wanted[at]);
}

function signInPage(error: string | undefined, to: string): Html {
  return alone(
    'Sign in',
    error,
    html`<form method="post" action="/sign-in"><input type="hidden" name="to" value="${to}">${field(
      'password',
      'Admin password',
      {
        hint: 'It was printed when the server started.',
        more: html`type="password" autocomplete="current-password" required`,
      },
    )}<button>Sign in</button></form>`,
  );
}

const titles = { 400: 'Not done', 403: 'Not allowed', 404: 'Not found', 409: 'Not done' } as const;

function refusedPage({ csrf }: AdminSession, status: keyof typeof titles, error: string, path: string): Html {
  const at = routes.find(({ path: own }) => own !== '/' && path.startsWith(own))?.path ?? '';
  const back = status === 404 ? at || '/' : pageOf(path);
  const words = back === '/' ? 'To the start' : status === 404 ? 'Back to the list' : 'Back to the page';
  return page(
    { title: titles[status], at, csrf, error },
    html`<p class="links">${status === 404 ? '' : 'Nothing was changed. '}<a href="${back}">${words}</a></p>`,
  );
}

function plain(context: Context, status: 400 | 403 | 404 | 413 | 500, words: string): Response | Promise<Response> {
  return context.html(alone(words, undefined, html`<p><a href="/">To the console</a></p>`), status);
}
