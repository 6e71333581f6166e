import { html } from 'hono/html';
import { type IconName, icon } from './icons.ts';

/** Markup with every value in it escaped; only `html` makes it. */
export type Html = ReturnType<typeof html>;
export type Content = Html | string | number;

export function hidden(csrf: string): Html {
  return html`<input type="hidden" name="csrf" value="${csrf}">`;
}

/** A form of one button. */
export function button(
  action: string,
  csrf: string,
  words: string,
  fields: Readonly<Record<string, string>> = {},
  look: 'plain' | 'danger' = 'plain',
): Html {
  return html`<form method="post" action="${action}">${hidden(csrf)}${Object.entries(fields).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  )}<button class="${look}">${words}</button></form>`;
}

export interface FieldOptions {
  readonly value?: string | undefined;
  /** What to type, below the field. */
  readonly hint?: Content | undefined;
  /** More attributes of the input. */
  readonly more?: Html | undefined;
}

/** A labelled text field. */
export function field(name: string, label: string, { value = '', hint, more }: FieldOptions = {}): Html {
  return html`<div class="field"><label for="${name}">${label}</label><input id="${name}" name="${name}" value="${value}"${
    hint === undefined ? '' : html` aria-describedby="${name}-hint"`
  } ${more ?? ''}>${hint === undefined ? '' : html`<p class="hint" id="${name}-hint">${hint}</p>`}</div>`;
}

/** A labelled choice; each option is its value, or its value and its words. */
export function choice(
  name: string,
  label: string,
  options: readonly (string | readonly [value: string, words: string])[],
  chosen?: string,
): Html {
  return html`<div class="field"><label for="${name}">${label}</label><select id="${name}" name="${name}">${options.map(
    (option) => {
      const [value, words] = typeof option === 'string' ? [option, option] : option;
      return html`<option value="${value}"${value === chosen ? html` selected` : ''}>${words}</option>`;
    },
  )}</select></div>`;
}

export function moment(ms: number | undefined, otherwise = 'never'): Html {
  if (ms === undefined) return html`<span class="soft">${otherwise}</span>`;
  const iso = new Date(ms).toISOString();
  return html`<time datetime="${iso}">${iso.slice(0, 19).replace('T', ' ')} UTC</time>`;
}

export function badge(words: string, look: 'good' | 'bad' | 'warn' | 'quiet'): Html {
  return html`<span class="badge ${look}">${words}</span>`;
}

export function state(word: 'active' | 'suspended' | 'deleted'): Html {
  return badge(word, word === 'active' ? 'good' : 'bad');
}

/** Something that is not there. */
export function soft(words: string): Html {
  return html`<span class="soft">${words}</span>`;
}

export function banner(look: 'warn' | 'bad' | 'note', words: Content): Html {
  return html`<div class="banner ${look}">${icon(look === 'note' ? 'check' : 'warning')}<div>${words}</div></div>`;
}

export function card(heading: string, content: Content | readonly Html[], aside: Content = ''): Html {
  return html`<section class="card"><div class="card-head"><h2>${heading}</h2>${aside}</div>${content}</section>`;
}

/** Instead of a list that has nothing in it: what would be here, and how it comes. */
export function empty(words: string, more: Content = '', picture: IconName = 'empty'): Html {
  return html`<div class="empty">${icon(picture)}<p>${words}</p>${more === '' ? '' : html`<p class="soft">${more}</p>`}</div>`;
}

/**
 * Rows under named columns. Where there is no room, each row becomes a block of names and values; the roles keep it a
 * table for who listens to it.
 */
export function table(name: string, columns: readonly string[], rows: readonly (readonly Content[])[]): Html {
  return html`<table role="table"${columns.length > 4 ? html` class="wide"` : ''} aria-label="${name}"><thead role="rowgroup"><tr role="row">${columns.map(
    (column) => html`<th role="columnheader" scope="col">${column}</th>`,
  )}</tr></thead><tbody role="rowgroup">${rows.map(
    (cells) =>
      html`<tr role="row">${cells.map((cell, at) => html`<td role="cell" data-label="${columns[at] ?? ''}"><div>${cell}</div></td>`)}</tr>`,
  )}</tbody></table>`;
}

/** Names and values: below each other, or across the page. */
export function facts(
  rows: readonly (readonly [name: string, value: Content])[],
  way: 'down' | 'across' = 'down',
): Html {
  return html`<dl class="${way}">${rows.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}

/** A value to take elsewhere. The button is there when a script can copy. */
export function copyable(id: string, name: string, value: string): Html {
  return html`<div class="copyable"><code id="${id}">${value}</code>${copyButton(id, name)}</div>`;
}

export function copyButton(id: string, name: string): Html {
  return html`<button type="button" class="plain small" data-copy="${id}" aria-label="Copy ${name}" hidden>Copy</button>`;
}

/** Text of a machine, as it is. */
export function source(id: string, name: string, text: string): Html {
  return html`<div class="source"><pre id="${id}" tabindex="0" role="region" aria-label="${name}">${text}</pre>${copyButton(id, name)}</div>`;
}

/** Something to open. */
export function fold(summary: Content, content: Content, isOpen = false): Html {
  return html`<details${isOpen ? html` open` : ''}><summary>${summary}</summary><div class="folded">${content}</div></details>`;
}

/** Ways from one page of a list to others; nothing where there are none. */
export function pager(name: string, links: readonly (readonly [words: string, href: string | undefined])[]): Content {
  const there = links.filter(([, href]) => href !== undefined);
  if (there.length === 0) return '';
  return html`<nav class="pager" aria-label="${name}">${there.map(([words, href]) => html`<a href="${href}">${words}</a>`)}</nav>`;
}

/** The neighbours of a page that begins at the place `from` of a list. */
export function waysFrom(
  at: string,
  from: string,
  { previous, next }: { readonly previous: string | undefined; readonly next: string | undefined },
): readonly (readonly [words: string, href: string | undefined])[] {
  const link = (place: string | undefined) =>
    place === undefined ? undefined : `${at}?from=${encodeURIComponent(place)}`;
  return [
    ['First page', from === '' ? undefined : at],
    ['Previous page', link(previous)],
    ['Next page', link(next)],
  ];
}
