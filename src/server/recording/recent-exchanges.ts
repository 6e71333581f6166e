import { type Exchange, exchangeMasker } from '#wire';

/** The exchanges of the last while, so that somebody can look at one and take it along. What comes out holds no credentials. */
export interface RecentExchanges {
  keep(exchange: Exchange): void;
  /** By the request id of its answer; `has` spares the masking. */
  has(id: string): boolean;
  find(id: string): Exchange | undefined;
  /** Those that fit, at most the `limit` newest, oldest first. `fits` is asked before anything is masked. */
  list(fits: (exchange: Exchange) => boolean, limit?: number): readonly Exchange[];
}

const most = { exchanges: 2000, characters: 16_000_000 } as const;

/** Kept in memory and nowhere else: the store would have to write each request twice. The oldest make room for the newest. */
export function recentExchanges(
  limits: { readonly exchanges: number; readonly characters: number } = most,
): RecentExchanges {
  // Masked when asked for: nobody asks for most of them.
  const masked = exchangeMasker([]);
  const kept = new Map<string, Exchange>();
  let characters = 0;
  return {
    keep(exchange) {
      kept.set(exchange.id, exchange);
      characters += sizeOf(exchange);
      for (const [id, oldest] of kept) {
        if (kept.size <= limits.exchanges && characters <= limits.characters) break;
        kept.delete(id);
        characters -= sizeOf(oldest);
      }
    },
    has: (id) => kept.has(id),
    find(id) {
      const found = kept.get(id);
      return found && masked(found);
    },
    list: (fits, limit = limits.exchanges) => [...kept.values()].filter(fits).slice(-limit).map(masked),
  };
}

function sizeOf({ request, response }: Exchange): number {
  return request.url.length + (request.body?.length ?? 0) + (response?.body.length ?? 0);
}
