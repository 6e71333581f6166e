import type { Json } from '#scim';
import { type Header, jsonOf, NotJson } from '#wire';

/** The body of a message as JSON; undefined when it is none. */
export function bodyOf(message: {
  readonly headers: readonly Header[];
  readonly body?: string | undefined;
}): Json | undefined {
  try {
    return jsonOf(message);
  } catch (error) {
    if (error instanceof NotJson) return undefined;
    throw error;
  }
}
