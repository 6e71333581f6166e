/** One answer before it becomes a Response. `body` undefined means none at all, as with 204 and 304. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

export function responseFrom({ status, headers, body }: Answer): Response {
  return new Response(body ?? null, { status, headers });
}
