import { urns } from '#scim';
import { inTurn, type Shot } from './load.ts';
import type { Subject } from './subject.ts';

/** What is in a server before it is measured. */
export interface Population {
  /** Ids in order of creation. */
  readonly users: readonly string[];
  /** Ids by how many members each of these groups has: the first so many users. */
  readonly groups: ReadonlyMap<number, readonly string[]>;
}

/** How many groups of a size share what is added, so that none grows much while it is measured. */
export const groupsOfSize: Readonly<Record<number, number>> = { 1: 400, 1000: 40, 50000: 1 };

const operationsABulk = 500;
const membersAPatch = 5000;

export function userNamed(userName: string) {
  return {
    schemas: [urns.user],
    userName,
    name: { givenName: 'Ada', familyName: 'Lovelace', formatted: 'Ada Lovelace' },
    displayName: 'Ada Lovelace',
    emails: [{ value: `${userName}@example.com`, type: 'work', primary: true }],
    active: true,
  };
}

export function groupNamed(displayName: string, members: readonly string[]) {
  return { schemas: [urns.group], displayName, members: members.map((value) => ({ value })) };
}

/** Creates `bench0`, `bench1`, … over the wire. */
export async function populate(subject: Subject, count: number): Promise<readonly string[]> {
  const ids = await inTurn(subject, bulks(count), ({ body }) => {
    const { Operations }: { Operations: { status: string; location?: string }[] } = JSON.parse(body);
    return Operations.map(({ status, location }) => {
      if (status !== '201' || location === undefined) throw new Error(`a user was answered ${status}`);
      return location.slice(location.lastIndexOf('/') + 1);
    });
  });
  return ids.flat();
}

function* bulks(count: number): Generator<Shot> {
  for (let from = 0; from < count; from += operationsABulk) {
    const size = Math.min(operationsABulk, count - from);
    const Operations = Array.from({ length: size }, (_, at) => ({
      method: 'POST',
      path: '/Users',
      bulkId: `b${at}`,
      data: userNamed(`bench${from + at}`),
    }));
    yield { method: 'POST', path: '/Bulk', body: JSON.stringify({ schemas: [urns.bulkRequest], Operations }) };
  }
}

/** Creates the groups of one size over the wire. */
export async function addGroups(subject: Subject, users: readonly string[], size: number): Promise<readonly string[]> {
  const members = users.slice(0, size);
  const creations = Array.from({ length: groupsOfSize[size] ?? 1 }, (_, at): Shot => {
    const body = groupNamed(`group ${size}-${at}`, members.slice(0, membersAPatch));
    return { method: 'POST', path: '/Groups', body: JSON.stringify(body) };
  });
  const ids = await inTurn(subject, creations, ({ body }) => {
    const { id }: { readonly id: string } = JSON.parse(body);
    return id;
  });
  for (const id of ids) await inTurn(subject, additions(id, members), () => undefined);
  return ids;
}

function* additions(group: string, members: readonly string[]): Generator<Shot> {
  for (let from = membersAPatch; from < members.length; from += membersAPatch) {
    yield memberAddition(group, members.slice(from, from + membersAPatch));
  }
}

export function memberAddition(group: string, members: readonly string[]): Shot {
  const value = members.map((id) => ({ value: id }));
  const body = { schemas: [urns.patchOp], Operations: [{ op: 'add', path: 'members', value }] };
  return { method: 'PATCH', path: `/Groups/${group}`, body: JSON.stringify(body) };
}
