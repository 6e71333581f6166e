import { type Exchange, encodeText } from '#wire';
import { givenBy, lastSegment } from '../bind/given.ts';
import { type Surroundings, sent } from './play.ts';
import { messageTo } from './set-up.ts';

/** What is still there of what the exchanges created, as paths: `/Users/2819`. */
export function leftBehind(exchanges: readonly Exchange[], baseUrl: string): readonly string[] {
  const there = new Set<string>();
  for (const exchange of exchanges) {
    const path = exchange.request.url.slice(baseUrl.length).split(/[?#]/, 1).join('');
    const [, endpoint = ''] = path.split('/');
    if (exchange.request.method === 'DELETE' && (exchange.response?.status ?? 0) < 300)
      there.delete(`/${endpoint}/${encodeText(lastSegment(path) ?? '')}`);
    for (const id of givenBy(exchange).created)
      there.add(`/${endpoint === 'Bulk' ? 'Users' : endpoint}/${encodeText(id)}`);
  }
  return [...there];
}

/** Deletes them, groups first, and gives those that the target would not let go. */
export async function cleanUp(paths: readonly string[], surroundings: Surroundings): Promise<readonly string[]> {
  const left: string[] = [];
  const groupsFirst = paths
    .toReversed()
    .toSorted((a, b) => Number(b.startsWith('/Groups/')) - Number(a.startsWith('/Groups/')));
  for (const path of groupsFirst) {
    const { response } = await sent('cleanup', messageTo(surroundings, 'DELETE', path), surroundings);
    if (response === null || (response.status >= 400 && response.status !== 404)) left.push(path);
  }
  return left;
}
