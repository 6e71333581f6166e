import { get, type Plan, PlanFailure } from '#idp';
import { isList, isObject } from '#scim';
import type { Exchange } from '#wire';
import { asked, readList } from './asked.ts';
import type { OktaContext } from './memory.ts';
import { page, pageSize } from './query.ts';
import { reactions } from './reactions.ts';
import { guarded } from './task.ts';

/** The connection test, and the saves without which nothing is switched on: each asks the same. [okta-connect-01] */
export function connect(context: OktaContext): Plan {
  return guarded(context, 'connect:', 'settings', () => setUp(context));
}

function* setUp(context: OktaContext): Plan {
  const { options } = context;
  for (let save = 0; save <= options.saves; save += 1) yield* probe(context);
  if (options.discovery === 'entitlements') yield* discover(context);
  return { action: 'connect', status: 'Success' };
}

/** One probe: two users, and the first page of groups if they are imported. [okta-connect-01 … -03] */
export function* probe({ options }: OktaContext): Plan {
  const users = get(page('/Users', 1, 2), 'okta-connect-01');
  requireResources(yield* asked(users, 'list', reactions.probe), 'users');
  const asksForGroups = options.probeGroups === 'import' ? options.importGroups : options.probeGroups === 'on';
  if (asksForGroups) {
    const groups = get(page('/Groups', 1, pageSize), 'okta-connect-02');
    requireResources(yield* asked(groups, 'list', reactions.probe), 'groups');
  }
  return { action: 'connect', status: 'silent' };
}

function requireResources({ exchange }: { readonly exchange: Exchange }, what: string): void {
  if (!Array.isArray(readList(exchange)?.Resources)) {
    throw new PlanFailure('stop', 'NoResults', `No results for ${what} returned`);
  }
}

const entitlementSchema = /^urn:okta:scim:schemas:core:1\.0:(Role|Entitlement)$/;

/** Resource types, schemas, then each endpoint of roles and entitlements. [okta-discovery-02] */
function* discover(context: OktaContext): Plan<void> {
  const types = yield* asked(get('/ResourceTypes', 'okta-discovery-02'), 'success', reactions.discovery);
  yield* asked(get('/Schemas', 'okta-discovery-02'), 'success', reactions.discovery);
  for (const type of resourcesOf(types.exchange)) {
    const { schema, endpoint } = type;
    if (typeof schema !== 'string' || typeof endpoint !== 'string' || !entitlementSchema.test(schema)) continue;
    const list = yield* asked(get(endpoint, 'okta-discovery-02'), 'success', reactions.discovery);
    for (const { id, displayName, display } of resourcesOf(list.exchange)) {
      const name = displayName ?? display;
      if (typeof id === 'string' && typeof name === 'string') context.memory.entitlements.set(name, id);
    }
  }
}

export function resourcesOf(exchange: Exchange) {
  const resources = readList(exchange)?.Resources;
  return isList(resources) ? resources.filter(isObject) : [];
}
