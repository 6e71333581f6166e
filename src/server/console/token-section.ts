import { html } from 'hono/html';
import type { Token } from '../auth/tokens.ts';
import type { Desk } from './desk.ts';
import { badge, button, card, facts, field, fold, type Html, hidden, moment, soft } from './elements.ts';

const at = '/identity/scim/tokens';

/** How long the token that is replaced may go on, in minutes. */
const overlaps = [
  ['0', 'old one ends at once'],
  ['10', 'both work for 10 minutes'],
  ['60', 'both work for an hour'],
  ['1440', 'both work for a day'],
  ['10080', 'both work for a week'],
] as const;

export function isLiving({ expiresAt }: Token, now: number): boolean {
  return expiresAt === undefined || expiresAt > now;
}

/** The tokens that work, what each was last used for, and those that do no more. */
export async function tokenSection({ drive, csrf }: Desk, tokens: readonly Token[]): Promise<Html> {
  const now = drive.now();
  const idps = await drive.store.read((view) => new Map(view.records('token-idp')));
  const rows = tokens.map((token) => ({ token, idp: String(idps.get(token.id) ?? '') }));
  const living = rows.filter(({ token }) => isLiving(token, now));
  const ended = rows.filter(({ token }) => !isLiving(token, now));
  const replaced = living.find(({ token }) => token.expiresAt !== undefined);
  return card(
    'Tokens',
    html`${living.length === 0 ? html`<p>No token works now. Create one, so that your identity provider can sign in.</p>` : ''}
${replaced === undefined ? '' : html`<p class="soft">A rotation is under way: when “last used” of the new token moves and that of the old one stands still, the identity provider has the new one.</p>`}
${living.map(({ token, idp }) => tokenRow(token, idp, csrf))}
<form method="post" action="${at}">${hidden(csrf)}<div class="row">${field('name', 'Name of a further token')}<button class="plain">Create token</button></div></form>
${
  ended.length === 0
    ? ''
    : fold(
        `${ended.length} ended`,
        html`<ul>${ended.map(({ token }) => html`<li>${token.name} <code>${token.hint}</code>, ended ${moment(token.expiresAt)}, last used ${moment(token.lastUsedAt)}</li>`)}</ul>`,
      )
}`,
  );
}

function tokenRow({ id, name, hint, createdAt, lastUsedAt, expiresAt }: Token, idp: string, csrf: string): Html {
  const rotation = html`<form method="post" action="${at}/${id}/rotate">${hidden(csrf)}<label class="unseen" for="overlap-${id}">On rotation of ${name}, ${hint}</label><select id="overlap-${id}" name="overlap">${overlaps.map(
    ([minutes, words]) => html`<option value="${minutes}">${words}</option>`,
  )}</select> <button class="plain">Rotate</button></form>`;
  return html`<div class="token"><h3>${name} <code>${hint}</code>${expiresAt === undefined ? '' : html`${badge('being replaced', 'warn')}`}</h3>${facts(
    [
      ['Created', moment(createdAt)],
      ['Last used', moment(lastUsedAt, 'not yet')],
      ['Used by', idp === '' ? soft('not recognised yet') : idp],
      ...(expiresAt === undefined ? [] : [['Ends', moment(expiresAt)] as const]),
    ],
    'across',
  )}<div class="row">${expiresAt === undefined ? rotation : ''}${button(`${at}/${id}/revoke`, csrf, 'Revoke', {}, 'danger')}</div></div>`;
}
