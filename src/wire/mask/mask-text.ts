import { mask } from './mask.ts';
import { base64Needle, plainNeedle } from './needle.ts';
import { originOf, viewsOf } from './view.ts';

/**
 * The text without the secrets, however they were written: plain, percent-encoded, form-encoded, JSON-escaped, as HTML
 * entities, one within the other, or inside base64. All else stays letter for letter.
 */
export function maskText(text: string, secrets: readonly string[]): string {
  return maskerOf(secrets)(text);
}

/** `maskText` for many texts: the secrets are prepared once. */
export function maskerOf(secrets: readonly string[]): (text: string) => string {
  const known = [...new Set(secrets)].filter((secret) => secret !== '');
  if (known.length === 0) return (text) => text;
  const needles = [plainNeedle(known), base64Needle(known)];
  return (text) => {
    const ranges = viewsOf(text).flatMap((view) =>
      needles.flatMap((needle) => needle(view).map(({ from, to }) => originOf(view, from, to))),
    );
    return ranges.length === 0 ? text : without(text, ranges);
  };
}

function without(text: string, ranges: readonly { readonly from: number; readonly to: number }[]): string {
  let masked = '';
  let at = 0;
  for (const { from, to } of ranges.toSorted((left, right) => left.from - right.from)) {
    // A range that overlaps or touches the last one is masked with it.
    if (masked === '' || from > at) masked += text.slice(at, from) + mask;
    at = Math.max(at, to);
  }
  return masked + text.slice(at);
}
