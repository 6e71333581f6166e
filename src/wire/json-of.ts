import { deeperThan, type Json } from '#scim';
import type { Header } from './exchange.ts';
import { mediaTypeOf } from './header-of.ts';

/** The body of a message is no JSON. Its message is one sentence and holds nothing of the body. */
export class NotJson extends Error {
  /** What the body seems to be instead. */
  readonly kind: 'empty' | 'html' | 'malformed';

  constructor(kind: NotJson['kind'], message: string) {
    super(message);
    this.name = 'NotJson';
    this.kind = kind;
  }
}

/** Far beyond what SCIM has, and far within what a stack holds. */
const deepest = 500;

interface Bodied {
  readonly headers: readonly Header[];
  readonly body?: string | undefined;
}

/**
 * The body of a message, parsed, whatever its Content-Type says. A leading byte order mark is passed over.
 * @throws NotJson when the body is empty, an HTML page or malformed, or so deep that nobody could walk it
 */
export function jsonOf(message: Bodied): Json {
  const text = (message.body ?? '').replace(/^\uFEFF/, '');
  if (text.trim() === '') throw new NotJson('empty', 'expected JSON, but the body is empty');
  if (deeperThan(deepest, text) !== undefined)
    throw new NotJson('malformed', `expected JSON, but the body is nested deeper than ${deepest} levels`);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw notJson(text, mediaTypeOf(message), error);
  }
}

function notJson(text: string, mediaType: string, error: unknown): NotJson {
  const labelled = mediaType === '' ? 'no Content-Type' : `Content-Type ${mediaType}`;
  if (/^\s*<(?:!doctype|html|head|body|\?xml)/i.test(text) || mediaType === 'text/html') {
    return new NotJson('html', `expected JSON, but the body is a web page (${labelled}, ${text.length} characters)`);
  }
  return new NotJson(
    'malformed',
    `expected JSON, but ${faultOf(text, error)} (${labelled}, ${text.length} characters)`,
  );
}

/** Where the parser gave up. Its message also quotes the text, so no more of it is used than the position. */
function faultOf(text: string, error: unknown): string {
  const message = error instanceof Error ? error.message : '';
  const at = /position (\d+)/.exec(message)?.[1];
  if (/^Unexpected end|^Unterminated/.test(message) || Number(at) >= text.length) return 'the body breaks off';
  return at === undefined ? 'the body is malformed' : `the body is malformed at character ${at}`;
}
