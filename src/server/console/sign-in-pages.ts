import { html } from 'hono/html';
import { ByHandError } from '../scaidrive/by-hand.ts';
import type { ConsoleRoute, Desk } from './console.ts';
import { field, type Html, hidden, state } from './page.ts';

const at = '/identity/sign-in';

/** Stands for single sign-on: what a person would see who comes with these claims. */
export const signInRoutes: readonly ConsoleRoute[] = [
  { method: 'get', path: at, make: (desk) => signInPage(desk, '') },
  { method: 'post', path: at, make: attempt },
];

async function attempt(desk: Desk): Promise<Response> {
  const { drive, given } = desk;
  const sub = given('sub').trim();
  if (sub === '' || sub.length > 500)
    throw new ByHandError(400, 'A sign-in needs a subject of at most 500 characters.');
  const { outcome, account, session } = await drive.signIn({
    sub,
    externalId: given('externalId').trim() || undefined,
    email: given('email').trim() || undefined,
    name: given('name').trim() || undefined,
  });
  const open = session === undefined ? undefined : await drive.open(session);
  const words = {
    created: 'Signed in. This was the first sign-in, so the account was created.',
    found: 'Signed in.',
    suspended: 'Refused: the account is suspended.',
  } as const;
  return signInPage(
    desk,
    html`<section role="status"><h2>${words[outcome]}</h2><p>Account <a href="/users/${encodeURIComponent(account.id)}">${account.displayName}</a>, ${state(account.state)}.</p>${
      open === undefined
        ? ''
        : open.reach.length === 0
          ? html`<p>No share is within reach.</p>`
          : html`<p>Shares within reach:</p><ul>${open.reach.map(({ share, level, by }) => html`<li>${share.name}, ${level}, by ${by}</li>`)}</ul>`
    }</section>`,
  );
}

async function signInPage({ csrf, show }: Desk, result: Html | string): Promise<Response> {
  return show(
    'Sign-in test',
    at,
    html`${result}<section><p>This page stands for single sign-on: it signs somebody in as if your identity provider had vouched for them.</p>
<form method="post" action="${at}">${hidden(csrf)}${field('sub', 'Subject (sub)', '', html`required`)}${field('externalId', 'Id at the IdP')}${field('email', 'Email')}${field('name', 'Name')}<button>Sign in as this person</button></form></section>`,
  );
}
