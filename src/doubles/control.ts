import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { isList, isObject, type Json, type JsonObject } from '#scim';
import type { Seed } from './seed.ts';
import type { TestServer } from './start-server.ts';

export interface Control {
  /** `http://127.0.0.1:8791/`; every request but `health` bears the server's own token. */
  readonly url: string;
  readonly close: () => Promise<void>;
}

export interface ControlOptions {
  /** 0, the default, is any free one. It is on 127.0.0.1, whatever the server listens at. */
  readonly port?: number | undefined;
}

/**
 * A way for tests in other languages and processes to hold a server in their hands: state, reset, seed, requests, faults,
 * clock, snapshots, health. Bad input is answered 400 with one sentence in `error`.
 */
export async function startControl(server: TestServer, options: ControlOptions = {}): Promise<Control> {
  const app = appFor(server);
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const listener = serve(
    { fetch: app.fetch, port: options.port ?? 0, hostname: '127.0.0.1', overrideGlobalObjects: false },
    ({ port }) => resolve(port),
  );
  listener.on('error', reject);
  const port = await promise;
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () => new Promise((done) => listener.close(() => done())),
  };
}

function appFor(server: TestServer): Hono {
  const app = new Hono();
  app.get('/health', (context) => context.json({ ready: true, scim: server.scim }));
  app.use(async (context, next) => {
    // A page in a browser can reach the loopback too, but it has no token.
    if (context.req.header('authorization') === `Bearer ${server.token}`) return next();
    return context.json({ error: "the server's own token is needed, as a bearer token" }, 401);
  });
  app.get('/state', async (context) => context.json(await stateOf(server)));
  app.post('/reset', async (context) => {
    await server.reset();
    return context.json({ done: true });
  });
  app.post('/seed', async (context) =>
    context.json({ created: await server.seed(seedFrom(await jsonOf(context.req))) }),
  );

  app.get('/requests', (context) => {
    const since = context.req.query('since');
    const all = server.journal();
    const from = since === undefined ? 0 : all.findIndex(({ id }) => id === since) + 1;
    return context.json({ requests: all.slice(from) });
  });
  app.delete('/requests', (context) => {
    server.forget();
    return context.json({ done: true });
  });

  app.get('/faults', (context) => context.json({ faults: server.faultsNow() }));
  app.put('/faults', async (context) => {
    server.faults(...textsIn(await jsonOf(context.req), 'faults'));
    return context.json({ faults: server.faultsNow() });
  });

  app.get('/clock', (context) => context.json({ now: new Date(server.clock.now()).toISOString() }));
  app.put('/clock', async (context) => {
    moveClock(server, await jsonOf(context.req));
    return context.json({ now: new Date(server.clock.now()).toISOString() });
  });

  app.get('/snapshots', (context) => context.json({ snapshots: server.snapshots() }));
  app.put('/snapshots/:name', (context) => {
    server.snapshot(context.req.param('name'));
    return context.json({ snapshots: server.snapshots() });
  });
  app.post('/snapshots/:name/restore', async (context) => {
    await server.restore(context.req.param('name'));
    return context.json({ done: true });
  });

  app.notFound((context) => context.json({ error: `there is nothing at ${context.req.path}` }, 404));
  app.onError((error, context) => context.json({ error: error.message }, 400));
  return app;
}

const pageSize = 1000;

/** All resources as SCIM clients see them, by the name of their type. */
async function stateOf({
  scim,
  token,
  reference,
}: TestServer): Promise<Readonly<Record<string, readonly JsonObject[]>>> {
  const headers = { authorization: `Bearer ${token}` };
  const found: JsonObject[] = [];
  for (;;) {
    const page = `${scim}/?startIndex=${found.length + 1}&count=${pageSize}`;
    const answer: Json = await (await reference.server.fetch(new Request(page, { headers }))).json();
    const resources = isObject(answer) && isList(answer.Resources) ? answer.Resources.filter(isObject) : [];
    found.push(...resources);
    if (resources.length < pageSize) break;
  }
  return Object.fromEntries(Map.groupBy(found, ({ meta }) => (isObject(meta) ? String(meta.resourceType) : '')));
}

async function jsonOf(request: { readonly text: () => Promise<string> }): Promise<Json> {
  const text = await request.text();
  try {
    return text === '' ? {} : JSON.parse(text);
  } catch {
    throw new Error('the body is no JSON');
  }
}

function seedFrom(body: Json): Seed {
  return { users: resourcesIn(body, 'users'), groups: resourcesIn(body, 'groups') };
}

function resourcesIn(body: Json, name: string): JsonObject[] {
  const list = isObject(body) ? (body[name] ?? []) : undefined;
  if (!isList(list) || !list.every(isObject)) throw new Error(`"${name}" must be a list of resources`);
  return list.filter(isObject);
}

function textsIn(body: Json, name: string): string[] {
  const list = isObject(body) ? body[name] : undefined;
  if (!isList(list) || !list.every((each) => typeof each === 'string'))
    throw new Error(`"${name}" must be a list of texts`);
  return list.filter((each) => typeof each === 'string');
}

function moveClock({ clock }: TestServer, body: Json): void {
  const { now, advance } = isObject(body) ? body : {};
  if (now === null) clock.release();
  else if (typeof now === 'string' || typeof now === 'number') clock.set(now);
  else if (typeof advance === 'number') clock.advance(advance);
  else throw new Error('give "now" (ISO 8601, or null to let the clock run) or "advance" in milliseconds');
}
