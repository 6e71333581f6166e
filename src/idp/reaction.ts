import { isObject, type JsonObject } from '#scim';
import type { Exchange } from '#wire';
import type { Plan, PlannedRequest } from './plan.ts';

/**
 * What an answer amounts to, from the most telling word to the least. A list that was asked for is `none`, `one` or
 * `many`; a resource that was asked for is `resource`; both are `unreadable` when the body is not that. Then the status
 * (`404`), its class (`4xx`), why there was no answer (`timeout`, `reset`, …), `no-answer`, and `other`.
 */
export type AnswerWord =
  | 'none'
  | 'one'
  | 'many'
  | 'resource'
  | 'done'
  | 'unreadable'
  | 'no-answer'
  | 'timeout'
  | 'reset'
  | 'refused'
  | 'other'
  | `${number}`
  | `${1 | 2 | 3 | 4 | 5}xx`;

/**
 * What the engine does of itself: `fail` gives the job to the policy (escrow or task), `wait` to its backoff, `stop` ends
 * it for good, `abort` ends the whole batch, which is then read again, and `quarantine` does that and rests.
 */
export type EngineNext = 'fail' | 'wait' | 'stop' | 'abort' | 'quarantine';

const engineNexts: readonly string[] = ['fail', 'wait', 'stop', 'abort', 'quarantine'] satisfies EngineNext[];

export interface Reaction<Next extends string = string> {
  readonly next: Next | EngineNext;
  /** The code that the administrator's log shows. */
  readonly code?: string;
}

export type Reactions<Next extends string = string> = Readonly<Partial<Record<AnswerWord, Reaction<Next>>>>;

/** What a request hopes for: a ListResponse, a resource with an `id`, or only success. */
export type Hope = 'list' | 'resource' | 'success';

/** A plan that cannot go on, thrown inside it and caught by the engine. */
export class PlanFailure extends Error {
  readonly next: EngineNext;
  readonly code: string;
  readonly exchange: Exchange | undefined;

  constructor(next: EngineNext, code: string, message: string, exchange?: Exchange) {
    super(message);
    this.name = 'PlanFailure';
    this.next = next;
    this.code = code;
    this.exchange = exchange;
  }
}

/**
 * Sends one request and reads the answer against a reaction table.
 * @throws PlanFailure when the table leaves the answer to the engine, or does not know it
 */
export function* ask<Next extends string>(
  request: PlannedRequest,
  hope: Hope,
  reactions: Reactions<Next>,
): Plan<Answer<Next>> {
  const exchange = yield request;
  const words = wordsOf(exchange, hope);
  for (const word of words) {
    const reaction = reactions[word];
    if (reaction === undefined) continue;
    if (isEngineNext(reaction.next)) {
      throw new PlanFailure(reaction.next, reaction.code ?? words[0] ?? 'other', saidBy(exchange, words), exchange);
    }
    return { next: reaction.next, exchange };
  }
  throw new PlanFailure('fail', words[0] ?? 'other', saidBy(exchange, words), exchange);
}

export interface Answer<Next extends string> {
  readonly next: Next;
  readonly exchange: Exchange;
}

function isEngineNext<Next extends string>(next: Next | EngineNext): next is EngineNext {
  return engineNexts.includes(next);
}

/** The words for one answer, the most telling first. */
export function wordsOf(exchange: Exchange, hope: Hope): readonly AnswerWord[] {
  const { response } = exchange;
  if (response === null) {
    const kind = exchange.failure?.kind;
    const word = kind === 'timeout' || kind === 'reset' || kind === 'refused' ? [kind] : [];
    return [...word, 'no-answer', 'other'];
  }
  const status: AnswerWord[] = [`${response.status}`, classOf(response.status), 'other'];
  if (response.status < 200 || response.status > 299) return status;
  if (hope === 'success') return ['done', ...status];
  if (hope === 'resource') return [idOf(exchange) === undefined ? 'unreadable' : 'resource', ...status];
  const list = listOf(exchange);
  if (list === undefined) return ['unreadable', ...status];
  const [first, second] = list;
  if (first === undefined) return ['none', ...status];
  if (second !== undefined) return ['many', ...status];
  return [typeof first.id === 'string' ? 'one' : 'unreadable', ...status];
}

function classOf(status: number): AnswerWord {
  const first = Math.floor(status / 100);
  return first === 1 || first === 2 || first === 3 || first === 4 ? `${first}xx` : '5xx';
}

/** The body of an answer as a JSON object; undefined when there is none. */
export function bodyOf(exchange: Exchange): JsonObject | undefined {
  try {
    const body: unknown = JSON.parse(exchange.response?.body ?? '');
    return isObject(body) ? body : undefined;
  } catch {
    return undefined;
  }
}

/** The resources of a ListResponse; undefined when the answer is none. `Resources` may be absent when nothing was found. */
export function listOf(exchange: Exchange): readonly JsonObject[] | undefined {
  const body = bodyOf(exchange);
  if (body === undefined || typeof body.totalResults !== 'number') return undefined;
  if (body.Resources === undefined || body.Resources === null) return body.totalResults === 0 ? [] : undefined;
  if (!Array.isArray(body.Resources) || !body.Resources.every(isObject)) return undefined;
  return body.Resources;
}

/** The `id` of a resource in an answer. */
export function idOf(exchange: Exchange): string | undefined {
  const id = bodyOf(exchange)?.id;
  return typeof id === 'string' && id !== '' ? id : undefined;
}

/** One sentence on what the server answered, for the administrator's log. */
function saidBy(exchange: Exchange, words: readonly AnswerWord[]): string {
  const { method } = exchange.request;
  const path = exchange.request.url.replace(/^[a-z]+:\/\/[^/]*/i, '');
  if (exchange.response === null) return `${method} ${path} had no answer: ${exchange.failure?.message ?? 'unknown'}`;
  const detail = bodyOf(exchange)?.detail;
  const word = words[0]?.endsWith('xx') ? '' : ` (${words[0]})`;
  return `${method} ${path} was answered ${exchange.response.status}${word}${typeof detail === 'string' ? `: ${detail}` : ''}`;
}
