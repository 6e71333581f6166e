import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { getRequestListener } from '@hono/node-server';
import {
  type DirectorySeed,
  directorySeed,
  type Live,
  live,
  liveSite,
  type Scenario,
  ScenarioError,
  type Simulator,
  virtualClock,
} from '#idp';
import { isObject } from '#scim';
import { type Exchange, exchangeMasker } from '#wire';
import { readText } from '../files.ts';
import { type Stop, untilStopped } from '../stop.ts';
import type { Target } from '../target/target.ts';
import { UsageError } from '../usage-error.ts';
import type { Call } from '../verbs.ts';
import { credentialOf, realClock, withWays } from './provider-setup.ts';
import { written } from './written.ts';

const lookEveryMs = 250;
const tickMs = 1000;

export interface LiveMode {
  readonly simulator: Simulator;
  /** Whose directory is the first, where no file gives one. */
  readonly scenario: Scenario;
  readonly options: Readonly<Record<string, unknown>>;
}

/** Plays one provider on a directory that is edited, in a file or on a page, until somebody interrupts it. */
export function liveMode(mode: LiveMode, target: Target, call: Call): Promise<number> {
  return untilStopped((stop) => liveUntil(stop, mode, target, call));
}

async function liveUntil(
  { signal, told: stopped }: Stop,
  mode: LiveMode,
  target: Target,
  { values, terminal }: Call,
): Promise<number> {
  const { simulator, scenario } = mode;
  const { watch, ui = false, realTime = false } = values;
  const startedAt = new Date();
  const seed = values.seed ?? 1;
  const credential = credentialOf(target, simulator);
  const secrets = [...credential.secrets];
  const masked = (exchange: Exchange): Exchange => exchangeMasker(secrets)(exchange);

  const first = watch === undefined ? '' : readText(watch, 'directory');

  return withWays(target, terminal, async ({ transport, plain }) => {
    const running = live({
      simulator,
      start: watch === undefined ? scenario.directory : seedFrom(first, watch),
      scope: scenario.scope,
      transport,
      tokenTransport: plain,
      baseUrl: target.url,
      token: credential.token,
      options: { ...scenario.options[simulator.id], ...credential.options, ...mode.options },
      seed,
      clock: realTime ? realClock() : virtualClock(Date.now()),
      stopwatch: () => performance.now(),
      onSecret: (secret) => secrets.push(secret),
      onExchange: (exchange) => terminal.out(lineOf(masked(exchange), target.url)),
      onRow: ({ status, action, subject, reason }) =>
        terminal.out(`  ${status} ${action} ${subject} ${reason}`.trimEnd()),
    });
    const page = ui ? await serve(running, target, masked, values.uiPort ?? 8791) : undefined;
    if (!(await running.start()))
      terminal.err(`scimulate: the connection test of ${simulator.name} failed; it works on all the same.`);
    if (page !== undefined) terminal.out(`page: ${page.origin}/`);
    if (watch !== undefined) terminal.out(`watching ${watch}; edit it, and ${simulator.name} reacts`);
    await Promise.all([
      watch === undefined ? stopped : follow(watch, first, running, signal, terminal.err),
      realTime ? tick(running, signal) : stopped,
      stopped,
    ]);
    page?.close();
    const simulation = await running.finish();
    return written(
      { simulations: [simulation], exchanges: running.exchanges(), secrets, startedAt, seed },
      target,
      values,
      terminal,
    );
  });
}

/** @throws UsageError when the file is no directory */
function seedFrom(text: string, file: string): DirectorySeed {
  try {
    const json: unknown = JSON.parse(text);
    // A whole scenario file will do: its directory is meant.
    return directorySeed(whole(isObject(json) && isObject(json.directory) ? json.directory : json));
  } catch (error) {
    if (error instanceof SyntaxError) throw new UsageError(`${file} is no JSON: ${error.message}.`);
    if (error instanceof ScenarioError) throw new UsageError(`${file}: ${error.message}`);
    throw error;
  }
}

/** A slip of the pen must not read as an empty directory: everyone would be taken away from the target. */
function whole(json: unknown): unknown {
  if (!isObject(json)) throw new ScenarioError('a directory is {"users": […], "groups": […]}.');
  const unknown = Object.keys(json).find((key) => !['users', 'groups', 'generate'].includes(key));
  if (unknown !== undefined)
    throw new ScenarioError(`a directory has users, groups and generate, but no "${unknown}".`);
  for (const key of ['users', 'groups'] as const) {
    const list = json[key] ?? [];
    if (!Array.isArray(list) || !list.every(isObject))
      throw new ScenarioError(`its "${key}" must be a list of objects.`);
  }
  return json;
}

/**
 * Looks at the file again and again. What cannot be read is said once, and the directory stays as it was.
 * @param first what the directory was made of; an edit since then counts
 */
async function follow(
  file: string,
  first: string,
  running: Live,
  signal: AbortSignal,
  say: (line: string) => void,
): Promise<void> {
  let before = first;
  while (!signal.aborted) {
    await sleep(lookEveryMs, undefined, { signal }).catch(() => undefined);
    try {
      const now = readText(file, 'directory');
      if (now === before) continue;
      before = now;
      await running.become(seedFrom(now, file));
    } catch (error) {
      if (!(error instanceof UsageError || error instanceof ScenarioError)) throw error;
      say(`scimulate: ${error.message}`);
    }
  }
}

/** In real time, cycles and timers of the provider come when they come. */
async function tick(running: Live, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await sleep(tickMs, undefined, { signal }).catch(() => undefined);
    await running.wait(0);
  }
}

/** The page, for this machine alone. @throws UsageError when the port cannot be had */
async function serve(
  running: Live,
  { url }: Target,
  mask: (exchange: Exchange) => Exchange,
  port: number,
): Promise<{ readonly origin: string; close(): void }> {
  const key = crypto.randomUUID();
  const site = liveSite({ live: running, target: url, mask, key });
  const answer = (request: Request): Promise<Response> | Response =>
    // A name that leads here from elsewhere is none of ours.
    ['127.0.0.1', 'localhost'].includes(new URL(request.url).hostname)
      ? site(request)
      : new Response('This page is for this machine.', { status: 421 });
  const server = createServer(getRequestListener(answer, { overrideGlobalObjects: false }));
  await new Promise<void>((resolve, reject) => {
    server.once('error', () =>
      reject(new UsageError(`the port ${port} cannot be had for the page; choose another by --ui-port.`)),
    );
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  const actual = typeof address === 'object' && address !== null ? address.port : port;
  return {
    origin: `http://127.0.0.1:${actual}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

function lineOf({ request, response, failure, behaviour }: Exchange, target: string): string {
  const path = request.url.startsWith(target) ? request.url.slice(target.length) : request.url;
  return `${request.method} ${path} ${response?.status ?? failure?.kind ?? 'no answer'} ${behaviour ?? ''}`.trimEnd();
}
