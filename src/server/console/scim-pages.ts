import { html } from 'hono/html';
import type { Token } from '../auth/tokens.ts';
import { ByHandError } from '../scaidrive/by-hand.ts';
import type { Transaction } from '../store/store.ts';
import { checklist } from './checklist.ts';
import type { ConsoleRoute, Desk } from './desk.ts';
import { badge, banner, button, card, copyable, facts, fold, type Html, hidden } from './elements.ts';
import { providers } from './providers.ts';
import { isLiving, tokenSection } from './token-section.ts';

const at = '/identity/scim';
const longestOverlapMinutes = 10_080;

export const scimRoutes: readonly ConsoleRoute[] = [
  { method: 'get', path: at, make: (desk) => scimPage(desk, undefined) },
  { method: 'post', path: `${at}/enable`, make: enable },
  {
    method: 'post',
    path: `${at}/disable`,
    make: async ({ drive, origin, go }) => {
      await drive.change({ scimEnabled: false }, origin);
      return go(at);
    },
  },
  { method: 'post', path: `${at}/tokens`, make: issue },
  { method: 'post', path: `${at}/tokens/:id/rotate`, make: rotate },
  {
    method: 'post',
    path: `${at}/tokens/:id/revoke`,
    make: async (desk) => {
      const beside = noted(desk, 'scim.token.revoked');
      if (!(await desk.server.tokens.revoke(desk.given('id'), beside))) throw noToken();
      return desk.go(at);
    },
  },
];

/** Enabling gives the token too: it is what the identity provider needs next. */
async function enable(desk: Desk): Promise<Response> {
  await desk.drive.change({ scimEnabled: true }, desk.origin);
  const living = (await desk.server.tokens.list()).filter((token) => isLiving(token, desk.drive.now()));
  return living.length > 0 ? desk.go(at) : issue(desk);
}

async function issue(desk: Desk): Promise<Response> {
  const name = desk.given('name').trim().slice(0, 100) || 'SCIM';
  const { secret } = await desk.server.tokens.issue({ name }, noted(desk, 'scim.token.created'));
  return scimPage(desk, secret);
}

async function rotate(desk: Desk): Promise<Response> {
  const minutes = Number(desk.given('overlap') || '0');
  if (!(minutes >= 0 && minutes <= longestOverlapMinutes)) {
    throw new ByHandError(400, `The overlap is 0 to ${longestOverlapMinutes} minutes (a week).`);
  }
  const id = desk.given('id');
  const old = (await desk.server.tokens.list()).find((token) => token.id === id);
  if (old === undefined || !isLiving(old, desk.drive.now())) throw noToken();
  const beside = noted(desk, 'scim.token.rotated', { replaces: id, overlapMinutes: minutes });
  const issued = await desk.server.tokens.rotate(id, { overlapMs: minutes * 60_000, beside });
  if (issued === undefined) throw noToken();
  return scimPage(desk, issued.secret);
}

function noted({ drive, origin }: Desk, type: string, more: Readonly<Record<string, string | number>> = {}) {
  return (transaction: Transaction, token: Token) =>
    drive.note(transaction, origin, type, { target: { type: 'Token', id: token.id, name: token.name }, ...more });
}

function noToken(): ByHandError {
  return new ByHandError(404, 'There is no such token, or it has ended already.');
}

async function scimPage(desk: Desk, secret: string | undefined): Promise<Response> {
  const { drive, scimBase } = desk;
  const { scimEnabled } = drive.settings;
  const tokens = await desk.server.tokens.list();
  return desk.show(
    {
      title: 'SCIM',
      at,
      lede: 'Your identity provider creates, changes and suspends the users of ScaiDrive, and keeps its groups.',
      mark: scimEnabled ? badge('enabled', 'good') : badge('off', 'bad'),
    },
    html`${secret === undefined ? '' : onceShown(secret)}
<div class="split"><div>${scimEnabled ? connection(desk, scimBase) : off(desk, scimBase)}${
      scimEnabled ? await tokenSection(desk, tokens) : ''
    }${card('Set up your identity provider', providers.map(providerSteps))}</div><div>${await checklist(desk)}</div></div>`,
  );
}

function off({ csrf }: Desk, base: string): Html {
  return card(
    'Connection',
    html`<p><strong>SCIM is off.</strong> Every request to <code>${base}</code> is refused until you enable it.</p>
<p>You get the base URL and a token then, which your identity provider asks for.</p>
<form method="post" action="${at}/enable">${hidden(csrf)}<button>Enable SCIM</button></form>`,
  );
}

function connection({ csrf }: Desk, base: string): Html {
  return card(
    'Connection',
    html`<p><strong>SCIM is enabled.</strong> Give your identity provider this address, and one of the tokens below.</p>
${facts([['Base URL', copyable('base-url', 'base URL', base)]])}`,
    button(`${at}/disable`, csrf, 'Disable SCIM', {}, 'danger'),
  );
}

/** The class `secret` marks the one place where a token stands in the clear. */
function onceShown(secret: string): Html {
  return html`<div role="status">${banner(
    'note',
    html`<strong>Your token, shown this once.</strong> Copy it now: only its hash is kept, so nobody can show it again.
<div class="copyable"><code id="token" class="secret">${secret}</code><button type="button" class="plain small" data-copy="token" aria-label="Copy token" hidden>Copy</button></div>`,
  )}</div>`;
}

function providerSteps({ name, url, token, where, steps, note }: (typeof providers)[number]): Html {
  return html`<div class="providers">${fold(
    name,
    html`${facts([
      ['Base URL goes into', html`<strong>${url}</strong>`],
      ['Token goes into', html`<strong>${token}</strong>`],
      ['Found under', where],
    ])}<ol class="plan">${steps.map((step) => html`<li>${step}</li>`)}</ol><p class="hint">${note}</p>`,
  )}</div>`;
}
