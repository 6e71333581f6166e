import { html } from 'hono/html';
import { parseRate, type Rate } from '../limits/rate-limit.ts';
import { ByHandError } from '../scaidrive/by-hand.ts';
import type { ConsoleRoute, Desk } from './desk.ts';
import { badge, banner, card, facts, field, type Html, hidden } from './elements.ts';

const at = '/system/settings';
/** What an initial cycle of Microsoft Entra ID wants, in requests a second. */
const busiestPerSecond = 25;

export const settingsRoutes: readonly ConsoleRoute[] = [
  { method: 'get', path: at, make: settingsPage },
  {
    method: 'post',
    path: `${at}/user-management`,
    make: async ({ drive, origin, given, go }) => {
      await drive.change({ readOnly: given('readOnly') === 'on' }, origin);
      return go(at);
    },
  },
  {
    method: 'post',
    path: `${at}/rate-limit`,
    make: async ({ drive, server, origin, given, go }) => {
      const rate = parseRate(given('rate').trim());
      if (rate === undefined) throw new ByHandError(400, 'A rate looks like 600/min or 10/s, or is the word off.');
      await drive.change({ rateLimit: rate }, origin);
      server.rateLimit.set(rate);
      return go(at);
    },
  },
];

function settingsPage({ drive, server, scimBase, csrf, show }: Desk): Response | Promise<Response> {
  const { readOnly } = drive.settings;
  const { rate } = server.rateLimit;
  return show(
    { title: 'Settings', at, lede: 'Each change is an event of the audit log.' },
    html`${card(
      'User management',
      html`<form method="post" action="${at}/user-management">${hidden(csrf)}
<div class="switch"><input type="checkbox" id="readOnly" name="readOnly"${readOnly ? html` checked` : ''} aria-describedby="readOnly-hint"><div><label for="readOnly">Read-only mode</label>
<p id="readOnly-hint">Nobody creates or edits users in this console: the identity provider owns them, and SCIM still may.</p></div></div><button>Save</button></form>`,
      readOnly ? badge('read-only', 'warn') : '',
    )}
${card(
  'Rate limit',
  html`${isTight(rate) ? tightWarning : ''}<form class="form" method="post" action="${at}/rate-limit">${hidden(csrf)}${field(
    'rate',
    'Requests of one token',
    {
      value: rateText(rate),
      hint: 'Such as 600/min or 30/s, or off. Beyond it the answer is 429 with Retry-After.',
      more: html`required`,
    },
  )}<button>Save</button></form>`,
)}
${card(
  'This server',
  facts([
    ['SCIM base URL', html`<code>${scimBase}</code>`],
    ['Audit events', 'kept for as long as the data; nothing here can change or delete one'],
    ['Exchanges', 'the latest 2,000 are kept in memory, for the audit log and its recordings'],
  ]),
)}`,
  );
}

function isTight(rate: Rate | null): boolean {
  return rate !== null && (rate.requests * 1000) / rate.perMs < busiestPerSecond;
}

const tightWarning: Html = banner(
  'warn',
  html`The first cycle of Microsoft Entra ID may send ${busiestPerSecond} requests a second, more than this. It is slowed down, and takes longer; raise the limit before it if that matters.`,
);

const units: readonly (readonly [unit: string, ms: number])[] = [
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1000],
];

function rateText(rate: Rate | null): string {
  if (rate === null) return 'off';
  const unit = units.find(([, ms]) => ms === rate.perMs);
  return unit === undefined ? `${(rate.requests * 1000) / rate.perMs}/s` : `${rate.requests}/${unit[0]}`;
}
