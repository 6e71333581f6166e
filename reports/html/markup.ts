import { inert } from '../inert.ts';

/** Text that is already HTML. Only `markup` makes it, so nothing of a target gets in unescaped. */
export interface Markup {
  readonly html: string;
}

type Part = Markup | string | number | undefined | readonly Part[];

/** An HTML template: text and numbers are made inert and escaped, markup and lists of it are taken as they are. */
export function markup(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  let [html = ''] = strings;
  let isInTag = endsInTag(html, false);
  for (const [at, part] of parts.entries()) {
    const next = strings[at + 1] ?? '';
    html += htmlOf(part, isInTag) + next;
    isInTag = endsInTag(next, isInTag);
  }
  return { html };
}

/** Whether what follows a literal part of a template stands inside a tag, as the value of an attribute does. */
function endsInTag(literal: string, before: boolean): boolean {
  const open = literal.lastIndexOf('<');
  const close = literal.lastIndexOf('>');
  return open === close ? before : open > close;
}

/** Our own style or script, which must not be escaped. */
export function verbatim(text: string): Markup {
  return { html: text };
}

export const nothing: Markup = { html: '' };

function htmlOf(part: Part, isInTag: boolean): string {
  if (part === undefined) return '';
  if (typeof part === 'number') return String(part);
  if (typeof part === 'string') return isInTag ? quoted(inert(part)) : escaped(inert(part));
  return 'html' in part ? part.html : part.map((each) => htmlOf(each, isInTag)).join('');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** For text between tags, where a quote is a character like others: a body of JSON has hundreds. */
export function escaped(text: string): string {
  return text.replace(/[&<>]/g, (character) => entities[character] ?? character);
}

function quoted(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
