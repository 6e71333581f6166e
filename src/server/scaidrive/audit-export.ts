import type { JsonObject } from '#scim';
import { isObject } from '#scim';
import type { View } from '../store/store.ts';
import { type AuditFilter, matcherOf } from './audit-log.ts';
import { textIn } from './row.ts';

export const exportFormats = ['csv', 'ndjson'] as const;
export type ExportFormat = (typeof exportFormats)[number];

const columns: readonly (readonly [name: string, read: (event: JsonObject, number: number) => string])[] = [
  ['number', (_, number) => String(number)],
  ['at', (event) => textIn(event, 'at') ?? ''],
  ['type', (event) => textIn(event, 'type') ?? ''],
  ['actor', ({ actor }) => within(actor, 'name')],
  ['idp', ({ actor }) => within(actor, 'idp')],
  ['target', ({ target }) => within(target, 'type')],
  ['target id', ({ target }) => within(target, 'id')],
  ['target name', ({ target }) => within(target, 'name')],
  ['request id', (event) => textIn(event, 'requestId') ?? ''],
  ['status', ({ status }) => (typeof status === 'number' ? String(status) : '')],
  ['detail', (event) => textIn(event, 'detail') ?? ''],
  ['changes', ({ changes }) => (changes === undefined ? '' : JSON.stringify(changes))],
  ['hash', (event) => textIn(event, 'hash') ?? ''],
];

/** All events that fit, oldest first. */
export function exportAudit(view: View, filter: AuditFilter, format: ExportFormat): string {
  const fits = matcherOf(filter);
  const rows = view
    .events({ limit: Number.MAX_SAFE_INTEGER })
    .filter(({ event }) => fits(event))
    .toReversed();
  if (format === 'ndjson') return rows.map(({ number, event }) => `${JSON.stringify({ number, ...event })}\n`).join('');
  const lines = rows.map(({ number, event }) => columns.map(([, read]) => cell(read(event, number))).join(','));
  return `${[columns.map(([name]) => name).join(','), ...lines].join('\r\n')}\r\n`;
}

function within(value: unknown, name: string): string {
  return isObject(value) ? (textIn(value, name) ?? '') : '';
}

/** Quoted after RFC 4180. A cell that a spreadsheet would run as a formula is made text by an apostrophe. */
function cell(text: string): string {
  const inert = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
