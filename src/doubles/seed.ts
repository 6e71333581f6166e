import { scimClient } from '#client';
import { isList, isObject, type Json, type JsonObject, urns } from '#scim';
import type { RunningServer } from '#server';

/** Resources to begin with; `schemas` may be left out. */
export interface Seed {
  readonly users?: readonly JsonObject[] | undefined;
  /** `members` may be texts: the `externalId`, `userName` or `displayName` of what is seeded before them. */
  readonly groups?: readonly JsonObject[] | undefined;
}

/** Creates them one after the other, beside the wire that the test looks at. */
export async function seeded(
  reference: RunningServer,
  baseUrl: string,
  { users = [], groups = [] }: Seed,
): Promise<JsonObject[]> {
  const { server } = reference;
  const client = scimClient({
    baseUrl,
    auth: { kind: 'bearer', token: reference.token },
    transport: async ({ method, url, headers, body }) => {
      const init = {
        method,
        headers: headers.map(([name, value]): [string, string] => [name, value]),
        body: body ?? null,
      };
      const answer = await server.fetch(new Request(url, init));
      return { status: answer.status, headers: [...answer.headers], body: await answer.text() };
    },
  });
  const ids = new Map<string, string>();
  const made: JsonObject[] = [];

  async function create(endpoint: string, resource: JsonObject): Promise<void> {
    const answer = await client.post(endpoint, resource);
    if (answer.status !== 201 || !isObject(answer.body)) {
      throw new Error(`the seed ${JSON.stringify(resource).slice(0, 200)} is refused: ${answer.status} ${answer.text}`);
    }
    made.push(answer.body);
    for (const name of ['externalId', 'userName', 'displayName']) {
      const value = answer.body[name];
      if (typeof value === 'string') ids.set(value, String(answer.body.id));
    }
  }

  for (const user of users) await create('/Users', { schemas: [urns.user], ...user });
  for (const group of groups) {
    const members = isList(group.members) ? { members: group.members.map((member) => memberFrom(member, ids)) } : {};
    await create('/Groups', { schemas: [urns.group], ...group, ...members });
  }
  return made;
}

function memberFrom(member: Json, ids: ReadonlyMap<string, string>): Json {
  if (typeof member !== 'string') return member;
  const id = ids.get(member);
  if (id === undefined) throw new Error(`the seed has a member "${member}" that is nobody in it`);
  return { value: id };
}
