import { setTimeout as sleep } from 'node:timers/promises';
import { deleteLeftovers, type Leftover, leftoversOf, paced, retryingWhenBusy, scimClient } from '#client';
import { open } from '../target/reach.ts';
import type { Target } from '../target/target.ts';
import { reading, withTarget } from '../target/with-target.ts';
import { allowWrites } from '../target/writes.ts';
import { UsageError } from '../usage-error.ts';
import type { Call, Run } from '../verbs.ts';

/** What every name of every run begins with. */
const prefixOfAll = 'scimulate-';

/** Lists what runs have left on a target, and deletes it once that may be done. */
export const cleanup: Run = async (call) => {
  const { values } = call;
  if (values.target === undefined)
    throw new UsageError('cleanup needs the target to clean; name it with --target URL.');
  const prefix = values.prefix ?? prefixOfAll;
  if (!prefix.startsWith(prefixOfAll)) {
    throw new UsageError(
      `--prefix is "${prefix}"; what runs create begins with "${prefixOfAll}", and nothing else is deleted.`,
    );
  }
  // Reading is always allowed; whether it may delete is asked once it is known what.
  return withTarget(reading(call), (target) => clean(target, prefix, call));
};

async function clean(target: Target, prefix: string, { values, terminal }: Call): Promise<number> {
  const pool = open(target);
  const clock = { now: Date.now, sleep: (ms: number): Promise<void> => sleep(ms) };
  const { ratePerSecond } = target;
  const steady = ratePerSecond === undefined ? pool : paced(pool, { ratePerSecond, clock });
  const client = scimClient({
    baseUrl: target.url,
    auth: target.auth,
    headers: Object.fromEntries(target.headers),
    transport: retryingWhenBusy(steady, { sleep: clock.sleep }),
  });
  try {
    const { found, unread } = await leftoversOf(client, prefix);
    const say = (line: string): void => (values.json === true ? undefined : terminal.out(line));
    if (unread.length > 0) terminal.err(`scimulate: ${target.name} could not be read at ${unread.join(', ')}.`);
    say(
      found.length === 0
        ? `Nothing on ${target.name} bears the name ${prefix}.`
        : `On ${target.name}, ${found.length} bear the name ${prefix}:`,
    );
    for (const each of found) say(`  ${lineOf(each)}`);
    if (found.length > 0 && values.dryRun !== true) await allowWrites(target.url, values.writes, terminal);
    const left = values.dryRun === true ? [] : await deleteLeftovers(client, found);
    const deleted = values.dryRun === true ? 0 : found.length - left.length;
    if (values.json === true) terminal.out(JSON.stringify({ found, deleted, left, unread }, null, 2));
    else if (found.length > 0 && values.dryRun !== true) say(`Deleted ${deleted} of ${found.length}.`);
    for (const each of left) terminal.err(`scimulate: ${lineOf(each)} is still there: DELETE answers ${each.status}.`);
    return left.length === 0 && unread.length === 0 ? 0 : 1;
  } finally {
    await pool.close();
  }
}

function lineOf({ endpoint, id, name }: Leftover): string {
  return `${endpoint}/${id}  ${name}`;
}
