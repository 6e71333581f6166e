import { html } from 'hono/html';
import { accountAt } from '../scaidrive/accounts.ts';
import { ByHandError, createShare, editGrant } from '../scaidrive/by-hand.ts';
import { groupAt } from '../scaidrive/groups.ts';
import { allShares, shareAt } from '../scaidrive/shares.ts';
import type { ConsoleRoute, Desk } from './console.ts';
import { button, field, hidden, moment, state } from './page.ts';

const at = '/shares';

export const shareRoutes: readonly ConsoleRoute[] = [
  { method: 'get', path: at, make: listPage },
  {
    method: 'post',
    path: at,
    make: async ({ drive, origin, given, go }) =>
      go(`${at}/${await createShare(drive, origin, given('name'), given('owner'))}`),
  },
  { method: 'get', path: `${at}/:id`, make: detailPage },
  {
    method: 'post',
    path: `${at}/:id/grants`,
    make: async ({ drive, origin, given, go }) => {
      const id = given('id');
      const to = given('to') === 'group' ? ('group' as const) : ('account' as const);
      const named = given('holder').trim();
      const level = { remove: undefined, read: 'read', write: 'write' } as const;
      const wanted = given('level');
      if (wanted !== 'remove' && wanted !== 'read' && wanted !== 'write') {
        throw new ByHandError(400, 'A grant is to read or to write.');
      }
      await editGrant(drive, origin, id, { to, id: named, level: level[wanted] });
      return go(`${at}/${encodeURIComponent(id)}`);
    },
  },
];

async function listPage({ drive, csrf, show }: Desk): Promise<Response> {
  const rows = await drive.store.read((view) =>
    allShares(view).map((share) => ({ share, owner: accountAt(view, share.owner) })),
  );
  return show(
    'Shares',
    at,
    html`<section><h2>${rows.length} ${rows.length === 1 ? 'share' : 'shares'}</h2><div class="wide" tabindex="0" role="region" aria-label="Shares"><table><thead><tr><th scope="col">Name</th><th scope="col">Owner</th><th scope="col">Grants</th></tr></thead><tbody>${rows.map(
      ({ share, owner }) =>
        html`<tr><td><a href="${at}/${encodeURIComponent(share.id)}">${share.name}</a></td><td>${owner === undefined ? 'nobody' : html`${owner.displayName} (${state(owner.state)})`}</td><td>${share.grants.length}</td></tr>`,
    )}</tbody></table></div></section>
<section><h2>New share</h2><form method="post" action="${at}">${hidden(csrf)}${field('name', 'Name', '', html`required`)}${field('owner', 'SSO subject of the owner', '', html`required`)}<button>Create share</button></form></section>`,
  );
}

async function detailPage({ drive, csrf, given, show }: Desk): Promise<Response> {
  const found = await drive.store.read((view) => {
    const share = shareAt(view, given('id'));
    if (share === undefined) return undefined;
    const grants = share.grants.map((grant) => {
      const holder = grant.to === 'group' ? groupAt(view, grant.id) : accountAt(view, grant.id);
      const name = holder === undefined ? grant.id : 'slug' in holder ? holder.name : holder.displayName;
      return { ...grant, name, state: holder?.state ?? ('deleted' as const) };
    });
    return { share, grants, owner: accountAt(view, share.owner) };
  });
  if (found === undefined) throw new ByHandError(404, 'There is no such share.');
  const { share, grants, owner } = found;
  const action = `${at}/${encodeURIComponent(share.id)}/grants`;
  return show(
    share.name,
    at,
    html`<section><h2>Share</h2><dl><dt>Owner</dt><dd>${owner === undefined ? 'nobody' : html`<a href="/users/${encodeURIComponent(owner.id)}">${owner.displayName}</a> (${state(owner.state)})`}</dd><dt>Created</dt><dd>${moment(share.createdAt)}</dd></dl></section>
<section><h2>Grants</h2><div class="wide" tabindex="0" role="region" aria-label="Grants"><table><thead><tr><th scope="col">To</th><th scope="col">Kind</th><th scope="col">State</th><th scope="col">Level</th><th scope="col">Change</th></tr></thead><tbody>${grants.map(
      ({ to, id, level, name, state: word }) =>
        html`<tr><td><a href="/${to === 'group' ? 'groups' : 'users'}/${encodeURIComponent(id)}">${name}</a></td><td>${to}</td><td>${state(word)}</td><td>${level}</td><td>${button(action, csrf, 'Take away', { to, holder: id, level: 'remove' })}</td></tr>`,
    )}</tbody></table></div>
<form method="post" action="${action}">${hidden(csrf)}<div class="row"><div><label for="to">To</label><select id="to" name="to"><option value="group">a group</option><option value="account">a user</option></select></div>${field('holder', 'Slug or SSO subject', '', html`required`)}<div><label for="level">Level</label><select id="level" name="level"><option>read</option><option>write</option></select></div></div><button>Grant</button></form></section>`,
  );
}
