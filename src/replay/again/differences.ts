import { isList, isObject, type Json, type JsonObject } from '#scim';
import { type Exchange, mediaTypeOf } from '#wire';
import type { Bindings } from '../bind/bindings.ts';
import { bodyOf } from '../recording/body-of.ts';
import { type IgnoreRule, rulesAt } from './ignore-rules.ts';

/** One thing that the answer of now has otherwise than that of then. */
export interface Difference {
  /** `status`, `media type`, `answer`, or a JSON pointer into the body. */
  readonly at: string;
  /** As JSON; undefined where there was nothing. */
  readonly recorded: Json | undefined;
  readonly live: Json | undefined;
}

export interface Comparison {
  readonly rules: readonly IgnoreRule[];
  readonly bound: Pick<Bindings, 'of'>;
  readonly endpoint: string | undefined;
  /** False where the recording does not hold the body. */
  readonly withBody: boolean;
}

/** How two answers differ, apart from what the rules ignore and from ids that stand for the same thing. */
export function differences(recorded: Exchange, live: Exchange, comparison: Comparison): readonly Difference[] {
  const [before, after] = [recorded.response, live.response];
  if (before === null || after === null) {
    if (before === after) return [];
    return [{ at: 'answer', recorded: summary(recorded), live: summary(live) }];
  }
  const found: Difference[] = [];
  if (before.status !== after.status) found.push({ at: 'status', recorded: before.status, live: after.status });
  if (!comparison.withBody) return found;
  const [left, right] = [bodyOf(before), bodyOf(after)];
  if ((left === undefined) !== (right === undefined)) {
    return [...found, { at: 'body', recorded: left ?? shortened(before.body), live: right ?? shortened(after.body) }];
  }
  if (mediaTypeOf(before) !== mediaTypeOf(after))
    found.push({ at: 'media type', recorded: mediaTypeOf(before), live: mediaTypeOf(after) });
  // Bodies of an error and of none have nothing to compare.
  const areAlike = before.status < 400 === after.status < 400;
  if (areAlike && left !== undefined && right !== undefined) {
    compare('', left, right, { ...comparison, rulesFor: rulesAt(comparison.rules, comparison.endpoint) }, found);
  }
  return found;
}

interface Comparing extends Comparison {
  readonly rulesFor: ReturnType<typeof rulesAt>;
}

function compare(
  at: string,
  before: Json | undefined,
  after: Json | undefined,
  by: Comparing,
  found: Difference[],
): void {
  const ignores = by.rulesFor(at);
  if (ignores.has('value')) return;
  if (isObject(before) && isObject(after)) {
    for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
      compare(`${at}/${escaped(name)}`, before[name], after[name], by, found);
    }
  } else if (isList(before) && isList(after)) {
    const right = ignores.has('order') ? aligned(before, after, by.bound) : after;
    for (let index = 0; index < Math.max(before.length, right.length); index += 1)
      compare(`${at}/${index}`, before[index], right[index], by, found);
  } else if (!isSame(before, after, by) && !(ignores.has('text') && typeof before === typeof after)) {
    found.push({ at: at === '' ? 'body' : at, recorded: before, live: after });
  }
}

function isSame(before: Json | undefined, after: Json | undefined, { bound }: Comparing): boolean {
  if (before === after) return true;
  if (typeof before !== 'string' && typeof before !== 'number') return false;
  return bound.of(String(before)) === String(after);
}

/** The elements of now in the order of then: those that are the same, then those that have no partner. */
function aligned(
  before: readonly Json[],
  after: readonly Json[],
  bound: Pick<Bindings, 'of'>,
): readonly (Json | undefined)[] {
  const rest = [...after];
  const placed = before.map((element) => {
    const key = keyOf(element, (id) => bound.of(id) ?? id);
    const index = rest.findIndex((other) => keyOf(other, (id) => id) === key);
    return index < 0 ? undefined : rest.splice(index, 1)[0];
  });
  // Where one element changed, its place is the one that is left.
  return [
    ...placed.map((element) => (element === undefined && before.length === after.length ? rest.shift() : element)),
    ...rest,
  ];
}

/** By what two elements of a set are the same one. */
function keyOf(element: Json | undefined, idNow: (id: string) => string): string {
  if (!isObject(element)) return `= ${idNow(String(element))}`;
  return typeof element.id === 'string' ? `id ${idNow(element.id)}` : valueKey(element, idNow);
}

function valueKey(element: JsonObject, idNow: (id: string) => string): string {
  return typeof element.value === 'string' ? `value ${idNow(element.value)}` : JSON.stringify(element);
}

function escaped(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** A status, or why there is none. */
export function summary({ response, failure }: Exchange): string {
  return response === null ? `no answer (${failure?.kind ?? 'unknown'})` : String(response.status);
}

function shortened(text: string): string {
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
