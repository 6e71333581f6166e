import { html } from 'hono/html';
import { ByHandError, createGroup, editMembership } from '../scaidrive/by-hand.ts';
import { type Group, groupAt, groupBySlug, groupCount, groupPage, searchGroups } from '../scaidrive/groups.ts';
import { type Member, membershipOf } from '../scaidrive/membership.ts';
import { allShares, type Share } from '../scaidrive/shares.ts';
import type { ConsoleRoute, Desk } from './desk.ts';
import {
  badge,
  banner,
  button,
  card,
  empty,
  facts,
  field,
  fold,
  type Html,
  hidden,
  moment,
  pager,
  soft,
  state,
  table,
  waysFrom,
} from './elements.ts';

const at = '/groups';
const pageSize = 50;
const membersShown = 100;

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
  const wanted = given('q').trim();
  const from = given('from');
  const { groups, previous, next, count } = await drive.store.read((view) => ({
    count: groupCount(view),
    ...(wanted === ''
      ? groupPage(view, from, pageSize)
      : { groups: searchGroups(view, wanted, pageSize), previous: undefined, next: undefined }),
  }));
  return show(
    {
      title: 'Groups',
      at,
      lede: html`${count.toLocaleString('en')} ${count === 1 ? 'group' : 'groups'}, by name. Shares are granted to groups; a deleted one stays, so that its grants can be seen.`,
    },
    html`<section class="card"><form method="get" action="${at}" role="search"><div class="row">${field(
      'q',
      'Name begins with',
      { value: wanted, more: html`type="search" autocomplete="off"` },
    )}<button>Search</button></div></form></section>
${card(
  wanted === '' ? 'All groups' : `Found for “${wanted}”`,
  groups.length === 0 ? noGroups(wanted) : groupTable(groups),
  wanted === '' ? '' : html`<p><a href="${at}">Show all groups</a></p>`,
)}
${pager('More groups', waysFrom(at, from, { previous, next }))}
${card('New group', fold('Create a group by hand', html`<form class="form" method="post" action="${at}">${hidden(csrf)}${field('name', 'Name', { more: html`required` })}<button>Create group</button></form>`))}`,
  );
}

function noGroups(wanted: string): Html {
  return wanted === ''
    ? empty(
        'There is no group yet.',
        html`Groups come by <a href="/identity/scim">SCIM</a>, or are created below.`,
        'groups',
      )
    : empty('No name begins like this.', '', 'groups');
}

function groupTable(groups: readonly Group[]): Html {
  return table(
    'Groups',
    ['Name', 'Slug', 'State', 'Membership'],
    groups.map((group) => [
      html`<a href="${at}/${encodeURIComponent(group.id)}">${group.name}</a>`,
      html`<code>${group.slug}</code>`,
      state(group.state),
      group.managed ? badge('managed by SCIM', 'quiet') : html`<span class="soft">set here</span>`,
    ]),
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
  const here = `${at}/${encodeURIComponent(group.id)}`;
  const offset = Math.max(0, Math.trunc(Number(given('offset')) || 0));
  return show(
    { title: group.name, at, up: [at, 'Groups'], mark: state(group.state) },
    html`${notice(group)}
${card(
  'Group',
  facts(
    [
      ['Slug', html`<code>${group.slug}</code>`],
      ['Id at the IdP', group.externalId ?? html`<span class="soft">none</span>`],
      ['Created', moment(group.createdAt)],
      ['Shares granted to it', grantedList(granted)],
    ],
    'across',
  ),
)}
${card(
  `${members.length.toLocaleString('en')} ${members.length === 1 ? 'member' : 'members'}`,
  html`${members.length === 0 ? empty('Nobody is in this group.', '', 'groups') : memberTable(members.slice(offset, offset + membersShown), `${here}/members`, csrf)}
${memberPager(here, offset, members.length)}
${nested.length === 0 ? '' : html`<p>Members of these groups belong too: ${nested.map(({ name, id }, place) => html`${place === 0 ? '' : ', '}<a href="${at}/${encodeURIComponent(id)}">${name}</a>`)}</p>`}
${removed.length === 0 ? '' : banner('warn', html`Taken out by hand until the next sync: ${removed.map(({ displayName }) => displayName).join(', ')}`)}`,
)}
${group.state === 'deleted' ? '' : card('Add a member', addition(group, `${here}/members`, csrf))}`,
  );
}

function notice({ managed, state: now }: Group): Html | string {
  if (now === 'deleted') {
    return banner(
      'warn',
      html`<strong>This group was deleted in the identity provider.</strong> Its memberships are revoked; shares keep their grants to it, with nobody behind them.`,
    );
  }
  if (!managed) return '';
  return banner(
    'warn',
    html`<strong>This group is managed by SCIM.</strong> You can change its members here, but the next sync of the identity provider undoes it. Change them there.`,
  );
}

function memberTable(members: readonly Member[], action: string, csrf: string): Html {
  return table(
    'Members',
    ['Name', 'SSO subject', 'State', 'How', 'Change'],
    members.map(({ account, by }) => [
      html`<a href="/users/${encodeURIComponent(account.id)}">${account.displayName}</a>`,
      account.sub,
      state(account.state),
      by === 'scim' ? html`<span class="soft">pushed by SCIM</span>` : badge('set by hand', 'warn'),
      button(action, csrf, 'Remove', { account: account.id, do: 'remove' }),
    ]),
  );
}

function memberPager(here: string, offset: number, count: number): Html {
  if (count <= membersShown) return html``;
  const before = Math.max(0, offset - membersShown);
  const after = offset + membersShown;
  return html`<nav class="pager" aria-label="More members">${offset === 0 ? '' : html`<a href="${here}?offset=${before}" rel="prev">Previous page</a>`}<span class="soft">${offset + 1} to ${Math.min(after, count)} of ${count.toLocaleString('en')}</span>${
    after >= count ? '' : html`<a href="${here}?offset=${after}" rel="next">Next page</a>`
  }</nav>`;
}

function addition({ managed }: Group, action: string, csrf: string): Html {
  return html`<form class="form" method="post" action="${action}">${hidden(csrf)}${field(
    'account',
    'SSO subject of a user to add',
    {
      hint: managed ? 'Whom you add stays until the next sync of this group.' : undefined,
      more: html`required`,
    },
  )}<button>Add member</button></form>`;
}

function grantedList(granted: readonly Share[]): Html {
  if (granted.length === 0) return soft('none');
  return html`${granted.map(({ id, name }, place) => html`${place === 0 ? '' : ', '}<a href="/shares/${encodeURIComponent(id)}">${name}</a>`)}`;
}
