import { jsonOf, NotJson, type RequestMessage, type ResponseMessage, type Transport } from '#wire';
import { type Auth, base64, type ClientCredentials, tokenStandIn } from '../auth.ts';
import { TargetError, targetError } from '../target-error.ts';

export interface AuthorizedOptions {
  /** The way to the token endpoint, which may be on another origin. */
  readonly tokenTransport: Transport;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

interface Token {
  readonly text: string;
  /** Milliseconds since 1970, a little before it is over. */
  readonly untilMs: number;
}

/** How long before its end a token is given up, at most; a short-lived one is used for nine tenths of its life. */
const marginMs = 30_000;
/** Of a token that does not say how long it lasts. */
const unknownLifeMs = 300_000;

/**
 * Puts a fetched token where the stand-in is, fetches another when it is over or refused with 401, and puts the stand-in
 * back where an answer repeats the token: no layer above ever sees one. Any other credential goes out as it is.
 * @throws TargetError when no token is to be had
 */
export function authorized(transport: Transport, auth: Auth, options: AuthorizedOptions): Transport {
  if (auth.kind !== 'oauth2-cc') return transport;
  let held: Token | undefined;
  let fetching: Promise<Token> | undefined;

  const fetchOne = async (): Promise<Token> => {
    try {
      held = await fetchToken(auth, options);
      return held;
    } finally {
      fetching = undefined;
    }
  };
  const tokenNow = async (): Promise<Token> => {
    if (held !== undefined && options.now() < held.untilMs) return held;
    fetching ??= fetchOne();
    return fetching;
  };

  return async (request) => {
    if (!request.headers.some(isStandIn)) return transport(request);
    const token = await tokenNow();
    const answer = await transport(withToken(request, token.text));
    if (answer.status !== 401) return withoutToken(answer, token.text);
    // Revoked, or over before its time: whoever else sees it by now has fetched another.
    if (held === token) held = undefined;
    const second = await tokenNow();
    return withoutToken(await transport(withToken(request, second.text)), second.text);
  };
}

async function fetchToken(auth: ClientCredentials, { tokenTransport, now }: AuthorizedOptions): Promise<Token> {
  const startedMs = now();
  const scope = auth.scope === undefined ? [] : [['scope', auth.scope]];
  const grant = [['grant_type', 'client_credentials'], ...scope];
  const basic = `Basic ${base64(`${encoded(auth.clientId)}:${encoded(auth.clientSecret)}`)}`;
  const secret = [
    ['client_id', auth.clientId],
    ['client_secret', auth.clientSecret],
  ];
  const answer = await asked(auth, grant, [['Authorization', basic]], tokenTransport);
  // Some endpoints take the credentials in the body only (RFC 6749 §2.3.1 lets them offer both).
  const settled =
    answer.status === 400 || answer.status === 401
      ? await asked(auth, [...grant, ...secret], [], tokenTransport)
      : answer;
  const { access_token, expires_in, error } = membersOf(settled);
  if (settled.status !== 200 || typeof access_token !== 'string' || access_token === '') {
    const why = typeof error === 'string' && /^[\w.-]{1,60}$/.test(error) ? ` (${error})` : '';
    throw new TargetError(
      `the token endpoint ${auth.tokenUrl} answers ${settled.status}${why} and no access token`,
      'See that client id, secret and scope are right: --auth oauth2-cc takes client-id:client-secret.',
    );
  }
  const lifeMs = typeof expires_in === 'number' && expires_in > 0 ? expires_in * 1000 : unknownLifeMs;
  return { text: access_token, untilMs: startedMs + lifeMs - Math.min(marginMs, lifeMs / 10) };
}

async function asked(
  { tokenUrl }: ClientCredentials,
  form: readonly (readonly string[])[],
  headers: RequestMessage['headers'],
  tokenTransport: Transport,
): Promise<ResponseMessage> {
  const body = form.map(([name = '', value = '']) => `${name}=${encoded(value)}`).join('&');
  const type = ['Content-Type', 'application/x-www-form-urlencoded'] as const;
  try {
    return await tokenTransport({
      method: 'POST',
      url: tokenUrl,
      headers: [['Accept', 'application/json'], type, ...headers],
      body,
    });
  } catch (error) {
    throw targetError(error, tokenUrl);
  }
}

/** As application/x-www-form-urlencoded wants it. */
function encoded(text: string): string {
  return new URLSearchParams({ '': text }).toString().slice(1);
}

function membersOf(answer: ResponseMessage): { access_token?: unknown; expires_in?: unknown; error?: unknown } {
  try {
    const value: unknown = jsonOf(answer);
    return typeof value === 'object' && value !== null ? value : {};
  } catch (error) {
    if (error instanceof NotJson) return {};
    throw error;
  }
}

function isStandIn([name, value]: readonly [string, string]): boolean {
  return name.toLowerCase() === 'authorization' && value === `Bearer ${tokenStandIn}`;
}

function withToken(request: RequestMessage, token: string): RequestMessage {
  const headers = request.headers.map((header) =>
    isStandIn(header) ? ([header[0], `Bearer ${token}`] as const) : header,
  );
  return { ...request, headers };
}

function withoutToken(answer: ResponseMessage, token: string): ResponseMessage {
  if (!answer.body.includes(token) && !answer.headers.some(([, value]) => value.includes(token))) return answer;
  return {
    ...answer,
    headers: answer.headers.map(([name, value]) => [name, value.replaceAll(token, tokenStandIn)] as const),
    body: answer.body.replaceAll(token, tokenStandIn),
  };
}
