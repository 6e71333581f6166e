import type { Header } from './exchange.ts';

/**
 * The value of a header, whatever the case of its name; undefined when it is absent.
 * Repeated lines are joined by a comma, as RFC 9110 §5.3 allows.
 */
export function headerOf(message: { readonly headers: readonly Header[] }, name: string): string | undefined {
  const wanted = name.toLowerCase();
  const values = message.headers.filter(([given]) => given.toLowerCase() === wanted).map(([, value]) => value);
  return values.length === 0 ? undefined : values.join(', ');
}

/** The media type of a message without its parameters, in lower case; empty when none is given. */
export function mediaTypeOf(message: { readonly headers: readonly Header[] }): string {
  return (headerOf(message, 'content-type') ?? '').split(';', 1).join('').trim().toLowerCase();
}
