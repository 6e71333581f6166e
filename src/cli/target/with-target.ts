import type { RunningServer } from '#server';
import { UsageError } from '../usage-error.ts';
import type { Call } from '../verbs.ts';
import { reach } from './reach.ts';
import { type Target, targetFrom } from './target.ts';
import { allowWrites } from './writes.ts';

/**
 * Gives `work` the target that the command names, once it may be written to and `ready` says that it answers; without
 * one, a reference server that lives as long as `work`, which is given to it as well.
 * @throws UsageError, TargetError
 */
export async function withTarget<T>(
  call: Call,
  work: (target: Target, server?: RunningServer) => Promise<T>,
  ready: typeof reach = reach,
): Promise<T> {
  const { values, config, terminal } = call;
  if (values.target === undefined) {
    if (values.token !== undefined || values.tokenEnv !== undefined || values.tokenFile !== undefined) {
      throw new UsageError('a credential is given, but no target; name it with --target URL.');
    }
    const { withReference } = await import('../reference.ts');
    return withReference(work);
  }
  const target = await targetFrom(values.target, values, config, terminal);
  await allowWrites(target.url, values.writes, terminal);
  await ready(target, terminal, values.wait);
  return work(target);
}

/** The same call for work that changes nothing, which needs no leave to write. */
export function reading(call: Call): Call {
  return { ...call, values: { ...call.values, writes: 'allow' } };
}
