import type { JsonObject } from '#scim';
import { pathIn } from '../recording/base-of.ts';
import type { Recording } from '../recording/recording.ts';
import { givenBy, idOf } from './given.ts';
import { mapTokens, type TokenPlace } from './tokens.ts';

/** One step needs what an earlier one gave. Steps count from 0 here. */
export interface Dependency {
  readonly step: number;
  readonly on: number;
  readonly kind: 'id' | 'version' | 'cursor';
  /** As it was in the recording. */
  readonly value: string;
  readonly where: TokenPlace;
}

/** A resource that the recording uses, but does not create: it was there before. */
export interface Presupposed {
  readonly id: string;
  /** `Users`, where a path or an answer says so. */
  readonly endpoint: string | undefined;
  /** The first step that names it. */
  readonly usedBy: number;
  /** Every step that names it. */
  readonly uses: readonly number[];
  /** What it was, where an answer shows it, and which. */
  readonly shown: { readonly step: number; readonly resource: JsonObject } | undefined;
}

export interface Dependencies {
  readonly all: readonly Dependency[];
  readonly presupposed: readonly Presupposed[];
}

interface Seen {
  readonly on: number;
  readonly kind: Dependency['kind'];
}

/**
 * What each step of a recording needs of the steps before it, and what all of them need of the target. An id belongs to
 * the step that created it; a version or a cursor to the latest answer that gave it.
 */
export function dependenciesOf({ exchanges, base }: Pick<Recording, 'exchanges' | 'base'>): Dependencies {
  const given = exchanges.map(givenBy);
  const shown = firstShown(
    exchanges.map(({ request }, step) => ({
      endpoint: endpointOf(base, request.url),
      resources: given[step]?.shown ?? [],
    })),
  );
  const made = new Map<string, Seen>();
  const all: Dependency[] = [];
  const presupposed = new Map<string, Presupposed>();
  const uses = new Map<string, number[]>();

  exchanges.forEach(({ request, response }, step) => {
    const wasThere = response === null || response.status !== 404;
    const pathEndpoint = endpointOf(base, request.url);
    mapTokens(request, base, (token, where, name) => {
      const origin = made.get(`${where === 'version' || where === 'cursor' ? where : 'id'} ${token}`);
      // A version in a body is what an answer said, sent back; only a condition in a header needs it.
      if (where === 'version' && name !== '') return token;
      if (origin !== undefined) all.push({ step, on: origin.on, kind: origin.kind, value: token, where });
      else if (presupposed.has(token)) uses.get(token)?.push(step);
      else if (where !== 'version' && where !== 'cursor') {
        const before = shown.get(token);
        // A quoted value is an id only if some answer says so; a path names one anyway, unless nothing was found there.
        const isUsed =
          where === 'path'
            ? wasThere && pathEndpoint !== undefined && !isDiscovery(pathEndpoint)
            : before !== undefined;
        const isMember = name === 'value' && /"members\b/.test(request.body ?? '') && looksLikeId(token);
        if (isUsed || (isMember && wasThere)) {
          const endpoint = before?.endpoint ?? (where === 'path' ? pathEndpoint : undefined);
          presupposed.set(token, { id: token, endpoint, usedBy: step, uses: [], shown: before });
          uses.set(token, [step]);
        }
      }
      return token;
    });
    for (const id of given[step]?.created ?? [])
      if (!presupposed.has(id)) made.set(`id ${id}`, { on: step, kind: 'id' });
    for (const { version } of given[step]?.versions ?? [])
      made.set(`version ${version}`, { on: step, kind: 'version' });
    for (const cursor of given[step]?.cursors ?? []) made.set(`cursor ${cursor}`, { on: step, kind: 'cursor' });
  });
  return {
    all,
    presupposed: [...presupposed.values()].map((each) => ({ ...each, uses: uses.get(each.id) ?? [] })),
  };
}

function firstShown(
  steps: readonly { readonly endpoint: string | undefined; readonly resources: readonly JsonObject[] }[],
): Map<string, { endpoint: string | undefined; step: number; resource: JsonObject }> {
  const first = new Map<string, { endpoint: string | undefined; step: number; resource: JsonObject }>();
  steps.forEach(({ endpoint, resources }, step) => {
    for (const resource of resources) {
      const id = idOf(resource);
      if (id !== undefined && !first.has(id)) first.set(id, { endpoint, step, resource });
    }
  });
  return first;
}

/** `Users` of `…/Users/2819?x`. */
export function endpointOf(base: string, url: string): string | undefined {
  const name = pathIn(base, url)?.split(/[?#]/, 1).join('').split('/')[1];
  return name === undefined || name === '' || name.startsWith('.') ? undefined : name;
}

function isDiscovery(endpoint: string): boolean {
  return ['Schemas', 'ResourceTypes', 'ServiceProviderConfig', 'Bulk', 'Me'].includes(endpoint);
}

/** Members are given by ids; what else stands under `value` is text. */
function looksLikeId(token: string): boolean {
  return /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i.test(token);
}
