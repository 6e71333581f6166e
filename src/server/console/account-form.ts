import { html } from 'hono/html';
import type { Account } from '../scaidrive/account.ts';
import { type AccountForm, markOf } from '../scaidrive/by-hand.ts';
import { roles } from '../scaidrive/extension.ts';
import type { Desk } from './desk.ts';
import { choice, field, type Html, hidden } from './elements.ts';

export function formOf(given: Desk['given']): AccountForm {
  return {
    sub: given('sub'),
    displayName: given('displayName'),
    email: given('email'),
    role: given('role'),
    state: given('state'),
  };
}

/** The mark says which state of the account the form was made from. */
export function accountForm(action: string, csrf: string, account: Account | undefined, words: string): Html {
  return html`<form class="form" method="post" action="${action}">${hidden(csrf)}${
    account === undefined ? '' : html`<input type="hidden" name="mark" value="${markOf(account)}">`
  }${field('sub', 'SSO subject', {
    value: account?.sub,
    hint: 'What single sign-on calls this person; it must be unique.',
    more: html`required`,
  })}${field('displayName', 'Display name', { value: account?.displayName })}${field('email', 'Email', { value: account?.email })}${choice(
    'role',
    'Role',
    roles,
    account?.role,
  )}${choice('state', 'State', ['active', 'suspended'], account?.state)}<button>${words}</button></form>`;
}
