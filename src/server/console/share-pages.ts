import { html } from 'hono/html';
import type { Account } from '../scaidrive/account.ts';
import { accountAt } from '../scaidrive/accounts.ts';
import { ByHandError, createShare, editGrant } from '../scaidrive/by-hand.ts';
import { groupAt } from '../scaidrive/groups.ts';
import { allShares, type Grant, type Share, shareAt } from '../scaidrive/shares.ts';
import type { View } from '../store/store.ts';
import type { ConsoleRoute, Desk } from './desk.ts';
import {
  button,
  card,
  choice,
  empty,
  facts,
  field,
  fold,
  type Html,
  hidden,
  moment,
  soft,
  state,
  table,
} from './elements.ts';

const at = '/shares';
const pageSize = 100;

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

async function listPage({ drive, csrf, given, show }: Desk): Promise<Response> {
  const offset = Math.max(0, Math.trunc(Number(given('offset')) || 0));
  const { rows, count } = await drive.store.read((view) => {
    const shares = allShares(view);
    const shown = shares.slice(offset, offset + pageSize);
    return { count: shares.length, rows: shown.map((share) => ({ share, owner: accountAt(view, share.owner) })) };
  });
  return show(
    {
      title: 'Shares',
      at,
      lede: 'What people reach is decided here: by owning a share, by a grant of their own, or by one to a group of theirs.',
    },
    html`${card(
      `${count.toLocaleString('en')} ${count === 1 ? 'share' : 'shares'}`,
      rows.length === 0
        ? empty(
            'There is no share yet.',
            'Create one, and grant it to a group: whoever is pushed into the group reaches it on day one.',
            'shares',
          )
        : table(
            'Shares',
            ['Name', 'Owner', 'Grants'],
            rows.map(({ share, owner }) => [
              html`<a href="${at}/${encodeURIComponent(share.id)}">${share.name}</a>`,
              ownerWords(owner),
              share.grants.length,
            ]),
          ),
    )}
${count <= pageSize ? '' : html`<nav class="pager" aria-label="More shares">${offset === 0 ? '' : html`<a href="${at}">First page</a>`}${offset + pageSize >= count ? '' : html`<a href="${at}?offset=${offset + pageSize}" rel="next">Next page</a>`}</nav>`}
${card('New share', fold('Create a share', html`<form class="form" method="post" action="${at}">${hidden(csrf)}${field('name', 'Name', { more: html`required` })}${field('owner', 'SSO subject of the owner', { more: html`required` })}<button>Create share</button></form>`))}`,
  );
}

function ownerWords(owner: Account | undefined): Html {
  if (owner === undefined) return soft('nobody');
  return html`<a href="/users/${encodeURIComponent(owner.id)}">${owner.displayName}</a> ${owner.state === 'active' ? '' : state(owner.state)}`;
}

interface Held extends Grant {
  readonly name: string;
  readonly now: 'active' | 'suspended' | 'deleted';
}

function heldBy(view: View, { to, id, level }: Grant): Held {
  const holder = to === 'group' ? groupAt(view, id) : accountAt(view, id);
  const name = holder === undefined ? id : 'slug' in holder ? holder.name : holder.displayName;
  return { to, id, level, name, now: holder?.state ?? 'deleted' };
}

async function detailPage({ drive, csrf, given, show }: Desk): Promise<Response> {
  const found = await drive.store.read((view) => {
    const share = shareAt(view, given('id'));
    if (share === undefined) return undefined;
    return { share, grants: share.grants.map((grant) => heldBy(view, grant)), owner: accountAt(view, share.owner) };
  });
  if (found === undefined) throw new ByHandError(404, 'There is no such share.');
  const { share, grants, owner } = found;
  const action = `${at}/${encodeURIComponent(share.id)}/grants`;
  return show(
    { title: share.name, at, up: [at, 'Shares'] },
    html`${card(
      'Share',
      facts(
        [
          ['Owner', ownerWords(owner)],
          ['Created', moment(share.createdAt)],
        ],
        'across',
      ),
    )}
${card('Grants', grants.length === 0 ? empty('Nobody but the owner reaches this share.', '', 'lock') : grantTable(share, grants, csrf))}
${card(
  'Grant it',
  html`<form method="post" action="${action}">${hidden(csrf)}<div class="row">${choice('to', 'To', [
    ['group', 'a group'],
    ['account', 'a user'],
  ])}${field('holder', 'Slug or SSO subject', { more: html`required` })}${choice('level', 'Level', ['read', 'write'])}<button>Grant</button></div></form>
<p class="hint">A group goes by its slug, a user by the SSO subject. Who has a grant already gets the new level.</p>`,
)}`,
  );
}

function grantTable({ id: shareId }: Share, grants: readonly Held[], csrf: string): Html {
  const action = `${at}/${encodeURIComponent(shareId)}/grants`;
  return table(
    'Grants',
    ['To', 'Kind', 'State', 'Level', 'Change'],
    grants.map(({ to, id, level, name, now }) => [
      html`<a href="/${to === 'group' ? 'groups' : 'users'}/${encodeURIComponent(id)}">${name}</a>`,
      to === 'group' ? 'group' : 'user',
      html`${state(now)}${to === 'group' && now === 'deleted' ? html`<small>nobody behind it</small>` : ''}`,
      level,
      button(action, csrf, 'Take away', { to, holder: id, level: 'remove' }),
    ]),
  );
}
