import { isList, isObject, type Json, type JsonObject } from '#scim';
import type { Exchange } from '#wire';
import { bodyOf } from './body-of.ts';

/** What ids stand for, learnt from the exchanges that show it. */
export interface Names {
  /** Learns from a request and its answer. */
  readonly learn: (exchange: Exchange) => void;
  /** The name of what has this id; the id itself where it was never shown. */
  readonly of: (id: string) => string;
}

/** An empty memory of names. */
export function namesSeen(): Names {
  const known = new Map<string, string>();
  return {
    learn: ({ response }) => {
      const body = response === null ? undefined : bodyOf(response);
      for (const resource of resourcesIn(body)) {
        const name = nameOf(resource);
        if (typeof resource.id === 'string' && name !== undefined) known.set(resource.id, name);
      }
    },
    of: (id) => known.get(id) ?? (id.length > 12 ? `${id.slice(0, 8)}…` : id),
  };
}

/** The resources that an answer shows: itself, or what it lists. */
export function resourcesIn(body: Json | undefined): readonly JsonObject[] {
  if (!isObject(body)) return [];
  const listed = body.Resources ?? body.resources;
  if (isList(listed)) return listed.filter(isObject);
  return typeof body.id === 'string' || typeof body.id === 'number' ? [body] : [];
}

/** How a person would call a resource. */
export function nameOf(resource: JsonObject): string | undefined {
  return [resource.userName, resource.displayName, resource.name].find((name) => typeof name === 'string');
}
