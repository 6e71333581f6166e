import type { JsonObject } from '../json.ts';
import { urns } from '../urns.ts';

/** One page of a result. What is undefined is left out. */
export interface Page {
  readonly resources: readonly JsonObject[];
  /** All matches, not those of the page. */
  readonly totalResults: number;
  readonly startIndex?: number | undefined;
  /** RFC 9865 §2. */
  readonly nextCursor?: string | undefined;
  readonly previousCursor?: string | undefined;
}

/** A ListResponse: `itemsPerPage` counts the page at hand, and `Resources` is there even when empty (dispute D22). */
export function listResponse({ resources, totalResults, startIndex, nextCursor, previousCursor }: Page): JsonObject {
  return {
    schemas: [urns.listResponse],
    totalResults,
    ...(startIndex !== undefined && { startIndex }),
    itemsPerPage: resources.length,
    ...(previousCursor !== undefined && { previousCursor }),
    ...(nextCursor !== undefined && { nextCursor }),
    Resources: resources,
  };
}
