import { authHeaders } from '#client';
import { isList, isObject, type Json, type JsonObject } from '#scim';
import { type Exchange, encodeText } from '#wire';
import type { Bindings } from '../bind/bindings.ts';
import type { Presupposed } from '../bind/dependencies.ts';
import { givenBy, idOf } from '../bind/given.ts';
import { bodyOf } from '../recording/body-of.ts';
import { nameOf, resourcesIn } from '../recording/names.ts';
import { type Surroundings, sent } from './play.ts';

/** What became of one resource that the recording presupposes. */
export interface SetUpRow {
  readonly id: string;
  /** How a person would call it. */
  readonly name: string;
  readonly did: 'found' | 'created' | 'missing';
  /** Why it is missing; else empty. */
  readonly reason: string;
}

export interface SetUp {
  readonly rows: readonly SetUpRow[];
  /** What was sent for it, in order. */
  readonly exchanges: readonly Exchange[];
}

/** Members that the target gives, or that other resources bring. */
const notGiven: ReadonlySet<string> = new Set(['id', 'meta', 'groups']);

/**
 * Sees to it that the target holds what the recording presupposes: under the same id, under the same name, or made anew
 * as the first answer of the recording shows it. Users come first, since groups name them.
 */
export async function setUp(
  needed: readonly Presupposed[],
  bound: Bindings,
  surroundings: Surroundings,
): Promise<SetUp> {
  const exchanges: Exchange[] = [];
  const rows: SetUpRow[] = [];
  const ask = async (method: string, path: string, body?: JsonObject): Promise<Exchange> => {
    const exchange = await sent(`s${exchanges.length + 1}`, messageTo(surroundings, method, path, body), surroundings);
    exchanges.push(exchange);
    return exchange;
  };
  const inOrder = needed.toSorted((left, right) => Number(hasMembers(left)) - Number(hasMembers(right)));
  for (const wanted of inOrder) rows.push(await settle(wanted, bound, ask));
  return { rows, exchanges };
}

/** A request of our own to the target. */
export function messageTo({ to }: Surroundings, method: string, path: string, body?: JsonObject) {
  const type = body === undefined ? [] : [['Content-Type', 'application/scim+json'] as const];
  return {
    method,
    url: `${to.baseUrl}${path}`,
    headers: [['Accept', 'application/scim+json'] as const, ...type, ...authHeaders(to.auth), ...to.headers],
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  };
}

type Ask = (method: string, path: string, body?: JsonObject) => Promise<Exchange>;

async function settle(wanted: Presupposed, bound: Bindings, ask: Ask): Promise<SetUpRow> {
  const { id, endpoint, shown, usedBy } = wanted;
  const name = (shown && nameOf(shown.resource)) ?? id;
  const row = (did: SetUpRow['did'], reason = ''): SetUpRow => ({ id, name, did, reason });
  for (const place of endpoint === undefined ? ['Users', 'Groups'] : [endpoint]) {
    const there = await ask('GET', `/${place}/${encodeText(id)}`);
    if (there.response?.status === 200) {
      bound.bind(id, id);
      return row('found');
    }
  }
  if (shown === undefined || endpoint === undefined)
    return row('missing', `step ${usedBy + 1} uses ${id}, which no earlier step creates and no answer shows`);
  const same = await namesake(endpoint, shown.resource, ask);
  if (same !== undefined) {
    bound.bind(id, same);
    return row('found');
  }
  const created = await ask('POST', `/${endpoint}`, bodyFor(shown.resource, bound));
  const [now] = givenBy(created).created;
  if (now === undefined) {
    const answer =
      created.response === null ? (created.failure?.message ?? 'nothing') : `status ${created.response.status}`;
    return row('missing', `${name} could not be created as step ${shown.step + 1} shows it: ${answer}`);
  }
  bound.bind(id, now);
  return row('created');
}

async function namesake(endpoint: string, resource: JsonObject, ask: Ask): Promise<string | undefined> {
  const attribute = typeof resource.userName === 'string' ? 'userName' : 'displayName';
  const name = resource[attribute];
  if (typeof name !== 'string') return undefined;
  const filter = `${attribute} eq ${JSON.stringify(name)}`;
  const { response } = await ask('GET', `/${endpoint}?filter=${encodeText(filter)}`);
  const found = response === null || response.status !== 200 ? [] : resourcesIn(bodyOf(response));
  // A target that ignores the filter lists everybody.
  return idOf(found.find((one) => String(one[attribute]).toLowerCase() === name.toLowerCase()));
}

/** What an answer shows, as a body that creates it; members that are not there yet are left out. */
function bodyFor(resource: JsonObject, bound: Bindings): JsonObject {
  const kept = Object.entries(resource).filter(([name]) => !notGiven.has(name));
  return Object.fromEntries(kept.map(([name, value]) => [name, name === 'members' ? membersFor(value, bound) : value]));
}

function membersFor(members: Json, bound: Bindings): Json {
  if (!isList(members)) return members;
  return members.flatMap((member) => {
    const now = isObject(member) && typeof member.value === 'string' ? bound.of(member.value) : undefined;
    return now === undefined ? [] : [{ value: now }];
  });
}

function hasMembers({ endpoint }: Presupposed): boolean {
  return endpoint === 'Groups';
}
