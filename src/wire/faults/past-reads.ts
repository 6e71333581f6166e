import { isObject } from '#scim';
import type { RequestMessage, ResponseMessage } from '../exchange.ts';
import { headerOf } from '../header-of.ts';
import { targetOf } from '../url-from.ts';
import { statusAnswer } from './fault-answers.ts';

/** What reads showed before the latest writes, as an eventually consistent target would still show it. */
export interface PastReads {
  readonly learn: (request: RequestMessage, answer: ResponseMessage) => void;
  /**
   * The answer of before the writes of the last `ms`: the one that was given then, or 404 for what was only just created.
   * Undefined where nothing was written since, or nobody had asked before.
   */
  readonly before: (request: RequestMessage, ms: number) => ResponseMessage | undefined;
}

/** @param now milliseconds from any start */
export function pastReads(now: () => number): PastReads {
  const reads = new Map<string, { readonly at: number; readonly answer: ResponseMessage }[]>();
  /** When a resource type was written to last, by its path: `/scim/v2/Users`. */
  const writes = new Map<string, number>();
  /** The place of that write in the order of all exchanges. */
  const marks = new Map<string, number>();
  const created = new Set<string>();
  let order = 0;

  return {
    learn: ({ method, url }, answer) => {
      order += 1;
      if (method === 'GET') {
        reads.set(url, [...(reads.get(url) ?? []).slice(-3), { at: order, answer }]);
      } else if (answer.status < 300) {
        writes.set(collectionOf(url), now());
        if (method === 'POST') created.add(pathOf(locationOf(url, answer)));
        // What was read before a write is what is stale after it; what is read after it is not kept as the past.
        marks.set(collectionOf(url), order);
      }
    },
    before: ({ method, url }, ms) => {
      const since = writes.get(collectionOf(url));
      if (method !== 'GET' || since === undefined || now() - since > ms) return undefined;
      const mark = marks.get(collectionOf(url)) ?? 0;
      const past = reads.get(url)?.findLast(({ at }) => at < mark);
      if (past !== undefined) return past.answer;
      return created.has(pathOf(url)) ? statusAnswer(404, undefined) : undefined;
    },
  };
}

/** The path without the id of a resource. */
function collectionOf(url: string): string {
  return /^(.*\/[A-Z][A-Za-z]*)(?:\/[^/]*)?$/.exec(pathOf(url))?.[1] ?? pathOf(url);
}

function pathOf(url: string): string {
  return (targetOf(url)?.target ?? url).split('?', 1).join('');
}

function locationOf(url: string, answer: ResponseMessage): string {
  return headerOf(answer, 'location') ?? `${pathOf(url)}/${idIn(answer.body)}`;
}

function idIn(body: string): string {
  try {
    const json: unknown = JSON.parse(body);
    return isObject(json) ? String(json.id) : '';
  } catch {
    return '';
  }
}
