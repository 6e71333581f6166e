import { html } from 'hono/html';
import { reachOf } from '../scaidrive/access.ts';
import type { Account } from '../scaidrive/account.ts';
import { accountAt, accountCount, accountOfUser, accountPage, searchAccounts } from '../scaidrive/accounts.ts';
import { auditPage } from '../scaidrive/audit-log.ts';
import { ByHandError, createAccount, editAccount, lockOf, markOf } from '../scaidrive/by-hand.ts';
import { roles } from '../scaidrive/extension.ts';
import { groupsOfAccount } from '../scaidrive/membership.ts';
import { sessionCount } from '../scaidrive/sessions.ts';
import type { ConsoleRoute, Desk } from './console.ts';
import { field, type Html, hidden, moment, state } from './page.ts';

const at = '/users';
const pageSize = 50;
const origins = { scim: 'pushed by SCIM', jit: 'first sign-in', console: 'created here' } as const;

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
  { method: 'get', path: `${at}/:id`, make: detailPage },
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

function formOf(given: Desk['given']) {
  return {
    sub: given('sub'),
    displayName: given('displayName'),
    email: given('email'),
    role: given('role'),
    state: given('state'),
  };
}

async function listPage({ drive, csrf, given, show }: Desk): Promise<Response> {
  const wanted = given('q').trim();
  const { accounts, next, count } = await drive.store.read((view) => ({
    count: accountCount(view),
    ...(wanted === ''
      ? accountPage(view, given('from'), pageSize)
      : { accounts: searchAccounts(view, wanted, pageSize), next: undefined }),
  }));
  const lock = lockOf(drive, undefined);
  return show(
    'Users',
    at,
    html`<section><form method="get" action="${at}" role="search">${field('q', 'Name or SSO subject begins with', wanted)}<button class="plain">Search</button></form></section>
<section><h2>${count} ${count === 1 ? 'user' : 'users'}</h2><div class="wide" tabindex="0" role="region" aria-label="Users"><table><thead><tr><th scope="col">Name</th><th scope="col">SSO subject</th><th scope="col">State</th><th scope="col">Role</th><th scope="col">Department</th><th scope="col">Origin</th></tr></thead><tbody>${accounts.map(
      (account) =>
        html`<tr><td><a href="${at}/${encodeURIComponent(account.id)}">${account.displayName}</a></td><td>${account.sub}</td><td>${state(account.state)}</td><td>${account.role}</td><td>${account.department ?? ''}</td><td>${origins[account.origin]}</td></tr>`,
    )}</tbody></table></div>${next === undefined ? '' : html`<p><a href="${at}?from=${encodeURIComponent(next)}" rel="next">Next page</a></p>`}</section>
<section><h2>New user</h2>${lock === undefined ? accountForm(at, csrf, undefined, 'Create user') : html`<p class="soft">${lock}</p>`}</section>`,
  );
}

async function detailPage({ drive, csrf, given, show }: Desk): Promise<Response> {
  const found = await drive.store.read((view) => {
    const account = accountAt(view, given('id'));
    if (account === undefined) return undefined;
    return {
      account,
      manager: account.manager === undefined ? undefined : accountOfUser(view, account.manager),
      groups: groupsOfAccount(view, account),
      reach: reachOf(view, account),
      sessions: sessionCount(view, account.id),
      raw: account.scimId === undefined ? undefined : view.entry(account.scimId)?.resource,
      history: auditPage(view, { target: account.scimId ?? account.id }, { limit: 10 }).events,
    };
  });
  if (found === undefined) throw new ByHandError(404, 'There is no such user.');
  const { account, manager, groups, reach, sessions, raw, history } = found;
  const lock = lockOf(drive, account);
  const facts: readonly (readonly [string, Html | string])[] = [
    ['SSO subject', account.sub],
    ['Display name', account.displayName],
    ['Email', account.email ?? 'none'],
    ['State', state(account.state)],
    ['Role', account.role],
    ['Quota in bytes', account.quotaBytes === undefined ? 'that of the deployment' : String(account.quotaBytes)],
    ['Department', account.department ?? 'none'],
    [
      'Manager',
      manager === undefined
        ? (account.manager ?? 'none')
        : html`<a href="${at}/${encodeURIComponent(manager.id)}">${manager.displayName}</a>`,
    ],
    ['Id at the IdP', account.externalId ?? 'none'],
    ['Origin', origins[account.origin]],
    ['Known to SCIM', account.scimId ?? 'no'],
    ['Created', moment(account.createdAt)],
    ['Open sessions', String(sessions)],
  ];
  return show(
    account.displayName,
    at,
    html`<section><h2>Account</h2><dl>${facts.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl></section>
<section><h2>Groups</h2>${
      groups.length === 0
        ? html`<p class="soft">None.</p>`
        : html`<ul>${groups.map(({ id, name }) => html`<li><a href="/groups/${encodeURIComponent(id)}">${name}</a></li>`)}</ul>`
    }</section>
<section><h2>Shares within reach</h2>${
      account.state === 'suspended'
        ? html`<p class="soft">None: the account is suspended. What it owns and was granted is kept.</p>`
        : reach.length === 0
          ? html`<p class="soft">None.</p>`
          : html`<ul>${reach.map(({ share, level, by }) => html`<li><a href="/shares/${encodeURIComponent(share.id)}">${share.name}</a>, ${level}, by ${by}</li>`)}</ul>`
    }</section>
<section><h2>Edit</h2>${lock === undefined ? accountForm(`${at}/${encodeURIComponent(account.id)}`, csrf, account, 'Save') : html`<p class="soft">${lock}</p>`}</section>
<section><h2>History</h2><ul>${history.map(({ number, event }) => html`<li><a href="/compliance/audit?before=${number + 1}">${String(event.type)}</a> at ${String(event.at)}</li>`)}</ul></section>
${raw === undefined ? '' : html`<section><h2>As SCIM has it</h2><pre tabindex="0">${JSON.stringify(raw, undefined, 2)}</pre></section>`}`,
  );
}

function accountForm(action: string, csrf: string, account: Account | undefined, words: string): Html {
  return html`<form method="post" action="${action}">${hidden(csrf)}${account === undefined ? '' : html`<input type="hidden" name="mark" value="${markOf(account)}">`}
${field('sub', 'SSO subject', account?.sub, html`required`)}${field('displayName', 'Display name', account?.displayName)}${field('email', 'Email', account?.email)}
<div><label for="role">Role</label><select id="role" name="role">${roles.map((role) => html`<option${role === account?.role ? html` selected` : ''}>${role}</option>`)}</select></div>
<div><label for="state">State</label><select id="state" name="state">${(['active', 'suspended'] as const).map((word) => html`<option${word === account?.state ? html` selected` : ''}>${word}</option>`)}</select></div>
<button>${words}</button></form>`;
}
