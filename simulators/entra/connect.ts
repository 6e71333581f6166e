import { ask, bodyOf, get, listOf, type Plan } from '#idp';
import type { EntraContext } from './memory.ts';
import { matching } from './query.ts';
import { reactions } from './reactions.ts';

/** Test Connection: P, and PG when groups are mapped. Saving starts nothing. [entra-probe-01, entra-probe-03] */
export function* connect(context: EntraContext): Plan {
  const { options } = context;
  yield* probe(context, 1);
  if (options.schemaDiscovery) yield* ask(get('/Schemas', 'entra-discovery-01'), 'list', reactions.discovery);
  if (options.accountDiscovery) yield* discover(context);
  return { action: 'connect', status: 'Success' };
}

/** P and PG: queries for a random GUID, which nobody has. They open every piece of work. [entra-probe-04] */
export function* probe({ options, random }: EntraContext, count: number): Plan {
  yield* probeUsers({ options, random }, count);
  yield* probeGroups({ options, random });
  return { action: 'probe', status: 'silent' };
}

type Prober = Pick<EntraContext, 'options' | 'random'>;

export function* probeUsers({ options, random }: Prober, count: number): Plan<void> {
  if (options.probe === 'none') return;
  const attribute = options.matchUser[0] ?? 'userName';
  for (let index = 0; index < count; index += 1) {
    const request = get(matching('/Users', attribute, random.uuid()), 'entra-probe-01');
    yield* ask(request, 'list', probeReactions(options));
  }
}

export function* probeGroups({ options, random }: Prober): Plan<void> {
  if (options.probe !== 'users+groups' || !options.groups) return;
  const request = get(matching('/Groups', options.matchGroup, random.uuid()), 'entra-probe-03');
  yield* ask(request, 'list', probeReactions(options));
}

function probeReactions({ honourRetryAfter }: EntraContext['options']) {
  return honourRetryAfter ? reactions.patientProbe : reactions.probe;
}

/** Account discovery: all users, page by page, started by hand. [entra-discovery-03] */
export function* discover({ options }: EntraContext): Plan {
  let startIndex = 1;
  for (;;) {
    const target = `/Users?startIndex=${startIndex}&count=${options.discoveryCount}`;
    const { exchange } = yield* ask(get(target, 'entra-discovery-03'), 'list', reactions.discovery);
    const read = listOf(exchange)?.length ?? 0;
    const total = bodyOf(exchange)?.totalResults;
    startIndex += read;
    if (read === 0 || typeof total !== 'number' || startIndex > total) {
      return { action: 'discover', status: 'Success', reason: `${startIndex - 1} accounts` };
    }
  }
}
