import { html } from 'hono/html';
import type { JsonObject } from '#scim';
import { harFrom } from '#wire';
import { type ExportFormat, exportAudit } from '../scaidrive/audit-export.ts';
import { auditPage, firstBroken, matcherOf } from '../scaidrive/audit-log.ts';
import type { LoggedEvent } from '../store/store.ts';
import { eventRoute } from './audit-event-page.ts';
import { auditFilterFrom } from './audit-filter.ts';
import { changeList } from './changes.ts';
import type { ConsoleRoute, Desk } from './desk.ts';
import { banner, card, empty, field, fold, type Html, moment, table } from './elements.ts';
import { eventName, targetLink, wordsOf } from './event-words.ts';

const at = '/compliance/audit';
const pageSize = 50;
const liveS = 5;
/** As many events as there can be exchanges of. */
const mostRecorded = 5000;

export const auditRoutes: readonly ConsoleRoute[] = [
  { method: 'get', path: at, make: auditListPage },
  { method: 'get', path: `${at}.csv`, make: (desk) => exported(desk, 'csv', 'text/csv; charset=utf-8') },
  { method: 'get', path: `${at}.ndjson`, make: (desk) => exported(desk, 'ndjson', 'application/x-ndjson') },
  { method: 'get', path: `${at}.har`, make: recording },
  eventRoute,
];

const fields = [
  ['event_type', 'Event type', 'scim.* is all that begins so'],
  ['actor', 'Actor', 'A part of the name of token, provider or admin'],
  ['target', 'Target', 'An id, or a part of a name'],
  ['from', 'From', 'Such as 2026-01-31T08:00Z'],
  ['to', 'To', 'Both ends count'],
] as const;

/** Filters that people want most, as links. */
const usual: readonly (readonly [words: string, types: string])[] = [
  ['Everything', ''],
  ['SCIM', 'scim.*'],
  ['Users', 'scim.user.*'],
  ['Groups', 'scim.group.*'],
  ['Refusals', 'scim.auth.refused,scim.rate.refused,scim.request.refused'],
  ['Tokens', 'scim.token.*'],
  ['By hand', 'scaidrive.*,console.*'],
];

async function exported({ drive, given }: Desk, format: ExportFormat, type: string): Promise<Response> {
  const text = await drive.store.read((view) => exportAudit(view, auditFilterFrom(given), format));
  return download(text, type, `audit.${format}`);
}

/** The exchanges behind the events that fit, or all that are kept when nothing is filtered: reads are among these. */
async function recording({ drive, recent, given }: Desk): Promise<Response> {
  const filter = auditFilterFrom(given);
  const isAll = Object.values(filter).every((value) => value === '');
  const fits = matcherOf(filter);
  const events = isAll ? [] : await drive.store.read((view) => view.events({ limit: mostRecorded }));
  const ids = new Set(events.filter(({ event }) => fits(event)).map(({ event }) => event.requestId));
  const exchanges = recent.list(({ id }) => isAll || ids.has(id));
  const har = harFrom(exchanges, { creator: { name: 'ScaiDrive audit log', version: '1' } });
  return download(JSON.stringify(har, undefined, 2), 'application/json', 'recording.har');
}

function download(text: string, type: string, name: string): Response {
  return new Response(text, {
    headers: { 'content-type': type, 'content-disposition': `attachment; filename="${name}"` },
  });
}

async function auditListPage(desk: Desk): Promise<Response> {
  const { drive, given, show } = desk;
  const filter = auditFilterFrom(given);
  const from = Number(given('before') || Number.NaN);
  const start = Number.isSafeInteger(from) ? from : undefined;
  const { events, before } = await drive.store.read((view) =>
    auditPage(view, filter, { before: start, limit: pageSize }),
  );
  const query = new URLSearchParams(fields.flatMap(([name]) => (given(name) === '' ? [] : [[name, given(name)]])));
  const isLive = given('live') === '1';
  const verified = given('verify') === '1' ? await drive.store.read((view) => [firstBroken(view)] as const) : undefined;
  const liveLink = `${at}?${new URLSearchParams([...query, ['live', '1']])}`;
  return show(
    {
      title: 'Audit Log',
      at,
      lede: 'Each write and each refusal is one event. Events are kept for as long as the data of this server; nothing here can change or delete one.',
      refreshS: isLive ? liveS : undefined,
    },
    html`${verified === undefined ? '' : verdict(verified[0])}
${filterCard(given, query)}
<div id="events"${isLive ? html` data-live="${liveLink}"` : ''}>${card(
      'Events',
      html`${events.length === 0 ? nothing(before !== undefined, query.size > 0) : eventTable(desk, events)}
${pager({ query, before, isFirst: start === undefined })}`,
      following(isLive, query, liveLink),
    )}</div>`,
  );
}

function filterCard(given: Desk['given'], query: URLSearchParams): Html {
  const chips = usual.map(([words, types]) => {
    const link = new URLSearchParams(query);
    if (types === '') link.delete('event_type');
    else link.set('event_type', types);
    const isChosen = given('event_type') === types;
    return html`<li><a href="${at}?${link}"${isChosen ? html` aria-current="true"` : ''}>${words}</a></li>`;
  });
  return card(
    'Filter',
    html`<ul class="chips" aria-label="Usual filters">${chips}</ul>
<form method="get" action="${at}" role="search"><div class="grid">${fields.map(([name, label, hint]) =>
      field(name, label, {
        value: given(name),
        hint,
      }),
    )}</div><button>Filter</button></form>
<p class="links"><a href="${at}.csv?${query}">Export CSV</a><a href="${at}.ndjson?${query}">Export NDJSON</a><a href="${at}.har?${query}">Make a recording (HAR)</a><a href="${at}?${new URLSearchParams([...query, ['verify', '1']])}">Verify the chain of hashes</a></p>`,
    query.size === 0 ? '' : html`<p><a href="${at}">Clear</a></p>`,
  );
}

function following(isLive: boolean, query: URLSearchParams, liveLink: string): Html {
  return isLive
    ? html`<p><span class="good">Following</span>, asks again every ${liveS} s · <a href="${at}?${query}">Stop following</a></p>`
    : html`<p><a href="${liveLink}">Follow live</a></p>`;
}

function eventTable({ recent }: Desk, events: readonly LoggedEvent[]): Html {
  return table(
    'Events',
    ['When', 'Event', 'Actor', 'Target', 'Details'],
    events.map(({ number, event }) => [
      moment(Date.parse(String(event.at))),
      html`<strong>${eventName(event)}</strong><small><code>${String(event.type)}</code></small>`,
      actorWords(event),
      targetWords(event),
      fold(
        `Event ${number}`,
        html`${changeList(event)}<p><a href="${at}/${number}">${recent.has(String(event.requestId)) ? 'Open the event and its exchange' : 'Open the event'}</a></p>`,
      ),
    ]),
  );
}

function actorWords({ actor }: JsonObject): Html {
  const [name = '', ...idp] = wordsOf(actor, ['name', 'idp']);
  return html`${name}${idp.map((word) => html`<small>${word}</small>`)}`;
}

function targetWords({ target, request }: JsonObject): Html {
  const [type = '', name = ''] = wordsOf(target, ['type', 'name']);
  const link = targetLink(target);
  if (type === '' || (name === '' && request !== undefined))
    return html`<span class="soft">${wordsOf(request, ['method', 'path']).join(' ')}</span>`;
  const words = name === '' ? type : name;
  return html`${link === undefined ? words : html`<a href="${link}">${words}</a>`}${name === '' ? '' : html`<small>${type}</small>`}`;
}

function nothing(isCut: boolean, isFiltered: boolean): Html {
  if (isCut) return empty('None of these events fits. There are older ones.', '', 'audit');
  return isFiltered
    ? empty('No event fits.', html`<a href="${at}">Clear the filter</a>`, 'audit')
    : empty('Nothing happened yet.', '', 'audit');
}

function pager(place: { query: URLSearchParams; before: number | undefined; isFirst: boolean }): Html {
  const { query, before, isFirst } = place;
  if (before === undefined && isFirst) return html``;
  return html`<nav class="pager" aria-label="More events">${isFirst ? '' : html`<a href="${at}?${query}">Newest events</a>`}${
    before === undefined
      ? ''
      : html`<a href="${at}?${new URLSearchParams([...query, ['before', String(before)]])}" rel="next">Older events</a>`
  }</nav>`;
}

function verdict(broken: number | undefined): Html {
  return html`<div role="status">${
    broken === undefined
      ? banner('note', html`<strong>The chain is whole:</strong> no event was changed, taken out or put in.`)
      : banner(
          'bad',
          html`<strong>The chain breaks at event ${broken}.</strong> It, or what stood before it, is not what was kept.`,
        )
  }</div>`;
}
