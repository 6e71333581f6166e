import { isObject, type JsonObject } from '#scim';
import type { Answer, ScimClient } from './scim-client.ts';

/** A resource that bears the prefix of a run. */
export interface Leftover {
  readonly endpoint: string;
  readonly id: string;
  /** Its userName or displayName, to show. */
  readonly name: string;
}

export interface Leftovers {
  /** Groups first, for who is in one may not go before it. */
  readonly found: readonly Leftover[];
  /** Endpoints that could not be read, with the status. */
  readonly unread: readonly string[];
}

const places = [
  { endpoint: '/Groups', name: 'displayName' },
  { endpoint: '/Users', name: 'userName' },
] as const;

const pageSize = 100;
/** A target whose pages never end is left at a million resources. */
const mostPages = 10_000;

/**
 * What bears the prefix in its name or externalId, in whatever case: checks write names in another one. The target is asked for it by a filter; one that does not know the
 * filter is read whole. What it answers is looked at in any case, so that nobody else's resource is taken for ours.
 */
export async function leftoversOf(client: ScimClient, prefix: string): Promise<Leftovers> {
  const found: Leftover[] = [];
  const unread: string[] = [];
  for (const { endpoint, name } of places) {
    const filtered = await everyOne(client, endpoint, `${name} co "${prefix}"`);
    const all = 'failed' in filtered ? await everyOne(client, endpoint, undefined) : filtered;
    if ('failed' in all) {
      if (all.failed !== 404) unread.push(`${endpoint} (${all.failed})`);
      continue;
    }
    for (const resource of all.resources) {
      const { id } = resource;
      const names = [resource.userName, resource.displayName, resource.externalId];
      const own = names.find((text) => typeof text === 'string' && text.toLowerCase().includes(prefix.toLowerCase()));
      if (typeof id === 'string' && own !== undefined)
        found.push({ endpoint, id, name: String(resource[name] ?? own) });
    }
  }
  return { found, unread };
}

/** Deletes them one by one. @returns those that are still there, with the status of the refusal */
export async function deleteLeftovers(
  client: ScimClient,
  leftovers: readonly Leftover[],
): Promise<readonly (Leftover & { readonly status: number })[]> {
  const left: (Leftover & { readonly status: number })[] = [];
  for (const each of leftovers) {
    const { status } = await client.delete(`${each.endpoint}/${encodeURIComponent(each.id)}`);
    if (status !== 404 && (status < 200 || status > 299)) left.push({ ...each, status });
  }
  return left;
}

async function everyOne(
  client: ScimClient,
  endpoint: string,
  filter: string | undefined,
): Promise<{ readonly resources: readonly JsonObject[] } | { readonly failed: number }> {
  const resources: JsonObject[] = [];
  const known = new Set<unknown>();
  for (let page = 0; page < mostPages; page += 1) {
    const query = { filter, count: pageSize, startIndex: resources.length + 1 };
    const answer = await client.get(endpoint, { query });
    const here = listIn(answer);
    if (here === undefined) return { failed: answer.status };
    const fresh = here.filter(({ id }) => !known.has(id));
    for (const { id } of fresh) known.add(id);
    resources.push(...fresh);
    // A target that ignores startIndex gives the same page again.
    if (fresh.length === 0 || resources.length >= totalIn(answer)) break;
  }
  return { resources };
}

function listIn({ status, body }: Answer): readonly JsonObject[] | undefined {
  if (status !== 200 || !isObject(body)) return undefined;
  return Array.isArray(body.Resources) ? body.Resources.filter(isObject) : [];
}

function totalIn({ body }: Answer): number {
  const total = isObject(body) ? body.totalResults : undefined;
  return typeof total === 'number' ? total : Number.POSITIVE_INFINITY;
}
