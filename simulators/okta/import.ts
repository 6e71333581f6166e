import { get, type Plan, PlanFailure } from '#idp';
import type { JsonObject } from '#scim';
import { asked, readList } from './asked.ts';
import { resourcesOf } from './connect.ts';
import type { OktaContext } from './memory.ts';
import type { OktaOptions } from './options.ts';
import { page, pageSize } from './query.ts';
import { reactions } from './reactions.ts';

const hourMs = 3_600_000;

/** From one scheduled import to the next; undefined where none is scheduled. [okta-import-07] */
export function importEveryMs(options: OktaOptions): number | undefined {
  const intervals = { never: undefined, manual: undefined, hourly: hourMs, daily: 24 * hourMs, weekly: 168 * hourMs };
  return intervals[options.import];
}

/** A scheduled run starts a few minutes off the mark; how many is ours. [okta-import-07] */
export const importDelayMs = 3 * 60_000;

// More than this share of the linked accounts gone at once, and the import stops. [okta-import-06]
const mostMissing = 0.2;

/** Reads everybody, and with group import every group. Nothing is written. [okta-import-01] */
export function* runImport(context: OktaContext): Plan {
  const { memory, options } = context;
  const seen = new Map<string, boolean>();
  let scanned = 0;
  let incomplete = 0;
  for (const user of yield* pages('/Users')) {
    const { id } = user;
    if (typeof id !== 'string') continue;
    seen.set(id, user.active !== false);
    // Inactive accounts are not even counted; others need names and an e-mail address. [okta-import-05]
    if (user.active === false) continue;
    scanned += 1;
    if (!isImportable(user)) incomplete += 1;
  }
  const dropped = dropMissing(context, seen);
  if (options.importGroups) {
    memory.importedGroups.clear();
    for (const { id, displayName } of yield* pages('/Groups')) {
      if (typeof id === 'string' && typeof displayName === 'string') memory.importedGroups.set(displayName, id);
    }
  }
  const counts = `${scanned} users scanned, ${incomplete} with errors, ${dropped} removed`;
  return { action: 'import', status: 'Success', reason: `application.provision.user.import: ${counts}` };
}

/** All pages of an endpoint, by the same step whatever a page holds. */
function* pages(endpoint: '/Users' | '/Groups'): Plan<readonly JsonObject[]> {
  const all: JsonObject[] = [];
  for (let startIndex = 1; ; startIndex += pageSize) {
    const request = get(page(endpoint, startIndex, pageSize), 'okta-import-01');
    const { exchange } = yield* asked(request, 'list', reactions.page);
    all.push(...resourcesOf(exchange));
    const total = readList(exchange)?.totalResults;
    if (typeof total !== 'number' || startIndex + pageSize > total) return all;
  }
}

function isImportable({ userName, name, emails }: JsonObject): boolean {
  const isNamed = typeof name === 'object' && name !== null && 'givenName' in name && 'familyName' in name;
  return typeof userName === 'string' && isNamed && Array.isArray(emails) && emails.length > 0;
}

/** Who is gone at the server, or inactive there, loses the assignment in Okta; nothing is sent. [okta-import-06] */
function dropMissing({ links, memory }: OktaContext, seen: ReadonlyMap<string, boolean>): number {
  const assigned = [...links.linked('user')].filter((id) => memory.users.get(id)?.isAssigned === true);
  const stateOf = (id: string): boolean | undefined => seen.get(links.remoteId('user', id) ?? '');
  const missing = assigned.filter((id) => stateOf(id) === undefined);
  if (missing.length > assigned.length * mostMissing) {
    const message = `${missing.length} of ${assigned.length} linked accounts are missing: the import is stopped`;
    throw new PlanFailure('stop', 'ImportSafeguard', message);
  }
  const leaving = assigned.filter((id) => stateOf(id) !== true);
  for (const id of leaving) {
    memory.droppedByImport.add(id);
    const app = memory.users.get(id);
    if (app !== undefined) {
      app.isAssigned = false;
      app.isActive = false;
    }
    if (stateOf(id) === undefined) links.unlink('user', id);
  }
  return leaving.length;
}
