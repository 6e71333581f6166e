import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  type FaultEffect,
  type Header,
  type PastReads,
  type RequestMessage,
  type ResponseMessage,
  strike,
  TransportError,
} from '#wire';
import { captured, headersOf } from './captured.ts';
import type { Upstream } from './upstream.ts';

export interface Blow {
  readonly effect: FaultEffect;
  readonly request: RequestMessage;
  readonly way: Upstream;
  readonly past: PastReads;
  readonly sleep: (ms: number) => Promise<void>;
  /** Told what the client gets, before it has the last of it. */
  readonly over: (outcome: Outcome) => void;
}

/** What the client got, or why it got nothing. */
export type Outcome = ResponseMessage | TransportError;

/** Answers a request on which a fault strikes. It is taken whole, and so is its answer: only these do not stream. */
export async function struck(blow: Blow, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const { effect, request, past } = blow;
  try {
    if (effect.does === 'timeout' && effect.ms === 0) throw await held(incoming);
    // The transport waits before a slow answer; on a wire its bytes come one by one.
    const sleep = effect.does === 'slow' ? async () => undefined : blow.sleep;
    const answer = await strike(effect, request, (message) => whole(blow.way, message), sleep, past);
    past.learn(request, answer);
    await sendAnswer(answer, blow, incoming, outgoing);
  } catch (error) {
    if (!(error instanceof TransportError)) throw error;
    blow.over(error);
    incoming.socket.resetAndDestroy();
  }
}

/** Nothing comes, until the client gives up. */
function held(incoming: IncomingMessage): Promise<TransportError> {
  return new Promise((resolve) => {
    incoming.socket.once('close', () => resolve(new TransportError('timeout', 'the client gave up (injected fault)')));
  });
}

async function sendAnswer(
  answer: ResponseMessage,
  { effect, sleep, over }: Blow,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const body = Buffer.from(answer.body);
  const breaksOff = effect.does === 'truncated';
  // A body that breaks off is one byte longer by its headers than what comes, at least.
  const length = breaksOff ? Math.max(declaredLength(answer), body.length + 1) : body.length;
  outgoing.writeHead(answer.status, framed(answer, length).flat());
  const last = (): void => over(answer);
  if (effect.does === 'slow') return trickle(body, { ms: effect.ms, sleep, last }, outgoing);
  last();
  if (!breaksOff) {
    outgoing.end(body);
    return;
  }
  outgoing.write(body);
  // What was written must arrive before the connection breaks.
  await sleep(20);
  incoming.socket.destroy();
}

const pieces = 10;

/** `last` is called before the last of it. */
async function trickle(
  body: Buffer,
  { ms, sleep, last }: { readonly ms: number; readonly sleep: Blow['sleep']; readonly last: () => void },
  outgoing: ServerResponse,
): Promise<void> {
  const size = Math.max(1, Math.ceil(body.length / pieces));
  let at = 0;
  for (; at + size < body.length; at += size) {
    await sleep(ms / pieces);
    outgoing.write(body.subarray(at, at + size));
  }
  await sleep(ms / pieces);
  last();
  outgoing.end(body.subarray(at));
}

function declaredLength({ headers }: ResponseMessage): number {
  const value = headers.find(([name]) => name.toLowerCase() === 'content-length')?.[1];
  return value === undefined ? 0 : Number(value);
}

/** The body was decoded, so that its headers say how long it is now. */
function framed({ status, headers }: ResponseMessage, length: number): readonly Header[] {
  const kept = headers.filter(([name]) => !/^(?:content-length|content-encoding|transfer-encoding)$/i.test(name));
  return status === 204 || status === 304 ? kept : [...kept, ['Content-Length', String(length)]];
}

/** One exchange with the target, taken whole. @throws TransportError */
function whole(way: Upstream, { method, url, headers, body }: RequestMessage): Promise<ResponseMessage> {
  return new Promise((resolve, reject) => {
    const path = url.replace(/^https?:\/\/[^/]*/i, '');
    const request = way.begin({ method, path, rawHeaders: headers.flat() });
    request.on('response', (response) => {
      const came = captured();
      response.on('data', came.add);
      response.on('end', () => {
        const given = headersOf(response.rawHeaders);
        resolve({ status: response.statusCode ?? 0, headers: given, body: came.text(given) });
      });
      response.on('error', reject);
    });
    request.on('error', reject);
    request.end(body);
  });
}
