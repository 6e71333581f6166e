import { html } from 'hono/html';
import { isList, isObject, type Json, type JsonObject } from '#scim';
import { type Html, soft } from './elements.ts';

const longest = 200;

/** What an event changed, a line each: before and after. */
export function changeList(event: JsonObject): Html {
  const { changes, members, detail, scimType, status, effect } = event;
  const lines = [
    ...(isList(changes) ? changes.flatMap((change) => (isObject(change) ? [changeLine(change)] : [])) : []),
    ...memberLines(members),
    ...(typeof detail === 'string'
      ? [html`${[status, scimType].filter((word) => word !== undefined).join(' ')}: ${detail}`]
      : []),
    ...(isObject(effect) && effect.adopted === true ? [html`took over the account of an earlier sign-in`] : []),
    ...(isObject(effect) && typeof effect.sessionsEnded === 'number'
      ? [html`sessions ended: ${effect.sessionsEnded}`]
      : []),
  ];
  return lines.length === 0
    ? html`<p>${soft('Nothing more to say.')}</p>`
    : html`<ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`;
}

function changeLine({ path, before, after }: JsonObject): Html {
  return html`<code>${String(path)}</code>: ${shown(before)} → ${shown(after)}`;
}

function memberLines(members: Json | undefined): readonly Html[] {
  if (!isObject(members)) return [];
  return (['added', 'removed'] as const).flatMap((word) => {
    const ids = members[word];
    return isList(ids) && ids.length > 0 ? [html`members ${word}: ${ids.length}`] : [];
  });
}

function shown(value: Json | undefined): Html {
  if (value === undefined || value === null) return soft('none');
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return html`${text.length > longest ? `${text.slice(0, longest)}…` : text}`;
}
