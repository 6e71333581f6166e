import { type RequestMessage, type ResponseMessage, type Transport, TransportError } from '../exchange.ts';
import { targetOf } from '../url-from.ts';
import type { Fault, FaultEffect } from './fault.ts';
import { seededRandom } from './seeded-random.ts';

export interface FaultSurroundings {
  /** From 0 up to 1, for faults without a seed of their own. */
  readonly random: () => number;
  readonly sleep: (ms: number) => Promise<void>;
}

/** A transport on which the faults happen. The first fault that is due takes the request; the others do not count it. */
export function faulty(transport: Transport, faults: readonly Fault[], surroundings: FaultSurroundings): Transport {
  const armed = faults.map((fault) => arm(fault, surroundings.random));
  return async (request) => {
    const due = armed.find((fault) => fault.isDue(request));
    return due === undefined ? transport(request) : strike(due.effect, request, transport, surroundings.sleep);
  };
}

interface ArmedFault {
  readonly effect: FaultEffect;
  readonly isDue: (request: RequestMessage) => boolean;
}

function arm(fault: Fault, random: () => number): ArmedFault {
  const chance = fault.seed === undefined ? random : seededRandom(fault.seed);
  const path = pathPattern(fault.path);
  let passed = 0;
  let happened = 0;
  return {
    effect: fault.effect,
    isDue(request) {
      if (fault.method !== '*' && fault.method !== request.method.toUpperCase()) return false;
      if (!path.test(pathOf(request.url)) || happened >= fault.times) return false;
      passed += 1;
      if (passed <= fault.after || chance() >= fault.probability) return false;
      happened += 1;
      return true;
    },
  };
}

function pathOf(url: string): string {
  return (targetOf(url)?.target ?? url).split('?', 1).join('');
}

function pathPattern(glob: string): RegExp {
  const source = glob
    .split(/(\*\*|\*)/)
    .map((part) => (part === '**' ? '.*' : part === '*' ? '[^/]*' : part.replace(/[.+?^${}()|[\]\\]/g, '\\$&')))
    .join('');
  // A bare `*` means every path, not only those of one segment.
  return glob === '*' ? /^/ : new RegExp(`${source}$`, 'i');
}

async function strike(
  effect: FaultEffect,
  request: RequestMessage,
  transport: Transport,
  sleep: (ms: number) => Promise<void>,
): Promise<ResponseMessage> {
  switch (effect.does) {
    case 'status':
      return statusAnswer(effect.status, effect.retryAfter);
    case 'delay':
      await sleep(effect.ms);
      return transport(request);
    case 'reset':
      throw new TransportError('reset', 'the connection was reset (injected fault)');
    case 'timeout':
      await sleep(effect.ms);
      throw new TransportError('timeout', `no answer within ${effect.ms} ms (injected fault)`);
    case 'lost':
      await transport(request);
      throw new TransportError('reset', 'the connection broke before the answer came (injected fault)');
    case 'truncated': {
      const answer = await transport(request);
      const bytes = new TextEncoder().encode(answer.body);
      const kept = bytes.slice(0, effect.bytes ?? Math.floor(bytes.length / 2));
      return { ...answer, body: new TextDecoder().decode(kept) };
    }
    case 'html':
      return {
        status: effect.status,
        headers: [['Content-Type', 'text/html; charset=utf-8']],
        body: `<!doctype html><title>${effect.status}</title><h1>The gateway could not answer</h1>`,
      };
    case 'twice':
      await transport(request);
      return transport(request);
  }
}

/** An error body of RFC 7644 §3.12, or an empty one for a status that is no error. */
function statusAnswer(status: number, retryAfter: string | undefined): ResponseMessage {
  const after = retryAfter === undefined ? [] : [['Retry-After', retryAfter] as const];
  if (status < 400) return { status, headers: after, body: '' };
  const body = {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
    status: String(status),
    detail: 'this answer is an injected fault',
  };
  return { status, headers: [['Content-Type', 'application/scim+json'], ...after], body: JSON.stringify(body) };
}
