/** One answer before it becomes a Response. `body` undefined means none at all, as with 204 and 304. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

export function responseFrom(answer: Answer, requestId: string, isHead: boolean): Response {
  const { status, headers, body } = answer;
  return new Response(isHead || body === undefined ? null : body, {
    status,
    headers: { ...headers, 'x-request-id': requestId },
  });
}
