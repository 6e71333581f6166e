import { html } from 'hono/html';
import { ByHandError } from '../scaidrive/by-hand.ts';
import type { ConsoleRoute, Desk } from './desk.ts';
import { banner, card, field, type Html, hidden, state } from './elements.ts';

const at = '/identity/sign-in';
const longestSubject = 500;

/** Stands for single sign-on: what a person would see who comes with these claims. */
export const signInRoutes: readonly ConsoleRoute[] = [
  { method: 'get', path: at, make: (desk) => signInPage(desk, '') },
  { method: 'post', path: at, make: attempt },
];

const words = {
  created: 'Signed in. This was the first sign-in, so the account was created.',
  found: 'Signed in.',
  suspended: 'Refused: the account is suspended.',
} as const;

async function attempt(desk: Desk): Promise<Response> {
  const { drive, given } = desk;
  const sub = given('sub').trim();
  if (sub === '' || sub.length > longestSubject) {
    throw new ByHandError(400, `A sign-in needs a subject of at most ${longestSubject} characters.`);
  }
  const { outcome, account, session } = await drive.signIn({
    sub,
    externalId: given('externalId').trim() || undefined,
    email: given('email').trim() || undefined,
    name: given('name').trim() || undefined,
  });
  const open = session === undefined ? undefined : await drive.open(session);
  const reach =
    open === undefined
      ? ''
      : open.reach.length === 0
        ? html`<p>No share is within reach.</p>`
        : html`<p>Shares within reach:</p><ul>${open.reach.map(({ share, level, by }) => html`<li>${share.name}, ${level}, by ${by}</li>`)}</ul>`;
  return signInPage(
    desk,
    html`<div role="status">${banner(
      outcome === 'suspended' ? 'bad' : 'note',
      html`<h2>${words[outcome]}</h2><p>Account <a href="/users/${encodeURIComponent(account.id)}">${account.displayName}</a> ${state(account.state)}</p>${reach}`,
    )}</div>`,
  );
}

async function signInPage({ csrf, show, given }: Desk, result: Html | string): Promise<Response> {
  const kept = (name: string, label: string, more: { hint?: string; isRequired?: boolean } = {}) =>
    field(name, label, {
      value: given(name),
      hint: more.hint,
      more: more.isRequired === true ? html`required` : undefined,
    });
  return show(
    {
      title: 'Sign-in test',
      at,
      lede: 'Stands for single sign-on: it signs somebody in as if your identity provider had vouched for them, and says what they reach.',
    },
    html`${result}${card(
      'Claims',
      html`<form class="form" method="post" action="${at}">${hidden(csrf)}${kept('sub', 'Subject (sub)', { hint: 'Compared with the SSO subject, which SCIM calls userName.', isRequired: true })}${kept('externalId', 'Id at the IdP', { hint: 'Where the sign-in carries it, it is looked for first.' })}${kept('email', 'Email')}${kept('name', 'Name')}<button>Sign in as this person</button></form>`,
    )}`,
  );
}
