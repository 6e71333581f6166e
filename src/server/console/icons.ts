import { html, raw } from 'hono/html';
import type { Html } from './elements.ts';

/** Strokes on a square of 24, drawn for this console. */
const strokes = {
  logo: 'M4 8.5 12 4l8 4.5v7L12 20l-8-4.5z M4 8.5l8 4.5 8-4.5 M12 13v7',
  scim: 'M9 15 15 9 M10.5 6.5 12 5a4.9 4.9 0 0 1 7 7l-1.5 1.5 M13.5 17.5 12 19a4.9 4.9 0 0 1-7-7l1.5-1.5',
  mapping: 'M4 7h9 M10 4l3 3-3 3 M20 17h-9 M14 14l-3 3 3 3',
  'sign-in': 'M14 4h5v16h-5 M4 12h10 M10.5 8.5 14 12l-3.5 3.5',
  users: 'M12 11.5a3.75 3.75 0 1 0 0-7.5 3.75 3.75 0 0 0 0 7.5z M4.5 20a7.5 7.5 0 0 1 15 0',
  groups:
    'M9 11a3.2 3.2 0 1 0 0-6.4A3.2 3.2 0 0 0 9 11z M2.8 19.4a6.2 6.2 0 0 1 12.4 0 M15.5 4.9a3.2 3.2 0 0 1 0 5.9 M17.6 13.6a6.2 6.2 0 0 1 3.6 5.8',
  shares: 'M3.5 6.5h6l2 2.5h9v10h-17z',
  settings: 'M4 7h10 M18 7h2 M4 17h2 M10 17h10 M16 9.5v-5 M8 19.5v-5',
  audit: 'M6 3.5h9l4 4v13H6z M9.5 11h6 M9.5 15h6 M9.5 7h2',
  lock: 'M6.5 11h11v8.5h-11z M8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  warning: 'M12 4 2.8 19.5h18.4z M12 10v4.5 M12 17v.1',
  check: 'M5 12.5 10 17.5 19.5 7',
  empty: 'M4 13.5 6.5 5h11l2.5 8.5v5.5H4z M4 13.5h4.5l1.5 2.5h4l1.5-2.5H20',
} as const;

export type IconName = keyof typeof strokes;

/** A picture that says nothing that the words beside it do not. */
export function icon(name: IconName): Html {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="${raw(strokes[name])}"/></svg>`;
}

/** The picture of the tab. */
export const favicon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><rect width="24" height="24" rx="6" fill="#1d5bd0"/><path d="${strokes.logo}" transform="translate(3.6 3.6) scale(.7)" fill="none" stroke="#fff" stroke-width="2" stroke-linejoin="round"/></svg>`;
