import type { Answer, Discovery, Fresh, Http, Target } from '#check';
import { readScenario, type Scenario, type Simulated, type Simulator, simulate, withIds } from '#idp';
import { isObject, type JsonObject, type Schema, urns } from '#scim';
import { queryFrom, type ResponseMessage, type Transport } from '#wire';
import { transportOver } from './client.ts';

/** Hired, moved, renamed, disabled, enabled, left and hired again, with a Group beside it. */
const steps: readonly JsonObject[] = [
  { do: 'sync' },
  { do: 'memberAdded', group: 'g1', user: 'u2' },
  { do: 'sync' },
  { do: 'updated', user: 'u1', set: { familyName: 'King', title: 'Countess', department: 'Mills' } },
  { do: 'sync' },
  { do: 'disabled', user: 'u2' },
  { do: 'sync' },
  { do: 'enabled', user: 'u2' },
  { do: 'sync' },
  { do: 'memberRemoved', group: 'g1', user: 'u1' },
  { do: 'sync' },
  { do: 'terminated', user: 'u2' },
  { do: 'sync' },
  { do: 'hired', user: 'u2' },
  { do: 'memberAdded', group: 'g1', user: 'u2' },
  { do: 'sync' },
  { do: 'terminated', user: 'u1' },
  { do: 'sync' },
];

export interface PlaySetup {
  readonly simulator: Simulator;
  readonly http: Http;
  readonly target: Target;
  readonly discovery: Discovery;
  readonly options?: Readonly<Record<string, unknown>>;
}

export interface LifeSetup extends PlaySetup {
  readonly fresh: Fresh;
  /** Without Groups: for a target that has none. */
  readonly withGroups: boolean;
  /** Default: the whole life of two people. */
  readonly steps?: readonly JsonObject[];
  /** The account of the first person is there already. */
  readonly isThere?: boolean;
}

export interface Life extends Simulated {
  /** What the target says that a User has. */
  readonly schema: Schema;
  /** What the target refused to the provider. */
  readonly refusals: readonly Answer[];
  /** The last answers, what the oracle read among them. */
  readonly last: readonly Answer[];
}

/** Plays the provider itself against the target, on names of this check alone. */
export async function live(setup: LifeSetup): Promise<Life> {
  const { simulator, fresh, withGroups, isThere = false } = setup;
  const person = (id: string, givenName: string, familyName: string) => {
    const word = fresh.word(givenName.toLowerCase());
    return { id, userName: fresh.userName(id), givenName, familyName, email: `${word}@example.com`, department: 'R&D' };
  };
  const people = [person('u1', 'Ada', 'Byron'), person('u2', 'Grace', 'Hopper')];
  const group = { id: 'g1', displayName: `${fresh.word()} Engineering`, members: ['u1'] };
  const planned = setup.steps ?? steps;
  const name = { givenName: 'Ada', familyName: 'Byron' };
  const there = { schemas: [urns.user], userName: people[0]?.userName, displayName: 'Ada Byron', name, active: true };
  const scenario = readScenario({
    directory: { users: people, groups: withGroups ? [group] : [] },
    scope: { users: 'all', groups: 'all' },
    target: { users: isThere ? [there] : [] },
    steps: withGroups ? planned : planned.filter((step) => step.group === undefined),
  });
  const options = { ...setup.options, ...(withGroups ? {} : withoutGroups[simulator.id]) };
  return playedThrough({ ...setup, options }, withIds(scenario, fresh.word()));
}

/** What an administrator sets for a target without Groups, by provider. [entra-quirk-11, onelogin-group-01] */
export const withoutGroups: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  entra: { groups: false },
  onelogin: { groupsIncluded: false },
};

/** Plays a scenario whose names are of this check alone. */
export async function playedThrough(setup: PlaySetup, scenario: Scenario): Promise<Life> {
  const { simulator, http, target, discovery, options = {} } = setup;
  const answers: Answer[] = [];
  const transport = transportOver(http, target, (answer) => answers.push(answer));
  const written = new Set<string>();
  const { userNames, displayNames } = namesIn(scenario);
  const simulated = await simulate({
    simulator,
    scenario,
    transport: noting(transport, written),
    oracle: readingOnly(transport, {
      written,
      names: {
        '/Users': userNames.map((name) => `userName eq ${JSON.stringify(name)}`),
        '/Groups': displayNames.map((name) => `displayName eq ${JSON.stringify(name)}`),
      },
    }),
    baseUrl: target.url,
    token: '',
    options,
  });
  return {
    ...simulated,
    schema: discovery.user,
    refusals: answers.filter(({ status }) => status >= 400),
    last: answers.slice(-8),
  };
}

/** All names that people and Groups of a scenario ever have. */
function namesIn({ directory, steps }: Scenario): { userNames: readonly string[]; displayNames: readonly string[] } {
  const userNames = new Set(directory.users.map(({ userName }) => userName));
  const displayNames = new Set(directory.groups.map(({ displayName }) => displayName));
  for (const change of steps.flatMap((step) => (step.do === 'change' ? step.changes : []))) {
    if (change.do === 'hired' && typeof change.user !== 'string') userNames.add(change.user.userName);
    if (change.do === 'updated' && typeof change.set.userName === 'string') userNames.add(change.set.userName);
    if (change.do === 'groupCreated') displayNames.add(change.group.displayName);
    if (change.do === 'groupRenamed') displayNames.add(change.displayName);
  }
  return { userNames: [...userNames], displayNames: [...displayNames] };
}

/** Keeps the place of everything that the provider made or wrote. */
function noting(transport: Transport, written: Set<string>): Transport {
  return async (request) => {
    const answer = await transport(request);
    const place = pathOf(request.url);
    if (request.method === 'POST' && answer.status < 300) written.add(`${place}/${idIn(answer)}`);
    else if (request.method === 'PUT' || request.method === 'PATCH') written.add(place);
    return answer;
  };
}

/**
 * A list of what the provider wrote and of what bears its names, read one by one. A listing of everything would be long
 * at a large target, and would shift while others write.
 */
function readingOnly(
  transport: Transport,
  known: { readonly written: ReadonlySet<string>; readonly names: Readonly<Record<string, readonly string[]>> },
): Transport {
  return async (request) => {
    const endpoint = pathOf(request.url);
    const base = request.url.slice(0, request.url.indexOf(endpoint));
    const ask = async (path: string) => bodyOf(await transport({ ...request, url: `${base}${path}` }));
    const found = new Map<unknown, JsonObject>();
    for (const filter of known.names[endpoint] ?? []) {
      const { Resources } = await ask(`${endpoint}?${queryFrom([['filter', filter]])}`);
      const all = Array.isArray(Resources) ? Resources.filter(isObject) : [];
      // Whoever ignores the filter lists strangers; they would not be compared anyhow.
      for (const each of all) found.set(each.id, each);
    }
    for (const place of known.written) {
      if (!place.startsWith(`${endpoint}/`)) continue;
      const resource = await ask(place);
      if (typeof resource.id === 'string') found.set(resource.id, resource);
    }
    const body = { schemas: [urns.listResponse], totalResults: found.size, Resources: [...found.values()] };
    return { status: 200, headers: [], body: JSON.stringify(body) };
  };
}

/** `/Users`, or `/Users/42`, whatever stands before it. */
function pathOf(url: string): string {
  return /\/(?:Users|Groups)(?:\/[^/?]+)?(?=\?|$)/.exec(url)?.[0] ?? '';
}

function idIn(answer: ResponseMessage): string {
  return String(bodyOf(answer).id);
}

function bodyOf({ status, body }: ResponseMessage): JsonObject {
  if (status >= 300) return {};
  try {
    const value: unknown = JSON.parse(body);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}
