import { html } from 'hono/html';
import { isObject, type Json } from '#scim';
import { type MappingRow, mapping, sourceOf } from '../scaidrive/mapping.ts';
import type { Entry, View } from '../store/store.ts';
import type { ConsoleRoute, Desk } from './desk.ts';
import { badge, card, empty, facts, soft, table } from './elements.ts';
import { type Received, sentUser, unmapped } from './received-attributes.ts';

const at = '/identity/mapping';

export const mappingRoutes: readonly ConsoleRoute[] = [{ method: 'get', path: at, make: mappingPage }];

const mostEvents = 1000;
const mostUsers = 200;
const mostRequests = 200;
const longestValue = 120;

/** The users that were pushed last, newest first. */
function latestUsers(view: View): readonly Entry[] {
  const found = new Map<string, Entry>();
  for (const { event } of view.events({ limit: mostEvents })) {
    const id = isObject(event.target) && event.target.type === 'User' ? event.target.id : undefined;
    const entry = typeof id === 'string' && !found.has(id) ? view.entry(id) : undefined;
    if (entry !== undefined) found.set(entry.id, entry);
    if (found.size >= mostUsers) break;
  }
  return [...found.values()];
}

/** The mapping, each row with the value that was pushed last for it. */
async function mappingPage({ drive, recent, server, show }: Desk): Promise<Response> {
  const users = await drive.store.read(latestUsers);
  const others = unmapped(recent.list(sentUser(server.basePath), mostRequests), users);
  return show(
    {
      title: 'Attribute mapping',
      at,
      lede: 'What ScaiDrive makes of the attributes that your identity provider sends. Of several sources, the first that has a value wins.',
    },
    html`${card(
      'Users',
      table(
        'Mapping of users',
        ['ScaiDrive', 'SCIM, first wins', 'Without a value', 'Last value seen'],
        mapping.map((row) => [
          html`<strong>${row.label}</strong>`,
          html`<div>${row.sources.map(({ path }, place) => html`${place === 0 ? '' : html`<br>`}<code>${path}</code>`)}</div>`,
          html`<span class="soft">${row.otherwise}</span>`,
          lastSeen(row, users),
        ]),
      ),
    )}
${card(
  'Received, but not mapped',
  others.length === 0
    ? empty(
        'Nothing came that the mapping has no use for.',
        'What identity providers send from now on shows here, as long as this server runs.',
      )
    : table('Received, but not mapped', ['Attribute', 'Last value seen', 'What became of it'], others.map(otherRow)),
)}
${card(
  'Groups',
  facts([
    ['Name and slug', html`<code>displayName</code>, or <code>name</code>`],
    ['Membership', html`<code>members</code>`],
    ['Id at the IdP', html`<code>externalId</code>`],
  ]),
)}`,
  );
}

function lastSeen({ field, sources }: MappingRow, users: readonly Entry[]) {
  for (const { resource } of users) {
    const seen = sourceOf(field, resource);
    if (seen === undefined) continue;
    return html`${shown(seen.value)}${sources.length > 1 ? html`<small>from <code>${seen.path}</code></small>` : ''}`;
  }
  return soft('not seen yet');
}

function otherRow({ path, value, isKept }: Received) {
  return [
    html`<code>${path}</code>`,
    shown(value),
    isKept ? badge('kept for SCIM clients', 'quiet') : badge('dropped: in no schema', 'warn'),
  ];
}

function shown(value: Json): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > longestValue ? `${text.slice(0, longestValue)}…` : text;
}
