import { errorBody, ScimError } from '#scim';
import type { Answer } from './answer.ts';
import type { MediaType } from './media-type.ts';

/** Headers that go with a status, where the error itself cannot know them. */
export type ExtraHeaders = Readonly<Record<string, string>>;

/** A ScimError whose answer needs headers of its own: 401, 405, 429. */
export class RefusedError extends ScimError {
  readonly headers: ExtraHeaders;

  constructor(status: number, detail: string, headers: ExtraHeaders) {
    super(status, undefined, detail);
    this.headers = headers;
  }
}

/** The one place where an error becomes an answer. Whatever is no ScimError is our fault and says nothing of itself. */
export function errorAnswer(error: unknown, media: MediaType): Answer {
  const known =
    error instanceof ScimError ? error : new ScimError(500, undefined, 'the server failed to handle this request');
  return {
    status: known.status,
    headers: { 'content-type': media, ...(known instanceof RefusedError ? known.headers : {}) },
    body: JSON.stringify(errorBody(known)),
  };
}
