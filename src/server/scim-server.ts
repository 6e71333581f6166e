import { type ScimError, scimError, statusError } from '#scim';
import { auditRefusal } from './audit.ts';
import { authenticate } from './auth/authenticate.ts';
import type { Token, Tokens } from './auth/tokens.ts';
import { type Answer, responseFrom } from './http/answer.ts';
import { otherVersionIn, pathBelow } from './http/base-path.ts';
import { type Call, callFrom } from './http/call.ts';
import type { Context } from './http/context.ts';
import { errorAnswer, RefusedError } from './http/error-answer.ts';
import { type MediaType, negotiate } from './http/media-type.ts';
import { parametersFrom } from './http/parameters.ts';
import type { RateLimit } from './limits/rate-limit.ts';
import { reindexed } from './resources/reindexing.ts';
import { type Route, routeOf } from './routes.ts';
import { type ServerOptions, type Settings, settingsFrom } from './settings.ts';
import type { Store } from './store/store.ts';

export interface ScimServer {
  /** Answers every request; it never throws and never rejects. */
  readonly fetch: (request: Request) => Promise<Response>;
  /** The same for listeners, without the cost of Request and Response. */
  readonly answer: (call: Call) => Promise<Answer>;
  readonly basePath: string;
  readonly tokens: Tokens;
  readonly store: Store;
  readonly rateLimit: RateLimit;
  /** To be waited for before a store that may hold data is served: it may have been filled by other definitions. */
  readonly prepare: () => Promise<void>;
  /** Forgets all data; the tokens given at the start are accepted again. */
  readonly reset: () => Promise<void>;
}

/** The reference server: SCIM 2.0 after RFC 7643, 7644 and 9865, as a function from request to response. */
export function scimServer(options: ServerOptions = {}): ScimServer {
  const settings = settingsFrom(options);
  const nextRequestId = requestIds();
  async function answer(call: Call): Promise<Answer> {
    const requestId = nextRequestId();
    const { status, headers, body } = await answerTo(settings, call, requestId);
    const { policy } = settings.rateLimit;
    const isHead = call.method === 'HEAD';
    return {
      status,
      headers: {
        ...headers,
        ...(isHead && body !== undefined
          ? { 'content-length': String(new TextEncoder().encode(body).length) }
          : undefined),
        ...(policy === undefined ? undefined : { 'ratelimit-policy': policy }),
        'x-request-id': requestId,
      },
      body: isHead ? undefined : body,
    };
  }
  return {
    basePath: settings.basePath,
    tokens: settings.tokens,
    store: settings.store,
    rateLimit: settings.rateLimit,
    answer,
    fetch: async (request) => responseFrom(await answer(callFrom(request))),

    prepare: () => reindexed(settings.store, settings.kinds.all),

    async reset() {
      await settings.store.clear();
      await reindexed(settings.store, settings.kinds.all);
      await settings.tokens.reload();
    },
  };
}

/** Unique within the process and, by its random beginning, next to other processes. */
function requestIds(): () => string {
  const prefix = crypto.randomUUID().slice(0, 8);
  let count = 0;
  return () => {
    count += 1;
    return `${prefix}-${count.toString(36)}`;
  };
}

async function answerTo(settings: Settings, call: Call, requestId: string): Promise<Answer> {
  let media: MediaType = 'application/scim+json';
  let token: Token | undefined;
  try {
    if (settings.isEnabled?.() === false) throw notEnabled();
    const path = pathBelow(settings.basePath, call.path);
    const route = path === undefined ? undefined : routeOf(settings.kinds, path);
    if (call.method === 'OPTIONS' && route !== undefined) return optionsAnswer(route);
    if (call.method === 'OPTIONS' && call.path === '*') return { status: 204, headers: {}, body: undefined };
    const given = call.header('authorization');
    // A wrong token is refused also where none is needed: who tries one there wants to know whether it is good.
    const open = path === undefined || (route?.isOpen === true && (given ?? '') === '');
    const found = open ? undefined : authenticate(settings.tokens, given);
    token = found instanceof Promise ? await found : found;
    if (token !== undefined) requireRate(settings, token.id);
    if (route === undefined) throw nowhere(settings.basePath, call.path);
    const handler = handlerOf(route, call.method);
    media = negotiate(call.header('accept'));
    const context: Context = {
      settings,
      call,
      token,
      requestId,
      media,
      base: (settings.publicOrigin ?? call.origin) + settings.basePath,
      parameters: parametersFrom(call.query),
    };
    return await handler(context);
  } catch (error) {
    const answer = errorAnswer(error, media);
    if (answer.status === 500) settings.onUnexpected(error, requestId);
    await auditRefusal(settings, call, token, requestId, error).catch((failure: unknown) =>
      settings.onUnexpected(failure, requestId),
    );
    return answer;
  }
}

function notEnabled(): RefusedError {
  const detail = 'SCIM is not enabled here; an administrator enables it in the console under Identity, SCIM';
  return new RefusedError(401, detail, { 'www-authenticate': 'Bearer realm="scim"' });
}

function nowhere(basePath: string, path: string): ScimError {
  const version = otherVersionIn(basePath, path);
  return version === undefined
    ? statusError(404, `there is nothing at ${path.slice(0, 200)}`)
    : scimError('invalidVers', `this server does not speak version ${version.slice(0, 20)} of the protocol`);
}

function handlerOf(route: Route, method: string) {
  const handler = Object.hasOwn(route.methods, method)
    ? route.methods[method]
    : method === 'HEAD'
      ? route.methods.GET
      : undefined;
  if (handler === undefined) throw new RefusedError(405, `${method} is not possible here`, { allow: allowed(route) });
  return handler;
}

function optionsAnswer(route: Route): Answer {
  return { status: 204, headers: { allow: allowed(route) }, body: undefined };
}

function allowed(route: Route): string {
  const methods = Object.keys(route.methods);
  return [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ');
}

function requireRate({ rateLimit }: Settings, tokenId: string): void {
  const seconds = rateLimit.take(tokenId);
  if (seconds === 0) return;
  throw new RefusedError(429, `too many requests for this token; wait ${seconds} s`, {
    'retry-after': String(seconds),
  });
}
