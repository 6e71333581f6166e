import type { Exchange } from '#wire';
import { type Dependencies, endpointOf } from '../bind/dependencies.ts';
import type { Gift } from './case.ts';
import { giftOf } from './gifts.ts';

export interface GiftNames {
  readonly list: readonly string[];
  readonly at: (step: number, kind: Gift['kind'], token: string) => string | undefined;
  readonly ofId: (id: string) => string | undefined;
  /** What a step gives. */
  readonly gifts: (step: number) => readonly Gift[];
}

/** A variable for each id, version and cursor that a later step needs. */
export function giftNames(exchanges: readonly Exchange[], base: string, dependencies: Dependencies): GiftNames {
  const list: string[] = [];
  const counts = new Map<string, number>();
  const byOrigin = new Map<string, string>();
  const byUse = new Map<string, string>();
  const ids = new Map<string, string>();
  const gifts = new Map<number, Gift[]>();
  const named = (word: string): string => {
    const count = (counts.get(word) ?? 0) + 1;
    counts.set(word, count);
    list.push(`${word}${count}`);
    return `${word}${count}`;
  };
  for (const { id, endpoint } of dependencies.presupposed) ids.set(id, named(wordOf(endpoint)));
  for (const { step, on, kind, value } of dependencies.all) {
    const from = exchanges[on];
    const origin = `${on} ${kind} ${value}`;
    if (from === undefined) continue;
    let name = byOrigin.get(origin);
    const gift = name === undefined ? giftOf(from, kind, value) : undefined;
    if (gift !== undefined) {
      name = named(kind === 'id' ? wordOf(endpointOf(base, from.request.url)) : kind);
      byOrigin.set(origin, name);
      gifts.set(on, [...(gifts.get(on) ?? []), { name, kind, isOptional: false, ...gift }]);
      if (kind === 'id') ids.set(value, name);
    }
    if (name !== undefined) byUse.set(`${step} ${kind} ${value}`, name);
  }
  const presupposed = new Set(dependencies.presupposed.map(({ id }) => id));
  return {
    list,
    at: (step, kind, token) =>
      byUse.get(`${step} ${kind} ${token}`) ?? (kind === 'id' && presupposed.has(token) ? ids.get(token) : undefined),
    ofId: (id) => ids.get(id),
    gifts: (step) => gifts.get(step) ?? [],
  };
}

function wordOf(endpoint: string | undefined): string {
  return endpoint === 'Users' ? 'user' : endpoint === 'Groups' ? 'group' : 'id';
}
