import { type Markup, markup } from './markup.ts';

/** A link into the page. */
export function anchor(id: string, content: Markup | string, className = ''): Markup {
  return markup`<a${className === '' ? '' : markup` class="${className}"`} href="#${encodeURIComponent(wellFormed(id))}">${content}</a>`;
}

/** A link out of the page, if it is one that a reader may safely follow; else only its text. */
export function outward(href: string | undefined, content: Markup | string): Markup {
  const safe = href !== undefined && /^https?:\/\//i.test(href);
  return safe ? markup`<a href="${href}">${content}</a>` : markup`${content}`;
}

/** Half a character has no percent-encoding. */
export function wellFormed(text: string): string {
  return text.toWellFormed();
}
