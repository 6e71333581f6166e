import { type RequestMessage, type ResponseMessage, type Transport, TransportError } from '../exchange.ts';
import { armedFaults } from './armed.ts';
import type { Fault, FaultEffect } from './fault.ts';
import { htmlAnswer, statusAnswer } from './fault-answers.ts';
import { type PastReads, pastReads } from './past-reads.ts';

export interface FaultSurroundings {
  /** From 0 up to 1, for faults without a seed of their own. */
  readonly random: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** Milliseconds from any start, for reads that are stale for a while; without it they are stale for ever. */
  readonly now?: (() => number) | undefined;
}

/** A transport on which the faults happen. The first fault that is due takes the request; the others do not count it. */
export function faulty(transport: Transport, faults: readonly Fault[], surroundings: FaultSurroundings): Transport {
  const due = armedFaults(faults, surroundings.random);
  const past = pastReads(surroundings.now ?? (() => 0));
  // Only a stale read needs to know what was read before.
  const remembered: Transport = faults.some(({ effect }) => effect.does === 'stale')
    ? async (request) => {
        const answer = await transport(request);
        past.learn(request, answer);
        return answer;
      }
    : transport;
  return async (request) => {
    const effect = due(request);
    return effect === undefined ? remembered(request) : strike(effect, request, remembered, surroundings.sleep, past);
  };
}

/**
 * What comes of one request on which a fault strikes.
 * @throws TransportError
 */
export async function strike(
  effect: FaultEffect,
  request: RequestMessage,
  transport: Transport,
  sleep: (ms: number) => Promise<void>,
  past: PastReads,
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
    case 'slow': {
      const answer = await transport(request);
      await sleep(effect.ms);
      return answer;
    }
    case 'stale': {
      // Asked before the target is: what it answers now is what later reads may be stale by.
      const stale = past.before(request, effect.ms);
      return stale ?? transport(request);
    }
    case 'html':
      return htmlAnswer(effect.status);
    case 'twice':
      await transport(request);
      return transport(request);
  }
}
