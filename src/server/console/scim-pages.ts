import { html } from 'hono/html';
import { isObject } from '#scim';
import type { Token } from '../auth/tokens.ts';
import { ByHandError } from '../scaidrive/by-hand.ts';
import { mapping, sourceOf } from '../scaidrive/mapping.ts';
import type { Transaction } from '../store/store.ts';
import type { ConsoleRoute, Desk } from './console.ts';
import { button, field, type Html, hidden, moment } from './page.ts';

const at = '/identity/scim';

/** What each provider calls the two things that it has to be told. */
const providers: readonly (readonly [name: string, url: string, token: string, where: string])[] = [
  ['Okta', 'SCIM connector base URL', 'HTTP Header: Authorization', 'Provisioning, Integration'],
  ['Microsoft Entra ID', 'Tenant URL', 'Secret Token', 'Provisioning, Admin Credentials'],
  ['Google Workspace', 'Endpoint URL', 'Access token', 'Apps, Autoprovisioning'],
  ['OneLogin', 'SCIM Base URL', 'SCIM Bearer Token', 'Configuration, API Connection'],
];

/** What tells an administrator that the connection works. */
const milestones: readonly (readonly [type: string, words: string])[] = [
  ['scim.user.created', 'A first user was pushed'],
  ['scim.user.suspended', 'A first user was deactivated'],
  ['scim.group.created', 'A first group was pushed'],
];

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
  { method: 'get', path: '/identity/mapping', make: mappingPage },
];

/** Enabling gives the token too: it is what the identity provider needs next. */
async function enable(desk: Desk): Promise<Response> {
  await desk.drive.change({ scimEnabled: true }, desk.origin);
  const living = (await desk.server.tokens.list()).filter((token) => isLiving(desk, token));
  return living.length > 0 ? desk.go(at) : issue(desk);
}

async function issue(desk: Desk): Promise<Response> {
  const name = desk.given('name').trim().slice(0, 100) || 'SCIM';
  const { secret } = await desk.server.tokens.issue({ name }, noted(desk, 'scim.token.created'));
  return scimPage(desk, secret);
}

async function rotate(desk: Desk): Promise<Response> {
  const minutes = Number(desk.given('overlap') || '0');
  if (!(minutes >= 0 && minutes <= 10_080)) throw new ByHandError(400, 'The overlap is 0 to 10080 minutes (a week).');
  const id = desk.given('id');
  const old = (await desk.server.tokens.list()).find((token) => token.id === id);
  if (old === undefined || !isLiving(desk, old)) throw noToken();
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

function isLiving({ drive }: Desk, { expiresAt }: Token): boolean {
  return expiresAt === undefined || expiresAt > drive.now();
}

async function scimPage(desk: Desk, secret: string | undefined): Promise<Response> {
  const { drive, server, csrf, request } = desk;
  const { scimEnabled } = drive.settings;
  const base = new URL(request.url).origin + server.basePath;
  const tokens = await server.tokens.list();
  const idps = await drive.store.read((view) => new Map(view.records('token-idp')));
  const reached = await drive.store.read((view) => milestones.map(([type]) => view.record('milestone', type)));
  const steps: readonly (readonly [boolean, string])[] = [
    [scimEnabled, 'SCIM is enabled'],
    [tokens.some(({ lastUsedAt }) => lastUsedAt !== undefined), 'A token was accepted'],
    ...milestones.map(([, words], index) => [reached[index] === true, words] as const),
  ];
  return desk.show(
    'SCIM',
    at,
    html`${secret === undefined ? '' : onceShown(secret)}
<section><h2>Connection</h2>${
      scimEnabled
        ? html`<p><span class="good">SCIM is enabled.</span></p><dl><dt>Base URL</dt><dd><code>${base}</code></dd></dl>
${button(`${at}/disable`, csrf, 'Disable SCIM')}`
        : html`<p><span class="bad">SCIM is off.</span> Every request to <code>${base}</code> is refused until you enable it. You get a base URL and a token for your identity provider.</p>
<form method="post" action="${at}/enable">${hidden(csrf)}<button>Enable SCIM</button></form>`
    }</section>
${scimEnabled ? tokenSection(desk, tokens, idps) : ''}
<section><h2>Checklist</h2><ul>${steps.map(
      ([done, words]) =>
        html`<li>${done ? html`<span class="good">Done:</span>` : html`<span class="soft">Not yet:</span>`} ${words}</li>`,
    )}</ul></section>
<section><h2>Where your identity provider wants these</h2><div class="wide" tabindex="0" role="region" aria-label="Names at the providers"><table><thead><tr><th scope="col">Provider</th><th scope="col">Base URL goes into</th><th scope="col">Token goes into</th><th scope="col">Under</th></tr></thead><tbody>${providers.map(
      ([name, url, token, where]) => html`<tr><td>${name}</td><td>${url}</td><td>${token}</td><td>${where}</td></tr>`,
    )}</tbody></table></div></section>`,
  );
}

function onceShown(secret: string): Html {
  return html`<div class="banner" role="status"><strong>Your token, shown this once.</strong> Copy it now; only its hash is kept.<code class="secret">${secret}</code></div>`;
}

function tokenSection(desk: Desk, tokens: readonly Token[], idps: ReadonlyMap<string, unknown>): Html {
  const { csrf } = desk;
  return html`<section><h2>Tokens</h2><div class="wide" tabindex="0" role="region" aria-label="Tokens"><table><thead><tr><th scope="col">Name</th><th scope="col">Token</th><th scope="col">Created</th><th scope="col">Last used</th><th scope="col">Used by</th><th scope="col">Rotate or revoke</th></tr></thead><tbody>${tokens.map(
    (token) =>
      html`<tr><td>${token.name}</td><td><code>${token.hint}</code></td><td>${moment(token.createdAt)}</td><td>${moment(token.lastUsedAt)}</td><td>${String(idps.get(token.id) ?? '')}</td><td>${
        isLiving(desk, token)
          ? html`${token.expiresAt === undefined ? '' : html`ends ${moment(token.expiresAt)} `}<form method="post" action="${at}/tokens/${token.id}/rotate">${hidden(csrf)}<label for="overlap-${token.id}">Minutes that both work</label><input id="overlap-${token.id}" name="overlap" value="0" inputmode="numeric"> <button class="plain">Rotate</button></form>${button(`${at}/tokens/${token.id}/revoke`, csrf, 'Revoke')}`
          : html`<span class="soft">ended ${moment(token.expiresAt)}</span>`
      }</td></tr>`,
  )}</tbody></table></div>
<form method="post" action="${at}/tokens">${hidden(csrf)}${field('name', 'Name of a further token')}<button>Create token</button></form></section>`;
}

/** The mapping, each row with the value that the user pushed last has for it. */
async function mappingPage({ drive, show }: Desk): Promise<Response> {
  const last = await drive.store.read((view) => view.page('User', Math.max(view.count('User') - 1, 0), 1)[0]);
  return show(
    'Attribute mapping',
    '/identity/mapping',
    html`<section><p>Of several sources, the first that has a value wins. The last column shows the user that was created last.</p>
<div class="wide" tabindex="0" role="region" aria-label="Mapping"><table><thead><tr><th scope="col">ScaiDrive</th><th scope="col">SCIM, first wins</th><th scope="col">Without a value</th><th scope="col">Last seen</th></tr></thead><tbody>${mapping.map(
      ({ label, field: name, sources, otherwise }) => {
        const seen = last === undefined ? undefined : sourceOf(name, last.resource);
        return html`<tr><td>${label}</td><td>${sources.map(({ path }) => html`<code>${path}</code> `)}</td><td>${otherwise}</td><td>${
          seen === undefined ? '' : isObject(seen.value) ? JSON.stringify(seen.value) : String(seen.value)
        }</td></tr>`;
      },
    )}</tbody></table></div></section>
<section><h2>Groups</h2><dl><dt>Name and slug</dt><dd><code>displayName</code>, or <code>name</code></dd><dt>Membership</dt><dd><code>members</code></dd><dt>Id at the IdP</dt><dd><code>externalId</code></dd></dl></section>`,
  );
}
