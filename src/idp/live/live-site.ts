import type { Exchange } from '#wire';
import type { Change } from '../change.ts';
import { durationMs } from '../clock.ts';
import { ScenarioError } from '../scenario-error.ts';
import type { Live } from './live.ts';
import { liveFragment, livePage } from './live-page.ts';
import { liveScript, liveStyle } from './live-style.ts';

export interface LiveSite {
  readonly live: Live;
  readonly target: string;
  readonly mask: (exchange: Exchange) => Exchange;
  /** A secret of this process that every form carries, so that no other site can send one. */
  readonly key: string;
}

const security: Readonly<Record<string, string>> = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};

/** What a form asks for, as changes of the directory. */
const changes: Readonly<Record<string, (given: (name: string) => string, live: Live) => readonly Change[]>> = {
  '/hire': (given, live) => [
    {
      do: 'hired',
      user: {
        id: freshId('u', (id) => live.directory.user(id) !== undefined),
        userName: given('userName'),
        givenName: given('givenName'),
        familyName: given('familyName'),
        ...(given('userName').includes('@') ? { email: given('userName') } : {}),
      },
    },
  ],
  '/rename': (given) => [{ do: 'updated', user: given('user'), set: { familyName: given('familyName') } }],
  '/disable': (given) => [{ do: 'disabled', user: given('user') }],
  '/enable': (given) => [{ do: 'enabled', user: given('user') }],
  '/terminate': (given) => [{ do: 'terminated', user: given('user') }],
  '/create-group': (given, live) => [
    {
      do: 'groupCreated',
      group: {
        id: freshId('g', (id) => live.directory.group(id) !== undefined),
        displayName: given('displayName'),
        members: [],
      },
    },
  ],
  '/rename-group': (given) => [{ do: 'groupRenamed', group: given('group'), displayName: given('displayName') }],
  '/delete-group': (given) => [{ do: 'groupDeleted', group: given('group') }],
  '/add-member': (given) => [{ do: 'memberAdded', group: given('group'), member: given('user') }],
  '/remove-member': (given) => [{ do: 'memberRemoved', group: given('group'), member: given('user') }],
};

function freshId(letter: string, isTaken: (id: string) => boolean): string {
  let number = 1;
  while (isTaken(`${letter}${number}`)) number += 1;
  return `${letter}${number}`;
}

/** The site as a function from request to response. */
export function liveSite(site: LiveSite): (request: Request) => Promise<Response> {
  const { live, key } = site;
  return async (request) => {
    const { pathname, searchParams } = new URL(request.url);
    if (request.method === 'POST') return posted(request, pathname);
    if (request.method !== 'GET') return answer(405, 'text/plain', 'Only GET and POST.');
    if (pathname === '/') return answer(200, 'text/html', livePage({ ...site }));
    if (pathname === '/live.css') return answer(200, 'text/css', liveStyle);
    if (pathname === '/live.js') return answer(200, 'text/javascript', liveScript);
    if (pathname !== '/live') return answer(404, 'text/plain', 'There is no such page.');
    const version = String(live.version());
    if (searchParams.get('since') === version) return new Response(null, { status: 204, headers: security });
    return answer(200, 'text/html', liveFragment({ ...site }), { 'x-version': version });
  };

  async function posted(request: Request, pathname: string): Promise<Response> {
    const form = new URLSearchParams(await request.text());
    const given = (name: string): string => (form.get(name) ?? '').trim().slice(0, 200);
    if (given('key') !== key) return answer(403, 'text/plain', 'This form is not one of this page.');
    try {
      if (pathname === '/sync') await live.sync();
      else if (pathname === '/wait') await live.wait(durationMs(given('for')) ?? 0);
      else {
        const made = changes[pathname];
        if (made === undefined) return answer(404, 'text/plain', 'There is no such page.');
        await live.change(made(given, live));
      }
    } catch (error) {
      if (!(error instanceof ScenarioError)) throw error;
      return answer(409, 'text/html', livePage({ ...site, error: error.message }));
    }
    return new Response(null, { status: 303, headers: { ...security, location: '/' } });
  }
}

function answer(status: number, type: string, body: string, more: Readonly<Record<string, string>> = {}): Response {
  return new Response(body, { status, headers: { ...security, 'content-type': `${type}; charset=utf-8`, ...more } });
}
