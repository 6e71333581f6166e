import type { ResponseMessage } from '../exchange.ts';

/** An error body of RFC 7644 §3.12, or an empty one for a status that is no error. */
export function statusAnswer(status: number, retryAfter: string | undefined): ResponseMessage {
  const after = retryAfter === undefined ? [] : [['Retry-After', retryAfter] as const];
  if (status < 400) return { status, headers: after, body: '' };
  const body = {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
    status: String(status),
    detail: 'this answer is an injected fault',
  };
  return { status, headers: [['Content-Type', 'application/scim+json'], ...after], body: JSON.stringify(body) };
}

/** What a proxy before the target answers in its stead. */
export function htmlAnswer(status: number): ResponseMessage {
  return {
    status,
    headers: [['Content-Type', 'text/html; charset=utf-8']],
    body: `<!doctype html><title>${status}</title><h1>The gateway could not answer</h1>`,
  };
}
