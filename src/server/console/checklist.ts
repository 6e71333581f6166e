import { html } from 'hono/html';
import { readMilestones } from '../recording/observed.ts';
import type { Desk } from './desk.ts';
import { card, type Html } from './elements.ts';
import { icon } from './icons.ts';

/** What tells an administrator that the connection works, in the order in which it usually comes. */
const steps: readonly (readonly [milestone: string, words: string, more?: string])[] = [
  [readMilestones.discovery, 'Discovery was read', 'Okta, Entra ID, Google and OneLogin do well without.'],
  [readMilestones.token, 'A token was accepted'],
  ['scim.user.created', 'A first user was pushed'],
  ['scim.user.suspended', 'A first user was deactivated'],
  ['scim.group.created', 'A first group was pushed'],
];

/** It renews itself where a script can, until all is done. */
export async function checklist({ drive, server }: Desk): Promise<Html> {
  const reached = await drive.store.read((view) => steps.map(([milestone]) => view.record('milestone', milestone)));
  const isUsed = (await server.tokens.list()).some(({ lastUsedAt }) => lastUsedAt !== undefined);
  const rows = [
    { words: 'SCIM is enabled', isDone: drive.settings.scimEnabled, more: undefined },
    ...steps.map(([milestone, words, more], at) => ({
      words,
      more,
      isDone: reached[at] === true || (milestone === readMilestones.token && isUsed),
    })),
  ];
  const isWhole = rows.every(({ isDone }) => isDone);
  return html`<div id="checklist"${isWhole ? '' : html` data-live="/identity/scim"`}>${card(
    'Checklist',
    html`<ul class="steps">${rows.map(
      ({ words, isDone, more }) =>
        html`<li><span class="dot${isDone ? ' good' : ''}">${isDone ? icon('check') : ''}</span><div>${words} <span class="${isDone ? 'unseen' : 'soft'}">${isDone ? 'Done' : 'Not yet'}</span>${
          more === undefined || isDone ? '' : html`<p class="hint">${more}</p>`
        }</div></li>`,
    )}</ul>`,
    html`<p class="soft">${rows.filter(({ isDone }) => isDone).length} of ${rows.length}</p>`,
  )}</div>`;
}
