import type { Store } from '../store/store.ts';
import { type Kind, keysOf } from './kind.ts';

/** Goes up when texts come to be folded otherwise, so that what an older program wrote is found by the new rules. */
const foldingRules = 1;

/**
 * Makes the indexes of a store anew where it was filled under other rules: a file may be opened again with definitions
 * that have another attribute unique. Without that, its older resources would be missing from what filters find.
 */
export async function reindexed(store: Store, kinds: readonly Kind[]): Promise<void> {
  const outdated = await store.read((view) =>
    kinds.filter((kind) => view.record('index', kind.name) !== rulesOf(kind)),
  );
  if (outdated.length === 0) return;
  await store.write((transaction) => {
    for (const kind of outdated) {
      transaction.reindex(kind.name, ({ resource }) => keysOf(kind, resource));
      transaction.putRecord('index', kind.name, rulesOf(kind));
    }
  });
}

function rulesOf({ indexes }: Kind): string {
  return JSON.stringify([foldingRules, ...indexes.map(({ path, attribute }) => `${path} ${attribute.folding}`).sort()]);
}
