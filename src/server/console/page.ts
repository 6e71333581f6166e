import { html } from 'hono/html';
import { assets } from './assets.ts';
import { banner, type Content, type Html, hidden } from './elements.ts';
import { type IconName, icon } from './icons.ts';

/** The pages as the navigation lists them. */
const rooms: readonly {
  readonly name: string;
  readonly pages: readonly (readonly [path: string, name: string, picture: IconName])[];
}[] = [
  {
    name: 'Identity',
    pages: [
      ['/identity/scim', 'SCIM', 'scim'],
      ['/identity/mapping', 'Attribute mapping', 'mapping'],
      ['/identity/sign-in', 'Sign-in test', 'sign-in'],
    ],
  },
  {
    name: 'People',
    pages: [
      ['/users', 'Users', 'users'],
      ['/groups', 'Groups', 'groups'],
    ],
  },
  { name: 'Files', pages: [['/shares', 'Shares', 'shares']] },
  { name: 'System', pages: [['/system/settings', 'Settings', 'settings']] },
  { name: 'Compliance', pages: [['/compliance/audit', 'Audit Log', 'audit']] },
];

export interface PageHead {
  readonly title: string;
  /** Where the navigation says that one is: `/users`. */
  readonly at: string;
  readonly csrf: string;
  /** One sentence below the title. */
  readonly lede?: Content | undefined;
  /** What stands beside the title: a state. */
  readonly mark?: Content | undefined;
  /** The list that a page is one of. */
  readonly up?: readonly [path: string, name: string] | undefined;
  /** What was asked for and not done. */
  readonly error?: string | undefined;
  /** For a browser without script: seconds after which a live page is asked for again. */
  readonly refreshS?: number | undefined;
}

export function page({ title, at, csrf, lede, mark, up, error, refreshS }: PageHead, content: Html): Html {
  const nav = navigation(at);
  const out = html`<form method="post" action="/sign-out">${hidden(csrf)}<button class="plain small">Sign out</button></form>`;
  return document(
    title,
    html`<a class="skip" href="#main">Skip to the content</a>
<div class="frame"><header>${brand}<div class="rail">${nav}${out}</div>
<details class="menu"><summary>Menu</summary><div>${nav}${out}</div></details></header>
<main id="main" tabindex="-1">${up === undefined ? '' : html`<p class="up"><a href="${up[0]}">${up[1]}</a></p>`}
<div class="title"><h1>${title}</h1>${mark ?? ''}</div>${lede === undefined ? '' : html`<p class="lede">${lede}</p>`}
${error === undefined ? '' : html`<div role="alert">${banner('bad', error)}</div>`}${content}</main></div>`,
    refreshS,
  );
}

/** A page for somebody who is not signed in. */
export function alone(title: string, error: string | undefined, content: Html): Html {
  return document(
    title,
    html`<main class="alone">${brand}<section class="card"><h1>${title}</h1>${
      error === undefined ? '' : html`<div role="alert">${banner('bad', error)}</div>`
    }${content}</section></main>`,
  );
}

const brand = html`<a class="brand" href="/">${icon('logo')}<span>ScaiDrive <small>Admin</small></span></a>`;

function navigation(at: string): Html {
  return html`<nav aria-label="Pages">${rooms.map(
    ({ name, pages }) =>
      html`<h2>${name}</h2><ul>${pages.map(
        ([path, words, picture]) =>
          html`<li><a href="${path}"${path === at ? html` aria-current="page"` : ''}>${icon(picture)}${words}</a></li>`,
      )}</ul>`,
  )}</nav>`;
}

function document(title: string, body: Html, refreshS?: number): Html {
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
${refreshS === undefined ? '' : html`<noscript><meta http-equiv="refresh" content="${refreshS}"></noscript>`}
<title>${title} · ScaiDrive admin</title><link rel="icon" href="${assets.icon.path}" type="image/svg+xml"><link rel="stylesheet" href="${assets.style.path}"><script src="${assets.script.path}" defer></script></head><body>${body}</body></html>`;
}
