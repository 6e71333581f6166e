import { html } from 'hono/html';
import type { JsonObject } from '#scim';
import { type Reach, reachOf } from '../scaidrive/access.ts';
import type { Account } from '../scaidrive/account.ts';
import { accountAt, accountOfUser } from '../scaidrive/accounts.ts';
import { auditPage } from '../scaidrive/audit-log.ts';
import { ByHandError, lockOf } from '../scaidrive/by-hand.ts';
import type { Group } from '../scaidrive/groups.ts';
import { type Mapped, mapping, sourceOf } from '../scaidrive/mapping.ts';
import { groupsOfAccount } from '../scaidrive/membership.ts';
import { sessionCount } from '../scaidrive/sessions.ts';
import { allShares, type Share } from '../scaidrive/shares.ts';
import type { LoggedEvent } from '../store/store.ts';
import { accountForm } from './account-form.ts';
import type { Desk } from './desk.ts';
import {
  banner,
  type Content,
  card,
  empty,
  facts,
  fold,
  type Html,
  moment,
  soft,
  source,
  state,
  table,
} from './elements.ts';
import { eventName } from './event-words.ts';
import { icon } from './icons.ts';

const at = '/users';
const historyShown = 10;
/** How an account came to be. */
export const origins = { scim: 'pushed by SCIM', jit: 'first sign-in', console: 'created here' } as const;

/** All that is known of one account: what SCIM decides of it and from where, what it reaches, what was done to it. */
export async function userPage({ drive, csrf, given, show }: Desk): Promise<Response> {
  const found = await drive.store.read((view) => {
    const account = accountAt(view, given('id')) ?? accountOfUser(view, given('id'));
    if (account === undefined) return undefined;
    return {
      account,
      manager: account.manager === undefined ? undefined : accountOfUser(view, account.manager),
      groups: groupsOfAccount(view, account),
      reach: reachOf(view, account),
      owned: allShares(view).filter(({ owner }) => owner === account.id),
      sessions: sessionCount(view, account.id),
      raw: account.scimId === undefined ? undefined : view.entry(account.scimId)?.resource,
      history: auditPage(view, { target: account.scimId ?? account.id }, { limit: historyShown }).events,
    };
  });
  if (found === undefined) throw new ByHandError(404, 'There is no such user.');
  const { account, manager, groups, reach, owned, sessions, raw, history } = found;
  const lock = lockOf(drive, account);
  return show(
    {
      title: account.displayName,
      at,
      up: [at, 'Users'],
      mark: state(account.state),
      lede: `${account.sub}, ${origins[account.origin]}`,
    },
    html`${account.state === 'suspended' ? banner('warn', html`<strong>This account is suspended.</strong> Its sessions ended and it reaches nothing. What it owns and was granted is kept.`) : ''}
<div class="split"><div>${card('Mapped fields', fieldTable(account, raw, manager, lock), lock === undefined ? '' : html`<p class="locked">${icon('lock')} locked</p>`)}
${lock === undefined ? card('Edit', accountForm(`${at}/${encodeURIComponent(account.id)}`, csrf, account, 'Save')) : ''}
${card('History', historyList(history, account))}
${raw === undefined ? '' : card('As SCIM has it', fold('Raw resource', source('raw', 'The SCIM resource', JSON.stringify(raw, undefined, 2))))}</div>
<div>${card(
      'Account',
      facts([
        ['Origin', origins[account.origin]],
        ['Created', moment(account.createdAt)],
        ['Open sessions', sessions],
        ['Known to SCIM', account.scimId === undefined ? 'no' : html`<code>${account.scimId}</code>`],
      ]),
    )}
${card('Groups', groupList(groups))}
${card('Shares', shareList(account, reach, owned))}</div></div>`,
  );
}

function fieldTable(
  account: Account,
  raw: JsonObject | undefined,
  manager: Account | undefined,
  lock: string | undefined,
): Html {
  const special: Partial<Record<keyof Mapped, Content>> = {
    state: state(account.state),
    ...(manager === undefined
      ? {}
      : { manager: html`<a href="${at}/${encodeURIComponent(manager.id)}">${manager.displayName}</a>` }),
  };
  return html`${lock === undefined ? '' : html`<p class="soft">${lock}</p>`}${table(
    'Mapped fields',
    ['Field', 'Value', 'Comes from'],
    mapping.map(({ field, label, otherwise }) => {
      const value = account[field];
      const from = raw === undefined ? undefined : sourceOf(field, raw);
      return [
        label,
        value === undefined ? soft(otherwise) : (special[field] ?? String(value)),
        from === undefined ? soft(raw === undefined ? 'not from SCIM' : 'not sent') : html`<code>${from.path}</code>`,
      ];
    }),
  )}`;
}

function groupList(groups: readonly Group[]): Html {
  if (groups.length === 0) return html`<p class="soft">In no group.</p>`;
  return html`<ul>${groups.map(({ id, name }) => html`<li><a href="/groups/${encodeURIComponent(id)}">${name}</a></li>`)}</ul>`;
}

function shareList({ state: now }: Account, reach: readonly Reach[], owned: readonly Share[]): Html {
  const link = ({ id, name }: Share) => html`<a href="/shares/${encodeURIComponent(id)}">${name}</a>`;
  if (now === 'suspended') {
    return html`<p class="soft">None within reach: the account is suspended.</p>${
      owned.length === 0 ? '' : html`<p>Owns:</p><ul>${owned.map((share) => html`<li>${link(share)}</li>`)}</ul>`
    }`;
  }
  if (reach.length === 0) return html`<p class="soft">None within reach.</p>`;
  return html`<ul>${reach.map(({ share, level, by }) => html`<li>${link(share)}, ${level}, ${by === 'owner' ? 'as its owner' : by === 'account' ? 'granted directly' : `by group ${by}`}</li>`)}</ul>`;
}

function historyList(history: readonly LoggedEvent[], { scimId, id }: Account): Html {
  if (history.length === 0) return empty('None of the latest events is about this user.', '', 'audit');
  return html`${table(
    'History',
    ['Event', 'When'],
    history.map(({ number, event }) => [
      html`<a href="/compliance/audit/${number}">${eventName(event)}</a>`,
      moment(Date.parse(String(event.at))),
    ]),
  )}<p class="links"><a href="/compliance/audit?target=${encodeURIComponent(scimId ?? id)}">All events of this user</a></p>`;
}
