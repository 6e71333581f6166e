import { html } from 'hono/html';
import { fold as foldText } from '#scim';
import type { Account } from '../scaidrive/account.ts';
import { accountCount, accountPage, searchAccounts } from '../scaidrive/accounts.ts';
import { createAccount, editAccount, lockOf } from '../scaidrive/by-hand.ts';
import { accountForm, formOf } from './account-form.ts';
import type { ConsoleRoute, Desk } from './desk.ts';
import { card, empty, field, fold, type Html, pager, state, table, waysFrom } from './elements.ts';
import { origins, userPage } from './user-page.ts';

const at = '/users';
const pageSize = 50;
const mostFound = 100;

export const userRoutes: readonly ConsoleRoute[] = [
  { method: 'get', path: at, make: listPage },
  {
    method: 'post',
    path: at,
    make: async ({ drive, origin, given, go }) => {
      const { id } = await createAccount(drive, origin, formOf(given));
      return go(`${at}/${id}`);
    },
  },
  { method: 'get', path: `${at}/:id`, make: userPage },
  {
    method: 'post',
    path: `${at}/:id`,
    make: async ({ drive, origin, given, go }) => {
      const id = given('id');
      await editAccount(drive, origin, { id, mark: given('mark') }, formOf(given));
      return go(`${at}/${encodeURIComponent(id)}`);
    },
  },
];

async function listPage({ drive, csrf, given, show }: Desk): Promise<Response> {
  const wanted = given('q').trim();
  const from = given('from');
  const { accounts, previous, next, count } = await drive.store.read((view) => ({
    count: accountCount(view),
    ...(wanted === ''
      ? accountPage(view, from, pageSize)
      : { accounts: searchAccounts(view, wanted, mostFound), previous: undefined, next: undefined }),
  }));
  const lock = lockOf(drive, undefined);
  return show(
    {
      title: 'Users',
      at,
      lede: html`${count.toLocaleString('en')} ${count === 1 ? 'user' : 'users'}, by display name. Those that your identity provider pushed are changed there.`,
    },
    html`<section class="card"><form method="get" action="${at}" role="search"><div class="row">${field(
      'q',
      'Name or SSO subject begins with',
      { value: wanted, more: html`type="search" autocomplete="off"` },
    )}<button>Search</button></div></form>${wanted === '' && count > pageSize ? letters : ''}</section>
${card(heading(wanted, accounts.length), listOf(accounts, wanted, count), wanted === '' ? '' : html`<p><a href="${at}">Show all users</a></p>`)}
${pager('More users', waysFrom(at, from, { previous, next }))}
${card('New user', lock === undefined ? fold('Create a user by hand', accountForm(at, csrf, undefined, 'Create user')) : html`<p class="soft">${lock}</p>`)}`,
  );
}

function heading(wanted: string, found: number): string {
  if (wanted === '') return 'All users';
  return found >= mostFound ? `The first ${mostFound} of “${wanted}”` : `${found} found for “${wanted}”`;
}

function listOf(accounts: readonly Account[], wanted: string, count: number): Html {
  if (accounts.length === 0) {
    if (wanted !== '') {
      return empty(
        'No name and no SSO subject begins like this.',
        'Letter case does not matter, but only beginnings are looked at.',
        'users',
      );
    }
    return count === 0
      ? empty(
          'Nobody is here yet.',
          html`Users come by <a href="/identity/scim">SCIM</a>, or with their first sign-in.`,
          'users',
        )
      : empty('Nobody comes after this letter.', html`<a href="${at}">To the first page</a>`, 'users');
  }
  return table(
    'Users',
    ['Name', 'SSO subject', 'State', 'Role', 'Department', 'Origin'],
    accounts.map((account) => [
      html`<a href="${at}/${encodeURIComponent(account.id)}">${short(account.displayName)}</a>${account.email === undefined || account.email === account.sub ? '' : html`<small>${short(account.email)}</small>`}`,
      short(account.sub),
      state(account.state),
      account.role,
      short(account.department ?? ''),
      html`<span class="soft">${origins[account.origin]}</span>`,
    ]),
  );
}

/** A list stays readable when somebody is called by a novel; the page of the user has all of it. */
function short(text: string): string {
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}

/** Places in the list, so that the end of a long one is near too. */
const letters = html`<nav aria-label="Users by letter"><ul class="letters">${[...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].map(
  (letter) =>
    html`<li><a href="${at}?from=${encodeURIComponent(foldText('name', letter))}" aria-label="From ${letter} on">${letter}</a></li>`,
)}</ul></nav>`;
