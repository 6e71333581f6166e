import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { html } from 'hono/html';
import { sameSecret } from '../auth/digest.ts';
import { rateLimit } from '../limits/rate-limit.ts';
import { ByHandError } from '../scaidrive/by-hand.ts';
import type { Origin, ScaiDrive } from '../scaidrive/scaidrive.ts';
import type { ScimServer } from '../scim-server.ts';
import { type AdminSession, type AdminSessions, adminSessions } from './admin-sessions.ts';
import { applicationApi } from './application-api.ts';
import { auditRoutes } from './audit-pages.ts';
import { groupRoutes } from './group-pages.ts';
import { alone, field, type Html, page } from './page.ts';
import { scimRoutes } from './scim-pages.ts';
import { settingsRoutes } from './settings-pages.ts';
import { shareRoutes } from './share-pages.ts';
import { signInRoutes } from './sign-in-pages.ts';
import { styles } from './styles.ts';
import { userRoutes } from './user-pages.ts';

export interface ConsoleOptions {
  readonly server: ScimServer;
  readonly drive: ScaiDrive;
  readonly adminPassword: string;
  readonly onUnexpected?: ((error: unknown, requestId: string) => void) | undefined;
}

/** What every page has at hand. */
export interface Desk {
  readonly server: ScimServer;
  readonly drive: ScaiDrive;
  /** Who acts, for the audit. */
  readonly origin: Origin;
  readonly csrf: string;
  readonly request: Request;
  /** A parameter of the path, a field of the form that was sent, or of the query. */
  readonly given: (name: string) => string;
  readonly show: (title: string, at: string, content: Html, refreshS?: number) => Response | Promise<Response>;
  readonly go: (path: string) => Response;
}

/** One page: its method and path, and what makes it. A path parameter is among what is given. */
export interface ConsoleRoute {
  readonly method: 'get' | 'post';
  readonly path: string;
  readonly make: (desk: Desk) => Response | Promise<Response>;
}

const routes: readonly ConsoleRoute[] = [
  { method: 'get', path: '/', make: ({ go }) => go('/identity/scim') },
  ...scimRoutes,
  ...signInRoutes,
  ...userRoutes,
  ...groupRoutes,
  ...shareRoutes,
  ...settingsRoutes,
  ...auditRoutes,
];

const cookie = 'scaidrive_admin';
/** No script at all, no style that is not a file of ours, and nobody may frame a page. */
const headers: Readonly<Record<string, string>> = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cache-control': 'no-store',
};

const mostBytes = 65_536;

/** The admin console as a function from request to response. */
export function adminConsole(options: ConsoleOptions): (request: Request) => Promise<Response> {
  const { server, drive, adminPassword, onUnexpected = () => {} } = options;
  const sessions = adminSessions(drive.store, drive.now);
  const attempts = rateLimit({ requests: 10, perMs: 60_000 }, drive.now);
  const app = new Hono();

  app.use(async (context, next) => {
    await next();
    for (const [name, value] of Object.entries(headers)) context.res.headers.set(name, value);
  });
  app.use(bodyLimit({ maxSize: mostBytes, onError: (context) => plain(context, 413, 'The form is too large.') }));
  app.get('/console.css', (context) => context.body(styles, 200, { 'content-type': 'text/css; charset=utf-8' }));
  app.get('/sign-in', (context) => context.html(signInPage(undefined)));
  app.get('/api/*', (context) => applicationApi({ drive, adminPassword, attempts }, context.req.raw));

  app.post('/sign-in', async (context) => {
    const origin: Origin = { name: 'admin' };
    if (isForeign(context.req.raw)) return plain(context, 403, 'This form was sent from another site.');
    const waitS = attempts.take('sign-in');
    if (waitS > 0) {
      const words = `Too many attempts. Wait ${waitS} s, then try again.`;
      return context.html(signInPage(words), 429, { 'retry-after': String(waitS) });
    }
    const { password } = await context.req.parseBody();
    const isRight = typeof password === 'string' && sameSecret(password.trim(), adminPassword);
    await drive.store.write((transaction) =>
      drive.note(transaction, origin, `console.sign-in.${isRight ? 'accepted' : 'refused'}`),
    );
    if (!isRight)
      return context.html(signInPage('This is not the password. It was printed when the server started.'), 401);
    // A new secret at each sign-in: one that was planted before is worth nothing.
    setCookie(context, cookie, await sessions.open(), { httpOnly: true, sameSite: 'Strict', path: '/' });
    return context.redirect('/', 303);
  });

  app.post('/sign-out', async (context) => {
    const session = await sessionOf(context, sessions);
    const { csrf } = await context.req.parseBody();
    if (session !== undefined && session.csrf === csrf) await sessions.close(session);
    deleteCookie(context, cookie, { path: '/' });
    return context.redirect('/sign-in', 303);
  });

  for (const { method, path, make } of routes) {
    app.on(method.toUpperCase(), path, async (context) => {
      const session = await sessionOf(context, sessions);
      if (session === undefined) {
        return method === 'get'
          ? context.redirect('/sign-in', 303)
          : context.html(signInPage('Your session ended. Sign in again, then repeat what you did.'), 401);
      }
      const form = method === 'post' ? await context.req.parseBody() : {};
      if (method === 'post' && (isForeign(context.req.raw) || !isFrom(session, form.csrf))) {
        return context.html(refusedPage(session, 'This form is not one of this session. Open the page again.'), 403);
      }
      const given = (name: string): string => {
        const value = context.req.param(name) ?? form[name] ?? context.req.query(name);
        return typeof value === 'string' ? value : '';
      };
      try {
        return await make({
          server,
          drive,
          origin: { name: 'admin' },
          csrf: session.csrf,
          request: context.req.raw,
          given,
          show: (title, at, content, refreshS) =>
            context.html(page({ title, at, csrf: session.csrf, refreshS }, content)),
          go: (to) => context.redirect(to, 303),
        });
      } catch (error) {
        if (!(error instanceof ByHandError)) throw error;
        return context.html(refusedPage(session, error.message, path), error.status);
      }
    });
  }

  app.notFound((context) => plain(context, 404, 'There is no such page.'));
  app.onError((error, context) => {
    onUnexpected(error, 'console');
    return plain(context, 500, 'The console failed to do this.');
  });
  return async (request) => app.fetch(request);
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

function signInPage(error: string | undefined): Html {
  return alone(
    'Sign in',
    error,
    html`<form method="post" action="/sign-in">${field(
      'password',
      'Admin password',
      '',
      html`type="password" autocomplete="current-password" required`,
    )}<button>Sign in</button></form><p class="soft">The password was printed when the server started.</p>`,
  );
}

function refusedPage({ csrf }: AdminSession, error: string, path = ''): Html {
  const at = `/${path.split('/')[1] ?? ''}`;
  return page({ title: 'Not done', at, csrf, error }, html`<p>Nothing was changed. Go back and try again.</p>`);
}

function plain(context: Context, status: 403 | 404 | 413 | 500, words: string): Response | Promise<Response> {
  return context.html(alone(words, undefined, html`<p><a href="/">To the console</a></p>`), status);
}
