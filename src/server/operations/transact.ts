import { hashPassword } from '../auth/password.ts';
import type { Context } from '../http/context.ts';
import { UnhashedPassword, type WriteScene } from '../resources/writing.ts';
import type { Transaction } from '../store/store.ts';

/** What differs between the writes of one request and those of a bulk job. */
export interface Terms {
  readonly condition: (version: number) => void;
  readonly promised: ReadonlySet<string>;
}

/**
 * Runs `work` as one transaction. A password that it needs hashed is hashed outside, and the work starts again:
 * deriving a key takes time, in which nobody else should have to wait.
 */
export async function transact<T>(
  context: Context,
  terms: Terms,
  work: (scene: WriteScene, transaction: Transaction) => T,
): Promise<T> {
  const { settings } = context;
  const hashes = new Map<string, string>();
  for (;;) {
    try {
      return await settings.store.write((transaction) =>
        work(sceneFor(context, terms, transaction, hashes), transaction),
      );
    } catch (error) {
      if (!(error instanceof UnhashedPassword)) throw error;
      hashes.set(error.password, await hashPassword(error.password, settings.passwordIterations));
    }
  }
}

function sceneFor(
  { settings, base }: Context,
  terms: Terms,
  transaction: Transaction,
  hashes: ReadonlyMap<string, string>,
): WriteScene {
  return {
    view: transaction,
    kinds: settings.kinds,
    base,
    profile: settings.profile,
    now: settings.now(),
    randomId: settings.randomId,
    hashes,
    settled: (resource, { name }) => settings.beforeWrite?.(resource, name, transaction) ?? resource,
    ...terms,
  };
}
