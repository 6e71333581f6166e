import { html } from 'hono/html';
import { ByHandError, createGroup, editMembership } from '../scaidrive/by-hand.ts';
import { groupAt, groupBySlug, groupCount, groupPage } from '../scaidrive/groups.ts';
import { membershipOf } from '../scaidrive/membership.ts';
import { allShares } from '../scaidrive/shares.ts';
import type { ConsoleRoute, Desk } from './console.ts';
import { button, field, type Html, hidden, state } from './page.ts';

const at = '/groups';
const pageSize = 50;
const membersShown = 500;

export const groupRoutes: readonly ConsoleRoute[] = [
  { method: 'get', path: at, make: listPage },
  {
    method: 'post',
    path: at,
    make: async ({ drive, origin, given, go }) => go(`${at}/${await createGroup(drive, origin, given('name'))}`),
  },
  { method: 'get', path: `${at}/:id`, make: detailPage },
  {
    method: 'post',
    path: `${at}/:id/members`,
    make: async ({ drive, origin, given, go }) => {
      const id = given('id');
      await editMembership(drive, origin, id, { account: given('account'), wanted: given('do') !== 'remove' });
      return go(`${at}/${encodeURIComponent(id)}`);
    },
  },
];

async function listPage({ drive, csrf, given, show }: Desk): Promise<Response> {
  const { groups, next, count } = await drive.store.read((view) => ({
    ...groupPage(view, given('from'), pageSize),
    count: groupCount(view),
  }));
  return show(
    'Groups',
    at,
    html`<section><h2>${count} ${count === 1 ? 'group' : 'groups'}</h2><div class="wide" tabindex="0" role="region" aria-label="Groups"><table><thead><tr><th scope="col">Name</th><th scope="col">Slug</th><th scope="col">State</th><th scope="col">Membership</th></tr></thead><tbody>${groups.map(
      (group) =>
        html`<tr><td><a href="${at}/${encodeURIComponent(group.id)}">${group.name}</a></td><td><code>${group.slug}</code></td><td>${state(group.state)}</td><td>${group.managed ? 'managed by SCIM' : 'set here'}</td></tr>`,
    )}</tbody></table></div>${next === undefined ? '' : html`<p><a href="${at}?from=${encodeURIComponent(next)}" rel="next">Next page</a></p>`}</section>
<section><h2>New group</h2><form method="post" action="${at}">${hidden(csrf)}${field('name', 'Name', '', html`required`)}<button>Create group</button></form></section>`,
  );
}

async function detailPage({ drive, csrf, given, show }: Desk): Promise<Response> {
  const found = await drive.store.read((view) => {
    const group = groupAt(view, given('id')) ?? groupBySlug(view, given('id'));
    if (group === undefined) return undefined;
    const granted = allShares(view).filter(({ grants }) =>
      grants.some(({ to, id }) => to === 'group' && id === group.id),
    );
    return { group, granted, ...membershipOf(view, group.id) };
  });
  if (found === undefined) throw new ByHandError(404, 'There is no such group.');
  const { group, members, nested, removed, granted } = found;
  const action = `${at}/${encodeURIComponent(group.id)}/members`;
  return show(
    group.name,
    at,
    html`${banner(group.managed, group.state)}
<section><h2>Group</h2><dl><dt>Slug</dt><dd><code>${group.slug}</code></dd><dt>State</dt><dd>${state(group.state)}</dd><dt>Id at the IdP</dt><dd>${group.externalId ?? 'none'}</dd></dl></section>
<section><h2>${members.length} ${members.length === 1 ? 'member' : 'members'}</h2><div class="wide" tabindex="0" role="region" aria-label="Members"><table><thead><tr><th scope="col">Name</th><th scope="col">SSO subject</th><th scope="col">State</th><th scope="col">How</th><th scope="col">Change</th></tr></thead><tbody>${members
      .slice(0, membersShown)
      .map(
        ({ account, by }) =>
          html`<tr><td><a href="/users/${encodeURIComponent(account.id)}">${account.displayName}</a></td><td>${account.sub}</td><td>${state(account.state)}</td><td>${by === 'scim' ? 'pushed by SCIM' : 'set by hand'}</td><td>${button(action, csrf, 'Remove', { account: account.id, do: 'remove' })}</td></tr>`,
      )}</tbody></table></div>
${members.length > membersShown ? html`<p class="soft">The first ${membersShown} are shown.</p>` : ''}
${nested.length === 0 ? '' : html`<p>Members of these groups belong too: ${nested.map(({ name, id }) => html`<a href="${at}/${encodeURIComponent(id)}">${name}</a> `)}</p>`}
${removed.length === 0 ? '' : html`<p>Taken out by hand until the next sync: ${removed.map(({ displayName }) => displayName).join(', ')}</p>`}
${group.state === 'deleted' ? '' : html`<form method="post" action="${action}">${hidden(csrf)}${field('account', 'SSO subject of a user to add', '', html`required`)}<button>Add member</button></form>`}</section>
<section><h2>Shares granted to it</h2>${
      granted.length === 0
        ? html`<p class="soft">None.</p>`
        : html`<ul>${granted.map(({ id, name }) => html`<li><a href="/shares/${encodeURIComponent(id)}">${name}</a></li>`)}</ul>`
    }</section>`,
  );
}

function banner(isManaged: boolean, now: 'active' | 'deleted'): Html | string {
  if (now === 'deleted') {
    return html`<p class="banner">This group was deleted in the identity provider. Its memberships are revoked; shares keep their grants to it, with nobody behind them.</p>`;
  }
  if (!isManaged) return '';
  return html`<p class="banner"><strong>This group is managed by SCIM.</strong> You can change its members here, but the next sync of the identity provider undoes it. Change them there.</p>`;
}
