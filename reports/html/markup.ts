import { inert } from '../inert.ts';

/** Text that is already HTML. Only `markup` makes it, so nothing of a target gets in unescaped. */
export interface Markup {
  readonly html: string;
}

type Part = Markup | string | number | undefined | readonly Part[];

/** An HTML template: text and numbers are made inert and escaped, markup and lists of it are taken as they are. */
export function markup(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  const [first = '', ...others] = strings;
  return { html: parts.reduce<string>((text, part, at) => text + htmlOf(part) + (others[at] ?? ''), first) };
}

/** Our own style or script, which must not be escaped. */
export function verbatim(text: string): Markup {
  return { html: text };
}

export const nothing: Markup = { html: '' };

function htmlOf(part: Part): string {
  if (part === undefined) return '';
  if (typeof part === 'number') return String(part);
  if (typeof part === 'string') return escaped(inert(part));
  return 'html' in part ? part.html : part.map(htmlOf).join('');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
