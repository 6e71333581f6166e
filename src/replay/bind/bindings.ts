import { isList, isObject, type Json, type JsonObject } from '#scim';
import { type Exchange, headerOf, type RequestMessage } from '#wire';
import { bodyOf } from '../recording/body-of.ts';
import { nameOf, resourcesIn } from '../recording/names.ts';
import { idOf, lastSegment } from './given.ts';
import { mapTokens } from './tokens.ts';

/** What the ids, versions and cursors of a recording are called on the target of today. */
export interface Bindings {
  readonly bind: (then: string, now: string) => void;
  /** Learns from an answer of then and its answer of now. */
  readonly learn: (then: Exchange, now: Exchange) => void;
  /** Undefined for what is not bound. */
  readonly of: (then: string) => string | undefined;
  /** The request of then, with the names of now. */
  readonly rebound: (request: RequestMessage, base: string) => RequestMessage;
}

/** Bindings, empty. */
export function bindings(): Bindings {
  const bound = new Map<string, string>();
  const versions = new Map<string, string>();

  const bind = (then: string | undefined, now: string | undefined): void => {
    if (then !== undefined && now !== undefined) bound.set(then, now);
  };
  const learnResource = (then: JsonObject, now: JsonObject): void => {
    bind(idOf(then), idOf(now));
    const [version, live] = [versionOf(then), versionOf(now)];
    if (version !== undefined && live !== undefined) versions.set(versionKey(idOf(then), version), live);
  };

  return {
    bind,
    of: (then) => bound.get(then),
    learn: (then, now) => {
      if (then.response === null || now.response === null || now.response.status >= 400) return;
      const [before, after] = [bodyOf(then.response), bodyOf(now.response)];
      for (const [left, right] of pairs(resourcesIn(before), resourcesIn(after))) learnResource(left, right);
      for (const [left, right] of bulkPairs(before, after)) bind(lastSegment(left), lastSegment(right));
      if (isObject(before) && isObject(after)) {
        for (const name of ['nextCursor', 'previousCursor']) bind(textOf(before[name]), textOf(after[name]));
      }
      if (then.request.method === 'POST' && then.response.status === 201) {
        bind(lastSegment(headerOf(then.response, 'location')), lastSegment(headerOf(now.response, 'location')));
      }
      const [tag, live] = [headerOf(then.response, 'etag'), headerOf(now.response, 'etag')];
      if (tag !== undefined && live !== undefined) {
        const of = idOf(resourcesIn(before)[0]) ?? lastSegment(then.request.url);
        versions.set(versionKey(of, tag), live);
      }
    },
    rebound: (request, base) => {
      const of = lastSegment(request.url);
      return mapTokens(request, base, (token, place) =>
        place === 'version' ? (versions.get(versionKey(of, token)) ?? token) : (bound.get(token) ?? token),
      );
    },
  };
}

/** A version alone says little: many resources have the same. */
function versionKey(of: string | undefined, version: string): string {
  return `${of ?? ''} ${version}`;
}

function versionOf(resource: JsonObject): string | undefined {
  return isObject(resource.meta) ? textOf(resource.meta.version) : undefined;
}

function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** Resources of two answers that are the same thing: by name, and by place where there are as many. */
function pairs(then: readonly JsonObject[], now: readonly JsonObject[]): (readonly [JsonObject, JsonObject])[] {
  const named = new Map(now.map((resource) => [foldedName(resource), resource]));
  return then.flatMap((resource, index) => {
    const name = foldedName(resource);
    const other =
      (name === undefined ? undefined : named.get(name)) ?? (then.length === now.length ? now[index] : undefined);
    return other === undefined ? [] : [[resource, other] as const];
  });
}

function foldedName(resource: JsonObject): string | undefined {
  return nameOf(resource)?.normalize('NFKC').toLowerCase();
}

function bulkPairs(then: Json | undefined, now: Json | undefined): (readonly [string, string])[] {
  const [before, after] = [bulkOperations(then), bulkOperations(now)];
  return before.flatMap((operation, index) => {
    const other = after.find(({ bulkId }) => bulkId !== undefined && bulkId === operation.bulkId) ?? after[index];
    const [left, right] = [textOf(operation.location), textOf(other?.location)];
    return left === undefined || right === undefined ? [] : [[left, right] as const];
  });
}

function bulkOperations(body: Json | undefined): readonly JsonObject[] {
  return isObject(body) && isList(body.Operations) ? body.Operations.filter(isObject) : [];
}
