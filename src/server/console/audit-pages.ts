import { html } from 'hono/html';
import { isObject, type JsonObject } from '#scim';
import { type ExportFormat, exportAudit } from '../scaidrive/audit-export.ts';
import { type AuditFilter, auditPage, firstBroken } from '../scaidrive/audit-log.ts';
import { ByHandError } from '../scaidrive/by-hand.ts';
import type { ConsoleRoute, Desk } from './console.ts';
import { field, type Html } from './page.ts';

const at = '/compliance/audit';
const pageSize = 50;
const liveS = 5;

export const auditRoutes: readonly ConsoleRoute[] = [
  { method: 'get', path: at, make: auditListPage },
  { method: 'get', path: `${at}.csv`, make: (desk) => exported(desk, 'csv', 'text/csv; charset=utf-8') },
  { method: 'get', path: `${at}.ndjson`, make: (desk) => exported(desk, 'ndjson', 'application/x-ndjson') },
];

const filters = [
  ['event_type', 'Event type, such as scim.*'],
  ['actor', 'Actor'],
  ['target', 'Target: name or id'],
  ['from', 'From, such as 2026-01-31T08:00Z'],
  ['to', 'To'],
] as const;

function filterFrom(given: Desk['given']): AuditFilter {
  for (const name of ['from', 'to'] as const) {
    const text = given(name);
    if (text !== '' && Number.isNaN(Date.parse(text))) {
      throw new ByHandError(400, `"${text.slice(0, 60)}" is no time; write it like 2026-01-31T08:00Z.`);
    }
  }
  return {
    eventType: given('event_type'),
    actor: given('actor'),
    target: given('target'),
    from: given('from'),
    to: given('to'),
  };
}

async function exported({ drive, given }: Desk, format: ExportFormat, type: string): Promise<Response> {
  const text = await drive.store.read((view) => exportAudit(view, filterFrom(given), format));
  return new Response(text, {
    headers: { 'content-type': type, 'content-disposition': `attachment; filename="audit.${format}"` },
  });
}

async function auditListPage({ drive, given, show }: Desk): Promise<Response> {
  const filter = filterFrom(given);
  const from = Number(given('before') || Number.NaN);
  const { events, before } = await drive.store.read((view) =>
    auditPage(view, filter, { before: Number.isSafeInteger(from) ? from : undefined, limit: pageSize }),
  );
  const query = new URLSearchParams(filters.flatMap(([name]) => (given(name) === '' ? [] : [[name, given(name)]])));
  const link = (more: Readonly<Record<string, string>>) =>
    `${at}?${new URLSearchParams([...query, ...Object.entries(more)])}`;
  const isLive = given('live') === '1';
  const verified = given('verify') === '1' ? await drive.store.read((view) => [firstBroken(view)] as const) : undefined;
  return show(
    'Audit Log',
    at,
    html`<section><form method="get" action="${at}" role="search"><div class="row">${filters.map(([name, label]) => field(name, label, given(name)))}</div><button>Filter</button></form>
<p><a href="${at}.csv?${query}">Export CSV</a> · <a href="${at}.ndjson?${query}">Export NDJSON</a> · ${
      isLive
        ? html`<a href="${link({})}">Stop following</a> (asks again every ${liveS} s)`
        : html`<a href="${link({ live: '1' })}">Follow live</a>`
    } · <a href="${link({ verify: '1' })}">Verify the chain of hashes</a></p>
${verified === undefined ? '' : verdict(verified[0])}
<p class="soft">Events are kept for as long as the data of this server; nothing here can change or delete one.</p></section>
<section><h2>${events.length} ${events.length === 1 ? 'event' : 'events'} on this page</h2>${
      events.length === 0
        ? html`<p class="soft">No event fits${before === undefined ? '' : ' so far'}.</p>`
        : html`<div class="wide" tabindex="0" role="region" aria-label="Events"><table><thead><tr><th scope="col">When</th><th scope="col">Event</th><th scope="col">Actor</th><th scope="col">Target</th><th scope="col">Details</th></tr></thead><tbody>${events.map(
            ({ number, event }) =>
              html`<tr><td class="short">${String(event.at).slice(0, 19).replace('T', ' ')}</td><td><code>${String(event.type)}</code></td><td>${words(event.actor, ['name', 'idp'])}</td><td>${words(event.target, ['type', 'name'])}</td><td><details><summary>Event ${number}</summary><pre tabindex="0">${JSON.stringify(event, undefined, 2)}</pre></details></td></tr>`,
          )}</tbody></table></div>`
    }${before === undefined ? '' : html`<p><a href="${link({ before: String(before) })}" rel="next">Older events</a></p>`}</section>`,
    isLive ? liveS : undefined,
  );
}

function verdict(broken: number | undefined): Html {
  return broken === undefined
    ? html`<p role="status"><span class="good">The chain is whole:</span> no event was changed, taken out or put in.</p>`
    : html`<p role="status"><span class="bad">The chain breaks at event ${broken}.</span></p>`;
}

function words(value: JsonObject[string] | undefined, names: readonly string[]): string {
  if (!isObject(value)) return '';
  return names
    .flatMap((name) => (typeof value[name] === 'string' ? [value[name]] : []))
    .filter((word) => word !== '')
    .join(', ');
}
