import { html } from 'hono/html';
import { parseRate, type Rate } from '../limits/rate-limit.ts';
import { ByHandError } from '../scaidrive/by-hand.ts';
import type { ConsoleRoute, Desk } from './console.ts';
import { field, hidden } from './page.ts';

const at = '/system/settings';

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

function settingsPage({ drive, server, csrf, show }: Desk): Response | Promise<Response> {
  const { readOnly } = drive.settings;
  return show(
    'Settings',
    at,
    html`<section><h2>User management</h2><form method="post" action="${at}/user-management">${hidden(csrf)}
<p><input type="checkbox" id="readOnly" name="readOnly"${readOnly ? html` checked` : ''}> <label for="readOnly" class="inline">Read-only mode</label></p>
<p class="soft">With it on, nobody creates or edits users in this console: the identity provider owns them, and SCIM still may.</p><button>Save</button></form></section>
<section><h2>Rate limit</h2><form method="post" action="${at}/rate-limit">${hidden(csrf)}${field('rate', 'Requests of one token', rateText(server.rateLimit.rate))}
<p class="soft">Such as 600/min or 30/s, or off. Beyond it the answer is 429 with Retry-After. Microsoft Entra ID wants 25 requests a second in its initial cycle.</p><button>Save</button></form></section>`,
  );
}

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
