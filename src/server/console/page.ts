import { html } from 'hono/html';

/** Markup with every value in it escaped; only `html` makes it. */
export type Html = ReturnType<typeof html>;

/** The pages as the navigation lists them. */
const rooms: readonly (readonly [heading: string, pages: readonly (readonly [path: string, name: string])[]])[] = [
  [
    'Identity',
    [
      ['/identity/scim', 'SCIM'],
      ['/identity/mapping', 'Attribute mapping'],
      ['/identity/sign-in', 'Sign-in test'],
    ],
  ],
  [
    'People',
    [
      ['/users', 'Users'],
      ['/groups', 'Groups'],
    ],
  ],
  ['Files', [['/shares', 'Shares']]],
  ['System', [['/system/settings', 'Settings']]],
  ['Compliance', [['/compliance/audit', 'Audit Log']]],
];

export interface Page {
  readonly title: string;
  /** Where the navigation says that one is: `/users`. */
  readonly at: string;
  readonly csrf: string;
  /** What was asked for and not done. */
  readonly error?: string | undefined;
  /** Seconds after which a live page is asked for again. */
  readonly refreshS?: number | undefined;
}

export function page({ title, at, csrf, error, refreshS }: Page, content: Html): Html {
  return document(
    title,
    html`<a class="skip" href="#main">Skip to the content</a>
<header class="top"><strong>ScaiDrive admin console</strong>
<form method="post" action="/sign-out">${hidden(csrf)}<button class="plain">Sign out</button></form></header>
<div class="frame"><nav aria-label="Pages">${rooms.map(
      ([heading, pages]) =>
        html`<h2>${heading}</h2><ul>${pages.map(
          ([path, name]) =>
            html`<li><a href="${path}"${path === at ? html` aria-current="page"` : ''}>${name}</a></li>`,
        )}</ul>`,
    )}</nav>
<main id="main"><h1>${title}</h1>${errorBanner(error)}${content}</main></div>`,
    refreshS,
  );
}

/** A page for somebody who is not signed in. */
export function alone(title: string, error: string | undefined, content: Html): Html {
  return document(
    title,
    html`<main class="alone"><section><h1>${title}</h1>${errorBanner(error)}${content}</section></main>`,
  );
}

export function hidden(csrf: string): Html {
  return html`<input type="hidden" name="csrf" value="${csrf}">`;
}

/** A form of one button. */
export function button(
  action: string,
  csrf: string,
  words: string,
  fields: Readonly<Record<string, string>> = {},
): Html {
  return html`<form method="post" action="${action}">${hidden(csrf)}${Object.entries(fields).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  )}<button class="plain">${words}</button></form>`;
}

/** A labelled text field. */
export function field(name: string, label: string, value = '', more: Html | string = ''): Html {
  return html`<div><label for="${name}">${label}</label><input id="${name}" name="${name}" value="${value}" ${more}></div>`;
}

export function moment(ms: number | undefined): Html {
  if (ms === undefined) return html`<span class="soft">never</span>`;
  const iso = new Date(ms).toISOString();
  return html`<time datetime="${iso}">${iso.slice(0, 19).replace('T', ' ')} UTC</time>`;
}

export function state(word: 'active' | 'suspended' | 'deleted'): Html {
  return html`<span class="${word === 'active' ? 'good' : 'bad'}">${word}</span>`;
}

function errorBanner(error: string | undefined): Html | string {
  return error === undefined ? '' : html`<p class="banner error" role="alert">${error}</p>`;
}

function document(title: string, body: Html, refreshS?: number): Html {
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
${refreshS === undefined ? '' : html`<meta http-equiv="refresh" content="${refreshS}">`}
<title>${title} · ScaiDrive</title><link rel="stylesheet" href="/console.css"></head><body>${body}</body></html>`;
}
