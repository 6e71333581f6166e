import { type Answer, idsOf, totalOf } from '#check';
import { queryFrom } from '#wire';
import type { Client } from './client.ts';

export interface Pages {
  /** As the pages showed them, repeats too. */
  readonly ids: readonly string[];
  readonly answers: readonly Answer[];
  readonly total: number | undefined;
  /** The page behind the last. */
  readonly beyond: Answer;
}

/**
 * Reads `size` resources page by page, as a provider reads a list. A filter keeps it to those of the check: others come
 * and go meanwhile, and would shift the pages.
 */
export async function pagesOf(client: Client, endpoint: string, filter: string, size: number): Promise<Pages> {
  const count = 2;
  const page = (startIndex: number) =>
    client.get(
      `${endpoint}?${queryFrom([
        ['filter', filter],
        ['startIndex', startIndex],
        ['count', count],
      ])}`,
    );
  const answers: Answer[] = [];
  for (let startIndex = 1; startIndex <= size; startIndex += count) answers.push(await page(startIndex));
  return { ids: answers.flatMap(idsOf), answers, total: answers.map(totalOf).at(0), beyond: await page(size + 1) };
}
